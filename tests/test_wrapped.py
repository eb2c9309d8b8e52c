"""A plain text broken at a fixed width is read as its paragraphs; what may be a row is never joined."""

import pytest

from parsers import extract
from parsers.metadata.contact import body_acting
from parsers.readers.wrapped import join_wrapped
from schemas.capture import Capture
from tests.golden import fixtures

WIDTH = 28
PARAGRAPH = (
    "按照《中华人民共和国政府信息公开条例》的规定和上级对这项工作的要求，现公布乙市甲区水利局"
    "2023年政府信息公开工作年度报告。本报告中所列数据的统计期限为2023年1月1日至2023年12月31日。"
    "一年来，我局坚持公开为常态，完善制度，加强学习，主动公开水利工程、防汛和供水方面的信息。"
)
TITLE = "政府信息公开工作年度报告"


def _wrapped(paragraph: str) -> list[str]:
    """The lines of a paragraph, in which two digits are as wide as a character of Chinese."""
    lines = [""]
    for character in paragraph:
        if len((lines[-1] + character).encode("gbk")) > 2 * WIDTH:
            lines.append("")
        lines[-1] += character
    return lines


def test_a_broken_sentence_says_whose_report_it_is_and_of_which_year():
    page = "\n".join([TITLE, *_wrapped(PARAGRAPH), "一、总体情况", *_wrapped(PARAGRAPH[-60:])])
    read = extract(Capture(body=page.encode(), name="page.txt"))
    assert (read.metadata.agency, read.metadata.report_year) == ("乙市甲区水利局", 2023)
    assert read.sections[-1].text == PARAGRAPH[-60:]


def test_figures_between_spaces_and_a_lost_indent_shorten_a_line_and_a_title_ends_one():
    full = "这一段文字的每一行都写到了最右边，所以看起来没有写完就换了行"[:WIDTH]
    indented, spaced = full[:-2], "2023 年 1 月 1 日到 12 月 31 日，另外该年的统计期限为 2023"
    text = [full] * 5 + [
        "完。",
        "甲县水利局和乙县水利局二〇二三年信息公开工作年报",
        indented,
        spaced,
        "年。",
    ]
    assert join_wrapped("\n".join(text)).split("\n")[1:] == [text[6], f"{indented}{spaced}年。"]


@pytest.mark.parametrize("after", [
    "", "12", "0 0 0 0 0 0 0", "一、总体情况", "(三)不予公开", "3.其他", "信息内容", "a | b", "行政许可", "行政复议 行政诉讼",
])  # fmt: skip
def test_a_row_a_label_a_heading_and_a_blank_line_end_a_paragraph(after):
    full = "这一段文字的每一行都写到了最右边，所以看起来没有写完就换了行"[:WIDTH]
    text = "\n".join([*[full] * 5, after, "尾行"])
    assert join_wrapped(text).split("\n")[1] == (after or "")


@pytest.mark.parametrize(
    "fixture",
    [one for one in fixtures() if one.path.suffix == ".txt"],
    ids=lambda one: one.path.stem,
)
def test_a_text_of_paragraphs_stays_as_it_is(fixture):
    text = fixture.path.read_bytes().decode("utf-8", "replace")
    assert join_wrapped(text) == text


def test_a_line_of_the_sites_own_is_not_joined_with_the_next():
    full = "这一段文字的每一行都写到了最右边，所以看起来没有写完就换了行"[:WIDTH]
    crumbs = "首页>政务公开>政府信息公开>政府信息公开年报>甲县水利局年度报告"[: WIDTH + 4]
    text = "\n".join([crumbs, "发布时间:2024-01-02", *[full] * 5, "尾行"])
    assert join_wrapped(text).split("\n")[:2] == [crumbs, "发布时间:2024-01-02"]


def test_a_title_that_a_sentence_follows_is_no_bodys_work():
    assert body_acting("甲市政府信息公开工作年度报告本报告根据《条例》编制，内容如下。") is None
