"""Simulated portals whose lists come from interfaces: gkmlpt, UCAP, Ls, openness, Epoint, eportal; and none."""

import json
from datetime import datetime

from tests.portals.common import answer, article_routes, fields, frame, html, menu, rows
from tests.portals.content import Content, Item
from tests.portals.static import plain_article
from tests.site import Hit, Route, Says

REST = "/EpointWebBuilder/rest/lightfrontaction/getgovinfolist"
GUID = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
BRANCH = "5efe9cac2c262b40b6d48bcb"


def _page(hit: Hit, key: str, items: tuple[Item, ...], size: int = 10) -> tuple[Item, ...]:
    number = max(int(fields(hit).get(key, 1)), 1)
    return items[(number - 1) * size : number * size]


def gkmlpt_article(item: Item) -> str:
    """gkmlpt's article; the telephone's twin begins with an m."""
    return f"/gkmlpt/content/9/{item.number}/post_{item.number}.html"


def gkmlpt(content: Content) -> dict[str, Route]:
    """Guangdong's platform: a tree, an interface whose page 0 is page 1, a 404 past the end, twins."""
    config = """<script>window._CONFIG = { APP_URL:'/gkmlpt', SID:'570001', TREE:[{"id":1,"name":"机构职能","parent":0,"post_count":3,"children":[]},
    {"id":2629,"name":"政府信息公开年报","parent":0,"post_count":99,"jump_url":"","children":[]}], SERVICE_AREA_ID: 1 };</script>"""

    def answered(hit: Hit) -> Says:
        items = _page(hit, "page", content.items)
        if not items or fields(hit)["sid"] != "570001":
            return Says(b"{}", 404)
        site = f"http://{hit.headers['host']}"
        articles = [_article(item, site) for item in items]
        twin = {**articles[0], "url": articles[0]["url"].replace("/post_", "/mpost_")}
        told = {
            "classify": {"id": 2629, "post_count": 726},
            "articles": [*articles, twin],
            "offset": 0,
            "total": 221,
        }
        return answer(json.dumps(told))

    home = '<a href="/gkmlpt/index">政府信息公开</a>'
    return {
        "/robots.txt": Says(b"none", 404), "/": html(home), "/gkmlpt/index": html("<div id='app'></div>", config),
        "/gkmlpt/api/all/2629?": answered, **article_routes(content, gkmlpt_article, "gkmlpt", "/attachment/1/1658"),
    }  # fmt: skip


def _article(item: Item, site: str) -> dict[str, object]:
    when = int(datetime.fromisoformat(f"{item.day}T09:00:00+08:00").timestamp())
    url = item.url or site + gkmlpt_article(item)
    return {"id": item.number, "title": item.title, "url": url, "type": "url" if item.url else "post",
            "date": when - 86400, "create_time": when, "publisher": "", "attachment": []}  # fmt: skip


def first_part(content: Content) -> dict[str, Route]:
    """An interface without pages, which gives the rows that were asked for of more."""
    items = [
        {"title": item.title, "url": item.url or plain_article(item)} for item in content.items[:5]
    ]
    told = answer(json.dumps({"total": len(content.items), "rows": items}))
    script = '<script>$.getJSON("/api/list", {size: 5}, draw)</script>'
    column = "/nb/list.html"
    return {**frame(column), column: html(menu(column) + script), "/api/list?": told,
            **article_routes(content, plain_article, "trs")}  # fmt: skip


def ucap(content: Content) -> dict[str, Route]:
    """UCAP as Heilongjiang runs it: a search of the channel in JSON."""

    def answered(hit: Hit) -> Says:
        items = _page(hit, "page", content.items, 15)
        results = [
            {
                "title": f"<em>{i.title}</em>",
                "url": i.url or plain_article(i),
                "publishedTimeStr": f"{i.day} 10:00:00",
                "domainMetaList": [],
            }
            for i in items
        ]
        return answer(
            json.dumps({"data": {"total": len(content.items), "rows": 15, "results": results}})
        )

    script = '<script>$.getJSON("/common/search/8fe2b1?_isAgg=true&_isJson=true&_pageSize=15&_template=index&page=" + n, draw)</script>'
    column = "/nb/list.html"
    return {**frame(column), column: html(menu(column) + script), "/common/search/8fe2b1?": answered,
            **article_routes(content, plain_article, "ucap")}  # fmt: skip


def feed(content: Content) -> dict[str, Route]:
    """A feed in a file, as the State Council's site has it."""
    told = [
        {"TITLE": i.title, "URL": i.url or plain_article(i), "DOCRELPUBTIME": i.day}
        for i in content.items
    ]
    column = "/nb/home.htm"
    script = "<script>$.ajax({url: './ZUIXINZHENGCE.json', success: draw})</script>"
    return {**frame(column), column: html(menu(column) + script), "/nb/ZUIXINZHENGCE.json": answer(json.dumps(told)),
            **article_routes(content, plain_article, "govcn")}  # fmt: skip


def ls_article(item: Item) -> str:
    """Ls's article."""
    return f"/public/6596741/{item.number}.html"


def ls(content: Content, *, label: bool = True) -> dict[str, Route]:
    """Ls: fragments by `pageIndex`, or the column's own address with it."""
    column = "/public/column/6596741"
    pages = content.pages()

    def listed(hit: Hit) -> str:
        number = int(fields(hit).get("pageIndex", 1))
        items = pages[number - 1] if number <= len(pages) else ()
        line = '<li class="lm_line"></li>'
        pager = f'<script>Ls.pagination("#page_1",{{currPage:{number},pageCount:{len(pages)}}});</script>'
        return f'<div class="xxgk_navli"><ul>{rows(items, ls_article)}{line}</ul></div>{pager}'

    path = "/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&siteId=1&organId=2&catId=3&pageSize=10&pageIndex=1&type=4"
    shell = html(f'{menu(column)}<script>$.get("{path}", draw)</script>')
    return {
        **frame(column), column: shell if label else (lambda hit: html(menu(column) + listed(hit))),
        f"{column}?": lambda hit: html(menu(column) + listed(hit)),
        "/site/label/8888?": lambda hit: answer(listed(hit), "text/html"),
        **article_routes(content, ls_article, "openness"),
    }  # fmt: skip


def openness_article(item: Item) -> str:
    """openness's article."""
    return f"/openness/detail/content/{item.number:024x}.html"


def openness(content: Content, *, counted: bool = True) -> dict[str, Route]:
    """openness: pages by number, told or linked, and each row once more as the telephone's twin."""
    column = f"/opennessTarget/?branch_id={BRANCH}&column_code=16010000"
    pages = content.pages()

    def listed(hit: Hit) -> Says:
        number = int(fields(hit).get("page", 1))
        items = pages[number - 1] if number <= len(pages) else ()
        desk = rows(items, openness_article)
        phone = rows(tuple(i for i in items if not i.url), openness_article).replace(
            "/openness/", "/mobileOpenness/"
        )
        links = "".join(
            f'<a href="{column}&page={n}">{n}</a>'.replace("&", "&amp;")
            for n in range(1, len(pages) + 1)
        )
        pager = f"第{number}页 共{len(pages)}页" if counted else links
        return html(f"{menu(column)}<ul>{desk}</ul><ul class='phone'>{phone}</ul><p>{pager}</p>")

    return {
        **frame(column),
        "/opennessTarget/?": listed,
        **article_routes(content, openness_article, "openness"),
    }


def epoint(content: Content) -> dict[str, Route]:
    """Epoint: the site's identifier in a script, the rows by POST."""
    column = "/xxgk/list.html?categorynum=003001"

    def answered(hit: Hit) -> Says:
        told = json.loads(fields(hit)["params"])
        if (told["siteGuid"], told["categorynum"]) != (GUID, "003001"):
            return answer('{"custom": {"data": []}}')
        start = told["pageIndex"] * told["pageSize"]
        data = [
            {"infourl": i.url or plain_article(i), "realtitle": i.title, "infodate": i.day}
            for i in content.items[start : start + told["pageSize"]]
        ]
        return answer(json.dumps({"custom": {"total": len(content.items), "data": data}}))

    script = f'var siteInfo = {{"siteGuid": "{GUID}", "projectName": "/EpointWebBuilder"}};'
    shell = html(
        f'{menu(column)}<input type="hidden" id="deptcode" value="HY01"><ul id="list"></ul>',
        '<script src="/js/webBuilderCommon.js"></script>',
    )
    return {**frame(column), column: shell, "/js/webBuilderCommon.js": answer(script, "text/javascript"), REST: answered,
            **article_routes(content, plain_article, "govcn")}  # fmt: skip


def eportal(content: Content, *, linked: bool = False) -> dict[str, Route]:
    """Beijing's eportal: `next(N)` for `?currentPage=N`, of the last page alone where the next is linked."""
    column = "/eportal/ui?pageId=1216"
    pages = content.pages()

    def listed(hit: Hit) -> Says:
        number = int(fields(hit).get("currentPage", 1))
        calls = "".join(
            f'<a href="javascript:next({n})">{n}</a>'
            for n in range(len(pages) if linked else 1, len(pages) + 1)
            if n != number
        )
        after = f'<a href="{column}&amp;currentPage={number + 1}">下一页</a>' if linked else ""
        pager = f"<div>{after if number < len(pages) else ''}{calls}</div>"
        return html(f"{menu(column)}<ul>{rows(pages[number - 1], plain_article)}</ul>{pager}")

    return {
        **frame(column),
        "/eportal/ui?": listed,
        **article_routes(content, plain_article, "govcn"),
    }


def embedded(content: Content) -> dict[str, Route]:
    """Rows as JSON within the page."""
    told = json.dumps(
        [
            {"title": i.title, "url": i.url or plain_article(i), "pubDate": i.day}
            for i in content.items
        ],
        ensure_ascii=False,
    )
    return {**frame("/nb/"), "/nb/": html(f"{menu('/nb/')}<div id='list'></div><script>var dataList = {told};draw(dataList);</script>"),
            **article_routes(content, plain_article, "govcn")}  # fmt: skip


def asked(content: Content) -> dict[str, Route]:
    """Rows from an interface whose address a script puts together, under names that nobody knows."""

    def answered(hit: Hit) -> Says:
        number = int(fields(hit)["pageNum"])
        items = content.items[(number - 1) * 5 : number * 5]
        told = [{"bt": i.title, "lj": i.url or plain_article(i), "sj": i.day} for i in items]
        return answer(json.dumps({"zs": len(content.items), "lb": told}, ensure_ascii=False))

    script = """<script>var lm = "nb12"; function load(p) { $.getJSON("/api/list?lm=" + lm + "&pageNum=" + p, draw) }</script>"""
    return {**frame("/nb/"), "/nb/": html(f"{menu('/nb/')}<ul id='list'></ul>{script}"), "/api/list?": answered,
            **article_routes(content, plain_article, "govcn")}  # fmt: skip


def drawn(content: Content) -> dict[str, Route]:
    """A list that a script draws from a signed interface: nothing here can read it."""
    script = (
        '<script>axios.post("/api/v2/list", {page: 1, sign: md5(now() + key)}).then(draw)</script>'
    )
    return {**frame("/nb/"), "/nb/": html(f"{menu('/nb/')}<ul id='list'></ul>{script}"),
            **article_routes(content, plain_article, "govcn")}  # fmt: skip
