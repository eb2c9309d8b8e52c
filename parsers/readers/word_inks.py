"""This module hides in a Word document the figures of tables that no one sees, as they have the colour of their ground.

The ground is that of the run, its paragraph, or a cell around it; where a table's style may colour it, none is told.
"""

from collections.abc import Iterator

from parsers.readers.untyped import Element
from parsers.readers.word_text import TEXTS, W, word_property

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COLOUR, _FILLED, _CELL, _ROW = f"{W}color", f"{_W14}textFill", f"{W}tc", f"{W}tr"
_VALUE, _FILL = f"{W}val", f"{W}fill"
_PAPER, _PATTERN = "FFFFFF", "pattern"
_SAME = 20  # of 255: less apart no one sees
_NAMED = {
    "BLACK": "000000", "WHITE": "FFFFFF", "BLUE": "0000FF", "CYAN": "00FFFF", "GREEN": "00FF00", "MAGENTA": "FF00FF",
    "RED": "FF0000", "YELLOW": "FFFF00", "DARKBLUE": "000080", "DARKCYAN": "008080", "DARKGREEN": "008000",
    "DARKMAGENTA": "800080", "DARKRED": "800000", "DARKYELLOW": "808000", "DARKGRAY": "808080", "LIGHTGRAY": "C0C0C0",
}  # fmt: skip


def hide_figures_of_ground(body: Element, styles: Element | None) -> list[str]:
    """Mark as hidden the runs with digits in cells whose colour is that of their ground, and return their texts."""
    coloured = _coloured_styles(styles)
    hidden: list[str] = []
    for told in body.iter(_COLOUR, _FILLED):
        run = told.getparent().getparent()
        ink = _ink(told)
        if run is None or run.tag != f"{W}r" or not ink:
            continue
        said = "".join(text.text or "" for text in run.iter(*TEXTS))
        if not any(map(str.isdigit, said)):
            continue
        ground = _ground(run, coloured)
        if ink == "none" or (ground and _is_same(ink, ground)):
            properties = told.getparent()
            properties.append(properties.makeelement(f"{W}vanish"))
            hidden.append(said)
    return hidden


def _ink(told: Element) -> str:
    """The colour that an element gives a run; `none` where it is drawn with nothing; empty where it is not told."""
    if told.tag == _COLOUR:
        return _colour(told.get(_VALUE))
    if told.find(f"{_W14}noFill") is not None:
        return "none"
    plain = told.find(f"{_W14}solidFill/{_W14}srgbClr")
    return "" if plain is None or len(plain) else _colour(plain.get(f"{_W14}val"))


def _ground(run: Element, coloured: set[str]) -> str:
    """The colour behind a run of a cell; empty where it is in no cell, or a style may tell it."""
    marked = word_property(run, "highlight")
    if marked is not None and marked.get(_VALUE) != "none":
        return _colour(marked.get(_VALUE))
    in_cell = False
    for around, group in _around(run):
        in_cell = in_cell or around.tag == _CELL
        shade = word_property(around, "shd", group)
        if shade is not None and (colour := _shade(shade)):
            return colour if in_cell or next(around.iterancestors(_CELL), None) is not None else ""
        style = word_property(around, "tblStyle", "tblPr")
        if style is not None and style.get(_VALUE) in coloured:
            return ""
    return _PAPER if in_cell else ""


def _around(run: Element) -> Iterator[tuple[Element, str]]:
    """A run and what it is in, each with the name of the group of its properties."""
    yield run, "rPr"
    for around in run.iterancestors(f"{W}p", _CELL, _ROW, f"{W}tbl"):
        # A row has no ground of its own but as an exception from its table's.
        yield around, "tblPrEx" if around.tag == _ROW else f"{around.tag.rpartition('}')[2]}Pr"


def _shade(told: Element) -> str:
    """The colour of a ground; a pattern of two is none of the colours of a run, and empty means none is told."""
    pattern = told.get(_VALUE, "clear")
    if pattern in ("clear", "nil"):
        return _colour(told.get(_FILL))
    return _colour(told.get(f"{W}color")) or "000000" if pattern == "solid" else _PATTERN


def _coloured_styles(styles: Element | None) -> set[str]:
    """The styles that shade something."""
    shades = () if styles is None else styles.iter(f"{W}shd")
    found = (next(shade.iterancestors(f"{W}style"), None) for shade in shades)
    return {str(style.get(f"{W}styleId")) for style in found if style is not None}


def _colour(told: str | None) -> str:
    """A colour as six digits; empty for one that is chosen to be seen, or not told."""
    name = (told or "").upper()
    return _NAMED.get(name, name if len(name) == len(_PAPER) else "")


def _is_same(ink: str, ground: str) -> bool:
    try:
        pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
    except ValueError:
        return False
    return all(abs(one - other) <= _SAME for one, other in pairs)
