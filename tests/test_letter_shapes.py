"""Letters that only a copy or a print program put into a page change nothing that is read of it."""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from parsers import extract
from parsers.letter_shapes import usual_text
from schemas.capture import Capture
from tests.golden import Fixture, fixtures

RADICALS = {
    unicodedata.normalize("NFKC", chr(radical)): chr(radical) for radical in range(0x2F00, 0x2FD6)
}
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_MARKUP = re.compile(r"(<(script|style)\b.*?</\2>|<[^>]*>)", re.DOTALL | re.IGNORECASE)

NOISE: dict[str, Callable[[str], str]] = {
    "radicals": lambda text: text.translate(str.maketrans(RADICALS)),
    "places where a line may break": lambda text: _BETWEEN.sub("\u200b", text),
    "soft hyphens as references": lambda text: _BETWEEN.sub("&shy;", text),
    "byte order marks": lambda text: f"\ufeff{text}&#65279;" if text.strip() else text,
}


def _is_html(fixture: Fixture) -> bool:
    try:
        return fixture.path.suffix == ".html" and "报" in fixture.path.read_bytes().decode()
    except UnicodeDecodeError:
        return False


PAGES = tuple(filter(_is_html, fixtures()))


def _read(text: str, name: str) -> dict[str, Any]:
    """All that is read of a page but its digest."""
    read: dict[str, Any] = json.loads(extract(Capture(body=text.encode(), name=name)).to_json())
    return {part: value for part, value in read.items() if part != "source"}


def _in_texts(page: str, change: Callable[[str], str]) -> str:
    """A page with its texts changed and its markup as it was."""
    pieces = _MARKUP.split(page)
    return "".join(
        change(text) + (markup or "")
        for text, markup in zip(pieces[::3], [*pieces[1::3], ""], strict=True)
    )


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("page", PAGES[::3], ids=lambda page: page.path.stem)
def test_a_page_says_the_same_with_letters_that_are_not_seen(page, noise):
    text = page.path.read_text(encoding="utf-8")
    assert _read(_in_texts(text, NOISE[noise]), page.path.name) == _read(
        usual_text(text), page.path.name
    )


@pytest.mark.parametrize(
    "digits",
    [str, lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))],
)
def test_wide_digits_in_title_and_sentence_name_the_year(digits):
    page = digits(
        "甲县教育局2009年政府信息公开工作年度报告\n发布日期：2010-03-01 10：30\n"
        "本报告所列数据的统计期限为2009年1月1日至2009年12月31日。\n一、概述\n2009年,我局公开信息30条。"
    )
    read = extract(Capture(body=page.encode(), name="page.txt")).metadata
    assert (read.report_year, read.agency, str(read.published_on)) == (
        2009,
        "甲县教育局",
        "2010-03-01",
    )


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SAYS = "甲县水利局2023年政府信息公开工作年度报告\n索引号：JX-2024-00012\n发布日期：2024-01-18\n一、总体情况\n2023年，我局收到申请3件。\n"


def test_wide_digits_in_lines_say_the_same_as_others():
    one = _read(SAYS, "page.txt")
    assert one["metadata"]["index_number"] == "JX-2024-00012"
    assert _read(SAYS.translate(WIDE), "page.txt") == one
