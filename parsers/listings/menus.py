"""This module reads the menus of a page: every name with its address, in HTML or in a script."""

import re
from collections.abc import Iterator

from parsers.javascript import unescape_literal
from parsers.listings import json_fields, json_rows, json_values
from parsers.listings.addresses import resolve_url
from parsers.listings.html_page import HtmlPage
from parsers.listings.links import ARTICLE, OPENING, link_title
from parsers.listings.listing import is_same_host
from parsers.listings.markup import inline_scripts
from parsers.listings.notes import ROW_ADDRESS, notes_of
from parsers.listings.part_names import INDEX, is_body
from parsers.listings.script_links import row_address
from parsers.normalize import normalize
from parsers.patterns import TAGS

_ANCHOR = re.compile(
    r"""<a\b[^>]*?href\s*=\s*\\?["']?([^"'\\\s>]+)[^>]*>((?:(?!</a).){2,200}?)<\\?/a""",
    re.DOTALL | re.IGNORECASE,
)
# Names of an address that only a menu has.
_URLS = (*json_fields.URLS, "path", "columnurl", "channelurl")
# The folder of the report column, by which a picture without a name leads to it.
_SLUG = re.compile(
    r"/(?:(?:zf|zw)?xxgk|gk)(?:gz)?(?:nd)?(?:nb|bg)\w{0,3}(?:/|/(?:index|list)\w{0,4}\.\w{3,5})?$|/(?:zf)?xxgk/nb/?$"
)
_UNNAMED = "信息公开年报"
# A name and then its address, as arguments or in an array: d.add(2, 0, '信息公开年报', 'list.jsp?cat=2'), or a body's
_PAIRED = re.compile(
    r"""(["'])([^"'<>]{0,30}(?:公开|公開|年报|年度报告|[局委办镇乡厅]|街道|政府|部门|单位)[^"'<>]{0,20})\1\s*,\s*(["'])([^"'<>\s]{0,200}[./?][^"'<>\s]{0,200})\3"""
)
_LOADED = re.compile(
    r"""(?:\.\s*(?:load|get|getJSON)\s*\(\s*|\burl\s*:\s*)["']([^"'<>\s]*(?:nav|menu|tree|head|top|left|column|catalog|lanmu)[\w.-]*(?:\?[^"'<>\s]*)?)["']""",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"/script/\d+/[0-9a-f]+\.js$|/(?:\w*[_-])?(?:nav|menu|daohang|head|header|top|left)(?:[_-]\w*)?\.js(?:\?|$)",
    re.IGNORECASE,
)


def menu_entries(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Every name on a page with its address: links, buttons, options, and menus of scripts."""
    for link in page.css(f"area, [data-url], [data-href], {OPENING}"):
        url = page.target(link)
        name = normalize(link.text()) if len(link.text()) < 200 else ""
        for each in dict.fromkeys((name, normalize(link_title(link)))):
            if url and each and not ARTICLE.search(url):
                yield each, url
        if url and not name and _SLUG.search(url) and link.css_first("img:not([alt])"):
            yield _UNNAMED, url
    for option in page.css("option[value]"):
        value = option.attrs.sget("value")
        if "/" in value and (url := page.resolve(value)):
            yield normalize(option.text()), url
    yield from _hidden(page)
    yield from scripted_entries(page.html, page.base)
    yield from _asked(page)


def _hidden(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Hanweb's breadcrumb as data: `col2_name` and `col2_url`."""
    for span in page.css("#hiddenLocation span[id$=_name]"):
        there = page.tree.css_first(f"#{span.attrs.sget('id').replace('_name', '_url')}")
        url = page.resolve(there.text().strip()) if there is not None else None
        if url:
            yield normalize(span.text()), url


def _asked(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """The columns that an interface answers, with addresses that the page's script makes of their fields."""
    joined = notes_of(page.response.request).get(ROW_ADDRESS, "")
    content = json_values.parse_json(page.html) if joined else None
    for table in json_values.objects_of(content):
        whole = json_rows.addressed(table, joined)
        url = page.resolve(json_fields.first_of(whole, json_fields.URLS))
        name = json_fields.first_of(whole, json_fields.NAMES)
        if url and name:
            yield normalize(name), url


def scripted_entries(html: str, base: str) -> Iterator[tuple[str, str]]:
    """The menus that scripts hold: written links, and objects with a name and an address."""
    for script in (*inline_scripts(html), html if "<html" not in html[:3000].lower() else ""):
        for href, text in _ANCHOR.findall(script):
            url = resolve_url(base, href)
            if url and not ARTICLE.search(url):
                yield normalize(TAGS.sub("", text)), url
        for node in json_rows.script_objects(script):
            name, link = json_fields.name_of(node), json_fields.first_of(node, _URLS)
            url = resolve_url(base, link or (_list_of(node, html) if is_body(name or "") else None))
            if name and url:
                yield normalize(name), url
        for _, said, _, address in _PAIRED.findall(script):
            url = resolve_url(base, unescape_literal(address))
            if url:
                yield normalize(unescape_literal(said)), url


def _list_of(body: json_values.Table, html: str) -> str | None:
    """The address of the list of a body that a script joins of its fields: '/nb/' + body.code + '/'."""
    link = json_fields.first_of(json_rows.addressed(body, row_address(html)), json_fields.URLS)
    return link if link and INDEX.search(link.partition("?")[0]) else None


def loaded_menus(page: HtmlPage) -> Iterator[str]:
    """What a page loads its menu from: a fragment or a tree in JSON, and Hanweb's scripts with blocks of a page."""
    scripts = inline_scripts(page.html)
    found = [page.resolve(address) for one in scripts for address in _LOADED.findall(one)]
    sources = (page.resolve(one.attributes.get("src")) for one in page.css("script[src]"))
    found += (url for url in sources if url and _INCLUDED.search(url))
    yield from (url for url in found if url and is_same_host(url, page.base))
