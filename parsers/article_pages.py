"""This module finds the further pages of an article that its site has cut into several, and joins them to one.

What all of them print first and last is the site's, and stays around the whole: menus, the title, the footer.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from posixpath import basename
from urllib.parse import quote

from parsers.decode import decode
from parsers.documents import NOWHERE, Document, is_text, read_document
from parsers.listings.further_pages import FILE, ArticlePage, read_article_page
from parsers.listings.listing import SAFE
from parsers.metadata import read_metadata
from parsers.metadata.report_identity import ReportIdentity, identity_of_title
from parsers.metadata.titles import is_report_title
from parsers.numbers import is_figure
from parsers.page import Block, Grid, Page
from schemas.capture import Capture
from schemas.finding import finding

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)")
_CALLS = (b"createPage", b"countPage")
_SECOND = (b"_1.", b"_2.", b"-2.")  # in the name of a second page, whatever the first one's is
GOES_ON = "article-goes-on"
TORN = "figure-between-pages"
_PAGER = re.compile(
    r"(?:首\s*页|[上下]\s*一?\s*页|[末尾]\s*页|[共第]\s*\d+\s*页|(?<!\d)\d{1,2}(?!\d)|\W)*"
)
_LEADS = re.compile(r"[上下]\s*一?\s*页")
_LONGEST = 60  # characters of a line whose digits may differ: a count of visits, a clock
_LETTER = re.compile(r"[^\W\d]")
_DIGITS = re.compile(r"\d+")


def article_page(capture: Capture) -> ArticlePage | None:
    """What a page says of the article that is continued on others; None for one that stands on a single page."""
    place = capture.url or _saved_from(capture.body)
    name = (capture.name or "").rpartition("/")[2]  # as the disk has it: it may be no UTF-8
    here = place or NOWHERE + quote(name, safe=SAFE, errors="surrogateescape")
    if not _may_be_cut(capture.body, here, known=place is not None):
        return None
    text = decode(capture.body, capture.charset).text
    return read_article_page(text, here, renamed=place is None)


def _saved_from(body: bytes) -> str | None:
    found = _SAVED_FROM.search(body[:2048])
    return found[1].decode("ascii", "replace") if found else None


def _may_be_cut(body: bytes, url: str, *, known: bool) -> bool:
    """Whether a page may name further pages of its own, by signs that few pages have.

    The first is the longest word, which is sought the fastest: the name of the page's file, if that is `known`.
    """
    path, _, query = url.partition("?")
    file = FILE.fullmatch(path)
    stem = file[2].encode() if file else b""
    if file and file[3] and stem + file[4].encode() in body:  # it leads back to the first
        return True
    if known and not query and (not stem or stem not in body):
        return False
    if any(map(body.__contains__, _CALLS)) or _is_followed(body, b"age="):
        return True
    if not known and any(map(body.__contains__, _SECOND)):
        return True
    return bool(stem) and any(_is_followed(body, stem + mark) for mark in (b"_", b"-"))


def _is_followed(body: bytes, word: bytes) -> bool:
    """Whether a number of a page, of one or two digits, follows a word somewhere in a body."""
    at = body.find(word)
    while at >= 0:
        after = body[at + len(word) : at + len(word) + 3]
        if after[:1].isdigit() and not after.isdigit():
            return True
        at = body.find(word, at + 1)
    return False


def join_pages(
    article: Capture, attachments: Sequence[Capture]
) -> tuple[Document | None, tuple[Capture, ...]]:
    """An article joined with those of its captures that are further pages of it, and the other captures.

    None for an article of one page. Further pages that it names and that are missing are a finding. Tables
    are counted on from page to page, and each says which page it is on.
    """
    own = article_page(article) if is_text(article) else None
    if own is None:
        return None, tuple(attachments)
    first, source = read_document(article)
    whose = _identity(first)
    further: dict[int, tuple[Capture, Page]] = {}
    for one in filter(is_text, attachments):
        cut = article_page(one)
        if cut and own.has(cut) and whose.may_be(_identity(read := read_document(one)[0])):
            further[cut.number] = one, read
    page = join([first, *(further[at][1] for at in sorted(further))])
    if missing := _missing(own, frozenset(further)):
        page = page.telling(finding(GOES_ON, None, missing))
    taken = {id(one) for one, _ in further.values()}
    return (page, source), tuple(one for one in attachments if id(one) not in taken)


def _identity(page: Page) -> ReportIdentity:
    """The agency and the year that a page's title names."""
    title = read_metadata(page)[0].title or ""
    return identity_of_title(title if is_report_title(title) else None)


def _missing(own: ArticlePage, found: frozenset[int]) -> str:
    """The names of an article's pages that were not read with this one."""
    left = [url for at, url in own.others.items() if at not in found]
    return " ".join(map(basename, [own.first, *left] if own.number else left))


def join(pages: Sequence[Page]) -> Page:
    """The pages as one: what they begin with and end with alike is kept once.

    Tables are counted on from page to page, and each says which page it is on.
    """
    first, *later = pages
    if not later:
        return first
    bodies = [one.blocks[_alike(first.blocks, one.blocks) :] for one in later]
    foot = min(_foot(first.blocks, body) for body in bodies)
    parts = [_without_pager(one[: len(one) - foot]) for one in (first.blocks, *bodies)]
    count = iter(range(len(first.grids) + 1, sys.maxsize))
    placed = ((block, page) for page, part in enumerate(parts, 1) for block in part)
    blocks = [_on_page(one, page, count) if isinstance(one, Grid) else one for one, page in placed]
    cells = filter(None, (_torn(one, other) for one, other in pairwise(parts)))
    torn = (finding(TORN, None, cell) for cell in cells)
    findings = dict.fromkeys((*(one for page in pages for one in page.findings), *torn))
    end = first.blocks[len(first.blocks) - foot :]
    return replace(first, blocks=(*blocks, *end), findings=tuple(findings))


def _torn(above: Sequence[Block], below: Sequence[Block]) -> str | None:
    """A figure in no table under a table that ends the page before: a cell may be cut in two."""
    if not (above and below and isinstance(above[-1], Grid)):
        return None
    first = below[0]
    return first if isinstance(first, str) and is_figure(first) else None


def _on_page(grid: Grid, page: int, count: Iterator[int]) -> Grid:
    number = next(count) if page > 1 else grid.number
    return replace(grid, number=number, pages=(page,) * len(grid.lines))


def _alike(one: Sequence[Block], other: Sequence[Block]) -> int:
    """How many blocks at the beginning are the same in both, whatever their digits."""
    return sum(1 for _ in takewhile(_same, zip(one, other, strict=False)))


def _same(pair: tuple[Block, Block]) -> bool:
    one, other = pair
    if one == other or isinstance(one, Grid) or isinstance(other, Grid):
        return one == other
    bare = _DIGITS.sub("", one)
    return len(one) < _LONGEST and bool(bare.strip()) and bare == _DIGITS.sub("", other)


def _foot(one: Sequence[Block], other: Sequence[Block]) -> int:
    """How many blocks at the end are the same in both, from the first words below the pager: figures may end a table."""
    count = _alike(one[::-1], other[::-1])
    while count:
        line = one[-count]
        if isinstance(line, str) and _LETTER.search(line) and not _of_pager(line):
            break
        count -= 1
    return count


def _without_pager(blocks: Sequence[Block]) -> Sequence[Block]:
    """A page's part of the article without the pager below it: lines of page numbers, with 上一页 or 下一页."""
    lines = list(takewhile(_of_pager, reversed(blocks)))
    leads = any(_LEADS.search(str(line)) for line in lines)
    return blocks[: len(blocks) - len(lines)] if leads else blocks


def _of_pager(block: Block) -> bool:
    return isinstance(block, str) and len(block) < _LONGEST and bool(_PAGER.fullmatch(block))
