"""This module tests that a printed table's cells are found by its rules, and their figures kept apart."""

import pytest

from parsers.letter_shapes import normalize_shapes
from parsers.numbers import number
from parsers.readers.cell_grid import Cell, find_cells
from parsers.readers.frames import Rule, find_frames, join_rules
from parsers.readers.geometry import Box
from parsers.readers.letters import APART, DOWN, UP, Letter, cell_text
from parsers.readers.overprints import split_overprints
from parsers.readers.printed import Drawn, lay_out_page
from schemas.report import Status
from tests.documents import blocks, differences, read, sample
from tests.printing.paper import PLAIN, Stroke, lay
from tests.printing.pdf import Manner, pdf

NEAR = 4.0


def grid(xs: list[float], ys: list[float]) -> list[Rule]:
    """The rules of a table of plain cells."""
    across = [Rule(Box(xs[0], y, xs[-1], y), False) for y in ys]
    return across + [Rule(Box(x, ys[0], x, ys[-1]), True) for x in xs]


def found(rules: list[Rule]) -> list[list[Box]]:
    return [find_cells(frame, NEAR) for frame in find_frames(join_rules(rules, NEAR), NEAR)]


def test_columns_of_two_tables_that_nearly_meet_stay_apart():
    rules = grid([0, 100, 337, 424], [0, 20, 40]) + grid([0, 60, 342, 424], [60, 80, 100])
    first, second = found(rules)
    assert sorted({box.left for box in first}) == [0, 100, 337]
    assert sorted({box.left for box in second}) == [0, 60, 342]


def test_each_box_drawn_double_is_one_cell():
    rules = [r for x in (0, 62, 124) for y in (0, 22) for r in grid([x, x + 60], [y, y + 20])]
    (boxes,) = found(rules)
    assert len(boxes) == 6


def test_merged_cells_are_one():
    rules = [rule for rule in grid([0, 50, 100, 150], [0, 20, 40]) if rule.box.left != 50]
    rules.append(Rule(Box(50, 20, 50, 40), True))
    (boxes,) = found(rules)
    assert Box(0, 0, 100, 20) in boxes
    assert len(boxes) == 5


@pytest.mark.parametrize("way", [UP, DOWN])
def test_words_written_up_or_down_a_cell_are_read_as_they_run(way):
    boxes = [Box(20, 50 - 10 * way * at, 30, 60 - 10 * way * at) for at in (-1, 0, 1)]
    letters = [Letter(box, text, turn=way) for box, text in zip(boxes, "自然人", strict=True)]
    frames = find_frames(join_rules(grid([0, 50, 100, 150], [0, 100, 200]), NEAR), NEAR)
    (table,) = lay_out_page(letters, frames, 1, 300).items
    assert "自然人" in [cell.text for cell in table if isinstance(cell, Cell)]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        # A figure that a program turned to outlines, or a picture of one
        (
            Box(60, 4, 66, 14),
            ["7", "□", ""],
        ),
        (Box(10, 2, 40, 18), ["7", "", ""]),  # beside a figure
        (Box(51, 1, 99, 19), ["7", "", ""]),  # the colour of the cell
        (Box(40, 4, 120, 14), ["7", "", ""]),  # a seal over several cells
        (Box(51, 1, 52, 19.5), ["7", "", ""]),  # a side of the cell, as browsers draw dashes
        (Box(51, 1, 51.8, 8), ["7", "", ""]),  # a dash of its side
        (Box(60, 18.8, 70, 19.4), ["7", "", ""]),  # a dash of its floor
        (Box(70, 4, 71.5, 14), ["7", "□", ""]),  # a slender digit
        (Box(70, 9, 76, 10), ["7", "□", ""]),  # a dash for nothing
    ],
)
def test_a_cell_in_which_something_is_drawn_and_nothing_written_is_not_blank(shape, said):
    frames = find_frames(join_rules(grid([0, 50, 100, 150], [0, 20]), NEAR), NEAR)
    letters = [Letter(Box(20, 5, 26, 15), "7")]
    (table,) = lay_out_page(letters, frames, 1, 20, Drawn((), [shape])).items
    assert [cell.text for cell in table if isinstance(cell, Cell)] == said


def dots_of(stroke: Stroke) -> list[Stroke]:
    """The dots that a browser draws for a dotted rule, each as far from the next as it is wide."""
    x0, y0, x1, y1 = stroke
    number = int(max(x1 - x0, y1 - y0) / 1.5)
    steps = [at / (number or 1) for at in range(number + 1)]
    places = [(x0 + (x1 - x0) * step, y0 + (y1 - y0) * step) for step in steps]
    return [Stroke(x, y, x, y) for x, y in places]


def test_a_report_whose_tables_are_ruled_in_dots_is_proved():
    one = sample(6)
    leaves = lay(blocks(one), PLAIN)
    for leaf in leaves:
        leaf.strokes = [dot for stroke in leaf.strokes for dot in dots_of(stroke)]
    report = read(pdf(leaves, Manner(surfaces=False)))
    assert differences(one, report) == {}
    assert report.status is Status.PROVED


def test_a_frame_without_its_last_rule_is_closed():
    (boxes,) = found(grid([0, 50, 100], [0, 20, 40])[:2] + grid([0, 50, 100], [0, 20, 40])[3:])
    assert len(boxes) == 4


def test_a_space_that_is_no_rectangle_gives_no_cell_over_two_rows():
    rules = grid([0, 50, 100], [0, 20, 40])
    rules = [rule for rule in rules if rule.box.top != 20 and rule.box.left != 50]
    rules += [Rule(Box(0, 20, 50, 20), False), Rule(Box(50, 0, 50, 20), True)]
    (boxes,) = found([*rules, Rule(Box(0, 40, 100, 40), False)])
    sizes = [(round(box.right - box.left), round(box.bottom - box.top)) for box in boxes]
    assert sorted(sizes) == [(50, 20), (50, 20), (100, 20)]


def typed(text: str, x: float, y: float = 0, step: float = 5) -> list[Letter]:
    return [Letter(Box(x + i * step, y, x + i * step + 5, y + 10), c) for i, c in enumerate(text)]


CELL = Box(0, 0, 40, 40)


@pytest.mark.parametrize(
    ("letters", "says"),
    [
        (typed("3548", 0) + typed("0", 34), f"3548{APART}0"),
        (typed("35", 0) + typed("48", 17), f"35{APART}48"),
        (typed("354", 0, step=12), "354"),
        (typed("12", 0) + typed("34", 0, y=14), f"12{APART}34"),
        ([*typed("12", 0), Letter(Box(10, 1.6, 14, 9.6), "3")], f"12{APART}3"),
        (typed("12345678", 0) + typed("9", 0, y=14), "123456789"),
        (typed("申请", 0, step=10) + typed("人", 0, y=14), "申请人"),
    ],
    ids=[
        "two side by side",
        "two apart by more than a digit",
        "one spread out",
        "two one above the other",
        "one smaller",
        "one that wraps",
        "words",
    ],
)
def test_two_figures_in_a_cell_are_never_glued_to_a_third(letters, says):
    assert cell_text(letters, CELL) == says
    assert number(f"12{APART}34").state == "unparsed"


@pytest.mark.parametrize(
    ("letters", "figures"),
    [
        (typed("12", 10) + typed("15", 10)[1:], ["12", "5"]),
        (typed("12", 10) + typed("150", 7.5), ["12", "150"]),
        (typed("7", 12) + typed("8", 12.5), ["7", "8"]),
        (typed("112", 10), ["112"]),
        (typed("112", 10)[::-1], ["211"]),
        (typed("12", 10) + typed("34", 10, y=14), ["1234"]),
        ([Letter(Box(10 + i * 2.5, 0, 12.5 + i * 2.5, 10), c) for i, c in enumerate("123")], ["123"]),
        ([Letter(Box(10 + i * 5, 0, 20 + i * 5, 10), c) for i, c in enumerate("123")], ["123"]),
    ],
    ids=["one digit other", "more digits, in the middle", "a digit", "none", "none, from right to left", "none, below",
         "none, set narrowly", "none, wider than they stand"],
)  # fmt: skip
def test_a_figure_printed_over_another_is_not_of_it(letters, figures):
    assert ["".join(one.text for one in layer) for layer in split_overprints(letters)] == figures


def test_in_a_printed_table_both_figures_are_told_of_which_one_is_over_the_other():
    rules = join_rules(grid([0, 50, 100], [0, 20, 40]), NEAR)
    letters = [*typed("12", 60, 5), *typed("30", 10, 25), *typed("15", 60, 5), *typed("4", 60, 25)]
    (table,) = lay_out_page(letters, find_frames(rules, NEAR), 1, 100).items
    assert isinstance(table, tuple)
    said = [cell.text for cell in table if isinstance(cell, Cell)]
    assert said == ["", f"12{APART}15", "30", "4"]
    assert number(said[1]).state == "unparsed"


def test_a_radical_is_read_as_the_character_of_its_shape():
    assert normalize_shapes("⾏政⺠⼯⻓") == "行政民工长"
    assert normalize_shapes("（一）①") == "（一）①"
