"""Every pager of TRS leads to its next page, and its rows are read however they are drawn."""

import datetime
import json

import pytest

from tests.answers import LIST, SITE, A, following, page, paths, read

TRS = {
    "(a) variables": (
        """<script>var currentPage = 0;var countPage = 3;
        document.write("<a href=\\"index"+"_"+nextPage+"."+"html\\">下一页</a>");</script>""",
        ["/nb/index_1.html"],
    ),
    "(a) on its last page": (
        "<script>var currentPage = 2;//当前页\nvar countPage = 3;document.write('index_')</script>",
        [],
    ),
    "(a) on the page before": (
        "<script>var currentPage = 1;var countPage = 3;document.write('index_')</script>",
        ["/nb/index_2.html"],
    ),
    "(a) in shtml": (
        """<script>var currentPage=1;var countPage=9;document.write("<a href='index_"+(currentPage+1)+".shtml'>");</script>""",
        ["/nb/index_2.shtml"],
    ),
    "(b) from 0": ("<script>createPageHTML(3, 0, 'index', 'shtml', 'black2', 45);</script>", ["/nb/index_1.shtml"]),
    "(b) on its last page": ("<script>createPageHTML(3, 2, 'index', 'shtml', 'black2', 45);</script>", []),
    "(c) from 1": ("<script>createPageHTML('paging',3,1,'index','html',45);</script>", ["/nb/index_2.html"]),
    "(c) on its last page": ("<script>createPageHTML('paging',3,3,'index','html',45);</script>", []),
    "(c) under another name": (
        "<script>createPageHTML('page_div',50, 1,'common_list','shtml',994);</script>", ["/nb/common_list_2.shtml"],
    ),
    "a name of the site's own, from 0": ("<div class=TRS_Editor></div><script>ShowPage(3, 0, 'index', 'html')</script>", ["/nb/index_1.html"]),
    "a name of the site's own, from 1": ("<div class=TRS_Editor></div><script>ShowPage(3, 1, 'index', 'html')</script>", ["/nb/index_2.html"]),
    "another file's": ("<div class=TRS_Editor></div><script>Slides(3, 1, 'top', 'html')</script>", []),
    "(d)": ('<script>createPage(25, 0, "index", "html")</script>', ["/nb/index_1.html"]),
    "(d) behind its definition": (
        "<script>function createPage(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}"
        'createPage(4, 1, "index", "htm");</script>',
        ["/nb/index_2.htm"],
    ),
    "(e)": (
        "<script>var countPage=4</script><a href='javascript:void(0)' onclick=\"go('index_PAGEID_2.shtml')\">2</a>",
        ["/nb/index_PAGEID_2.shtml"],
    ),
    "a link beside a number that is another page's": (
        "<script>createPageHTML(5, 0, 'index', 'shtml');</script><a href='index_PAGEID_2.shtml'>下一页</a>",
        ["/nb/index_PAGEID_2.shtml"],
    ),
    "a link to another host": (
        "<script>createPageHTML(5, 0, 'index', 'shtml');</script><a href='//b.gov.cn/2.shtml'>下一页</a>",
        ["/nb/index_1.shtml"],
    ),
    "a sign that is no pager's": (
        "<script>createPageHTML(5, 0, 'index', 'shtml');</script><a href='/pictures/2.html'>»</a>",
        ["/nb/index_1.shtml"],
    ),
    "(f)": (
        """<script>var pager_options = {"pageCount":"6}","currentPage":"0","pageName":"index","pageExt":"html"};</script>""",
        ["/nb/index_1.html"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", TRS)
def test_every_pager_of_trs_names_its_next_page(form):
    script, expected = TRS[form]
    found = read(page(LIST + script))
    assert found.engine == ("ucap" if "common_list" in script else "trs")
    assert following(found) == expected
    assert paths(found) == ["/nb/202501/t20250120_1.html", "/nb/202401/t20240120_2.html"]
    assert found.rows[0].date == datetime.date(2025, 1, 20)


def test_a_count_says_that_there_is_another_page_where_no_link_names_it():
    script = TRS["(e)"][0].replace("PAGEID_2", "PAGEID_1")
    assert following(read(page(LIST + script), f"{SITE}/nb/index_PAGEID_2.shtml")) == [
        "/nb/index_PAGEID_3.shtml"
    ]


def test_a_page_as_full_as_the_one_before_may_be_followed_by_another_whatever_the_count_says():
    script = "<script>createPage(2, 1, 'index', 'html')</script>"
    rows = "".join(
        f'<li><a href="t20240101_{n}.html">新闻{n}</a>2024-01-01</li>' for n in range(10)
    )
    first = read(page(f"<ul>{rows}</ul><script>createPage(2, 0, 'index', 'html')</script>"))
    full = read(page(f"<ul>{rows}</ul>{script}"), f"{SITE}/nb/index_1.html", previous=first)
    short = read(page(LIST + script), f"{SITE}/nb/index_1.html", previous=first)
    assert (following(full), following(short)) == (["/nb/index_2.html"], [])


def test_trs_rows_that_a_script_writes_are_read():
    script = f"""<script>document.writeln("<li><a href=\\"./202501/t20250120_1.html\\">{A}<\\/a>2025-01-20<\\/li>");</script>"""
    assert paths(read(page("<div class='TRS_Editor'></div>" + script))) == [
        "/nb/202501/t20250120_1.html"
    ]


FUJIAN = """<script>var SiteInfo = {{ // was: 1,
searchId: 7 }}; require(["list2.trsapi"], function (listModel) {{ listModel({{ listArgs: {{
channelid: {channel}, classsql: {where}, sortfield: "-a,-b" }}, pagebar: {{ prepage: 2, recordCount: {count} }} }}) }});</script>"""


@pytest.mark.parametrize(("channel", "where", "asked"), [
    ("SiteInfo.searchId", '"" || "chnlid=18"', ("7", "chnlid=18")),
    ("229105", "'chnlid=18,19'", ("229105", "chnlid=18,19")),
])  # fmt: skip
def test_a_page_that_shows_the_first_rows_only_asks_the_search_for_the_rest(channel, where, asked):
    script = FUJIAN.format(channel=channel, where=where, count="'3'")
    found = read(page(LIST + script))
    assert (found.engine, len(found.rows), found.declared_rows) == ("trs", 2, 3)
    (request,) = found.next
    assert request.url == f"{SITE}/fjdzapp/search"
    form = dict(request.form or ())
    assert (form["channelid"], form["classsql"], form["sortfield"]) == (*asked, "-a,-b")
    docs = {
        "data": [
            {"doctitle": A, "chnldocurl": "/a/t20250120_1.htm", "docreltime": "2025-01-20 08:00:00"}
        ]
    }
    first = read(json.dumps(docs | {"pageCount": 2}), request.url, request, previous=found)
    assert (paths(first), first.overlaps) == (["/a/t20250120_1.htm"], True)
    assert first.rows[0].date == datetime.date(2025, 1, 20)
    assert dict(first.next[0].form or ())["page"] == "2"
    assert not read(json.dumps(docs | {"pageCount": 1}), request.url, request, previous=found).next


def test_a_search_that_the_page_needs_no_more_is_not_asked():
    script = FUJIAN.format(channel="7", where="'chnlid=18'", count=2)
    assert not read(page(LIST + script)).next
    assert [request.url for request in read(page(script)).inner] == [f"{SITE}/fjdzapp/search"]
    assert not read(page(LIST + script.replace("chnlid=18", ""))).next
    assert not read(page(LIST + script.replace("list2.trsapi", "detailpage"))).next


def test_trs_search_answers_json_and_is_asked_until_nothing_comes():
    script = "<script>var url='/was5/web/search?channelid=214851&page=1';</script>"
    shell = read(page("<div class='CurrChnlCls'></div>" + script))
    assert [request.url for request in shell.inner] == [
        f"{SITE}/was5/web/search?channelid=214851&page=1"
    ]
    told = json.dumps(
        {"docs": [{"docpuburl": "/a/t20250120_1.html", "doctitle": A, "docpubtime": "2025/01/20"}]}
    )
    found = read(told, shell.inner[0].url, shell.inner[0], previous=shell)
    assert (found.engine, paths(found)) == ("trs", ["/a/t20250120_1.html"])
    assert following(found) == ["/was5/web/search?channelid=214851&page=2"]
    assert not read('{"docs": []}', request=found.next[0], previous=found).next
