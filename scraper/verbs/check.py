"""The verb `check`: whether a database is sound, and which equations fail in it."""

import sys
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from schemas.finding import sentence
from scraper import words
from scraper.check import Checked, check
from scraper.errors import DatabaseUnusable
from scraper.escaping import escape_markup
from scraper.language import language, say
from scraper.verbs import options

_SHOWN = 20
_COUNTS = ("reports", "count", "expected", "printed")
_WHOLE = ("form", "status", "code", "severity", "report", "year", "where")
_WORDS = {  # by column: its text in the chosen language, unless `words.word` gives it
    "Meaning": lambda row: sentence(row["code"], language()),
    "where": lambda row: " ".join(dict.fromkeys((words.place(row["where"]), row["where"]))),
    "text": lambda row: words.equation(row["where"].partition(".")[0], row["text"]),
    "key": lambda row: words.name(row["key"]),
    "names": lambda row: say("comma").join(row["names"]),
}


@options.verb("check", "gongkai check reports.db", "gongkai check reports.db --fail-on error")
@options.DB
@options.FAIL_ON
@options.json_of("the result")
def check_verb(db: Path, fail_on: str | None, *, json_wanted: bool) -> None:
    """Check that DB is intact and its references resolve, and list the equations that fail.

    Exit codes: 0 sound · 1 damaged, or cannot be opened · 2 usage error · 3 findings of the severity
    given with --fail-on or worse.
    """
    found = check(db)
    options.tell(found, _show, json_wanted=json_wanted)
    if found.damage:
        said = f"damaged: {found.damage[0]}; remove the file and extract again"
        raise DatabaseUnusable(f"{db}: {said}")
    sys.exit(options.FOUND if options.reaches(found.findings, fail_on) else 0)


def _show(found: Checked) -> None:
    screen = options.console()
    equations = found.equations
    state = say("whole" if found.whole else "damaged")
    reports = sum(one["reports"] for one in found.reports)
    database = escape_markup(found.database)
    screen.print(say("checked", database=database, state=state, reports=reports, **equations))
    _show_tables(screen, (
        ("by-status", found.reports, ("form", "status", "reports")),
        ("by-code", found.findings, ("code", "severity", "count", "reports", "Meaning")),
    ))  # fmt: skip
    _show_failing(screen, found.failing)
    _show_tables(screen, (
        ("years", found.years,
         ("agency", "year", "check", "key", "expected", "printed", "severity")),
        ("gaps", found.gaps, ("agency", "scope", "first_missing", "last_missing")),
        ("clashes", found.clashes, ("report", "names")),
    ))  # fmt: skip


def _show_tables(
    screen: Console, parts: Iterable[tuple[str, list[dict[str, object]], tuple[str, ...]]]
) -> None:
    for title, rows, columns in parts:
        if rows:
            screen.print(_table(title, rows, columns))


def _show_failing(screen: Console, rows: list[dict[str, Any]]) -> None:
    """Print the equations that fail below their reports: a sum of twenty figures fits no column of a table."""
    heading, shown = options.shortened(say("failing"), rows, _SHOWN)
    if shown:
        screen.print(f"[italic]{heading}[/italic]")
    for (agency, report), equations in groupby(shown, itemgetter("agency", "report")):
        screen.print(f"\n  {escape_markup(agency)}  {escape_markup(report)}", soft_wrap=True)
        for one in equations:
            said = f"{_shown(one, 'where')}: {_shown(one, 'text')}"
            screen.print(Padding(said, (0, 0, 0, 4)))
    if shown:
        screen.print()


def _table(title: str, rows: list[dict[str, object]], columns: tuple[str, ...]) -> Table:
    heading, shown = options.shortened(say(title), rows, _SHOWN)
    made = options.table(columns, heading, _COUNTS, _WHOLE)
    for row in shown:
        made.add_row(*(_shown(row, name) for name in columns))
    return made


def _shown(row: dict[str, Any], name: str) -> str:
    """A value as text in the chosen language."""
    if name in _COUNTS and row[name] is not None:
        return f"{row[name]:,}"
    text = _WORDS[name](row) if name in _WORDS else words.word(name, row[name])
    return escape_markup(text)
