"""This module reads listings of no engine it knows: links, numbers, selects, scripts' pagers, JSON."""

import re
from urllib.parse import urljoin

from parsers.listings import data, eportal, pages, script_pagers, shanghai, trs
from parsers.listings.links import base_of
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.pagers import number_of, numbered
from parsers.listings.queries import asked_by, page_of, turned
from parsers.listings.rows import rows_in
from parsers.listings.xml_items import is_xml, items

_PAGED = re.compile(
    r"""id\s*=\s*["']?pageDec["']?[^>]*?pagesize\s*=\s*["']?\d+[^>]*?pagecount\s*=\s*["']?(\d+)""",
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"""href\s*=\s*\\?["']?([\w./-]{0,60}_)["']\s*\+\s*\(?\s*\w+\s*([+-]\s*1)?\s*\)?\s*\+\s*["'](\.s?html?)"""
)
_LOOP = re.compile(r"for\s*\([^;=]{0,40}=\s*(\d)\s*;\s*\w+\s*<=?\s*(?:\w+\.)*(\w+)\s*;")
_BOUND = r"\b{name}\b[\"']?\s*[:=]\s*[\"']?(\d{{1,6}})\b"
_FILE = re.compile(r"""["']([^"'\s<>()]+\.json)["']""")
_MESSAGE = re.compile(r"""["']([^"'\s<>]*messageController/getMessage\.do[^"'\s<>]*)["']""")
_RECORD = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """One page of a listing, whatever it is."""
    content = data.parsed(answer.text)
    if content is not None:
        return _json(answer, content)
    if is_xml(answer.text):
        rows = data.rows_of(list(items(answer.text)), base_of(answer))
        return Listing("generic", rows)
    found = pages.read(answer, "generic", previous, pager)
    if found.rows:
        return found
    asks = _interfaces(answer)
    return Listing("generic", (), (), found.declared_rows, asks) if asks else found


def _json(answer: Answer, content: object) -> Listing:
    """JSON with rows in it, or a string of XML whose records are HTML."""
    base = base_of(answer)
    bodies = "".join(_RECORD.findall(content)) if isinstance(content, str) else ""
    rows = rows_in(bodies, base) if bodies else data.rows_of(content, base)
    if not rows and data.lists_objects(content):
        return Listing(pages.DRAWN, (), problem=pages.PROBLEM)
    turns = bool(rows) and page_of(answer.ask) is not None
    return Listing(
        "generic",
        rows,
        (turned(answer.ask),) if turns else (),
        data.total(content) if turns else None,
    )


def pager(answer: Answer, previous: Listing | None, rows: int) -> tuple[Ask, ...] | None:
    """The pagers of scripts, whoever's they are; None where there is none, for links then."""
    for known in (trs.pager, shanghai.pager, eportal.pager, _counted):
        asks = known(answer, previous, rows)
        if asks is not None:
            return asks
    return script_pagers.following(answer.text, answer.url) or _written(answer) or None


def _counted(answer: Answer, previous: Listing | None, _: int) -> tuple[Ask, ...] | None:
    """`#pageDec` with its count of pages: the second page is `index_1` or `index_2`, unsaid which."""
    match = _PAGED.search(answer.text)
    if match is None or int(match[1]) < 2 or previous is not None:
        return None if match is None else _after(answer, int(match[1]))
    return tuple(Ask(numbered(answer.url, number)) for number in (1, 2))


def _written(answer: Answer) -> tuple[Ask, ...]:
    """The page after this one, where a loop writes the pages' links."""
    match = _WRITES.search(answer.text)
    loops = _LOOP.findall(answer.text, max(0, match.start() - 400), match.start()) if match else []
    if match is None or not loops:
        return ()
    begin, bound = loops[-1]
    if _number(bound, answer.text) == 1:
        return ()
    here, first = number_of(answer.url), int(begin) + int((match[2] or "0").replace(" ", ""))
    stem = match[1].rstrip("_").rpartition("/")[2]
    after = first + 1 if here is None else here + 1
    return (Ask(numbered(answer.url, after, stem or None, match[3])),)


def _number(name: str, html: str) -> int | None:
    """The number that a name stands for, where the page says so."""
    told = re.search(_BOUND.format(name=name), html)
    return int(name) if name.isdecimal() else int(told[1]) if told else None


def _after(answer: Answer, count: int) -> tuple[Ask, ...]:
    number = re.search(r"_(\d+)\.\w+$", answer.url)
    current = int(number[1]) if number else count
    return (Ask(numbered(answer.url, current + 1)),) if current < count else ()


def _interfaces(answer: Answer) -> tuple[Ask, ...]:
    """What a page without rows takes them from: a file of JSON, or an interface that needs no signature."""
    found = (*_MESSAGE.findall(answer.text), *_FILE.findall(answer.text))
    urls = dict.fromkeys(urljoin(base_of(answer), path.replace("&amp;", "&")) for path in found)
    return tuple(Ask(url, headers=asked_by(answer.url)) for url in urls)[:2]
