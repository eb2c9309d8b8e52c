"""This module tells what a cell of a spreadsheet shows: its words without what is struck out, its number as its format prints it."""

import re
from typing import Any

from parsers.readers.inks import hue
from parsers.readers.number_formats import shown
from parsers.readers.untyped import ExcelCell
from parsers.text import APART, lines_of_cell, note

_WHOLE = re.compile(r"(-?\d+)\.0+")


def says_nothing(cell: ExcelCell) -> bool:
    """Whether a cell is blank or struck out; each part of a text of several fonts has its own."""
    return cell.value is None or (cell.font.strike and not isinstance(cell.value, list))


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


def hides_figure(sheet: Any) -> bool:
    """Whether a format hides a number other than zero, which its column may count."""
    numbers = filter(_is_formatted, sheet._cells.values())
    return any(cell.value and not _shown(cell) for cell in numbers)


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
