"""This module prints reports as documents: the same figures as pages, in the formats of offices."""

from collections.abc import Callable, Iterable
from itertools import chain

from docx import Document
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from parsers import extract
from parsers.form_words import TABLES
from schemas.capture import Capture
from schemas.report import Report
from tests.in_memory import saved
from tests.printing import prose
from tests.printing.markup import marked_up
from tests.printing.ofd import ofd
from tests.printing.paper import PLAIN, Habits, lay, placed
from tests.printing.pdf import USUAL, Manner, pdf
from tests.printing.tables import Figures, Lines, three_tables
from tests.printing.word import word_table
from tests.render import Layout, Specimen, specimen


def sample(seed: int, version: str = "2021") -> Specimen:
    """A report of true figures by seed."""
    return specimen(seed, Layout(), version)


def blocks(one: Specimen, paragraphs: int = 3) -> list[str | Lines]:
    """What a report prints, in order: paragraphs and tables, further down the more paragraphs."""
    year = one.article.year
    opening = prose.overview(year, paragraphs)
    return [one.article.title, *prose.around(year, three_tables(one.form, one.figures), opening)]


def as_markup(one: Specimen, titled: bool = False) -> str:
    """The report as the HTML of an article, with its title or without."""
    return marked_up(blocks(one)[0 if titled else 1 :])


def as_pdf(
    one: Specimen, habits: Habits = PLAIN, manner: Manner = USUAL, paragraphs: int = 3
) -> bytes:
    """The report as PDF."""
    return pdf(lay(blocks(one, paragraphs), habits), manner)


def as_docx(*reports: Specimen) -> bytes:
    """Reports, one after the other, as DOCX, its cells merged as Word does."""
    return docx(chain.from_iterable(map(blocks, reports)))


def docx(printed: Iterable[str | Lines]) -> bytes:
    """Paragraphs and tables as DOCX."""
    document = Document()
    for block in printed:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            document.element.body.insert_element_before(word_table(block), "w:sectPr")
    return saved(document)


def as_ofd(one: Specimen, habits: Habits = PLAIN) -> bytes:
    """The report as OFD."""
    return ofd(lay(blocks(one), habits))


def as_xlsx(*reports: Specimen) -> bytes:
    """Reports as a workbook: a sheet each, its tables one below the other, cells merged."""
    return xlsx(*map(blocks, reports))


def xlsx(
    *sheets: list[str | Lines], finish: Callable[[Worksheet], None] = lambda sheet: None
) -> bytes:
    """Paragraphs and tables as a workbook, a sheet each, which `finish` may change."""
    book = Workbook()
    book.remove(book.active)
    for printed in sheets:
        _fill(book.create_sheet(), printed)
        finish(book.worksheets[-1])
    return saved(book)


def _fill(sheet: Worksheet, printed: list[str | Lines]) -> None:
    row = 1
    for block in printed:
        if isinstance(block, str):
            sheet.cell(row, 1, block)
            row += 1
            continue
        for line, column, cell in placed(block):
            first = row + line
            value = int(cell.text) if cell.text.isdecimal() else cell.text
            sheet.cell(first, column + 1, value)
            if (cell.rows, cell.columns) != (1, 1):
                sheet.merge_cells(start_row=first, end_row=first + cell.rows - 1,
                                  start_column=column + 1, end_column=column + cell.columns)  # fmt: skip
        row += len(block)


def ole(*streams: str) -> bytes:
    """An OLE container with streams of these names, as DOC and XLS are: its header and directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(28, b"\x00") + b"\xfe\xff\x09\x00"
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    directory = (
        name.encode("utf-16-le").ljust(66, b"\x00") + bytes([kind]) for name, kind in entries
    )
    return header.ljust(512, b"\x00") + b"".join(entry.ljust(128, b"\x00") for entry in directory)


def read(body: bytes, *attached: bytes) -> Report:
    """The report that bytes hold, with documents attached to it."""
    return extract(Capture(body=body), [Capture(body=one, name="attached") for one in attached])


def differences(one: Specimen, report: Report) -> dict[tuple[str, str, str], tuple[object, object]]:
    """Every place of a specimen whose figure is not the one printed: what was printed, what is read."""
    return misread(one.figures, report)


def misread(printed: Figures, report: Report) -> dict[tuple[str, str, str], tuple[object, object]]:
    """The printed figures that a report has otherwise: what was printed, what is read."""
    found = {
        (name, row.row, column): value
        for name in TABLES
        for row in getattr(report, name)
        for column, value in row
        if column not in ("row", "printed", "unit")
    }
    return {
        place: (value, found.get(place))
        for place, value in printed.items()
        if value != found.get(place)
    }
