"""A figure goes on in the next line where its cell has no room for another digit; else two figures stay two."""

import pytest

from parsers.readers.cell_grid import Cell
from parsers.readers.frames import Rule, find_frames, join_rules
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter
from parsers.readers.printed import lay_out_page

ROW, WIDE, DIGIT, LINE = 40, 100, 5, 10
NARROW = 25  # points: a cell of the table, its margins of five points at each side included
NEAR, PAPER = 4.0, 800
LABELS = ("1.属于国家秘密", "2.重复申请", "3.其他")
TWO_ROWS = ("1.属于国家秘密\n2.甲乙丙", "2.重复申请", "3.其他")


def written(text: str, x: float, y: float, size: float = DIGIT) -> list[Letter]:
    """The letters of a cell's lines, each half as wide as high, words twice as wide."""
    found: list[Letter] = []
    for at, line in enumerate(text.split("\n")):
        for place, sign in enumerate(line):
            left, top = x + size * place, y + 12 * at
            found.append(Letter(Box(left, top, left + size, top + LINE), sign))
    return found


def figures(
    rows: list[list[str]],
    labels: tuple[str, ...] = LABELS,
    *,
    narrow: float = NARROW,
    top: float = 300,
) -> list[list[str]]:
    """What is read of the figures in the rows of a table, whose cells are so wide and which begins there."""
    xs = [0, WIDE, *(WIDE + narrow * (at + 1) for at in range(len(rows[0])))]
    ys = [top + ROW * at for at in range(len(rows) + 1)]
    rules = [Rule(Box(xs[0], y, xs[-1], y), False) for y in ys]
    rules += [Rule(Box(x, ys[0], x, ys[-1]), True) for x in xs]
    letters: list[Letter] = []
    for row, label, y in zip(rows, labels, ys, strict=False):
        letters += written(label, 5, y + 5, 10)
        for figure, x in zip(row, xs[1:], strict=False):
            letters += written(figure, x + 5, y + 5)
    frames = find_frames(join_rules(rules, NEAR), NEAR)
    (table,) = lay_out_page(letters, frames, 1, PAPER).items
    cells = sorted(cell for cell in table if isinstance(cell, Cell) and cell.box.left >= WIDE)
    return [[cell.text for cell in cells if cell.box.top == y] for y in ys[:-1]]


FULL = [["123\n4", "0"], ["567\n89", "12"], ["0", "7"]]


def test_figures_wrap_in_a_table_whose_cells_have_no_room_for_them():
    assert figures(FULL) == [["1234", "0"], ["56789", "12"], ["0", "7"]]


@pytest.mark.parametrize(
    "figure", ["12,\n345", "12.\n50", "123\n456\n7"], ids=["thousands", "decimals", "three lines"]
)
def test_signs_of_a_figure_wrap_as_its_digits_do(figure):
    assert figures([[figure, "0"], *FULL[1:]])[0][0] == figure.replace("\n", "")


@pytest.mark.parametrize(
    ("rows", "told"),
    {
        "a line beside it is longer": ([["12\n3", "0"], ["45\n6", "789"], ["0", "7"]], ["12|3", "45|6"]),
        "the only one of its table": ([FULL[0], ["0", "12"], FULL[2]], ["123|4", "0"]),
        "shorter than its cell": ([["1\n4", "0"], ["5\n8", "12"], ["0", "7"]], ["1|4", "5|8"]),
    }.values(),
)  # fmt: skip
def test_two_figures_one_above_the_other_stay_two(rows, told):
    assert [row[0] for row in figures(rows)][:2] == told


def test_a_wide_cell_has_two_figures():
    assert figures(FULL, narrow=60)[0] == ["123|4", "0"]


@pytest.mark.parametrize(("labels", "told"), [(LABELS, "1234"), (TWO_ROWS, "123|4")])
def test_two_rows_whose_rule_is_missing_are_not_one(labels, told):
    rows = [["123\n4", "567\n8"], ["567\n89", "12"], ["567\n8", "0"]]
    assert figures(rows, labels)[0][0] == told


@pytest.mark.parametrize(("top", "told"), [(20, "123|4"), (300, "1234")])
def test_a_row_that_a_page_may_have_cut_is_not_known_to_wrap(top, told):
    assert figures([FULL[0], FULL[1], ["567\n8", "0"]], top=top)[0][0] == told
