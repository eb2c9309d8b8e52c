"""A page in traditional characters is read as the same page in simplified ones."""

import json
from typing import Any

import pytest

from parsers import extract
from parsers.metadata.contact import body_acting, body_asked
from parsers.metadata.kinds import is_another_kind, is_by_other_rules
from parsers.metadata.names import government_of
from parsers.metadata.opening import body_in_paragraph
from parsers.metadata.titles import agency_in_title
from parsers.numbers import number
from parsers.traditional import TRADITIONAL, simplified
from schemas.capture import Capture
from tests.golden import Fixture, fixtures

# One traditional character for each simplified one that has any; where it has several, the last.
IN_TRADITIONAL = {simple: traditional for traditional, simple in TRADITIONAL.items()}


def _is_text(fixture: Fixture) -> bool:
    """Whether a page's bytes are its characters, so that they can be changed one by one."""
    try:
        return "报" in fixture.path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False


def _read(text: str, name: str) -> dict[str, Any]:
    """All that is read of a page, in simplified characters, but for its digest and size."""
    report = extract(Capture(body=text.encode(), name=name))
    told: dict[str, Any] = json.loads(simplified(report.to_json()))
    return {part: value for part, value in told.items() if part != "source"}


@pytest.mark.parametrize(
    "fixture", tuple(filter(_is_text, fixtures())), ids=lambda fixture: fixture.path.stem
)
def test_a_page_says_the_same_in_traditional_characters(fixture):
    page = simplified(fixture.path.read_text(encoding="utf-8"))
    assert _read(page.translate(IN_TRADITIONAL), fixture.path.name) == _read(
        page, fixture.path.name
    )


def test_each_letter_is_exchanged_wherever_it_stands():
    assert all(simplified(f"甲{chr(one)}1") == f"甲{chr(TRADITIONAL[one])}1" for one in TRADITIONAL)
    assert {simplified(f"{one}西省") for one in "陝陜"} == {"陕西省"}


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [("20萬元", 20, "万元"), ("減4", -4, None), ("３條", 3, "条"), ("12 項", 12, "项")],
)
def test_a_figure_is_read_with_its_unit(printed, value, unit):
    assert number(printed)[::2] == (value, unit)


@pytest.mark.parametrize("printed", ["無", "無增減", "未增未減", "暫無數據", "不適用"])
def test_a_word_for_nothing_is_no_figure(printed):
    assert number(printed).state == "dash"


def test_names_stay_as_printed():
    assert agency_in_title("甲縣鄉村振興局2022年政府信息公開工作年度報告") == "甲縣鄉村振興局"
    assert agency_in_title("甲縣鄉村振興局2022年政府資訊公開工作年度報告") == "甲縣鄉村振興局"
    assert government_of("甲縣人民政府辦公室", "甲縣") == "甲縣人民政府"
    assert body_asked("如有疑問,請與甲縣氣象局辦公室聯繫(電話:1)。") == "甲縣氣象局"
    assert body_acting("2024年,甲縣審計局堅持公開為常態。") == "甲縣審計局"
    sentence = "根據《條例》規定,現公佈甲縣教育局2021年政府信息公開工作年度報告。"
    assert body_in_paragraph(sentence) == "甲縣教育局"


def test_another_kind_of_document_is_none():
    assert is_another_kind("甲縣信訪局2023年信訪工作年度報告")
    assert is_by_other_rules("甲大學2020-2021學年信息公開工作年度報告", "甲大學", [])
    assert not is_by_other_rules("甲縣教育局2021年政府信息公開工作年度報告", "甲縣教育局", [])
