"""The other engines: each answer is read to rows, the next request, and what it declares."""

import datetime
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from parsers.listings import engines as listings
from parsers.listings.listing import Request
from tests.answers import LIST, SITE, A, answer, following, page, paths, read

CONFIG = """<script>window._CONFIG = { APP_URL:'/gkmlpt', SID:'570001', TREE:[{"id":1,"name":"机构职能","parent":0,"children":[]},
{"id":2629,"name":"\\u653f\\u5e9c\\u4fe1\\u606f\\u516c\\u5f00\\u5e74\\u62a5","parent":0,"post_count":9,"children":[]}], SERVICE_AREA_ID: 1 };</script>"""
GKMLPT = {
    "classify": {"id": 2629, "name": "政府信息公开年报", "post_count": 726},
    "articles": [
        {"id": 9103540, "title": A, "url": f"{SITE}/gkmlpt/content/9/9103/post_9103540.html", "date": 1737043200,
         "create_time": 1737340200, "classify_main_name": "年报", "attachment": [{"id": 1, "name": "a.pdf", "url": "/a.pdf"}]},
        {"id": 9103541, "title": "外链", "type": "url", "url": "http://other.gov.cn/x.html", "create_time": 1737340200},
    ],
    "offset": 0, "total": 221,
}  # fmt: skip


def test_gkmlpt_finds_its_column_in_the_tree_by_name():
    shell = read(page(CONFIG), f"{SITE}/gkmlpt/index")
    assert [request.url for request in shell.inner] == [
        f"{SITE}/gkmlpt/api/all/2629?page=1&sid=570001"
    ]
    link = listings.find_column_links(answer(page(CONFIG), f"{SITE}/zqrsj/gkmlpt/index"))[0]
    assert (link.kind, link.request.url) == (
        "column",
        f"{SITE}/zqrsj/gkmlpt/api/all/2629?page=1&sid=570001",
    )


def test_gkmlpt_takes_the_number_behind_the_hash_where_the_tree_is_silent():
    shell = read(page("<script>window._CONFIG={APP_URL:'/gkmlpt',SID:'175'}</script>"), f"{SITE}/gkmlpt/annualreport",
                 Request(f"{SITE}/gkmlpt/annualreport#2629"))  # fmt: skip
    assert [request.url for request in shell.inner] == [
        f"{SITE}/gkmlpt/api/all/2629?page=1&sid=175"
    ]


def test_gkmlpt_rows_come_page_by_page_and_its_totals_prove_nothing():
    request = Request("https://yjj.example.gov.cn/gkmlpt/api/all/2629?page=1&sid=570001")
    found = read(json.dumps(GKMLPT), request.url, request)
    assert (found.engine, found.declared_rows) == ("gkmlpt", None)
    assert [row.url for row in found.rows] == [
        "https://yjj.example.gov.cn/gkmlpt/content/9/9103/post_9103540.html", "http://other.gov.cn/x.html",
    ]  # fmt: skip
    assert found.rows[0].date == datetime.date(2025, 1, 20)
    assert "page=2" in found.next[0].url
    assert read(json.dumps(GKMLPT | {"articles": []}), request.url, request).next == ()


def test_gov_cns_feed_and_the_json_search_of_heilongjiang_are_read():
    feed = json.dumps(
        [
            {
                "TITLE": A,
                "URL": "http://yjj.example.gov.cn/a/content_1.htm",
                "DOCRELPUBTIME": "2025-01-20",
            }
        ]
    )
    assert paths(read(feed, f"{SITE}/zhengce/zuixin/ZUIXINZHENGCE.json")) == ["/a/content_1.htm"]
    shell = read(
        page(
            '<script>var u="/common/search/abc123?_isAgg=true&_isJson=true&_pageSize=15&_template=index&page=";</script>'
        )
    )
    asked = parse_qs(urlsplit(shell.inner[0].url).query)
    assert (shell.engine, asked["page"], asked["_isJson"]) == ("ucap", ["1"], ["true"])
    told = json.dumps(
        {
            "data": {
                "total": 31,
                "page": 1,
                "rows": 15,
                "results": [
                    {
                        "title": A,
                        "url": "/c1/202501/c04_1.shtml",
                        "publishedTimeStr": "2025-01-20 10:00:00",
                        "domainMetaList": [],
                    }
                ],
            }
        }
    )
    found = read(told, shell.inner[0].url, shell.inner[0], previous=shell)
    assert (paths(found), found.declared_rows) == (["/c1/202501/c04_1.shtml"], 31)
    assert "page=2" in found.next[0].url
    first = page(LIST + '<div class="pages_content"></div><script>turn("home_1.htm")</script>')
    assert following(read(first, f"{SITE}/zhengce/home.htm")) == ["/zhengce/home_1.htm"]


def test_the_interface_of_truecms_is_asked_for_the_column_that_its_page_names():
    script = "var columnId = '7c2'; $.get('/truecms/messageController/getMessage.do', draw)"
    (request,) = read(page(f"<ul></ul><script>{script}</script>")).inner
    window = "startrecord=1&endrecord=10&perpage=10"
    assert request.url == (
        f"{SITE}/truecms/messageController/getMessage.do?{window}&columnId=7c2&callback=cb"
    )
    assert request.asker == f"{SITE}/nb/index.html"
    pager = "$('#p').jpage({totalRecord:5,perPage:1,columnId:'7c2',proxyUrl:'/truecms/messageController/getMessage.do'})"
    assert following(read(page(f"{LIST}<script>{pager}</script>")))[0].startswith("/truecms/")


def test_the_list_of_ls_comes_in_fragments_by_page_number():
    label = "/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&siteId=1&organId=2&catId=3&pageSize=2&pageIndex=1&type=4&file=/x"
    rows = f'<div class="xxgk_navli"><ul><li><a href="/public/1/2.html" title="{A}">{A[:6]}</a><span class="date">2025-01-20</span></li><li class="lm_line"></li></ul></div>'
    pager = '<script>Ls.pagination("#page_1",{currPage:1,pageCount:3});</script>'
    shell = read(page(f'<script>$.get("{label}")</script>'))
    assert (shell.engine, [request.url.removeprefix(SITE) for request in shell.inner]) == (
        "ls",
        [label.replace("&amp;", "&")],
    )
    found = read(rows + pager, shell.inner[0].url, shell.inner[0], previous=shell)
    assert ([row.title for row in found.rows], "pageIndex=2" in found.next[0].url) == ([A], True)
    (further,) = read(
        rows, shell.inner[0].url, shell.inner[0]
    ).next  # without a pager there may be more
    assert "pageIndex=2" in further.url
    plain = read(page(rows + pager), f"{SITE}/content/column/6791573")
    assert following(plain) == ["/content/column/6791573?pageIndex=2"]


def test_openness_is_turned_by_its_page_number():
    url = f"{SITE}/opennessTarget/?branch_id=5efe9cac2c262b40b6d48bcb&column_code=16010000&topic_id=&page=1"
    rows = f'<ul><li><a href="/openness/detail/content/601a3e1f9a6b8d3c5e2f1a0b.html">{A}</a><span>2025-01-20</span></li></ul>'
    found = read(page(rows + "<div>共3页</div>"), url)
    assert (found.engine, following(found)) == (
        "openness", ["/opennessTarget/?branch_id=5efe9cac2c262b40b6d48bcb&column_code=16010000&topic_id=&page=2"],
    )  # fmt: skip


def test_vsb_goes_on_by_the_link_that_says_so_though_its_numbers_run_backwards():
    rows = f'<ul><li id="line_u9_0"><a href="../info/1216/1678.htm" title="{A}">{A[:5]}...</a><span>2025-01-20</span></li></ul>'
    pager = '<span class="p_no_d">1</span><span class="p_no"><a href="nb/2.htm">2</a></span><a href="nb/2.htm" class="Next">下页</a>'
    found = read(page(rows + pager), f"{SITE}/xxgk/nb.htm")
    assert (found.engine, paths(found), following(found)) == (
        "vsb",
        ["/info/1216/1678.htm"],
        ["/xxgk/nb/2.htm"],
    )


def test_epoint_is_asked_by_category_once_its_script_has_named_the_site():
    column = page(
        '<script src="/js/webBuilderCommon.js"></script><input id="deptcode" value="QZ01"/>'
    )
    shell = read(column, f"{SITE}/xxgk/list.html?categorynum=003001")
    assert shell.inner[0].url.partition("#")[0] == f"{SITE}/js/webBuilderCommon.js"
    script = 'var siteInfo = {"siteGuid": "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a", "projectName": "/EpointWebBuilder"};'
    told = read(script, shell.inner[0].url, shell.inner[0], previous=shell)
    request = told.inner[0]
    form = dict(request.form)
    assert request.url == f"{SITE}/EpointWebBuilder/rest/lightfrontaction/getgovinfolist"
    assert (form["categorynum"], form["deptcode"], form["siteGuid"][:4], form["pageIndex"]) == (
        "003001",
        "QZ01",
        "7eb5",
        "0",
    )
    assert json.loads(form["params"])["categorynum"] == "003001"
    reply = json.dumps(
        {
            "custom": {
                "total": 16,
                "data": [
                    {
                        "infourl": "/xxgk/003001/20250120/a.html",
                        "realtitle": A,
                        "infodate": "2025-01-20",
                    }
                ],
            }
        }
    )
    found = read(reply, request.url, request, previous=told)
    assert (paths(found), found.declared_rows, dict(found.next[0].form)["pageIndex"]) == (
        ["/xxgk/003001/20250120/a.html"],
        16,
        "1",
    )


def test_the_pagers_of_shanghai_and_beijing_are_read_from_their_scripts():
    rows = f'<ul><li><a href="/20250120/0123456789abcdef0123456789abcdef.html">{A}</a><span>2025-01-20</span></li></ul>'
    found = read(page(rows + """<script>$("#p").pagination("setPage", 1, 322);</script>"""))
    assert (found.engine, following(found)) == ("shanghai", ["/nb/index_2.html"])
    last = read(page(rows + """<script>$("#p").pagination("setPage", 322, 322);</script>"""))
    assert following(last) == []
    pager = '<a href="javascript:next(1)">上一页</a><a href="javascript:next(3)">3</a><a href="javascript:next(9)">尾页</a>'
    found = read(page(rows + pager), f"{SITE}/eportal/ui?pageId=1&currentPage=2")
    assert following(found) == ["/eportal/ui?pageId=1&currentPage=3"]


def test_epoint_is_asked_in_json_where_it_answers_no_form():
    script = f"{SITE}/js/webBuilderCommon.js#categorynum=005&path=%7Bproject%7D/rest/lightfrontaction/getgovinfolist"
    told = 'var siteInfo = {"projectName":"/xxgk","siteGuid":"7e"};'
    (form,) = read(told, script, Request(script)).inner
    (asked,) = read('{"custom": {"data": []}}', form.url, form).inner
    assert json.loads(asked.json or "") == {
        "deptcode": "", "categorynum": "005", "siteGuid": "7e", "pageIndex": 1, "pageSize": 15,
    }  # fmt: skip
    rows = json.dumps({"custom": {"data": [{"infourl": "/1.html", "realtitle": A}]}})
    assert read('{"custom": {"data": []}}', asked.url, asked).next == ()
    (second,) = read(rows, asked.url, asked).next
    assert json.loads(second.json or "")["pageIndex"] == 2
    (first,) = read(rows.replace('"data"', '"total": 16, "data"'), asked.url, asked).next
    assert json.loads(first.json or "")["pageIndex"] == 0  # of 16 rows, the second page has one


@pytest.mark.parametrize("script", [
    "var rows = '{}/list.json'", "var search = '{}/common/search/12'; var feed = '{}/list.json'; // UCAP",
    "load('{}/site/label/1?labelName=publicInfoList')", "load('{}/igs/front/search/list.html')",
    "load('{}/module/xxgk/search.jsp?a=1')", "</script><script src='{}/webBuilderCommon.js'>",
    CONFIG.replace("/gkmlpt", "{}"),
    "</script><datastore><![CDATA[<nextgroup><![CDATA[<a href='{}/dataproxy.jsp'>]]></nextgroup>]]></datastore><script>",
])  # fmt: skip
@pytest.mark.parametrize("host", ["http://[host]", "//[[host]]", "http://a℀b"])
def test_what_is_no_address_is_not_asked_for(script, host):
    told = page(f"<div id='rows'></div><script>{script.replace('{}', host)}</script>")
    for engine in ("auto", *listings.ENGINES):
        assert not any(host in one.url for one in listings.read(answer(told), engine).inner)
        listings.find_column_links(answer(told))
