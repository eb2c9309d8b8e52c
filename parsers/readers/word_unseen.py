"""This module hides in a Word document what no one sees: the code of fields, and white figures in tables.

A mail merge asks `IF { MERGEFIELD 件数 } = "" "0" "3"`: the file keeps the inner field's result within the code, and the
outer field's own after it.
"""

from parsers.readers.untyped import Element
from parsers.readers.word_text import TEXTS, W, word_property

_RUN, _CELL, _ROW = f"{W}r", f"{W}tc", f"{W}tr"
_VALUE, _FILL, _WHITE = f"{W}val", f"{W}fill", "FFFFFF"
_PLAIN = (None, "clear", "nil")  # a ground without a pattern
_NO_GROUND = ("", "AUTO", _WHITE)  # as which what is pasted from a page is shaded
_NO_MARK = ("none", "white")
_FIELD = f"{W}fldChar"  # begins a field's code, parts it from its result, or ends it


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


def drop_codes(body: Element) -> None:
    """Empty the texts in codes of paragraphs with fields within fields, each of which ends where it began."""
    for paragraph in {one.getparent().getparent() for one in body.iter(_FIELD)}:
        marks = [one.get(f"{W}fldCharType") for one in paragraph.iter(_FIELD)]
        if marks.count("begin") == marks.count("end") > 1:
            _drop_codes(paragraph)


def _drop_codes(paragraph: Element) -> None:
    fields: list[str] = []  # those around a place, by the last mark of each
    for element in paragraph.iter(_FIELD, *TEXTS):
        mark = element.get(f"{W}fldCharType")
        if mark == "begin":
            fields.append(mark)
        elif mark and fields:
            fields[-1:] = [mark] * (mark == "separate")
        elif "begin" in fields:
            element.text = ""
