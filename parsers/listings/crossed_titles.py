"""This module titles a link in a table of bodies and years by its line and by what heads its column.

<tr><th>单位<th>2024年<th>2023年   <tr><td>县水务局<td><a href="1.html">查看</a><td><a href="2.html">查看</a>
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings.body_rows import titled
from parsers.listings.column_names import is_of_other_reports
from parsers.listings.markup import text_of
from parsers.listings.part_names import is_body_or_government
from parsers.listings.report_titles import full_title
from parsers.metadata.agencies import is_full_name

_OF_REPORTS = re.compile("(?:政府信息公开|信息公开)?(?:工作)?(?:年报|年度报告)$")  # 县政府年报
_MOST_CELLS = 30  # of a line of a table
_MOST_LINES = 60  # of a table, that one of its cells takes
_MOST_BEFORE = 3  # its cells of which one may name the body
_LONGEST_NAME = 40


def crossed_title(cell: LexborNode, title: str) -> str | None:
    """The report of the body that a cell's line names, for the year that heads its column: 1 | 县水务局 | 2023年 > 查看.

    Of one body, it is that of the year alone.
    """
    line = cell.parent
    if line is None or line.parent is None:
        return None
    cells = _cells(line)
    named = ((text_of(one), one) for one in cells[:_MOST_BEFORE])
    bodies = (
        (name, one) for name, one in named if is_body_or_government(name) or names_agency(name)
    )
    body = next((name for name, one in bodies if not one.css("a")[1:]), None)
    first = cells[0].text() if cells else ""
    head = next((one for one in line.parent.iter() if one.tag == "tr"), line)
    above = line.parent.prev
    while above is not None and above.tag == "-text":
        above = above.prev
    if above is not None and above.tag == "thead":
        head = above.css_first("tr") or head
    heads = _heads(head)
    at = _columns(_Lines(line.parent.mem_id, line.parent)).get(cell.mem_id, 0)
    over = " ".join(heads[at].split()) if at < len(heads) else ""
    bare = _OF_REPORTS.sub("", over)
    if body is None and is_body_or_government(bare):  # bodies across, years down
        body, over = bare, first
    year = YEAR_IN_DIGITS.search(title) or YEAR_IN_DIGITS.search(over)
    if body is None and full_title(over) != over:
        return full_title(over)
    if body is None or year is None or is_of_other_reports(over.replace("下载", "")):
        return None
    return titled(body, year[0])


def names_agency(name: str) -> bool:
    """Whether a name of usual length is the full one of an agency."""
    return 3 < len(name) <= _LONGEST_NAME and is_full_name(name)


def _cells(line: LexborNode) -> list[LexborNode]:
    return [one for one in islice(line.iter(), _MOST_CELLS) if one.tag in ("td", "th")]


def _heads(head: LexborNode) -> list[str]:
    """What heads each column of a table: of a group of columns, its own words and those in the line below."""
    below = head.next
    while below is not None and below.tag != "tr":
        below = below.next
    cells = _cells(head)
    is_of_groups = any(_span(one, "rowspan") > 1 for one in cells)
    parts = iter(_cells(below) if below is not None and is_of_groups else ())
    found = []
    for one in cells:
        for _ in range(_span(one, "colspan")):
            part = next(parts, None) if _span(one, "rowspan") == 1 else None
            found.append(one.text() if part is None else f"{one.text()} {part.text()}")
    return found[:_MOST_CELLS]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a table, known by their place in memory, which nothing else takes while they are kept."""

    place: int
    node: LexborNode = field(compare=False)


@lru_cache(maxsize=2)  # of a table each cell is asked for
def _columns(lines: _Lines) -> dict[int, int]:
    """The column in which each cell stands, beside cells of the lines above that reach down into its line."""
    found: dict[int, int] = {}
    reaching: dict[int, int] = {}
    for line in (one for one in lines.node.iter() if one.tag == "tr"):
        at, taken = 0, reaching
        reaching = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in _cells(line):
            while at in taken:
                at += 1
            found[cell.mem_id] = at
            columns, down = range(at, at + _span(cell, "colspan")), _span(cell, "rowspan") - 1
            reaching |= dict.fromkeys(columns, down) if down else {}
            at = columns.stop
    return found


def _span(cell: LexborNode, name: str) -> int:
    """How many lines or columns a cell takes."""
    said = cell.attrs.sget(name).strip()
    return max(1, min(int(said), _MOST_LINES)) if said.isdecimal() else 1
