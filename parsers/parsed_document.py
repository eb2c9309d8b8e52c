"""This module parses one document: its page, metadata, sections and tables."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from parsers import records
from parsers.before_2019.statistics import StatisticsRead, read_statistics
from parsers.documents import read_document
from parsers.flat.run_on import TABLE_RUN_ON, split_run_on_paragraphs
from parsers.flat.text_tables import find_tables_in_text
from parsers.form_words import TABLES
from parsers.letter_shapes import with_narrow_digits
from parsers.metadata import read_metadata
from parsers.misread import correct_misread_words
from parsers.own_report import keep_own_report, without_contents
from parsers.page import Page
from parsers.recognise import Part, find_tables
from parsers.records import TableRead
from parsers.script_tables import SHOWN
from parsers.sections import sections
from parsers.tables.foreign_tables import foreign_tables
from parsers.tables.in_pieces import put_together
from parsers.tables.other_units import tables_in_other_units
from parsers.tables.own_year import keep_own_year
from parsers.tables.prose_within import lift_prose
from parsers.tables.reading import TWICE
from parsers.tables.titles_within import lift_titles
from schemas.capture import Capture
from schemas.finding import Finding
from schemas.report import Metadata, Section, Source

READ_BY_OCR = "read-by-ocr"
# What is found so is not trusted, whatever the equations say.
_NOT_TRUSTED = frozenset(
    {"scan-coarse", "document-altered", "drawing-broken", "hidden-figure", "figure-between-pages"}
)
# What a second year in a table may have led to.
_OF_TWO_YEARS = frozenset({TWICE, "row-not-placed"})
UNREAD_CODES = frozenset(
    {"reader-missing", "document-damaged", "document-too-large"}
    | {"format-not-read", "format-unknown", "nested-too-deep"}
)

Tables = dict[str, TableRead]


class ParsedDocument(NamedTuple):
    """All that was read from one document, before anything is proved; `metadata_findings` are those of its metadata."""

    page: Page
    source: Source
    metadata: Metadata
    metadata_findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    tables: Tables
    statistics: StatisticsRead | None = None

    def telling(self, *findings: Finding) -> "ParsedDocument":
        """The same document with further findings of its page."""
        return self._replace(page=self.page.telling(*findings))

    @property
    def unread(self) -> Finding | None:
        """The finding that says why nothing of the document could be read; None where something was."""
        if any(not isinstance(block, str) or block.strip() for block in self.page.blocks):
            return None
        return next((one for one in self.page.findings if one.code in UNREAD_CODES), None)


Stages = Iterator[ParsedDocument | None]  # None after each but the last


def parse_document(capture: Capture) -> ParsedDocument:
    """Parse a document in any format."""
    return next(filter(None, parse_in_stages(capture)))


def parse_in_stages(capture: Capture) -> Stages:
    """Parse a document as `parse_document` does, but pause after each stage, as whoever has several may take them in turn."""
    page, source = read_document(capture)
    yield None
    yield from _stages(page, source, capture)


def parse_page(page: Page, source: Source, capture: Capture) -> ParsedDocument:
    """Parse a page that has been read: its metadata, its sections and its tables."""
    return next(filter(None, _stages(page, source, capture)))


def _stages(page: Page, source: Source, capture: Capture) -> Stages:
    recognised = any(one.code == READ_BY_OCR for one in page.findings)
    if recognised:
        page = correct_misread_words(page)
    page = without_contents(split_run_on_paragraphs(page))
    yield None
    page, parts, statistics = _find_tables(
        *put_together(keep_own_report(lift_titles(lift_prose(page))))
    )
    page = with_narrow_digits(page)
    yield None
    metadata, metadata_findings = read_metadata(
        page, capture.registrant, capture.link, capture.name
    )
    yield None
    tables = read_tables(parts)
    yield None
    lists = (statistics,) if statistics else ()
    codes = {one.code for read in (*tables.values(), *lists) for one in read.findings}
    if not codes.isdisjoint(_OF_TWO_YEARS):
        page = keep_own_year(page, metadata.report_year)
        page, parts, statistics = _find_tables(page, find_tables(page.grids))
        tables = _doubt_repeated(read_tables(parts))
    tables = _doubt_by_captions(tables, page, metadata)
    codes = {one.code for one in page.findings}
    tables = {name: _weigh(table, codes, recognised=recognised) for name, table in tables.items()}
    if statistics and not codes.isdisjoint(_NOT_TRUSTED):
        statistics = statistics.doubted()
    yield ParsedDocument(
        page, source, metadata, metadata_findings, sections(page), tables, statistics
    )


def _find_tables(page: Page, found: list[Part]) -> tuple[Page, list[Part], StatisticsRead | None]:
    """The page, the parts of its tables, and its statistics of before 2019, which have words of their own.

    Where one of the three tables is not among the page's grids, it is sought in the paragraphs, to
    which a copy may have flattened it: the page then has a grid in their place.
    """
    grids = page.grids
    if {part.table for part in found} >= set(TABLES):
        taken = {part.grid.number for part in found}
        return page, found, read_statistics(grid for grid in grids if grid.number not in taken)
    if statistics := read_statistics(grids, page.lines):
        rest = (grid for grid in grids if grid.number not in statistics.grids)
        return page, find_tables(rest), statistics
    page = replace(page, blocks=find_tables_in_text(page.blocks))
    return page, find_tables(page.grids), None


def read_tables(parts: list[Part]) -> Tables:
    """Read each table; one whose rows fit several forms is taken to be of the form of the one before.

    The first has none before it, and is of the form of `requests` if it fits that too.
    """
    tables: Tables = {}
    form: str | None = None
    for name in TABLES:
        if own := [part for part in parts if part.table == name]:
            tables[name] = records.read(name, own, form)
            form = tables[name].form.version
    first, requests = (tables.get(name) for name in TABLES[:2])
    if first and requests and first.form is not requests.form:
        own = [part for part in parts if part.table == first.table.name]
        tables[first.table.name] = records.read(first.table.name, own, requests.form.version)
    return tables


def _weigh(table: TableRead, codes: set[str], *, recognised: bool) -> TableRead:
    """A table, marked as read by OCR or as unsound if the page's findings say so."""
    run_on = TABLE_RUN_ON in codes and not table.spans  # what kept its spans stood in no paragraph
    unfilled = SHOWN in codes and all(value is None for value in table.values.values())
    sound = table.sound and codes.isdisjoint(_NOT_TRUSTED) and not run_on and not unfilled
    return table._replace(recognised=recognised, sound=sound)


def _doubt_by_captions(tables: Tables, page: Page, own: Metadata) -> Tables:
    """The tables, with those that may be another report's or in another unit marked unsound, and findings that say why."""
    foreign = foreign_tables(page, tables, own.report_year)
    doubted = dict(tables)
    for name, why in (*foreign, *tables_in_other_units(page, tables)):
        table = doubted[name]
        doubted[name] = table._replace(sound=False, findings=(*table.findings, why))
    return doubted


def _doubt_repeated(tables: Tables) -> Tables:
    """The tables, with those marked unsound that have a row from a grid which repeats another's rows differently.

    A page that prints one table twice, with other figures, may print another table the second time only.
    """
    repeats = [number for table in tables.values() for number in _repeating_grids(table)]
    if not repeats:
        return tables
    first = min(repeats)
    before = {
        name: all(row.grid.number < first for row in table.placed.values())
        for name, table in tables.items()
    }
    return {name: one._replace(sound=one.sound and before[name]) for name, one in tables.items()}


def _repeating_grids(table: TableRead) -> Iterator[int]:
    """The numbers of the grids that print a row differently from a grid before them."""
    for one in table.findings:
        if one.code == TWICE and one.place and one.where:
            first = table.placed.get(one.where.rpartition(".")[2])
            if first and first.grid.number < one.place.table:
                yield one.place.table
