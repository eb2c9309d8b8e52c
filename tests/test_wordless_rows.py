"""Figures of table 四 that a copy prints without its words are told of, and never read."""

import pytest

from tests.reading import report_of

TITLE = "甲县水利局2025年政府信息公开工作年度报告"
ABOVE = f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n"
FIFTEEN = "| 0 | 1 | 0 | 3 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |"
ELSEWHERE = f"{TITLE}\n三、收到和处理政府信息公开申请情况\n"


def unplaced(text: str) -> list[str | None]:
    return [one.where for one in report_of(text).findings if one.code == "row-not-placed"]


@pytest.mark.parametrize(
    "text",
    [
        ABOVE + FIFTEEN,
        ABOVE + FIFTEEN.replace("3", "2").replace("|", ""),
        ABOVE + "行政诉讼 行政复议\n" + FIFTEEN,
        ELSEWHERE + FIFTEEN,
    ],
)
def test_fifteen_figures_of_which_nothing_tells_the_place_are_told_of(text):
    assert unplaced(text) == ["disputes"]
    assert report_of(text).disputes == ()


@pytest.mark.parametrize("row", ["| 0 | 1 | 2 |", FIFTEEN.replace("3", "三件"), ""])
def test_other_rows_are_none_of_table_four(row):
    assert not unplaced(ABOVE + row)
