"""Listings that scripts put together: addresses out of pieces, rows in objects of unknown names, pages by calls."""

import json

import pytest

from parsers.listings.listing import Request
from tests.answers import LIST, SITE, A, B, following, page, paths, read

SHELL = '<div id="list"></div><script>{}</script>'
ASKED = {
    "a page that is added at the end": ('$.getJSON("/api/loadData?pageSize=4&pageNo=" + p, draw)', "/api/loadData?pageSize=4&pageNo=1"),
    "a page between two strings": ("""fetch('/api/list?pageNum='+n+'&size=5').then(draw)""", "/api/list?pageNum=1&size=5"),
    "a column that the page names": ('var col = "nb12"; $.get("/api/list?col=" + col + "&page=1", draw)', "/api/list?col=nb12&page=1"),
    "an address in an object": ("$.ajax({type:'get', url:'/q/list?pageIndex=1', dataType:'json'})", "/q/list?pageIndex=1"),
}  # fmt: skip
UNASKED = {
    "a signature that is computed": '$.get("/api/list?page=1&sign=" + md5(now), draw)',
    "another host": '$.get("http://other.example.com/list?page=1", draw)',
    "a counter": '$.get("/visit/count?page=1", draw)',
    "a form": "$.ajax({url:'/api/list?page=1', type:'POST'})",
    "a column that nobody names": '$.get("/api/list?col=" + col + "&page=1", draw)',
}


@pytest.mark.parametrize("call", ASKED)
def test_an_interface_that_a_page_spells_out_is_asked_for_its_first_page(call):
    script, expected = ASKED[call]
    assert [request.url for request in read(page(SHELL.format(script))).inner] == [
        f"{SITE}{expected}"
    ]


@pytest.mark.parametrize("call", UNASKED)
def test_an_interface_that_is_not_spelled_out_or_no_list_is_not_asked(call):
    found = read(page(SHELL.format(UNASKED[call])))
    assert (found.engine, found.inner) == ("not-crawlable", ())


def test_the_catalogue_is_asked_though_its_address_is_put_together():
    script = """$.ajax({type:"post",url:"/module/xxgk/search.jsp?texttype=0&currpage="+p+"&sortfield=,compaltedate:0",
        data:{infotypeId:'A0102',divid:'div33718',currpage:p}})"""
    (request,) = read(page(SHELL.format(script))).inner
    assert (
        request.url
        == f"{SITE}/module/xxgk/search.jsp?texttype=0&currpage=1&sortfield=,compaltedate:0"
    )
    assert request.form == (("infotypeId", "A0102"), ("divid", "div33718"))


OBJECTS = {
    "names in pinyin": json.dumps({"rows": [{"bt": A, "lj": "/a/1.html"}, {"bt": "要闻", "lj": "/a/2.html"}]}),
    "whole title under another name": json.dumps([{"title": A[:6], "realtitle": A, "infourl": "/a/1.html"},
                                                  {"title": "要闻", "infourl": "/a/2.html"}]),
}  # fmt: skip


@pytest.mark.parametrize("names", OBJECTS)
def test_rows_of_json_are_read_by_what_their_values_say(names):
    found = read(OBJECTS[names], f"{SITE}/api/list", Request(f"{SITE}/api/list"))
    assert [row.title for row in found.rows] == [A, "要闻"]
    assert paths(found) == ["/a/1.html", "/a/2.html"]


def test_json_whose_rows_nobody_understands_is_not_taken_for_an_empty_list():
    request = Request(f"{SITE}/api/list")
    assert (
        read('{"rows": [{"a": "1", "b": "要闻"}]}', request.url, request).engine == "not-crawlable"
    )
    assert read('{"rows": [], "total": 0}', request.url, request).engine == "generic"


WRITTEN = {
    "no JSON": f"var list = [{{title:'{A}',url:'/a/1.html'}}, {{title:'{B}',url:'/a/2.html'}},];",
    "titles in escapes": f"var list = [{{title:{json.dumps(A)},url:'\\/a\\/1.html'}}, {{title:{json.dumps(B)},url:'\\/a\\/2.html'}},];",
    "a string that is parsed": f"render(JSON.parse({json.dumps(json.dumps([{'title': A, 'url': '/a/1.html'}, {'title': B, 'url': '/a/2.html'}], ensure_ascii=False))}))",
    "pushed": f'a.push({{"t":"{A}","u":"/a/1.html"}}); a.push({{"t":"{B}","u":"/a/2.html"}});',
}


@pytest.mark.parametrize("shape", WRITTEN)
def test_objects_that_a_script_writes_out_are_rows(shape):
    assert paths(read(page(SHELL.format(WRITTEN[shape])))) == ["/a/1.html", "/a/2.html"]


OPENED = {
    "a link": ("""<a href="javascript:view('8a81')">{0}</a>""", "function view(id){ window.open('/d.jsp?id=' + id); }"),
    "a number": ("<a href='javascript:view(88213)'>{0}</a>", "var view = function(id){ location.href='/d/'+id+'.html' }"),
    "more arguments": ("""<a href="#" onclick="view('8a81', this)">{0}</a>""", "function view(id, a){ open('/d/'+id+'.html') }"),
}  # fmt: skip


@pytest.mark.parametrize(("call", "path"), list(zip(OPENED, ["/d.jsp?id=8a81", "/d/88213.html", "/d/8a81.html"], strict=True)))  # fmt: skip
def test_a_row_that_calls_a_function_leads_where_the_function_goes(call, path):
    link, script = OPENED[call]
    rows = f"<ul><li>{link.format(A)}</li></ul><script>{script}</script>"
    assert paths(read(page(rows))) == [path]
    assert paths(read(page(rows.replace(script, "function view(id){ show(id) }")))) == []


def test_the_items_of_a_feed_or_of_a_list_in_xml_are_rows():
    item = (
        "<item><TITLE><![CDATA[{}]]></TITLE><INDEXNUM>X-{}</INDEXNUM><URL>/a/{}.html</URL></item>"
    )
    listed = "".join(item.format(title, n, n) for n, title in enumerate((A, B), 1))
    request = Request(f"{SITE}/nb/list.xml")
    found = read(
        f'\n<?xml version="1.0" encoding="utf-8"?><list>{listed}</list>', request.url, request
    )
    assert paths(found) == ["/a/1.html", "/a/2.html"]
    assert [row.title for row in found.rows] == [A, B]


CHOSEN = """<select onchange="go(this.value)"><option value="1" selected>1</option><option value='2'>2</option>
    </select><script>function go(n){{ {} }}</script>"""


def test_a_list_of_page_numbers_is_followed_and_told_where_it_cannot_be():
    found = read(page(LIST + CHOSEN.format('location = "index_" + n + ".html"')))
    assert (following(found), found.unread) == (["/nb/index_2.html"], None)
    found = read(page(LIST + CHOSEN.format("load(n)")))
    assert (following(found), found.unread) == ([], 2)


ROWS = f'<ul><li><a href="a1.html">{A}</a> 2025-01-20</li></ul>'
LOOP = """<script>var p = {{total: {}}}; for (var i = 1; i <= p.total; i++) document.write("<a href='list_" + i + ".html'>");</script>"""


def test_pages_whose_links_a_loop_writes_are_asked_for_by_number():
    from_1 = page(ROWS + LOOP.format(3))
    assert following(read(from_1)) == ["/nb/list_2.html"]
    assert following(read(from_1, f"{SITE}/nb/list_2.html")) == ["/nb/list_3.html"]
    from_0 = from_1.replace("i = 1; i <=", "i = 0; i <")
    assert following(read(from_0)) == ["/nb/list_1.html"]
    assert following(read(from_0.replace("+ i +", "+ (i + 1) +"))) == ["/nb/list_2.html"]
    assert following(read(page(ROWS + LOOP.format(1)))) == []


def test_reports_that_are_named_by_years_alone_are_rows_and_filters_by_year_are_columns():
    reports = "".join(f'<li><a href="/a/{n}.html">{n}年</a></li>' for n in (2023, 2024))
    assert [row.title for row in read(page(f"<ul>{reports}</ul>")).rows] == [
        "2023年政府信息公开年度报告",
        "2024年政府信息公开年度报告",
    ]
    filters = "".join(f'<li><a href="?year={n}">{n}年</a></li>' for n in (2023, 2024))
    found = read(page(f"<ul>{filters}</ul>"))
    assert (found.rows, len(found.inner)) == ((), 2)
