"""This module is the verb `check`: how sound a database is, and which equations fail in it."""

import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich import box
from rich.table import Table

from schemas.finding import Severity
from scraper.check import Checked, check
from scraper.errors import DatabaseUnusable
from scraper.verbs.output import FAIL_ON, FOUND, as_json, console, reaches

_SHOWN = 20


@click.command("check")
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--fail-on", type=FAIL_ON, help="Exit with 3 where a finding is as grave.")
@click.option("--json", "json_wanted", is_flag=True, help="Print what was found as JSON.")
def check_verb(db: Path, fail_on: str | None, json_wanted: bool) -> None:
    """Check that DB is whole, that its links hold, and list the equations that fail.

    Exit codes: 0 sound · 1 damaged or not to be opened · 2 usage · 3 findings as grave as --fail-on.
    """
    found = check(db)
    if json_wanted:
        as_json(asdict(found))
    else:
        _show(found)
    if found.damage:
        raise DatabaseUnusable(f"{db}: damaged: {found.damage[0]}")
    severities = {Severity(one["severity"]) for one in found.findings}
    worst = next((severity for severity in Severity if severity in severities), None)
    sys.exit(FOUND if reaches(worst, fail_on) else 0)


def _show(found: Checked) -> None:
    screen = console()
    equations = found.equations
    screen.print(
        f"{found.database}: {'whole' if found.whole else 'damaged'}; "
        f"{sum(one['reports'] for one in found.reports):,} reports, "
        f"equations {equations['held']:,} held, {equations['failed']:,} failed, "
        f"{equations['not_judged']:,} not judged"
    )
    for title, rows, columns in (
        ("Reports by form and status", found.reports, ("form", "status", "reports")),
        ("Findings by code", found.findings, ("code", "severity", "count", "reports")),
        ("Failing equations", found.failing, ("agency", "year", "where", "text")),
        ("Years that do not follow", found.years,
         ("agency", "year", "check", "key", "expected", "printed")),
    ):  # fmt: skip
        if rows:
            screen.print(_table(title, rows, columns))


def _table(title: str, rows: list[dict[str, object]], columns: tuple[str, ...]) -> Table:
    more = f", the first {_SHOWN} of {len(rows):,}" if len(rows) > _SHOWN else ""
    table = Table(*columns, title=title + more, title_justify="left", box=box.SIMPLE_HEAD)
    for row in rows[:_SHOWN]:
        table.add_row(*("—" if row[name] is None else str(row[name]) for name in columns))
    return table
