"""This module removes a report's table of contents from its page.

A table of contents consists of numbered headings only, each of which is repeated where its part begins.
Otherwise it would be taken for another report, or for parts without text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.headings import Heading, heading_of, mandated_part
from parsers.page import Block, Page
from parsers.text import fold

_FEWEST = 3  # headings of a list
_PAGE = re.compile(r"[\s\d]+$")
_ENTRY = re.compile(r"\S.{0,60}(?:\.{3,}|…+|·{3,}|\s)\s*\d{1,3}\s*$")  # of subsections

Key = int | str


def without_contents(page: Page) -> Page:
    """Return the page without its tables of contents; the same object if it has none."""
    headings = page.headings.values()
    is_repeated = len({_key(one) for one in headings}) < len(headings)
    runs = list(_runs(page.blocks)) if is_repeated else []
    if not runs:
        return page
    listed = {at for run in runs for at in run}
    elsewhere = {
        _key(heading)
        for at, block in enumerate(page.blocks)
        if at not in listed and (heading := _heading(block))
    }
    left = {
        at
        for run in runs
        if all(_key(one) in elsewhere for at in run if (one := _heading(page.blocks[at])))
        for at in run
    }
    if not left:
        return page
    return replace(page, blocks=tuple(b for at, b in enumerate(page.blocks) if at not in left))


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The places of headings that follow each other from the first on, with nothing between them."""
    run: list[int] = []
    last = 0
    for at, block in enumerate(blocks):
        heading = _heading(block)
        if heading and run and heading.number > last:
            run.append(at)
            last = heading.number
            continue
        if run and isinstance(block, str) and not heading and (not block or _ENTRY.match(block)):
            run.append(at)
            continue
        if last >= _FEWEST:
            yield run
        run, last = ([at], 1) if heading and heading.number == 1 else ([], 0)
    if last >= _FEWEST:
        yield run


def _heading(block: Block) -> Heading | None:
    """The heading that a block is, and nothing besides but the number of its page."""
    heading = heading_of(block) if isinstance(block, str) else None
    return heading if heading and (not heading.rest or heading.rest.isdecimal()) else None


def _key(heading: Heading) -> Key:
    words = _PAGE.sub("", heading.words)
    return mandated_part(words) or fold(words)
