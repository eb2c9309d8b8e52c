"""Listings of no known engine: pagers, rows told from menus, scripts told from emptiness."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

import pytest

from parsers.listings import engines as listings
from parsers.listings.listing import Request, Row
from scraper.crawling.message import message
from tests.answers import LIST, SITE, A, B, answer, following, page, paths, read
from tests.yardstick import within

GENERIC = {
    "a link": ('<a href="list_2.html">下一页</a>', ["/nb/list_2.html"]),
    "a link whose words have signs and blanks": ('<a href="list_2.html">下 页 &gt;&gt;</a>', ["/nb/list_2.html"]),
    "a link in English with a sign": ('<a href="list_2.html">Next →</a>', ["/nb/list_2.html"]),
    "a link whose script keeps its address": ('<a href="javascript:;" data-url="list_2.html">下一页</a>', ["/nb/list_2.html"]),
    "a link by its title": ('<a href="?p=2" title="下一页"><i></i></a>', ["/nb/index.html?p=2"]),
    "SharePoint": ("""<a href="javascript:" onclick='javascript:RefreshPageTo(event, "/nb/All.aspx?Paged=TRUE\\u0026p_ID=3");'>
        <img src="n.gif" alt="下一步"></a>""", ["/nb/All.aspx?Paged=TRUE&p_ID=3"]),
    "the next step of an application": ("""<form method=post action='/apply.aspx'><input type=hidden name=__VIEWSTATE value=x><input name=pageNo value=1>
        <a href="javascript:__doPostBack('wizard','')">下一步</a><input type=submit value='下一步'></form>""", []),
    "a form that changes something": ("<form method=post action='/nb/save'><input name=pageNo value=1><input type=submit value='下一页'></form>", []),
    "an arrow": ('<a href="list_2.html">»</a>', ["/nb/list_2.html"]),
    "an arrow of another kind": ('<a href="?start=5">→</a>', ["/nb/index.html?start=5"]),
    "an arrow that leads to another part of the site": ('<a href="/zt/1/">→</a>', []),
    "an arrow that leads to another part of the column": ('<a href="zn.html">→</a>', []),
    "an arrow beside a row": ('<i><a href="a1.html">→</a></i><p><b>1</b> <a href="2.html">2</a></p>', ["/nb/2.html"]),
    "a month of a calendar behind a cell": ("""<table><tr><td onclick="location.href='?mo=6'">›</td></tr></table>""", []),
    "a month of a year": ('<p><a href="?y=2024&m=12">‹</a> 2025年1月 <a href="?y=2025&m=2">›</a></p>', []),
    "a select of styles": ("""<select onchange="style(this.value)"><option value="1">大字</option><option value="2">小字</option></select>
        <script>function style(n){ location.href = "?s=" + n; }</script>""", []),
    "a select of pages of so many": ("""<select onchange="go(this.value)"><option value="1">1/3</option><option value="2">2/3</option></select>
        <script>function go(n){ location.href = "p" + n + ".html"; }</script>""", ["/nb/p2.html"]),
    "a select that goes to pages": ("""<select onchange="go(this.value)"><option value="1">转到第1页</option><option value="2">转到第2页</option></select>
        <script>function go(n){ location.href = "p" + n + ".html"; }</script>""", ["/nb/p2.html"]),
    "a number that does something": ('<p><b>1</b> <a href="score.do?id=7">2</a></p>', []),
    "numbers in words of which the first is another address": ('<p><a href="1.html">第1页</a> <a href="2.html">第2页</a></p>', ["/nb/2.html"]),
    "numbers of those who like it": ('<p><span data-url="like.do?id=1">3</span> <span data-url="love.do?id=1">2</span></p>', []),
    "the arrow of a row of pictures": ('<div class="next" data-url="/xw/park.html"></div>', []),
    "a word with an address that its script keeps": ('<span data-href="list_2.html">下一页</span>', ["/nb/list_2.html"]),
    "a cell that opens an address": ("""<table><tr><td onclick="location.href='list_2.html'">下一页</td></tr></table>""", ["/nb/list_2.html"]),
    "a part of a picture": ('<map name="m"><area alt="下一页" href="list_2.html"></map>', ["/nb/list_2.html"]),
    "numbers in Chinese": ('<p><a href="index.html">第一页</a> <a href="2.html">第二页</a></p>', ["/nb/2.html"]),
    "a script's literal": ("""<a href="javascript:;" onclick="location.href='list_2.html'">下页</a>""", ["/nb/list_2.html"]),
    "numbers": ('<p><b>1</b> <a href="2.html">2</a> <a href="3.html">[3]</a></p>', ["/nb/2.html", "/nb/3.html"]),
    "a select": ('<select><option value="index.html">第1页</option><option value="i_2.html">第2页</option></select>', ["/nb/i_2.html"]),
    "a function that says the address": ("""<a href="javascript:go(2)">2</a><a href="javascript:go(3)">3</a>
        <script>function go(n){ location.href = "list_" + n + ".html"; }</script>""", ["/nb/list_2.html"]),
    "attributes without quotes": ("""<A HREF=# onClick=go(2)>2</A><A HREF=# onClick=go(3)>3</A>
        <SCRIPT>function go(n){ location.href = "list_" + n + ".html"; }</SCRIPT>""", ["/nb/list_2.html"]),
    "layui": ("""<script>laypage.render({elem:'p',count:45,limit:15,curr:1,jump:function(o){location.href='?p='+o.curr}})</script>""",
              ["/nb/index.html?p=2"]),
    "layui whose addresses count from zero": ("""<script>laypage.render({count:45,limit:15,jump:function(o){
        location.href=o.curr==1?"index.html":"index_"+(o.curr-1)+".html"}})</script>""", ["/nb/index_1.html"]),
    "a function whose addresses count from zero": ("""<a href="javascript:go(2)">2</a><a href="javascript:go(3)">3</a>
        <script>function go(n){ location.href = "list_" + (n-1) + ".html"; }</script>""", ["/nb/list_1.html"]),
    "layui on its last page": ("<script>laypage.render({count:15,limit:15,curr:1,jump:function(o){location.href='?p='+o.curr}})</script>", []),
    "a select that submits its form": ("""<form action="more.jsp"><input type="hidden" name="col" value="9"><select name="pageNo"
        onchange="this.form.submit()"><option value="1" selected>1</option><option value="2">2</option></select></form>""",
        ["/nb/more.jsp?col=9&pageNo=2"]),
    "a picture by its title": ('<a href="list_2.html"><img src="r.gif" title="下一页"></a>', ["/nb/list_2.html"]),
    "a button": ("""<input type="button" value="下一页" onclick="location.href='list_2.html'">""", ["/nb/list_2.html"]),
    "a picture": ('<a href="list_2.html"><img src="r.gif" alt="下一页"></a>', ["/nb/list_2.html"]),
    "an icon that its class calls next": ('<li class="next"><a href="list_2.html"><i></i></a></li>', ["/nb/list_2.html"]),
    "a select whose script joins addresses": ("""<select onchange="location.href='nb.jsp?start='+this.value+'&c=7'"><option value="0" selected>1-10
        </option><option value="10">11-20</option></select>""", ["/nb/nb.jsp?start=0&c=7", "/nb/nb.jsp?start=10&c=7"]),
    "older posts": ('<a href="/page/2"><span>←</span> 较早文章</a>', ["/page/2"]),
    "a link that loads more": ('<a href="javascript:;" data-url="/more?offset=8">加载更多</a>', ["/more?offset=8"]),
    "EasySite": ("""<a href="javascript:;" tagname="/nb/9f-2.html" class="pagingNormal"
        onclick="queryArticleByCondition(this,'/nb/9f-2.html')">下一页</a>""", ["/nb/9f-2.html"]),
    "EasySite on its last page": ("""<a href="javascript:;" tagname="[NEXTPAGE]" class="pagingDisabled"
        onclick="queryArticleByCondition(this,'[NEXTPAGE]')">下一页</a>""", []),
    "a function of a name and a number": ("""<a href="javascript:to('/nb/i',2,3)">下一页</a><script>function to(b,n,t){
        location.href = n==1 ? b+'.html' : b+'_'+n+'.html'; }</script>""", ["/nb/i_2.html"]),
    "a search beside a count of pages": ("<p>共3页</p><script>function find(){ location.href = '/so.jsp?q=' + w; }</script>", []),
    "a function that removes something": ("""<a href="javascript:del(2)">2</a><a href="javascript:del(3)">3</a>
        <script>function del(n){ location.href = "/del.do?id=" + n; }</script>""", []),
    "a sign that leads to another site": ('<a href="http://b.gov.cn/">&gt;</a>', []),
    "a function that no one can read": ("""<a href="javascript:go(2)">下一页</a><script>function go(n){ show(n); }</script>""", []),
    "a count of one page in an attribute": ('<div id="pageDec" pagesize="20" pagecount="1"></div>', []),
    "a picture that is a form's button": ("""<form action="more.jsp"><input type="image" name="next" alt="下一页" src="r.gif"></form>""",
        ["/nb/more.jsp?next.x=1&next.y=1"]),
    "the rows of another page": ('<p>[1-5] <a href="index_1.html">[6-10]</a> <a href="index_2.html">[11-12]</a></p>', ["/nb/index_1.html", "/nb/index_2.html"]),
    "the last page alone": ('<a href="index_2.html">尾页</a>', []),
    "older ones": ('<p><a href="index_2.html">更早</a></p>', ["/nb/index_2.html"]),
    "a page without a word": ('<a class="pagination__next" href="index_1.html" style="display:none"></a>', ["/nb/index_1.html"]),
    "a page in a query, with what the pager adds": ('<li><a href="?p_p_id=101&_101_cur=2">下一个</a></li>', ["/nb/index.html?p_p_id=101&_101_cur=2"]),
    "numbers that are buttons of a form": ('<form><button formaction="p1.html">1</button><button formaction="p2.html">2</button></form>', ["/nb/p2.html"]),
    "buttons of a form that do something": ('<form><button formaction="del.do?id=1">1</button><button formaction="del.do?id=2">2</button></form>', []),
    "buttons of a form that votes": ('<form><button formaction="toupiao.jsp?page=1">1</button><button formaction="toupiao.jsp?page=2">2</button></form>', []),
    "buttons of a form that asks": ('<form><button formaction="dc?item=1">1</button><button formaction="dc?item=2">2</button></form>', []),
    "a button that comments": ('<form><button formaction="comment.do">下一页</button></form>', []),
    "buttons that post": ('<form><button formmethod="post" formaction="p1.html">1</button><button formmethod="post" formaction="p2.html">2</button></form>', []),
    "buttons that reset": ('<form><button type="reset" formaction="index_2.html">重置</button></form>', []),
    "numbers that send a form": ('<form><input type="submit" value="1" formaction="index.html"><input type="submit" value="2" formaction="index_1.html"></form>', ["/nb/index_1.html"]),
    "a page in a query that names it briefly": ('<a href="?pg=2">更早</a>', ["/nb/index.html?pg=2"]),
    "what does something beside a page's number": ('<a href="?page=2&logout=1">退出</a>', []),
    "days that are no pages": ('<a href="?start=0101&end=1231">全年</a>', []),
    "days of a calendar by number": ('<p><a href="?day=2">2</a><a href="?day=3">3</a></p>', []),
    "numbers that are buttons": ("""<input type="button" value="2" onclick="location.href='index_1.html'">""", ["/nb/index_1.html"]),
    "numbers of a list of terms": ('<dl><dd data-url="index_1.html">2</dd></dl>', ["/nb/index_1.html"]),
    "the first page of a list with a choice": ('<a href="?type=3&page=1">政策</a>', []),
    "a page of another list": ('<a href="zn_2.html">公开指南</a><a href="/zn/index_2.html">公开制度</a>', []),
    "pages that jQuery's pager counts from 0": ("""<script>function turn(i,j){ location.href="?pageIndex="+i; }
        $("#p").pagination(12,{items_per_page:5,current_page:0,callback:turn});</script>""", ["/nb/index.html?pageIndex=1"]),
    "a name with the beginning of its address": ("""<a href="javascript:to(2)">下一页</a><script>function to(n){
        var u="/nb/i"; location.href = n==1 ? u+".html" : u+"_"+n+".html"; }</script>""", ["/nb/i_2.html"]),
    "older entries of WordPress": ('<a href="?paged=2">« 旧文章</a>', ["/nb/index.html?paged=2"]),
    "years that are no pages": ('<a href="?from=2020">更早</a>', []),
    "nothing after the last page": ('<a class="disabled" href="list_2.html">下一页</a>', []),
    "the next article is no page": ('<a href="a.html">下一篇 &gt;</a>', []),
}  # fmt: skip


@pytest.mark.parametrize("current", ["", ",curr:1", ",curr:location.search.split('=')[1]||1"])
def test_the_pager_of_layui_goes_on_from_the_page_that_the_address_has(current):
    pager = f"<script>laypage.render({{elem:'p',count:16,limit:6{current},jump:function(o){{location.href='list?c='+o.curr}}}})</script>"
    asked = [f"{SITE}/nb/list{query}" for query in ("", "?c=2", "?c=3")]
    found = [[each.url for each in read(page(LIST + pager), url).next] for url in asked]
    assert found == [[asked[1]], [asked[2]], []]


def test_a_number_in_the_folder_of_a_list_is_no_number_of_its_page_for_the_pager_of_layui():
    pager = "<script>laypage.render({elem:'p',count:16,limit:6,curr:%s,jump:function(o){location.href='/2024/p/'+o.curr}})</script>"
    asked = [f"{SITE}/2024/nb/", f"{SITE}/2024/p/2"]
    found = [read(page(LIST + pager % at), url).next for at, url in enumerate(asked, 1)]
    assert found == [(Request(asked[1]),), (Request(f"{SITE}/2024/p/3"),)]


@pytest.mark.parametrize("pager", GENERIC)
def test_the_generic_engine_goes_on_by_links_numbers_and_selects(pager):
    text, expected = GENERIC[pager]
    rows = f'<ul><li><a href="a1.html">{A}</a> 2025-01-20</li><li><a href="a2.html">要闻</a> 2025-01-19</li></ul>'
    found = read(page(f"{rows}{text}<p>共<b>12</b>条</p>"))
    assert (found.engine, paths(found), following(found)) == (
        "generic",
        ["/nb/a1.html", "/nb/a2.html"],
        expected,
    )
    assert found.declared_rows == 12


STATE = '<input type="hidden" name="__VIEWSTATE" value="dDw=">'
WEB_FORMS = f"""<form method="post" action="list.aspx?id=3" id="f">{STATE}<input type="text" name="key" value="">
    <select name="unit"><option value="7">本局</option><option value="8" selected>全部</option></select>
    <input type="checkbox" name="only"><input type="radio" name="by" value="d" checked>
    <input type="hidden" name="off" value="1" disabled><textarea name="note">n</textarea>
    <input type="submit" name="go" value="确定">%s</form>"""
FORM = """<form name="f" action="/nb/more.jsp" method="%s"><input type="hidden" name="pageNo" id="no" value="1">
    <input type="hidden" name="col" value="9"></form><a href="javascript:go(2)">下一页</a>
    <a href="#" onclick="go(3)">尾页</a><a href="javascript:show(4)">4</a><script>function go(n){ %s; document.f.submit(); }</script>"""
POSTS = {
    "a link that says next": WEB_FORMS % """<a disabled="disabled">上一页</a> <b>1</b>
        <a href="javascript:__doPostBack('AspNetPager1','3')">3</a>
        <a href="javascript:__doPostBack(&#39;AspNetPager1&#39;,&#39;2&#39;)">下一页</a>""",
    "numbers": WEB_FORMS % """<a href="javascript:__doPostBack('Tree1','2')">机构职能</a><span>1</span>
        <a href="javascript:__doPostBack('AspNetPager1','3')">3</a>
        <a href="javascript:__doPostBack('AspNetPager1','2')">[2]</a>""",
}  # fmt: skip


@pytest.mark.parametrize("pager", POSTS)
def test_the_state_of_a_web_forms_page_is_sent_back_for_its_next_page(pager):
    (request,) = read(page(LIST + POSTS[pager])).next
    assert request.url == f"{SITE}/nb/list.aspx?id=3"
    assert request.form == (
        ("__VIEWSTATE", "dDw="), ("key", ""), ("unit", "8"), ("by", "d"), ("note", "n"),
        ("__EVENTTARGET", "AspNetPager1"), ("__EVENTARGUMENT", "2"),
    )  # fmt: skip


def test_a_link_of_a_pager_that_is_disabled_posts_nothing_back():
    last = (
        """<a disabled="disabled" href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>"""
    )
    assert read(page(LIST + WEB_FORMS % last)).next == ()


def test_files_that_a_script_counts_are_asked_for_one_after_the_other():
    script = "<script>var nextPage=2;$(window).scroll(function(){$.get('/nb/part_'+nextPage+'.html',add)})</script>"
    (second,) = read(page(LIST + script)).next
    (third,) = read(LIST, request=second).next
    assert [each.url.partition("#")[0][-11:] for each in (second, third)] == [
        "part_2.html",
        "part_3.html",
    ]
    (first,) = read(page(script.replace("=2", "=1"))).inner
    assert first.url.partition("#")[0] == f"{SITE}/nb/part_1.html"


def test_a_link_that_sends_a_form_itself_is_followed():
    link = """<form name="f" method="post" action="list.do"><input type="hidden" id="no" name="pageNo" value="1">
        <a href="#" onclick="document.getElementById('no').value=2;document.f.submit();">下一页</a></form>"""
    (request,) = read(page(LIST + link)).next
    assert (request.url, request.form) == (f"{SITE}/nb/list.do", (("pageNo", "2"),))


def test_a_button_that_says_next_is_pressed():
    buttons = "<input type='submit' name='prev' value='上一页' disabled><input type='submit' name='next' value='下一页'{}>"
    (request,) = read(page(LIST + WEB_FORMS % buttons.format(""))).next
    assert request.form[-1] == ("next", "下一页")
    assert read(page(LIST + WEB_FORMS % buttons.format(" disabled"))).next == ()


@pytest.mark.parametrize(
    ("pager", "unread"),
    [
        ("".join(f"""<a href="#" onclick="mojarra.jsfcljs(f,{{'f:p{n}':'f:p{n}'}},'')">{n}</a>""" for n in (1, 2)), 2),
        ('<div id="pageDec" pagesize="20" pagecount="3"></div>', 2),
        ('<div id="pageDec" pagesize="20" pagecount="1"></div>', None),
    ],
    ids=["fields of JavaServer Faces", "a count of pages in an attribute", "of one page"],
)  # fmt: skip
def test_a_pager_that_only_its_script_can_turn_is_told(pager, unread):
    assert read(page(LIST + pager)).unread == unread


@pytest.mark.parametrize(
    ("asked", "argument"), [("", "Page$2"), ("Page$2", "Page$3"), ("Page$3", None)]
)
def test_the_numbers_of_a_grid_view_are_turned_from_the_page_that_was_asked_for(asked, argument):
    pager = "".join(
        f"""<a href="javascript:__doPostBack('ctl00$main$GridView1','Page${n}')">{n}</a>"""
        for n in (1, 2, 3)
    )
    request = Request(f"{SITE}/nb/list.aspx", (("__EVENTARGUMENT", asked),))
    requests = read(page(LIST + WEB_FORMS % pager), request=request).next
    assert [dict(each.form)["__EVENTARGUMENT"] for each in requests] == (
        [argument] if argument else []
    )


@pytest.mark.parametrize(
    "sets",
    [
        "document.f.pageNo.value = n",
        "document.forms[0].elements['pageNo'].value=n",
        'document.getElementById("no").value = n',
        '$("#no").val(n)',
        "$(\"input[name='pageNo']\").val(n)",
        'document.getElementsByName("pageNo")[0].value = n',
    ],
)
@pytest.mark.parametrize("method", ["post", "get"])
def test_a_function_that_submits_a_form_is_followed_by_its_form(sets, method):
    (request,) = read(page(LIST + FORM % (method, sets))).next
    sent = (("col", "9"), ("pageNo", "2"))
    path = f"{SITE}/nb/more.jsp"
    assert request == (
        Request(path, sent) if method == "post" else Request(f"{path}?col=9&pageNo=2")
    )


def test_a_form_on_its_last_page_leads_nowhere():
    last = FORM % ("post", "document.f.pageNo.value = n")
    found = read(page(LIST + last.replace('value="1"', 'value="3"')))
    assert (found.next, found.unread) == ((), 2)


def test_a_next_page_that_only_a_script_could_ask_for_is_named():
    pager = GENERIC["a function that no one can read"][0]
    assert read(page(LIST + pager)).unread == 2
    assert read(page(LIST + pager.replace("go(2)", "void(0)"))).unread is None
    assert read(page(f"{LIST}<button>查看更多</button>")).unread == 2
    numbers = "".join(
        f"<a href='javascript:void(0)' onclick='turn({n});'>{n}</a>" for n in (1, 2, 3)
    )
    assert read(page(LIST + numbers)).unread == 2


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        ("共 <b>2</b> 页 <b>45</b> 条记录", 45),
        ("共2页，45条", 45),
        ("共 45 条", 45),
        ("共 2 页", None),
        ("第<b>1</b>页，共有记录45条，分4页，每页显示12条记录", 45),
    ],
)
def test_what_a_page_says_of_its_rows_is_told_from_what_it_says_of_its_pages(told, rows):
    assert read(page(f"{LIST}<p>{told}</p>")).declared_rows == rows


@pytest.mark.parametrize(
    "row",
    [
        '<dl><dd><a href="{0}" title="{1}">{1}</a></dd><dd>\n{2}\n</dd></dl>',
        '<dd><a href="{0}">{1}</a><span>{2}</span></dd>',
        '<li><a href="{0}" title="{1}"><div class="li-btn">{2}</div>{1}</a></li>',
        '<li><a href="{0}"><b>[{2}]</b>{1}</a></li>',
        '<div class="card"><a href="{0}"></a><div><h5>{1}</h5><p>{2}</p></div></div>',
        '<a href="{0}"><h3>{1}</h3><p>为贯彻落实《条例》</p><time>{2}</time></a>',
        '<article class="post-{2}"><header><h2><a href="{0}">{1}</a></h2></header><time>{2}</time></article>',
        '<li><a href="{0}" title="标题：{1}&#13;&#10;点击数：9&#13;&#10;发表时间：2020年11月13日">{1}</a><i>{2}</i></li>',
        '<li><a href="{0}" title="文章标题：{1}&#10;作者：办公室">{3}...</a><i>{2}</i></li>',
    ],
)
def test_a_row_has_its_whole_title_and_its_day_however_it_is_laid_out(row):
    told = [(f"/art/{y}/1/2/art_5_{y}.html", t, f"{y}-01-02") for y, t in ((2025, A), (2024, B))]
    rows = "".join(row.format(url, title, day, title[:14]) for url, title, day in told)
    found = read(page(f"<div class='list'><dl>{rows}</dl></div>"))
    assert [(r.url.removeprefix(SITE), r.title, str(r.date)) for r in found.rows] == told


def test_rows_are_told_from_menus_breadcrumbs_and_pagers():
    menu = '<div class="nav"><a href="/zn/">政府信息公开指南</a><a href="/nb/">政府信息公开年报</a></div>'
    crumb = (
        '<div class="crumbs"><a href="/">首页</a> &gt; <a href="/nb/">政府信息公开年报</a></div>'
    )
    pager = '<div class="pages"><a href="index.html">首页</a><a href="index_2.html">2</a><a href="index_9.html">尾页</a></div>'
    assert paths(read(page(menu + crumb + LIST + pager))) == [
        "/nb/202501/t20250120_1.html",
        "/nb/202401/t20240120_2.html",
    ]


def test_the_months_and_days_of_a_calendar_are_no_pages():
    calendar = '<p><a href="?d=2025-05">&lt;&lt;</a><a href="?d=2025-07">&gt;&gt;</a></p><p><a href="?d=2025-06-01">1</a><a href="?d=2025-06-02">2</a></p>'
    assert following(read(page(calendar + LIST))) == []
    # Of which ten to twelve are no months
    of_year = LIST + '<p><b>9</b><a href="10.html">10</a></p>'
    assert following(read(page(of_year), f"{SITE}/nb/2023/9.html")) == ["/nb/2023/10.html"]
    paged = calendar + LIST + '<p><b>1</b><a href="?p=2">2</a></p>'
    assert following(read(page(paged))) == ["/nb/index.html?p=2"]


def test_a_part_of_a_list_that_another_page_shows_goes_on_where_its_number_leads_to():
    pager = "<p>第2/3页 <a href=\"javascript:go('3')\">下一页</a></p>"
    found = read(LIST + pager, f"{SITE}/part.jsp?m=7&pageNum=2")
    assert (found.unread, [each.url for each in found.guesses]) == (
        3,
        [f"{SITE}/part.jsp?m=7&pageNum=3"],
    )


@pytest.mark.parametrize("place", ["page-content", "page_list", "page"])
def test_a_list_in_a_box_that_is_called_a_page_is_no_pager(place):
    rows = '<li><a href="/a/1.html">我局召开政府信息公开工作会议</a><span>2025-01-20</span></li>'
    assert paths(read(page(f'<div class="{place}"><ul>{rows}</ul></div>'))) == ["/a/1.html"]


def test_the_numbers_of_a_later_page_do_not_lead_back_to_the_first():
    first = read(page(LIST + '<p><b>1</b> <a href="2.html">2</a></p>'))
    linked = LIST + '<p><a href="l?p=1">1</a> <a href="l?p=2">2</a></p>'
    assert following(read(page(linked))) == ["/nb/l?p=2"]
    turned = LIST + '<p><a href="index.html">1</a> <b>2</b> <a href="3.html">3</a></p>'
    assert following(read(page(turned), f"{SITE}/nb/2.html", previous=first)) == ["/nb/3.html"]


def test_a_later_page_without_days_and_reports_has_the_rows_of_its_list():
    notices = "".join(f"<li><a href='{n}.html'>关于某事项的公告</a></li>" for n in range(3))
    later = f"<div class='nav'><a href='zn.html'>指南</a></div><ul>{notices}</ul><a href='l_3.html'>下一页</a>"
    first = replace(read(page(LIST)), rows=(Row(f"{SITE}/nb/9.html", A),))
    found = read(page(later), f"{SITE}/nb/l_2.html", previous=first)
    assert (paths(found), following(found)) == (
        [f"/nb/{n}.html" for n in range(3)],
        ["/nb/l_3.html"],
    )


def test_a_year_that_is_all_that_a_row_says_beside_a_call_is_its_report():
    lines = "".join(
        f"<tr><td>{y - 2000}</td><td>{y}{after}</td><td><a href='{y}.html'>查看</a></td></tr>"
        for y, after in ((2016, ""), (2017, "年"), (2018, "年度"), (2015, "年规划"))
    )
    titles = [row.title for row in read(page(f"<table>{lines}</table>")).rows]
    assert titles == [f"{year}年政府信息公开年度报告" for year in (2016, 2017, 2018)] + ["查看"]
    card = "<div><i>1</i><div>2017年度</div><a href='2017.html'>查看详情</a></div>"
    assert [row.title for row in read(page(card)).rows] == titles[1:2]


def test_reports_of_several_years_behind_one_address_are_told_as_unaddressed():
    rows = "".join(
        f"<li><a href='show.html' onclick=\"setCookie('{y}')\">甲县水利局{y}年政府信息公开工作年度报告</a></li>"
        for y in (2022, 2023, 2024)
    )
    assert read(page(f"<ul>{rows}</ul>")).unaddressed == 2
    twice = rows.partition("<li><a href='show.html' onclick=\"setCookie('2023')")[0]
    dated = twice.replace("报告<", "报告（2023年1月发布）<")
    assert read(page(f"<ul>{twice}{dated}</ul>")).unaddressed == 0


@pytest.mark.parametrize(
    ("offered", "asked", "unshown"),
    [
        ("<li data-t='1'>县政府</li><li data-t='2'>县政府部门</li><li data-t='3'>乡镇街道</li>", [], 2),
        ("<form><select name='d'><option>县财政局</option><option>县水利局</option></select></form>", ["/nb/index.html?d=县水利局"], 0),
        ("<p><a href='#'>新闻中心</a><a href='#'>政务大厅</a></p><li data-t='1'>首页</li><li data-t='2'>部门</li>", [], 0),
        ("<form><select name='d'><option>全部</option><option>县水利局</option></select></form>", [], 0),
        ("<a href='?d=1'>财政局</a><a href='?d=2'>水利局</a><a href='./jyj/'>教育局</a><a href='/slj/'>水利局</a>", ["/nb/index.html?d=1", "/nb/index.html?d=2", "/nb/jyj/"], 0),
        ("<script>var z=[{id:1,name:'县政府',url:'/nb/zf/'},{id:2,name:'县水利局',url:'/nb/slj/'},{id:3,name:'县水利局',url:'/slj/'}]</script>", ["/nb/zf/", "/nb/slj/"], 0),
        ("<a href='./zf/'>县政府</a><a href='./wbj/'>委办局</a>", ["/nb/zf/", "/nb/wbj/"], 0),
        ("<ul class='nav'><li><a href='./zf/'>县政府</a></li><li><a href='./wbj/'>委办局</a></li></ul>", [], 0),
        ("""<select onchange="go(this)"><option value="1" selected>县财政局</option><option value="2">县水利局</option></select>
            <script>function go(o){ location.href = 'd.jsp?d=' + o.value; }</script>""", ["/nb/d.jsp?d=2"], 0),
        ("<h3>乡镇（街道）政府信息公开年报</h3><ul><li><a href='/a/'>东河镇（2）</a></li><li><a href='/b/'>西山乡（3）</a></li><li><a href='/c/'>南河镇</a></li></ul>", ["/a/", "/b/", "/c/"], 0),
        ("<form><select name='d'><option value=''>请选择单位</option><option>县财政局</option><option>县水利局</option></select></form>", ["/nb/index.html?d=县财政局", "/nb/index.html?d=县水利局"], 0),
        ("<select onchange='open(this.value)'><option>市直部门</option><option value='http://czj.example.gov.cn/'>市财政局</option></select>", [], 0),
        ("<div class='foot'><select><option>市直部门</option><option value='/czj/'>市财政局</option></select></div>", [], 0),
        ("<h3>乡镇（街道）网站</h3><ul><li><a href='/a/'>东河镇</a></li><li><a href='/b/'>西山乡</a></li><li><a href='/c/'>南河镇</a></li></ul>", [], 0),
        ("<div class='nav'><a href='/bm/'>部门信息公开年报</a><a href='/zf/'>政府信息公开年报</a><a href='/b/9.html'>甲县政府2024年政府信息公开工作年度报告</a></div>", ["/bm/"], 0),
        ("<div class='menu'><p>政府信息公开年报</p><ul><li><a href='/c/3.html'>县政府各部门</a></li><li><a href='/c/4.html'>镇、街道</a></li></ul></div>", ["/c/3.html", "/c/4.html"], 0),
        ("<ul><li><a href='/bm/index.html'>部门</a></li><li><a href='/xz/index.html'>各镇人民政府</a></li></ul>", ["/bm/index.html", "/xz/index.html"], 0),
        ("<ul><li><a href='/bm/index.html'>部门</a></li><li><a href='/xw/index.html'>新闻中心</a></li></ul>", [], 0),
        ("<table><tr><td>县教育局</td><td><a href='/j/zn/'>指南</a></td><td><a href='/j/nb/'>年报</a></td></tr><tr><td>县水利局</td><td><a href='/s/nb/'>年报</a></td></tr><tr><td>县民政局</td><td><a href='/m/nb/'>年报</a></td></tr></table>", ["/j/nb/", "/s/nb/", "/m/nb/"], 0),
        ("<ul><li class='on' data-id='7'>县政府</li><li data-id='8'>县直单位</li></ul><script>$('li').click(function(){ var d = $(this).data('id'); $.get('/nb/list.do', {type: d, page: 1}, draw) })</script>", ["/nb/list.do?type=8&page=1"], 0),
        ("""<form method="post"><input type="hidden" name="__VIEWSTATE" value="s"><a href="javascript:__doPostBack('T','s0')">公开机构</a>
            <a href="javascript:__doPostBack('T','s1')">县财政局</a><a href="javascript:__doPostBack('T','s2')">县水利局</a></form>""", ["/nb/index.html", "/nb/index.html"], 0),
        ("<p><a href='javascript:;' id='7'>县财政局</a><a href='javascript:;' id='8'>县水利局</a></p><script>$('p a').click(function(){ $.get('/nb/list.do', {type: $(this).attr('id'), page: 1}, draw) })</script>",
            ["/nb/list.do?type=7&page=1", "/nb/list.do?type=8&page=1"], 0),
        ("<p><a data-id='7' onclick='get(this)'>县财政局</a><a data-id='8' onclick='get(this)'>县水利局</a></p><script>function get(o){ var id = $(o).attr('data-id'); $('#l').load('/nb/list_' + id + '.html') }</script>",
            ["/nb/list_7.html", "/nb/list_8.html"], 0),
        ("<ul><li onclick=\"show('7')\">县政府</li><li onclick=\"show('8')\">县直单位</li></ul><script>function show(t){ $.get('/nb/list.do', {type: t}, draw) } show('7')</script>", ["/nb/list.do?type=7", "/nb/list.do?type=8"], 0),
    ],
    ids=["tabs", "a form", "menus of the site", "a form that shows all", "bodies", "a tree", "kinds of bodies", "a menu of the site",
         "a select that leads", "a heading of bodies' reports", "a form that asks to choose", "a select of other sites",
         "a select at the foot", "a heading of other sites", "a menu that names bodies' reports", "a menu under the column's name",
         "addresses that differ in one part", "a list with news", "a line for each body", "a click", "a tree that posts back", "a click on what has an id", "a click that hands itself over", "a function that gets a code"],
)  # fmt: skip
def test_the_bodies_that_a_page_of_one_bodys_reports_offers_are_asked_for_or_told(
    offered, asked, unshown
):
    found = read(page(offered + LIST))
    assert [unquote(each.url).removeprefix(SITE) for each in found.bodies] == asked
    assert found.unshown == unshown


TABS = "</script><ul><li data-id='1'>县政府</li><li data-id='2'>县直单位</li></ul><script>({"


@pytest.mark.parametrize(
    ("script", "asked"),
    [("list: [{id: '7', name: '县政府'}, {id: '8', name: '县直单位'}], now: '7', get(){ axios.get('/l', {params: {channel: this.now, page: 1}}) }", ["/l?channel=8&page=1"]),
     ("list: [{id: '7', name: '县政府'}, {id: '8', name: '新闻'}], now: '7', get(){ axios.get('/l', {params: {channel: this.now, page: 1}}) }", []),
     ("list: [{code: '1', name: '县政府'}, {code: '2', name: '县直单位'}], get(){ axios.post('/l', {dept: '1', page: 1}) }", ['/l {"dept": "2", "page": 1}']),
     ("list: [{code: 1, name: '县政府'}, {code: 2, name: '县直单位'}], get(){ axios.post('/l', {dept: 1, page: 1}) }", ['/l {"dept": 2, "page": 1}']),
     ("}); var nd = 2024; function get(){ $.get('/l', {nd: nd, page: 1}, draw) } $('li').click(function(){ nd = $(this).attr('data-nd'); get() })</script><li data-nd='2024'>2024年</li><li data-nd='2023'>2023年</li><script>({", ["/l?nd=2023&page=1"]),
     ("}); var nd = '2024'; function get(){ $.get('/l', {nd: nd, page: 1}, draw) } $('li').click(function(){ nd = $(this).text().replace('年', ''); get() })</script><ul><li>2024年</li><li>2023年</li></ul><script>({", ["/l?nd=2023&page=1"]),
     ("}); all('b').forEach(b => b.onclick = () => fetch('/l_' + b.dataset.y + '.json').then(draw)); fetch('/l_2024.json').then(draw)</script><p><b data-y='2024' class='on'>2024</b><b data-y='2023'>2023</b></p><script>({", ["/l_2023.json"]),
     ("years: ['2024', '2023'], year: '2024', get(){ axios.get('/l', {params: {year: this.year, page: 1}}) }", ["/l?year=2023&page=1"]),
     (f"}}); function load(id){{ $.get('/l', {{dept: id, page: 1}}, draw) }} $('li').click(function(){{ load($(this).data('id')) }}); load(1){TABS}", ["/l?dept=1&page=1", "/l?dept=2&page=1"]),
     (f"}}); $('li').click(function(){{ var no = $(this).attr('data-id'); $.get('/l', {{dept: no, page: 1}}, draw) }}); $('li').first().click(){TABS}", ["/l?dept=1&page=1", "/l?dept=2&page=1"]),
     (f"}}); function up(id){{ $.post('/data/up', {{id: id, page: 1}}, draw) }} $('li').click(function(){{ up($(this).data('id')) }}){TABS}", []),
     (f"}}); function zan(id){{ $.post('/l/zan', {{id: id, page: 1}}, draw) }} $('li').click(function(){{ zan($(this).data('id')) }}){TABS}", [])],
    ids=["tabs", "other tabs", "a code that a page's number is too", "numbers", "years that a click keeps", "years by their words", "years in files", "years", "a click that calls a function", "a click that keeps the code", "a click that counts", "a click that votes"],
)  # fmt: skip
def test_choices_that_a_script_knows_by_codes_are_asked_for_like_the_first(script, asked):
    found = read(page(f"<div id='app'></div><script>new Vue({{{script}}})</script>"))
    assert [
        f"{one.url.removeprefix(SITE)} {one.json or ''}".strip()
        for one in (*found.bodies, *found.sublists)
    ] == asked


def test_a_list_of_a_year_is_asked_for_by_the_function_that_a_choice_calls():
    years = "<select onchange='load(this.value)'><option value='2024'>2024年</option><option value='2019'>2019年</option></select>"
    script = "<script>function load(y){ $.get('/nb/list.do', {nd: y}, draw) }</script>"
    found = read(page(years + LIST + script))
    assert ([one.url for one in found.sublists], found.unread) == (
        [f"{SITE}/nb/list.do?nd=2024", f"{SITE}/nb/list.do?nd=2019"],
        None,
    )


def test_the_years_of_budgets_that_a_click_loads_are_not_asked_for():
    tabs = (
        "<div><h3>{}</h3><ul><li data-y='2024'>2024年</li><li data-y='2019'>2019年</li></ul></div>"
    )
    script = "<script>$('li').click(function(){ load($(this).data('y')) }); function load(y){ $.get('/nb/list.do', {nd: y, page: 1}, draw) }</script>"
    found = [
        read(page(LIST + tabs.format(head) + script)) for head in ("政府信息公开年报", "部门预算")
    ]
    asked = [[one.url.removeprefix(SITE) for one in each.sublists] for each in found]
    assert asked == [["/nb/list.do?nd=2024&page=1", "/nb/list.do?nd=2019&page=1"], []]


def test_bodies_listed_elsewhere_on_the_host_may_have_reports_unless_they_are_sites():
    bodies = "".join(f"<li><a href='/d/{n}.html'>县{n}局</a></li>" for n in "教民水")
    assert [one.url[-11:] for one in read(page(LIST + f"<ul>{bodies}</ul>")).unsure] == [
        f"/d/{quote(n)}.html"[-11:] for n in "教民水"
    ]
    assert read(page(LIST + f"<h3>部门网站</h3><ul>{bodies}</ul>")).unsure == ()
    assert read(page(LIST + f"<h3>部门信箱</h3><ul>{bodies}</ul>")).unsure == ()
    assert read(page(LIST + f"<p>首页政务公开互动交流领导信箱</p><ul>{bodies}</ul>")).unsure
    assert read(page(LIST + f"<ul>{bodies.replace('/d/', '/mail/')}</ul>")).unsure == ()
    codes = f"<ul>{''.join(f'<li onclick=go({n})>县{name}局</li>' for n, name in enumerate('教民水'))}</ul>"
    hidden = [
        listings.count_hidden_bodies(answer(page(head + codes)))
        for head in ("", "<h3>部门信箱</h3>")
    ]
    assert hidden == [2, 0]
    boxes = bodies.replace("<li>", "<div><h5>").replace("</li>", "</h5></div>")
    assert len(read(page(f"{LIST}<div>{boxes}</div>")).unsure) == 3
    below = "".join(f"<a href='/nb/{n}/'>县{n}局</a>" for n in "财农卫")
    found = read(page(f"{LIST}<p>{below}</p><ul>{bodies}</ul>"))
    assert (len(found.bodies), len(found.unsure)) == (3, 3)
    menu = f"<ul class='dropdown-menu'>{bodies}</ul>"  # of nothing else
    assert len(read(page(LIST + menu)).unsure) == len(read(page(menu)).unsure) == 3


def test_bodies_that_json_names_have_a_page_each_or_are_told_as_not_read():
    bodies = [{"id": n, "name": f"县{name}局"} for n, name in enumerate("教民水")]
    asked = Request(f"{SITE}/tree.json", headers=(("Referer", f"{SITE}/nb/list.html?org=1"),))
    addressed = [{**one, "url": f"/d/{one['id']}/"} for one in bodies]
    assert len(read(json.dumps(addressed), request=asked).unsure) == 3
    assert read(json.dumps(bodies), request=asked).problem


def test_a_list_of_several_bodies_may_show_all_of_each():
    several = LIST.replace(
        "</ul>",
        "<li><a href='/nb/9.html'>甲县教育局2023年政府信息公开工作年度报告</a> 2025-01-20</li></ul>",
    )
    found = read(page("".join(f"<p><a href='?d={n}'>县{n}局</a></p>" for n in "教民水") + several))
    assert (found.bodies, len(found.unsure)) == ((), 3)


def test_bodies_sorted_by_letters_are_one_list_and_regions_stand_under_a_heading_of_governments():
    letters = "".join(f"<div><b>{n}</b><a href='/d/{n}.html'>县{n}局</a></div>" for n in "教民水")
    assert len(read(page(LIST + f"<div>{letters}</div>")).unsure) == 3
    regions = "".join(f"<li><a href='/q/{n}/'>东{n}区</a></li>" for n in "一二三")
    assert len(read(page(LIST + f"<h3>各区县政府信息公开年报</h3><ul>{regions}</ul>")).bodies) == 3


def test_the_lists_of_bodies_by_the_first_letters_of_their_names_are_parts_of_a_list():
    letters = "".join(f"<a href='py_{n}.html'>{n}</a>" for n in "ABC")
    assert following(read(page(LIST + letters))) == [f"/nb/py_{n}.html" for n in "ABC"]
    assert following(read(page(LIST + letters[:24]))) == []


def test_the_years_of_files_that_a_script_reads_are_asked_for_by_their_names():
    tabs = "<ul><li data-y='2024'>2024年</li><li data-y='2019'>2019年</li></ul>"
    script = "<script>function load(y){ $.getJSON('/nb/list_' + y + '.json', draw) } load('2024')</script>"
    found = read(page(tabs + script))
    assert [one.url.partition("#")[0] for one in (*found.inner, *found.sublists)] == [
        f"{SITE}/nb/list_2024.json",
        f"{SITE}/nb/list_2019.json",
    ]


def test_kinds_of_bodies_are_asked_for_in_every_year_that_a_script_offers():
    tabs = "<ul><li data-kind='1'>县政府</li><li data-kind='2'>部门</li></ul><p><b data-year='2024'>2024年</b><b data-year='2019'>2019年</b></p>"
    found = read(
        page(
            f"{tabs}<script>$.post('/nb/list.do', {{kind: '1', year: '2024', pageNo: 1}}, draw)</script>"
        )
    )
    asked = [
        tuple(value for _, value in one.form or ()) for one in (*found.sublists, *found.bodies)
    ]
    assert asked == [("1", "2019", "1"), ("2", "2024", "1"), ("2", "2019", "1")]


def test_a_list_of_bodies_beside_news_goes_on_to_its_next_page():
    bodies = "".join(f"<li><a href='/nb/l.jsp?d={n}'>县{n}局</a></li>" for n in "教民水")
    found = read(
        page(
            f"<ul>{bodies}</ul><a href='/nb/?page=2'>下一页</a><ul><li><a href='/news/1.html'>关于节假日安排的通知</a><span>2025-01-20</span></li></ul>"
        )
    )
    assert [unquote(one.url)[-3:] for one in found.inner] == ["d=教", "d=民", "d=水", "e=2"]


def test_the_lists_of_a_tree_in_a_frame_are_walked():
    tree = "".join(
        f"d.add({n},0,'县{name}局','list.aspx?d={n}');" for n, name in enumerate("教民水")
    )
    assert [one.url[-3:] for one in read(page(f"<script>{tree}</script>")).inner] == [
        "d=0",
        "d=1",
        "d=2",
    ]
    beside = re.sub(r"list.aspx.d=(.)", r"/nb_\1/index.html", tree)
    assert [one.url for one in read(page(f"<script>{beside}</script>")).inner] == [
        f"{SITE}/nb_{n}/index.html" for n in range(3)
    ]


def test_frames_that_a_script_writes_are_read_at_the_address_that_it_joins():
    script = """<script>var cid = "12"; var url = "/nb/list_" + cid + ".html";
        document.write("<iframe src='" + url + "' width=100%></iframe>");</script>"""
    assert [one.url for one in read(page(script)).inner] == [f"{SITE}/nb/list_12.html"]


@pytest.mark.parametrize(
    "script",
    ["<h3>政府信息公开年报</h3><ul>{lines}</ul>",
     "<h3>政府信息公开年报</h3><ul>{data}</ul>",
     """<script>var nodes = [{nodes}]; $.fn.zTree.init(box, {{callback: {{onClick: function(e, t, n){{location.href="l.jsp?y="+n.id;}}}}}}, nodes);</script>"""],
    ids=["an attribute of its line", "its data", "the number of its node"],
)  # fmt: skip
def test_years_that_lead_to_an_address_with_their_number_are_columns(script):
    years = (2024, 2023)
    lines = "".join(
        f"<li id={y} onclick=\"location.href='l.jsp?y='+this.id\">{y}年</li>" for y in years
    )
    nodes = ",".join(f'{{id:{y},pId:0,name:"{y}年"}}' for y in years)
    data = lines.replace("id=", "data-y=").replace("this.id", "this.dataset.y")
    found = read(page(script.format(lines=lines, data=data, nodes=nodes)))
    asked = {one.url for one in (*found.rows, *found.inner, *found.sublists)}
    assert asked == {f"{SITE}/nb/l.jsp?y={year}" for year in years}


def test_news_beside_a_list_with_reports_are_no_rows_of_it():
    news = "<ul><li><a href='/hot/1.html'>关于节假日安排的通知</a><span>2025-01-20</span></li></ul>"
    assert len(read(page(LIST + news)).rows) == 2
    # But a year's report is
    years = news.replace("关于节假日安排的通知", "2020年").replace("hot", "nb")
    assert paths(read(page(LIST + years)))[-1] == "/nb/1.html"


def test_a_next_page_that_only_the_head_of_a_page_names_is_followed():
    assert following(read(page(LIST, '<link rel="next" href="/nb/page/2">'))) == ["/nb/page/2"]


def test_a_list_for_phones_that_is_not_shown_has_no_rows_of_its_own():
    hidden = f"<div style='display: none'>{LIST.replace('./20', './m20')}</div>"
    assert read(page(LIST + hidden)).rows == read(page(LIST)).rows
    assert len(read(page(LIST + hidden.replace("2025-01-20", "2025-01-21"))).rows) == 3


def test_notices_that_publish_reports_are_rows_though_undated():
    notices = "".join(
        f"<li><a href='/a/{year}.html'>甲局关于公布{year}年政府信息公开工作年度报告的公告</a></li>"
        for year in (2024, 2023)
    )
    assert paths(read(page(f"<ul>{notices}</ul>"))) == ["/a/2024.html", "/a/2023.html"]
    assert paths(read(page(f"<div class='nav'><ul>{notices}</ul></div>"))) == []


def test_a_row_shown_twice_is_one_with_the_longer_title():
    twice = f'<ul class="phone"><li><a href="./202501/t20250120_1.html">{A[:9]}...</a> 2025-01-20</li></ul>'
    assert [row.title for row in read(page(twice + LIST)).rows] == [A, B]


def test_columns_of_single_years_belong_to_the_listing():
    years = '<a href="/nb/2025n/index.html">2025年</a><a href="/nb/2024n/">2024年度</a><a href="/nb/2022">2022年</a>'
    bodies = '<a href="/nb/bm/">市直部门年报</a><a href="/other/bm/">部门年报</a><a href="/nb/2023/01/">2023年1月</a>'
    assert following(read(page(years + bodies + LIST))) == [
        "/nb/2025n/index.html",
        "/nb/2024n/",
        "/nb/2022",
        "/nb/bm/",
        "/nb/2023/01/",
    ]


@pytest.mark.parametrize(
    ("links", "asked"),
    [
        ("<a href='?year=2024'>2024年</a><a href='?year=2023'>2023年</a><a href='?page=2'>下一页</a>", ["?page=2"]),
        ("<a href='?year=2024'>2024年</a><a href='?year=2023'>2023年</a>", ["?year=2024", "?year=2023"]),
        ("<a href='?year=2024'>上一年</a>", ["?year=2024"]),
        ("<a href='index.html'>全部</a><a href='?year=2024'>2024年</a><a href='?year=2023'>2023年</a>", []),
        ("<a href='?type=1'>县政府</a><a href='?type=2'>县政府部门</a><a href='?type=3'>乡镇街道</a>", ["?type=2", "?type=3"]),
    ],
    ids=["years of a list of several in pages", "years", "the year before", "years of a whole list", "kinds of bodies"],
)  # fmt: skip
def test_a_filter_of_a_list_is_asked_for_where_the_whole_is_not_to_be_had(links, asked):
    found = following(read(page(f"<p>{links}</p>{LIST}")))
    assert found == [f"/nb/index.html{each}" for each in asked]


def test_a_year_that_a_list_shows_is_no_list_of_several_though_one_report_was_late():
    years = (
        "<a href='?year=2024'>2024年</a><a href='?year=2023'>2023年</a><a href='?page=2'>下一页</a>"
    )
    rows = "<ul><li><a href='/a/1.html'>甲局2024年政府信息公开工作年度报告</a>2025-01-20</li><li><a href='/a/2.html'>乙局2024年政府信息公开工作年度报告</a>2026-01-08</li></ul>"
    found = following(read(page(years + rows)))
    assert found == [f"/nb/index.html{each}" for each in ("?page=2", "?year=2024", "?year=2023")]


def test_columns_of_single_years_in_a_select_belong_to_the_listing():
    years = '<select><option value="/y2024/">2024年</option><option value="2023">2023年</option></select>'
    assert following(read(page(years + LIST))) == ["/y2024/"]
    files = "<select>{}<option value='/nb/nb_2024.html'>2024年度</option><option value='/nb/nb_2023.html'>2023年</option></select>"
    found = read(page(files.format("<option value=''>请选择年度</option>") + LIST))
    assert following(found) == ["/nb/nb_2024.html", "/nb/nb_2023.html"]
    whole = "<option value='/nb/all.html'>全部</option>"
    assert following(read(page(files.format(whole) + LIST))) == ["/nb/all.html"]
    documents = "<select><option value='/nb/2024.pdf'>2024年</option><option value='/nb/2023.pdf'>2023年</option></select>"
    found = read(page(documents))
    assert (paths(found), following(found)) == (["/nb/2024.pdf", "/nb/2023.pdf"], [])
    found = read(page(documents + LIST))
    assert {"/nb/2024.pdf", "/nb/2023.pdf"} < {*paths(found)}
    assert following(found) == []
    apart = "<p>{}<select><option value='/tj/2024.html'>2024年</option><option value='/tj/2023.html'>2023年</option></select></p>"
    assert following(read(page(apart.format("统计公报：") + LIST))) == []
    for label in ("", "请选择年度：", "<span>年份</span>", LIST):
        assert following(read(page(apart.format(label) + LIST))) == [
            "/tj/2024.html",
            "/tj/2023.html",
        ]
    led = """<select onchange="go(this)"><option value="2024" selected>2024年</option><option value="2023">2023年</option></select>
        <script>function go(o){ location.href = 'index.html?nd=' + o.value; }</script>"""
    assert following(read(page(led + LIST))) == [f"/nb/index.html?nd={y}" for y in (2024, 2023)]
    pressed = led.replace('onchange="go(this)"', "id='y'").replace("2023", "2022")
    assert read(page(pressed + LIST)).unaddressed == 1  # a button that asks the select is told


def test_years_whose_lists_are_loaded_into_the_page_are_lists_of_the_column():
    tabs = "".join(f"<li onclick=\"$('#l').load('nb_{y}.html')\">{y}年</li>" for y in (2023, 2022))
    assert following(read(page(tabs + LIST))) == ["/nb/nb_2023.html", "/nb/nb_2022.html"]


def test_more_beside_a_columns_name_leads_to_the_rest_of_its_rows():
    headed = '<h3>{}<a href="/more/{}/">更多&gt;&gt;</a></h3>'
    parts = headed.format("部门年报", 1) + LIST + headed.format("工作动态", 2)
    parts += headed.format("乡镇（街道）", 4)
    assert following(read(page(parts))) == ["/more/1/", "/more/4/"]
    panel = f'<div><h3>公开制度</h3><p>本制度</p><a href="/zd/">更多</a></div><div><h3>政府信息公开年报</h3>{LIST}<a href="all/">更多</a></div>'
    assert following(read(page(panel))) == ["/nb/all/"]
    apart = '<div><span>政府信息公开年报</span><em><a href="/more/3.jsp?id=4">更多</a></em></div>'
    assert following(read(page(apart + LIST))) == ["/more/3.jsp?id=4"]


YEARS = """<form action="nb.jsp"><select name="year"><option value="2024" selected>2024年</option><option value="2023">2023年</option>
    <option value="">全部</option></select><input type="submit" value="查询"></form>"""


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ("<form action='list.jsp'>{}</form>", ["/nb/list.jsp?nd=2023"]),
        ("<form>{}<input name=kw></form>", ["/nb/index.html?kw=&nd=2023"]),
        ("<form action='/vote/add'>{}</form>", []),
        ("<form action='/dc/tj.do' method=post>{}</form>", []),
        ("<form action='/list.do'>{}<textarea name=say></textarea></form>", []),
        ("<form action='/list.do'><input name=who>{}</form>", []),
        ("<div><h3>部门预算</h3><form action='/list.do'>{}</form></div>", []),
    ],
    ids=["below", "the page itself", "a vote", "a survey", "a letter", "an application", "budgets"],
)
def test_the_years_that_a_form_of_a_list_has_to_tick_are_asked_for_where_one_is_ticked(form, asked):
    years = "<input type=radio name=nd value=2024 {}>2024年<label><input type=radio name=nd value=2023>2023年</label>"
    ticked = LIST + form.format(years.format("checked"))
    assert [one.url[len(SITE) :] for one in read(page(ticked)).sublists] == asked
    assert read(page(LIST + form.format(years.format("")))).sublists == ()


def test_the_years_of_a_form_are_asked_for_where_it_shows_one_of_them():
    assert following(read(page(YEARS + LIST))) == ["/nb/nb.jsp?year=2023"]
    everything = YEARS.replace(" selected", "").replace('value=""', 'value="" selected')
    assert following(read(page(everything + LIST))) == []


@pytest.mark.parametrize(
    ("charset", "sent"),
    [
        ("gb18030", "%CF%D8%CB%AE%C0%FB%BE%D6"),
        ("iso8859-1", "%26%2321439%3B%26%2327700%3B%26%2321033%3B%26%2323616%3B"),
    ],
)
def test_what_a_form_asks_is_sent_in_the_bytes_of_its_page(charset, sent):
    form = "<form action='nb.asp'{}><select name='d'><option>县财政局</option><option>县水利局</option></select></form>"
    (asked,) = listings.read(replace(answer(page(form.format("") + LIST)), charset=charset)).bodies
    assert asked.url == f"{SITE}/nb/nb.asp?d={sent}"
    posts = form.format(" method='post'")
    (posted,) = listings.read(replace(answer(page(posts + LIST)), charset=charset)).bodies
    assert message(posted).body == f"d={sent}".encode()


def test_years_that_a_script_shows_are_asked_for_or_told():
    tabs = "<li data-year='2024'>2024年</li><li data-year='2022'>2022年</li><li data-year='2021'>2021年</li>"
    script = "<script>function show(y){$.post('/nb/query.do',{year:y,col:'3'},draw)}</script>"
    named = script.replace("show(y)", "show(year)").replace("year:y", "year")  # as the attribute is
    for way in (script, named):
        found = read(page(tabs + LIST + way))
        assert [(each.url, dict(each.form)["year"]) for each in found.sublists] == [
            (f"{SITE}/nb/query.do", year) for year in ("2022", "2021")
        ]
    assert (found.unaddressed, read(page(tabs + LIST)).unaddressed) == (0, 2)
    everything = tabs + "<li data-year='' class='on'>全部</li>"
    assert read(page(f"<ul>{everything}</ul>{LIST}")).unaddressed == 0


YEARS_ELSEWHERE = {
    "files": ("<a href='nb_2023.html'>2023年</a> <a href='nb_2022.html'>2022年</a>", "nb_2023.html", "nb_2022.html"),
    "addresses that a script holds": ("""<script>var nav = [{name: "2023年", href: "/nb/a/"}, {name: "2022年", href: "/nb/b/"}];</script>""", "a/", "b/"),
    "links to the years of an array": ("""<script>var years = ["2024", "2023", "2022"]; for (i in years)
        ul.append('<a href="?year=' + years[i] + '">' + years[i] + '年</a>')</script>""", "index.html?year=2023", "index.html?year=2022"),
    "links that each of an array becomes": ("""<script>var ys = [2023, 2022]; ys.forEach(function(y){ ul.append('<a href="l' + y + '/">' + y + '年') })
        </script>""", "l2023/", "l2022/"),
    "links that a loop writes": ("""<script>for (var y = 2024; y >= 2022; y--) document.write('<a href="nb_' + y + '.html">' + y + '年</a>')
        </script>""", "nb_2023.html", "nb_2022.html"),
}  # fmt: skip


@pytest.mark.parametrize("way", YEARS_ELSEWHERE)
def test_lists_of_other_years_beside_the_report_of_one_are_tried(way):
    offer, *lists = YEARS_ELSEWHERE[way]
    own = f"<ul><li><a href='1.html'>{A}</a></li></ul>"
    found = read(page(own + offer))
    assert [one.url for one in found.guesses] == [f"{SITE}/nb/{one}" for one in lists]
    assert found.unaddressed == 0
    assert read(page(LIST + offer)).guesses == ()  # which shows several years, and so perhaps all
    for heading in ("统计年鉴", "建议提案办理", "重点领域信息公开"):
        other = read(page(f"{own}<h4>{heading}</h4><p>{offer}</p>"))
        assert other.guesses == found.guesses * ("<script" in offer)


def test_no_list_of_a_year_is_at_an_address_that_does_something():
    own = f"<ul><li><a href='1.html'>{A}</a></li></ul>"
    script = "for (var y = 2024; y >= 2022; y--) document.write('<a href=\"delete.do?year=' + y + '\">' + y + '年</a>')"
    assert read(page(f"{own}<script>{script}</script>")).guesses == ()


SOME_YEARS = {
    "a loop to the year that is shown": ("for(var i=now.getFullYear();i>=2021;i--){$('#y').append('<option>'+i+'年')}", 3),
    "an array": ("var years = ['2024', '2023', '2022'];", 2),
    "an array of another name that is shown": ("var tabs = ['2024', '2023', '2022']; for (i in tabs) ul.append('<li>' + tabs[i] + '年')", 2),
    "a chart": ("draw({xAxis: {data: ['2022', '2023', '2024']}});", 0),
    "a chart of another kind": ("new Chart(box, {labels: ['2022', '2023', '2024'], datasets: all});", 0),
    "the bounds of a choice of days": ("laydate.render({elem: '#day', range: [2010, 2030]});", 0),
    "a calendar": ("for(i=1900;i<2050;i++){ s = lunar(i) + '年' }", 0),
    "a loop that shows nothing": ("for(var i=2019;i<2024;i++){ sum += table[i] }", 0),
}  # fmt: skip


@pytest.mark.parametrize("script", SOME_YEARS)
def test_years_that_a_script_counts_beside_the_report_of_one_are_told(script):
    text, hidden = SOME_YEARS[script]
    own = f"<ul><li><a href='1.html'>{A}</a></li></ul>"
    assert read(page(f"{own}<script>{text}</script>")).unaddressed == hidden


def test_the_years_beside_a_column_that_shows_its_latest_report_belong_to_it():
    beside = '<a href="?y=2024">2024年</a><a href="?y=2023">2023年</a>'
    found = read(page(f"{beside}<h1>{A}</h1><p>一、总体情况</p>"))
    assert (paths(found), following(found)) == (
        ["/nb/index.html"],
        ["/nb/index.html?y=2024", "/nb/index.html?y=2023"],
    )


@pytest.mark.parametrize(
    "body",
    ['<div id="app"></div><script src="/static/js/app.3f2a.js"></script>',
     '<h1>政府信息公开年报</h1><ul id="list"></ul><script>fetch("/api/list?sign="+md5(now))</script>',
     '<ul id="list"></ul><script>$.ajax({url: base + "/list", headers: {sign: s}})</script>'],
)  # fmt: skip
def test_rows_drawn_by_an_unknown_script_are_said_to_be_unreadable(body):
    found = read(page(body))
    assert (found.engine, found.rows) == ("not-crawlable", ())
    assert found.problem


def test_an_empty_column_is_no_script():
    assert (
        read(
            page("<h1>政府信息公开年报</h1><p>暂无信息</p><script>fetch('/count')</script>")
        ).problem
        is None
    )
    assert read(page("<h1>政府信息公开年报</h1><ul></ul>")).problem is None


def test_json_that_an_answer_has_in_base64_is_read():
    rows = json.dumps({"list": [{"url": "/a/1.html", "title": A}]}, ensure_ascii=False)
    told = json.dumps({"code": 0, "data": b64encode(rows.encode()).decode()})
    asked = Request(f"{SITE}/api/list", headers=(("Referer", f"{SITE}/nb/"),))
    assert paths(listings.read(answer(told, asked.url, asked))) == ["/a/1.html"]


def test_json_within_a_page_is_read():
    told = json.dumps([{"title": A, "url": "/a/1.html", "pubDate": "2025-01-20"}])
    assert paths(read(page(f"<div></div><script>var dataList = {told};</script>"))) == ["/a/1.html"]


KEPT = {
    "a template": '<ul id="l"></ul><template id="t">{rows}</template>',
    "a script of HTML": '<ul id="l"></ul><script type="text/html">{rows}</script>',
    "a template of an engine": "<div id='app'></div><script id='t' type=\"text/x-template\">{rows}</script>",
}


@pytest.mark.parametrize("kept", KEPT)
def test_rows_that_a_page_keeps_for_a_script_are_read(kept):
    listed = f'<li><a href="/a/1.html">{A}</a><span>2025-01-20</span></li>'
    found = read(page(KEPT[kept].format(rows=listed)))
    assert paths(found) == ["/a/1.html"]


@pytest.mark.parametrize("kept", KEPT)
def test_a_template_that_a_script_fills_has_no_rows(kept):
    listed = (
        '<li v-for="r in rows"><a href="{{r.url}}">{{r.title}}</a></li><script>new Vue()</script>'
    )
    assert paths(read(page(KEPT[kept].replace("{rows}", listed.partition("<script")[0])))) == []


DATA = {
    "JSON that is assigned": "var listData = " + json.dumps([{"title": A, "url": "/a/1.html"}], ensure_ascii=False) + ";",
    "JSON that is passed on": "draw(" + json.dumps([{"bt": A, "lj": "/a/1.html"}, {"bt": "要闻", "lj": "/a/2.html"}]) + ")",
    "arrays of texts": f"var rows = [\n['{A}','/a/1.html','2025-01-20'],\n['要闻','/a/2.html','2025-01-21']];",
    "arrays that are new": f"""a[0]=new Array("{A}","/a/1.html");a[1]=new Array("{B}","/a/2.html");""",
    "HTML that is put into a place": f"box.innerHTML = '\\x3cli>\\x3ca href=\"/a/1.html\">{A}\\x3c/a>\\x3c/li>';",
    "HTML that is written": f"document.write('<li><a href=\"/a/1.html\">{A}</a></li>');",
}  # fmt: skip


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", ["data.js", "listdata.js", "nb_data_1.js"])
def test_rows_in_a_file_of_data_that_a_page_includes_are_read(data, name):
    (request,) = read(page(f'<ul id="l"></ul><script src="../js/{name}"></script>')).inner
    assert request.url == f"{SITE}/js/{name}"
    assert paths(read(DATA[data], request.url, request))[:1] == ["/a/1.html"]


@pytest.mark.parametrize(
    "name", ["list.js", "./nblist.js", "2024json.js", "gknb.js?v=3", "newsList_1.js"]
)
def test_a_script_in_the_folder_of_a_listing_is_asked_for_rows_by_more_names(name):
    (request,) = read(page(f'<ul id="l"></ul><script src="{name}"></script>')).inner
    assert request.url == f"{SITE}/nb/{name.removeprefix('./')}"
    assert paths(read(DATA["JSON that is assigned"], request.url, request)) == ["/a/1.html"]


@pytest.mark.parametrize("name", ["jquery.js", "page.js", "swiper.min.js", "app.3f2a91.js"])
def test_libraries_are_not_asked_for_rows(name):
    assert read(page(f'<ul id="l"></ul><script src="{name}"></script>')).inner == ()


def test_a_script_of_the_site_is_asked_for_what_it_asks_with_the_values_of_the_page():
    shell = '<ul id="l"></ul><script>var col = "12"; {}</script><script src="/js/list.js"></script>'
    (script,) = read(page(shell.format(""))).inner
    asks = "$(function(){ $.post('/api/doc/list', {columnId: col, pageNo: 1}, draw) })"
    (request,) = read(asks, script.url, script).inner
    assert (request.url, request.form) == (
        f"{SITE}/api/doc/list", (("columnId", "12"), ("pageNo", "1")))  # fmt: skip
    assert read("var page = 1;", script.url, script).problem is None
    (script,) = read(page(shell.format("$.get(f(), draw)"))).inner
    assert read("var page = 1;", script.url, script).problem is not None
    assert read(page(shell.format("load(md5(col))"))).inner == ()


def test_a_file_of_another_host_is_not_asked_for():
    shell = '<ul id="l"></ul><script src="http://cdn.example.com/data.js"></script>'
    assert read(page(shell)).inner == ()


def test_a_file_of_data_without_rows_says_that_a_script_draws_them():
    (request,) = read(page('<ul id="l"></ul><script src="/js/data.js"></script>')).inner
    assert read("var page = 1;", request.url, request).problem is not None


def test_an_engine_given_overrules_what_the_bytes_tell():
    assert read(page(LIST), engine="ls").engine == "ls"
    assert read(page(LIST)).engine == "trs"


UNDATED = {
    "bare links": '<div><a href="r.asp?id=1">{0}</a><br><a href="r.asp?id=2">关于防汛的通知</a></div>',
    "a list": '<ul><li><a href="r.asp?id=1">{0}</a></li><li><a href="r.asp?id=2">关于防汛的通知</a></li></ul>',
    "blocks": '<div class="i"><a href="r.asp?id=1">{0}</a></div><div class="i"><a href="r.asp?id=2">关于防汛的通知</a></div>',
    "scripts": """<ul><li onclick="window.open('r.asp?id=1')">{0}</li><li><a href="javascript:;" onclick="window.open('r.asp?id=2')">关于防汛的通知</a></li></ul>""",
}  # fmt: skip


@pytest.mark.parametrize("shape", UNDATED)
def test_what_stands_beside_a_report_in_its_list_is_a_row_though_undated(shape):
    found = read(page(f"<p><a href='/zn/'>政府信息公开指南</a></p>{UNDATED[shape].format(A)}"))
    assert paths(found) == ["/nb/r.asp?id=1", "/nb/r.asp?id=2"]


@pytest.mark.parametrize(
    "body",
    ['<ul class="list"></ul><script src="/js/list.js"></script><script>loadList({column:12,sign:sign()})</script>',
     '<table id="tb"></table><script>layui.use("table",function(){table.render({url:api()})})</script>',
     '<noscript>You need to enable JavaScript to run this app.</noscript><div id="container"></div>',
     '<ul v-for="item in list"><li>{{item.title}}</li></ul>', '<div></div><script src="/js/chunk-vendors.8a7b6c5d.js"></script>'],
)  # fmt: skip
def test_a_list_that_waits_for_a_script_is_no_empty_list(body):
    assert read(page(f"<h1>政府信息公开年报</h1>{body}")).engine == "not-crawlable"


@pytest.mark.parametrize(
    "body",
    ["<div>" + "".join(f'<a href="/a/{n}.html">新闻{n}</a><br>' for n in range(800)) + "</div>",
     "<ul>" + "".join(f'<li><a href="/a/{n}.html">新闻{n}</a>2024-01-02</li>' for n in range(800)) + "</ul>",
     "<script>" + '{"name":"x","url":' * 2500 + "</script>", "<script>_CONFIG=" + "{" * 8000 + "</script>",
     "<div>" * 1000 + f'<a href="a.html">{A}</a>',
     "<script>function q(){}</script>" + "".join(f"<a href=\"javascript:f{n}('abcde')\">年</a>" for n in range(1100))],
)  # fmt: skip
def test_no_page_keeps_a_reader_busy_for_long(body):
    with within(2):
        read(page(body))
        listings.find_column_links(answer(page(body)))
        listings.find_attachments(answer(page(body)))


def test_rows_that_a_script_holds_are_read_beside_news_that_the_page_prints():
    news = '<ul><li><a href="/x.html">要闻</a><span>2025-01-01</span></li></ul>'
    told = json.dumps([{"title": A, "url": "/a/1.html"}])
    assert paths(read(page(f"{news}<script>var list = {told};</script>"))) == [
        "/x.html",
        "/a/1.html",
    ]


CALLED = {
    "a figure": f"<figure><a href='a.html'><img src='c.jpg'></a><figcaption>{A}</figcaption></figure>",
    "its attribute": f'<ul><li><a href="a.html" title="{A}">[查看详情]</a><span>2025-01-20</span></li></ul>',
    "the cell beside it": f'<table><tr><td>{A}</td><td>2025-01-20</td><td><a href="a.html">查看</a></td></tr></table>',
    "the text before it in a paragraph": "<p>" + "".join(f"关于第{n}号公告的说明 <a href='n{n}.html'>下载</a><br>" for n in range(5)) + f"{A}　<a href='a.html'>下载</a><br></p>",
    "the words before two calls": f'<ul><li>{A} <a href="/pdfjs/web/viewer.html?file=/nb/a.pdf">在线预览</a> <a href="a.html">下载</a></li></ul>',
    "the words beside an icon": f'<ul><li><span>{A}</span><a href="a.html" class="down"></a></li></ul>',
    "a card with a picture": f'<div class="card"><a href="a.html"><img src="1.jpg"></a><b>20</b><i>2025-01</i><p>{A}</p></div>',
    "the cell beside a file": f'<table><tr><td>1</td><td>{A}</td><td><a href="a.html">下载附件</a></td></tr></table>',
}  # fmt: skip


@pytest.mark.parametrize("title", CALLED)
def test_a_link_that_says_only_look_is_titled_by(title):
    found = [row for row in read(page(CALLED[title])).rows if row.url.endswith("a.html")]
    assert [row.title for row in found] == [A]


@pytest.mark.parametrize(
    "card",
    ["<dl><dt>{}</dt><dd>{}年</dd></dl>", "<div class='c'>{}<p>{}年度</p></div>",
     "<div class='c'><p>{}</p><span>{}</span></div>"],
)  # fmt: skip
def test_the_year_under_the_name_of_the_column_makes_a_report_of_it(card):
    name = "政府信息公开年报"
    cards = (card.format(f"<a href='/d/{year}.html'>{name}</a>", year) for year in (2024, 2023))
    found = read(page("".join(cards)))
    assert [row.title for row in found.rows] == [f"2024年{name}", f"2023年{name}"]


@pytest.mark.parametrize("beside", ["<b>2023</b>{}", "<b>2023年</b>{}", "<b>[2023]</b>{}"])
def test_the_year_in_a_badge_beside_the_name_of_the_column_makes_a_report_of_it(beside):
    name = "政府信息公开工作年度报告"
    item = beside.format(f"<a href='/d/1.html'>{name}</a>")
    assert [row.title for row in read(page(f"<ul><li>{item}</li></ul>")).rows] == [f"2023年{name}"]
    dated = "<ul><li><a href='/nb/7/'>政府信息公开年报</a></li><li><b>2024-01</b><a href='/nb/8/'>政府信息公开年报</a></li></ul>"
    assert read(page(dated)).rows == ()


def test_an_icon_is_titled_by_the_cells_of_its_line_and_none_beside_a_link_with_words():
    line = "<tr><td>1</td><td>政府信息公开工作年度报告</td><td>2023</td><td><a href='/f/1.pdf'><i></i></a></td></tr>"
    found = read(page(f"<table>{line}</table>"))
    assert [(row.url[-6:], row.title) for row in found.rows] == [
        ("/1.pdf", "2023年政府信息公开年度报告")
    ]
    logo = f"<div class='head'><a href='/'><img src='/logo.png'></a><p>{A}专栏</p></div>"
    assert paths(read(page(logo + LIST))) == paths(read(page(LIST)))
    shared = f"<ul><li><a href='a.html'>{A}</a><a href='/share?u=a'><i></i></a></li></ul>"
    assert paths(read(page(shared))) == ["/nb/a.html"]


def test_a_picture_of_a_report_keeps_its_own_words():
    text = f'<ul><li><a href="a.html" title="{A}">【图解】年报</a><span>2025-01-20</span></li></ul>'
    assert [row.title for row in read(page(text)).rows] == ["【图解】年报"]


HEADED = {
    "a heading": "<h3>2023年部门政府信息公开年报</h3><a href='/d/1.html'>甲县水利局</a> <a href='/d/2.html'>甲县财政局</a>",
    "a year": "<dl><dt>2023年</dt><dd><a href='/d/1.html'>甲县水利局</a></dd></dl>",
    "a column": "<table><tr><th>单位</th><!-- 2024年 --><th>2023年</th></tr><tr><td>甲县水利局</td><td><a href='/d/1.html'>查看</a></td></tr></table>",
    "a tab": """<ul><li><a>2024年</a></li><li><a>2023年</a></li></ul><div><div><a href='/d/3.html'>县水利局</a></div>
        <div><h4>部门</h4><a href='/d/1.html'>甲县水利局</a><a href='/d/2.html'>县财政局</a></div></div>""",
    "a short name behind a number": """<table><thead><tr><th>序号</th><th>单位</th><th>2023年</th></tr></thead>
        <tr><td>1</td><td>甲县水利局</td><td><a href='/d/1.html'>查看</a></td></tr></table>""",
    "a heading over a summary": "<div><h4>甲县水利局2023年政府信息公开工作年度报告</h4><p>摘要</p><div><a href='/d/1.html'>阅读全文</a></div></div>",
    "bodies across": "<table><tr><th>年度</th><th>甲县水利局</th></tr><tr><td>2023年</td><td><a href='/d/1.html'>查看</a></td></tr></table>",
    "a government's reports beside those of several bodies": """<table><tr><th>年度</th><th>甲县水利局年报</th><th>乡镇年报</th></tr>
        <tr><td>2023年</td><td><a href='/d/1.html'>查看</a></td><td><a href='/d/2.html'>东镇</a> <a href='/d/3.html'>西镇</a></td></tr></table>""",
    "a column of a group": """<table><tr><!-- 序号 --><th rowspan=2>单位</th><th colspan=2>年度报告</th></tr><tr><th>2024年</th><th>2023年</th></tr>
        <tr><td>甲县水利局</td><td>无</td><td><a href='/d/1.html'>查看</a></td></tr></table>""",
    "a column beside a cell that reaches down": """<table><tr><th>类别</th><th>单位</th><th>2023年</th><th>2022年</th></tr><tr><td rowspan=2>部门</td>
        <td>甲县财政局</td><td></td><td></td></tr><tr><td>甲县水利局</td><td><a href='/d/1.html'>查看</a></td></tr></table>""",
    "a picture beside the name": """<h2>2023年政府信息公开年报</h2><table><tr><td>甲县水利局</td><td><a href='/d/1.html'><img src='h.png'></a></td></tr>
        <tr><td>县财政局</td><td><a href='/d/2.html'><img src='h.png'></a></td></tr></table>""",
    "a year and a body in a line": """<table><tr><th>单位</th><th>年度</th><th>政府信息公开工作年度报告</th></tr><tr><td>甲县水利局</td><td>2023</td>
        <td><a href='/d/1.html'>查看</a></td></tr><tr><td>甲县水利局</td><td>2022年</td><td><a href='/d/2.html'>查看</a></td></tr></table>""",
    "an agency's line": "<table><tr><td>甲县水利局</td><td><a href='/d/1.html'>2023年</a></td></tr></table>",
}


@pytest.mark.parametrize("where", HEADED)
def test_a_body_and_a_year_that_stand_apart_name_a_report_together(where):
    for body in ("甲县水利局", "县政府"):
        said = HEADED[where].replace("甲县水利局", body)
        found = read(page(f"<h1>信息公开年报</h1>{said}"))
        titles = {urlsplit(row.url).path: row.title for row in found.rows}
        assert titles["/d/1.html"] == f"{body}2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("where", ["a column", "a column of a group", "an agency's line"])
def test_a_school_under_its_short_name_is_a_body_in_a_table_of_years(where):
    said = HEADED[where].replace("甲县水利局", "甲县业余体校")
    found = read(page(f"<h1>信息公开年报</h1>{said}"))
    assert [row.title for row in found.rows] == ["甲县业余体校2023年政府信息公开工作年度报告"]


SPANNED = {
    "a report that two bodies share": "<tr><td>甲县财政局<td><a href=1.html>查看</a><td rowspan=2><a href=2.html>查看</a><td><a href=3.html>查看</a>"
        "<tr><td>甲县水利局<td><a href=4.html>查看</a><td><a href=5.html>查看</a>",
    "years before a body was formed": "<tr><td>甲县水利局<td colspan=2>未成立<td><a href=5.html>查看</a>",
    "a kind of bodies and years without reports": "<tr><td rowspan=2>甲县财政局<td>无<td>无<td>无<!-- 行 --></tr><!-- 行 --><tr><td>甲县水利局<td colspan=2>无<td><a href=5.html>查看</a>",
}  # fmt: skip


@pytest.mark.parametrize("lines", SPANNED)
def test_a_cell_stands_in_its_column_beside_cells_of_several_lines_or_columns(lines):
    head = "<tr><th>单位<th>2024年<th>2023年<th>2022年"
    kind = "<tr><th>类别<th>单位<th>2024年<th>2023年<th>2022年"
    table = f"<table>{kind if '无' in SPANNED[lines] else head}{SPANNED[lines]}</table>"
    titles = {urlsplit(row.url).path: row.title for row in read(page(table)).rows}
    assert titles["/nb/5.html"] == "甲县水利局2022年政府信息公开工作年度报告"
    assert {"2024年" in titles.get(f"/nb/{at}.html", "2024年") for at in (1, 4)} == {True}


def test_a_group_of_columns_names_the_year_of_its_parts_or_other_reports():
    line = "<tr><td>甲县水利局" + "".join(f"<td><a href={at}.html>查看</a>" for at in range(4))
    of_years = "<tr><th rowspan=2>单位<th colspan=2>2024年<th colspan=2>2023年<tr><th>下载<th>图解<th>下载<th>图解"
    of_kinds = "<tr><th rowspan=2>单位<th colspan=2>信息公开年报<th colspan=2>网站年报<tr><th>2024年<th>2023年<th>2024年<th>2023年"
    for head, files in ((of_years, "02"), (of_kinds, "01")):
        rows = read(page(f"<table>{head}{line}</table>")).rows
        reports = [row for row in rows if "水利局" in row.title]
        assert [urlsplit(row.url).path for row in reports] == [f"/nb/{at}.html" for at in files]
        assert ["2024" in row.title for row in reports] == [True, False]


ICONS = {
    "share and print": "<a href='/share.do?id=1'><i></i></a> <a href='/print.do?id=1'><i></i></a>",
    "a way to the platform": "<a href='/zfxxgk/'><img src='/house.png'></a>",
}


@pytest.mark.parametrize("icons", ICONS)
def test_icons_beside_a_title_are_no_reports(icons):
    assert paths(read(page(f"{LIST}<div class='way'>{ICONS[icons]} {A}</div>"))) == paths(read(page(LIST)))  # fmt: skip
    opened = (
        f"""<ul><li onclick="open('a.html')">{A} <a href='/share.do?id=1'><i></i></a></li></ul>"""
    )
    assert paths(read(page(opened))) == ["/nb/a.html"]
    shared = (
        f"<ul><li>{A} <a href='1.pdf'><i></i></a> <a href='/share.do?id=1'><i></i></a></li></ul>"
    )
    assert paths(read(page(shared))) == ["/nb/1.pdf"]


@pytest.mark.parametrize("href", ["/", "/zf/", "index.html", "../zf.htm", SITE])
def test_the_site_of_a_government_under_a_year_is_no_report_of_it(href):
    way = f"<p>当前位置: <a href='{href}'>县政府</a> > <a href='/gk/'>信息公开</a></p>"
    rows = f"<ul><li><a href='/d/1.html'>{A}</a></li><li><a href='/d/2.html'>甲县水利局{A}</a></li></ul>"
    found = read(page(f"<h1>2023年政府信息公开年报</h1>{way}{rows}")).rows
    assert [urlsplit(row.url).path for row in found if "政府2023年" in row.title] == []


def test_a_feed_is_asked_for_where_nothing_else_leads_to_the_list():
    feed = (
        "<link rel=alternate type='application/rss+xml' title='政府信息公开年报' href='/rss.xml'>"
    )
    assert [one.url for one in read(page(feed)).inner] == [f"{SITE}/rss.xml"]
    found = read(page(f"{feed}<iframe src='/list.html'></iframe>"))
    assert [one.url for one in found.inner] == [f"{SITE}/list.html"]


@pytest.mark.parametrize(
    "row", ["<a href='/{}/2024.htm'>2024年</a>", "2024年 <a href='/{}/2024.htm'>查看</a>"]
)
def test_years_under_the_heading_of_other_reports_are_no_reports_of_disclosure(row):
    heads = enumerate(
        (
            "政府信息公开年报",
            "部门预算",
            "法治政府建设年度报告",
            "统计年鉴",
            "局长办公会议",
            "新闻中心",
            "政府工作报告",
            "社会救助资金",
        )
    )
    boxes = "".join(
        f"<div><h3>{head}</h3><ul><li>{row.format(n)}</li></ul></div>" for n, head in heads
    )
    titles = {one.url: one.title for one in read(page(boxes)).rows}
    reports = [url for url, title in titles.items() if "信息公开" in title]
    assert reports == [f"{SITE}/0/2024.htm"]


@pytest.mark.parametrize(
    "head", ["甲县财政局", "甲县规划局政府信息公开", "甲县新闻出版局信息公开年度报告", "政府信息公开工作总结", "甲县统计局政府信息公开年报", "年报下载", "信息公开制度、年报", "甲县人民政府网站", "预决算及信息公开年报"]
)  # fmt: skip
def test_years_under_the_name_of_an_office_or_of_what_stands_there_are_reports(head):
    links = "".join(f"<li><a href='/n/{year}.htm'>{year}年</a></li>" for year in (2023, 2024))
    found = paths(read(page(f"<div><h3>{head}</h3><ul>{links}</ul></div>")))
    assert found == ["/n/2023.htm", "/n/2024.htm"]


def test_rows_that_a_box_keeps_for_a_script_are_read():
    kept = json.dumps([{"T": A, "U": "/a/1.html"}, {"T": B, "U": "/a/2.html"}], ensure_ascii=False)
    box = f"<textarea id='d' style='display:none'>{kept}</textarea><script>draw(JSON.parse($('#d').val()))</script>"
    assert paths(read(page(box))) == ["/a/1.html", "/a/2.html"]


def test_a_columns_name_beside_a_year_is_that_years_report():
    lines = "".join(
        f"<li>{y}年度 &gt; <a href='/{y}/'>政府信息公开工作年度报告</a></li>" for y in (2024, 2023)
    )
    found = read(page(f"<ul>{lines}</ul>")).rows
    assert [row.title for row in found] == [f"{y}年政府信息公开工作年度报告" for y in (2024, 2023)]


@pytest.mark.parametrize(
    "row",
    [
        "<dt>{0}年度</dt><dd>{1}</dd>",
        "<h4>{0}年</h4><ul><li>{1}</li><li><a href='/wz/{0}.html'>政府网站工作年度报表</a></li></ul>",
    ],
)
def test_a_columns_name_under_a_year_is_that_years_report(row):
    link = "<a href='/a/{0}.html'>政府信息公开工作年度报告</a>"
    rows = "".join(row.format(year, link.format(year)) for year in (2024, 2023))
    reports = [one for one in read(page(f"<dl>{rows}</dl>")).rows if "信息公开" in one.title]
    assert [one.url[len(SITE) :] for one in reports] == ["/a/2024.html", "/a/2023.html"]
    assert [one.title[:4] for one in reports] == ["2024", "2023"]
    beside = "<p>2026</p><ul><li><a href='{}'>政府信息公开年报</a></li></ul>"
    for menu in (
        beside.format("index.html"),
        f"<div class='menu'>{beside.format('/bm/nb.html')}</div>",
    ):
        assert not any("2026" in one.title for one in read(page(menu + LIST)).rows)


def test_a_report_that_is_named_by_its_agency_alone_is_a_row():
    titles = [f"甲县{name}政府信息公开工作年度报告" for name in ("水利局", "财政局")]
    lines = "".join(
        f"<tr><td><a href='/d/{n}.html'>{each}</a></td></tr>" for n, each in enumerate(titles)
    )
    assert [row.title for row in read(page(f"<table>{lines}</table>")).rows] == titles


def test_the_columns_of_bodies_are_followed_where_a_page_lists_nothing_else():
    bodies = '<a href="slj/">甲县水利局</a><a href="/czj/">甲县财政局</a>'
    assert [each.url for each in read(page(bodies)).inner] == [f"{SITE}/nb/slj/"]
    bodies = '<div class="nav"><a href="xwzx/">新闻中心</a></div><a href="slj/">县水利局</a>'
    assert [each.url[-7:] for each in read(page(bodies)).inner] == ["nb/slj/"]
    drawn = (
        "<map><area href='dz/' alt='东河镇'><area href='xx/' alt='西山乡'><area href='n/'></map>"
    )
    assert [each.url[-7:] for each in read(page(drawn)).inner] == ["/nb/dz/", "/nb/xx/"]
    organs = "".join(
        f'<li><a href="organ/{n}.html">县{name}局</a></li>' for n, name in enumerate("财水农")
    )
    found = read(page(organs + BESIDE)).inner
    assert [each.url for each in found] == [f"{SITE}/nb/organ/{n}.html" for n in range(3)]
    of_a_year = '<a href="/nb/2023/">2023年</a><a href="zf/">县政府</a><a href="bm/">县政府部门</a>'
    assert [each.url[-3:] for each in read(page(of_a_year + BESIDE)).inner] == ["23/", "zf/", "bm/"]
    kinds = '<a href="bm/">县政府部门</a><a href="xz/">乡镇街道</a><a href="dt/">工作动态</a>'
    assert [each.url[-3:] for each in read(page(kinds)).inner] == ["bm/", "xz/"]
    tabs = "".join(
        f"<li data-url='/nb/{one}.html' onclick='load(this)'>{name}</li>"
        for one, name in (("zf", "县政府"), ("bm", "县直部门"), ("xz", "乡镇街道"))
    )
    of_bureau = '<a href="bj/">局机关本级</a><a href="xs/">下属单位</a><a href="dt/">工作动态</a>'
    assert [each.url[-3:] for each in read(page(of_bureau)).inner] == ["bj/", "xs/"]
    found = read(page(f"<ul>{tabs}</ul><div></div>")).inner
    assert [each.url[-7:] for each in found] == ["zf.html", "bm.html", "xz.html"]
    assert following(read(page(LIST + bodies))) == []


@pytest.mark.parametrize(
    "kind",
    [
        "镇（街道）",
        "县直各部门",
        "县直部门（单位）",
        "直属事业单位",
        "园区",
        "功能区",
        "驻县单位",
        "垂管单位",
        "街镇",
        "县属部门",
    ],
)
def test_every_kind_of_bodies_below_a_year_is_followed(kind):
    of_a_year = f'<a href="zf/">县政府</a><a href="x/">{kind}</a>'
    assert [each.url[-3:] for each in read(page(of_a_year + BESIDE)).inner] == ["zf/", "/x/"]


@pytest.mark.parametrize(
    "body",
    [
        "县残联",
        "供销社",
        "县委党校",
        "图书馆",
        "自来水公司",
        "县剧团",
        "第一中学",
        "气象台",
        "公路段",
        "西山水库",
        "西苏木",
        "县职高",
        "经济开发区",
        "经开区",
        "团委",
        "县一中",
        "教育局（本级）",
    ],
)
def test_every_body_under_a_year_has_a_report_of_it(body):
    rows = f"<h4>2023年</h4><ul><li><a href='/d/1.html'>{body}</a></li></ul>"
    site = "<div><h3>友情链接</h3><ul><li><a href='/go?u=2'>县新华书店</a></li></ul></div>"
    (row,) = read(page(rows + site)).rows
    assert row.title.endswith("2023年政府信息公开工作年度报告")


@pytest.mark.parametrize(
    "name", ["互动平台", "网上展馆", "走进甲县", "领导小组", "党政机关", "县长走访东山工业园"]
)
def test_what_only_ends_as_a_body_has_no_report_of_the_year_over_it(name):
    rows = f"<h4>2023年</h4><ul><li><a href='/d/1.html'>{name}</a></li></ul>"
    assert not any("2023" in row.title for row in read(page(rows)).rows)


@pytest.mark.parametrize(
    "body", ["县高新区管委会", "甲县水利局", "甲县高新技术产业开发区管理委员会"]
)
def test_a_body_in_the_foot_of_a_page_has_no_report_of_the_year_over_it(body):
    foot = f"<div class='footer'><h4>2023年</h4><a href='/gwh/'>{body}</a></div>"
    found = read(page(f"<ul><li><a href='/d/1.html'>{A}</a></li></ul>{foot}")).rows
    assert [row.url for row in found if row.title != A] == []


@pytest.mark.parametrize("place", ["<aside>{}</aside>", "<div class='menu-list'>{}</div>"])
def test_the_reports_of_bodies_named_in_full_under_a_year_are_rows_at_the_side_of_a_page_too(place):
    bodies = "<h4>2023年</h4><p><a href='/d/2.html'>甲县水利局</a></p><p><a href='/d/3.html'>甲县教育局</a></p>"
    found = read(page(f"<ul><li><a href='/d/1.html'>{A}</a></li></ul>{place.format(bodies)}")).rows
    assert [row.title[:9] for row in found if row.title != A] == [
        "甲县水利局2023",
        "甲县教育局2023",
    ]


BESIDE = "<ul><li><a href='/hot/1.html'>关于节假日安排的通知</a><span>2025-01-20</span></li></ul>"


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("<ul id='l'></ul><script>$.get('/api/list',{page:1},show)</script>", "/api/list?page=1"),
        ("<p><a href='bm/'>部门年报</a></p><p><a href='fz/'>法治政府建设年度报告</a></p>", "/nb/bm/"),
        ("<link rel='alternate' type='application/rss+xml' title='政府信息公开年报' href='nb.xml'><div id='l'></div><script>draw()</script>", "/nb/nb.xml"),
        ("<iframe src='nb.jsp'></iframe><iframe src='http://weather.example/'></iframe>", "/nb/nb.jsp"),
        ("<div><a href='/c/7.html'>2023年</a></div>", "/c/7.html"),
        ("<select onchange='open(this.value)'><option>选择</option><option value='7.html'>2023年度报告</option></select>", "/nb/7.html"),
        ("""<meta name="cid" content="16a"><ul id='l'></ul><script>var c = $('meta[name=cid]').attr('content');
            $.ajax({url: '/search/' + c, data: {page: n}})</script>""", "/search/16a?page=1"),
        ("""<div data-id="c" value="9"></div><input id="c" value="5"><ul id='l'></ul><script>var c = $('#c').val();
            $.get('/list.do', {channel: c, page: 1}, draw)</script>""", "/list.do?channel=5&page=1"),
    ],
    ids=["a script", "columns below it", "a feed", "a frame", "years", "a select", "a script with a value of the head", "a script with a value of a field"],
)  # fmt: skip
def test_a_column_whose_rows_are_elsewhere_is_not_what_stands_beside_it(body, leads):
    found = read(page(body + BESIDE))
    known = (*(one.url for one in (*found.inner, *found.next)), *(row.url for row in found.rows))
    assert SITE + leads in known
    assert not any("weather" in url or "/fz/" in url for url in known)


def test_the_years_that_a_script_fetches_belong_to_the_column():
    tabs = """<li onclick="getList('2022')">2022年</li><script>function getList(y){$.get('/q/list.jsp?year='+y, draw)}</script>"""
    assert following(read(page(LIST + tabs))) == ["/q/list.jsp?year=2022"]


def test_a_function_that_gets_a_year_leads_to_its_list_and_to_no_page():
    tabs = "".join(f"<span onclick='go({year})'>{year}</span>" for year in (2023, 2022, 2020))
    go = "<script>function go(n){ location.href = '/nb/list.jsp?nd=' + n; }</script>"
    lists = [f"/nb/list.jsp?nd={year}" for year in (2023, 2022, 2020)]
    assert following(read(page(LIST + tabs + go))) == lists
    others = f"<div><h3>统计月报</h3>{tabs}</div>{go}"
    assert following(read(page(LIST + others))) == []


def test_what_leads_on_from_a_box_of_reports_belongs_to_the_listing():
    box = f"<div><p>通知公告</p><a href='/tz/'>更多</a></div><div>{LIST}<a href='/nb/all/'>{{}}</a></div>"
    assert [following(read(page(box.format(more)))) for more in ("更多", "+", "更多+")] == [
        ["/nb/all/"]
    ] * 3
    icons = (
        "<img src='/img/more.png'>",
        "<img src='/img/moreover.png'>",
        "<img src='/img/more.png' alt='地图'>",
    )
    assert [following(read(page(box.format(one)))) for one in icons] == [["/nb/all/"], [], []]
    older = f"{LIST}<p>2021年以前的年报请点击<a href='/old/nb.htm'>这里</a></p><p>办事<a href='/bs/'>点此</a></p>"
    assert following(read(page(older))) == ["/old/nb.htm"]
    others = "<dl><dt>政府网站工作年度报表</dt><dd><a href='/wz/2024/'>2024</a></dd></dl><dl><dt>年报</dt><dd><a href='/nb/2023/'>2023</a></dd></dl>"
    assert following(read(page(LIST + others))) == ["/nb/2023/"]
    bodies = f"<li><a href='2024/'>2024年县政府及部门政府信息公开年报</a></li><li><a href='3/'>{A}</a></li>"
    found = read(page(f"<ul>{bodies}</ul>"))
    assert (paths(found), following(found)) == (["/nb/3/"], ["/nb/2024/"])


def test_the_years_before_those_of_a_column_are_listed_wherever_they_stand():
    for name in (
        "查看历年年报",
        "查看更多历年报告>>",
        "往年信息公开年度报告（2018年以前）",
        "年报归档",
        "2018年以前",
        "2018年及以前",
        "2014—2018年",
    ):
        found = read(page(f"{LIST}<a href='/zfxxgk/lnnb/'>{name}</a><a href='/zn/'>公开指南</a>"))
        assert following(found) == ["/zfxxgk/lnnb/"]
    other = "<div><h3>部门预算</h3><a href='/ys/old/'>{0}</a></div><div class='nav'><a href='/cx?t=1'>{0}</a></div><a href='/login.jsp?to=1'>{0}</a>"
    for name in ("2018年以前", "2014-2018年"):
        assert following(read(page(LIST + other.format(name)))) == []
    past = LIST + "<p><a href='{}'>往年回顾</a></p>"
    behind = "<div><h3>{}</h3><ul><li><a href='/x/1.html'>某事项</a><i>2024-03-01</i></li></ul><a href='{}'>{}</a></div>"
    for head, url, name in (
        ("在线访谈", "ft/", "往期回顾"),
        ("行政处罚公示", "cf/", "历史数据"),
        ("政府工作报告", "/gz/", "历年报告"),
        ("政府网站工作年度报表", "/wz/", "查看更多历年报告"),
        ("惠民补贴资金", "/bt/", "2014-2018年"),
    ):
        assert following(read(page(LIST + behind.format(head, url, name)))) == []
    found = following(
        read(page(behind.format("行政处罚公示", "", "") + LIST + past.format("old/")))
    )
    assert found == ["/nb/old/"]
    inside = f"<div><p>招聘公告</p></div><div>{past.format('old/').removeprefix(LIST)}{LIST}</div>"
    assert following(read(page(inside))) == ["/nb/old/"]
    found = [following(read(page(past.format(url)))) for url in ("old/", "/zt/old/")]
    assert found == [["/nb/old/"], []]
    assert following(read(page(LIST + "<p><a href='tz/'>往年通知</a></p>"))) == []
    whole = '<a href="all.html">全部&gt;&gt;</a><a href="/zwdt/">全部</a>'
    assert following(read(page(LIST + whole))) == ["/nb/all.html"]
