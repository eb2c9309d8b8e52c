"""This module turns one document into what it says: its page, metadata, prose and tables."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from parsers import records
from parsers.before_2019.statistics import StatisticsRead, statistics
from parsers.documents import Document, read_document
from parsers.flat.flow import tables_in_text
from parsers.flat.run_on import TABLE_RUN_ON, apart
from parsers.form_words import TABLES
from parsers.metadata import metadata
from parsers.misread import mended
from parsers.page import Page
from parsers.recognise import Part, parts
from parsers.records import TableRead
from parsers.scripted import SHOWN
from parsers.sections import sections
from parsers.several import alone
from parsers.tables.own_year import TWICE, of_own_year
from schemas.capture import Capture
from schemas.finding import Finding
from schemas.report import Metadata, Section, Source

RECOGNISED = "read-by-ocr"
_NOT_TRUSTED = frozenset(
    {"scan-coarse", "document-altered", "drawing-broken", "hidden-figure"}
)  # whatever the equations say
UNREAD = frozenset(
    {
        "reader-missing",
        "document-damaged",
        "document-too-large",
        "format-not-read",
        "format-unknown",
        "nested-too-deep",
    }
)

Tables = dict[str, TableRead]


class Understood(NamedTuple):
    """A document as understood, before anything is proved; `told` are its metadata's findings."""

    page: Page
    source: Source
    described: Metadata
    told: tuple[Finding, ...]
    prose: tuple[Section, ...]
    tables: Tables
    listed: StatisticsRead | None = None

    @property
    def unread(self) -> Finding | None:
        """Why nothing of it could be read."""
        if any(not isinstance(block, str) or block.strip() for block in self.page.blocks):
            return None
        return next((one for one in self.page.findings if one.code in UNREAD), None)


def understood(capture: Capture, document: Document | None = None) -> Understood:
    """Understand one document, whatever it is; it is read where it has not been yet."""
    page, source = document or read_document(capture)
    return of_page(page, source, capture)


def of_page(page: Page, source: Source, capture: Capture) -> Understood:
    """Understand a page that has been read."""
    recognised = any(one.code == RECOGNISED for one in page.findings)
    page, found, listed = _find(alone(apart(mended(page) if recognised else page)))
    described, told = metadata(page, capture.registrant)
    tables = _read(found)
    if any(told.code == TWICE for table in tables.values() for told in table.findings):
        page, found, listed = _find(of_own_year(page, described.report_year))
        tables = _doubted(_read(found))
    codes = {one.code for one in page.findings}
    trusted = codes.isdisjoint(_NOT_TRUSTED)
    run_on = TABLE_RUN_ON in codes  # a table that kept its spans stood in no paragraph
    tables = {
        name: table._replace(
            recognised=recognised,
            sound=table.sound
            and trusted
            and (table.spans or not run_on)
            and (SHOWN not in codes or any(value is not None for value in table.values.values())),
        )
        for name, table in tables.items()
    }
    if listed and not trusted:
        listed = listed.doubted()
    return Understood(page, source, described, told, sections(page), tables, listed)


def _find(page: Page) -> tuple[Page, list[Part], StatisticsRead | None]:
    """The parts of the tables, and the statistics of before 2019, which have words of theirs.

    Where a table is wanting it may stand flattened among the paragraphs.
    """
    grids = page.grids
    found = parts(grids)
    if {part.table for part in found} >= set(TABLES):
        taken = {part.grid.number for part in found}
        return page, found, statistics(grid for grid in grids if grid.number not in taken)
    if listed := statistics(grids, page.lines):
        rest = (grid for grid in grids if grid.number not in listed.grids)
        return page, parts(rest), listed
    page = replace(page, blocks=tables_in_text(page.blocks))
    return page, parts(page.grids), None


def _read(found: list[Part]) -> Tables:
    """Read each table; one whose rows leave its form open is of the form of the one before."""
    tables: Tables = {}
    form: str | None = None
    for name in TABLES:
        mine = [part for part in found if part.table == name]
        if mine:
            tables[name] = records.read(name, mine, form)
            form = tables[name].form.version
    return tables


def _doubted(tables: Tables) -> Tables:
    """The tables, doubtful where they have rows from a grid that prints others' rows differently again.

    Who prints one table twice, and differently, may print another the second time only.
    """
    again = [number for table in tables.values() for number in _again(table)]
    return {
        name: table._replace(
            sound=table.sound
            and not any(row.grid.number >= min(again) for row in table.placed.values() if again)
        )
        for name, table in tables.items()
    }


def _again(table: TableRead) -> Iterator[int]:
    """The grids that print rows of a table which a grid before them prints otherwise."""
    for told in table.findings:
        if told.code == TWICE and told.place and told.where:
            first = table.placed.get(told.where.rpartition(".")[2])
            if first and first.grid.number < told.place.table:
                yield told.place.table
