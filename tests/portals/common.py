"""What every simulated engine shares: menus, rows, articles, and answers by query."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from tests.portals.content import Content, Item, page_of
from tests.site import Hit, Route, Says

Address = Callable[[Item], str]
HTML = (("Content-Type", "text/html; charset=utf-8"),)
PLATFORM = "/zfxxgk/"


def html(body: str, head: str = "", charset: str = "utf-8") -> Says:
    """A page with the frame of every page: a menu that leads nowhere, a foot."""
    nav = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwdt/">政务动态</a></li></ul></div>'
    foot = '<div class="footer"><a href="/wzdt.html">网站地图</a> 政府网站标识码：6300000000</div>'
    text = f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{nav}{body}{foot}</body></html>'
    told = (("Content-Type", f"text/html; charset={charset}"),)
    return Says(text.encode("gb18030" if charset != "utf-8" else "utf-8"), headers=told)


def answer(text: str, media_type: str = "application/json") -> Says:
    """What an interface answers."""
    return Says(text.encode(), headers=(("Content-Type", f"{media_type}; charset=utf-8"),))


def menu(column: str, name: str = "政府信息公开年报") -> str:
    """The platform's menu of five."""
    others = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "依申请公开")
    links = "".join(
        f'<li><a href="/zfxxgk/{n}/index.html">{word}</a></li>' for n, word in enumerate(others)
    )
    return f'<div class="left"><ul class="list">{links}<li><a href="{column}">{name}</a></li></ul></div>'


def frame(column: str, name: str = "政府信息公开年报") -> dict[str, Route]:
    """The way from the home page to the column: the platform stands between."""
    return {
        "/robots.txt": Says(b"none", 404),
        "/": html(
            f'<p>欢迎</p><a href="{PLATFORM}">政府信息公开</a><a href="/fz/">法治政府建设年度报告</a>'
        ),
        PLATFORM: html(menu(column, name)),
        "/zfxxgk/2/index.html": html(menu(column, name) + "<p>目录</p>"),
    }


def article_routes(
    content: Content, where: Address, skin: str, files: str = "/files"
) -> dict[str, Route]:
    """The pages behind the rows, and their documents."""
    found: dict[str, Route] = {}
    for item in content.items:
        if item.url is None:
            found[where(item)] = Says(page_of(item, skin, files).encode(), headers=HTML)
        for file in item.files:
            found[f"{files}/{file.name}"] = Says(
                file.body, headers=(("Content-Type", file.media_type),)
            )
    return found


def href(item: Item, where: Address) -> str:
    """Where a row leads: to its article, or to another host."""
    return item.url or where(item)


def rows(items: "tuple[Item, ...]", where: Address, form: str = "li") -> str:
    """The rows of one page of a list, titles cut, the whole ones in the title attribute."""
    forms = {
        "li": '<li><a href="{0}" title="{1}">{2}</a><span>{3}</span></li>',
        "tr": '<tr><td><a href="{0}" title="{1}">{2}</a></td><td>\n  {3}\n</td></tr>',
        "p": '<p class="lb-list"><a href="{0}" title="{1}">{2}</a><span>{3}</span></p>',
        "dd": '<dd><a href="{0}" title="{1}">{2}</a><span>{3}</span></dd>',
    }
    return "".join(forms[form].format(href(i, where), i.title, i.cut, i.day) for i in items)


def fields(hit: Hit) -> dict[str, str]:
    """The fields of a request, of its query and of its form."""
    told = f"{urlsplit(hit.path).query}&{hit.body.decode('utf-8', 'replace')}"
    return {key: values[0] for key, values in parse_qs(told, keep_blank_values=True).items()}


def twice(items: "tuple[Item, ...]", where: Address) -> str:
    """A list for screens, and the same again for telephones."""
    phone = "".join(
        f'<li><a href="{href(i, where)}">{i.cut}</a><em>{i.day[5:]}</em></li>' for i in items
    )
    return f'<ul class="pc">{rows(items, where)}</ul><ul class="phone">{phone}</ul>'
