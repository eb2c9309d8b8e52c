"""This module writes an XLSX workbook of the tables that people read, with all texts as text, never as formulas."""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from scraper.database.dictionary import of_column, table_glosses
from scraper.errors import GongkaiError, requires
from scraper.escaping import escape_for_xml
from scraper.exports.sheets import Sheet, Value

try:  # openpyxl writes by lxml where that is installed
    from lxml.etree import SerialisationError as _SerialisationError
except ImportError:
    _SerialisationError = OSError
_NAME = "gongkai.xlsx"
_ROWS = 1_048_575  # the maximum per sheet, without its header
_LONGEST = 32_767  # characters in a cell
_EXACT = 15  # significant digits of a spreadsheet's number
# One line per report each: what most come for stands first.
FIRST = ("request_totals", "disclosure_totals", "dispute_totals", "outcomes")
LEFT_OUT = ("captures", "revisions", "runs", "sections", "facts", "portals")
# The date of the form's notice: files must not depend on the clock.
_CREATED = datetime(2021, 9, 26, tzinfo=UTC).replace(tzinfo=None)
_WIDTH = {"integer": 12, "number": 12, "decimal": 14, "date": 12, "string": 18}


def write(folder: Path, sheets: Sequence[Sheet], db: sqlite3.Connection) -> None:
    """Write the sheets that people read to one workbook, which begins with a table of contents.

    Raises ToolMissing without openpyxl, GongkaiError if it cannot be written.
    """
    with requires("openpyxl", "export"):
        from openpyxl import Workbook
    folder.mkdir()
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "gongkai", _CREATED
    shown = sorted(
        (sheet for sheet in sheets if sheet.name not in LEFT_OUT),
        key=lambda sheet: FIRST.index(sheet.name) if sheet.name in FIRST else len(FIRST),
    )
    with _translate_write_errors(book):
        _contents(book, shown)
        for sheet in shown:
            _fill(book, sheet, chain.from_iterable(sheet.batches(db)))
        book.save(folder / _NAME)


@contextmanager
def _translate_write_errors(book: Any) -> Iterator[None]:
    """Turn errors of writing, as of temporary files on a full disk, into GongkaiError.

    All sheets are closed then, as they would otherwise warn when they are garbage collected.
    """
    try:
        yield
    except (OSError, _SerialisationError) as error:
        for sheet in book.worksheets:
            with suppress(Exception):
                sheet.close()
        code = getattr(errno, str(error).removeprefix("IO_"), None)
        why = os.strerror(code) if code else getattr(error, "strerror", None) or error
        raise GongkaiError(f"{_NAME}, or its sheets in {gettempdir()}: {why}") from error


def _contents(book: Any, sheets: Sequence[Sheet]) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    page = book.create_sheet("目录 contents")
    for letter, width in zip("ABCD", (26, 44, 60, 30), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    page.append(cells(page, ("sheet · column", "说明", "meaning", "单位 unit")))
    glosses = table_glosses()
    for sheet in sheets:
        gloss = glosses[sheet.name]  # the name leads to the sheet
        name, *told = cells(page, (sheet.name, gloss["zh"], gloss["en"]))
        name.hyperlink = Hyperlink("", location=f"'{sheet.name}'!A1")
        page.append([name, *told])
        for field in sheet.fields:
            entry = of_column(sheet.name, field.name)
            words = (entry.zh, entry.en, entry.unit) if entry else ()
            page.append(cells(page, (f"    {field.name}", *words)))


def _fill(book: Any, sheet: Sheet, rows: Iterator[tuple[Value, ...]]) -> None:
    """Write the rows to a sheet, and to further ones with the same header if they do not fit."""
    from openpyxl.utils import get_column_letter

    number = 1
    while (part := list(islice(rows, _ROWS))) or number == 1:
        page = book.create_sheet(sheet.name if number == 1 else f"{sheet.name} {number}")
        page.freeze_panes = _held(sheet)
        for place, field in enumerate(sheet.fields, 1):
            page.column_dimensions[get_column_letter(place)].width = max(
                _WIDTH[field.kind], min(len(field.name) + 2, 30)
            )
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.fields))}{len(part) + 1}"
        page.append(_heads(page, sheet))
        for row in part:
            page.append(cells(page, row))
        number += 1


def _held(sheet: Sheet) -> str:
    """The cell left of and above which nothing scrolls away: the heads, and whose line it is where that stands first."""
    names = [field.name for field in sheet.fields[:3]]
    return f"{'ABCD'[names.index('agency_name') + 1 if 'agency_name' in names else 0]}2"


def _heads(page: Any, sheet: Sheet) -> list[Any]:
    """The names of a sheet's columns, each with its meaning as a note."""
    from openpyxl.comments import Comment

    heads = cells(page, [field.name for field in sheet.fields])
    for cell, field in zip(heads, sheet.fields, strict=True):
        if entry := of_column(sheet.name, field.name):
            cell.comment = Comment(
                "\n".join(filter(None, (entry.zh, entry.en, entry.unit))), "gongkai"
            )
    return heads


def cells(page: Any, row: Sequence[Value]) -> list[Any]:
    """The cells of a row; texts are cells of type text, whatever they begin with."""
    from openpyxl.cell import WriteOnlyCell

    made: list[Any] = []
    for value in row:
        shown = _shown(value)
        if isinstance(shown, str):
            cell = WriteOnlyCell(page)
            cell.value = shown
            cell.data_type = "s"
            made.append(cell)
        else:
            made.append(shown)
    return made


def _shown(value: Value) -> Value:
    """A value for a cell; a number that a spreadsheet would round becomes a text."""
    if isinstance(value, str):
        return escape_for_xml(value)[:_LONGEST]
    wide = isinstance(value, Decimal) and len(value.as_tuple().digits) > _EXACT
    big = isinstance(value, int) and abs(value) >= 10**_EXACT
    return str(value) if wide or big else value
