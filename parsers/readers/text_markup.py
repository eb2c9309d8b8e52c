"""This module makes HTML of a text in which only tables and words are marked up, as converters write it."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from parsers.readers.line_markup import LINE_BREAK, strip_markup
from parsers.readers.ruled_rows import join_ruled_rows

# A table may stand in a page of its own within the text.
_EDGE = re.compile(
    r"((?:<html>\s*<body>\s*)?<table\b)|</table\s*>(?:\s*</body>\s*</html>)?", re.IGNORECASE
)
_OF_A_PAGE = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|script|style|section|article|ul|li|h[1-6]|div|p|form|tr|td)\b",
    re.IGNORECASE,
)
# A converter keeps the page's divisions around its Markdown, each tag on a line.
_DIVISION = re.compile(
    r"^(?:</div>|<div\b(?![^<>]*display\s*:)[^<>]*>)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_MARKDOWN = re.compile(r"^\|?[ :]*-{3,}[ :]*\|[-|: ]*$|^#{1,6} +\S|\*\*\S", re.MULTILINE)
_HIDDEN = re.compile(
    r"^<div\b[^<>]*display\s*:\s*none[^<>]*>[^<]*</div>", re.MULTILINE | re.IGNORECASE
)
_TABLES_BEGIN = ("<table", "<html><body><table")
_BEFORE = "\ufeff \t\r\n"
_HEAD = 200  # characters in which a text shows how it begins


def text_to_html(text: str) -> str | None:
    """The HTML of a text in which only tables and words are marked up, with a paragraph for each line.

    None for a page, and for a text whose lines end only in `<br>`.
    """
    divided = text[:_HEAD].lstrip(_BEFORE).startswith("<div")
    if (divided and _is_markdown(text)) or not _is_page(text):
        text = _DIVISION.sub("", _HIDDEN.sub("", text)) if "<div" in text else text
    if _is_page(text):
        return None
    tables = list(_tables(text))
    if tables[-1].end is None if tables else LINE_BREAK.search(text):
        return None
    edges = [0, *(edge for table in tables for edge in (table.start, table.end)), len(text)]
    texts = [text[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    if any(map(_OF_A_PAGE.search, texts)):
        return None
    printed = [*(text[table.start : table.end] for table in tables), ""]
    return "".join(_paragraphs(part) + table for part, table in zip(texts, printed, strict=True))


def _is_markdown(text: str) -> bool:
    """Whether a text that begins with a division of a page goes on in Markdown."""
    signs = any(sign in text for sign in ("---", "**", "\n#"))
    return signs and bool(_MARKDOWN.search(text))


def _is_page(text: str) -> bool:
    """Whether a text begins as a page or a part of one: with a tag that begins no table."""
    begun = text[:_HEAD].lstrip(_BEFORE).lower()
    if not begun.startswith("<") or begun.startswith("<a "):
        return False
    if not begun.startswith(_TABLES_BEGIN):
        return True
    end = text.find("</table>")
    after = text[end + len("</table>") : end + _HEAD].removeprefix("</body></html>").lstrip()
    return end < 0 or not after or after.startswith("<")


class _Table(NamedTuple):
    """Where an outermost table begins and ends; None for one that does not end."""

    start: int
    end: int | None


def _tables(text: str) -> Iterator[_Table]:
    """The outermost tables of a text; one that is not closed has no end."""
    depth = start = 0
    for edge in _EDGE.finditer(text):
        if edge[1] is not None:
            start = start if depth else edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield _Table(start, edge.end())
    if depth:
        yield _Table(start, None)


def _paragraphs(part: str) -> str:
    lines = join_ruled_rows(part).splitlines()
    return "".join(f"<p>{escape(strip_markup(line.strip()))}</p>\n" for line in lines)
