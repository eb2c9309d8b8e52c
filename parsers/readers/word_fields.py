"""This module empties in a Word document what stands in the code of a field, as the results of fields in it do.

A mail merge asks `IF { MERGEFIELD 件数 } = "" "0" "3"`: the file keeps the inner field's result within the code, and the
outer field's own after it.
"""

from parsers.readers.untyped import Element
from parsers.readers.word_text import TEXTS, W

_FIELD = f"{W}fldChar"  # begins a field's code, parts it from its result, or ends it


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
