"""A table that is printed on its side, columns one below the other, is told, and no figure of it is taken for another."""

from collections.abc import Callable

import pytest

from parsers.form_words import TABLES
from schemas.report import Status
from tests.documents import blocks, differences, read, sample
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
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
        return "\n".join(b if isinstance(b, str) else FLAT[way](b) for b in printed).encode()
    mark = MARKUP[way]
    return "".join(f"<p>{b}</p>" if isinstance(b, str) else mark(b) for b in printed).encode()


@pytest.mark.parametrize("way", ["clean", "Word", "padded pipes", "bare pipes", "tabs"])
@pytest.mark.parametrize(
    ("turn", "name"), [(on_its_side, "requests"), (on_its_side, "disputes"), (a_list, "disputes")]
)
def test_no_figure_of_a_table_on_its_side_is_taken(turn, name, way) -> None:
    report = read(page(turn, name, way))
    assert report.tables[name].status in (Status.ABSENT, Status.DOUBTFUL, Status.PARTIAL)
    assert set(differences(OWN, report).values()) <= {
        (value, None) for value in OWN.figures.values()
    }
