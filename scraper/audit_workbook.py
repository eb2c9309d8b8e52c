"""This module writes an audit as an XLSX workbook: a sheet of agencies and one for each kind of problem.

Text is always written as text: a printed `=` never becomes a formula. Every column can be filtered and
sorted. Printed, a sheet is as wide as a page of A4 across, its header stands on every page, and a page's
address and file are left out.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from scraper import atomic_output
from scraper.audit import Audit
from scraper.database import names
from scraper.database.dictionary import value_words
from scraper.errors import requires
from scraper.exports.workbook import cells
from scraper.language import say

_AGENCIES = {
    "机关 Agency": "agency_name", "上级机关 Superior": "superior", "口径 Scope": "scope", "是否按时 Publication": "timing",
    "缺少的原因 Why missing": "why_missing", "原因说明 Detail": "why_detail",
    "首次发布 First published": "published_on", "期限 Due": "due_on", "逾期天数 Days late": "days_late",
    "表式 Form": "form", "旧表式 Old form": "old_form", "可信状态 Status": "status",
    "勾稽不符 Failing equations": "failing", "跨年不符 Breaks": "breaks",
    "文表不符 Prose against table": "prose", "与上年雷同 Like last year": "own_share",
    "与其他机关雷同 Like another's": "peer_share", "雷同机关 That agency": "peer_name",
    "网址 Address": "url", "文件 File": "file",
}  # fmt: skip
_DETAILS = {
    "勾稽 Equations": ("failing", {"位置 Where": "where", "两边 Both sides": "text"}),
    "疑误 Suspected": ("repairs", {"位置 Where": "where", "所列 Printed": "printed", "推算 If it alone is wrong": "proposed",
                               "原件页 Page": "page", "表 Table": "table", "行 Line": "line", "格 Cell": "cell"}),
    "跨年 Years": ("breaks", {"核对 Check": "check", "项目 Item": "key", "应为 Expected": "expected",
                            "所列 Printed": "printed"}),
    "文表 Prose": ("prose", {"位置 Where": "where", "文字 Sentence": "text", "表中 In the table": "table"}),
}  # fmt: skip
_REPORT = {"网址 Address": "url", "文件 File": "file"}
_WIDEST, _NARROWEST = 60, 9
_A4, _LINE = 9, 15  # Excel's number of the paper; points


def write(audit: Audit, path: Path) -> None:
    """Write an audit as XLSX; raises ToolMissing without openpyxl, GongkaiError if it cannot be written."""
    atomic_output.write(path, workbook(audit))


def workbook(audit: Audit) -> bytes:
    """An audit as the bytes of an XLSX file; raises ToolMissing without openpyxl."""
    with requires("openpyxl", "serve"):
        from openpyxl import Workbook
    book = Workbook(write_only=True)
    title = f"{audit.superior} {audit.year}"
    told = say("audited", superior=audit.superior or "—", year=audit.year, **audit.counts)
    agencies = [[_plain(key, line[key]) for key in _AGENCIES.values()] for line in audit.agencies]
    _sheet(book, "机关 Agencies", told, [[*_AGENCIES], *agencies], len(_REPORT))
    for name, (key, columns) in _DETAILS.items():
        lines = [["机关 Agency", *columns, *_REPORT], *_details(audit, key, columns)]
        _sheet(book, name, title, lines, len(_REPORT))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _details(audit: Audit, key: str, columns: dict[str, str]) -> Iterator[list[Any]]:
    for line in audit.agencies:
        for one in line[key]:
            told = (_value_in_words(one, name) for name in columns.values())
            yield [line["agency_name"], *told, *(line[name] for name in _REPORT.values())]


def _value_in_words(one: dict[str, Any], name: str) -> Any:
    """A value for a cell; places, keys and equations are followed by the words that the form prints."""
    value = one[name]
    beside = {
        "where": lambda: names.place(value or ""),
        "key": lambda: names.anywhere(value),
        "text": lambda: names.formula(str(one.get("where")).partition(".")[0], value or ""),
    }
    words = beside[name]() if name in beside else ""
    return f"{value} {words}" if words and words != value else _plain(name, value)


def _plain(key: str, value: Any) -> Any:
    """A value for a cell: a list as its length, a day and a printed number as such, a code in words, else unchanged."""
    if isinstance(value, list):
        return len(value) or None
    if isinstance(value, bool):
        return "是 yes" if value else None
    if key == "days_late" and value and value < 0:  # in time, as another column says
        return None
    if value and key.endswith("_on"):
        return date.fromisoformat(value)
    if key == "printed" and str(value).isdecimal():
        return int(value)
    return value_words(key, value) or value


def _sheet(book: Any, name: str, title: str, lines: list[list[Any]], not_printed: int = 0) -> None:
    """Add a sheet with title, header and rows; a streamed sheet needs its layout first."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(lines[0]))}{len(lines) + 1}"
    widths = [_width(column) for _, *column in zip(*lines, strict=True)]
    printed = len(lines[0]) - not_printed
    _lay_out_print(sheet, f"A1:{get_column_letter(printed)}{len(lines) + 1}")
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, line in enumerate([[title], *lines]):
        made = [
            cell if hasattr(cell, "font") else WriteOnlyCell(sheet, cell)
            for cell in cells(sheet, line)
        ]
        for place, cell in enumerate(made):
            if number < 2:
                cell.font = Font(bold=True, size=11 if number else 14)
            is_figure = number > 1 and isinstance(cell.value, int | float)
            if number:
                side = "right" if is_figure else "left"
                wrapped = number == 1 or place < printed
                cell.alignment = Alignment(side, "top", wrap_text=wrapped, indent=int(is_figure))
            if isinstance(cell.value, float):
                cell.number_format = "0%"
        if number:  # no program but Excel makes room for wrapped lines by itself
            height = _lines(line[:printed], widths[:printed])
            sheet.row_dimensions[number + 1].height = _LINE * height
        sheet.append(made)


def _lay_out_print(sheet: Any, area: str) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.print_area, sheet.print_title_rows = area, "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _width(column: list[Any]) -> int:
    """The width of a column by its values; its header is wrapped."""
    return max(min(max(map(_length, column), default=0) + 2, _WIDEST), _NARROWEST)


def _lines(line: list[Any], widths: list[int]) -> int:
    """How many lines the fullest cell of a row takes."""
    return (
        max(ceil(_length(value) / (width - 1)) for value, width in zip(line, widths, strict=True))
        or 1
    )


def _length(value: Any) -> int:
    """The width of a value in digits; a Chinese character is as wide as two."""
    return sum(1 + (character > "\u2e80") for character in str("" if value is None else value))
