"""What is printed is read back as it was printed, and no page is called proved that is not due it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.form import Form
from tests.pressed import UNHURT, compared, counted, keeps_blanks, press
from tests.printing.tables import all_forms
from tests.printing.wounds import WOUNDS
from tests.render import Layout, layouts, true_figures

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 99_999), st.just(11_398_889))


@st.composite
def figures(draw: st.DrawFn, form: Form, layout: Layout) -> dict:
    """Figures of a true report, some places of which hold anything that an agency may type."""
    true = true_figures(form, draw(st.integers(0, 10**6)))
    counts = st.one_of(st.none(), COUNTS) if keeps_blanks(layout) else COUNTS
    true |= draw(st.dictionaries(st.sampled_from(list(true)), counts, max_size=12))
    money = [place for place in true if place[2] == "amount"]
    return true | {
        place: draw(st.decimals(0, 10**6, places=4).map(lambda d: Decimal(f"{d:f}")))
        for place in money
        if true[place] is not None
    }


@settings(max_examples=25)
@given(st.data(), st.sampled_from(all_forms()), layouts())
def test_printing_and_reading_back_is_the_identity(data, form, layout):
    page = press(form, data.draw(figures(form, layout)), layout)
    assert [told for _, told in compared(page) if told] == []


@pytest.mark.parametrize("kind", WOUNDS)
def test_what_a_wound_leaves_is_read_and_what_it_took_is_not_made_up(kind):
    counts, wrong = counted(20 if kind == UNHURT else 8, kind, first=10_000)
    assert wrong == []
    assert counts["cells right"] > 90 * counts["pages"]


@pytest.mark.slow
def test_two_thousand_pages_in_random_layouts_and_damage():
    counts, wrong = counted(2000)
    assert wrong == []
    assert counts["statuses right"] == 3 * 2000
