"""The verb `verify`: whether a database agrees with its archive."""

import sys
from pathlib import Path

from scraper.corrections import load
from scraper.escaping import escape_markup
from scraper.extract import cores
from scraper.language import say
from scraper.verbs import options
from scraper.verbs.extract import progress
from scraper.verify import Verified, verify

_SHOWN = 50
_LONGEST = 60


@options.verb(
    "verify", "gongkai verify reports.db archive/", "gongkai verify reports.db pages/ --json"
)
@options.DB
@options.ARCHIVES
@options.CORRECTIONS
@options.WORKERS
@options.json_of("the result")
def verify_verb(
    db: Path,
    archive: tuple[Path, ...],
    corrections: Path | None,
    workers: int | None,
    *,
    json_wanted: bool,
) -> None:
    """Read ARCHIVE... again and report every value that differs from DB.

    Exit codes: 0 identical · 1 failed · 2 usage error · 3 DB differs · 4 identical, but some files
    could not be read.
    """
    decided = load(corrections, db)
    with progress() as watch:
        found = verify(db, archive, workers or cores(), decided, watch)
    options.tell(found, _show, json_wanted=json_wanted)
    options.tell_unreadable(found.unreadable)
    sys.exit(options.FOUND if found.differences else options.NOT_ALL if found.unreadable else 0)


def _show(found: Verified) -> None:
    screen = options.console()
    counted = len(found.differences)
    rows, tables = sum(found.rows.values()), len(found.rows)
    database = escape_markup(found.database)
    screen.print(
        say("verified", database=database, rows=rows, tables=tables, count=counted), soft_wrap=True
    )
    if not counted:
        return
    heading, differences = options.shortened(say("differing"), found.differences, _SHOWN)
    shown = options.table(("table", "key", "column", "database", "archive"), heading)
    for one in differences:
        row_itself = one.column is None
        sides = _around(
            _text(one.database, row_itself=row_itself), _text(one.archive, row_itself=row_itself)
        )
        shown.add_row(*map(escape_markup, (one.table, one.key, one.column or "—", *sides)))
    screen.print(shown)


def _text(value: object, *, row_itself: bool) -> str:
    """A value as text; for a whole row, whether it is present or missing, in the chosen language."""
    if row_itself:
        return say(f"row-{value}")
    return "—" if value is None else str(value)


def _around(one: str, other: str) -> tuple[str, str]:
    """Two texts, shortened to the part around the first difference if they are long."""
    same = (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    differs = next(same, min(len(one), len(other)))
    start = max(0, differs - _LONGEST // 2) if max(len(one), len(other)) > _LONGEST else 0
    lead = "…" if start else ""
    first, second = (f"{lead}{text[start : start + _LONGEST]}" for text in (one, other))
    return first, second
