"""Hanweb's two engines: the unit interface of jpaas; stores, dialects and modules of jcms."""

import datetime
import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from parsers.listings.listing import Request
from tests.answers import SITE, A, B, following, page, paths, read

QUERY = (
    "{'parseType':'bulidstatic','webId':'2758','pageId':'1229743684','pageType':'column',"
    "'tagId':'当前栏目列表','tplSetId':'kUBg'}"
)
UNIT = f'<script url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{QUERY}"></script>'
NAVIGATION = UNIT.replace("当前栏目列表", "左侧导航")


def fragment(rows: str, count: int = 0, page_number: int = 1, size: int = 2) -> str:
    pager = (
        f'<div class="pagination" querydata="{QUERY}" uniturl="/api-gateway/jpaas-publish-server/front/page/build/unit"'
        f' count="{count}" rows="{size}" pageno="{page_number}" unitid="u"></div>'
    )
    inner = f'<div id="当前栏目列表"><div class="page-content">{rows}</div></div>{pager if count else ""}'
    return json.dumps({"success": True, "code": "200", "data": {"html": inner}}, ensure_ascii=False)


JPAAS_ROWS = {
    "A": '<li class="clearfix"><a class="bt-left" href="{}" title="{}">{}</a><span class="bt-right">2025-01-20</span></li>',
    "B": '<li><a href="{}" title="{}">{}</a><span>2025-01-20</span></li>',
    "C": '<p class="lb-list"><a href="{}" title="{}">{}</a><span>2025-01-20</span></p>',
    "D": '<li><a href="{}" title="{}">{}</a><b>2025-01-20</b></li>',
    "E": '<tr><td><a href="{}" title="{}">{}</a></td><td>[2025-01-20]</td></tr>',
}  # fmt: skip


@pytest.mark.parametrize("variant", JPAAS_ROWS)
@pytest.mark.parametrize(
    "href",
    ["/col/col1229743684/art/2025/art_b8f55f3ec793408fa18cca4d5e8f8edb.html",
     "/art/2025/1/20/art_1229743684_1.html", "//yjj.example.gov.cn/art/2025/1/20/art_1_1.html"],
)  # fmt: skip
def test_jpaas_rows_of_every_shape_are_read_with_whole_titles(variant, href):
    row = JPAAS_ROWS[variant].format(href, A, A[:14] + "...")
    for text, url in ((fragment(row), f"{SITE}/api-gateway/jpaas-publish-server/x"), (page(f"<div>{row}</div>{UNIT}"), f"{SITE}/col/col1/index.html")):  # fmt: skip
        found = read(text, url, engine="jpaas")
        assert [(row.title, row.date) for row in found.rows] == [(A, datetime.date(2025, 1, 20))]
        assert found.rows[0].url == f"{SITE}{href.removeprefix('//yjj.example.gov.cn')}"


def test_a_pager_of_jpaas_that_names_no_unit_leads_by_its_links():
    row = JPAAS_ROWS["A"].format("/art/2025/1/20/art_1_1.html", A, A)
    pager = '<div class="pagination" count="30"><a href="index_2.html">下一页</a></div>'
    found = read(page(f"<div>{row}</div>{pager}"), f"{SITE}/col/col1/index.html", engine="jpaas")
    assert following(found) == ["/col/col1/index_2.html"]


def test_an_empty_jpaas_shell_leads_to_the_unit_that_is_the_list():
    shell = read(page(NAVIGATION + UNIT), f"{SITE}/col/col1229743684/index.html")
    assert (shell.engine, shell.rows, len(shell.inner)) == ("jpaas", (), 1)
    request = shell.inner[0]
    fields = {key: values[0] for key, values in parse_qs(urlsplit(request.url).query).items()}
    assert fields == {
        "parseType": "bulidstatic", "webId": "2758", "pageId": "1229743684", "pageType": "column",
        "tagId": "当前栏目列表", "tplSetId": "kUBg", "editType": "null",
    }  # fmt: skip
    assert request.url.isascii()


def test_later_pages_of_jpaas_are_asked_for_with_param_json():
    row = JPAAS_ROWS["A"].format("/art/2025/1/20/art_1_1.html", A, A)
    request = read(page(UNIT), f"{SITE}/col/col1/index.html").inner[0]
    first = read(fragment(row, count=5), request.url, request)
    assert first.declared_rows == 5
    asked = parse_qs(urlsplit(first.next[0].url).query)
    assert json.loads(asked["paramJson"][0]) == {"pageNo": 2, "pageSize": 2}
    assert "editType" not in asked
    assert asked["tagId"] == ["当前栏目列表"]
    last = first.next[0].url.replace("%22pageNo%22%3A2", "%22pageNo%22%3A3")
    assert read(fragment(row, count=5, page_number=3), last, Request(last)).next == ()


def test_rows_in_a_jpaas_page_do_not_hide_the_interface():
    rows = "".join(JPAAS_ROWS["B"].format(f"/art/2025/1/20/art_1_{n}.html", A, A) for n in range(2))
    found = read(page(f"<ul>{rows}</ul>{UNIT}"), f"{SITE}/col/col1/index.html")
    assert len(found.next) == 1
    again = read(fragment(rows, count=5), found.next[0].url, found.next[0], previous=found)
    assert again.overlaps
    assert again.next


RECORD = '<record><![CDATA[\n<li><a href="{}" title="{}">{}</a><span>{}</span></li>]]></record>'
STORE = """<div id="212860"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&appid=1&webid=110&path=/&columnid=33718&unitid=212860&webname=%25E7%2594%25B2&permissiontype=0"></a>]]></nextgroup>
<recordset>{}</recordset></datastore></script></div>
<script>$('#212860').jpage({{totalRecord:{},perPage:1,proxyUrl:'/module/web/jpage/dataproxy.jsp'}});</script>"""


def test_a_jpage_store_gives_its_rows_and_asks_for_the_rest_in_both_dialects():
    rows = RECORD.format("/art/2025/1/20/art_33718_1.html", A, A[:9] + "...", "2025-\n01-\n20")
    rows += RECORD.format("http://other.gov.cn/art/2024/1/2/art_1_2.html", B, B, "2024-01-02")
    found = read(page(STORE.format(rows, 7)), f"{SITE}/col/col33718/index.html")
    assert (found.engine, found.declared_rows) == ("jcms", 7)
    assert [row.title for row in found.rows] == [A, B]
    assert found.rows[0].date == datetime.date(2025, 1, 20)
    assert urlsplit(found.rows[1].url).hostname == "other.gov.cn"
    asked = parse_qs(urlsplit(found.next[0].url).query)
    assert (asked["startrecord"], asked["endrecord"], asked["page"], asked["perpage"]) == (
        ["1"],
        ["2"],
        ["1"],
        ["2"],
    )
    form = dict(found.next[0].form)
    assert form["webname"] == "%E7%94%B2"  # sending it encodes it a second time
    assert (form["columnid"], form["unitid"], form["path"]) == ("33718", "212860", "/")


def test_a_jpage_store_that_holds_everything_asks_for_nothing():
    rows = RECORD.format("/art/2025/1/20/art_33718_1.html", A, A, "2025-01-20")
    assert read(page(STORE.format(rows, 1))).next == ()


ARRAY = """<script>var InitData212860=[{}];
$(function(){{$('#212860').jpage({{totalRecord:{},dataStore:InitData212860,perPage:2,
proxyUrl:'/module/web/jpage/dataproxy.jsp?columnid=33718&unitid=212860&webid=110'}});}});</script>"""


@pytest.mark.parametrize(
    "item",
    ["'<li><a href=\"{}\" title=\"{}\">{}</a><span>2025-01-20</span></li>'",
     '"<tr><td><a href=\'{}\' title=\'{}\'>{}</a></td><td>2025-01-20</td></tr>"',
     "'<li><a href=\\'{}\\' title=\\'{}\\'>{}<\\/a>[2025-01-20]<\\/li>'",
     "'<li><a href=\"{}\" title=\"{}\">{}</a>' +\n '<i>2025-01-20</i></li>'"],
)  # fmt: skip
def test_a_store_that_is_an_array_of_strings_is_read_as_one_of_records(item):
    items = [item.format(f"/art/2025/1/20/art_33718_{n}.html", t, t) for n, t in enumerate((A, B))]
    found = read(page(ARRAY.format(",\n".join(items), 2)), f"{SITE}/col/col33718/index.html")
    assert (found.engine, found.next) == ("jcms", ())
    assert [(row.title, row.date) for row in found.rows] == [
        (title, datetime.date(2025, 1, 20)) for title in (A, B)
    ]
    assert paths(found) == [f"/art/2025/1/20/art_33718_{n}.html" for n in range(2)]
    more = read(page(ARRAY.format(",".join((*items, "''")), 9)), f"{SITE}/col/col33718/index.html")
    assert (len(more.rows), more.declared_rows) == (2, 9)
    asked = urlsplit(more.next[0].url)
    assert (asked.path, parse_qs(asked.query)["endrecord"]) == (
        "/module/web/jpage/dataproxy.jsp",
        ["2"],
    )
    form = dict(more.next[0].form)
    assert (form["columnid"], form["unitid"], form["webid"]) == ("33718", "212860", "110")


def test_an_array_that_is_not_there_or_holds_no_links_is_no_store():
    rows = f'<ul><li><a href="/art/2025/1/20/art_1_1.html" title="{A}">{A}</a></li></ul>'
    for script in ("dataStore:InitData1", "var InitData1=['x','y'];dataStore:InitData1"):
        found = read(page(f"{rows}<script>$('#1').jpage({{{script}}})</script>"))
        assert [row.title for row in found.rows] == [A]


@pytest.mark.parametrize(
    "record",
    ["<record><![CDATA[<a href='/art/2025/1/20/art_1_1.html'>{}</a><i>2025-01-20</i>]]></record>",
     "<record><![CDATA[<tr><td><a title=\"{}\" href=\"/art/2025/1/20/art_1_1.html\">x</a></td></tr>]]></record>".replace(">x<", ">{}<"),
     "<record><![CDATA[<li><a href=\"/art/2025/1/20/art_1_1.html\">{}</a><b>2025-01-20</b></li>]]>"],
)  # fmt: skip
def test_a_dataproxy_answer_is_read_whatever_its_records_are_and_though_it_is_no_xml(record):
    told = record.replace("{}", A)
    text = f"\n\n<?xml version='1.0'?><datastore><totalrecord>150</totalrecord><x>a & b\x02</x><recordset>{told}"
    request = Request(
        f"{SITE}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=100&perpage=100&page=1", ()
    )
    found = read(text, request.url, request)
    assert (paths(found), found.rows[0].title, found.declared_rows) == (
        ["/art/2025/1/20/art_1_1.html"],
        A,
        150,
    )
    assert "startrecord=101&endrecord=200&perpage=100&page=2" in found.next[0].url


def test_the_frame_of_a_zhejiang_shell_is_where_its_rows_are():
    shell = read(page('<iframe name="xxgk_col_iframe"></iframe><ul><li><a href="/x.html">要闻</a>2025-01-01</li></ul>'),
                 f"{SITE}/col/col1/index.html?df=/col/col2/index.html&isgk=1")  # fmt: skip
    assert (shell.rows, [request.url for request in shell.inner]) == (
        (),
        [f"{SITE}/col/col2/index.html"],
    )


def test_a_fragment_of_the_xxgk_module_is_filtered_by_its_column_and_goes_on():
    shell = read(page("""<div id="div55"></div><script>$.post("/module/xxgk/search.jsp",
        {infotypeId:'A0104', divid:'div55', currpage:1, sortfield:',compaltedate:0'});</script>"""))  # fmt: skip
    request = shell.inner[0]
    assert dict(request.form) == {
        "infotypeId": "A0104",
        "divid": "div55",
        "currpage": "1",
        "sortfield": ",compaltedate:0",
    }
    rows = f"""<tr class="tr_main_value_odd"><td><a href="/art/2025/1/20/art_55_1.html" title="{A}" mc="{A}" rq="2025-01-20">x</a></td></tr>
    <tr class="tr_main_value_even"><td><a href="/art/2025/1/20/art_99_2.html" title="别的">别的</a></td></tr>"""
    found = read(
        f"<table>{rows}</table><table class='xxgkzclbtab3'><tr><td>共3页</td></tr></table>",
        request.url,
        request,
    )
    assert paths(found) == ["/art/2025/1/20/art_55_1.html"]
    assert found.overlaps
    assert dict(found.next[0].form)["currpage"] == "2"


def test_the_module_is_asked_for_what_strings_make_together_and_for_other_bodies():
    select = """<select onchange="location.href='index.html?area=' + this.value"><option value="1">县政府</option><option value="2">县财政局</option>
        <option value="3">县水利局</option></select><script>var area = getParam('area');
        $.ajax({type: 'POST', url: '/module/xxgk/search.jsp', data: 'infotypeId=KL05&area=' + area + '&divid=div7'})</script>"""
    found = read(page(select), f"{SITE}/col/col7/index.html?area=1")
    assert found.inner[0].form == (("infotypeId", "KL05"), ("area", "1"), ("divid", "div7"))
    assert [one.url for one in (*found.inner[1:], *found.bodies)] == [
        f"{SITE}/col/col7/index.html?area={number}" for number in (2, 3)
    ]


def test_the_annual_report_module_has_a_row_a_year():
    links = "".join(
        f'<li><a href="/module/xxgk/xxgkAnnualReport.jsp?area=11371082004363781R&fbtime={year}">{year}年</a></li>'
        for year in (2023, 2024)
    )
    found = read(page(f"<ul>{links}</ul>"))
    assert [row.title for row in found.rows] == [
        "2023年政府信息公开工作年度报告",
        "2024年政府信息公开工作年度报告",
    ]


def test_a_jpaas_answer_without_a_count_goes_on_by_its_last_page_or_while_pages_are_full():
    rows = "".join(
        JPAAS_ROWS["B"].format(f"/art/2025/1/20/art_1_{n}.html", A, A) for n in range(10)
    )
    request = read(page(UNIT), f"{SITE}/col/col1/index.html").inner[0]
    assert read(fragment(rows), request.url, request).next
    assert not read(fragment(rows[: rows.index("</li>")]), request.url, request).next
    last = '<a class="layui-laypage-last" data-page="{}">尾页</a>'
    assert read(fragment(rows + last.format(3)), request.url, request).next
    assert not read(fragment(rows + last.format(1)), request.url, request).next


@pytest.mark.parametrize(("size", "goes_on"), [(2, True), (3, False)])
def test_a_jpaas_pager_that_counts_no_rows_goes_on_while_pages_are_as_full_as_it_says(
    size, goes_on
):
    rows = "".join(JPAAS_ROWS["B"].format(f"/art/2025/1/20/art_1_{n}.html", A, A) for n in "12")
    pager = f'<div class="pagination" querydata="x" rows="{size}" pageno="1"></div>'
    request = read(page(UNIT), f"{SITE}/col/col1/index.html").inner[0]
    found = read(fragment(rows + pager), request.url, request)
    assert [f'"pageSize":{size}' in unquote(each.url) for each in found.next] == [True] * goes_on


def test_an_aggregate_of_jpaas_leads_to_its_columns_and_the_years_below():
    box = f'<div class="xxgk-zcnr"><a class="xxgk_more" href="/nb/index.html">更多</a><a href="/nb/2025n/index.html">2025年</a>{JPAAS_ROWS["B"].format("/art/2025/1/20/art_1_1.html", A, A)}</div>'
    request = read(page(UNIT), f"{SITE}/col/col1/index.html").inner[0]
    found = read(fragment(box), request.url, request)
    assert paths(found) == ["/art/2025/1/20/art_1_1.html"]
    assert [each.url for each in found.sublists] == [
        f"{SITE}/nb/index.html",
        f"{SITE}/nb/2025n/index.html",
    ]
