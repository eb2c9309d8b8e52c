"""This module reads links: their absolute address, their whole title, and what kind of link each is."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from urllib.parse import quote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.listings.askable import is_action
from parsers.listings.listing import SAFE, Response, query_fields
from parsers.listings.report_titles import CUT
from parsers.normalize import normalize
from parsers.patterns import DOCUMENT_ENDING, HAN, PAGE_ENDING, PICTURE_ENDING

_LONGEST = 300
_NO_ADDRESS = re.compile(
    r"\s*(?:#|$|javascript:|mailto:|tel:|data:|about:|vbscript:)", re.IGNORECASE
)
# The query of an address in an attribute or a script, with letters outside ASCII in it.
_ASKING = re.compile(
    r"""([=(]\s{0,9}+["']?[^"'<>\s?]{0,300}+\?)((?=[\w.-]{1,40}=)[!#-&(-;=?-~]{0,300}+[^\x00-\x7f][^"'<>\s]{0,300})"""
)
_EDGE_DATE = re.compile(
    r"^\s*[\[(（【]?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?[\])）】]?\s+"
    rf"|^\s*[\[(（【]?\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}[\])）】]?(?=[{HAN}])"
    r"|\s*[\[(（【]?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d\d:\d\d(?::\d\d)?)?[\])）】]?\s*$"
)
PAGER_WORDS = re.compile(
    r"\d{1,4}|[<>«»‹›|]+|\.{2,}|…|首\s*页|尾\s*页|末\s*页|上\s*一?\s*页|前\s*一?\s*页|下\s*一?\s*页|后\s*一?\s*页|"
    r"上一頁|下一頁|第一页|最后一页|跳转|确定|go|next|prev(?:ious)?|first|last",
    re.IGNORECASE,
)
CALLS = re.compile(  # what a link says that names nothing: its title stands in an attribute, or beside
    r"[\[【(]?(?:点击|点此|在线)?(?:查看|浏览|阅读|打开|进入|预览|下载|详情|详细)"
    r"(?:详情|详细|全文|正文|原文|内容|信息|附件|文件)?[>»\]】)]*"
    r"|(?:网页|文字|文本|正文|全文|PDF|pdf|Word|WORD|word|DOCX?|HTML|html|电子)版?(?:下载|查看|浏览)?"
    rf"|附件\s*\d{{0,2}}(?:{DOCUMENT_ENDING})?|文档|链接"
    r"|[\d/〔〕\[\]()._A-Za-z-]{6,40}"  # an index number
)
MORE = re.compile(r"[\[【(]?(?:查看)?更多[>»…\]】)]*|more[>»…]*", re.IGNORECASE)
MORE_SIGN = re.compile(r"[+＋»›>＞…⋯.·]{1,4}")  # the same as a sign
HERE = re.compile(r"(?:请)?(?:点击|点)?(?:这里|此处)(?:查看|浏览|查阅|进入)?|点此")
ARTICLE = re.compile(
    r"/t\d{8}_\d+|/art_[0-9a-f]+_?|/art/\d{4}/|content[-_/]\d+|/content/[\w/-]*[0-9a-f]{8,}"
    r"|/c\d+/content\.html|/[0-9a-f]{24,32}\.s?html|/info/\d+/\d+\.htm|/m?post_\d+"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|/doc/\d{4}/\d+/\d+/|/show/\d+\.html|/doc_[0-9a-f]{24}"
    r"|/\d{6}/[\w-]{6,}\.s?html?|/\d{8}/[\w-]+\.s?html?"
    rf"|{DOCUMENT_ENDING}(?:$|[?#])",
    re.IGNORECASE,
)
DOCUMENT = re.compile(rf"{DOCUMENT_ENDING}(?:$|[?#&])", re.IGNORECASE)
# A page that leads on to the address in one of its fields, as a search has to count what is opened.
_REDIRECTS = re.compile(
    r"/(?:link|jump|goto|go|redirect|redir|visit|out)(?:\.\w{2,5})?$", re.IGNORECASE
)
_WHERE = frozenset({"url", "to", "target", "href", "link"})
_ABSOLUTE = re.compile(r"https?://\S+$|/[^/\s]\S*$")
_VIEWER = re.compile(r"viewer|pdfjs|preview|flexpaper", re.IGNORECASE)
# Where an element keeps the address that its script opens, and the elements that do so instead of links.
_KEPT = ("data-href", "data-url", "data-link", "data-src", "url", "link", "_href")
PICTURE = re.compile(rf"(?:{PICTURE_ENDING}|\.(?:svg|mp4))(?:$|[?#])", re.IGNORECASE)
OPENING = ", ".join(
    (
        "a",
        "[onclick]",
        "[ondblclick]",
        *(
            f"{tag}[{name}]"
            for tag in ("li", "tr", "dd", "td", "p", "div", "span")
            for name in (*_KEPT, "href")
        ),
    )
)
_HEADING = "h1, h2, h3, h4, h5, h6"
_SHORTEST_HEADING = 10  # what is shorter is a date, or a word such as 年报
# What a title attribute says beside the title, a line each: PowerEasy and its like.
_FACTS = re.compile(
    r"^(?:文章|新闻|信息)?标题[:：]\s*"
    r"|\s(?:点击数?|点击次数|浏览次数|阅览次数|作者|文章作者|上报单位|(?:发布|发表|上报|更新)(?:时间|日期)|时间|日期)\s*[:：].*"
)
_OPENS = re.compile(
    r"""(?:open|href|location|replace|assign|\.load)\s*(?:=|\()\s*["']([^"'<>]+)["']"""
)
# The page's address that a function of an included script is called with: openwin('show.aspx?id=5', 800, 600)
_CALLED_WITH = re.compile(
    rf"""^\s*(?:javascript:)?\s*(?:return\s+)?\w{{1,40}}\(\s*["']([^"'<>\s]{{1,200}}(?:{PAGE_ENDING}|{DOCUMENT_ENDING})(?:\?[^"'<>\s]{{1,200}})?)["']\s*[,)]""",
    re.IGNORECASE,
)


def with_query_bytes(html: str, charset: str) -> str:
    """A page whose links have their queries in the bytes of its charset, as a browser sends them.

    >>> with_query_bytes('<a href="list.asp?lm=年报&p=2">', "gb18030")
    '<a href="list.asp?lm=%C4%EA%B1%A8&p=2">'
    """
    coded = partial(quote, safe=SAFE, encoding=charset, errors="replace")
    return _ASKING.sub(lambda one: one[1] + coded(one[2]), html)


def base_url(response: Response, tree: LexborHTMLParser | None = None) -> str:
    """The address that links are relative to: that of `base`, of the page that sent the request, or
    the page's own.
    """
    asker = response.request.asker or response.url
    tag = tree.css_first("base[href]") if tree is not None else None
    with suppress(ValueError):  # it is no address
        return urljoin(asker, tag.attrs.sget("href")) if tag is not None else asker
    return asker


def with_slashes(link: str) -> str:
    r"""A link as browsers read it: a backslash before its query is a slash.

    >>> with_slashes(r"..\files\1.pdf?name=\a")
    '../files/1.pdf?name=\\a'
    """
    if "\\" not in link:
        return link
    path, mark, query = link.partition("?")
    return path.replace("\\", "/") + mark + query


def written_urls(response: Response, written: Iterable[str]) -> list[str]:
    """The absolute addresses of those that a page's script writes, each once; what is none is left out."""
    base = base_url(response)
    urls = (resolve_url(base, one.replace("&amp;", "&")) for one in written)
    return [*dict.fromkeys(filter(None, urls))]


@lru_cache(maxsize=8192)  # of a page each link is asked for many times
def resolve_url(base: str, href: str | None) -> str | None:
    r"""The absolute address of a link, without its fragment; None for a script or an anchor.

    >>> resolve_url("http://a.example/b/", "1.html#c"), resolve_url("http://a.example/", "\ud800")
    ('http://a.example/b/1.html', None)
    """
    if href is None or _NO_ADDRESS.match(href):
        return None
    try:
        link = with_slashes(re.sub(r"[\r\n\t]", "", href).strip())
        joined = urljoin(base, link).partition("#")[0]
        parts = urlsplit(joined)
        asked = quote(joined, safe=SAFE)  # half a surrogate pair is no address
    except ValueError:
        return None
    return asked if parts.scheme in ("http", "https") and parts.netloc else None


def link_target(node: LexborNode, base: str) -> str | None:
    """The address of a link: that of its href, else the literal one that its script opens or that is kept for it."""
    url = resolve_url(base, node.attributes.get("href"))
    if url is not None:
        return _shown_document(url) if "?" in url else url
    scripts = [node.attrs.sget(name) for name in ("href", "onclick", "ondblclick")]
    opened = _OPENS.search(" ".join(scripts)) or _called_with(scripts)
    given = (value for name in _KEPT if (value := node.attributes.get(name)))
    kept = (value for value in given if not PICTURE.search(value))
    return resolve_url(base, opened[1] if opened else next(kept, None))


def _called_with(scripts: Iterable[str]) -> re.Match[str] | None:
    found = next(filter(None, map(_CALLED_WITH.match, scripts)), None)
    return None if found is None or is_action(found[1]) else found


def _shown_document(url: str) -> str:
    """The document that a viewer's address names, or the page that one of a redirect does; any other address as it is.

    >>> _shown_document("http://a.example/pdfjs/web/viewer.html?file=/nb/1.pdf")
    'http://a.example/nb/1.pdf'
    >>> _shown_document("http://a.example/visit/link.do?url=http%3A%2F%2Fa.example%2Fart%2F1.html&q=")
    'http://a.example/art/1.html'
    """
    path = url.partition("?")[0]
    if _VIEWER.search(path):
        return next(named_documents(url), url)
    if _REDIRECTS.search(path):
        values = (value for key, value in query_fields(url) if key in _WHERE)
        where = next((value for value in values if _ABSOLUTE.match(value)), None)
        return resolve_url(url, where) or url
    return url


def named_documents(url: str) -> Iterator[str]:
    """The documents whose addresses stand in the query of an address, plain or in Base64 as kkFileView has them.

    >>> list(named_documents("http://a.example/onlinePreview?url=L25iLzEucGRm"))
    ['http://a.example/nb/1.pdf']
    """
    for _, value in query_fields(url):
        told = value if DOCUMENT.search(value) else _of_base64(value)
        where = resolve_url(url, told) if told and DOCUMENT.search(told) else None
        if where:
            yield where


def _of_base64(value: str) -> str | None:
    """What a value says in Base64, of which a query may have made the plus signs blanks."""
    coded = value.replace(" ", "+")
    try:
        return b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode()
    except ValueError:
        return None


def link_title(link: LexborNode) -> str:
    """A link's whole title: its text, or its title attribute where the text is cut or absent."""
    text = _EDGE_DATE.sub("", _headed(link) or _plain(link.text()))
    attribute = _FACTS.sub("", _plain(link.attrs.sget("title")))
    bare = normalize(CUT.sub("", text))
    if not bare or (attribute and (normalize(attribute).startswith(bare) or CALLS.fullmatch(bare))):
        text = attribute or text
    elif CUT.search(text) and attribute:
        text = attribute
    if not text:
        picture = link if link.tag == "area" else link.css_first("img[alt]")
        text = _plain(picture.attrs.sget("alt")) if picture is not None else ""
    return text[:_LONGEST]


def _headed(link: LexborNode) -> str:
    """The heading in a link that wraps a whole row; empty where there is none."""
    heading = link.css_first(_HEADING)
    text = _plain(heading.text()) if heading is not None else ""
    return text if len(text) > _SHORTEST_HEADING else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
