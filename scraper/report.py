"""This module writes a database as one HTML page, a file that loads nothing else."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from sqlite_utils import Database

from scraper import atomic_output
from scraper.database.connect import open_readonly
from scraper.errors import GongkaiError
from scraper.inputs.saved import printable_path
from scraper.onepage.card import card, chosen, names_agency
from scraper.onepage.compare import compared
from scraper.onepage.figures import Line, lines, usable
from scraper.onepage.overview import overview
from scraper.onepage.section import Page, html

# A report of an unknown year cannot be placed in a series.
_LEFT_OUT = """SELECT count(*) FILTER (WHERE scope != ? AND report_year IS NOT NULL),
  count(*) FILTER (WHERE report_year IS NULL) FROM reports"""
SCOPES = ("own", "consolidated")
_SCOPES = "SELECT DISTINCT scope FROM reports WHERE report_year IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page shows: everything, one agency, two years, or two years of one agency.

    Without a scope, it shows the agencies' own reports if there are any, else the consolidated ones.
    """

    scope: str | None = None
    agency: str | None = None
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, as `report --json` prints it.

    A page of a whole database leaves out the reports of the other scope, and those whose year is unknown.
    """

    file: str
    title: str
    reports: int
    sections: list[str]
    bytes: int
    scope: str
    other_scope: int = 0
    year_unknown: int = 0


def report(path: Path, out: Path, wanted: Wanted) -> Written:
    """Write the page; raises GongkaiError if it would be empty or cannot be written, DatabaseUnusable."""
    with atomic_output.translate_os_errors(out):
        atomic_output.require_place(out)
    with open_readonly(path) as db:
        db.execute("BEGIN")
        scope, found = _found(db, wanted)
        if not found:
            raise GongkaiError(_nothing(path, db.execute(_SCOPES)))
        page, used = _page(db, found, replace(wanted, scope=scope), printable_path(path.stem))
        is_whole = wanted.agency is None and wanted.years is None
        left_out = db.execute(_LEFT_OUT, [scope]).fetchone() if is_whole else ()
    text = html(page, version("gongkai")).encode()
    atomic_output.write(out, text)
    return Written(str(out), f"{page.title} · {page.lead}", len(used),
                   [part.name for part in page.sections], len(text), scope, *left_out)  # fmt: skip


def _found(db: Database, wanted: Wanted) -> tuple[str, list[Line]]:
    """The scope of the page and its reports: of the two, the first that has any, or any of the agency."""
    by_scope = {one: lines(db, one) for one in ([wanted.scope] if wanted.scope else SCOPES)}
    kept = [one for one, found in by_scope.items() if found]
    named = [
        one for one in kept if wanted.agency is None or names_agency(by_scope[one], wanted.agency)
    ]
    scope = next(iter((*named, *kept, *by_scope)))
    return scope, by_scope[scope]


def _page(db: Database, found: list[Line], wanted: Wanted, name: str) -> tuple[Page, list[Line]]:
    scope = wanted.scope or SCOPES[0]
    if wanted.years:
        chosen_lines = chosen(found, wanted.agency) if wanted.agency else usable(found)
        return compared(db, chosen_lines, scope, wanted.years)
    if wanted.agency:
        return card(found, wanted.agency)
    return overview(db, found, scope, name), found


def _nothing(path: Path, scopes: Iterable[tuple[str]]) -> str:
    other = [scope for (scope,) in scopes]
    if other:
        return f"{path}: has no such reports; try --scope {other[0]}"
    typed = shlex.quote(str(path))
    return f"{path}: has no report whose year is known; first run gongkai extract {typed} PAGES"
