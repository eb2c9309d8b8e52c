"""This module tests that recognised figures are proved only where the equations say what they are."""

import pytest

from parsers import equations, proof
from schemas.report import Status
from tests.figures import balanced, read_requests


def recognised(figures: dict[tuple[str, str], int]) -> Status:
    read = read_requests(dict(figures))
    assert proof.prove("requests", read)[0].status is Status.PROVED
    return proof.prove("requests", read._replace(recognised=True))[0].status


@pytest.mark.parametrize("seed", range(3))
def test_a_table_of_many_figures_is_vouched_for(seed):
    assert recognised(balanced(seed)) is Status.PROVED


def one_request(count: int) -> dict[tuple[str, str], int]:
    """A table of one applicant's requests, all granted: each sum has one term."""
    figures = dict.fromkeys(balanced(0), 0)
    for row in ("new_requests", "granted", "results_total"):
        figures[row, "natural_person"] = figures[row, "total"] = count
    return figures


@pytest.mark.parametrize("count", [1, 7, 12])
def test_a_table_in_which_every_1_may_be_a_7_is_not(count):
    assert recognised(one_request(count)) is Status.CONSISTENT


def test_the_same_table_from_a_text_is_proved():
    read = read_requests(dict(one_request(1)))
    assert proof.prove("requests", read)[0].status is Status.PROVED


def test_a_table_of_few_equations_is_never_proved_from_a_picture():
    read = read_requests(dict(balanced(1)))
    every = equations.equation_instances("2021", "requests")
    assert proof.are_digits_vouched(read, every)
    assert not proof.are_digits_vouched(read, every[:29])
