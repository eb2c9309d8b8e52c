"""Figures of table 四 that a copy prints without its words are read by their sums, or told of, and never proved."""

import pytest

from schemas.report import Status
from tests.reading import report_of

TITLE = "甲县水利局2025年政府信息公开工作年度报告"
ABOVE = f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n"
FIFTEEN = "| 0 | 1 | 0 | 3 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |"
ELSEWHERE = f"{TITLE}\n三、收到和处理政府信息公开申请情况\n"


def unplaced(text: str) -> list[str | None]:
    return [one.where for one in report_of(text).findings if one.code == "row-not-placed"]


@pytest.mark.parametrize(
    "row",
    [
        FIFTEEN,
        FIFTEEN.replace("|", "｜"),
        FIFTEEN.replace("|", ""),
        f"行政复议行政诉讼\n{FIFTEEN}",
        f"| 行政复议 | 行政诉讼 |\n|---|---|\n{FIFTEEN}",
        f"{FIFTEEN}\n{'|---' * 15}|",
    ],
)
def test_fifteen_figures_in_the_part_of_table_four_stand_in_the_forms_order(row: str) -> None:
    report = report_of(ABOVE + row)
    figures = [(one.upheld, one.corrected, one.pending, one.total) for one in report.disputes]
    assert figures == [(0, 1, 3, 4), (0, 0, 0, 0), (1, 0, 1, 2)]
    assert report.tables["disputes"].status is Status.DOUBTFUL
    assert "header-missing" in {one.code for one in report.findings}


@pytest.mark.parametrize(
    "text",
    [
        ABOVE + FIFTEEN.replace("3", "2"),
        ABOVE + FIFTEEN.replace("3", "2").replace("|", ""),
        ABOVE + "行政诉讼 行政复议\n" + FIFTEEN,
        ELSEWHERE + FIFTEEN,
    ],
)
def test_fifteen_figures_of_which_nothing_tells_the_place_are_told_of(text: str) -> None:
    assert unplaced(text) == ["disputes"]
    assert report_of(text).disputes == ()


@pytest.mark.parametrize("row", ["| 0 | 1 | 2 |", FIFTEEN.replace("3", "三件"), ""])
def test_other_rows_are_none_of_table_four(row: str) -> None:
    assert not unplaced(ABOVE + row)
