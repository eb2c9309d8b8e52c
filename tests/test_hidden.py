"""What a page hides is not read, but for a table of the form that it shows on demand alone."""

import pytest

from parsers.readers import html
from parsers.readers.html import ON_DEMAND
from schemas.report import Status
from tests.documents import blocks, differences, read, sample
from tests.printing.markup import MARKUP
from tests.yardstick import within

OWN, OTHER = sample(3), sample(8)
HIDDEN = {
    "panel": '<div class="tab-pane" style="display:none">{}</div>',
    "attribute": "<section hidden>{}</section>",
    "until a script has run": '<div style="visibility: hidden; opacity: 0;">{}</div>',
    "by the page's style sheet": "<style>.tab {{display: block}} div .tab:not(.on) {{display:none}}</style>"
    '<div><div class="tab">{}</div></div>',
    "by a sheet for screens": '<style media="screen">@media (min-width: 9px) {{#p {{opacity:0}}}}</style>'
    '<div id="p">{}</div>',
    "a part to unfold": "<details><summary>数据</summary>{}</details>",
    "a panel in a panel": '<div style="display:none"><ul hidden>目录</ul><div hidden>{}</div></div>',
}


def tables(one) -> list[str]:
    return [MARKUP["clean"](block) for block in blocks(one) if not isinstance(block, str)]


def page(*parts: str) -> bytes:
    prose = [f"<p>{block}</p>" for block in blocks(OWN) if isinstance(block, str)]
    return "".join((*prose, *parts)).encode()


def told(report) -> bool:
    return ON_DEMAND in {one.code for one in report.findings}


def assert_read(report) -> None:
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED


@pytest.mark.parametrize("way", HIDDEN.values(), ids=HIDDEN)
def test_tables_that_are_shown_on_demand_are_read(way):
    report = read(page(*map(way.format, tables(OWN))))
    assert_read(report)
    assert told(report)


@pytest.mark.parametrize("way", HIDDEN.values(), ids=HIDDEN)
def test_a_table_on_demand_is_read_beside_those_that_are_shown(way):
    first, *rest = tables(OWN)
    report = read(page(first, way.format("".join(rest))))
    assert_read(report)
    assert told(report)


@pytest.mark.parametrize("way", HIDDEN.values(), ids=HIDDEN)
def test_of_tables_that_are_shown_a_hidden_copy_is_not_read(way):
    other = way.format("".join(tables(OTHER)))
    for parts in ((other, *tables(OWN)), (*tables(OWN), other)):
        report = read(page(*parts))
        assert_read(report)
        assert not told(report)


def test_of_two_hidden_copies_the_first_is_read():
    copies = [HIDDEN["panel"].format("\n".join(tables(OWN)))] * 2
    assert_read(read(page(*copies)))


def test_of_panels_for_each_year_none_is_read():
    panels = [HIDDEN["panel"].format("".join(tables(one))) for one in (OTHER, OWN)]
    report = read(page(*panels))
    assert {result.status for result in report.tables.values()} == {Status.ABSENT}
    assert not told(report)


def test_a_hidden_report_is_not_read_beside_one_that_is_shown():
    headings = [f"<p>{block}</p>" for block in blocks(OTHER) if str(block)[1:2] == "、"]
    report = read(page(HIDDEN["panel"].format("".join((*headings, *tables(OTHER))))))
    assert {result.status for result in report.tables.values()} == {Status.ABSENT}


def test_what_else_is_hidden_beside_a_table_stays_hidden():
    panel = "<table><tr hidden><td>规章</td><td>9</td></tr><tr><td>第二十条第（一）项</td><td>1</td></tr></table>"
    shown = html.read(f'<div style="display:none"><p hidden>草稿</p>{panel}</div>')
    assert [grid.lines for grid in shown.grids] == [(("第二十条第（一）项", "1"),)]
    assert shown.lines == ()


def test_a_figure_on_demand_can_be_shown_as_evidence():
    text = page(*map(HIDDEN["panel"].format, tables(OWN))).decode()
    second = html.read(text).grids[1]
    marked = html.mark_cell(text, second.number, 3, 1)
    assert marked is not None
    assert f'class="marked">{second.lines[3][1]}<' in marked


@pytest.mark.parametrize("sheet", ["body {display:none}", "html, body {opacity: 0}"])
def test_a_page_that_is_hidden_until_its_script_has_run_is_shown(sheet):
    assert html.read(f"<style>{sheet}</style><p>一、总体情况</p>").lines == ("一、总体情况",)


@pytest.mark.parametrize("sheet", [
    "#p {position: absolute; left: 50%; margin-left: -600px}",
    "#p {float: left; margin-left: -1200px}",
    "@media (width <= 768px) {td {display: none}}",
    "@media (max-width: 48em), print {td {display: none}}",
    "@media (hover: none) {td {display: none}} @media (pointer:coarse) {tr {display:none}}",
    "@media (prefers-reduced-motion:reduce) {td {opacity:0}} @media (max-height:400px) {tr {opacity:0}}",
    "@supports (-ms-ime-align:auto) {td {display: none}}",
    "td {*display: none; display: none\\9; _display:none}",
    "td[rowspan]::before {content: counter(n) '. '}",
    "tr {opacity: 0; animation: appear 1s forwards}",
    "tr {opacity: 0; -webkit-transition: opacity .3s}",
])  # fmt: skip
def test_a_table_that_is_seen_on_a_wide_screen_is_shown(sheet):
    report = read(page(f"<style>{sheet}</style><div id=p>", *tables(OWN), "</div>"))
    assert_read(report)
    assert not told(report)


@pytest.mark.parametrize("sheet", [
    "/* " * 50_000,
    f"td {{{'text-decoration:' * 20_000}}}",
    f"td {{{'color:red;' * 20_000}}}",
    "*:before {content: '1'}" * 2_000,
    "*:nth-child(9n+9) {display:none}" * 100,
    f"b {'div ' * 6} {{display:none}}",
])  # fmt: skip
def test_a_sheet_of_what_takes_long_is_read_in_time(sheet):
    with within(1):
        html.read(f"<style>{sheet}</style>{'<div>' * 40}{'<p>九</p>' * 2_000}")


def test_an_article_of_wechat_is_shown():
    shown = html.read(
        '<div id="js_content" style="visibility: hidden; opacity: 0"><p>一、总体情况</p></div>'
    )
    assert shown.lines == ("一、总体情况",)
