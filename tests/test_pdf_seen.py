"""What a PDF's page says is what it shows: hidden text is no figure, a filled form and a note are seen."""

import zlib

import pytest

from parsers.readers import pdf as reader
from parsers.readers.pdf_letters import UNTOLD, letters
from parsers.readers.pdf_page import PdfPage
from parsers.readers.pdf_seen import seen
from tests.printing.leaf import IMAGE, form, leaf, page, text
from tests.printing.pdf import FONT

DIGITS = f"BT /F 10 Tf 100 350 Td {text('12')} ET "
OVER = "90 340 40 30 re f "  # a box over them
HIDDEN = {
    "white": f"1 g {DIGITS}",
    "invisible": f"3 Tr {DIGITS}",
    "of no colour": f"/G gs {DIGITS}",
    "cut away": f"q 0 0 10 10 re W n {DIGITS} Q",
    "under a white box": f"{DIGITS} 1 g {OVER}",
    "under a black box": f"{DIGITS} 0 g {OVER}",
    "beside the page": f"q 1 0 0 1 -200 0 cm {DIGITS} Q",
}
SHOWN = {
    "black": DIGITS,
    "grey on grey": f"0.8 g {OVER} 0.6 g {DIGITS}",
    "white on black": f"{OVER} 1 g {DIGITS}",
    "upside down by its size, and by its matrix": f"BT /F -10 Tf -1 0 0 -1 100 350 Tm {text('12')} ET",
    "struck out": f"{DIGITS} 98 354 m 112 354 l S",
    "small": f"BT /F 2 Tf 100 350 Td {text('12')} ET",
    "cut about": f"q 90 340 40 30 re W n {DIGITS} Q",
}
OFF = b"/OCProperties<</OCGs[9 0 R]/D<</OFF%s/Order[9 0 R]>>>>"
LAYER = (b"<</Type/OCG/Name(x)>>",)
LAYERED = {
    "on the page": (f"/OC /L BDC {DIGITS} EMC", IMAGE),
    "of a drawing": ("q 0.5 0 0 0.5 0 0 cm /X Do Q", form(DIGITS, b"/OC 9 0 R")),
}
LOOK = b"<</Type/XObject/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F 3 0 R>>>>/Length %d>>stream\n%s\nendstream"
IN_FIELD = f"BT /F 10 Tf 5 5 Td {text('12')} ET".encode()
FIELD = (
    b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(12)/DA(/F 10 Tf 0 g)/Rect[95 345 145 365]/F %d%s>>"
)
FIELDS = b"/AcroForm<</Fields[9 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 10 Tf 0 g)>>"
NOTE = b"<</Type/Annot/Subtype/FreeText/Contents(12)/DA(/F 10 Tf)/Rect[95 345 145 365]/F %d%s>>"
DRAWN = b"/AP<</N 10 0 R>>"


def said(one: PdfPage) -> list[str]:
    return [letter.text for letter in seen(one, letters(one)[0])]


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_a_digit_that_is_not_seen_is_no_figure(content: str) -> None:
    with page(content) as one:
        assert said(one) == [UNTOLD, UNTOLD]


@pytest.mark.parametrize("content", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize("turn", [0, 90])
def test_a_digit_that_is_seen_is_one(content: str, turn: int) -> None:
    with page(content, extra=b"/Rotate %d" % turn) as one:
        assert said(one) == ["1", "2"]


@pytest.mark.parametrize("box", [b"0 0 300 400", b"0 0 14400 14400"])
def test_a_page_is_looked_at_whatever_its_size(box: bytes) -> None:
    with page(DIGITS, box=box) as one:
        assert said(one) == ["1", "2"]


def test_a_digit_much_smaller_than_the_others_is_not_seen() -> None:
    with page(f"{DIGITS} BT /F 0.5 Tf 112 354 Td {text('3')} ET") as one:
        assert said(one) == ["1", "2", UNTOLD]


def test_where_a_page_takes_too_many_steps_to_be_drawn_no_digit_is_seen() -> None:
    with page(DIGITS + "q 300 0 0 400 0 0 cm /X Do Q " * 21_000) as one:
        assert said(one) == [UNTOLD, UNTOLD]


TILE = b"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Length 15>>stream\n0 0 1 1 re f   \nendstream"
SHADED = b"<</ShadingType 1/ColorSpace/DeviceGray/Function 9 0 R>>"
REFUSED = {
    "a tile of no size": (b"", b"", TILE),
    "shades by a program": (b"", b"", SHADED),
    "notes": (b"/Annots[%s]" % (b"9 0 R " * 1001), b"", NOTE % (4, b"")),
    "fields": (b"/Annots[%s]" % (b"9 0 R " * 1001), FIELDS, FIELD % (4, b"")),
}


@pytest.mark.parametrize(("extra", "catalogue", "thing"), REFUSED.values(), ids=REFUSED)
def test_a_page_that_takes_too_long_to_be_drawn_is_refused(
    extra: bytes, catalogue: bytes, thing: bytes
) -> None:
    body = leaf(DIGITS, extra=extra, catalogue=catalogue, more=(thing, LOOK % (0, b"")))
    assert [one.code for one in reader.read(body).findings] == ["document-damaged"]
    packed = zlib.compress(thing)
    if not extra:
        body = leaf(
            DIGITS,
            more=(
                b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
            ),
        )
        assert [one.code for one in reader.read(body).findings] == ["document-damaged"]


@pytest.mark.parametrize(
    ("told", "findings"), [(b"/Length1 20000000", []), (b"", ["document-damaged"])]
)
def test_a_font_may_be_whole(told: bytes, findings: list[str]) -> None:
    packed = zlib.compress(b"\0" * 20_000_000)
    font = b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), told, packed)
    assert [one.code for one in reader.read(leaf(DIGITS, more=(font,))).findings] == findings


@pytest.mark.parametrize(("content", "thing"), LAYERED.values(), ids=LAYERED)
@pytest.mark.parametrize(("off", "says"), [(b"[9 0 R]", [UNTOLD, UNTOLD]), (b"[]", ["1", "2"])])
def test_a_digit_in_a_layer_is_a_figure_where_the_layer_is_on(
    content: str, thing: bytes, off: bytes, says: list[str]
) -> None:
    with page(content, FONT, thing, catalogue=OFF % off, more=LAYER) as one:
        assert said(one) == says


@pytest.mark.parametrize(("instead", "says"), [
    ("98", [UNTOLD]), ("-", [UNTOLD]), ("", ["1", "2"]), ("申请", ["申", "请"]),
])  # fmt: skip
def test_a_figure_that_is_to_be_taken_for_what_is_printed_is_none(
    instead: str, says: list[str]
) -> None:
    mark = f"/Span <</ActualText <feff{instead.encode('utf-16-be').hex()}>>> BDC {DIGITS} EMC"
    with page(mark if instead else f"/Span <</ActualText ()>> BDC {DIGITS} EMC") as one:
        assert said(one) == says


@pytest.mark.parametrize(("thing", "catalogue", "says"), [
    (FIELD % (4, DRAWN), FIELDS, ["1", "2"]), (FIELD % (4, b""), FIELDS, ["1", "2"]), (FIELD % (2, DRAWN), FIELDS, []),
    (NOTE % (4, DRAWN), b"", ["1", "2"]), (NOTE % (2, DRAWN), b"", []),
], ids=["a field", "a field without its look", "a hidden field", "a note", "a hidden note"])  # fmt: skip
def test_what_a_viewer_shows_on_a_page_is_read(
    thing: bytes, catalogue: bytes, says: list[str]
) -> None:
    more = (thing, LOOK % (len(IN_FIELD), IN_FIELD))
    with page("", extra=b"/Annots[9 0 R]", catalogue=catalogue, more=more) as one:
        assert said(one) == says
