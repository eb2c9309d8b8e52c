"""Figures of table 四 that a copy prints without its words are not read, and not lost in silence."""

import pytest

from parsers import extract
from schemas.capture import Capture

TITLE = "甲县水利局2025年政府信息公开工作年度报告"
ABOVE = f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n"
FIFTEEN = "| 0 | 1 | 0 | 3 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |"


def unplaced(text: str) -> list[str | None]:
    found = extract(Capture(body=text.encode())).findings
    return [one.where for one in found if one.code == "row-not-placed"]


@pytest.mark.parametrize("row", [FIFTEEN, FIFTEEN.replace("|", "｜")])
def test_fifteen_figures_without_words_are_told_of(row):
    assert unplaced(ABOVE + row) == ["disputes"]


@pytest.mark.parametrize("row", ["| 0 | 1 | 2 |", FIFTEEN.replace("3", "三件"), ""])
def test_other_rows_are_none_of_table_four(row):
    assert not unplaced(ABOVE + row)
