"""A table of contents is no part of a report: its headings stand again where the parts begin."""

import pytest

from parsers.own_report import without_contents
from parsers.page import Page
from tests.documents import blocks, differences, read, sample
from tests.printing import prose
from tests.printing.markup import marked_up
from tests.printing.paper import lay
from tests.printing.pdf import pdf

OWN = sample(3)
ENTRIES = {
    "bare": "{}", "with leaders": "{}……………{page}", "with dots": "{} ........ {page}", "with a tab": "{}\t{page}",
}  # fmt: skip
LISTED = {
    "above": lambda said, listed: [said[0], "目　录", *listed, *said[1:]],
    "before the first heading": lambda said, listed: [*said[:2], "目录", *listed, *said[2:]],
    "beside, twice": lambda said, listed: [*listed, *said, *listed],
    "with parts of parts": lambda said, listed: [*listed[:1], "（一）主动公开 …… 2", *listed[1:], *said],
}  # fmt: skip


def contents(way: str) -> list[str]:
    return [way.format(one, page=n) for n, one in enumerate(prose.HEADINGS, 1)]


def as_html(printed: list) -> bytes:
    return marked_up(printed).encode()


@pytest.mark.parametrize("way", ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize("put", LISTED.values(), ids=LISTED)
def test_a_report_with_a_table_of_contents_is_read_as_without(put, way):
    report, bare = read(as_html(put(blocks(OWN), contents(way)))), read(as_html(blocks(OWN)))
    assert differences(OWN, report) == {}
    assert report.status is bare.status
    assert report.sections == bare.sections
    assert report.findings == bare.findings


def test_it_is_left_out_of_print():
    printed = LISTED["above"](blocks(OWN), contents(ENTRIES["with leaders"]))
    report = read(pdf(lay(printed)))
    assert differences(OWN, report) == {}
    assert [one.number for one in report.sections] == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"),
        ("一、总体情况", "二、主动公开政府信息情况", "一、总体情况", "二、主动公开政府信息情况"),
        ("一、总体情况", "二、组织领导", "三、工作安排", "一、总体情况", "我局高度重视。", "二、组织领导"),
        ("二、组织领导", "三、工作安排", "四、其他", "二、组织领导", "甲。", "三、工作安排", "乙。", "四、其他", "丙。"),
    ],
    ids=["headings alone", "two of them", "one that begins no part", "not from the first"],
)  # fmt: skip
def test_headings_that_do_not_all_stand_again_are_kept(lines):
    page = Page(lines)
    assert without_contents(page) is page
