"""What a PDF's page draws is cut into commands, and where it breaks off a name comes out that none has."""

import pytest

from parsers.readers.pdf_commands import commands

CUT = {
    "numbers": (b"1 -2.5 .5 +3. l", [(b"l", [1.0, -2.5, 0.5, 3.0])]),
    "numbers with nothing between": (b"0 1-2.5.5+3 l", [(b"l", [0.0, 1.0, -2.5, 0.5, 3.0])]),
    "a number before a name": (b"9Tf 10 20m", [(b"Tf", [9.0]), (b"m", [10.0, 20.0])]),
    "strings": (rb"(a(b)\)\061\n\x) Tj", [(b"Tj", [b"a(b))1\nx"])]),
    "a string on two lines": (b"(a\\\nb) Tj", [(b"Tj", [b"ab"])]),
    "bytes": (b"<0031 3> Tj <> Tj", [(b"Tj", [b"\x0010"]), (b"Tj", [b""])]),
    "several": (b"[(x) -12 <31>] TJ", [(b"TJ", [[b"x", -12.0, b"1"]])]),
    "a dictionary": (b"<</A [1 true]/B null>> x", [(b"x", [{"A": [1.0, True], "B": None}])]),
    "a remark": (b"1 % 2 ( Tj\n3 l", [(b"l", [1.0, 3.0])]),
    "an image": (b"BI /W 1/H 1 ID \x00EI( EI Q", [(b"BI", []), (b"EI", [{"W": 1.0, "H": 1.0}]), (b"Q", [])]),
    "odd names": (b"f* T* ' \"", [(b"f*", []), (b"T*", []), (b"'", []), (b'"', [])]),
    "nothing": (b" \n", []),
}  # fmt: skip
BROKEN = {
    "given to none": b"Q 1 2",
    "a string without its end": b"Q (12",
    "bytes without their end": b"Q <0031",
    "several without their end": b"Q [(1) 2",
    "a command among several": b"Q [(1)Tj",
    "an end without a beginning": b"Q ] Tj",
    "an image without its end": b"Q BI /W 1 ID abc",
    "what is nothing": b"Q } Tj",
}


@pytest.mark.parametrize(("drawn", "found"), CUT.values(), ids=CUT)
def test_a_page_is_cut_into_commands(drawn, found):
    assert [(name, given) for name, given, _ in commands(drawn)] == found


@pytest.mark.parametrize("name", [b"/F#31", b"/F1"])
def test_a_name_is_told_however_it_is_written(name):
    [(_, [told, size], _)] = commands(name + b" 9 Tf")
    assert (told.name, size) == ("F1", 9.0)


@pytest.mark.parametrize("drawn", BROKEN.values(), ids=BROKEN)
def test_where_a_page_breaks_off_a_name_comes_out_that_no_command_has(drawn):
    first, *_, (name, _, _) = commands(drawn)
    assert first == (b"Q", [], 1)
    assert name.startswith(b"its end")


@pytest.mark.parametrize("piece", [b"(", b"(a", b"<", b"[", b"<<", b"/", b"BI ID ", b"(\\"])
def test_the_time_it_takes_grows_with_the_page_alone(piece):
    assert sum(1 for _ in commands(piece * 300_000)) < 300_001
