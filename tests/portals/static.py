"""Simulated portals whose lists are files: TRS with its pagers, Shanghai, UCAP's family, VSB, plain links."""

import json
from collections.abc import Callable

from tests.portals.common import (
    answer,
    article_routes,
    fields,
    frame,
    href,
    html,
    menu,
    rows,
    twice,
)
from tests.portals.content import Content, Item
from tests.site import Hit, Route, Says

LIST = "/zfxxgk/zfxxgknb/"
DECOY = '<div class="TRS_Editor"><embed src="../images/top.swf" type="application/x-shockwave-flash"></div>'
CRUMB = f'<div class="pos">您现在的位置是：<a href="/" class="CurrChnlCls">首页</a> &gt; <a href="{LIST}" class="CurrChnlCls">政府信息公开年报</a></div>'
STUB = Says(b"<html><head><title>list</title></head><body><div class='list'></div></body></html>")

Pager = Callable[[int, int], str]


def trs_article(item: Item) -> str:
    """The address behind `./202501/t20250120_12345.html`."""
    day = item.day.replace("-", "")
    return f"{LIST}{day[:6]}/t{day}_{item.number}.html"


def _called(name: str, first: str, one_based: bool, ext: str) -> Pager:
    def pager(number: int, count: int) -> str:
        current = number + 1 if one_based else number
        index = '"index"'
        return (
            f'<script>{name}({first}{count}, {current}, {index}, "{ext}", "black2", 45);</script>'
        )

    return pager


def _variables(number: int, count: int) -> str:
    return (
        f"<script>var currentPage={number};//当前页\nvar nextPage=currentPage+1;var countPage={count}//共多少页\n"
        'document.write("共计"+"页");document.write("<a href=\\"index"+"_"+nextPage+"."+"html\\">下一页</a>");</script>'
    )


def _options(number: int, count: int) -> str:
    return f'<script>var pager_options = {{"pageCount":"{count}}}","currentPage":"{number}","pageName":"index","pageExt":"html"}};</script>'


def _identified(number: int, count: int) -> str:
    links = "".join(
        f"<a onclick=\"go('index_PAGEID_{n}.shtml')\">{n}</a>" for n in range(1, count + 1)
    )
    return f"<script>var countPage={count};</script>{links}"


def _linked(number: int, count: int) -> str:
    script = f'<script>createPageHTML({count}, {number}, "index", "shtml");</script>'
    after = f'<a href="index_PAGEID_{number + 2}.shtml">下一页</a>'
    return script + (after if number + 1 < count else "")


# Each form: its pager, the extension, and the number that the second page's file name has.
TRS: dict[str, tuple[Pager, str, int]] = {
    "a": (_variables, "html", 1),
    "b": (_called("createPageHTML", "", False, "shtml"), "shtml", 1),
    "c": (_called("createPageHTML", "'paging',", True, "html"), "html", 2),
    "d": (_called("createPage", "", False, "html"), "html", 1),
    "e": (_identified, "shtml", 2),
    "e, linked": (_linked, "shtml", 2),
    "f": (_options, "html", 1),
}


def trs(
    content: Content, form: str = "a", charset: str = "utf-8", claims: int = 0
) -> dict[str, Route]:
    """A TRS column; the pager may claim more pages or fewer than there are, what is past the end is a stub."""
    pager, ext, second = TRS[form]
    pages = content.pages()
    stem = "index_PAGEID" if form[0] == "e" else "index"
    names = [LIST, *(f"{LIST}{stem}_{second + n}.{ext}" for n in range(len(pages) - 1))]
    routes = {
        f"{LIST}{stem}_{second + n}.{ext}": STUB for n in range(len(pages) - 1, len(pages) + 2)
    }
    for number, (path, items) in enumerate(zip(names, pages, strict=True)):
        table = f'<table class="gl_list">{rows(items, _relative, "tr")}</table>'
        body = DECOY + menu(LIST) + CRUMB + table + pager(number, len(pages) + claims)
        routes[path] = html(body, charset=charset)
    files = article_routes(content, trs_article, "trs")
    if charset != "utf-8":
        files = {path: _recoded(route) for path, route in files.items()}
    return {**frame(LIST), **routes, **files}


def _recoded(route: Route) -> Route:
    """A page in GBK under a header that says UTF-8; documents stay as they are."""
    if not isinstance(route, Says) or b"charset" not in route.body[:400]:
        return route
    text = (
        route.body.decode()
        .replace('charset="utf-8"', 'charset="gb2312"')
        .replace("charset='utf-8'", "charset='gb2312'")
    )
    return Says(text.encode("gb18030"), headers=route.headers)


def _relative(item: Item) -> str:
    return "./" + trs_article(item).removeprefix(LIST)


def trs_search(content: Content) -> dict[str, Route]:
    """(g): the rows come from a search in JSON, page by page."""

    def answered(hit: Hit) -> Says:
        number = int(fields(hit)["page"])
        items = content.items[(number - 1) * 10 : number * 10]
        docs = [
            {
                "docpuburl": i.url or trs_article(i),
                "doctitle": i.title,
                "docpubtime": i.day.replace("-", "/"),
            }
            for i in items
        ]
        return answer(json.dumps({"total": "x", "docs": docs}))

    script = "<script>var u='/was5/web/search?channelid=214851&page=1';$.getJSON(u, draw)</script>"
    return {**frame(LIST), LIST: html(menu(LIST) + CRUMB + script), "/was5/web/search?": answered,
            **article_routes(content, trs_article, "trs")}  # fmt: skip


def trs_fujian(content: Content) -> dict[str, Route]:
    """The first rows stand in the page, a list a row; the rest by a search that a library names."""
    shown = "".join(
        f'<dl><dd><a href="{href(i, _relative)}" title="{i.title}">{i.cut}</a></dd><dd>\n{i.day}\n</dd></dl>'
        for i in content.items[:10]
    )
    script = (
        "<script>var SiteInfo = {\n // archive: 290792,\n searchId: 200210\n};</script>"
        '<script>require(["list2.trsapi", "tools"], function(listModel) { listModel({ maxStaticIndex: 1,'
        ' listArgs: { channelid: SiteInfo.searchId, classsql: "" || "chnlid=1813", sortfield: "-pri,-time" },'
        f" pagebar: {{ prepage: 10, recordCount: '{len(content.items)}', displayNum: 2 }} }}); }});</script>"
    )

    def answered(hit: Hit) -> Says:
        asked = fields(hit)
        if hit.method != "POST" or (asked["channelid"], asked["classsql"]) != (
            "200210",
            "chnlid=1813",
        ):
            return Says(b"no", 404)
        number, size = int(asked["page"]), 15  # a site may cap what it is asked for
        docs = [
            {
                "doctitle": i.title,
                "chnldocurl": i.url or trs_article(i),
                "docreltime": f"{i.day} 09:00:00",
            }
            for i in content.items[(number - 1) * size : number * size]
        ]
        return answer(json.dumps({"data": docs, "pageCount": -(-len(content.items) // size)}))

    body = f'{menu(LIST)}{CRUMB}<div class="rules">{shown}</div>{script}'
    return {**frame(LIST), LIST: html(body), "/fjdzapp/search": answered,
            **article_routes(content, trs_article, "trs")}  # fmt: skip


def trs_written(content: Content) -> dict[str, Route]:
    """(g): the rows are written by a script within the page."""
    lines = [
        row.replace('"', '\\"').replace("</", "<\\/") + "</li>"
        for row in rows(content.items, trs_article).split("</li>")
        if row
    ]
    script = "".join(f'document.writeln("{line}");' for line in lines)
    return {**frame(LIST), LIST: html(f"{menu(LIST)}{CRUMB}<ul><script>{script}</script></ul>"),
            **article_routes(content, trs_article, "trs")}  # fmt: skip


def hex_article(item: Item) -> str:
    """Shanghai's and the 32-digit family's articles."""
    return f"/{item.day.replace('-', '')}/{item.number:032x}.html"


def shanghai(content: Content) -> dict[str, Route]:
    """A pager that counts from 1 and claims two pages too many."""
    pages = content.pages()
    routes: dict[str, Route] = {}
    for number, items in enumerate(pages, 1):
        script = f'<script>$("#p").pagination("setPage", {number}, {len(pages) + 2});</script>'
        path = "/nb/index.html" if number == 1 else f"/nb/index_{number}.html"
        routes[path] = html(
            menu("/nb/index.html") + f"<ul>{rows(items, hex_article)}</ul>" + script
        )
    return {**frame("/nb/index.html"), **routes, **article_routes(content, hex_article, "govcn")}


def family_article(item: Item) -> str:
    """The family's articles lie in the month's folder."""
    return f"/xjnlk/c112945/{item.day[:7].replace('-', '')}/{item.number:032x}.shtml"


def family(content: Content) -> dict[str, Route]:
    """The 32-digit family: `common_list.shtml`, then `common_list_2.shtml`."""
    column = "/xjnlk/c112945/common_list.shtml"
    pages = content.pages()
    routes: dict[str, Route] = {}
    for number, items in enumerate(pages, 1):
        script = f"<script>createPageHTML('page_div',{len(pages)}, {number},'common_list','shtml',994);</script>"
        path = column if number == 1 else f"/xjnlk/c112945/common_list_{number}.shtml"
        routes[path] = html(
            menu(column)
            + f'<div class="gknr_list"><dl>{rows(items, family_article, "dd")}</dl></div>{script}'
        )
    return {**frame(column), **routes, **article_routes(content, family_article, "ucap")}


def vsb_article(item: Item) -> str:
    """VSB's articles."""
    return f"/info/1216/{item.number}.htm"


def vsb(content: Content) -> dict[str, Route]:
    """Boda VSB: the second page has the highest number but one."""
    pages = content.pages()
    names = ["/nb.htm", *(f"/nb/{n}.htm" for n in range(len(pages) - 1, 0, -1))]
    routes: dict[str, Route] = {}
    for number, (path, items) in enumerate(zip(names, pages, strict=True)):
        after = (
            f'<a href="{names[number + 1]}" class="Next">下页</a>'
            if number + 1 < len(names)
            else '<span class="NextDisabled">下页</span>'
        )
        lines = rows(items, vsb_article).replace("<li>", '<li id="line_u9_0">')
        routes[path] = html(f"{menu('/nb.htm')}<ul>{lines}</ul><div>{after}</div>")
    return {
        **frame("/nb.htm"),
        **routes,
        **article_routes(content, vsb_article, "trs", "/__local/0/1A"),
    }


def plain_article(item: Item) -> str:
    """An article of no known engine."""
    return f"/a/{item.number}.html"


def _next(number: int, names: list[str]) -> str:
    return (
        f'<a href="{names[number + 1]}">下一页</a>'
        if number + 1 < len(names)
        else "<span>下一页</span>"
    )


def _numbers(number: int, names: list[str]) -> str:
    return "".join(
        f'<a href="{name}">{n}</a>' if n != number + 1 else f"<b>{n}</b>"
        for n, name in enumerate(names, 1)
    )


def _select(number: int, names: list[str]) -> str:
    options = "".join(f'<option value="{name}">第{n}页</option>' for n, name in enumerate(names, 1))
    return f'<select onchange="location.href=this.value">{options}</select>'


def _chosen(number: int, names: list[str]) -> str:
    options = "".join(f'<option value="{n}">{n}</option>' for n in range(1, len(names) + 1))
    return f"""<select onchange="go(this.value)">{options}</select>
        <script>function go(n) {{ location.href = "list_" + n + ".html"; }}</script>"""


def _looped(number: int, names: list[str]) -> str:
    return f"""<script>var count = {len(names)}; for (var i = 1; i <= count; i++)
        document.write("<a href='list_" + i + ".html'>" + i + "</a>");</script>"""


GENERIC = {
    "next": _next, "numbers": _numbers, "select": _select, "a chosen number": _chosen, "a loop": _looped,
}  # fmt: skip


def generic(content: Content, pager: str = "next") -> dict[str, Route]:
    """A site of no known engine, its rows once more for telephones, its number of rows declared."""
    pages = content.pages()
    names = ["/nb/", *(f"/nb/list_{n}.html" for n in range(2, len(pages) + 1))]
    routes: dict[str, Route] = {}
    for number, (path, items) in enumerate(zip(names, pages, strict=True)):
        foot = f'<div class="pages">{GENERIC[pager](number, names)} 共<b>{len(content.items)}</b>条</div>'
        routes[path] = html(menu("/nb/") + twice(items, plain_article) + foot)
    return {**frame("/nb/"), **routes, **article_routes(content, plain_article, "govcn")}


def posted(content: Content, pager: str) -> dict[str, Route]:
    """A list whose later pages are had by submitting its form, and whose number of rows is not told."""
    pages = content.pages()

    def shown(hit: Hit) -> Says:
        told = fields(hit)
        number = int(told.get("__EVENTARGUMENT" if pager == "postback" else "pageNo") or 1)
        if number > 1 and told.get("state") != str(number - 1):
            return Says(b"Invalid viewstate", 500)
        listed = f"<ul>{rows(pages[number - 1], plain_article)}</ul>"
        return html(menu("/nb/") + listed + POSTED[pager](number, len(pages)))

    return {**frame("/nb/"), "/nb/": shown, **article_routes(content, plain_article, "govcn")}


def _postback(number: int, count: int) -> str:
    following = f"href=\"javascript:__doPostBack('Pager1','{number + 1}')\""
    state = f'<input type="hidden" name="__VIEWSTATE" value="{"dDw8" * 5000}"><input type="hidden" name="state" value="{number}">'
    return f"""<form method="post" action="/nb/">{state}<div id="Pager1"><span>{number}</span>
        <a {following if number < count else 'disabled="disabled"'}>下一页</a></div></form>"""


def _submitted(number: int, count: int) -> str:
    return f"""<form name="pages" method="post" action="/nb/"><input type="hidden" name="state" value="{number}">
        <input type="hidden" name="pageNo" value="{number}"></form><a href="javascript:go({min(number + 1, count)})">下一页</a>
        <script>function go(n) {{ document.pages.pageNo.value = n; document.pages.submit(); }}</script>"""


def _unreadable(number: int, count: int) -> str:
    return f'<a href="javascript:go({min(number + 1, count)})">下一页</a>'


POSTED = {"postback": _postback, "a form": _submitted, "nobody knows": _unreadable}


def years(content: Content) -> dict[str, Route]:
    """A column that shows the latest year's rows, and has a column for each year of publication, of several pages."""
    by_year: dict[str, list[Item]] = {}
    for item in content.items:
        by_year.setdefault(item.day[:4], []).append(item)
    links = "".join(f'<a href="/nb/{year}n/index.html">{year}年</a>' for year in by_year)
    routes: dict[str, Route] = {}
    for year, items in by_year.items():
        parts = [tuple(items[at : at + 4]) for at in range(0, len(items), 4)]
        for number, part in enumerate(parts):
            name = f"/nb/{year}n/index{f'_{number}' if number else ''}.html"
            counted = f"<script>var pageCount = {len(parts)};</script><script src='/js/pager.js'></script>"
            routes[name] = html(
                f"{menu('/nb/')}{links}<ul>{rows(part, plain_article)}</ul>{counted}"
            )
    latest = tuple(next(iter(by_year.values()))[:4])
    return {
        **frame("/nb/"),
        "/nb/": html(f"{menu('/nb/')}{links}<ul>{rows(latest, plain_article)}</ul>"),
        **routes,
        **article_routes(content, plain_article, "govcn"),
    }
