"""What is remembered of a table's shape never changes how its figures are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.form_words import TABLES, known_words
from parsers.numbers import number
from parsers.page import Grid
from parsers.readers import html
from parsers.recognise import find_tables
from parsers.tables import agreement
from parsers.tables.shapes import example_grid, shape_of
from tests.printing.damage import HARMLESS
from tests.render import Layout, layouts, specimen


def grids(layout: Layout, seed: int) -> tuple[Grid, ...]:
    return html.read(specimen(seed, layout).text).grids


@settings(max_examples=30)
@given(
    layout=layouts().filter(lambda one: not one.flat and "split" not in one.markup),
    seed=st.integers(0, 500),
    other=st.integers(0, 500),
)
def test_a_table_of_a_known_shape_is_read_as_if_it_were_the_first(layout, seed, other):
    find_tables(grids(layout, other))  # so that the shape is known
    found = find_tables(grids(layout, seed))
    for name in TABLES:
        mine = [part for part in found if part.table == name]
        assert agreement.read(name, mine) == agreement._afresh(name, mine)


@pytest.mark.parametrize("damage", sorted(HARMLESS))
def test_grids_that_differ_in_figures_alone_have_one_shape(damage):
    layout = Layout(damage=damage)
    full = [{t for line in g.lines for t in line} for g in grids(layout, 1)]
    assert any(number(text).value for texts in full for text in texts)
    first, second = (
        [
            shape_of(example_grid(shape_of(grid), place))
            for place, grid in enumerate(grids(layout, 1))
        ]
        for _ in range(2)
    )
    assert first == second == [shape_of(grid) for grid in grids(layout, 1)]


def test_a_blank_a_dash_and_a_word_are_shape_and_a_figure_is_not():
    printed = [shape_of(Grid((("国家秘密", text),))) for text in ("1", "25", "", "—", "无此项")]
    assert printed[0] == printed[1]
    assert len(set(printed)) == 4


def test_a_row_printed_twice_is_compared_by_its_own_figures():
    """Two such rows agree or not by their figures, so their shape is never taken as well read."""

    def found(twice: str) -> tuple[Grid, ...]:
        text = specimen(3, Layout()).text
        at = text.rindex("<tr", 0, text.index("结转下年度继续办理"))
        line = text[at : text.index("</tr>", at) + 5]
        again = line if twice == "equal" else line.replace("</td></tr>", "1</td></tr>")
        return html.read(text.replace(line, line + again, 1)).grids

    for twice, sound in (("equal", True), ("other", False)):
        mine = [part for part in find_tables(found(twice)) if part.table == "requests"]
        assert agreement.read("requests", mine).sound is sound


def test_no_word_of_a_form_reads_as_a_figure():
    assert not [word for word in known_words() if number(word).state == "number"]
