"""This module extracts the visible text of a Word paragraph, without hidden and struck-out runs.

In a cell a small figure that refers to a note stands in brackets: 22 with a small 1 is not 221. What is
raised by its place, white, tiny, of another hue or in a text box stands apart from a figure beside it.
"""

import re
from copy import deepcopy

from parsers.letter_shapes import usual_text
from parsers.numbers import note
from parsers.readers.inks import hue
from parsers.readers.untyped import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOX = f"{W}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The last are the sounds over a word.
UNSEEN = frozenset({_FALLBACK, *(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "rt"))})
_RUN = f"{W}r"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXTS = frozenset((f"{W}t", f"{_MATH}t"))
_BOXES = frozenset(
    (BOX, f"{W}p", *(f"{_MATH}{name}" for name in ("num", "den", "sup", "sub", "e", "deg")))
)
_SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "",
}  # fmt: skip
_OFF = frozenset({"0", "false", "off"})
_OF_STYLES = ("strike", "dstrike", "vanish", "vertAlign")
_TINY = 6  # half points
_DEEPEST = 10  # styles based on styles
_CODE = re.compile("[0-9A-Fa-f]{4}")
_OF_SYMBOLS = 0xF000  # added to the codes of a font of symbols
_PICTURES = ("wingdings", "webdings")  # fonts in which a digit's code is a picture


def spell_out_styles(body: Element, styles: Element) -> None:
    """Give each run the look of its style, and of that of its paragraph: struck out, hidden or raised."""
    named = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    looks = {name: list(_look(style, named).values()) for name, style in named.items()}
    for styled in body.iter(f"{W}rStyle", f"{W}pStyle") if any(looks.values()) else ():
        own = styled.getparent()
        if look := looks.get(styled.get(f"{W}val")):
            for runs in [own] if own.tag == f"{W}rPr" else _run_properties(own.getparent()):
                runs.extend(deepcopy(one) for one in look if runs.find(one.tag) is None)


def _look(style: Element, named: dict[str, Element]) -> dict[str, Element]:
    """What a style says of the look of its runs, itself or by the styles that it is based on."""
    said: dict[str, Element] = {}
    for _ in range(_DEEPEST):
        if style is None:
            break
        found = ((name, word_property(style, name)) for name in _OF_STYLES)
        said = {name: one for name, one in found if one is not None} | said
        base = style.find(f"{W}basedOn")
        style = None if base is None else named.get(base.get(f"{W}val"))
    return said


def _run_properties(paragraph: Element) -> list[Element]:
    """The properties of each run of a paragraph, made where it has none."""
    runs = list(paragraph.iter(_RUN))
    for run in runs:
        if run.find(f"{W}rPr") is None:
            run.insert(0, run.makeelement(f"{W}rPr"))
    return [run.find(f"{W}rPr") for run in runs]


def text_of(paragraph: Element, *, in_cell: bool = False) -> str:
    """What a paragraph shows, its lines apart; outside of tables a text box is another container's text."""
    said: list[str] = []
    ink = ""
    stack: list[Element | str] = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            said.append(element)
        elif in_cell and _value(element, "vertAlign") in ("superscript", "subscript"):
            said.append(note(text_of(element)))
        elif element.tag in TEXTS:
            said.append(usual_text(element.text or ""))
        elif element.tag in _SIGNS:
            said.append(_SIGNS[element.tag] or _symbol(element))
        elif not _is_unsaid(element, in_cell=in_cell):
            if in_cell and element.tag == _RUN:
                ink, before = hue(_value(element, "color")), ink
                said += ["\n"] * (ink != before and "".join(said)[-1:].isdecimal())
            apart = ["\n"] if in_cell and _is_apart(element) else []
            stack += [*apart, *reversed(element), *apart]
    return "".join(said)


def _symbol(sign: Element) -> str:
    """The digit that a symbol shows; nothing for any other, such as a tick."""
    code, font = str(sign.get(f"{W}char")), str(sign.get(f"{W}font")).lower()
    shown = chr(int(code, 16) % _OF_SYMBOLS) if _CODE.fullmatch(code) else ""
    return shown if shown.isdecimal() and not font.startswith(_PICTURES) else ""


def _is_unsaid(element: Element, *, in_cell: bool) -> bool:
    """Whether what an element holds is not read: it is hidden, or in a cell struck out; outside cells, a text box."""
    if element.tag in UNSEEN or _has(element, "vanish"):
        return True
    if not in_cell:
        return bool(element.tag == BOX)
    return _has(element, "strike") or _has(element, "dstrike")


def _is_apart(element: Element) -> bool:
    """Whether an element stands in a place of its own, or is a run that hardly anyone sees beside others."""
    if element.tag in _BOXES:
        return True
    size, place = _value(element, "sz"), _value(element, "position")
    if place not in ("", "0") or _value(element, "color").upper() == "FFFFFF":
        return True
    return size.isdecimal() and int(size[:4]) <= _TINY


def _has(run: Element, name: str) -> bool:
    found = word_property(run, name)
    return found is not None and found.get(f"{W}val") not in _OFF


def _value(run: Element, name: str) -> str:
    found = word_property(run, name)
    return "" if found is None else str(found.get(f"{W}val"))


def word_property(element: Element, name: str, group: str = "rPr") -> Element | None:
    """A property of a run, or of an element whose properties are in another group; None if it has none."""
    found = element.find(f"{W}{group}")
    return None if found is None else found.find(f"{W}{name}")
