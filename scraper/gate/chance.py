"""This module computes exactly how many reports may get worse in a run by chance.

The rate at which something good turns bad varies between portals and years; it is modelled by a beta
distribution, whose parameters are the numbers of bad and good cases seen so far. Of n cases, the number
that turn bad is then beta-binomial (compare the control charts for proportions with an uncertain rate:
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2; Laney 2002). A number is ordinary if its
probability, or more than it, is above one in a hundred thousand.
"""

from fractions import Fraction
from math import comb
from typing import NamedTuple

_ALARM = Fraction(1, 100_000)
_WEIGHT = 200  # the most reports that a rate is based on, since rates differ between years
_LARGE = 10_000  # reports; larger numbers are scaled down to it
_BITS = 256


class Rate(NamedTuple):
    """How often good turned bad: the parameters of a beta distribution, both at least 1."""

    bad: int
    good: int


KEPT = Rate(1, 199)  # prior: one in 200 existing reports may be lost in a run
NEXT = Rate(1, 9)  # prior: one in 10 agencies may omit in a new report what its previous one had


def learn_rate(prior: Rate, bad: int, seen: int) -> Rate:
    """A rate updated by observations, scaled to at most `_WEIGHT` reports, rounded up in favour of bad.

    >>> learn_rate(NEXT, 0, 30), learn_rate(NEXT, 100, 1000)
    (Rate(bad=1, good=39), Rate(bad=20, good=180))
    """
    whole, bad = prior.bad + prior.good + seen, prior.bad + bad
    if whole <= _WEIGHT:
        return Rate(bad, whole - bad)
    scaled = min(_WEIGHT - 1, -(-bad * _WEIGHT // whole))
    return Rate(scaled, _WEIGHT - scaled)


def loosen_rate(prior: Rate, bad: int, seen: int) -> Rate:
    """The updated rate if it is worse than the prior, else the prior: good runs make the gate no stricter.

    >>> loosen_rate(KEPT, 0, 5000), loosen_rate(KEPT, 5, 100)
    (Rate(bad=1, good=199), Rate(bad=4, good=196))
    """
    worse = bad * (prior.bad + prior.good) > prior.bad * seen
    return learn_rate(prior, bad, seen) if worse else prior


def is_chance(bad: int, of: int, rate: Rate) -> bool:
    """Whether so many bad cases, or more, have a probability above one in a hundred thousand."""
    if bad * (rate.bad + rate.good) <= of * rate.bad:
        return True  # no more than expected
    if of > _LARGE:
        bad, of = bad * _LARGE // of, _LARGE
    return tail_probability(bad, of, rate) > _ALARM


def most_by_chance(of: int, rate: Rate) -> int:
    """The largest number of bad cases that can still be chance.

    >>> most_by_chance(2, KEPT), most_by_chance(7, KEPT), most_by_chance(60, KEPT), most_by_chance(1000, KEPT)
    (2, 3, 7, 61)
    """
    low, high = 0, of
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_chance(middle, of, rate) else (low, middle - 1)
    return low


def tail_probability(bad: int, of: int, rate: Rate) -> Fraction:
    """The probability of so many bad cases or more, rounded up by a relative error of at most 2^-256.

    >>> tail_probability(3, 3, KEPT) == Fraction(1 * 2 * 3, 200 * 201 * 202)
    True
    """
    first = Fraction(
        comb(bad + rate.bad - 1, bad) * comb(of - bad + rate.good - 1, of - bad),
        comb(of + rate.bad + rate.good - 1, of),
    )
    term = total = 1 << _BITS
    for x in range(bad, of):
        above, below = (of - x) * (x + rate.bad), (x + 1) * (of - x - 1 + rate.good)
        term = -(-term * above // below)
        total += term
        if term == 1:  # rounded up: the rest is no more than one each
            return first * Fraction(total + of - x, 1 << _BITS)
    return first * Fraction(total, 1 << _BITS)
