"""In a table without rules the pieces of a word that its cell broke are one word where the form has it."""

import pytest

from parsers.readers.broken_words import join_words
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter, group_lines, line_text

HIGH = 10
FIGURES = (60, "0", "3", "12")

# Each line: how far down, then what stands in it, 100 points apart, `None` where nothing does.
JOINED = {
    "a header of words with two lines and with one": (
        [(0, "自然", "商业"), (7, None, None, "总计"), (14, "人", "企业"), FIGURES],
        ["自然人 商业企业 总计", "0 3 12"],
    ),
    "a header of words with three lines and with two": (
        [(0, "社会"), (7, None, "科研"), (14, "公益"), (21, None, "机构"), (28, "组织"), FIGURES],
        ["社会公益组织 科研机构", "0 3 12"],
    ),
    "a header of words that begin in one line, of which one is whole": (
        [(0, "自然", "商业", "其他"), (14, "人", "企业"), FIGURES],
        ["自然人 商业企业 其他", "0 3 12"],
    ),
    "a header of words that begin in one line": (
        [(0, "结果", "总", "尚"), (14, "维持", "计", "未审"), (28, None, None, "结"), FIGURES],
        ["结果维持 总计 尚未审结", "0 3 12"],
    ),
    "a label around its figures": (
        [(0, "2.没有现成信息"), (7, None, "4", "5"), (14, "需要另行制作")],
        ["2.没有现成信息需要另行制作 4 5"],
    ),
    "a label of which the beginning is known alone": (
        [(0, "（二）部分公开", "4", "5"), (14, "（区分处理的，只计这一情形，不计其他情形）")],
        ["（二）部分公开（区分处理的，只计这一情形，不计其他情形） 4 5"],
    ),
    "a group's name above one in pieces": (
        [(0, "（三）不予公开", "4"), (14, "（四）无法"), (28, "提供", "5")],
        ["（三）不予公开 4", "（四）无法提供 5"],
    ),
    "a group's name beside the figures of two rows, which stay two": (
        [(0, "（四）无法", "4", "5"), (9, "提供", "6", "7")],
        ["（四）无法提供 4 5", "6 7"],
    ),
}  # fmt: skip
APART = {
    "two labels": [(0, "2.重复申请", "4"), (14, "3.要求提供公开出版物", "5")],
    "a group's name and a label": [(0, "行政诉讼", "4"), (14, "复议后起诉", "5")],
    "a figure above a word": [(0, "规章", "27"), (14, None, "第二十条第（五）项")],
    "a dash above a word": [(0, "规章", "27", "—"), (14, None, None, "总计")],
    "a figure at the end of a label's line": [(0, "（二）部分公开（只计这5", "4"), (14, "一情形）", "6")],
    "words of no form": [(0, "某某", "4"), (14, "情形", "5")],
    "a word too far above": [(0, "自然", "4"), (40, "人", "5")],
    "words without figures": [(0, "自然", "商业"), (14, "人", "企业")],
}  # fmt: skip


def printed(*lines: tuple[float | str | None, ...]) -> list[Letter]:
    return [
        Letter(Box(100 * x + 4 * n, top, 100 * x + 4 * n + 4, top + HIGH), sign)
        for top, *words in lines
        for x, word in enumerate(words)
        for n, sign in enumerate(word or "")
    ]


def texts(letters: list[Letter]) -> list[str]:
    return [line_text(line) for line in group_lines(letters)]


@pytest.mark.parametrize(("lines", "says"), JOINED.values(), ids=JOINED)
def test_pieces_one_below_the_other_are_a_word_where_the_form_has_it(lines, says):
    assert texts(join_words(printed(*lines))) == says


@pytest.mark.parametrize("lines", APART.values(), ids=APART)
def test_pieces_that_are_no_word_stay_apart(lines):
    assert join_words(printed(*lines)) == printed(*lines)


def test_a_piece_above_two_is_no_beginning_of_either():
    wide = [Letter(Box(0, 0, 200, HIGH), "自然"), Letter(Box(300, 0, 304, HIGH), "4")]
    assert join_words([*wide, *printed((14, "人", "企业"))])[: len(wide)] == wide


def test_a_page_of_more_pieces_than_any_table_has_is_left_as_it_is():
    many = printed(
        *((14 * at, "自然", *["3"] * 9) for at in range(200)), (2800, "自然"), (2814, "人")
    )
    assert join_words(many) == many
