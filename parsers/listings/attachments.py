"""This module finds the documents that the page of a report carries, under the names it gives them.

They are links to files, download pages whose link text is a file's name, embedded documents, and
links that a script writes. Pictures that are large enough to hold a table, and what a script names, count only on a
page without a table, since they may show it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import starmap
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from parsers.depth import parse_html
from parsers.javascript import unescape_literal
from parsers.listings import json_rows, json_values
from parsers.listings.addresses import DOCUMENT, named_documents, resolve_url
from parsers.listings.html_page import HtmlPage, open_page
from parsers.listings.links import link_title
from parsers.listings.listing import Response, Row, distinct, is_same_host
from parsers.listings.markup import inline_scripts, is_in_zone, script_of
from parsers.listings.notes import ROW_ADDRESS, notes_of
from parsers.listings.report_titles import may_be_report
from parsers.listings.script_links import open_resolved
from parsers.metadata.candidates import read_link_text
from parsers.patterns import DOCUMENT_ENDING, PICTURE_ENDING

_NAMED = re.compile(rf"{DOCUMENT_ENDING}\s*(?:[\])）】(（]|$)", re.IGNORECASE)
_QUOTED = re.compile(
    rf"""["']([^"'\s<>]{{1,300}}{DOCUMENT_ENDING}(?:[?#][^"'\s<>]{{0,300}})?)["']""", re.IGNORECASE
)
# For a script to split: '1.pdf;2.pdf;'
_SEVERAL = re.compile(rf"({DOCUMENT_ENDING})[;,|]", re.IGNORECASE)
_KEPT = re.compile(  # what an element keeps for a script: <div data-pdf="/files/1.pdf">
    rf"""\s(?!href|src|download|title|alt|name)[\w-]{{2,30}}\s*=\s*["']?([^"'\s<>]{{1,300}}{DOCUMENT_ENDING})(?=["'\s>])""",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(
    r"downfile\.jsp|/download\.jsp\?|DownloadAttach|/__local/|/attachments?/\d|/OpennessAnnualReport/download/"
    r"|/OpennessContent/download/|/(?:file)?download(?:file)?(?:/|\.\w+\?|\?|$)",
    re.IGNORECASE,
)
_OFFERS = re.compile(  # what a link to a download says, rather than a menu of downloads
    r"(?:(?:点击|立即|本地|直接|普通|附件|正文|全文|原文|年报|年度报告|报告)(?:地址)?下载|下载)(?:地址|附件|文件|报告|年报)?[\d>»]{0,2}"
)
_TABLE = re.compile(r"结转|結轉|本年新收|未经复议直接起诉")
_REPORT = re.compile(r"报告|年报|公开|附[件表]|統計|统计|版|(?:19|20)\d\d")
_MOST_OTHERS = 3
_PICTURE = re.compile(rf"{PICTURE_ENDING}(?:$|[?#])", re.IGNORECASE)
_DRESS = re.compile(
    r"icon|logo|qr|ewm|erwei|weixin|wechat|wx|share|print|banner|blank|spacer|arrow|button|/module/|/theme|/skin|"
    r"/templates?/|/css/|/js/|dzjg|conac|jiucuo|badge|bg[_.]|line\.|/(?:[pu]v|hits?|clicks?|count(?:er)?|stats?|track|visit\w*|page_?views?)\.\w{3,4}(?:$|\?)",
    re.IGNORECASE,
)
_BODIES = (
    "#zoom, #Zoom, .zoom, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, #UCAP-CONTENT, ucapcontent,"
    "#vsb_content, .v_news_content, .article-content, .bt_content, .article_con, .wzcon, .m-article,"
    "#ivs_content, .gknbxq_detail, .article, .content, article, main"
)
# Where a picture that is loaded once it is scrolled to has its address, the one in `src` being that of a sign of waiting.
_LATER = ("data-original", "data-src", "data-lazy-src", "data-echo", "lay-src", "original-src")
_SMALLEST = 120  # pixels: a smaller picture is no table


def find_attachments(response: Response) -> tuple[Row, ...]:
    """The documents of an article in its order, each address once, under the link's text."""
    html = response.text
    is_answer = html[:20].lstrip("\ufeff \r\n\t").startswith(("{", "["))
    if is_answer:  # an article, or its documents, that an interface answers
        html = f"<script>{html}</script>"
    page = open_resolved(replace(response, text=html))
    links = (*_linked(page), *_embedded(page), *_scripted(html, page.base))
    found = [*(_answered(response, page.base) if is_answer else ()), *starmap(Row, links)]
    if _TABLE.search(response.text):
        rows = _of_report(distinct(found))
    else:
        offered = () if found else _offered(page)
        shown = () if is_answer and found else tuple(_shown(html, page.base))
        pictures = _pictures(page, anywhere=not (found or shown))
        rows = distinct((*found, *starmap(Row, (*offered, *pictures, *shown))))
    return tuple(row for row in rows if row.url != response.url)


def _answered(response: Response, base: str) -> Iterator[Row]:
    """The documents that an interface answers as a list, with the addresses that the asking page's script makes of them."""
    joined = notes_of(response.request).get(ROW_ADDRESS, "")
    for row in json_rows.rows_of(json_values.parse_json(response.text), base, joined):
        if is_document_link(row.url, row.title):
            yield row


def _of_report(found: tuple[Row, ...]) -> tuple[Row, ...]:
    """The documents of a page that prints the tables itself; a long list of others is the site's: forms to fill in.

    A link's text may name a report by its body alone: 1.东河镇.docx.
    """
    named = tuple(
        row
        for row in found
        if _REPORT.search(f"{row.title} {urlsplit(row.url).path}") or any(read_link_text(row.title))
    )
    return found if len(found) - len(named) <= _MOST_OTHERS else named


def _linked(page: HtmlPage) -> Iterator[tuple[str, str]]:
    for link in page.css("a"):
        url, title = page.target(link) or _called(link, page), link_title(link)
        named = link.attributes.get("download") or title
        if url and is_document_link(url, named) and not is_in_zone(link):
            yield url, title


def find_downloads(response: Response, title: str) -> tuple[Row, ...]:
    """The documents of the page that a download leads to first: 点击下载, or a link with the name of the report itself."""
    found = find_attachments(response)
    if found or not title:
        return found
    page = open_page(response)
    named = ((page.target(link), link_title(link)) for link in page.css("a"))
    return tuple(Row(url, name) for url, name in named if url and may_be_report(name))[:1]


def _offered(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """The links that say download, wherever they lead."""
    for link in page.css("a"):
        title = "".join(link_title(link).split())
        url = page.target(link) if _OFFERS.fullmatch(title) else None
        if url and not is_in_zone(link):
            yield url, title


def _called(link: LexborNode, page: HtmlPage) -> str | None:
    """The document that a link's script is called with, as `downloadFile('/files/1.pdf')` is."""
    quoted = _QUOTED.search(script_of(link))
    return page.resolve(quoted[1]) if quoted else None


def is_document_link(url: str, title: str) -> bool:
    """Whether a link leads to a document, by its address or by the file's name that is its text."""
    return bool(DOCUMENT.search(url) or _DOWNLOAD.search(url) or _NAMED.search(title))


def _embedded(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Documents embedded in the page, also those that a viewer is to show."""
    for node in page.css("embed[src], iframe[src], object[data], source[src]"):
        url = page.resolve(node.attributes.get("src") or node.attributes.get("data"))
        inner = next(named_documents(url), None) if url and "?" in url else None
        if url and (inner or DOCUMENT.search(url)):
            yield inner or url, ""


def _scripted(html: str, base: str) -> Iterator[tuple[str, str]]:
    """Links in the strings of scripts: written later, or part of the article repeated as JSON."""
    for script in inline_scripts(html):
        if not DOCUMENT.search(script.replace('"', "?").replace("'", "?").replace("\\", "?")):
            continue
        for link in parse_html(f"<body>{_json_text(script)}</body>").css("a[href]"):
            url = resolve_url(base, link.attributes.get("href"))
            if url and is_document_link(url, link_title(link)):
                yield url, link_title(link)


def _shown(html: str, base: str) -> Iterator[tuple[str, str]]:
    """Documents that a script or an attribute names: on a page without a table, they are what its viewer shows."""
    for script in (*inline_scripts(html), *map('"{}"'.format, _KEPT.findall(html))):
        said = _QUOTED.findall(_SEVERAL.sub(r"\1' '", script.replace("\\/", "/")))
        addresses = [one for one in said if "/" in one]
        for address in addresses or said:  # a name alone counts only where there is no address
            url = resolve_url(base, address)
            if url and is_same_host(url, base):
                yield url, ""


def _json_text(script: str) -> str:
    try:
        return str(json.loads(f'"{script}"'))
    except ValueError:
        return unescape_literal(script)


def _pictures(page: HtmlPage, *, anywhere: bool) -> Iterator[tuple[str, str]]:
    """The large pictures in the article's body; `anywhere`: or beside the menus of a page without a known one."""
    bodies = [node for node in page.css(_BODIES) if node.css_first("img") is not None][:3]
    for body in bodies or page.css("body:not(:has(input[type=password]))"):
        for picture in body.css("img"):
            later = next((name for name in _LATER if picture.attributes.get(name)), "src")
            url = page.resolve(picture.attributes.get(later))
            if not (url and _PICTURE.search(url)) or _DRESS.search(url) or _is_small(picture):
                continue
            beside = is_same_host(url, page.base) and not is_in_zone(picture)
            if bodies or (anywhere and beside):
                yield url, picture.attrs.sget("alt")


def _is_small(picture: LexborNode) -> bool:
    sizes = (picture.attrs.sget(name).removesuffix("px") for name in ("width", "height"))
    return any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)
