"""A PDF's page is recognised as a picture where it does not tell its words, and only there; else the pictures on it."""

from io import BytesIO

import pytest
from PIL import Image

from parsers.readers import pdf as reader
from parsers.readers.frames import join_rules
from parsers.readers.overprints import drop_overprints
from parsers.readers.pdf_pictures import pictures_of_pages
from parsers.readers.pictures import is_outlined, is_picture
from tests.printing.leaf import drawing, leaf, text
from tests.printing.pdf import FONT

UNKNOWN = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Odd/DW 500/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    FONT[2].replace(b"STSong-Light", b"Odd"),
)
IDENTITY = (UNKNOWN[0].replace(b">>", b"/ToUnicode/Identity-H>>"), *UNKNOWN[1:])
WESTERN = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/Odd/Encoding/WinAnsiEncoding/FontDescriptor 5 0 R"
    b"/FirstChar 32/LastChar 33/Widths[500 500]>>",
    *UNKNOWN[1:],
)
CURVE = "50 290 m 80 340 120 340 150 290 c f "
STRIPS = "".join(f"q 300 0 0 20 0 {y} cm /X Do Q " for y in range(0, 400, 20))
SIGN = "q 40 0 0 40 0 0 cm /X Do Q "
SCAN = "q 300 0 0 400 0 0 cm /X Do Q "
WORDS = f"BT /F 10 Tf 20 350 Td {text('二〇二四年政府信息公开工作')} ET "
TABLE = "50 290 100 50 re S 50 240 100 50 re S 50 190 100 50 re S "
PAGES = {
    "a scan": (SCAN, FONT, True),
    "words over a scan": (SCAN + WORDS, FONT, True),
    "unseen words over a scan": (SCAN + f"3 Tr {WORDS}", FONT, True),
    "a table over a picture": (SCAN + WORDS + TABLE, FONT, False),
    "words": (WORDS, FONT, False),
    "figures alone, with signs of Chinese print": (f"BT /F 10 Tf 20 350 Td {text('1203×40057×13')} ET", FONT, False),
    "words in a font that does not tell them": (WORDS, UNKNOWN, True),
    "words in a font that gives only numbers": (f"BT /F 10 Tf 20 350 Td <{'0001000200030004' * 4}> Tj ET", IDENTITY, True),
    "words in a font whose codes look like those of Western Europe": ("BT /F 10 Tf 20 350 Td (\\212\\213\\214\\337\\340\\341 2021 \\353\\354) Tj ET", WESTERN, True),
    "words made outlines": (CURVE * 60, FONT, True),
    "words beside a drawing": (CURVE * 60 + WORDS, FONT, False),
    "an empty table": (TABLE, FONT, False),
    "an empty table of many lines": ("".join(f"0 {y} m 300 {y} l S " for y in range(400)), FONT, False),
    "nothing": ("", FONT, False),
    "a scan in strips": (STRIPS, FONT, True),
    "an emblem under an empty table": (SIGN + TABLE, FONT, False),
    "an emblem of curves": (CURVE * 9, FONT, False),
}  # fmt: skip


@pytest.mark.parametrize(("content", "fonts", "picture"), PAGES.values(), ids=PAGES)
def test_a_page_is_a_picture_where_its_words_are_not_told(content, fonts, picture):
    one = drawing(content, fonts)
    letters = drop_overprints(mark.letter for mark in one.marks)
    assert is_picture(one, (300, 400), letters, join_rules(one.rules, 4.0)) == picture
    assert is_outlined(one, letters) == (content == CURVE * 60)


def test_that_words_were_made_outlines_is_told():
    for read in (reader.read, reader.read_text):
        codes = [one.code for one in read(leaf(CURVE * 60)).findings]
        assert codes[0] == "words-outlined"
        assert ("read-by-ocr" in codes) == (read is reader.read)


@pytest.mark.parametrize(
    ("content", "sizes"),
    [
        (WORDS + "q 216 0 0 36 20 200 cm /X Do Q q 216 0 0 36 20 164 cm /X Do Q", [(600, 200)]),
        (WORDS + SIGN + "q 72 0 0 72 20 20 cm /X Do Q q 144 0 0 72 99 20 cm /X Do Q", [(200, 200), (400, 200)]),
        (WORDS + SIGN, []),
        (SCAN + WORDS, []),
    ],
    ids=["in strips", "two", "an emblem", "a page that is a picture"],
)  # fmt: skip
def test_the_pictures_between_the_words_of_a_page_are_cut_out_as_they_are_seen(content, sizes):
    found = [Image.open(BytesIO(body)).size for body in pictures_of_pages(leaf(content))]
    assert found == sizes
