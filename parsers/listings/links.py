"""This module reads links: their whole title, what kind of link each is, the item of a list that it is in, and the text beside it."""

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from parsers.listings.addresses import resolve_url, shown_document
from parsers.listings.askable import is_action
from parsers.listings.markup import is_in_zone, letters_of
from parsers.listings.report_titles import CUT
from parsers.normalize import normalize
from parsers.patterns import DOCUMENT_ENDING, HAN, PAGE_ENDING, PICTURE_ENDING

_LONGEST = 300
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
MORE = re.compile(r"[\[【(+＋]?\s*(?:查看)?更多[\s+＋>＞»›…\]】)]*|more[\s+>»›…]*", re.IGNORECASE)
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
# Where an element keeps the address that its script opens, and the elements that do so instead of links.
_KEPT = ("data-href", "data-url", "data-link", "data-src", "url", "link", "_href", "formaction")
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
    r"""(?:open|href|location|replace|assign|\.load|ModalDialog)\s*(?:=|\()\s*["']([^"'<>]+)["']"""
)
# The page's address that a function of an included script is called with: openwin('show.aspx?id=5', 800, 600)
_CALLED_WITH = re.compile(
    rf"""^\s*(?:javascript:)?\s*(?:return\s+)?\w{{1,40}}\(\s*["']([^"'<>\s]{{1,200}}(?:{PAGE_ENDING}|{DOCUMENT_ENDING})(?:\?[^"'<>\s]{{1,200}})?)["']\s*[,)]""",
    re.IGNORECASE,
)
_MOST_BESIDE, _MOST_ANCHORS = 40, 4  # nodes after a link that may tell of it, and links of a row
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_ITEM = frozenset({"li", "tr", "dd", "dt", "p", "div", "figure"}) | _HEADINGS
_CARDS = frozenset({"article", "section", "div", "header"})  # they may have a heading and a date
_LIST = frozenset({"ul", "ol", "dl", "tbody", "table", "div", "td", "section", "body"})
DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?!\d)|(?<![\d-])[01]?\d-[0-3]\d(?![\d-])")


def link_target(node: LexborNode, base: str) -> str | None:
    """The address of a link: that of its href, else the literal one that its script opens or that is kept for it."""
    url = resolve_url(base, node.attributes.get("href"))
    if url is not None:
        return shown_document(url) if "?" in url else url
    scripts = [node.attrs.sget(name) for name in ("href", "onclick", "ondblclick")]
    opened = _OPENS.search(" ".join(scripts)) or _called_with(scripts)
    given = (value for name in _KEPT if (value := node.attributes.get(name)))
    kept = (value for value in given if not PICTURE.search(value))
    return resolve_url(base, opened[1] if opened else next(kept, None))


def _called_with(scripts: Iterable[str]) -> re.Match[str] | None:
    found = next(filter(None, map(_CALLED_WITH.match, scripts)), None)
    return None if found is None or is_action(found[1]) else found


def link_title(link: LexborNode) -> str:
    """A link's whole title: its text, or its title attribute where the text is cut or absent."""
    text = _EDGE_DATE.sub("", _headed(link) or _plain(link.text()))
    attribute = _FACTS.sub("", _plain(link.attrs.sget("title")))
    bare = normalize(CUT.sub("", text))
    if not bare or (attribute and (normalize(attribute).startswith(bare) or CALLS.fullmatch(bare))):
        text = attribute or text
    elif CUT.search(text) and attribute:
        text = attribute
    if not text and link.tag == "input":
        text = _plain(link.attrs.sget("value"))
    elif not text:
        pictures = [link] if link.tag == "area" else link.css("img[alt], img[title]")
        named = (_plain(one.attrs.sget("alt") or one.attrs.sget("title")) for one in pictures)
        text = next(named, "")
    return text[:_LONGEST]


def _headed(link: LexborNode) -> str:
    """The heading in a link that wraps a whole row; empty where there is none."""
    heading = link.css_first(_HEADING)
    text = _plain(heading.text()) if heading is not None else ""
    return text if len(text) > _SHORTEST_HEADING else ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def item_of(link: LexborNode) -> LexborNode | None:
    """The list item that a link is in; an item that a script opens is its own."""
    node = link if link.tag in ("li", "tr", "dd") else link.parent
    while node is not None and node.tag not in _ITEM:
        node = node.parent
    if node is not None and node.tag in _HEADINGS:
        return _card(node) or _outer(node)
    return _outer(node) if node is not None and node.tag in ("p", "div") else node


def _card(heading: LexborNode) -> LexborNode | None:
    """The part of a page that has one row, under this heading; None where it has more, or is a whole list."""
    card = heading.parent
    while card is not None and card.tag == "header":
        card = card.parent
    if card is None or card.tag not in _CARDS or len(card.css(", ".join(_HEADINGS))) > 1:
        return None
    return card if card.tag == "article" or is_one_row(card) else None


def _outer(node: LexborNode) -> LexborNode:
    """The list item around a paragraph, if that is a single row."""
    parent = node.parent
    while parent is not None and parent.tag in ("td", "li", "dd", "tr", "a", "span"):
        if parent.tag in ("li", "dd", "tr") and len(parent.css("a")) <= _MOST_ANCHORS:
            return parent
        parent = parent.parent
    return node


def list_of(link: LexborNode) -> tuple[int, str] | None:
    """The list that a link's item belongs to; None for a link that stands in no list."""
    item = item_of(link)
    if item is None or item.parent is None or is_in_zone(link):
        return None
    if item.tag in ("li", "tr", "dd", "dt"):
        return (item.parent.mem_id, "") if item.parent.tag in _LIST else None
    beside = item.css_matches("a:nth-of-type(2)")
    if link.parent is not None and link.parent.mem_id == item.mem_id and beside:
        return (item.mem_id, "a")
    return (item.parent.mem_id, kind) if (kind := item.attributes.get("class")) else None


def _whole(item: LexborNode | None) -> LexborNode | None:
    """The `dl` around an item, where each row is a list of its own; else the item."""
    if item is not None and item.tag in ("dd", "dt") and item.parent is not None:
        return item.parent if len(item.parent.css("a[href]")) == 1 else item
    return item


def is_one_row(item: LexborNode) -> bool:
    """Whether an item has so few links that its other text is about them."""
    many = item.css_matches("a:nth-of-type(5), td:nth-of-type(31)")
    return item.tag == "article" or not (many or len(item.css("a[href]")) > _MOST_ANCHORS)


def text_beside(link: LexborNode) -> str:
    """The text beside a link: the rest of its item, or what follows up to the next link."""
    item = _whole(item_of(link))
    if item is not None and is_one_row(item):
        words, own = letters_of(item), letters_of(link)
        return f"{_date_within(link)} " + (words.replace(own, " ") if own else words)
    words, node, so_many = "", link.next, 0
    while node is not None and node.tag != "a" and so_many < _MOST_BESIDE:
        words += letters_of(node) + " "
        node, so_many = node.next, so_many + 1
    return _date_within(link) or words


def _date_within(link: LexborNode) -> str:
    """A date inside of a link, in an element of its own."""
    parts = (letters_of(part) for part in link.css("span, em, i, b, time, small, p, div"))
    return " ".join(part for part in parts if DATED.match(part.lstrip("[(（【")))
