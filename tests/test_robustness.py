"""Whatever bytes come, a report or `NotAReport` comes out, and nothing takes for ever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import NotAReport, extract
from parsers.page import Grid, Span
from parsers.readers import html
from schemas.capture import Capture
from schemas.report import Report
from tests.golden import FIXTURES

DEEP = 10_000
HEADS = (
    b"", b"<html>", b"<table><tr><td>", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n", b"{\\rtf1",
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"WARC/1.0\r\n",
    b"<meta charset=hex>", b"<meta charset=idna>",
)  # fmt: skip
BLOCKS = [
    b"<div>", b"<span>", b"<b>", b"<font>", b"<table><tr><td>", b"<ul><li>", b"<p>", b"<a><p>",
]  # fmt: skip


def read(body: bytes, name: str | None = None) -> Report | None:
    try:
        return extract(Capture(body=body, name=name))
    except NotAReport:
        return None


def test_what_is_no_capture_is_told_how_to_make_one():
    for given_ in ((b"page",), (Capture(body=b"page"), [b"page"])):
        with pytest.raises(
            TypeError, match=r"a Capture, not bytes: extract\(Capture\(body=page\)\)"
        ):
            extract(*given_)


@settings(max_examples=50)
@given(st.sampled_from(HEADS), st.binary(max_size=600), st.sampled_from([None, "a.html", "a.txt"]))
def test_any_bytes_are_a_report_or_none(head, tail, name):
    assert read(head + tail, name) is None or tail


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["行政许可", "自然人", "总计", "第二十条第(一)项", "结果维持", "本年新收",
                                 "规章", "其他", "|", "\n", "\n\n", " ", "0", "3.5", "—", "<td>", "<tr>",
                                 "<table>", "</table>", "<td rowspan=9>", "一、总体情况", "索引号：",
                                 "2024年政府信息公开工作年度报告"]), max_size=60))  # fmt: skip
def test_any_order_of_the_forms_own_words_is_a_report_or_none(words):
    text = "".join(words)
    assert isinstance(read(text.encode()), Report | None)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_page_nested_ten_thousand_deep_is_read(block):
    page = (FIXTURES / "reports" / "jpaas-2021.html").read_bytes()
    before, after = page.split(b"<body>")
    report = read(before + b"<body>" + block * DEEP + after)
    assert report is None or report.metadata.report_year == 2021


@pytest.mark.parametrize(("attributes", "span"), [
    ('colspan="3"', Span(1, 3)),
    ("colspan=3", Span(1, 3)),
    ('colspan="100%"', None),
    ('colspan="0"', None),
    ('colspan=""', None),
    ("colspan", None),
    ('colspan="-2"', None),
    ('colspan="abc"', None),
    ('colspan="7px"', Span(1, 7)),
    ('colspan=" +2 "', Span(1, 2)),
    ('colspan="2.9"', Span(1, 2)),
    ('colspan="99999"', Span(1, 1000)),
    ('colspan="99999999999999999999"', Span(1, 1000)),
    ('rowspan="0"', Span(65534, 1)),
    ('rowspan="99999"', Span(65534, 1)),
    ('rowspan="2" colspan="2"', Span(2, 2)),
])  # fmt: skip
def test_a_span_is_read_as_browsers_read_it(attributes, span):
    page = html.read(
        f"<table><tr><td {attributes}>规章</td><td>1</td></tr><tr><td>2</td></tr></table>"
    )
    (grid,) = page.grids
    assert isinstance(grid, Grid)
    assert (grid.spans or {}).get((0, 0)) == span
    assert grid.lines == (("规章", "1"), ("2",))


def test_absurd_spans_cost_no_memory_and_lose_no_figure():
    report = read((FIXTURES / "reports" / "absurd-spans-2021.html").read_bytes().replace(
        b'colspan="3"', b'colspan="99999"'))  # fmt: skip
    assert report
    assert report.tables["requests"].places == 175
