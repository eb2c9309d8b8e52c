"""This module reads a roster of agencies that must report, with their superiors, from a CSV file."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from scraper.database.claims import organisation
from scraper.database.roster import Member
from scraper.errors import Unreadable, unread_because

# What a roster may call its columns; the database's names come first.
_COLUMNS = {
    "superior": ("superior", "上级机关", "上级", "上级单位", "主管机关", "主管部门", "主管单位"),
    "agency": ("agency", "机关名称", "机关", "单位名称", "单位", "部门名称", "部门"),
    "code": ("code", "统一社会信用代码", "社会信用代码", "信用代码", "机关代码", "代码"),
}
_APART = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_roster(path: Path) -> tuple[Member, ...]:
    """Read a CSV with the columns superior, agency and code, or their Chinese names.

    The code may be missing or blank; commas, semicolons or tabs may stand between the columns, a title above
    their names. Raises Unreadable if the file cannot be read, is neither UTF-8 nor GB 18030, lacks a column, or
    puts an agency under two superiors, as short names do that several agencies share.
    """
    members: list[Member] = []
    first: dict[str, tuple[int, str | None]] = {}
    for number, row in _rows(path):
        superior, agency, code = (row.get(key) or None for key in _COLUMNS)
        if agency is None:
            continue
        line, other = first.setdefault(organisation(code) or agency, (number, superior))
        if other != superior:
            raise Unreadable(
                f"lines {line} and {number} put {agency} under two superiors; give its full name or its code",
                path,
            )
        members.append((superior, agency, code))
    return tuple(members)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines below the first that names the columns: the number of each, and its cells by column."""
    lines = _text(path).splitlines()
    start, delimiter, places = _header(lines, path)
    table = csv.reader(lines[start:], delimiter=delimiter, strict=True)
    begun = start + 1  # the line with which a row begins: a cell in quotes may have several
    try:
        for row in table:
            cells = {key: "".join(row[place : place + 1]) for key, place in places.items()}
            yield begun, {key: _name(cell) for key, cell in cells.items()}
            begun = start + table.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"line {begun}: {error}", path) from error


def _header(lines: list[str], path: Path) -> tuple[int, str, dict[str, int]]:
    """The number of the line that names the columns, what stands between them, and where each is."""
    for number, line in enumerate(lines, 1):
        delimiter = max(",;\t", key=line.count)
        places = _places([cell.strip(' "') for cell in line.split(delimiter)])
        if {"superior", "agency"} <= places.keys():
            return number, delimiter, places
    raise Unreadable(
        "a line must name the columns: superior (上级机关) and agency (机关名称), "
        "and may name code (统一社会信用代码)",
        path,
    )


def _name(cell: str) -> str:
    """A cell without the blanks around it, and those that set Chinese letters apart."""
    return _APART.sub("", cell.strip())


def _places(called: list[str]) -> dict[str, int]:
    """Where a header has each column."""
    found = {
        key: [called.index(name) for name in names if name in called]
        for key, names in _COLUMNS.items()
    }
    return {key: places[0] for key, places in found.items() if places}


def unfit_codes(roster: Iterable[Member]) -> list[str]:
    """The codes that are none, as what a spreadsheet makes of 18 digits; their agencies are known by name."""
    return [code for _, _, code in roster if code and organisation(code) is None]


def _text(path: Path) -> str:
    """The text of a file in UTF-8 or GB 18030, decoded strictly: a replaced character would change a name."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Unreadable(unread_because(error), path) from error
    if body.startswith(_WORKBOOKS):
        raise Unreadable("is an Excel workbook; save it as CSV UTF-8", path)
    for charset in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return body.decode(charset)
    raise Unreadable("is neither UTF-8 nor GB 18030; save it as CSV UTF-8", path)
