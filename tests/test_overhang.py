"""A line of text that a page's end has put below its cell is of that cell, and no other line is."""

import pytest

from parsers.readers import pdf as reader
from tests.printing.leaf import leaf, text

ACROSS = "50 60 m 250 60 l S 50 30 m 250 30 l S "  # the page is 400 high; its table ends at 12
UPRIGHT = "50 60 m 50 12 l S 150 60 m 150 12 l S 250 60 m 250 12 l S "
CLOSED = "50 12 m 250 12 l S "


def put(x: float, y: float, said: str) -> str:
    return f"BT /F 10 Tf {x} {y} Td {text(said)} ET "


OPEN = ACROSS + UPRIGHT + put(60, 18, "自然") + put(160, 18, "总计")
PRINTED = {
    "of one cell": (OPEN + put(60, 4, "人"), ("自然人", "总计"), []),
    "of two cells": (OPEN + put(60, 4, "人") + put(160, 4, "数"), ("自然人", "总计数"), []),
    "further below": (OPEN + put(60, -8, "人"), ("自然", "总计"), ["人"]),
    "across a side": (OPEN + put(145, 4, "人"), ("自然", "总计"), ["人"]),
    "below a rule": (OPEN + CLOSED + put(60, 4, "人"), ("自然", "总计"), ["人"]),
    "below one cell's rule": (OPEN + "50 12 m 150 12 l S " + put(60, 4, "人") + put(160, 4, "数"),
                              ("自然", "总计数"), ["人"]),
    "a figure": (OPEN + put(60, 4, "12"), ("自然12", "总计"), []),
}  # fmt: skip


@pytest.mark.parametrize(("content", "cells", "lines"), PRINTED.values(), ids=PRINTED)
def test_a_line_below_a_cell_that_a_page_ends_is_of_the_cell(content, cells, lines):
    page = reader.read(leaf(content))
    assert page.grids[0].lines[-1] == cells
    assert [block for block in page.blocks if isinstance(block, str)] == lines


def test_but_not_in_the_middle_of_a_page():
    page = reader.read(leaf(f"q 1 0 0 1 0 200 cm {OPEN} {put(60, 4, '人')} Q"))
    assert page.grids[0].lines[-1] == ("自然", "总计")
    assert page.blocks[-1] == "人"


@pytest.mark.parametrize("scale", [0.72, 0.76, 0.77, 0.8])
def test_whatever_the_page_is_scaled_by(scale):
    put_down = OPEN + put(60, 4, "人")
    page = reader.read(leaf(f"q {scale} 0 0 {scale} 0.1 3.3 cm {put_down} Q"))
    assert page.grids[0].lines[-1] == ("自然人", "总计")
