"""A table that is printed on its side, columns one below the other, is set upright, unless it has lost a cell."""

from collections.abc import Callable

import pytest

from parsers.form_words import TABLES
from parsers.page import Grid, Span
from parsers.recognise import find_tables
from parsers.tables.shapes import intern_shape, shape_of
from parsers.tables.turned import stand_up
from schemas.report import Status
from tests.documents import blocks, differences, read, sample
from tests.printing.flat import FLAT, flattened
from tests.printing.markup import MARKUP, marked_up
from tests.printing.paper import placed
from tests.printing.tables import Cell, Lines

OWN = sample(3)


def on_its_side(lines: Lines) -> Lines:
    """A table with lines for its columns."""
    found = sorted(placed(lines), key=lambda one: (one[1], one[0]))
    width = max(column + cell.columns for _, column, cell in found)
    turned: Lines = [[] for _ in range(width)]
    for _, column, cell in found:
        turned[column].append(Cell(cell.text, cell.columns, cell.rows))
    return turned


def a_list(lines: Lines) -> Lines:
    """Table 四 as a list: a line for each outcome of each group."""
    _, *groups = on_its_side(lines[:1])[0], *(cell for cell in lines[1] if "起诉" in cell.text)
    names = ["行政复议", *(cell.text for cell in groups)]
    outcomes = [cell.text for cell in lines[1][:5]]
    return [
        [*([Cell(name, rows=5)] if not n else []), Cell(outcome), lines[3][i * 5 + n]]
        for i, name in enumerate(names)
        for n, outcome in enumerate(outcomes)
    ]


def page(turn: Callable[[Lines], Lines], name: str, way: str = "clean") -> bytes:
    """The report, one of its tables turned."""
    names = iter(TABLES)
    printed = (b if isinstance(b, str) or next(names) != name else turn(b) for b in blocks(OWN))
    if way in FLAT:
        return flattened(printed, way).encode()
    mark = MARKUP[way]
    return marked_up(printed, mark).encode()


TURNED = [(on_its_side, "requests"), (on_its_side, "disputes"), (a_list, "disputes")]


@pytest.mark.parametrize("way", ["clean", "Word"])
@pytest.mark.parametrize(("turn", "name"), TURNED)
def test_a_table_on_its_side_is_read_as_any_other(turn, name, way):
    report = read(page(turn, name, way))
    assert report.tables[name].status == Status.PROVED
    assert not differences(OWN, report)


@pytest.mark.parametrize(("turn", "name"), TURNED)
def test_a_figure_changed_on_its_side_breaks_its_own_equations_alone(turn, name):
    def changed(lines: Lines) -> Lines:
        other = [list(line) for line in turn(lines)]
        other[-3][-1] = Cell(str(int(other[-3][-1].text) + 1))
        return other

    report = read(page(changed, name))
    assert report.tables[name].status == Status.CONTRADICTED
    failed = [one.where for one in report.findings if one.code == "equation-failed"]
    assert len(failed) == (2 if name == "requests" else 1)


@pytest.mark.parametrize(("turn", "name"), TURNED)
@pytest.mark.parametrize("at", [2, -2])
def test_no_figure_of_a_table_on_its_side_is_taken_where_a_line_lacks_a_cell(turn, name, at):
    def torn(lines: Lines) -> Lines:
        whole = turn(lines)
        whole[at] = whole[at][:-1]
        return whole

    report = read(page(torn, name))
    assert report.tables[name].status in (Status.ABSENT, Status.DOUBTFUL, Status.PARTIAL)
    assert set(differences(OWN, report).values()) <= {
        (value, None) for value in OWN.figures.values()
    }


@pytest.mark.parametrize("way", ["padded pipes", "bare pipes", "tabs"])
@pytest.mark.parametrize(("turn", "name"), TURNED)
def test_no_figure_of_a_text_on_its_side_is_taken_for_another(turn, name, way):
    report = read(page(turn, name, way))
    assert set(differences(OWN, report).values()) <= {
        (value, None) for value in OWN.figures.values()
    }


def test_a_cell_of_a_table_on_its_side_is_found_where_it_stands_in_print():
    lines = (("行政复议", "结果维持", "7"), ("结果纠正", "8"), ("其他结果", "9"))
    grid = Grid(lines, {(0, 0): Span(3, 1)})
    (part,) = find_tables([grid])
    assert part.grid.lines == (("行政复议",), ("结果维持", "结果纠正", "其他结果"), ("7", "8", "9"))
    assert [part.grid.origin(2, cell) for cell in range(3)] == [(0, 2), (1, 1), (2, 1)]


UPRIGHT = {
    "three outcomes beside their figures in a line": (
        ("行政复议", "结果维持", "1", "结果纠正", "2", "其他结果", "3"),
        ("行政诉讼", "结果维持", "4", "结果纠正", "5", "其他结果", "6"),
    ),
    "one row of 三 by who asked": (
        ("申请人", "本年新收政府信息公开申请数量"),
        ("自然人", "5"), ("商业企业", "1"), ("科研机构", "0"), ("法律服务机构", "2"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", UPRIGHT.values(), ids=UPRIGHT)
def test_what_lies_on_no_side_is_not_set_upright(lines):
    grid = Grid(lines, {})
    assert stand_up(grid, intern_shape(shape_of(grid))) == []
