"""A PDF's page says where each letter stands and what is ruled, whichever way its program drew it."""

import pytest

from parsers.readers import pdf as reader
from parsers.readers.drawing import Drawing
from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.overprints import drop_overprints
from tests.printing.leaf import IMAGE, drawing, form, leaf, text
from tests.printing.pdf import FONT

UPRIGHT = (FONT[0].replace(b"/UniGB-UCS2-H", b"/UniGB-UCS2-V"), *FONT[1:])
PUT = "q 0.5 0 0 0.5 5 10 cm /X Do Q"  # with the drawing's own matrix: 10 to the right, 20 up
YEAR = text("年")


def told(one: Drawing) -> list[tuple[str, Box]]:
    return [
        (letter.text, rounded(letter.box))
        for letter in drop_overprints(m.letter for m in one.marks)
    ]


def rounded(box: Box) -> Box:
    return Box(*(round(edge, 1) + 0.0 for edge in box))


# 年 of 10 points on a line at 100, 350 from the bottom: its em is 8.8 above the line and 1.2 below.
AT = ("年", Box(100, 41.2, 110, 51.2))
WRITTEN = {
    "as it is": f"BT /F 10 Tf 100 350 Td {YEAR} ET",
    "by a matrix": f"BT /F 1 Tf 10 0 0 10 100 350 Tm {YEAR} ET",
    "by the page's matrix": f"q 5 0 0 5 50 300 cm BT /F 2 Tf 10 10 Td {YEAR} ET Q",
    "twice, to be bold": f"BT /F 10 Tf 100 350 Td {YEAR} ET BT /F 10 Tf 100.2 350 Td {YEAR} ET",
    "after the matrix was kept": f"q 5 0 0 5 0 0 cm Q BT /F 10 Tf 100 350 Td {YEAR} ET",
    "on the next line": f"BT /F 10 Tf 12 TL 100 362 Td T* {YEAR} ET",
    "as the next line": f"BT /F 10 Tf 12 TL 100 362 Td {YEAR.replace('Tj', chr(39))} ET",
    "raised": f"BT /F 10 Tf 100 347 Td 3 Ts {YEAR} ET",
    "moved on by so much": "BT /F 10 Tf 110 350 Td [1000 <5e74>] TJ ET",
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_a_letter_stands_where_its_em_is_however_it_was_written(content):
    assert told(drawing(content)) == [AT]


@pytest.mark.parametrize(
    "box", ["0 -880 1000 120", "0 120 1000 -880"], ids=["upright", "turned too"]
)
def test_a_font_that_is_drawn_upside_down_and_turned_by_its_matrix_stands_on_its_line(box):
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[{box}]/FontMatrix[0.001 0 0 -0.001 0 0]/FirstChar 65/LastChar 65"
        "/Widths[1000]/CharProcs<</a 4 0 R>>/Encoding<</Differences[65/a]>>/Resources<<>>>>"
    )
    glyph = b"<</Length 11>>stream\n1000 0 d0 f\nendstream"
    one = drawing("BT /F 10 Tf 100 350 Td (A) Tj ET", fonts=(font.encode(), glyph, FONT[2]))
    assert [box for _, box in told(one)] == [AT[1]]


@pytest.mark.parametrize(("matrix", "is_said"), [
    ("7 7 -7 7", False), ("9 -5 5 9", False), ("-5 8 -8 -5", False), ("10 0.5 -0.5 10", True), ("0.5 10 -10 0.5", True),
])  # fmt: skip
def test_what_is_written_aslant_is_a_watermark_and_says_nothing(matrix, is_said):
    marks = drawing(f"BT /F 1 Tf {matrix} 100 350 Tm {YEAR} ET").marks
    assert [mark.letter.text for mark in marks] == ["年"] * is_said


def test_a_letter_in_a_drawing_of_its_own_stands_where_that_is_put():
    inner = f"BT /F 10 Tf 90 330 Td {YEAR} ET"
    assert told(drawing(PUT, thing=form(inner))) == [AT]


def test_a_drawing_goes_on_with_what_it_is_put_on():
    outer = "BT /F 10 Tf ET 1 0 0 rg q 0.5 0 0 0.5 -5 -10 cm /X Do Q"
    one = drawing(outer, thing=form(f"BT 100 350 Td {YEAR} ET"))
    assert told(one) == [AT]
    assert one.marks[0].ink.colours == ((1.0, 0.0, 0.0),)


@pytest.mark.parametrize(("spaces", "second"), [
    ("", 105), ("2 Tc", 107), ("50 Tz", 102.5), ("2 Tc 50 Tz", 103.5), ("9 Tw", 105),
])  # fmt: skip
def test_letters_stand_as_far_apart_as_they_are_told(spaces, second):
    one = drawing(f"BT /F 10 Tf {spaces} 100 350 Td {text('1')} {text('2')} ET")
    assert [(said, box.left) for said, box in told(one)] == [("1", 100), ("2", second)]


TWICE = {
    "with words between": f"BT /F 10 Tf 100 350 Td {text('1')} ET "
    + " ".join(f"BT /F 10 Tf {x} 300 Td {YEAR} ET" for x in range(20, 200, 12))
    + f" BT /F 10 Tf 100.5 350 Td {text('1')} ET",
    "as a shadow in other pieces": f"BT /F 10 Tf 101 349 Td {text('12')} ET"
    + "".join(f" BT /F 10 Tf {x} 350 Td {text(said)} ET" for x, said in ((100, "1"), (105, "2"))),
}


@pytest.mark.parametrize("content", TWICE.values(), ids=TWICE)
def test_a_digit_printed_twice_in_one_place_is_one(content):
    one = told(drawing(content))
    assert [said for said, box in one if said == "1" and box.left < 103] == ["1"]


@pytest.mark.parametrize("content", [
    f"BT /F 10 Tf 100 350 Td {text('11')} ET", f"BT /F 10 Tf 50 Tz 100 350 Td {text('11')} ET",
    *(f"BT /F 10 Tf 100 350 Td {text('1')} ET BT /F 10 Tf {x} 350 Td {text('1')} ET" for x in (105, 103)),
    *(f"BT /F 10 Tf 100 350 Td [<0031> {back} <0031>] TJ ET" for back in (0, 150, 280)),
], ids=["as one", "narrow", "one by one", "one by one, closely", "set", "set closely", "set most closely"])  # fmt: skip
def test_two_digits_alike_are_two(content):
    assert [said for said, _ in told(drawing(content))] == ["1", "1"]


@pytest.mark.parametrize(("extra", "box", "em"), [
    (b"", b"0 0 400 300", Box(100, -58.8, 110, -48.8)), (b"/Rotate 90", b"0 0 300 400", Box(348.8, 100, 358.8, 110)),
    (b"/Rotate 180", b"0 0 300 400", Box(190, 348.8, 200, 358.8)), (b"/Rotate 270", b"0 0 300 400", Box(41.2, 190, 51.2, 200)),
], ids=["as it is", "turned right", "turned over", "turned left"])  # fmt: skip
def test_a_letter_stands_where_the_page_as_shown_has_it(extra, box, em):
    assert told(drawing(WRITTEN["as it is"], extra=extra, box=box)) == [("年", em)]


@pytest.mark.parametrize(("matrix", "turn", "way"), [
    ("1 0 0 1", 0, 0), ("0 1 -1 0", 0, 1), ("0 -1 1 0", 0, -1), ("-1 0 0 -1", 0, 2), ("-1 0 0 -1", 180, 0), ("1 0 0 1", 180, 2),
    ("1 0 0 1", 270, 1), ("1 0 0 1", 90, -1), ("0 1 -1 0", 90, 0),
])  # fmt: skip
def test_letters_run_up_a_page_or_down_it_as_it_is_shown(matrix, turn, way):
    content = f"BT /F 10 Tf {matrix} 100 200 Tm {text('年报')} ET"
    assert [mark.letter.turn for mark in drawing(content, extra=b"/Rotate %d" % turn).marks] == [
        way,
        way,
    ]


@pytest.mark.parametrize(
    "size", ["/F 10 Tf 1 0 0 1", "/F 1 Tf 10 0 0 10", "/F 200 Tf 0.05 0 0 0.05"]
)
def test_letters_written_downwards_stand_one_below_the_other(size):
    found = told(drawing(f"BT {size} 100 350 Tm {text('三、年')} ET", UPRIGHT))
    assert [said for said, _ in found] == ["三", "、", "年"]
    tops = [box.top for _, box in found]
    assert [round(top - tops[0]) for top in tops] == [0, 10, 20]
    assert all(box.bottom - box.top == pytest.approx(10, abs=0.2) for _, box in found)


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
    "through a window": "q 40 280 200 200 re W n 50 290 100 50 re S Q",
    "dashes of a pen": "[3 2] 0 d 50 290 100 50 re S",
}


def ruled(one: Drawing) -> set[tuple[bool, Box]]:
    return {(rule.upright, rounded(rule.box)) for rule in one.rules if longer(rule)}


def longer(rule: Rule) -> bool:
    return max(rule.box.right - rule.box.left, rule.box.bottom - rule.box.top) > 1


@pytest.mark.parametrize("content", RULED.values(), ids=RULED)
def test_the_sides_of_a_cell_are_found_however_they_were_drawn(content):
    assert ruled(drawing(content)) == SIDES


def test_what_is_ruled_in_a_drawing_of_its_own_lies_where_that_is_put():
    assert ruled(drawing(PUT, thing=form("40 270 100 50 re S"))) == SIDES


RULES = {
    "thin": ("50 300 100 0.5 re f", 1), "thin and black": ("0 g 50 300 100 0.5 re f", 1),
    "thin and white": ("1 g 50 300 100 0.5 re f", 0), "white by three colours": ("1 1 1 rg 50 300 100 0.5 re f", 0),
    "white by four inks": ("0 0 0 0 k 50 300 100 0.5 re f", 0), "thick": ("50 300 100 3 re f", 4),
    "a surface": ("50 300 100 13 re f", 0), "a surface with sides": ("50 300 100 13 re B", 4),
    "thin and left open": ("50 300 m 150 300 l 150 300.5 l 50 300.5 l f", 1),
    "a surface left open": ("50 290 m 150 290 l 150 340 l 50 340 l f", 0), "not painted": ("50 290 100 50 re n", 0),
    "cut out": ("50 290 100 50 re W n", 0), "two thin ones in line": ("50 300 40 0.5 re 110 300 40 0.5 re f", 2),
    "dashes": ("".join(f"{x} 300 3 0.7 re " for x in range(50, 150, 5)) + "f", 20), "a dot": ("50 300 1.5 1.5 re f", 2),
    "a line not painted": ("50 290 m 150 290 l n", 0), "slanting": ("50 290 m 150 340 l S", 0),
    "a curve": ("50 290 m 80 340 120 340 150 290 c S", 0), "a border": ("50 290 100 50 re 49 289 102 52 re f*", 4),
    "two borders": ("50 290 100 50 re 49 289 102 52 re 50 190 100 50 re 49 189 102 52 re f*", 8),
    "a white border": ("1 g 50 290 100 50 re 49 289 102 52 re f*", 0), "nothing": ("", 0),
    "a surface with a hole": ("50 290 100 50 re 20 200 200 150 re f*", 0), "an open box": ("50 290 m 150 290 l 150 340 l 50 340 l S", 3),
    "beside its window": ("q 0 0 20 20 re W n 50 290 100 50 re S Q", 0), "of no colour": ("/G gs 50 300 100 0.5 re f", 0),
    "half in its window": ("q 0 0 100 400 re W n 50 300 m 150 300 l S Q", 1), "a curve that closes": ("50 290 m 100 290 120 300 50 340 c h S", 0),
}  # fmt: skip


@pytest.mark.parametrize(("content", "rules"), RULES.values(), ids=RULES)
def test_a_thin_surface_rules_and_what_is_not_seen_does_not(content, rules):
    assert len(ruled(drawing(content))) == rules


@pytest.mark.parametrize(("content", "boxes"), [
    ("q 300 0 0 400 0 0 cm /X Do Q", [Box(0, 0, 300, 400)]), ("q 0 400 -300 0 300 0 cm /X Do Q", [Box(0, 0, 300, 400)]),
    ("q 10 0 0 20 5 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", [Box(5, 370, 15, 390)]), ("", []),
])  # fmt: skip
def test_a_picture_lies_where_it_is_put(content, boxes):
    assert drawing(content).images == boxes


WHOLE = {
    "a page": f"q 1 0 0 1 0 0 cm BT /F 9 Tf 9 9 Td {YEAR} ET Q 0 0 m 9 9 l S",
    "one time too often back": "q Q Q",
    "what only some know": "BX 1 2 3 zz EX",
    "given too much": "1 2 3 q Q",
    "colours": "/Cs cs 1 0.5 0 scn /Pattern cs /P scn 0 g",
}
BROKEN = {
    "a command of too little": ("q Q 1 l", "l"),
    "in a command": ("BT /F 9 Tf 9 9 T", "T"),
    "in what it is given": ("0 0 m 9 9 l S 12", "its end"),
    "in a string": ("BT <0031", "its end"),
    "in text": ("BT /F 9 Tf", "its end"),
    "before the state is given back": ("q 0 0 m 9 9 l S", "its end"),
    "what no one knows": ("1 2 3 zz", "zz"),
    "what no one knows after an end without a beginning": ("EX 1 zz", "zz"),
    "a word for a number": ("/a 1 m", "m"),
    "a string for a number": ("(1) 2 3 4 re", "re"),
    "a thing that is missing": ("/Y Do", "a thing that is missing"),
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_a_page_that_is_drawn_to_its_end_has_no_fault(content):
    assert drawing(content).faults == []


@pytest.mark.parametrize(("content", "fault"), BROKEN.values(), ids=BROKEN)
def test_where_a_page_breaks_off_is_told(content, fault):
    assert drawing(content).faults[0].startswith(fault)
    assert drawing("q /X Do Q", thing=form(content)).faults[0].startswith(fault)


def test_a_drawing_that_is_put_on_itself_is_put_once():
    assert len(drawing("/X Do", thing=form("0 0 9 9 re S /X Do")).rules) == 4


@pytest.mark.parametrize(
    ("content", "thing"),
    [("/X Do " * 400, form("0 0 m " * 1000)), (f"BT /F 9 Tf {text('1' * 100_000)} ET", IMAGE)],
    ids=["drawings", "letters"],
)
def test_a_page_that_draws_too_much_is_refused(content, thing):
    found = reader.read(leaf(content, thing=thing)).findings
    assert [one.code for one in found] == ["document-damaged"]
