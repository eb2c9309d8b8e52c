"""This module reads the run reports in archives: one row of table `runs` per portal and run."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scraper.errors import Unreadable
from scraper.inputs.folders import files_below
from scraper.inputs.saved import unreadable_reason

LOG = "runs.jsonl"
_COLUMNS = (
    "portal", "status", "reason", "detail", "engine", "robots", "reports", "elsewhere", "requests",
    "fetched", "unchanged", "bytes",
)  # fmt: skip
_KEPT = ("started", "finished", "run", *_COLUMNS, "problems")
INSERT = f"""INSERT OR IGNORE INTO runs (command, {", ".join(_KEPT)})
  VALUES ('crawl', {", ".join(f":{name}" for name in _KEPT)})"""  # noqa: S608  (names are ours)

Row = dict[str, Any]


def runs(paths: Iterable[Path]) -> Iterator[Row | Unreadable]:
    """The rows of all finished runs of the archives below the paths; incomplete lines are skipped."""
    for path in paths:
        for log in files_below(path) if path.is_dir() else ():
            if log.name == LOG and log.is_file():
                try:
                    with log.open("rb") as lines:
                        for line in lines:
                            yield from _rows(line)
                except OSError as error:
                    yield unreadable_reason(log, error)


def _rows(line: bytes) -> Iterator[Row]:
    try:
        report = json.loads(line)
        run = report["run"]
        head = {"run": run.get("id")} | {key: str(run[key]) for key in ("started", "finished")}
        missing = {(one["portal"], one["url"]): one for one in report.get("missing", ())}
        yield from [head | _row(portal, missing) for portal in report["portals"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _row(portal: Row, missing: dict[tuple[str, str], Row]) -> Row:
    """One portal's row; its problems include agency and year of reports that could not be fetched, if known."""
    values = {name: portal.get(name) for name in _COLUMNS}
    ident, agency = str(portal["id"]), portal.get("agency")
    problems = [
        _of_report(one, missing.get((ident, one["url"]))) for one in portal.get("problems", [])
    ]
    written = json.dumps(problems, ensure_ascii=False)
    return values | {"portal": ident, "agency": agency, "problems": written}


def _of_report(problem: Row, known: Row | None) -> Row:
    return problem | {key: known[key] for key in ("agency", "year") if known and known.get(key)}
