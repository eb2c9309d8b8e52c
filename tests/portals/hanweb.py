"""Simulated portals of Hanweb: jpaas as Zhejiang runs it, and classic jcms in its dialects."""

import json
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from tests.portals.common import answer, article_routes, fields, frame, href, html, menu, rows
from tests.portals.content import Content, Item
from tests.site import Hit, Route, Says

COLUMN = "1229743684"
LIST = f"/col/col{COLUMN}/index.html"
API = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = (
    "{{'parseType':'bulidstatic','webId':'2758','pageId':'"
    + COLUMN
    + "','pageType':'column','tagId':'{}','tplSetId':'kUBg'}}"
)
PROXY = "/module/web/jpage/dataproxy.jsp"
MOST = 300  # rows that one answer of dataproxy.jsp gives at most


def jpaas_article(item: Item) -> str:
    """Both forms of an article's address live side by side."""
    if item.number % 2:
        return f"/col/col{COLUMN}/art/{item.day[:4]}/art_{item.number:032x}.html"
    year, month, day = (int(part) for part in item.day.split("-"))
    return f"/art/{year}/{month}/{day}/art_{COLUMN}_{item.number}.html"


def jpaas(content: Content, *, shell: bool = True, counted: bool = True) -> dict[str, Route]:
    """A column whose list comes from the unit interface, wholly or from its second page on."""
    units = "".join(
        f'<script url="{API}" queryData="{QUERY.format(name)}"></script>'
        for name in ("左侧导航", "当前栏目列表")
    )
    first = "" if shell else f"<ul>{rows(content.pages()[0], jpaas_article)}</ul>"
    head = '<meta name="ColumnName" content="政府信息公开年报"><meta name="SiteName" content="海晏市应急管理局">'
    return {
        **frame(LIST),
        LIST: html(menu(LIST) + units + f'<div id="当前栏目列表">{first}</div>', head),
        f"{API}?": _unit(content, counted=counted),
        **article_routes(content, jpaas_article, "jpaas"),
    }


def _unit(content: Content, *, counted: bool) -> Callable[[Hit], Says]:
    """The interface: a bare page number is ignored, `paramJson` is heeded; its pager may not count rows."""

    def answered(hit: Hit) -> Says:
        asked = fields(hit)
        if "导航" in asked["tagId"]:
            return answer(json.dumps({"success": True, "data": {"html": menu(LIST)}}))
        told = json.loads(asked.get("paramJson", "{}"))
        number, size = told.get("pageNo", 1), told.get("pageSize", 10 if counted else 5)
        items = content.items[(number - 1) * size : number * size]
        count = f'count="{len(content.items)}"' if counted else ""
        pager = (
            f'<div class="pagination" querydata="{escape(QUERY.format("当前栏目列表"))}" uniturl="{API}"'
            f' {count} rows="{size}" pageno="{number}" unitid="u1"></div>'
        )
        inner = f'<div id="当前栏目列表"><div class="page-content"><ul>{rows(items, jpaas_article)}</ul></div></div>{pager}'
        return answer(
            json.dumps(
                {"success": True, "code": "200", "data": {"html": inner}}, ensure_ascii=False
            )
        )

    return answered


def jcms_article(item: Item) -> str:
    """Column and article are in the name; month and day are not padded."""
    year, month, day = (int(part) for part in item.day.split("-"))
    return f"/art/{year}/{month}/{day}/art_{COLUMN}_{item.number}.html"


def record(item: Item) -> str:
    """A record of the store: bodies vary from row to row."""
    bodies = (
        '<li><a href="{0}" title="{1}">{2}</a><span>{3}</span></li>',
        "<a title='{1}' href='{0}'>{2}</a><i>{4}-\n{5}-\n{6}</i>",
        '<tr><td><a href="{0}" title="{1}">{2}</a></td><td><b>{3}</b></td></tr>',
    )
    body = bodies[item.number % 3].format(
        href(item, jcms_article), item.title, item.cut, item.day, *item.day.split("-")
    )
    return f"<record><![CDATA[\n{body}]]></record>"


def jcms(content: Content, dialect: str = "records", embedded: int = 9) -> dict[str, Route]:
    """A column that holds its first rows itself; `dialect` says how the rest is answered."""
    return {
        **frame(LIST),
        LIST: html(menu(LIST) + store(content, embedded)),
        f"{PROXY}?": _proxy(content, dialect),
        **article_routes(content, jcms_article, "jcms"),
    }


def store(content: Content, embedded: int) -> str:
    """The data store within the page, and the pager behind it."""
    name = quote(quote("海晏市应急管理局"))
    link = f"{PROXY}?page=1&appid=1&appid=1&webid=3084&path=/&columnid={COLUMN}&unitid=212860&webname={name}&permissiontype=0"
    records = "".join(map(record, content.items[:embedded]))
    return f"""<div id="212860"><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup><recordset>{records}</recordset></datastore></script></div>
<script>var param_212860={{columnid:{COLUMN},unitid:'212860'}};
$('#212860').jpage({{totalRecord:{len(content.items)},perPage:3,proxyUrl:'{PROXY}'}});</script>"""


def _proxy(content: Content, dialect: str) -> Callable[[Hit], Says]:
    def answered(hit: Hit) -> Says:
        asked = fields(hit)
        whole = asked["columnid"] == COLUMN and asked["webname"] == quote("海晏市应急管理局")
        size = min(int(asked["perpage"]), MOST)
        starts = {
            "records": int(asked["startrecord"]) - 1,
            "pages": (int(asked["page"]) - 1) * size,
            "pages from 0": int(asked["page"]) * size,
            "nothing": len(content.items),
        }
        ends = {"records": int(asked["endrecord"])}
        start = starts[dialect]
        items = content.items[start : ends.get(dialect, start + size)] if whole else ()
        count = f"<totalrecord>{len(content.items)}</totalrecord><totalpage>2</totalpage>"
        text = f"\n\n<datastore>{count}<recordset>{''.join(map(record, items))}</recordset></datastore>"
        return answer(text, "text/xml")

    return answered


def jcms_frame(content: Content) -> dict[str, Route]:
    """Zhejiang's shell: the column is a page around a frame that holds the list."""
    shell = f"/col/col99/index.html?df={LIST}&isgk=1"
    routes = jcms(content)
    return {
        **routes,
        **frame(shell),
        shell: html(menu(shell) + '<iframe name="xxgk_col_iframe" id="f"></iframe>'),
    }


def jcms_catalogue(content: Content) -> dict[str, Route]:
    """The catalogue module: fragments by `currpage`, rows of other columns among them."""

    def answered(hit: Hit) -> Says:
        number = int(fields(hit).get("currpage", 1))
        pages = content.pages(6)
        items = pages[number - 1] if number <= len(pages) else ()
        lines = "".join(
            f'<tr class="tr_main_value_{("odd", "even")[i.number % 2]}"><td><a href="{href(i, jcms_article)}" title="{i.title}"'
            f' mc="{i.title}" rq="{i.day}">{i.cut}</a></td></tr>' for i in items
        )  # fmt: skip
        foreign = '<tr class="tr_main_value_odd"><td><a href="/art/2025/1/2/art_55_1.html" title="海晏市体育局2024年政府信息公开工作年度报告">x</a></td></tr>'
        return answer(
            f"<table>{lines}{foreign}</table><table class='xxgkzclbtab3'><tr><td>共{len(pages)}页</td></tr></table>",
            "text/html",
        )

    script = f"""<div id="div{COLUMN}"></div><script>$.post("/module/xxgk/search.jsp",
    {{infotypeId:'A0104', jdid:'3084', area:'', divid:'div{COLUMN}', vc_title:'', currpage:1, sortfield:',compaltedate:0'}});</script>"""
    return {
        **frame(LIST),
        LIST: html(menu(LIST) + script),
        "/module/xxgk/search.jsp?": answered,
        **article_routes(content, jcms_article, "jcms"),
    }
