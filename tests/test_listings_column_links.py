"""Which rows are reports, which links lead to their column, which documents belong to them."""

import datetime
import json
from urllib.parse import urlsplit

import pytest

from parsers.listings import engines as listings
from parsers.listings.listing import Request, Response
from tests.answers import SITE, A, answer, page, sample

TITLES = {
    True: f"""{A} 政府信息公开工作年度报告 2024年度甲市审计局政府信息公开工作年度报告（更正） 2022年政府信息公开年报 2021年年报
    关于甲市应急管理局2023年政府信息公开工作的年度报告 年报（2020） 2019年度报告.pdf 甲市应急管理局2024年政府信息公开工作年...
    甲市预警信息发布中心2024年政府信息公开工作年度报告 甲市国防动员办公室2023年政务公开年度报告 2024年政府信息公开工作告年度报
    甲县农业农村局2021年... 甲县水务局2022年政府信…… 甲县水务局2022年政府信息公 国家新闻出版署政府信息公开工作年度报告（2022年度） 武漢市生態環境局2020年政府信息公開工作年度報告
    甲市环境信息中心2023年政府信息公开工作年度报告 甲县自来水有限公司2023年政府信息公开工作年度报告""",
    False: """甲县水务局2022年政府信息公开工作要点 甲药业有限公司2023年自行监测信息公开年度报告 甲水泥有限公司2023年环境信息公开年度报告 甲县人民医院2023年院务公开工作报告 关于发布2024年政府信息公开工作年度报告的通知 一图读懂甲市2024年政府信息公开工作年度报告 2024年政府网站工作年度报表
    甲市2024年政府信息公开工作年度报告（图片版） 我局召开2024年政府信息公开年度报告编制会 2024年法治政府建设年度报告
    甲市应急管理局政府信息公开指南 甲市应急管理局2023年度部门决算 政府信息公开年报编制培训会举行 2024年政府信息公开工作年度报告满意度调查 2024年政府信息公开工作年度报告解读
    市应急管理局开展消防演练 关于做好2024年政府信息公开工作年度报告编制发布工作的通知 市政府办公室发布2024年政府信息公开工作年度报告""",
}


@pytest.mark.parametrize(
    ("title", "is_one"), [(t, kind) for kind in TITLES for t in TITLES[kind].split()]
)
def test_a_title_says_whether_it_may_be_a_report(title, is_one):
    assert listings.may_be_report(title) is is_one


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("甲局关于公布2024年政府信息公开工作年度报告的公告", True),
        ("甲镇2012年政府信息公开工作总结", True),
        ("甲镇2012年上半年政府信息公开工作总结", False),
        ("甲镇2023年政府信息公开工作总结", False),
        ("甲镇2012年工作总结", False),
        ("法制科2015年信息公开工作总结", False),
    ],
)
def test_what_may_stand_in_the_place_of_a_report_is_asked_for_where_no_row_is_one(title, is_one):
    assert listings.publishes_report(title) is is_one
    assert not listings.may_be_report(title)


def test_a_portals_own_pattern_decides_alone():
    assert listings.may_be_report("年度总结（公开）", "总结")
    assert not listings.may_be_report(A, "总结")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ('<a href="/zn/"><img src="1.png"></a><a href="/xxgk/zfxxgknb/"><img src="2.png"></a>', "/xxgk/zfxxgknb/"),
        ('<a href="/map.html">网站地图</a><a href="/wz/">网站声明</a>', "/map.html"),
        ('<link rel="alternate" type="application/rss+xml" title="政府信息公开年报" href="/rss/nb.xml">', "/rss/nb.xml"),
        ('<iframe src="about:blank" data-src="/xxgk/nb.html"></iframe>', "/xxgk/nb.html"),
    ],
    ids=["a picture by its folder", "the map of the site", "a feed", "a frame that is loaded later"],
)  # fmt: skip
def test_the_column_is_sought_where_no_name_leads_to_it(body, path):
    (link,) = listings.find_column_links(answer(page(body), f"{SITE}/"))
    assert link.request.url == f"{SITE}{path}"


def test_a_menu_of_an_interface_has_the_addresses_that_the_script_joins():
    script = """<script>var ctx='/p';$.get('/news/list?page=1',draw);$.ajax({url:ctx+'/channel/tree',data:{site:3},success:function(r){
        $.each(r.data,function(i,c){add('<a href="'+ctx+'/channel/'+c.id+'.html">'+c.channelName+'</a>')})}})</script>"""
    (link,) = listings.find_column_links(answer(page(script), f"{SITE}/"))
    tree = (
        '{"data": [{"id": 1, "channelName": "公开指南"}, {"id": 2, "channelName": "信息公开年报"}]}'
    )
    (column,) = listings.find_column_links(answer(tree, link.request.url, link.request))
    assert (link.kind, column.kind, column.request.url) == (
        "frame",
        "column",
        f"{SITE}/p/channel/2.html",
    )


@pytest.mark.parametrize(("tab", "script"), [
    ("<li><a href='#{}' data-cid='{}'>政府信息公开{}</a></li>", "$('.t a').click(function(){ var c = $(this).data('cid'); $.get('/l.do', {dept: 'sw', cid: c, page: 1}, draw) })"),
    ("<script>var {0} = {{}}</script>", """var nodes = [{id: 1, pId: 0, name: "公开指南"}, {id: 3, pId: 0, name: "政府信息公开年报"}];
        $.fn.zTree.init(box, {callback: {onClick: function(e, t, node){ show(node.id) }}}, nodes); function show(c){ $('#list').load('/l.do?dept=sw&cid=' + c + '&page=1') }"""),
    ("<li id='{}' onclick='show({})'>政府信息公开{}</li>", "function show(c){ $.get('/l.do', {dept: 'sw', cid: c, page: 1}, draw) }"),
])  # fmt: skip
def test_a_tab_that_is_named_as_the_column_is_asked_for_as_its_script_would(tab, script):
    tabs = "".join(tab.format(*each) for each in (("zn", 1, "指南"), ("nb", 3, "年报")))
    shown = page(f"<ul class='t'>{tabs}</ul><div id='list'></div><script>{script}</script>")
    link = listings.find_column_links(answer(shown, f"{SITE}/"))[0]
    asked = link.request.url.partition("#")[0]
    assert (link.kind, asked) == ("column", f"{SITE}/l.do?dept=sw&cid=3&page=1")


def test_ways_to_the_column_go_by_name_and_the_best_name_comes_first():
    menu = (
        '<a href="/fz/">法治政府建设年度报告</a><a href="/wz/">政府网站工作年度报表</a><a href="/zfxxgknb/">工作动态</a>'
        '<a href="/a/">年报</a><a href="/b/"><em></em>政府信息<br>公开年报</a><a href="/art/2025/1/2/art_1_2.html">政府信息公开年报</a>'
        '<a href="/yw/">院务公开</a><a href="/gz/">信息公开工作</a><a href="/xxgk/">政府信息公开</a><iframe src="/frame.html"></iframe>'
    )
    found = [
        (link.kind, urlsplit(link.request.url).path)
        for link in listings.find_column_links(answer(page(menu)))
    ]
    assert found == [
        ("column", "/b/"),
        ("column", "/a/"),
        ("platform", "/xxgk/"),
        ("platform", "/gz/"),
        ("platform", "/yw/"),
        ("frame", "/frame.html"),
    ]


@pytest.mark.parametrize(
    "menu",
    ["""<a href="javascript:void(0)" onclick="window.open('/nb/')">信息公开年报</a>""",
     """<script>document.write('<a class="x" href="/nb/">信息公开年报</a>')</script>""",
     """<script>var zNodes=[{"id":3,"name":"信息公开年报","pId":0,"url":"/nb/"}];</script>""",
     """<select><option value="/nb/">信息公开年报</option></select>""",
     """<a href="/nb/"><img src="x.png" alt="信息公开年报"></a>""",
     """<a href="javascript:goTo('/nb/')">信息公开年报</a><script>function goTo(u){ location.href = u; }</script>""",
     """<a onclick="show('/nb/','年报')">信息公开年报</a><script>function show(u,t){ $('#main').load(u); }</script>""",
     """<a href="#" rel="/nb/">信息公开年报</a><script>$('a').click(function(){ $('#box').load($(this).attr('rel')) })</script>""",
     """<a href="#" data-src="/nb/">信息公开年报</a><script>$('a').click(function(){ $('#box').load($(this).data('src')) })</script>""",
     """<a href="/nb/">政府信息公开年度工作报告及统计表</a>""", """<a href="/nb/">年度报告及数据</a>""",
     """<a href="/nb/">公开年报及统计</a>""", """<a href="/nb/"><img src="x.png" title="信息公开年报"></a>""",
     """<a href="/nb/">【政府信息公开年报】（6）</a>""", """<a href="/nb/">政府信息公開年報</a>""",
     """<a href="/nb/"><img src="in.jpg" alt="进入网站"></a>""", """<input type="button" value="信息公开年报" onclick="location.href='/nb/'">""",
     """<a href="/nb/">信息公开年报专区</a>""", """<a href="/nb/">政府信息公开工作年度报告情况</a>""", """<a href="/nb/">年度报告（政府信息公开）</a>""",
     """<a href="/nb/">政府信息公开年报（2019年以来）</a>""",
     """<area shape="rect" href="/nb/" alt="政府信息公开年报">""", """<a href="javascript:;" data-url="/nb/">信息公开年报</a>""",
     """<ul><li data-src="1.jpg">信息公开年报</li><li data-src="/nb/">信息公开年报</li></ul>""",
     """<ul><li url="/zn/">公开指南</li><li url="/nb/">信息公开年报</li></ul>""",
     """<script>d.add(1,0,'公开指南','zn.jsp');d.add(2,0,'信息公开年报','/nb/');</script>""",
     """<script>var menus=[['x','公开指南','/zn/'],['y','信息公开年报','/nb/']];</script>""",
     """<div id="hiddenLocation"><span id="col2_name">信息公开年报</span><span id="col2_url">/nb/</span></div>"""],
)  # fmt: skip
def test_menus_are_read_in_every_form_that_names_an_address(menu):
    assert (
        listings.find_column_links(answer(page(menu), f"{SITE}/"))[0].request.url == f"{SITE}/nb/"
    )


@pytest.mark.parametrize(
    "loads",
    ["<script>$('#nav').load('/inc/nav.js')</script>", "<script>$.getJSON('/inc/nav.js', draw)</script>",
     "<script>$.ajax({url: '/inc/nav.js'})</script>", "<script src='/inc/nav.js'></script>"],
)  # fmt: skip
def test_a_menu_that_a_script_loads_is_a_way_to_the_column(loads):
    home = page(f"{loads}<script>$.get('/inc/weather.json')</script><a href='/zwdt/'>动态</a>")
    (link,) = listings.find_column_links(answer(home, f"{SITE}/"))
    assert (link.kind, link.request.url) == ("frame", f"{SITE}/inc/nav.js")


@pytest.mark.parametrize(
    "shell",
    ["<script>location.href='/col/'</script>", '<script>window.location.replace("/col/");</script>',
     '<meta http-equiv="refresh" content="0; url=/col/">', "<script>top.location='/col/'</script>",
     """<body onload="window.location.href='/col/'">""",
     "<script>if (/mobile|iphone/i.test(navigator.userAgent)) { location.href='/m/index.html' } else { location.href='/col/' }</script>",
     "<script>if (!isMobile()) location.replace('/col/'); else location.replace('http://m.example.gov.cn/');</script>",
     "<script>if (/iphone/i.test(navigator.userAgent)) { location.href='/h5/index.html'; } else { location.href='/col/'; }</script>",
     "<script>function IsPC(){ return !/iphone/.test(navigator.userAgent) } if (IsPC()) { location.href='/col/' } else { location.href='/h5/' }</script>",
     "<script>var u = navigator.userAgent; if (!/iphone/i.test(u)) { window.location.href='/col/' }</script>"],
)  # fmt: skip
def test_a_page_that_only_redirects_has_one_way(shell):
    assert [
        (link.kind, link.request.url)
        for link in listings.find_column_links(answer(page("", shell), f"{SITE}/"))
    ] == [("redirect", f"{SITE}/col/")]


@pytest.mark.parametrize(
    "script",
    ["if (/iphone/i.test(navigator.userAgent)) { location.href = '/sj/'; }",
     "if (navigator.userAgent.match(/mobile/i)) { location.href = '/m/'; } function toEnglish(){ location.href = '/english/'; }",
     "if (/mobile/i.test(navigator.userAgent)) { location.href = 'http://mzw.example.gov.cn/'; }"],
)  # fmt: skip
def test_where_a_page_sends_phones_alone_no_other_reader_is_led(script):
    home = page("<a href='/gk/'>政府信息公开</a>", f"<script>{script}</script>")
    assert {one.kind for one in listings.find_column_links(answer(home, f"{SITE}/"))} == {
        "platform"
    }


def test_attachments_are_found_in_every_form_and_nothing_else_is():
    body = """<div class="nav"><a href="/help.pdf">帮助</a></div><div id="zoom"><p><img src="/module/jslib/icons/acrobat.png">
    <a href="/module/download/downfile.jsp?classid=0&amp;filename=be5f1a4be0294db7abf660dd336b3fa5.pdf">年报.pdf</a></p>
    <a href="./P020220626614657413837.docx">附件</a><a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2">附件【年报.doc】</a>
    <a href="/a.html">相关</a><a href="/res/7" download="年报.docx">年报</a><embed src="/b.pdf"><iframe src="/viewer.html?file=/c.pdf"></iframe>
    <img src="/W02020.jpg" width="800"><img src="/wait.gif" data-original="/W02022.jpg"><img src="/W02021.png" width="16"><img src="/images/share_icon.png"><img src="/pv.gif?id=5"><img src="/c/hits.png"><img src="/stat/2024/1.jpg"></div>
    <script>var files="<a href=\\"./P2.xls\\">表</a><a href=\\"javascript:show(1)\\">表.xls</a>";</script>"""
    found = [
        row.url.removeprefix(SITE)
        for row in listings.find_attachments(answer(page(body), f"{SITE}/art/1.html"))
    ]
    assert found == [
        "/module/download/downfile.jsp?classid=0&filename=be5f1a4be0294db7abf660dd336b3fa5.pdf",
        "/art/P020220626614657413837.docx", "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2",
        "/res/7", "/b.pdf", "/c.pdf", "/art/P2.xls", "/W02020.jpg", "/W02022.jpg", "/stat/2024/1.jpg",
    ]  # fmt: skip


def test_a_real_trs_column_is_read_to_its_ten_rows():
    told = sample(
        "trs_list_xxgknb_engebei_ordos.html", "http://x.ordos.gov.cn/xxgk/xxgknb/index.html"
    )
    found = listings.read(told)
    assert (found.engine, len(found.rows)) == ("trs", 10)
    assert sum(listings.may_be_report(row.title) for row in found.rows) == 4
    assert [request.url for request in found.next] == [
        "http://x.ordos.gov.cn/xxgk/xxgknb/index_1.html"
    ]
    assert listings.find_column_links(told)[0].request.url == "http://x.ordos.gov.cn/xxgk/xxgknb/"
    assert listings.is_column_page(told)


def test_a_real_trs_list_with_columns_is_read_and_its_menu_leads_to_the_reports():
    found = listings.read(
        sample("handan_list.jsp.html", "http://h.gov.cn/zfwj/jinqixxgk/index.html")
    )
    assert [
        (row.date, request.url) for row, request in zip(found.rows, found.next, strict=True)
    ] == [(datetime.date(2020, 8, 5), "http://h.gov.cn/zfwj/jinqixxgk/index_1.html")]
    menu = listings.find_column_links(sample("handan_gkzn.jsp.html", "http://h.gov.cn/zfxxgkzn/"))[
        0
    ]
    assert (menu.kind, menu.name, urlsplit(menu.request.url).path) == (
        "column",
        "政府信息公开年报",
        "/zfxxgknb/",
    )


def test_real_jpage_answers_are_read_with_whole_titles():
    found = listings.read(
        sample(
            "dataproxy_dingxi_excerpt.xml", "http://d.gov.cn/module/web/jpage/dataproxy.jsp?page=1"
        )
    )
    assert (found.engine, len(found.rows)) == ("jcms", 5)
    assert not any(row.title.endswith("...") for row in found.rows)
    assert {urlsplit(row.url).hostname for row in found.rows} == {"d.gov.cn", "zwgk.dingxi.gov.cn"}
    broken = listings.read(
        sample("jpage_jiangsu_hrss_excerpt.xml", "http://j.gov.cn/module/web/jpage/dataproxy.jsp")
    )
    assert (len(broken.rows), broken.declared_rows) == (1, 1928)


@pytest.mark.parametrize(
    "written",
    ["""<a href="javascript:window.open('/files/a.pdf')">年报</a>""",
     """<a href="#" onclick="downloadFile('/files/a.pdf')">年报</a>""", r'<a href="\files\a.pdf">年报</a>',
     '<div class="viewer" data-pdf="/files/a.pdf"></div>', "<div class=viewer data-pdf=/files/a.pdf></div>", '<iframe src="/onlinePreview?url=L2ZpbGVzL2EucGRm"></iframe>',
     "<script>var files = './files/a.pdf;'.split(';'); for (f in files) show(f)</script>",
     """<a href="javascript:get('a','年报.pdf')">年报.pdf</a><script>function get(id, name){
        location.href = '/files/' + escape(id) + '.pdf'; }</script>"""],
)  # fmt: skip
def test_a_document_is_found_where_only_a_script_names_it(written):
    found = listings.find_attachments(answer(page(f"<p>见附件</p>{written}"), f"{SITE}/1.html"))
    assert [row.url for row in found] == [f"{SITE}/files/a.pdf"]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [({"id": 7, "name": "年报.pdf"}, ["/down?id=7"]), ({"path": "/a.pdf", "name": "年报.pdf"}, ["/a.pdf"])],
)  # fmt: skip
def test_the_documents_that_an_interface_lists_have_the_addresses_that_the_script_makes(
    listed, expected
):
    asked = Request(f"{SITE}/attach/list?id=1#row=/down?id={{id}}")
    told = Response(asked, asked.url, json.dumps({"total": 1, "rows": [listed]}))
    assert [row.url.removeprefix(SITE) for row in listings.find_attachments(told)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [("<p>正文</p>", ["/files/a.pdf"]), ("<table><td>本年新收</td></table>", [])],
)
def test_what_a_script_shows_is_the_report_on_a_page_without_its_tables(body, expected):
    script = (
        "<script>PDFObject.embed('/files/a.pdf', '#v'); help('http://b.example/h.pdf')</script>"
    )
    script += "<script>attach([{name: '年报.pdf', url: '\\/files\\/a.pdf'}])</script>"
    found = listings.find_attachments(answer(page(body + script), f"{SITE}/1.html"))
    assert [row.url.removeprefix(SITE) for row in found] == expected


@pytest.mark.parametrize(
    ("tables", "expected"), [("<table><td>本年新收</td></table>", 1), ("见附件", 6)]
)
def test_a_long_list_of_other_forms_beside_a_whole_report_is_the_sites(tables, expected):
    forms = "".join(f"<li><a href='/f{n}.doc'>申请表{n}.doc</a></li>" for n in range(5))
    body = f"{tables}<a href='/a.docx'>年度报告.docx</a><ul>{forms}</ul>"
    found = listings.find_attachments(answer(page(body), f"{SITE}/1.html"))
    assert len(found) == expected


def test_a_real_article_gives_its_one_attachment():
    found = listings.find_attachments(
        sample("lishui_detail.html", "http://l.gov.cn/art/2023/10/23/art_1229283449_2493752.html")
    )
    assert [row.title[-8:] for row in found] == [" (1).pdf"]


@pytest.mark.parametrize(
    "shell",
    ["<script>if (isPhone()) { location.href='/m/'; }</script>", "<script>function home(){ location.href='/'; }</script>",
     "<ul><li><a href='/nb/'>年报</a></li></ul><script>location.href='/x/'</script>", "<script>location.href = base + '/x/'</script>",
     "<script>location.href = '/x_' + code + '/'</script>", "<p onclick='y()'>县</p><script>$('p').click(function(){ location.href='/x/' })</script>"],
)  # fmt: skip
def test_a_script_that_may_lead_away_is_no_redirect(shell):
    assert all(
        link.kind != "redirect"
        for link in listings.find_column_links(answer(page(shell), f"{SITE}/"))
    )


def test_the_agency_that_a_form_offers_leads_to_its_column():
    form = """<form action="nb.jsp"><select name="dept"><option value="">请选择</option><option value="1">甲县财政局</option>
        <option value="2">甲县水利局</option></select></form>"""
    found = listings.find_column_links(answer(page(form), f"{SITE}/gk/"), "甲县水利局")
    assert [link.request.url for link in found] == [f"{SITE}/gk/nb.jsp?dept=2"]
