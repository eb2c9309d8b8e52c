"""This module holds the SQL that tells why an agency has no report for a year, for a row of `coverage`.

The reason comes from the last crawl of the agency's own portal, else of its superior's, which may list
its reports. A page of the report that could not be fetched takes precedence over how the crawl ended. How crawls ended is
filed here too. A government may be named in full by one file (甲县人民政府), and by its place in another (甲县), another body by its
short name (甲县残联); `SPELLED` is a part of the WITH clause that this SQL needs.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from parsers.metadata.short_names import endings
from scraper.inputs.folders import files_below

_ENDINGS = json.dumps(list(endings()), ensure_ascii=False, separators=(",", ":"))
SPELLED = f"""spelled(one, other) AS MATERIALIZED (SELECT one.value, other.value
  FROM json_each('{_ENDINGS}') AS kind, json_each(kind.value) AS one, json_each(kind.value) AS other)"""  # noqa: S608
LOG = "runs.jsonl"
_COLUMNS = (
    "portal", "status", "reason", "detail", "engine", "robots", "reports", "elsewhere", "requests",
    "fetched", "unchanged", "bytes",
)  # fmt: skip
_KEPT = ("started", "finished", "run", *_COLUMNS, "problems")
INSERT = f"""INSERT OR IGNORE INTO runs (command, {", ".join(_KEPT)})
  VALUES ('crawl', {", ".join(f":{name}" for name in _KEPT)})"""  # noqa: S608  (names are ours)
Row = dict[str, Any]


def runs(paths: Iterable[Path]) -> Iterator[Row]:
    """The rows of all finished runs of the archives below the paths; incomplete lines are skipped."""
    for path in paths:
        for log in files_below(path) if path.is_dir() else ():
            if log.name == LOG and log.is_file():
                with suppress(OSError), log.open("rb") as lines:
                    for line in lines:
                        yield from _rows(line)


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


def called(name: str) -> str:
    """The names that the government of a name may go by, in SQL: in full, with 政府, or its place's; see `spellings`."""
    longer = (f"{name} || '{more}'" for more in ("人民政府", "办事处", "事处"))
    others = (("政府", "人民政府"), ("人民政府", "政府"), ("人民政府", ""), ("街道办事处", "街道"))
    replaced = (f"replace({name}, '{old}', '{new}')" for old, new in others)
    return f"({', '.join((name, *longer, *replaced))})"


_BY_SHORT_NAME = """(SELECT substr(coverage.agency_name, 1, length(coverage.agency_name) - length(one)) || other
  FROM spelled WHERE coverage.agency_name LIKE '%' || one)"""


_PORTAL = f"""coalesce((SELECT min(id) FROM portals WHERE portals.agency = coverage.agency_name),
  (SELECT min(id) FROM portals WHERE substr(portals.agency_code, 9, 9) = coverage.agency),
  (SELECT min(id) FROM portals WHERE portals.agency IN {called("coverage.agency_name")}),
  (SELECT min(id) FROM portals WHERE portals.agency IN {_BY_SHORT_NAME}),
  (SELECT min(id) FROM portals WHERE portals.agency IN {called("coverage.superior")}))"""  # noqa: S608


_RUN = f"""(SELECT {_PORTAL} AS id) AS at LEFT JOIN portals AS site ON site.id = at.id
  LEFT JOIN runs AS last ON last.id =
    (SELECT max(id) FROM runs WHERE runs.command = 'crawl' AND runs.portal = at.id)"""  # noqa: S608


_OWN = f"""(site.agency IN {called("coverage.agency_name")} OR site.agency IN {_BY_SHORT_NAME}
  OR substr(site.agency_code, 9, 9) = coverage.agency)"""


_MISSED = f"""(SELECT json_extract(value, '$.reason') || ' ' || json_extract(value, '$.url')
  FROM json_each(last.problems) WHERE json_extract(value, '$.year') = coverage.report_year
    AND (json_extract(value, '$.agency') IN {called("coverage.agency_name")}
      OR {_OWN} AND coalesce(json_extract(value, '$.agency'), site.agency) = site.agency) LIMIT 1)"""  # noqa: S608


_UNREAD = f"""(SELECT captures.reason || ' ' || coalesce(url, '') FROM captures
  WHERE outcome = 'unreadable' AND captures.portal = at.id AND {_OWN} LIMIT 1)"""  # noqa: S608


_PARTLY = "('list-short', 'fewer-listed', 'budget-spent', 'no-reports', 'interrupted')"


# Reason, condition and detail of each case; the first whose condition holds applies.
_CASES = (
    ("'no-portal'", "at.id IS NULL", "NULL"),
    ("'not-crawled'", "last.id IS NULL", "NULL"),
    ("'not-fetched'", f"{_MISSED} IS NOT NULL", _MISSED),
    ("last.status", "last.status NOT IN ('ok', 'incomplete')", "last.reason"),
    ("'not-read'", f"{_UNREAD} IS NOT NULL", _UNREAD),
    ("last.status", f"last.status = 'incomplete' AND last.reason IN {_PARTLY}", "last.reason"),
)


def _case(place: int, otherwise: str) -> str:
    cases = " ".join(f"WHEN {case[1]} THEN {case[place]}" for case in _CASES)
    return f"(SELECT CASE {cases} ELSE {otherwise} END FROM {_RUN})"  # noqa: S608


WHY = _case(0, "'not-listed'")


WHY_DETAIL = _case(2, "NULL")


CRAWLED = f"(SELECT at.id || ' ' || coalesce(last.finished, '') FROM {_RUN})"  # noqa: S608


INDEXES = (
    "portals_agency ON portals(agency)",
    "portals_code ON portals(substr(agency_code, 9, 9))",
    "runs_portal ON runs(portal, command)",
    "captures_unread ON captures(portal) WHERE outcome = 'unreadable'",
)
