"""What a PDF's page says is what it shows: a figure that no one sees is none, and that it is there is told."""

import pytest

from parsers.readers import pdf as reader
from parsers.readers.visibility import Visibility, split_by_visibility
from tests.documents import blocks, differences, read, sample
from tests.printing.leaf import IMAGE, drawing, form, leaf, text
from tests.printing.paper import Mark, lay
from tests.printing.pdf import FONT, RULED, pdf

DIGITS = f"BT /F 10 Tf 100 350 Td {text('12')} ET "
OVER = "90 340 40 30 re f "  # a box over them
PICTURE = "q 40 0 0 30 90 340 cm /X Do Q "
HIDDEN = {
    "white": f"1 g {DIGITS}",
    "white by three colours": f"1 1 1 rg {DIGITS}",
    "white by four inks": f"0 0 0 0 k {DIGITS}",
    "nearly white": f"0.95 g {DIGITS}",
    "black on black": f"{OVER} {DIGITS}",
    "of the colour of a box of several": f"0 0 1 rg 0 0 300 400 re f 0.5 g {OVER} {DIGITS}",
    "invisible": f"3 Tr {DIGITS}",
    "a window alone": f"7 Tr {DIGITS}",
    "of no colour": f"/G gs {DIGITS}",
    "a white outline": f"1 Tr 1 G {DIGITS}",
    "cut away": f"q 0 0 10 10 re W n {DIGITS} Q",
    "cut away by two windows": f"q 0 0 99 400 re W n 101 0 99 400 re W n {DIGITS} Q",
    "under a white box": f"{DIGITS} 1 g {OVER}",
    "under a black box": f"{DIGITS} 0 g {OVER}",
    "under a box with sides": f"{DIGITS} 1 g 90 340 40 30 re B",
    "under a picture": f"{DIGITS} {PICTURE}",
    "beside a round window": f"q 160 350 m 160 420 260 420 260 350 c W n {DIGITS} Q",
    "beside the page": f"q 1 0 0 1 -200 0 cm {DIGITS} Q",
}
SHOWN = {
    "black": DIGITS,
    "grey on grey": f"0.8 g {OVER} 0.6 g {DIGITS}",
    "white on black": f"{OVER} 1 g {DIGITS}",
    "white on what is no rectangle": f"90 340 m 130 340 l 130 370 l 95 375 l 90 370 l f 1 g {DIGITS}",
    "white on shades": f"q {OVER.replace('f', 'W n')} /S sh Q 1 g {DIGITS}",
    "white on a picture": f"{PICTURE} 1 g {DIGITS}",
    "white on a pattern": f"/Pattern cs /P scn {OVER} 1 g {DIGITS}",
    "in a colour that is not told": f"/Spot cs 0 scn {DIGITS}",
    "in an ink": f"/Blue cs {DIGITS}",
    "white with a black outline": f"2 Tr 1 g 0 G {DIGITS}",
    "a black outline": f"1 Tr 1 g 0 G {DIGITS}",
    "upside down by its size, and by its matrix": f"BT /F -10 Tf -1 0 0 -1 100 350 Tm {text('12')} ET",
    "struck out": f"{DIGITS} 98 354 m 112 354 l S",
    "small": f"BT /F 2 Tf 100 350 Td {text('12')} ET",
    "cut about": f"q 90 340 40 30 re W n {DIGITS} Q",
    "under a box that is not filled": f"{DIGITS} 90 340 40 30 re S",
    "under a box that shines through": f"{DIGITS} /G gs {OVER}",
    "under a pattern": f"{DIGITS} /Pattern cs /P scn {OVER}",
    "under a circle": f"{DIGITS} 1 g 60 350 m 60 420 160 420 160 350 c 160 280 60 280 60 350 c f",
    "through a round window": f"q 60 350 m 60 420 160 420 160 350 c 160 280 60 280 60 350 c W n {DIGITS} Q",
    "under what a round window cuts": f"{DIGITS} q 60 350 m 60 420 160 420 160 350 c 160 280 60 280 60 350 c W n 1 g {OVER} Q",
    "under a thin rule": f"{DIGITS} 90 353 40 1 re f",
    "beside a box": f"{DIGITS} 1 g 110 340 40 30 re f",
    "before a box is cut away": f"{DIGITS} q 0 0 9 9 re W n 1 g {OVER} Q",
    "invisible over a picture": f"{PICTURE} 3 Tr {DIGITS}",
    "invisible under a picture": f"3 Tr {DIGITS} {PICTURE}",
}
OFF = b"/OCProperties<</OCGs[9 0 R]/D<<%s>>>>"
LAYER = (b"<</Type/OCG/Name(x)>>",)
GROUP = b"<</Type/OCMD/OCGs[10 0 R 11 0 R]>>"
LAYERED = {
    "on the page": (f"/OC /L BDC {DIGITS} EMC", IMAGE),
    "within another mark": (f"/OC /L BDC /Span BMC {DIGITS} EMC EMC", IMAGE),
    "of a drawing": ("q 0.5 0 0 0.5 0 0 cm /X Do Q", form(DIGITS, b"/OC 9 0 R")),
}


def looked_at(*told: object, **more: object) -> Visibility:
    one = drawing(*told, **more)
    return split_by_visibility(one, one.marks)


def said(letters: list) -> str:
    return "".join(letter.text for letter in letters)


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_a_digit_that_is_not_seen_is_no_figure(content):
    found = looked_at(content)
    assert (said(found.seen), said(found.hidden)) == ("", "12")


@pytest.mark.parametrize("content", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize("turn", [0, 90])
def test_a_digit_that_is_seen_is_one(content, turn):
    found = looked_at(content, extra=b"/Rotate %d" % turn)
    assert (said(found.seen), said(found.hidden)) == ("12", "")
    assert found.recognised == content.startswith(("3 Tr", f"{PICTURE} 3 Tr"))


@pytest.mark.parametrize("mask", [b"/SMask 9 0 R", b"/Mask[0 0]", b"/ImageMask true"])
def test_a_digit_is_seen_through_a_picture_that_is_not_whole(mask):
    thing = IMAGE.replace(b"/Width", mask + b"/Width")
    assert said(looked_at(f"{DIGITS} {PICTURE}", thing=thing).seen) == "12"


@pytest.mark.parametrize(("size", "seen"), [("0.5", "12"), ("0", "12"), ("2", "123")])
def test_a_digit_much_smaller_than_the_others_is_not_seen(size, seen):
    found = looked_at(f"{DIGITS} BT /F {size} Tf 112 354 Td {text('3')} ET")
    assert (said(found.seen), said(found.hidden)) == (seen, "123"[len(seen) :])


def test_what_lies_beside_the_crop_box_is_not_seen():
    assert said(looked_at(DIGITS, extra=b"/CropBox[0 0 300 340]").hidden) == "12"


@pytest.mark.parametrize(("content", "thing"), LAYERED.values(), ids=LAYERED)
@pytest.mark.parametrize(
    ("told", "shown"),
    [(b"/OFF[9 0 R]", False), (b"/OFF[]", True), (b"", True), (b"/BaseState/OFF", False), (b"/BaseState/OFF/ON[9 0 R]", True)],
    ids=["off", "none is off", "nothing told", "all are off", "all but this are off"],
)  # fmt: skip
def test_a_digit_in_a_layer_is_a_figure_where_the_layer_is_on(content, thing, told, shown):
    found = looked_at(content, FONT, thing, catalogue=OFF % told, more=LAYER)
    assert (said(found.seen), said(found.hidden)) == (("12", "") if shown else ("", "12"))


@pytest.mark.parametrize(
    ("off", "shown"), [(b"10 0 R 11 0 R", False), (b"10 0 R", True), (b"", True)]
)
def test_a_digit_in_a_group_of_layers_is_a_figure_where_one_of_them_is_on(off, shown):
    content, thing = LAYERED["on the page"]
    catalogue = b"/OCProperties<</OCGs[10 0 R 11 0 R]/D<</OFF[%s]>>>>" % off
    found = looked_at(content, FONT, thing, catalogue=catalogue, more=(GROUP, *LAYER * 2))
    assert said(found.seen) == ("12" if shown else "")


def test_words_that_are_not_seen_are_left_but_in_a_layer():
    words = f"BT /F 10 Tf 100 350 Td {text('规章')} ET"
    assert said(looked_at(f"1 g {words}").seen) == "规章"
    content = f"/OC /L BDC {words} EMC"
    found = looked_at(content, catalogue=OFF % b"/OFF[9 0 R]", more=LAYER)
    assert (found.seen, found.hidden) == ([], [])


def test_a_page_on_which_too_much_lies_on_each_other_is_refused(monkeypatch):
    monkeypatch.setattr("parsers.readers.visibility._MOST_LOOKS", 20_000)
    layers = "0 0 10 400 re f " * 900
    body = leaf(f"1 g {layers} 0 g BT /F 1 Tf 100 350 Td {text('1' * 90)} ET")
    assert [one.code for one in reader.read(body).findings] == ["document-damaged"]


CELLS = "50 290 100 50 re 50 340 100 30 re 150 290 100 50 re 150 340 100 30 re S "
TWO = f"BT /F 10 Tf 60 310 Td {text('5')} ET BT /F 10 Tf 160 310 Td {text('7')} ET "


@pytest.mark.parametrize(("more", "line", "told"), [
    ("", ("5", "7"), []),
    (f"1 g BT /F 10 Tf 65 310 Td {text('3')} ET", ("5", "7"), [("hidden-figure", "page 1: 5|3")]),
    (f"1 g BT /F 10 Tf 60 310 Td {text('5')} ET", ("5", "7"), []),
    (f"1 g 55 305 20 20 re f 0 g BT /F 10 Tf 60 310 Td {text('5')} ET", ("5", "7"), []),
    (f"1 g 55 305 20 20 re f 0 g BT /F 10 Tf 60 310 Td {text('6')} ET", ("6", "7"), [("hidden-figure", "page 1: 6|5")]),
    (f"1 g 55 305 20 20 re f BT /F 10 Tf 160 310 Td {text('7')} ET", ("", "7"), [("hidden-figure", "page 1: 5")]),
    (f"1 g BT /F 10 Tf 60 200 Td {text('8')} ET", ("5", "7"), [("hidden-text", "page 1: 8")]),
], ids=["nothing", "beside it", "the same", "the same anew", "another", "taken away", "beside the table"])  # fmt: skip
def test_that_a_hidden_figure_would_change_a_cell_is_told(more, line, told):
    page = reader.read(leaf(CELLS + TWO + more))
    assert page.grids[0].lines[1] == line
    assert [(one.code, one.text) for one in page.findings] == told


def test_a_report_with_a_hidden_figure_is_read_as_it_is_seen_and_not_proved():
    one = sample(1)
    leaves = lay(blocks(one)[:-4])  # the last table is the last thing but the page number
    whole = read(pdf(leaves, RULED))
    assert (differences(one, whole), whole.status) == ({}, "proved")
    last = next(mark for mark in reversed(leaves[-1].marks[:-5]) if mark.text.isdecimal())
    body = pdf(leaves, RULED._replace(white=Mark(last.x + last.width, last.y, "9")))
    report = read(body)
    assert differences(one, report) == {}
    assert {table.status for table in report.tables.values()} == {"doubtful"}
    assert "hidden-figure" in {told.code for told in report.findings}
