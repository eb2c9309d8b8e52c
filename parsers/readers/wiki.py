"""This module reads the tables of wikitext to grids with spans; the rest is text.

`{|` begins a table, `|-` a row, `|` or `!` a cell; `||` and `!!` part cells on one line, and `|}`
ends the table (https://www.mediawiki.org/wiki/Help:Tables).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from parsers.page import Block, Grid, Span
from parsers.readers.text_markup import strip_markup

_BEGINS, _ENDS, _ROW, _CAPTION = "{|", "|}", "|-", "|+"
_CELL = ("|", "!")
_APART = re.compile(r"\|\||!!")
# What stands before a single bar are a cell's attributes; the bar of a link or a template parts none.
_ATTRIBUTES = re.compile(r"((?:(?!\[\[|\{\{)[^|])*)\|(?!\|)(.*)", re.DOTALL)
_COVERS = re.compile(r"\b(row|col)span\s{0,9}=\s{0,9}[\"']?\s{0,9}(\d{1,5})", re.IGNORECASE)
_HEADING = re.compile(r"(={1,6})([^=\n](?:.*[^=\n])?)\1")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_QUOTES = re.compile(r"'{2,5}")

_Row = list[tuple[str, str]]  # of each cell its attributes and its text


def has_wiki_table(text: str) -> bool:
    """Whether a text has a line that begins a table of wikitext."""
    return _BEGINS in text and any(map(_begins, text.splitlines()))


def read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The lines of a text, each table among them as a grid."""
    numbers = count(1)
    rest = iter(lines)
    for line in rest:
        if _begins(line):
            yield _grid(_rows(rest), next(numbers))
        else:
            yield _said(line)


def _begins(line: str) -> bool:
    return line.lstrip(" \t:").startswith(_BEGINS)


def _rows(lines: Iterator[str]) -> list[_Row]:
    """The rows up to the end of the table; a table within a cell is text of that cell."""
    rows: list[_Row] = [[]]
    depth = 0
    captioned = False
    for line in map(str.strip, lines):
        depth += _begins(line)
        ended = line.startswith(_ENDS)
        if ended and not depth:
            break
        captioned = line.startswith(_CAPTION) or (captioned and not line.startswith(_CELL))
        if captioned or (not line and not rows[-1]):
            continue
        if depth or not line.startswith(_CELL):
            rows[-1][-1:] = [(attributes, f"{text} {line}") for attributes, text in rows[-1][-1:]]
        elif line.startswith(_ROW):
            rows.append([])
        else:
            rows[-1] += map(_parted, _cells(line))
        depth -= ended
    return [row for row in rows if row]


def _cells(line: str) -> list[str]:
    """The cells that a line begins; `!!` parts only those of a line of headers."""
    if line.startswith("!"):
        return _APART.split(line[1:])
    return line[1:].split("||")


def _grid(rows: list[_Row], number: int) -> Grid:
    lines: list[tuple[str, ...]] = []
    spans: dict[tuple[int, int], Span] = {}
    for at, row in enumerate(rows):
        spans |= {
            (at, cell): span
            for cell, (attributes, _) in enumerate(row)
            if (span := _span(attributes)) != (1, 1)
        }
        lines.append(tuple(_said(text) for _, text in row))
    return Grid(tuple(lines), spans, number=number)


def _parted(cell: str) -> tuple[str, str]:
    match = _ATTRIBUTES.fullmatch(cell)
    return (match[1], match[2]) if match else ("", cell)


def _span(attributes: str) -> Span:
    spans = {name.lower(): int(number) for name, number in _COVERS.findall(attributes)}
    return Span(max(spans.get("row", 1), 1), max(spans.get("col", 1), 1))


def _said(text: str) -> str:
    """A text without the marks of headings, links, bold print and inline elements."""
    heading = _HEADING.fullmatch(text.strip())
    text = _QUOTES.sub("", _LINK.sub(r"\1", heading[2] if heading else text))
    return " ".join(strip_markup(text.strip()).split())
