"""This module hides in a Word document the figures of tables that no one sees, as they are white on paper."""

from parsers.readers.untyped import Element
from parsers.readers.word_text import TEXTS, W, word_property

_RUN, _CELL, _ROW = f"{W}r", f"{W}tc", f"{W}tr"
_VALUE, _FILL, _WHITE = f"{W}val", f"{W}fill", "FFFFFF"
_PLAIN = (None, "clear", "nil")  # a ground without a pattern
_NO_GROUND = ("", "AUTO", _WHITE)  # as which what is pasted from a page is shaded
_NO_MARK = ("none", "white")


def hide_white_figures(body: Element, styles: Element | None) -> list[str]:
    """Mark as hidden the white runs with digits in cells that have no ground of their own, and return their texts."""
    shades = () if styles is None else styles.iter(f"{W}shd")
    shading = {_style_of(shade) for shade in shades if _is_seen(shade)}
    hidden: list[str] = []
    for colour in body.iter(f"{W}color"):
        run = colour.getparent().getparent()
        if (colour.get(_VALUE) or "").upper() != _WHITE or run is None or run.tag != _RUN:
            continue
        said = "".join(text.text or "" for text in run.iter(*TEXTS))
        in_cell = next(run.iterancestors(_CELL), None) is not None
        if in_cell and any(map(str.isdigit, said)) and not _has_ground(run, shading):
            colour.getparent().append(run.makeelement(f"{W}vanish"))
            hidden.append(said)
    return hidden


def _style_of(shade: Element) -> str | None:
    style = next(shade.iterancestors(f"{W}style"), None)
    return None if style is None else style.get(f"{W}styleId")


def _has_ground(run: Element, shading: set[str | None]) -> bool:
    """Whether a run, or what it is in, is shaded or marked, or may be by the style of its table."""
    marked = word_property(run, "highlight")
    if marked is not None and marked.get(_VALUE) not in _NO_MARK:
        return True
    for around in (run, *run.iterancestors(f"{W}p", _CELL, _ROW, f"{W}tbl")):
        # A row has no ground of its own but as an exception from its table's.
        group = "tblPrEx" if around.tag == _ROW else f"{around.tag.rpartition('}')[2]}Pr"
        style = word_property(around, "tblStyle", group)
        shade = word_property(around, "shd", group)
        styled = style is not None and style.get(_VALUE) in shading
        if styled or (shade is not None and _is_seen(shade)):
            return True
    return False


def _is_seen(shade: Element) -> bool:
    """Whether a ground has a pattern or a colour other than the paper's."""
    return shade.get(_VALUE) not in _PLAIN or (shade.get(_FILL) or "").upper() not in _NO_GROUND
