"""Pages made to hang, to fill the memory or to break the program are answered in time."""

import contextlib
from collections.abc import Callable

import pytest

from parsers import NotAReport, extract
from parsers.listings import engines as listings
from parsers.metadata import read_metadata
from parsers.page import Page
from parsers.prose import check_prose
from parsers.sections import sections
from schemas.capture import Capture
from schemas.report import Section
from scraper.crawling.challenges import visible_text
from tests.answers import answer
from tests.memory import memory
from tests.processes import apart
from tests.reading import report_of
from tests.yardstick import within

pytestmark = pytest.mark.thorough

SECONDS = 2.0  # of a core; the largest pages have four times as much
MEGABYTES = 1000
TITLE = "甲县财政局2023年政府信息公开工作年度报告"
HEAD = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
ROW = "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>"
APPLICANTS = "".join(
    f"<td>{name}</td>"
    for name in (
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    )
)  # fmt: skip
GLUED = f"<tr>{''.join(f'<td>行政复议-{one}' for one in ('结果维持', '结果纠正', '其他结果', '尚未审结', '总计'))}<tr>{'<td>0' * 5}"

PAGES = {
    "scripts never closed": "<p>本年新收</p>" + "<script>" * 15_000,
    "elements nested 12,500 deep": "<div>" * 12_500 + "x",
    "elements nested and closed": "<div>" * 6_000 + "x" + "</div>" * 6_000,
    "spans never closed": "<p>" + "<span>" * 12_500 + "x",
    "hidden elements within each other": "<div style='display:none'>" * 6_000 + "x",
    "tables within each other": "<table><tr><td>" * 2_500 + "x",
    "half a million cells": "<table>" + HEAD + ("<tr>" + "<td>0</td>" * 500 + "</tr>") * 1000,
    "a row 50,000 times": "<table>" + HEAD + ROW * 50_000,
    "spans over all places": "<table>"
    + HEAD
    + "<tr><td rowspan=65534 colspan=1000>规章</td><td>1</td></tr>" * 1000,
    "600 tables of the form": f"<table>{HEAD}{ROW}</table>" * 600,
    "a row of applicants 1,250 times": f"<table><tr>{APPLICANTS}</tr>"
    + ("<tr><td>一、本年新收政府信息公开申请数量</td>" + "<td>1</td>" * 7 + "</tr>") * 1_250,
    "brackets never closed": f"<p>{'(' * 25_000}</p><table>{HEAD}<tr><td>{'(' * 25_000}</td>",
    "entities": "&nbsp;" * 37_500,
    "zero bytes": "\0" * 62_500,
    "page heads": "<meta name=ArticleTitle content='a'>" * 12_500,
    "totals run together": "<p>信息内容本年第二十条第(一)项"
    + "".join(f"总计{10**20 // 9 + at:021d}" for at in range(2_100)),
    "results of requests without end": f"<h1>{TITLE}</h1><p>一、总体情况</p><p>收到政府信息公开申请9件;"
    + "不予公开2件;" * 6_000,
    "groups before their outcomes in 1,000 lines": "<table>" + GLUED * 1_000,
    "the name of a group without end": f"<table>{HEAD}{ROW}<tr><td>{'不予公开' * 300}</td>"
    f"</table><p>{'不予公开' * 25_000}",
    "a table on its side whichever way it is turned": "<table>"
    "<tr><td>结果维持<td>1<td>2<td>未经复议直接起诉<tr><td>3<td>结果纠正<td>4<td>5"
    "<tr><td>6<td>7<td>其他结果<td>6<tr><td>8<td>9<td>7<td>尚未审结",
    "small figures": "<table><tr><td>" + "<sup>1</sup>" * 12_500,
}
TEXTS = {
    "pipes": "规章 | 0 | 0 | 0 |\n" * 2_000,
    "one line of pipes": "规章 |" * 15_000,
    "one line of pipes and figures": "|" + " | 0 |" * 15_000,
    "one cell of words": "| " + "Unnamed: " * 9_000,
    "labels": "索引号:" * 12_500,
    "labels with gaps": "索 引 号 " * 12_500,
    "a gap of an eighth of a million spaces": "索" + " " * 125_000 + "引号: 1",
    "a figure of an eighth of a million digits": "规章 | " + "1" * 125_000 + " | 0 | 0",
    "37,500 lines": "x\n" * 37_500,
    "years": "2023年" * 25_000,
    "question marks": f"索引号:甲{'?' * 390}乙\n" * 50,
    "a row filled up": "规章 | 1 " + "|" * 11_000 + "\n行政规范性文件 | 1 " + "|" * 11_000 + "x",
    "a row of cells and blanks": "规章 | 1 " + "| " * 5_500 + "| 2",
}

ROWS = "".join(
    f"<li><a href='/a/t{year}_1.html'>甲县财政局{year}年政府信息公开工作年度报告</a>"
    for year in (2022, 2023)
)
LISTINGS = {
    "kinds of bodies": "".join(f"<li><a href='/nb/{at}/'>各乡镇</a></li>" for at in range(2_000)),
    "boxes with addresses": "<div data-url='/x' onclick='go(1)'>加载更多</div>" * 2_000,
    "blanks after an array": "<script>[{id:'1',name:'县财政局'},{id:'2',name:'县水利局'}" + " " * 45_000,
}  # fmt: skip
WAYS = {
    "attributes of a tag never closed": "<b " + "data-a=" * 12_000,
    "selects never closed": "<script>y=$('#y').val();location.href='a?y='+y</script>" + "<select id=y>" * 8_000,
    "values of fields": "<script>" + "".join(f"a{at}=$('#x{at}').val();" for at in range(4_000)) + "</script>"
    + "".join(f"<input id=x{at} value={at}>" for at in range(4_000)),
    "a name of many": f"<a href='?k=1'>{'各县人民政府工作部门' * 6_000}</a>",
    "a line of years": "<table><tr>" + "".join(f"<td>2023年<td><a href='/{at}.html'>查看</a>" for at in range(2_100)),
    "bodies in a menu": "<div class=nav>" + "".join(f"<a href='/b{at}/'>县水利局</a>" for at in range(2_000)),
    "objects that have each other": "<script>var o={};" + "".join(f"o.p{at}=o;" for at in range(60))
    + "$.getJSON('/api/list.json',o)</script>",
    "functions": "<select><option value=1>2023年<option value=2>2024年</select><script>"
    + "function f(a,b){$.getJSON('/x'+c+'.json',d)}" * 6_000,
}  # fmt: skip

# What is repeated without end, by the stage that is to find something in it.
REPEATED = {
    "sections": ("《", "一、", "主动公开政府信息", "第", " ", "。", "大 ", "打印|||||||"),
    "metadata": ("索引号", "(", "索 ", "年信息公开", " x", "信息公开报告_", "《", "|", "时间:", "a:"),
    "prose": ("收到1件,", "收到申请", "信息处理费", "上年结转", "1", "未收到", "收到自然人", "予以公开答复共"),
}  # fmt: skip
STAGES: dict[str, Callable[[str], object]] = {
    "sections": lambda text: sections(Page((text, text[:79], *(text[:200] for _ in range(500))))),
    "metadata": lambda text: read_metadata(
        Page((text, text[:390]), title=text, metas=(("ArticleTitle", text),))
    ),
    "prose": lambda text: check_prose(
        (Section(number=1, heading="总体情况", text=text),), lambda *_: 1
    ),
}

LARGE = ("half a million cells", "a row 50,000 times")


def read(page: bytes) -> None:
    with contextlib.suppress(NotAReport):
        extract(Capture(body=page))


@pytest.mark.parametrize("name", [name for name in PAGES if name not in LARGE])
def test_a_hostile_page_is_answered_in_time(name):
    with within(SECONDS):
        read(f"<title>{TITLE}</title>{PAGES[name]}".encode())


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_answered_in_time(name):
    with within(SECONDS):
        read(f"{TITLE}\n{TEXTS[name]}".encode())


@pytest.mark.parametrize(
    ("stage", "word"), [(stage, word) for stage, words in REPEATED.items() for word in words]
)
def test_a_word_repeated_without_end_is_read_in_time(stage, word):
    with within(SECONDS):
        STAGES[stage](word * (100_000 // len(word)))


@pytest.mark.parametrize("name", LISTINGS)
def test_a_hostile_listing_is_answered_in_time(name):
    page = answer(f"<h1>政府信息公开年报</h1><ul>{ROWS}</ul><ul>{LISTINGS[name]}")
    with within(SECONDS):
        assert listings.read(page, "generic").rows


@pytest.mark.parametrize("name", WAYS)
def test_a_hostile_page_on_the_way_is_answered_in_time(name):
    page = answer(WAYS[name])
    with within(SECONDS):
        listings.find_column_links(page)
        listings.find_listed_bodies(page, "甲县人民政府")
        listings.read(page, "generic")


def test_the_largest_pages_are_answered_in_time_and_do_not_fill_the_memory():
    assert apart(_largest) < MEGABYTES


def _largest() -> int:
    """Read the largest pages, each within its time, and tell the memory that they leave filled."""
    for name in LARGE:
        with within(4 * SECONDS, name):
            read(PAGES[name].encode())
    return memory()


def test_a_page_that_nests_too_deep_says_so():
    with pytest.raises(NotAReport, match="nested too deep"):
        extract(Capture(body=b"<div>" * 9000))


def test_inline_elements_that_are_never_closed_cost_no_figure():
    spans = "<span lang=EN-US>" * 9000
    body = f"<title>{TITLE}</title><table>{HEAD}{ROW.replace('>0<', f'>{spans}6<', 1)}</table>"
    report = report_of(body)
    assert report.disclosures[0].issued == 6


@pytest.mark.timeout(120)  # parsed as it stands, each takes minutes
@pytest.mark.parametrize("tag", ["<font>", "<div>", "<table><tr><td>"])
def test_a_listing_that_nests_too_deep_has_no_rows(tag):
    told = answer(f"<h1>{TITLE}</h1>" + tag * 12_000)
    for engine in ("generic", "jcms", "trs"):
        assert listings.read(told, engine).rows == ()
    assert listings.find_column_links(told) == ()
    assert listings.find_attachments(told) == ()
    assert not listings.is_column_page(told)
    assert visible_text(told.text) in ("", TITLE)
