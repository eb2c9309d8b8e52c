"""Text that programs take from a PDF by columns loses rows, and never gives one another's figures."""

from io import BytesIO

import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams

from parsers.flat.disorder import join_doubtful_figures
from parsers.text import APART
from schemas.report import Status
from tests.documents import as_pdf, differences, read, sample

pytestmark = pytest.mark.thorough

# How pdfminer joins letters to lines and lines to boxes, and in which order it writes the boxes.
MANNERS = {
    "as it comes": LAParams(), "by lines": LAParams(boxes_flow=None), "by columns": LAParams(boxes_flow=-1.0),
    "by rows": LAParams(boxes_flow=1.0), "wide": LAParams(char_margin=10), "wider": LAParams(char_margin=50),
    "high": LAParams(line_margin=2.0), "low": LAParams(line_margin=0.1),
}  # fmt: skip


EVERY_DAY = ("by lines", "by columns", "wider", "high")  # what others do is between these


@pytest.mark.parametrize(
    ("manner", "version"),
    [
        *((manner, "2021") for manner in EVERY_DAY),
        *(
            pytest.param(manner, version, marks=pytest.mark.slow)
            for version in ("2019", "2021")
            for manner in MANNERS
            if version == "2019" or manner not in EVERY_DAY
        ),
    ],
)
def test_no_figure_of_a_pdfs_text_is_read_for_another(manner, version):
    one = sample(1, version)
    report = read(extract_text(BytesIO(as_pdf(one)), laparams=MANNERS[manner]).encode())
    wrong = {place: told for place, told in differences(one, report).items() if told[1] is not None}
    assert wrong == {}
    # Rows whose labels are torn off may be named by their order, which is told.
    assert report.tables["requests"].status in (Status.PARTIAL, Status.DOUBTFUL)


NEW, OVER = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
GRANTED, PARTLY, SECRET = "(一)予以公开", "(二)部分公开", "1.属于国家秘密"
FIGURES = ("1", "0", "0", "0", "0", "0", "1")


def run(*labels: tuple[str, int]) -> list[tuple[str, ...]]:
    """Rows of a label each, with so many rows' figures after it."""
    return [tuple(filter(None, (label, *FIGURES * times))) for label, times in labels]


@pytest.mark.parametrize(("rows", "sure"), [
    # the figures of the third row came before its label, and so did all up to the label without
    (run((NEW, 1), (OVER, 2), (GRANTED, 1), (PARTLY, 1), (SECRET, 0)), [NEW]),
    (run((NEW, 1), (OVER, 1), ("", 1), (GRANTED, 1), (PARTLY, 0), (SECRET, 1)), [NEW]),
    # a label's figures stand where its form has them: 部分公开 and what is due before it
    (run((NEW, 1), (OVER, 1), (GRANTED, 2), (SECRET, 1), (PARTLY, 0)), [NEW, OVER, SECRET]),
    # a label came late: from there on no row has its own
    (run((NEW, 0), (OVER, 1), (GRANTED, 1), (PARTLY, 2)), []),
])  # fmt: skip
def test_a_row_is_sure_where_no_figures_are_out_of_step(rows, sure):
    kept = [row[0] for row in join_doubtful_figures(rows) if len(row) == 8 and APART not in row[1]]
    assert kept == sure
