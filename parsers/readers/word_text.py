"""This module extracts the visible text of a Word paragraph, without hidden and struck-out runs.

In a cell a small figure that refers to a note stands in brackets: 22 with a small 1 is not 221. What is
raised by its place, white, tiny, of another hue or in a text box stands apart from a figure beside it.
"""

import re
from collections.abc import Mapping
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
_RUN, _OF_RUN, _VALUE = f"{W}r", f"{W}rPr", f"{W}val"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXTS = frozenset((f"{W}t", f"{_MATH}t"))
_BOXES = frozenset(
    (BOX, f"{W}p", *(f"{_MATH}{name}" for name in ("num", "den", "sup", "sub", "e", "deg")))
)
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "",
}  # fmt: skip
_OFF = frozenset({"0", "false", "off"})
_OF_STYLES = ("strike", "dstrike", "vanish", "vertAlign")
_TINY = 6  # half points
_DEEPEST = 10  # styles based on styles
_CODE = re.compile("[0-9A-Fa-f]{4}")
_OF_SYMBOLS = 0xF000  # added to the codes of a font of symbols
_PICTURES = ("wingdings", "webdings")  # fonts in which a digit's code is a picture

Look = Mapping[str, str]  # the properties of a run by name; `None` where one has no value
_PLAIN: Look = {}


def spell_out_styles(body: Element, styles: Element) -> None:
    """Give each run the look of its style, and of that of its paragraph: struck out, hidden or raised."""
    named = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    styled = [(one.get(_VALUE), one.getparent()) for one in body.iter(f"{W}rStyle", f"{W}pStyle")]
    names = {name for name, _ in styled}
    looks = {name: list(_look(named.get(name), named).values()) for name in names}
    for name, own in styled:
        if look := looks[name]:
            for runs in [own] if own.tag == f"{W}rPr" else _run_properties(own.getparent()):
                runs.extend(deepcopy(one) for one in look if runs.find(one.tag) is None)


def _look(style: Element | None, named: dict[str, Element]) -> dict[str, Element]:
    """What a style says of the look of its runs, itself or by the styles that it is based on."""
    said: dict[str, Element] = {}
    for _ in range(_DEEPEST):
        if style is None:
            break
        own = style.find(_OF_RUN)
        found = () if own is None else ((name, own.find(f"{W}{name}")) for name in _OF_STYLES)
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
    """What a paragraph shows, its lines apart; outside of tables tabs are kept, and a text box is another
    container's text.
    """
    said: list[str] = []
    ink = ""
    stack: list[Element | str] = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            said.append(element)
        elif (letters := _letters(element)) is not None:
            said.append(letters)
        elif element.tag not in UNSEEN:
            look = _look_of(element)
            if in_cell and look.get("vertAlign") in ("superscript", "subscript"):
                said.append(note(text_of(element)))
            elif not _is_unsaid(element, look, in_cell=in_cell):
                if in_cell and element.tag == _RUN:
                    ink, before = hue(look.get("color", "")), ink
                    said += ["\n"] * (ink != before and "".join(said)[-1:].isdecimal())
                apart = ["\n"] if in_cell and _is_apart(element, look) else []
                stack += [*apart, *reversed(element), *apart]
    return "".join(said).replace("\t", " ") if in_cell else "".join(said)


def _look_of(element: Element) -> Look:
    """The values of the properties of a run by their names; of any other element there are none."""
    found = element.find(_OF_RUN)
    return (
        _PLAIN
        if found is None
        else {str(one.tag).removeprefix(W): str(one.get(_VALUE)) for one in found}
    )


def _letters(element: Element) -> str | None:
    """What a text or a sign prints; None for any other element."""
    if element.tag in TEXTS:
        return usual_text(element.text or "")
    return _SIGNS[element.tag] or _symbol(element) if element.tag in _SIGNS else None


def _symbol(sign: Element) -> str:
    """The digit that a symbol shows; nothing for any other, such as a tick."""
    code, font = str(sign.get(f"{W}char")), str(sign.get(f"{W}font")).lower()
    shown = chr(int(code, 16) % _OF_SYMBOLS) if _CODE.fullmatch(code) else ""
    return shown if shown.isdecimal() and not font.startswith(_PICTURES) else ""


def _is_unsaid(element: Element, look: Look, *, in_cell: bool) -> bool:
    """Whether what an element holds is not read: it is hidden, or in a cell struck out; outside cells, a text box."""
    if _has(look, "vanish"):
        return True
    if not in_cell:
        return bool(element.tag == BOX)
    return _has(look, "strike") or _has(look, "dstrike")


def _is_apart(element: Element, look: Look) -> bool:
    """Whether an element stands in a place of its own, or is a run that hardly anyone sees beside others."""
    if element.tag in _BOXES:
        return True
    if look.get("position", "0") not in ("", "0") or look.get("color", "").upper() == "FFFFFF":
        return True
    size = look.get("sz", "")
    return size.isdecimal() and int(size[:4]) <= _TINY


def _has(look: Look, name: str) -> bool:
    return look.get(name, "0") not in _OFF


def word_property(element: Element, name: str, group: str = "rPr") -> Element | None:
    """A property of a run, or of an element whose properties are in another group; None if it has none."""
    found = element.find(f"{W}{group}")
    return None if found is None else found.find(f"{W}{name}")
