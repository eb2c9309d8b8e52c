"""This module reads HTML to a page: what a browser shows, as paragraphs and tables in order."""

import re
from itertools import chain, islice
from typing import NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from parsers.depth import limit_depth, parse_html
from parsers.page import Block, Grid, Metas, Page
from parsers.readers import loose_tables
from parsers.readers.article_data import LINKED_NAMES, linked_data, script_dates
from parsers.readers.cell_markup import CELLS, CELLS_ALONE, pictured_cells, spell_out_markup
from parsers.readers.hidden import MAYBE_HIDDEN, open_frames, take_out_hidden
from parsers.readers.html_tables import grid_of, innermost
from parsers.readers.own_styles import MOST_SHEETS, Sheets, take_too_long
from parsers.readers.style_rules import is_for_screen
from schemas.finding import finding

_ACTING = "img, video, audio, object, embed, link, meta, base, input, math"
_AROUND = ["form", "button"]  # what acts too, and may have a table within
_QUIET = LexborDocumentOptions.WO_EVENTS  # a page is only read: nobody listens to its changes
# Sought at once, as a pass over a page costs a tenth of its parse; and as what is not common, since
# each name that is sought is compared with that of every element.
_NOT_AS_SHOWN = f":not(td, a, span, p, li, div, tr), {MAYBE_HIDDEN}"
# What begins no line of its own, besides these; a link in a menu does.
_NAMES = "font b strong em i u sup sub ins o:p st1:chsdate"
_INLINE = frozenset(_NAMES.split())
_ALWAYS_INLINE = ("span", ":is(p, td) a")
ON_DEMAND = "shown-on-demand"
_BREAK = "\ue001"  # private use: between the texts of two blocks
_MARK = "\ue000"  # private use: where a table stood; no page prints it
_MOST_TABLES = 2000
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
# Comments that part no line: those of Word around the number of an item, and a template's in the middle of
# a line: 发布日期：<!--<$[信息发布日期]>begin-->2024-01-15
_WITHIN_LINE = re.compile(
    r"<!--(?:\[[^\]<>]{1,60}\]-->|(?<=[^>]<!--)(?!-?>)(?:(?!--!?>)[^{}]){0,300}-->(?=\s*[^<\s]))"
)
_MOST_SIGNS = 200  # that are looked at one by one, as a script may have thousands
# A part of a page that begins within a table, which no parser takes for one.
_BEGINS_WITHIN = re.compile(
    r"(?:(?!<(?:table|!doctype|html|head|title|meta|script|body)\b).){0,2000}?</?t[dhr]\b",
    re.IGNORECASE | re.DOTALL,
)
_TABLE_BEGINS = "<table><tr><td>"


def read(html: str, utf8: bytes | None = None, within: tuple[str, ...] = CELLS_ALONE) -> Page:
    """Read decoded HTML to a `Page`; hidden elements, scripts and comments are not on it.

    `utf8` is the same text in that encoding, where it is at hand: the parser need not make it again.
    `within` are the elements in which what is struck out or raised means something: the cells, or
    `EVERYWHERE` where other elements than tables hold the form's.
    """
    if _BEGINS_WITHIN.match(html):
        html, utf8 = _TABLE_BEGINS + html, None
    if _has_comment_within_line(html):
        html, utf8 = _WITHIN_LINE.sub("", html), None
    flat = limit_depth(html)
    if flat is None:
        return Page((), findings=(finding("nested-too-deep"),))
    tree = LexborHTMLParser(utf8 if utf8 is not None and flat is html else flat, options=_QUIET)
    url = _SAVED_FROM.search(html, 0, 2000)
    title, metas = _head(tree)
    if not dict(metas).keys() >= LINKED_NAMES:
        metas += linked_data(html) or script_dates(html, metas)
    if tree.body is None:
        return Page((), title, metas)
    found = _remove_unseen(tree.body, tree.head, html, within)
    tables = innermost(found.tables)
    findings = [finding(ON_DEMAND)] * found.opened
    if len(tables) > _MOST_TABLES:
        findings.append(finding("document-cut", None, f"{len(tables)} tables"))
    _part(tree.body, found, within)
    blocks, text = _blocks(tree.body, found._replace(tables=tables[:_MOST_TABLES]))
    if within is not loose_tables.EVERYWHERE and loose_tables.has_loose_table(text):
        return read(html, utf8, loose_tables.EVERYWHERE)
    return Page(blocks, title, metas, url.group(1) if url else None, tuple(findings))


def _has_comment_within_line(html: str) -> bool:
    """Whether a comment parts no line; one sign is found twenty times as fast as the four that begin a comment."""
    place = html.find("!")
    for _ in range(_MOST_SIGNS):
        if place < 0 or _WITHIN_LINE.match(html, place - 1):
            return place >= 0
        place = html.find("!", place + 1)
    return bool(_WITHIN_LINE.search(html, place - 1))


def mark_cell(html: str, number: int, line: int, cell: int) -> str | None:
    """The HTML of a table, by its number from 1, with one cell marked, by line and cell from 0.

    Elements that could act or fetch are removed, and all attributes but spans.
    """
    tree = parse_html(_TABLE_BEGINS + html if _BEGINS_WITHIN.match(html) else html)
    if tree.body is None:
        return None
    tables = innermost(_remove_unseen(tree.body, tree.head, html).tables)
    for node in tree.css(_ACTING):
        node.decompose()
    tree.body.unwrap_tags(_AROUND)
    if number > len(tables) or not tables[number - 1].parent:
        return None
    table = tables[number - 1]
    rows = table.css("tr")
    row = rows[line].iter() if line < len(rows) else ()
    cells = [node for node in row if node.tag_id in CELLS]
    if cell >= len(cells):
        return None
    for node in (table, *table.css("*")):
        for name in [key for key in node.attributes if key not in ("rowspan", "colspan")]:
            del node.attrs[name]
    cells[cell].attrs["class"] = "marked"
    return table.html


def _head(tree: LexborHTMLParser) -> tuple[str | None, Metas]:
    head = tree.head
    if head is None:
        return None, ()
    title = head.css_first("title")
    text = " ".join(title.text().split()) if title is not None else ""
    named = [meta.attributes for meta in head.css("meta[content]")]
    pairs = [(a.get("name") or a.get("property"), (a.get("content") or "").strip()) for a in named]
    return text or None, tuple((name, content) for name, content in pairs if name and content)


_Names = frozenset[str | None]


class _Found(NamedTuple):
    """The names of a page's less common elements, its tables and style sheets, what stands for
    figures in its cells, and whether some tables are shown on demand.
    """

    tags: _Names
    tables: list[LexborNode]
    sheets: Sheets
    pictured: dict[int, str]
    opened: bool


def _remove_unseen(
    body: LexborNode, head: LexborNode | None, html: str, within: tuple[str, ...] = CELLS_ALONE
) -> _Found:
    """Take out what a browser does not show, say what the cells' print means, and return what is left."""
    found = [(node.tag, node) for node in body.css(_NOT_AS_SHOWN)]
    if open_frames(body, found):
        found = [(node.tag, node) for node in body.css(_NOT_AS_SHOWN)]
    styles = chain(head.css("style") if head else (), (n for tag, n in found if tag == "style"))
    shown = islice(filter(is_for_screen, styles), MOST_SHEETS)
    sheets = tuple([node.text_lexbor() for node in shown])
    if sheets and take_too_long(body, sheets):
        sheets = ()
    opened = take_out_hidden(
        body, found, html, sheets, everywhere=within is loose_tables.EVERYWHERE
    )
    spell_out_markup(body, found, html, within)
    tables = {n.mem_id: n for tag, n in found if tag == "table" and n.parent}
    names = frozenset(tag for tag, _ in found)
    pictured = {} if names.isdisjoint(("img", "input")) else pictured_cells(found)
    return _Found(names, list(tables.values()), sheets, pictured, opened)


def _part(body: LexborNode, found: _Found, within: tuple[str, ...]) -> None:
    """Part the figures of a table without cells, the lines of texts that are set as they are, and captions."""
    if within is loose_tables.EVERYWHERE:
        loose_tables.rows_of_blocks(body, found.sheets)
        loose_tables.keep_figures_apart(body, found.sheets)
    if "pre" in found.tags:
        loose_tables.lines_of_texts(body, _BREAK)
    if "caption" in found.tags:
        _captions_above(body)


def _captions_above(body: LexborNode) -> None:
    """Put the caption of each table above it, where a browser shows it."""
    for caption in body.css("table > caption"):
        table = caption.parent
        if table is not None and caption.css_first("table") is None:
            lines = caption.text(separator=_BREAK, skip_empty=True)
            table.insert_before(f"{_BREAK}{lines}{_BREAK}")
            caption.decompose()


def _blocks(body: LexborNode, found: _Found) -> tuple[tuple[Block, ...], str]:
    """The blocks of the page, in which each of the innermost tables is a grid; and its text without them.

    Of the page's less common elements only those that it has are sought.
    """
    grids: dict[str, Grid] = {}
    for number, node in enumerate(found.tables, 1):
        if grid := grid_of(node, number, found.sheets, found.pictured):
            grids[f"{_MARK}{number}"] = grid
            node.replace_with(f"{_BREAK}{_MARK}{number}{_BREAK}")
    names = (name.replace(":", "\\:") for name in sorted(_INLINE & found.tags))
    for node in body.css(", ".join((*_ALWAYS_INLINE, *names))):
        node.unwrap(delete_empty=True)  # Word leaves empty spans in the middle of a sentence
    body.merge_text_nodes()
    text = " ".join(body.text(separator=_BREAK, skip_empty=True).split())
    lines = [line for part in text.split(_BREAK) if (line := part.strip())]
    return tuple([grids.get(line, line) for line in lines]), text
