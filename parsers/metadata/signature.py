"""This module finds the agency and the day that sign a report under its last words."""

import re
from collections.abc import Iterator

from parsers.dates import ZEROS, printed_date
from parsers.metadata.agencies import is_agency
from parsers.metadata.fields import said
from parsers.metadata.title_lines import trim
from parsers.metadata.title_search import report_together
from parsers.metadata.titles import is_report_title
from parsers.metadata.unlabelled import is_day
from parsers.page import Page
from schemas.report import Candidate

# Its spaces may be odd.
_A_YEAR = re.compile(rf"(?:1\s*9|2\s*0)\s*\d\s*\d\s*[-/.年]|二\s*[{ZEROS}0]\s*\S\s*\S\s*年")
_LAST_BLOCKS = 60
_LONGEST_DAY = 24


def _is_sentence(line: tuple[int, str]) -> bool:
    return line[1].endswith("。")


def _may_be_signed(line: str) -> bool:
    """Whether a line is a title or prose, and not a site's."""
    return "。" in line or is_report_title(line)


def find_signature(page: Page) -> Iterator[Candidate]:
    """The agency and the day under a report's last words, which a site's own lines may follow.

    Above the last heading such a day may be anything, so only the agency counts there. A day alone is one
    that stands under a sentence, without another below it.
    """
    first = max(0, len(page.blocks) - _LAST_BLOCKS)
    lines = [
        (at, line) for at, line in enumerate(page.blocks[first:], first)
        if isinstance(line, str) and line
    ]  # fmt: skip
    dated = bool(_A_YEAR.search("\n".join(line for _, line in lines)))
    for number in range(1, len(lines) if dated else 0):
        at, line = lines[number]
        if not _A_YEAR.search(line):
            continue
        name, day = trim(lines[number - 1][1]), trim(line)
        if len(day) > _LONGEST_DAY or not is_day(day):
            continue
        begins = min(page.headings, default=at + 1)
        if not first and at < begins and not any(_may_be_signed(one) for _, one in lines[:number]):
            continue  # nothing above that it could sign, but what a site prints
        if is_agency(name):
            beside = trim(lines[number - 2][1]) if number > 1 else ""
            both = f"{beside}、{name}" if report_together(beside, name) else name
            yield said("agency", "signature", both)
        elif (
            not name.endswith("。")
            or "年" not in day
            or any(map(_is_sentence, lines[number + 1 :]))
        ):
            continue
        if at > max(page.headings, default=-1):
            whole = day if printed_date(day) else "".join(day.split())
            yield said("written_on", "signature", whole)
        return
