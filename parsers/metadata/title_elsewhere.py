"""This module finds a report's title that is not on a line of its own: joined to its date, or in a table cell.

It is consulted only where no line is a title: rows of a list end in days, too.

>>> stamped_title(["甲局2023年政府信息公开工作年度报告 2024-01-29", "本报告由甲局编制,数据截至2023年12月31日。" * 2])
('甲局2023年政府信息公开工作年度报告', '2024-01-29')
"""

import re
from collections.abc import Iterator, Sequence

from parsers.metadata.titles import SHORTEST_PROSE, is_report_title
from parsers.page import Block, Grid
from schemas.report import Candidate

_STAMP = re.compile(
    r"(?P<title>.{6,}[告报報])\s+\[?(?P<day>(?:19|20)\d\d(?:[-./]\d{1,2}){2})\]?(?:\s+\d\d?:\d\d(?::\d\d)?)?"
)


def find_titles_elsewhere(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The title, and its day, of a report whose blocks before it have no line that is a title."""
    lines = [block for block in blocks if isinstance(block, str)]
    if stamped := stamped_title(lines):
        yield Candidate(field="title", source="heading", value=stamped[0])
        yield Candidate(field="published_on", source="unlabelled", value=stamped[1])
    elif title := _title_in_cell(blocks):
        yield Candidate(field="title", source="heading", value=title)


def stamped_title(lines: Sequence[str]) -> tuple[str, str] | None:
    """The title and the day of the one line that has both, where prose follows; else None."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _stamped(line))]
    if len(found) != 1:
        return None
    at, match = found[0]
    follows = any(len(line) > SHORTEST_PROSE and "。" in line for line in lines[at + 1 : at + 3])
    return (match["title"], match["day"]) if follows else None


def _stamped(line: str) -> re.Match[str] | None:
    match = _STAMP.fullmatch(line.strip()) if "公" in line else None
    return match if match and is_report_title(match["title"]) else None


def _title_in_cell(blocks: Sequence[Block]) -> str | None:
    """The title that is alone in a row of a layout table; None if there are several."""
    grids = (block for block in blocks if isinstance(block, Grid))
    alone = (cells[0] for grid in grids for cells in map(_printed, grid.lines) if len(cells) == 1)
    titles = list(dict.fromkeys(cell for cell in alone if is_report_title(cell)))
    return titles[0] if len(titles) == 1 else None


def _printed(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]
