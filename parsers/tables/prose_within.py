"""This module takes a report's prose out of the table that holds all of it, as a sheet is exported: a line a paragraph."""

from collections.abc import Iterator
from dataclasses import replace

from parsers.headings import heading_of, is_mandated
from parsers.page import Block, Page
from parsers.recognise import find_tables


def lift_prose(page: Page) -> Page:
    """The page with the prose in the first and last lines of a table of the form above and below it.

    What is above ends with the heading of a part, what is below begins with one.
    """
    blocks = [list(_parted(block)) for block in page.blocks]
    if not any(len(parted) > 1 for parted in blocks):
        return page
    return replace(page, blocks=tuple(one for parted in blocks for one in parted))


def _parted(block: Block) -> Iterator[Block]:
    """A block, or a table with the paragraphs above and below it."""
    lines = () if isinstance(block, str) else block.lines
    said = ["".join(line) if len(line) - line.count("") < 2 else None for line in lines]
    above, below = _above(said), _above(said[::-1])[::-1]
    if isinstance(block, str) or not (above or below) or not find_tables([block]):
        yield block
        return
    yield from filter(None, above)
    yield block.without({*range(len(above)), *range(len(said) - len(below), len(said))})
    yield from filter(None, below)


def _above(said: list[str | None]) -> list[str]:
    """The prose before the first line of several texts, with a heading at its end; nothing where that is all."""
    first = next((at for at, text in enumerate(said) if text is None), 0)
    alone = [text or "" for text in said[:first]]
    while alone and not _is_heading(alone[-1]):
        alone.pop()
    return alone if any("。" in text for text in alone) else []


def _is_heading(text: str) -> bool:
    heading = heading_of(text)
    return heading is not None and is_mandated(heading.words)
