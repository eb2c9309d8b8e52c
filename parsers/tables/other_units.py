"""This module detects units that the form's figures do not have: counts in 万件, and fees in 元 by a caption.

Such figures are kept as printed, since a header or a caption may itself be a slip.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from parsers.page import Page
from parsers.recognise import Part
from parsers.tables.reading import Reading, place_of
from parsers.text import squeeze
from parsers.traditional import simplified
from schemas.finding import Finding, finding

if TYPE_CHECKING:
    from parsers.records import TableRead

OTHER_UNIT = "unit-of-another-size"
_COUNTED = "件条项个次宗份"
_UNIT = r"(?:(?:计量|金额|数量)?单位[:为]?)"
# 万件 in brackets, or after 单位; 万元 is the form's own.
_MULTIPLE = re.compile(rf"(?:[(\[【/]{_UNIT}?|{_UNIT})[百千万亿](?:[{_COUNTED}]|(?=[)\]】]|$))")
_CAPTION = re.compile(rf"[(\[【]?{_UNIT}(?P<units>[^\d。;]{{1,12}}?)[)\]】]?")
_FEE = ("fees", "amount")
_ABOVE = 3  # lines between a caption and its table
_LONGEST = 40


def doubt_other_units(parts: Sequence[Part], reading: Reading) -> None:
    """Doubt a table whose headers say that its counts are multiples."""
    for part in parts:
        for line in part.lines:
            for cell, text in enumerate(line.cells if line.kind == "header" else ()):
                if _MULTIPLE.search(simplified(squeeze(text))):
                    place = place_of(part.grid, line.position, cell)
                    reading.doubt(OTHER_UNIT, part.table, text, place)


def is_of_other_unit(line: str, *, charges: bool) -> bool:
    """Whether a caption says that counts are multiples, or that a fee is in 元.

    >>> [is_of_other_unit(line, charges=True) for line in ("单位：万件", "单位：件、万元", "(金额单位:元)", "单位：万元/元", "单位：甲局")]
    [True, False, True, False, False]
    """
    match = _CAPTION.fullmatch(simplified(squeeze(line)))
    if match is None:
        return False
    units = set(re.split(r"[、,/]", match["units"]))
    in_yuan = charges and "元" in units and "万元" not in units
    return in_yuan or bool(_MULTIPLE.match(match[0].lstrip("([【")))


def tables_in_other_units(
    page: Page, tables: Mapping[str, "TableRead"]
) -> Iterator[tuple[str, Finding]]:
    """The names of the tables under a caption with another unit, each with a finding."""
    for at, grid in page.placed_grids.items():
        for line in reversed(page.blocks[max(0, at - _ABOVE) : at]):
            if not isinstance(line, str):
                break
            if len(line) >= _LONGEST or not ("单位" in line or "單位" in line):
                continue
            for name, table in tables.items():
                here = any(row.grid.number == grid.number for row in table.placed.values())
                if here and is_of_other_unit(line, charges=bool(table.values.get(_FEE))):
                    yield name, finding(OTHER_UNIT, name, line)
