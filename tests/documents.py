"""This module prints reports as documents: the same figures as pages, in the formats of offices."""

from io import BytesIO

from docx import Document
from docx.table import Table

from parsers import extract
from schemas.capture import Capture
from schemas.form import Form
from schemas.report import Report
from tests.printing import prose, tables
from tests.printing.paper import PLAIN, Habits, lay, placed
from tests.printing.pdf import USUAL, Manner, pdf
from tests.printing.tables import Figures, Lines
from tests.render import Layout, Specimen, specimen


def sample(seed: int, version: str = "2021") -> Specimen:
    """A report of true figures by seed."""
    return specimen(seed, Layout(), version)


def blocks(one: Specimen, paragraphs: int = 3) -> list[str | Lines]:
    """What a report prints, in order: paragraphs and tables, further down the more paragraphs."""
    year = one.article.year
    first, *between, last, extra = prose.HEADINGS
    printed = _tables(one.form, one.figures)
    return [
        one.article.title, prose.period(year), first, *prose.overview(year, paragraphs),
        *(part for pair in zip(between, printed, strict=True) for part in pair),
        last, prose.problems(), extra, prose.others(),
    ]  # fmt: skip


def _tables(form: Form, figures: Figures) -> list[Lines]:
    return [
        [line for block in tables.disclosures(form, figures) for line in block],
        tables.requests(form, figures),
        tables.disputes(form, figures),
    ]


def as_pdf(
    one: Specimen, habits: Habits = PLAIN, manner: Manner = USUAL, paragraphs: int = 3
) -> bytes:
    """The report as PDF."""
    return pdf(lay(blocks(one, paragraphs), habits), manner)


def as_docx(one: Specimen) -> bytes:
    """The report as DOCX, written by python-docx, its cells merged as Word merges them."""
    document = Document()
    for block in blocks(one):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _add_table(document.add_table(0, 0), block)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_table(table: Table, lines: Lines) -> None:
    cells = placed(lines)
    for _ in range(max(column + cell.columns for _, column, cell in cells)):
        table.add_column(400_000)
    for _ in lines:
        table.add_row()
    for row, column, cell in cells:
        first = table.cell(row, column)
        last = table.cell(row + cell.rows - 1, column + cell.columns - 1)
        first.merge(last).text = cell.text


def read(body: bytes, name: str = "report") -> Report:
    """The report that bytes hold."""
    return extract(Capture(body=body, name=name))


def differences(one: Specimen, report: Report) -> dict[tuple[str, str, str], tuple[object, object]]:
    """Every place whose figure is not the one printed: what was printed, what is read."""
    found = {
        (name, row.row, column): value
        for name in ("disclosures", "requests", "disputes")
        for row in getattr(report, name)
        for column, value in row
        if column not in ("row", "printed", "unit")
    }
    return {
        place: (value, found.get(place))
        for place, value in one.figures.items()
        if value != found.get(place)
    }
