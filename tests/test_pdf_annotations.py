"""What a viewer shows on a PDF's page is read: a filled form's fields, as they look, and notes."""

import pytest

from parsers.readers import pdf as reader
from tests.printing.leaf import drawing, leaf, text

NOTES = b"/Annots[9 0 R]"
RECT = b"/Rect[95 345 145 365]"
FIELD = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(12)/DA(/F 10 Tf 0 g)%s/F 4%%s>>" % RECT
FORM = b"/AcroForm<</Fields[9 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 10 Tf 0 g)%s>>"
ANEW = b"/NeedAppearances true"
DRAWN = b"/AP<</N 10 0 R>>"
LOOK = b"<</Type/XObject/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F 3 0 R>>>>%s/Length %d>>stream\n%s\nendstream"
NOTE = b"<</Type/Annot/Subtype/%s/Rect[95 345 145 365]/F %d%s>>"
UNDRAWN = ["a field or a text without its appearance"]


def look(says: str, how: bytes = b"") -> bytes:
    drawn = f"/Tx BMC q BT /F 10 Tf 5 5 Td {text(says)} ET Q EMC".encode()
    return LOOK % (how, len(drawn), drawn)


def shown(note: bytes, *more: bytes, form: bytes = FORM % b"") -> tuple[str, list[str]]:
    """What is seen on a page with a note, and the faults of the page."""
    one = drawing("", extra=NOTES, catalogue=form, more=(note, *more))
    return "".join(mark.letter.text for mark in one.marks), one.faults


FIELDS = {
    "as it looks": (FIELD % DRAWN, look("12"), b"", ("12", [])),
    "without its look": (FIELD % b"", look(""), b"", ("", UNDRAWN)),
    "to look anew": (FIELD % DRAWN, look("7"), ANEW, ("", UNDRAWN)),
    "that looks otherwise": (FIELD % DRAWN, look("7"), b"", ("7", [])),
    "hidden": (FIELD.replace(b"/F 4", b"/F 2") % DRAWN, look("12"), b"", ("", [])),
    "not to be viewed": (FIELD.replace(b"/F 4", b"/F 32") % DRAWN, look("12"), b"", ("", [])),
    "nothing": (FIELD.replace(b"(12)", b"()") % b"", look(""), b"", ("", [])),
    "in states": (FIELD % b"/AS/On/AP<</N<</On 10 0 R/Off 11 0 R>>>>", look("12"), b"", ("12", [])),
}  # fmt: skip


@pytest.mark.parametrize(("field", "looks", "form", "says"), FIELDS.values(), ids=FIELDS)
def test_what_stands_in_a_field_is_read(field, looks, form, says):
    assert shown(field, looks, look("8"), form=FORM % form) == says


def test_a_field_has_what_the_field_has_that_it_is_part_of():
    part = b"<</Type/Annot/Subtype/Widget/Parent 10 0 R%s>>" % RECT
    assert shown(part, b"<</FT/Tx/V(12)/Kids[9 0 R]>>") == ("", UNDRAWN)


@pytest.mark.parametrize(("kind", "flags", "says"), [
    (b"FreeText", 4, "12"), (b"Stamp", 4, "12"), (b"FreeText", 2, ""), (b"Popup", 4, ""),
])  # fmt: skip
def test_a_note_is_read_as_it_looks(kind, flags, says):
    assert shown(NOTE % (kind, flags, DRAWN), look("12")) == (says, [])


def test_a_text_without_its_look_is_told():
    assert shown(NOTE % (b"FreeText", 4, b"/Contents(12)")) == ("", UNDRAWN)


@pytest.mark.parametrize(("how", "left", "top"), [
    (b"", 100, 41.2),
    (b"/Matrix[1 0 0 1 30 90]", 100, 41.2),
    (b"/Matrix[2 0 0 2 0 0]", 100, 41.2),
])  # fmt: skip
def test_a_look_is_put_into_its_rectangle(how, left, top):
    one = drawing("", extra=NOTES, more=(FIELD % DRAWN, look("12", how)))
    box = one.marks[0].letter.box
    assert (box.left, box.top) == pytest.approx((left, top))


CELLS = "50 290 100 50 re 50 340 100 30 re 150 290 100 50 re 150 340 100 30 re S "


@pytest.mark.parametrize(("looks", "says", "told"), [
    (DRAWN, "12", []), (b"", "", ["drawing-broken"]),
])  # fmt: skip
def test_the_figure_of_a_field_is_that_of_its_cell(looks, says, told):
    cell = FIELD.replace(b"95 345 145 365", b"60 300 110 320") % looks
    page = reader.read(leaf(CELLS, extra=NOTES, more=(cell, look("12"), look(""))))
    assert page.grids[0].lines == (("", ""), (says, ""))
    assert [one.code for one in page.findings] == told


def test_a_page_with_too_many_notes_is_refused():
    body = leaf("", extra=b"/Annots[%s]" % (b"9 0 R " * 1001), more=(FIELD % b"",))
    assert [one.code for one in reader.read(body).findings] == ["document-damaged"]
