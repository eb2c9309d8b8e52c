"""A row that a page's end cuts is one again where its label says so, and two rows stay two; so do lines."""

from itertools import pairwise

import pytest

from parsers.readers.cell_grid import Cell
from parsers.readers.continuation import is_continuation
from parsers.readers.geometry import Box
from parsers.readers.paragraphs import Measure, TextLine, join_paragraphs
from parsers.readers.seams import join_tables

LABEL, WIDE = 200.0, 50.0


def row(top: float, *texts: str) -> list[Cell]:
    """A row of a label and figures, 20 points high."""
    edges = [0.0, *(LABEL + WIDE * n for n in range(len(texts)))]
    return [
        Cell(Box(left, top, right, top + 20), text)
        for left, right, text in zip(edges, edges[1:], texts, strict=False)
    ]


FIRST = row(0, "1.本机关不掌握相关政府信息", "1", "2")
THIRD = "3.补正后申请内容仍不明确"
TORN = {
    "the end of a label that is known alone": (("2.没有", "3", "4"), ("现成信息需要另行制作", "", "")),
    "the end of a label that is not": (("2.没有现成信", "3", "4"), ("息需要另行制作", "", "")),
    "figures beside the end of a label": (("2.没有", "", ""), ("现成信息需要另行制作", "3", "4")),
    "figures before a label that a browser keeps together": (("", "3", "4"), ("2.没有现成信息需要另行制作", "", "")),
}  # fmt: skip
WHOLE = {
    "two labels that are known": (("2.没有现成信息需要另行制作", "3", "4"), (THIRD, "", "")),
    "a label after one that no form knows": (("某某情形", "3", "4"), (THIRD, "", "")),
    "a label with a figure after none": (("", "3", "4"), (THIRD, "", "5")),
}


def joined(above: tuple[str, ...], below: tuple[str, ...]) -> list[list[str]]:
    cells = join_tables([*FIRST, *row(20, *above)], row(0, *below), 4.0)
    tops = sorted({cell.box.top for cell in cells})
    return [[cell.text for cell in sorted(cells) if cell.box.top == top] for top in tops]


@pytest.mark.parametrize(("above", "below"), TORN.values(), ids=TORN)
def test_a_row_whose_label_a_page_end_tears_is_one(above, below):
    assert joined(above, below)[1:] == [["2.没有现成信息需要另行制作", "3", "4"]]


@pytest.mark.parametrize(("above", "below"), WHOLE.values(), ids=WHOLE)
def test_two_rows_are_two(above, below):
    assert joined(above, below)[1:] == [list(above), list(below)]


def test_a_figure_that_is_torn_with_its_label_keeps_both_its_parts():
    found = joined(("2.没有", "10", "3"), ("现成信息需要另行制作", "7", ""))
    assert found[1:] == [["2.没有现成信息需要另行制作", "10|7", "3"]]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [("135", "2", "135|2"), ("11,65", "8", "11,658"), ("1,165", "8", "1,165|8"), ("195", "件", "195件"), ("1", "6|3", "1|6|3")],
)  # fmt: skip
def test_figures_go_on_overleaf_without_a_label_and_none_is_taken_for_whole(above, below, whole):
    found = joined(("2.没有现成信息需要另行制作", above, "3"), ("", below, ""))
    assert found[1:] == [["2.没有现成信息需要另行制作", whole, "3"]]


def test_columns_that_a_page_sets_anew_stand_under_those_of_the_page_before():
    below = [
        cell._replace(box=Box(*(180 if edge == LABEL else edge for edge in cell.box)))
        for cell in row(0, THIRD, "3", "4")
    ]
    found = join_tables(FIRST, below, 4.0)
    assert [cell.box.left for cell in found] == 2 * [0.0, LABEL, LABEL + WIDE]
    assert [cell.there and cell.there.left for cell in found[3:]] == [0.0, 180, LABEL + WIDE]


def row_of(edges: list[float]) -> list[Cell]:
    """A row of cells that end at these edges, 20 points high."""
    return [Cell(Box(left, 0, right, 20), "3") for left, right in pairwise(edges)]


@pytest.mark.parametrize(
    ("third", "lefts"),
    [
        ([0.3, 180, 250.3, 300.3], [0.0, LABEL, LABEL + WIDE]),
        ([0, 50, 100, 150, 200, 300], [0, 50, 100, 150, 200]),
        ([0, 250, 280, 300], [0, 250, 280]),
    ],
    ids=["anew", "as many as the edges of all parts", "others"],
)
def test_edges_that_are_nearly_one_are_one_and_other_columns_stay_where_they_are(third, lefts):
    both = join_tables(FIRST, row_of([0.2, 250.2, 300]), 4.0)
    found = join_tables(both, row_of(third), 4.0)
    assert [cell.box.left for cell in found[-len(lefts) :]] == lefts


@pytest.mark.parametrize("figures", [("—", "3"), ("", "3"), ("—", "-"), ("3", "")])
def test_a_row_without_a_label_below_its_header_is_a_row(figures):
    header = [Cell(Box(0, 0, 50, 40), "结果维持"), *(
        Cell(Box(50, top, 100, top + 20), text) for top, text in ((0, "未经复议直接起诉"), (20, "结果维持"))
    )]  # fmt: skip
    values = [Cell(Box(n * 50, 0, n * 50 + 50, 20), text) for n, text in enumerate(figures)]
    found = join_tables(header, values, 4.0)
    assert [cell.text for cell in found if cell.box.top == 40] == list(figures)


def test_blank_rows_beside_a_group_whose_name_a_page_end_tears_are_rows():
    above = row(0, "1.属于国家秘密", "", "")
    first, second = Cell(Box(-50, 0, 0, 20), "（三）不予"), Cell(Box(-50, 0, 0, 40), "公开")
    below = [second, *row(0, "3.危及“三安全一稳定”", "", ""), *row(20, THIRD, "", "")]
    found = join_tables([first, *above], below, 4.0)
    assert sorted(cell.text for cell in found if cell.box.left == -50) == ["（三）不予公开"]
    assert sum(cell.box.left >= LABEL for cell in found) == 6


def pair(top: float, *texts: str, height: float = 20) -> list[Cell]:
    """A merged cell and, 20 points high, the one beside it."""
    boxes = Box(0, top, 50, top + height), Box(50, top, 200, top + 20)
    return [Cell(box, text) for box, text in zip(boxes, texts, strict=True)]


def test_a_merged_label_is_whole_of_which_a_page_has_but_the_number():
    below = pair(0, "、本年度办理结果", "（二）部分公开", height=60)
    found = join_tables(pair(0, "三", "（一）予以公开"), below, 4.0)
    assert "三、本年度办理结果" in [cell.text for cell in found]


def test_a_header_that_a_page_end_tears_is_whole():
    found = join_tables(row(0, "", "自然", "总计"), row(0, "", "人", ""), 4.0)
    assert [cell.text for cell in found] == ["", "自然人", "总计"]


@pytest.mark.parametrize(("height", "below", "paragraphs"), [
    (22, Box(0, 30, 300, 46), 2),
    (22, Box(150, 30, 250, 52), 1),
    (16, Box(150, 30, 250, 46), 2),
    (16, Box(0, 30, 300, 46), 1),
    (16, Box(0, 30, 300, 52), 2),
], ids=["a title", "a title in two lines", "a heading below", "a sentence", "a title below"])  # fmt: skip
def test_a_line_as_wide_as_the_page_goes_on_unless_it_is_a_title(height, below, paragraphs):
    above = TextLine(Box(0, 0, 400, height), "甲县水务局政府信息公开工作年度报告")
    after = TextLine(below, "本报告所列数据的统计期限为一年")
    assert len(list(join_paragraphs([above, after], Measure(0, 400, 16)))) == paragraphs


def test_figures_below_a_header_as_wide_as_the_page_are_a_line_of_their_own():
    header = TextLine(Box(0, 0, 400, 16), "结果维持 结果纠正 其他结果 尚未审结 总计")
    figures = TextLine(Box(0, 30, 300, 46), "3 0 1 0 4")
    assert [*join_paragraphs([header, figures], Measure(0, 400, 16))] == [header.text, figures.text]


@pytest.mark.parametrize(
    ("edges", "goes_on"),
    [
        ([0, LABEL, LABEL + WIDE, 300], True),
        ([0, LABEL, 300], True),
        ([0, 50, LABEL, LABEL + WIDE, 300], True),
        ([0, 180, 250, 300], True),
        ([0, 250, 280, 300], False),
        ([0, 60, 180, 240, 300], False),
        ([0, LABEL, LABEL + WIDE, 310], False),
    ],
    ids=["same", "merged", "more", "set anew", "others", "others, and more", "wider"],
)
def test_a_table_with_columns_of_its_own_is_not_the_one_before(edges, goes_on):
    assert is_continuation(FIRST, row_of(edges), 4.0) is goes_on
