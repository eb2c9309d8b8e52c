"""This module tells what a cell of a spreadsheet shows: its words without what is struck out, its number as its format prints it."""

import re
from typing import Any

from parsers.numbers import note
from parsers.readers.inks import hue
from parsers.readers.number_formats import shown
from parsers.readers.untyped import ExcelCell
from parsers.text import APART, lines_of_cell

Looks = frozenset[tuple[int, int]]  # fonts and fills by their numbers
_WHITE = "FFFFFF"
_TABLE = 64  # colours with a number; those after them are the system's own
_WHOLE = re.compile(r"(-?\d+)\.0+")


def says_nothing(cell: ExcelCell, unseen: Looks = frozenset()) -> bool:
    """Whether a cell is blank, struck out, or a figure of an unseen look; each part of a text of several fonts has its own."""
    if cell.value is None or (cell.font.strike and not isinstance(cell.value, list)):
        return True
    return bool(unseen) and _is_unseen(cell, unseen)


def unseen_looks(book: Any) -> Looks:
    """The fonts and fills of a workbook, by their numbers, of which a font has the colour of a fill behind it."""
    inks = ((number, _six_digits(font.color)) for number, font in enumerate(book._fonts))
    grounds = [(number, _ground(fill)) for number, fill in enumerate(book._fills)]
    return frozenset(
        (font, fill) for font, ink in inks if ink for fill, ground in grounds if ink == ground
    )


def _ground(fill: Any) -> str:
    kind = getattr(fill, "fill_type", "")
    return _WHITE if kind is None else _six_digits(fill.fgColor) if kind == "solid" else ""


def _six_digits(colour: Any) -> str:
    """A colour as six digits; empty for one that is not told, or is a shade of a theme's."""
    if colour is None or colour.tint:
        return ""
    if colour.type == "theme":
        return _WHITE if colour.theme == 0 else ""
    from openpyxl.styles.colors import COLOR_INDEX

    told = (
        COLOR_INDEX[colour.indexed]
        if colour.type == "indexed" and colour.indexed < _TABLE
        else colour.rgb
    )
    return told[-6:].upper() if isinstance(told, str) else ""


def _is_unseen(cell: ExcelCell, unseen: Looks) -> bool:
    style = cell._style  # a merged cell has none
    return (
        style is not None
        and (style.fontId, style.fillId) in unseen
        and any(map(str.isdigit, str(cell.value)))
    )


def text_of_cell(cell: ExcelCell) -> str:
    """What a cell shows: a whole number without its point, a number as its format prints it.

    A number whose format is not understood is no figure: what it shows may be another.
    """
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    text = _shown(cell) if _is_formatted(cell) else lines_of_cell(_written(cell).split("\n"))
    whole = _WHOLE.fullmatch(text)
    return whole.group(1) if whole else text


def _is_formatted(cell: ExcelCell) -> bool:
    return isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)


def _shown(cell: ExcelCell) -> str:
    if cell.value == 0 and cell.parent.sheet_view.showZeros is False:
        return ""
    text = shown(cell.value, cell.number_format)
    return f"{cell.value}{APART}{cell.number_format}" if text is None else text


def hides_figure(sheet: Any, unseen: Looks) -> bool:
    """Whether a format hides a number other than zero, which its column may count, or a look a figure."""
    numbers = filter(_is_formatted, sheet._cells.values())
    if any(cell.value and not _shown(cell) for cell in numbers):
        return True
    return bool(unseen) and any(_is_unseen(cell, unseen) for cell in sheet._cells.values())


def _written(cell: ExcelCell) -> str:
    """The text of a cell, what is set higher or lower in brackets: it refers to a note.

    What is struck out is not said, and a figure of another hue stands apart.
    """
    if not isinstance(cell.value, list):
        return str(cell.value)
    said, ink = "", ""
    for part in cell.value:
        text, font = str(part), getattr(part, "font", cell.font)
        if getattr(font, "strike", None):
            continue
        ink, before = _hue(font), ink
        said += "\n" * (ink != before and said[-1:].isdecimal())
        said += note(text) if getattr(font, "vertAlign", None) else text
    return said


def _hue(font: Any) -> str:
    colour = getattr(getattr(font, "color", None), "rgb", None)
    return hue(colour) if isinstance(colour, str) else ""
