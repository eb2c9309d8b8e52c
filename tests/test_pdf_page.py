"""A PDF's page says where each letter stands and what is ruled, whichever way its program drew it."""

import pytest

from parsers.readers import pdf as reader
from parsers.readers.frames import Rule, joined
from parsers.readers.pdf_drawn import drawn
from parsers.readers.pdf_letters import UNTOLD, letters
from parsers.readers.pdf_page import PdfPage
from parsers.readers.pictures import is_picture
from parsers.readers.ruled import Box
from tests.printing.leaf import IMAGE, form, leaf, page, text
from tests.printing.pdf import FONT

UPRIGHT = b"/UniGB-UCS2-V"
UNKNOWN = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Odd/DW 500/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    FONT[2].replace(b"STSong-Light", b"Odd"),
)
NAMED = (UNKNOWN[0].replace(b">>", b"/ToUnicode 6 0 R>>"), *UNKNOWN[1:])
HALF = (  # of a character outside the first plane
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"2 beginbfchar <0031> <D83D> <0032> <D83D> endbfchar endcmap end"
)
DOWNWARDS = (FONT[0].replace(b"/UniGB-UCS2-H", UPRIGHT), *FONT[1:])

PUT = "q 0.5 0 0 0.5 5 10 cm /X Do Q"  # with the drawing's own matrix: 10 to the right, 20 up


def told(one: PdfPage) -> list[tuple[str, Box]]:
    return [(letter.text, rounded(letter.box)) for letter in letters(one)[0]]


def rounded(box: Box) -> Box:
    return Box(*(round(edge, 1) + 0.0 for edge in box))


# 年 of 10 points on a line at 100, 350 from the bottom: its em is 8.6 above the line and 1.4 below.
AT = ("年", Box(100, 41.4, 110, 51.4))
WRITTEN = {
    "as it is": f"BT /F 10 Tf 100 350 Td {text('年')} ET",
    "by a matrix": f"BT /F 1 Tf 10 0 0 10 100 350 Tm {text('年')} ET",
    "by the page's matrix": f"q 5 0 0 5 50 300 cm BT /F 2 Tf 10 10 Td {text('年')} ET Q",
    "twice, to be bold": f"BT /F 10 Tf 100 350 Td {text('年')} ET BT /F 10 Tf 100.2 350 Td {text('年')} ET",
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_a_letter_stands_where_its_em_is_however_it_was_written(content: str) -> None:
    with page(content) as one:
        assert told(one) == [AT]


TWICE = {
    "with words between": f"BT /F 10 Tf 100 350 Td {text('1')} ET "
    + " ".join(f"BT /F 10 Tf {x} 300 Td {text('年')} ET" for x in range(20, 200, 12))
    + f" BT /F 10 Tf 100.5 350 Td {text('1')} ET",
    "as a shadow in other pieces": f"BT /F 10 Tf 101 349 Td {text('12')} ET"
    + "".join(f" BT /F 10 Tf {x} 350 Td {text(said)} ET" for x, said in ((100, "1"), (105, "2"))),
}


@pytest.mark.parametrize("content", TWICE.values(), ids=TWICE)
def test_a_digit_printed_twice_in_one_place_is_one(content: str) -> None:
    with page(content) as one:
        assert [said for said, box in told(one) if said == "1" and box.left < 103] == ["1"]


@pytest.mark.parametrize("content", [
    f"BT /F 10 Tf 100 350 Td {text('11')} ET", f"BT /F 10 Tf 50 Tz 100 350 Td {text('11')} ET",
    *(f"BT /F 10 Tf 100 350 Td {text('1')} ET BT /F 10 Tf {x} 350 Td {text('1')} ET" for x in (105, 103)),
], ids=["as one", "narrow", "one by one", "one by one, closely"])  # fmt: skip
def test_two_digits_alike_are_two(content: str) -> None:
    with page(content) as one:
        assert [said for said, _ in told(one)] == ["1", "1"]


def test_a_letter_in_a_drawing_of_its_own_stands_where_that_is_put() -> None:
    with page(PUT, thing=form(f"BT /F 10 Tf 90 330 Td {text('年')} ET")) as one:
        assert told(one) == [AT]


@pytest.mark.parametrize(("extra", "box", "size", "em"), [
    (b"", b"-50 -50 250 350", (300, 400), Box(150, -8.6, 160, 1.4)),
    (b"/CropBox[50 100 250 400]", b"0 0 300 400", (200, 300), Box(50, 41.4, 60, 51.4)),
    (b"/Rotate 90", b"0 0 300 400", (400, 300), Box(348.6, 100, 358.6, 110)),
    (b"/Rotate 180", b"0 0 300 400", (300, 400), Box(190, 348.6, 200, 358.6)),
    (b"/Rotate 270", b"0 0 300 400", (400, 300), Box(41.4, 190, 51.4, 200)),
], ids=["begun elsewhere", "cut", "turned right", "turned over", "turned left"])  # fmt: skip
def test_a_letter_stands_where_the_page_as_shown_has_it(
    extra: bytes, box: bytes, size: tuple[float, float], em: Box
) -> None:
    with page(WRITTEN["as it is"], extra=extra, box=box) as one:
        assert one.size == size
        assert told(one) == [("年", em)]


@pytest.mark.parametrize(("matrix", "turn", "way", "em"), [
    ("1 0 0 1", 0, 0, Box(100, 191.4, 110, 201.4)), ("0 1 -1 0", 0, 1, Box(91.4, 190, 101.4, 200)),
    ("0 -1 1 0", 0, -1, Box(98.6, 200, 108.6, 210)), ("-1 0 0 -1", 0, 0, Box(90, 198.6, 100, 208.6)),
    ("1 0 0 1", 270, 1, Box(191.4, 190, 201.4, 200)), ("1 0 0 1", 90, -1, Box(198.6, 100, 208.6, 110)),
    ("0 1 -1 0", 90, 0, Box(200, 91.4, 210, 101.4)),
])  # fmt: skip
def test_letters_run_up_a_page_or_down_it_as_it_is_shown(
    matrix: str, turn: int, way: int, em: Box
) -> None:
    content = f"BT /F 10 Tf {matrix} 100 200 Tm {text('年报')} ET"
    with page(content, extra=b"/Rotate %d" % turn) as one:
        assert letters(one)[1] == way
        assert told(one)[0] == ("年", em)


@pytest.mark.parametrize(
    "size", ["/F 10 Tf 1 0 0 1", "/F 1 Tf 10 0 0 10", "/F 200 Tf 0.05 0 0 0.05"]
)
def test_letters_written_downwards_stand_one_below_the_other(size: str) -> None:
    with page(f"BT {size} 100 350 Tm {text('三、年')} ET", DOWNWARDS) as one:
        found = told(one)
    assert [said for said, _ in found] == ["三", "、", "年"]
    for number, (_, box) in enumerate(found):
        assert (box.left + box.right) / 2 == pytest.approx(100, abs=2)
        assert (box.top + box.bottom) / 2 == pytest.approx(55 + 10 * number, abs=3)
        assert box.bottom - box.top == pytest.approx(10, abs=1)
        assert (
            0 < box.right - box.left < 11
        )  # as wide as the machine's font for it, where size is 1


HALVED = b"<</Length %d>>stream\n%s\nendstream" % (len(HALF), HALF)


@pytest.mark.parametrize("back", [0, 150, 280])  # thousandths of an em
def test_the_same_letter_next_to_itself_is_two(back: int) -> None:
    with page(f"BT /F 10 Tf 100 350 Td [<0031> {back} <0031> {back} <0031>] TJ ET") as one:
        assert [said for said, _ in told(one)] == ["1", "1", "1"]


def test_a_letter_is_as_wide_as_the_document_says_whatever_font_draws_it() -> None:
    with page(
        f"BT /F 10 Tf 100 350 Td {text('年1')} ET BT /F 1 Tf 0 20 -20 0 50 100 Tm {text('1')} ET"
    ) as one:
        wide, narrow, turned = (box for _, box in told(one))
    assert [box.right - box.left for box in (wide, narrow)] == [10, 5]
    assert turned.bottom - turned.top == 10


@pytest.mark.parametrize(("fonts", "named"), [(UNKNOWN, IMAGE), (NAMED, HALVED)])
def test_a_letter_of_a_font_that_does_not_say_which_it_is_is_no_figure(
    fonts: tuple[bytes, ...], named: bytes
) -> None:
    with page("BT /F 10 Tf 100 350 Td <00310032> Tj ET", fonts, named) as one:
        assert [said for said, _ in told(one)] == [UNTOLD, UNTOLD]


def test_nothing_is_said_that_is_not_printed() -> None:
    lines = [f"BT /F 10 Tf {x} {y} Td {text(said)} ET"
             for x, y, said in ((50, 350, "12"), (66, 350, "3"), (50, 330, "wo-"), (50, 310, "rd"))]  # fmt: skip
    with page(" ".join(lines)) as one:
        assert "".join(said for said, _ in told(one)) == "123wo-rd"


# Of a table of one cell, 100 by 50, its upper left corner at 50, 60.
SIDES = {
    (False, Box(50, 60, 150, 60)), (False, Box(50, 110, 150, 110)),
    (True, Box(50, 60, 50, 110)), (True, Box(150, 60, 150, 110)),
}  # fmt: skip
RULED = {
    "a rectangle": "50 290 100 50 re S",
    "a rectangle upwards": "50 340 100 -50 re s",
    "four lines": "50 290 m 150 290 l S 150 290 m 150 340 l S 150 340 m 50 340 l S 50 340 m 50 290 l S",
    "one line that closes": "50 290 m 150 290 l 150 340 l 50 340 l h S",
    "one line in four": "50 290 m 150 290 l 150 340 l 50 340 l 50 290 l S",
    "many in one path": "50 290 m 150 290 l 50 340 m 150 340 l 50 290 m 50 340 l 150 290 m 150 340 l S",
    "by the page's matrix": "q 10 0 0 -5 50 340 cm 0 0 10 10 re S Q",
    "round corners": "50 290 m 150 290 l 150 340 l 50 340 l 50 290 l 50 290 50 290 50 290 c S",
}


def ruled(one: PdfPage) -> set[tuple[bool, Box]]:
    return {(rule.upright, rounded(rule.box)) for rule in drawn(one).rules if longer(rule)}


def longer(rule: Rule) -> bool:
    return max(rule.box.right - rule.box.left, rule.box.bottom - rule.box.top) > 1


@pytest.mark.parametrize("content", RULED.values(), ids=RULED)
def test_the_sides_of_a_cell_are_found_however_they_were_drawn(content: str) -> None:
    with page(content) as one:
        assert ruled(one) == SIDES


def test_what_is_ruled_in_a_drawing_of_its_own_lies_where_that_is_put() -> None:
    with page(PUT, thing=form("40 270 100 50 re S")) as one:
        assert ruled(one) == SIDES


@pytest.mark.parametrize(("content", "rules"), [
    ("50 300 100 0.5 re f", 2), ("0 g 50 300 100 0.5 re f", 2), ("1 g 50 300 100 0.5 re f", 0),
    ("1 1 1 rg 50 300 100 0.5 re f", 0), ("50 300 100 13 re f", 0), ("50 300 100 13 re B", 4),
    ("50 300 m 150 300 l 150 300.5 l 50 300.5 l f", 2), ("50 290 m 150 290 l 150 340 l 50 340 l f", 0), ("50 290 100 50 re n", 0), ("50 290 100 50 re W n", 0),
    ("50 300 40 0.5 re 110 300 40 0.5 re f", 4), ("50 290 m 150 290 l n", 0), ("50 290 m 150 340 l S", 0), ("50 290 m 80 340 120 340 150 290 c S", 0),
    ("50 290 100 50 re 49 289 102 52 re f*", 4), ("1 g 50 290 100 50 re 49 289 102 52 re f*", 0), ("50 290 100 50 re 20 200 200 150 re f*", 0),
    ("50 290 m 150 340 l 150 290 l h S", 2), ("50 290 m 100 290 120 300 50 340 c h S", 1),
    ("50 290 m 150 290 l 180 340 l 80 340 l h S", 2), ("50 290 m 150 290 l 150 340 l 50 340 l S", 3), ("", 0),
], ids=["thin", "thin and black", "thin and white", "white by three colours", "a surface",
        "a surface with sides", "thin and left open", "a surface left open", "not painted", "cut out", "two thin ones in line", "a line not painted",
        "slanting", "a curve", "a border", "a white border", "a surface with a hole", "a triangle", "a curve that closes", "a slanting box", "an open box", "nothing"])  # fmt: skip
def test_a_thin_surface_rules_and_what_is_not_seen_does_not(content: str, rules: int) -> None:
    with page(content) as one:
        assert len(ruled(one)) == rules


@pytest.mark.parametrize(("content", "shares"), [
    ("q 300 0 0 400 0 0 cm /X Do Q", [1.0]), ("q 150 0 0 200 0 0 cm /X Do Q", [0.25]), ("", []),
    ("q 0 400 -300 0 300 0 cm /X Do Q", [1.0]),
])  # fmt: skip
def test_a_picture_covers_a_share_of_its_page(content: str, shares: list[float]) -> None:
    with page(content) as one:
        assert drawn(one).pictures == pytest.approx(shares)


CURVES = "50 290 m 80 340 120 340 150 290 c f " * 60
STRIPS = "".join(f"q 300 0 0 20 0 {y} cm /X Do Q " for y in range(0, 400, 20))
SIGN = "q 40 0 0 40 0 0 cm /X Do Q "
SCAN = "q 300 0 0 400 0 0 cm /X Do Q "
WORDS = f"BT /F 10 Tf 20 350 Td {text('二〇二四年政府信息公开工作')} ET "
TABLE = "50 290 100 50 re S 50 240 100 50 re S 50 190 100 50 re S "


@pytest.mark.parametrize(("content", "fonts", "picture"), [
    (SCAN, FONT, True), (SCAN + WORDS, FONT, True), (SCAN + WORDS + TABLE, FONT, False),
    (WORDS, FONT, False), (WORDS, UNKNOWN, True), (CURVES, FONT, True), (CURVES + WORDS, FONT, False),
    (TABLE, FONT, False), ("", FONT, False), (STRIPS, FONT, True), (SIGN + TABLE, FONT, False),
], ids=["a scan", "words over a scan", "a table over a picture", "words", "words in a font that is not told",
        "words made outlines", "words beside a drawing", "an empty table", "nothing", "a scan in strips", "an emblem under an empty table"])  # fmt: skip
def test_a_page_is_a_picture_where_its_words_are_not_told(
    content: str, fonts: tuple[bytes, ...], picture: bool
) -> None:
    with page(content, fonts) as one:
        found = drawn(one)
        assert is_picture(found, letters(one)[0], joined(found.rules, 4.0)) == picture


BLANK = (  # a font whose letters have no shape, as one that the machine does not have
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 0/LastChar 0/Widths[0]"
    b"/Encoding<</Differences[0/a]>>/CharProcs<</a 4 0 R>>>>",
    b"<</Length 9>>stream\n   0 0 d0\nendstream", b"null",
)  # fmt: skip
ONE_BY_ONE = " ".join(f"BT /F 10 Tf {x} 300 Td <0000> Tj ET" for x in range(20, 270, 10))


@pytest.mark.parametrize(("fonts", "content", "missing"), [
    (BLANK, ONE_BY_ONE, ["a Chinese font: apt install fonts-noto-cjk"]), (FONT, ONE_BY_ONE.replace("0000", "5e74"), []),
    (BLANK, ONE_BY_ONE[:200], []), ((), "", []),
], ids=["words without a shape", "words", "a few without a shape", "none"])  # fmt: skip
def test_that_a_font_is_missing_is_told(
    fonts: tuple[bytes, ...], content: str, missing: list[str]
) -> None:
    for read in (reader.read, reader.read_text):
        told = read(leaf(content, fonts or FONT)).findings
        assert [one.text for one in told if one.code == "reader-missing"] == missing
