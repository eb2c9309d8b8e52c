"""This module puts into the text of a Word document what its fields and symbols show.

A field has a code, and mostly a result beside it. The choice of a drop-down list stands in its settings alone, and a
formula that nobody has computed has no result: its code is said in its place, which is no figure. So it is in a cell of
any field that a viewer computes.
"""

from collections.abc import Iterator

from parsers.readers.untyped import Element
from parsers.readers.word_text import TEXTS, W

_FIELD = f"{W}fldChar"  # begins a field's code, parts it from its result, or ends it
_CODE = f"{W}instrText"
# Fields that show something when a viewer computes them.
_NAMES = "QUOTE SYMBOL EQ SEQ LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT IF REF DOCPROPERTY DOCVARIABLE NUMPAGES PAGE"
_SHOWING = frozenset(_NAMES.split())
_LIST = f"{W}ddList"


def spell_out_fields(body: Element) -> None:
    """Give each field without a result what it shows, and empty what stands in the code of one.

    Fields in the code of another have results that are no text of the page.
    """
    for simple in body.iter(f"{W}fldSimple"):
        if next(simple.iter(*TEXTS), None) is None:
            text = simple.makeelement(f"{W}t")
            text.text = _said(str(simple.get(f"{W}instr")).strip(), simple)
            simple.append(text)
    for paragraph in {field.getparent().getparent() for field in body.iter(_FIELD)}:
        marks = [field.get(f"{W}fldCharType") for field in paragraph.iter(_FIELD)]
        if marks.count("begin") != marks.count("end"):
            continue
        if marks.count("separate") < marks.count("begin"):
            _add_results(paragraph)
        if marks.count("begin") > 1:
            _drop_codes(paragraph)


def _add_results(paragraph: Element) -> None:
    """Add the text that a viewer would put in place of each field that has no result."""
    for begin, code, end in _without_result(paragraph):
        choices = next(begin.iter(_LIST), None)
        shown = _chosen(choices) if choices is not None else _said(code, paragraph)
        if shown:
            text = end.makeelement(f"{W}t")
            text.text = shown
            end.addnext(text)


def _said(code: str, around: Element) -> str:
    """The code of a formula, and in a cell that of any field that shows something; empty for any other."""
    name = code.partition(" ")[0].upper()
    in_cell = name in _SHOWING and next(around.iterancestors(f"{W}tc"), None) is not None
    return f"={code}" if in_cell else code if code[:1] == "=" else ""


def _without_result(paragraph: Element) -> Iterator[tuple[Element, str, Element]]:
    """The fields of a paragraph without a result: the mark that begins each, its code, and the mark that ends it."""
    opened: list[tuple[Element, list[str]]] = []
    parted: list[bool] = []
    for element in paragraph.iter(_FIELD, _CODE):
        mark = element.get(f"{W}fldCharType")
        if mark == "begin":
            opened.append((element, []))
            parted.append(False)
        elif opened and mark == "separate":
            parted[-1] = True
        elif opened and mark == "end":
            begin, code = opened.pop()
            if not parted.pop():
                yield begin, "".join(code).strip(), element
        elif opened and element.tag == _CODE:
            opened[-1][1].append(element.text or "")


def _chosen(choices: Element) -> str:
    """The entry of a drop-down list that is chosen, or preset; the first where neither is said."""
    entries = [str(one.get(f"{W}val")) for one in choices.iter(f"{W}listEntry")]
    numbers = (choices.find(f"{W}{name}") for name in ("result", "default"))
    number = next((str(one.get(f"{W}val")) for one in numbers if one is not None), "0")
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


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
