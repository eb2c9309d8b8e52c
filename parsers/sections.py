"""This module turns a page into its numbered parts: each heading, and the prose under it.

A report has six parts by the form of 2019 and 2021, and its own by any other; numbers may be
shifted, printed twice or left out. What stands before the first heading, the period sentence with
it, is the part of number 0. Tables are no prose, and neither is the boilerplate that a site prints
around the report: footers, counters, clocks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from parsers.form_words import meanings
from parsers.headings import BULLETS, CLOSING, Heading, bracketed_heading, is_mandated
from parsers.numbers import is_figure, is_nothing
from parsers.page import Block, Grid, Page
from parsers.patterns import LETTER
from parsers.site_lines import line_kind
from parsers.text import squeeze
from schemas.report import Section

Headings = Mapping[int, Heading]  # by their places among the blocks

_SHORTEST_PROSE = 20
_CLAUSE = re.compile(r"[。,，；]|《.*[》年]|条例")
_LONGEST_ROW = 60


def sections(page: Page) -> tuple[Section, ...]:
    """The parts of a page in the order of print, with the prose of each; number 0 has no heading.

    Where no heading has a plain number, those of the form may have theirs in brackets.
    """
    found = _parts(page.blocks, page.headings)
    if not any(heading.words for heading, _ in found):
        found = _parts(page.blocks, _bracketed(page.blocks))
    return tuple(
        Section(number=heading.number, heading=heading.words, text="\n".join(lines))
        for heading, lines in found
    )


def _bracketed(blocks: Sequence[Block]) -> Headings:
    lines = ((at, block) for at, block in enumerate(blocks) if isinstance(block, str))
    return {at: heading for at, line in lines if (heading := bracketed_heading(line))}


def _parts(blocks: Sequence[Block], headings: Headings) -> list[tuple[Heading, list[str]]]:
    """Each heading with the lines of prose under it."""
    found: list[tuple[Heading, list[str]]] = []
    in_words = False
    for line, heading in _prose(blocks, headings):
        if heading is not None and not (in_words and _is_counted(line)):
            in_words = in_words or not _is_counted(line)
            found.append((heading, [heading.rest] if heading.rest else []))
        elif not found and _is_prose(line):
            found.append((Heading(0, ""), [line.strip()]))
        elif found and _belongs(found[-1][0], line):
            found[-1][1].append(line.strip())
    return found


def _is_counted(line: str) -> bool:
    """Whether a heading has a digit for its number: within a part whose number is 一 it begins none."""
    return line.lstrip(BULLETS)[:1].isdigit()


def _prose(blocks: Sequence[Block], headings: Headings) -> Iterator[tuple[str, Heading | None]]:
    """The paragraphs up to what the site prints after the report, each with the heading that it is.

    Tables are left out, and the words of a template or a counter.
    """
    begun, part = False, 0
    ends: dict[int, int] | None = None
    for at, block in enumerate(blocks):
        heading = headings.get(at)
        if isinstance(block, Grid) or not (begun or heading or len(block) >= _SHORTEST_PROSE):
            continue  # before the report begins, short lines are a menu's
        kind = line_kind(block)
        if kind == "boilerplate":
            continue
        begun = begun or heading is not None
        part = heading.number if heading is not None else part
        if kind == "footer" and begun:
            ends = _mandated_parts(headings) if ends is None else ends
            if not any(number > part and place > at for number, place in ends.items()):
                return
            continue  # the form's next parts stand below
        yield block, heading


def _mandated_parts(headings: Headings) -> dict[int, int]:
    """Where the last heading of each of the form's parts stands, by its number."""
    return {one.number: at for at, one in headings.items() if is_mandated(one.words)}


def _belongs(heading: Heading, line: str) -> bool:
    """Whether a paragraph is prose of its part: no flattened row, and before the first, no menu."""
    if heading.number == 0 and not heading.words:
        return _is_prose(line)
    return not _is_row(line)


def _is_prose(line: str) -> bool:
    return len(line) >= _SHORTEST_PROSE and bool(_CLAUSE.search(line[:300])) and not _is_row(line)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: figures and words of the form, with or without bars."""
    if "|" in line:
        return all(map(_is_cell, line.split("|"))) or line.count("|") > 2
    if len(line) > _LONGEST_ROW or (LETTER.search(line) and is_nothing(line.rstrip(CLOSING))):
        return False  # 无 is a whole answer, where the form asks for other matters
    return all(map(_is_cell, line.split()))


@lru_cache(maxsize=4096)
def _is_cell(text: str) -> bool:
    return not squeeze(text) or is_figure(text) or bool(meanings(text))
