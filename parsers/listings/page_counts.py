"""This module counts the pages of a list as its page tells them: in words, in the variables of a script, or in the call of a pager."""

import re

from parsers.listings.markup import visible_html
from parsers.patterns import TAGS

# What the call of a pager is told: laypage.render({elem: 'p', count: 23, limit: 10})   new Pager({total: 23, pageSize: 10})
# jQuery's is told the rows before all else: $("#p").pagination(23, {items_per_page: 10})
_CALL = re.compile(
    r"(?<![a-z_\d])([a-z_\d]{0,40}pag(?:e|ing|ination)[a-z_\d]{0,40})(?:\s*\.\s*\w{1,40})?\s*\(\s*(?:(\d{1,6})\s*,\s*)?\{(.{0,800}?)\}",
    re.DOTALL | re.IGNORECASE,
)
_NAMED = re.compile(r"\b([A-Za-z_]{3,20})[\"']?\s*:\s*[\"']?(\d{1,6})\b")
_PAGE_COUNTS = frozenset({"pagecount", "totalpage", "totalpages", "pagetotal", "pages"})
_ROW_COUNTS = frozenset(
    {"total", "count", "totalcount", "totalrecord", "totalrecords", "recordcount", "totalnum"}
)
_SIZES = frozenset({"pagesize", "limit", "perpage", "pagerows", "size", "itemsperpage"})
PLACES = frozenset(
    {"pno", "current", "curr", "currentpage", "currpage", "pageindex", "pageno", "page"}
)
# TRS's variables: var m_nRecordCount = "45"; var m_nPageSize = 20;
_ROWS = re.compile(r"\bm?_?n?[rR]ecordCount\s*=\s*[\"']?(\d{1,6})\b")
_SIZE = re.compile(r"\bm?_?n?[pP]ageSize\s*=\s*[\"']?([1-9]\d{0,2})\b")
_COUNT = re.compile(
    r"\b(?:n|i|int)?(?:[pP]age_?(?:[cC]ount|[tT]otal)|(?:[tT]otal|[cC]ount)_?[pP]ages?|pages)[\"']?\s*[:=]\s*[\"']?(\d{1,5})\b"
)
_TOLD = re.compile(
    r"共(?:\s|&nbsp;)*(\d{1,4})(?:\s|&nbsp;)*页|(?<!\d)\d{1,4}\s*/\s*(?:共\s*)?(\d{1,4})\s*页"
)
_LAYUI_LIMIT = 10  # rows on a page where a call of layui's pager does not say how many


def counted_pages(html: str, rows: int = 0) -> int:
    """The number of pages that a page says there are, in words or in the call of a pager; 0 where it says none.

    `rows` is how many rows it shows, which is no number of pages.
    """
    pages = told_pages(html)
    for name, total, call in _CALL.findall(html):
        usual = {"limit": _LAYUI_LIMIT} if name == "laypage" else {}
        usual |= {"total": int(total)} if total else {}
        named = _NAMED.findall(call)
        said = {key.lower().replace("_", ""): int(number) for key, number in named}
        pages.append(pages_told(usual | said, rows))
    pages += [int(number) for number in _COUNT.findall(html)]
    if (declared := _ROWS.search(html)) and (size := _SIZE.search(html)):
        pages.append(-(-int(declared[1]) // int(size[1])))
    return max(pages, default=0)


def pages_told(said: dict[str, int], rows: int) -> int:
    """How many pages numbers of these names mean: by their own count, or by the rows and their number a page."""
    # A pager may call them so: Page({num: 3, startnum: 1})
    counts = _PAGE_COUNTS | {"num"} if "startnum" in said else _PAGE_COUNTS
    pages = max((said[name] for name in counts & said.keys()), default=0)
    total = max((said[name] for name in _ROW_COUNTS & said.keys()), default=0)
    size = max((said[name] for name in _SIZES & said.keys()), default=0)
    if pages or not total or total == rows:
        return pages
    if size:
        return -(-total // size)
    return said.get("total", 0) if PLACES & said.keys() else 0


def told_pages(html: str) -> list[int]:
    """The numbers of pages that a page says there are in words: 共4页, 1/4页."""
    told = _TOLD.findall(TAGS.sub("", visible_html(html)))
    return [int(words or number) for words, number in told]
