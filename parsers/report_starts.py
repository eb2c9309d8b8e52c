"""This module finds where on a page reports start: a page may have those of two years, or of many agencies.

A report starts with a title that its first heading or a table follows. Another starts where the first
heading is repeated, or under a title of another year or agency. A copy of the same report, for print or
for phones, is no other, and a title that nothing follows is a link.
"""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.headings import PART_OF_TABLE, heading_of, mandated_part
from parsers.metadata.agencies import is_agency
from parsers.metadata.report_identity import identity_of_title
from parsers.metadata.title_lines import title_line
from parsers.metadata.titles import is_report_title
from parsers.normalize import normalize
from parsers.page import Block, Grid, Page
from parsers.recognise import find_tables
from parsers.text import fold

_LONGEST, _SHORTEST_PROSE = 90, 20  # characters: of a title or heading, of a paragraph
_TITLE, _TOP, _FREE = 0, 1, 7  # beside the form's parts: a title, and a first heading of no part
_FIRST, _BULLETS = ("一", "第一"), " \t\u3000•·●■◆#*"
_OF_ROWS = (("第二十条", 2), ("本年新收", 3), ("自然人", 3))  # which part a flattened row is of


def report_starts(page: Page) -> list[int]:
    """The positions of the blocks at which reports start; none where the page clearly has only one."""
    return _starts(page.blocks) if _may_hold_several(page) else []


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of prose."""
    return isinstance(block, str) and len(block) >= _SHORTEST_PROSE and "。" in block


def _may_hold_several(page: Page) -> bool:
    """Whether a page has two different titles, or its first heading twice, which few pages have."""
    titles = [line for line in page.lines if "公" in line and _is_short(line)]
    if len({normalize(one) for one in titles if _is_title(one)}) > 1:
        return True
    heads = [line for line in page.lines if "况" in line or "述" in line]
    tops = [top for line in heads if _is_short(line) and (top := _first_heading(line))]
    return len(set(tops)) < len(tops)


def _is_short(line: str) -> bool:
    return 3 < len(line) < _LONGEST


def _is_title(line: str) -> bool:
    return "公" in line and is_report_title(title_line(line))


def _first_heading(block: Block) -> str | None:
    """The words of a heading that begins a report, such as 一、总体情况; None for others and for 1.基本情况."""
    heading = heading_of(block) if isinstance(block, str) else None
    if heading is None or heading.number != 1 or mandated_part(heading.words) != _TOP:
        return None
    return fold(heading.words) if str(block).lstrip(_BULLETS).startswith(_FIRST) else None


class _Met(NamedTuple):
    """What has been seen of a report: its title, its last part, its first heading, and whether it has content."""

    title: str | None
    last: int = 0
    top: str | None = None
    says: bool = False

    def and_part(self, part: int, block: Block) -> "_Met":
        """The same after a block that is the heading or the table of a part."""
        last = self.last if part == _FREE else part
        top, says = self.top or _first_heading(block), self.says or isinstance(block, Grid)
        return _Met(self.title, last, top, says)


def _starts(blocks: Sequence[Block]) -> list[int]:
    """The positions at which reports start, each with the title above."""
    found: list[int] = []
    met = _Met(None)
    above: int | None = None  # where a title stands that nothing has followed yet
    for at, block in enumerate(blocks):
        part = _part(block)
        if part == _TITLE:
            before = blocks[at - 1] if at else ""
            above = at - (isinstance(before, str) and is_agency(title_line(before)))
        elif part is None:
            met = met._replace(says=met.says or is_prose(block))
        else:
            title = _title(blocks, above)
            if not found or _is_anew(part, block, title, met):
                found.append(at if above is None else above)
                met = _Met(title)
            met = met.and_part(part, block)
            above = None
    return found


def _title(blocks: Sequence[Block], at: int | None) -> str | None:
    """The title at a position, with the agency's name where that has a line of its own."""
    if at is None:
        return None
    first = str(blocks[at])
    return first if _is_title(first) else first + str(blocks[at + 1])


def _is_anew(part: int, block: Block, title: str | None, met: _Met) -> bool:
    """Whether another report starts with a part: the first heading again, or an earlier part under
    another title.

    Running heads may print last year's title, so a title alone is not enough.
    """
    if part == _TOP and met.says and met.top and met.top == _first_heading(block):
        return True
    other = title is not None and not identity_of_title(title).may_be(identity_of_title(met.title))
    return other and (part < met.last or part in (_TOP, _FREE))


def _part(block: Block) -> int | None:
    """The part of the form that a block is the heading, a row or a table of, or what else it starts; else None."""
    if isinstance(block, Grid):
        return min((PART_OF_TABLE[part.table] for part in find_tables([block])), default=None)
    if _is_title(block):
        return _TITLE
    if heading := heading_of(block):
        return mandated_part(heading.words) or (_FREE if heading.number == 1 else None)
    return next((part for word, part in _OF_ROWS if block.startswith(word)), None)
