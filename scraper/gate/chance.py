"""This module computes, exactly, how many reports may change in a run before it is no longer chance.

What has been good turns bad at a rate that differs from portal to portal and from year to year: a
beta distribution, whose two weights are the bad and the good seen so far. The number that turns bad of
n is then beta-binomial (Pólya's urn), the control chart for shares with a rate that is not known
for certain (NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2; Laney 2002 for a rate that
varies). No more than ordinary is whatever has a chance above one in a hundred thousand.
"""

from fractions import Fraction
from math import comb
from typing import NamedTuple

ALARM = Fraction(1, 100_000)
WEIGHT = 200  # reports that a rate is believed to rest on, however many there are: years differ
_LARGE = 10_000  # of more reports the rate alone decides, and no longer their number
_BITS = 256


class Rate(NamedTuple):
    """How often good turned bad: the weights of the two outcomes, both at least 1."""

    bad: int
    good: int


KEPT = Rate(1, 199)  # of what is there, a two-hundredth may be gone at the next run
NEXT = Rate(1, 9)  # a tenth of agencies may print next year what they did not print this year


def learn_rate(prior: Rate, bad: int, seen: int) -> Rate:
    """A rate with what was seen of it taken in, at most WEIGHT reports in all, rounded to the bad.

    >>> learn_rate(NEXT, 0, 30), learn_rate(NEXT, 100, 1000)
    (Rate(bad=1, good=39), Rate(bad=20, good=180))
    """
    whole, bad = prior.bad + prior.good + seen, prior.bad + bad
    if whole <= WEIGHT:
        return Rate(bad, whole - bad)
    scaled = min(WEIGHT - 1, -(-bad * WEIGHT // whole))
    return Rate(scaled, WEIGHT - scaled)


def loosen_rate(prior: Rate, bad: int, seen: int) -> Rate:
    """The rate that was seen where it is worse than the prior: nobody is held to a quiet past.

    >>> loosen_rate(KEPT, 0, 5000), loosen_rate(KEPT, 5, 100)
    (Rate(bad=1, good=199), Rate(bad=4, good=196))
    """
    worse = bad * (prior.bad + prior.good) > prior.bad * seen
    return learn_rate(prior, bad, seen) if worse else prior


def is_chance(bad: int, of: int, rate: Rate) -> bool:
    """Whether so many bad ones, or more, have a chance above one in a hundred thousand."""
    if bad * (rate.bad + rate.good) <= of * rate.bad:
        return True  # no more than expected
    if of > _LARGE:
        bad, of = bad * _LARGE // of, _LARGE
    return tail_probability(bad, of, rate) > ALARM


def most_by_chance(of: int, rate: Rate) -> int:
    """The most bad ones that are still chance.

    >>> most_by_chance(2, KEPT), most_by_chance(7, KEPT), most_by_chance(60, KEPT), most_by_chance(1000, KEPT)
    (2, 3, 7, 61)
    """
    low, high = 0, of
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_chance(middle, of, rate) else (low, middle - 1)
    return low


def tail_probability(bad: int, of: int, rate: Rate) -> Fraction:
    """The chance of so many bad ones or more, never less than it is, by 2^-256 of it at most more.

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
