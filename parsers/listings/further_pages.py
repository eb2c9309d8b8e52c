"""This module finds the further pages of an article that its site has cut into several: 上一页 1 2 3 下一页 under the text.

TRS numbers them from 0, so that `t20240131_12_1.html` is the second, and names them in a call:
`createPageHTML(3, 0, "t20240131_12", "html")`. DedeCMS and PHPCMS link them by number (`12_2.html`), others by
a field of the query (`?id=12&page=2`). A further page names the first one in the same way.

A report's page, or its announcement, may also show or name the page that has the report:
<iframe src="body.html">   <a href="/2024/">点击查看：甲县2024年政府信息公开工作年度报告</a>   下一篇：<a href="3.html">…
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, starmap
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from parsers.listings import trs_pagers
from parsers.listings.addresses import base_url, numbered_page, resolve_url
from parsers.listings.html_page import frame_requests, open_page, scripted_frames
from parsers.listings.links import PAGER_WORDS, link_title
from parsers.listings.listing import Response, Row, is_same_host, query_fields, with_query
from parsers.listings.markup import is_hidden, with_letters
from parsers.listings.pagers import says_next_page
from parsers.listings.report_titles import may_be_report
from parsers.metadata.titles import title_year
from parsers.normalize import normalize
from parsers.patterns import TAGS

_MOST = 30  # pages of one article
_MOST_LINKS = 3000  # that are looked at
_FIELDS = frozenset({"page", "curpage", "currpage", "currentpage", "nowpage"})
FILE = re.compile(r"(.*/)([^/]+?)(?:[_-]([1-9]\d?))?(\.[A-Za-z]{3,5})")
_LISTS = frozenset({"index", "list", "default"})  # whose pages are those of a list
_LINK = re.compile(r"""(?:href|src|value)\s*=\s*\\?["']?\s*([^"'\s<>\\]{1,300})""", re.IGNORECASE)
_COUNT = re.compile(r"\bcountPage\s*=\s*[\"']?(\d{1,2})\b")
_TITLES = (
    re.compile(r"<title\b[^<>]*>([^<]*)", re.IGNORECASE),
    re.compile(
        r"""<meta\b[^<>]{0,99}\bArticleTitle\b["'\s]{1,9}content\s*=\s*["']([^"'<>]*)""",
        re.IGNORECASE,
    ),
)
_NUMBER = re.compile(r"[(\[]\d{1,2}[)\]]|第\d{1,2}页|[-_]\d{1,2}(?![\d年])")
_BESIDE = re.compile(
    r"""[上前下后]一[篇条](?:[:：\s]|&nbsp;|</?\w[^<>]{0,200}>|<!--(?:(?!-->).){0,200}-->){0,8}?<a\b[^<>]*?href\s*=\s*["']?\s*([^"'<>\s]+)[^<>]*>(.{2,300}?)</a""",
    re.DOTALL | re.IGNORECASE,
)
_NO_WIDTH = ("0", "1", "0px", "1px")
_CALLS = re.compile(r"^\W*(?:请?点击|点此)?(?:查看|阅读|下载|浏览)?\W*")


class ArticlePage(NamedTuple):
    """One page of an article that is cut into several, as its own pager says.

    `first` is the address of the article's first page, `number` that of this page: 0 for the first, else as
    in its address. `others` are the further pages that it names, by number.
    """

    first: str
    number: int
    others: Mapping[int, str]
    title: str

    @property
    def article(self) -> str:
        """What all pages of the article have in common, and no other page: its address and its title."""
        return f"{unquote(self.first)} {self.title}" if self.title else ""

    def has(self, other: "ArticlePage | None") -> bool:
        """Whether this is the first page of an article, and another page a further one of the same article."""
        if other is None or self.number or not other.number:
            return False
        return bool(self.article) and self.article == other.article


def read_article_page(html: str, here: str, *, renamed: bool = False) -> ArticlePage | None:
    """What the page at an address says of the article that is continued on others; None if it stands on one page.

    `renamed`: what is known of the address may be the new name of a file.
    """
    html = with_letters(html)
    called, current = _called(html, here)
    named = _linked(html, here) | called
    readings = list(_readings(here))
    if renamed:
        following = [] if called else [url for url in named if says_next_page(named[url])]
        readings += [(url, current) for url in list(called)[:1]]
        readings += [(first, 0) for url in following for first, number in _readings(url) if number]
    placed = [(url, *place) for url in named for place in _readings(url)]
    for first, number in readings:
        named_here = {at: url for url, page, at in placed if page == first and at}
        others = named_here | _counted(html, first)
        others.pop(number, None)
        back = any(page == first and not at for _, page, at in placed)
        paged = any(PAGER_WORDS.fullmatch(named.get(url, "-")) for url in others.values())
        if (back or paged) if number else others:
            return ArticlePage(first, number, dict(sorted(others.items())[:_MOST]), _title(html))
    return None


def _called(html: str, here: str) -> tuple[dict[str, str], int]:
    """The article's pages by the call of a pager, and the number of this one, 0 for the first."""
    for call in trs_pagers.calls(html):
        if call.name not in _LISTS and call.first < call.last <= _MOST:
            first = numbered_page(here, 0, call.name, call.ext).replace("_0.", ".")
            later = range(call.first + 1, call.last + 1)
            pages = [first, *(numbered_page(here, at, call.name, call.ext) for at in later)]
            return dict.fromkeys(pages, ""), call.current * (call.current > call.first)
    return {}, 0


def _linked(html: str, here: str) -> dict[str, str]:
    """The addresses that a page links on its own host, each with the first words after the link."""
    found: dict[str, str] = {}
    for link in islice(_LINK.finditer(html), _MOST_LINKS):
        url = resolve_url(here, link[1].replace("&amp;", "&"))
        if url and is_same_host(url, here):
            words = html[link.end() : link.end() + 200].partition(">")[2]
            found.setdefault(url, words.partition("<")[0].strip())
    return found


def _readings(url: str) -> Iterator[tuple[str, int]]:
    """What an address may be: a further page of another, with its number, or a first page itself.

    >>> list(_readings("http://a.gov.cn/t20240131_12_1.html"))[0]
    ('http://a.gov.cn/t20240131_12.html', 1)
    >>> list(_readings("http://a.gov.cn/show?id=12&page=2"))[0]
    ('http://a.gov.cn/show?id=12', 2)
    """
    asked = query_fields(url) if "=" in url else []
    counted = [value for key, value in asked if key.lower() in _FIELDS]
    if counted and counted[0].isdecimal() and len(counted[0]) < 3:
        rest = [(key, value) for key, value in asked if key.lower() not in _FIELDS]
        yield with_query(url, rest), (int(counted[0]) if int(counted[0]) > 1 else 0)
        return
    file = FILE.fullmatch(url.partition("?")[0])
    if file and file[2] not in _LISTS:
        if file[3]:
            yield url.replace(file[0], f"{file[1]}{file[2]}{file[4]}"), int(file[3])
        yield url, 0
    elif asked:
        yield url, 0


def _counted(html: str, first: str) -> dict[int, str]:
    """The pages that a script of TRS links by their count: `"t20240131_12" + "_" + nextPage`."""
    count = _COUNT.search(html)
    stem = first.rpartition("/")[2].rpartition(".")[0]
    if count is None or not re.search(rf"""{re.escape(stem)}\\?["']?\s*\+?\s*\\?["']?_""", html):
        return {}
    numbers = range(1, min(int(count[1]), _MOST + 1))
    return {at: numbered_page(first, at, stem) for at in numbers}


def _title(html: str) -> str:
    """The titles that a page's head names, without the number that some sites add to them."""
    named = (found[1] for title in _TITLES if (found := title.search(html)))
    return _NUMBER.sub("", " ".join(map(normalize, named)))


def find_framed(response: Response, title: str = "") -> tuple[Row, ...]:
    """What a page shows in frames of its own host; a frame that is not shown counts visitors, or prints."""
    page = open_page(response)
    shown = page.tree.css_first("iframe") is not None
    for frame in filter(_is_unseen, page.css("iframe")):
        frame.decompose()
    framed = [request.url for request in frame_requests(page)]
    framed += scripted_frames(page) if shown else []
    return tuple(Row(url, title) for url in framed if page.is_own(url))


def find_same_report(response: Response, title: str) -> tuple[Row, ...]:
    """Where a page has the report that it announces: in a frame of its host, or behind a link with the title of one of its year."""
    if own := find_framed(response, title):
        return own
    page, year = open_page(response), title_year(title)
    named = ((page.target(link), _CALLS.sub("", link_title(link))) for link in page.css("a"))
    of_year = ((url, name) for url, name in named if url and year and title_year(name) == year)
    found = {url: name for url, name in of_year if may_be_report(name)}
    return tuple(starmap(Row, found.items()))


def find_neighbours(response: Response) -> tuple[Row, ...]:
    """The pages that a page names as the ones before and after it."""
    base = base_url(response)
    beside = _BESIDE.findall(response.text)
    found = ((resolve_url(base, href), TAGS.sub("", said).split()) for href, said in beside)
    return tuple(Row(url, " ".join(words)) for url, words in found if url)


def _is_unseen(frame: LexborNode) -> bool:
    """Whether a frame is not shown; one without a height may get it once it is loaded."""
    return is_hidden(frame) or frame.attributes.get("width") in _NO_WIDTH
