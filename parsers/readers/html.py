"""This module reads HTML to a page: what a browser would show, as paragraphs and tables in order."""

import re
from itertools import count

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.page import Grid, Page, Span

_UNSEEN = ["script", "style", "noscript", "template", "select", "textarea", "iframe", "svg"]
_INLINE = [
    "span", "font", "b", "strong", "em", "i", "u", "a", "sup", "sub", "big", "small", "ins", "s",
    "mark", "label", r"o\:p", r"st1\:chsdate", r"st1\:personname", r"st1\:place", "nobr", "bdo", "center", "code",
]  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LAYOUT_CELL = 1200  # characters: no cell of the form says as much, a layout table's cell does
_MOST_LINES = 4000
_MARK = "\ue000"  # private use: where a table stood; no page prints it
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_SPACES = re.compile(r"[^\S\n]+")


def read(html: str) -> Page:
    """Read decoded HTML to a `Page`; hidden elements, scripts and comments are not on it."""
    tree = LexborHTMLParser(html.replace(_MARK, ""))
    title = tree.css_first("title")
    metas = tuple(_metas(tree)) if tree.head is not None else ()
    url = _SAVED_FROM.search(html[:2000])
    page_title = _SPACES.sub(" ", title.text()).strip() if title is not None else None
    if tree.body is None:
        return Page((), page_title, metas)
    if _HIDDEN.search(html):
        _drop_hidden(tree)
    tree.strip_tags(_UNSEEN)
    blocks = _blocks(tree)
    return Page(blocks, page_title or None, metas, url.group(1) if url else None)


def _metas(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    return [
        (name, content.strip())
        for meta in tree.css("meta[content]")
        for name, content in [_named(meta)]
        if name and content
    ]


def _named(meta: LexborNode) -> tuple[str | None, str | None]:
    attributes = meta.attributes
    return attributes.get("name") or attributes.get("property"), attributes.get("content")


def _drop_hidden(tree: LexborHTMLParser) -> None:
    for node in tree.css("body [style*=none i], body [style*=hidden i]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()


def _blocks(tree: LexborHTMLParser) -> tuple[str | Grid, ...]:
    """Take the innermost tables out, each leaving a mark, then the text that is left."""
    grids: dict[str, Grid] = {}
    numbers = count(1)
    for node in tree.css("table:not(:has(table))"):
        grid = _grid(node, next(numbers))
        if grid is None:
            continue
        mark = f"{_MARK}{grid.number}{_MARK}"
        grids[mark] = grid
        node.replace_with(mark)
    text = _text(tree)
    return tuple(block for piece in _pieces(text) if (block := grids.get(piece, piece)) != "")


def _text(tree: LexborHTMLParser) -> str:
    tree.unwrap_tags(_INLINE)
    body = tree.body
    if body is None:
        return ""
    body.merge_text_nodes()
    return body.text(deep=True, separator="\n")


def _pieces(text: str) -> list[str]:
    marked = re.split(rf"({_MARK}\d+{_MARK})", text)
    return [
        piece if piece.startswith(_MARK) else _SPACES.sub(" ", piece).strip()
        for part in marked
        for piece in ([part] if part.startswith(_MARK) else part.split("\n"))
    ]


def _grid(table: LexborNode, number: int) -> Grid | None:
    """The table as a grid; None for a table that only lays out a page."""
    spans = {
        cell.mem_id: Span(_covers(cell, "rowspan"), _covers(cell, "colspan"))
        for cell in table.css("[colspan], [rowspan]")
    }
    lines: list[tuple[str, ...]] = []
    spanned: dict[tuple[int, int], Span] = {}
    for row in table.css("tr")[:_MOST_LINES]:
        texts: list[str] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            if spans and (span := spans.get(cell.mem_id)) and span != (1, 1):
                spanned[len(lines), len(texts)] = span
            texts.append(cell.text().strip())
        lines.append(tuple(texts))
    if all(len(line) < 2 for line in lines) or any(
        len(text) > _LAYOUT_CELL for line in lines for text in line
    ):
        return None
    return Grid(tuple(lines), spanned, number=number)


def _covers(cell: LexborNode, name: str) -> int:
    """A span as browsers read it: leading digits, 1 where there are none; 0 rows is all that follow."""
    match = re.match(r"\s*\+?(\d{1,6})", cell.attributes.get(name) or "")
    value = int(match.group(1)) if match else 1
    if (cell.attributes.get(name) or "").strip().endswith("%"):
        return 1
    if value == 0:
        return 65534 if name == "rowspan" else 1
    return min(value, 65534 if name == "rowspan" else 1000)
