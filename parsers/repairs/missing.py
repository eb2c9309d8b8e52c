"""This module computes missing and unreadable figures of table 三 where the equations determine them.

The table's 39 equations are an error-correcting code: any three missing figures follow from the
rest, and often many more. A figure is proposed only where no other value is possible; what is
printed is never changed.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from parsers.equations import Instance, equation_instances, judge
from parsers.records import TableRead
from parsers.repairs.proposals import proposal
from schemas.finding import Finding, finding
from schemas.form import FormPlace
from schemas.report import Repair

FIGURES_MISSING = "figures-missing"
_MOST_UNKNOWN = 60  # more holes than the code has checks can never all be filled

# Unknown places with their signs, and their sum
LinearEquation = tuple[dict[FormPlace, int], int]


def recover(read: TableRead) -> tuple[Repair, ...]:
    """Proposals for the places that the equations determine, each with the equations that it occurs in.

    This assumes that every printed figure is right: where an equation between printed figures
    fails, nothing is proposed.
    """
    unknown = _unknown(read)
    every = equation_instances(read.form.version, read.table.name)
    fails = (judge(one, read.values, read.unreadable) is False for one in every)
    if not 0 < len(unknown) <= _MOST_UNKNOWN or any(fails):
        return ()
    open_ = (one for one in every if not unknown.isdisjoint((*one.left, *one.right)))
    usable = [one for one in open_ if _totalled(one, unknown, read)]
    solved = _solve([_equation(instance, unknown, read) for instance in usable])
    return tuple(
        proposal(read, place, int(value), FIGURES_MISSING, usable)
        for place in read.table.places
        if (value := solved.get(place)) is not None and value >= 0 and value.denominator == 1
    )


def open_places(read: TableRead, found: tuple[Repair, ...]) -> Iterator[Finding]:
    """A finding that counts the missing figures which the equations leave open."""
    unknown = _unknown(read)
    left = unknown - {(repair.row, repair.column) for repair in found}
    if left and len(unknown) <= _MOST_UNKNOWN:
        places = " ".join(".".join(place) for place in read.table.places if place in left)
        yield finding("figures-open", read.table.name, f"{len(left)} / {len(unknown)}: {places}")


def _unknown(read: TableRead) -> set[FormPlace]:
    """The places of the form that are not printed, or whose text is no figure; none where no place is printed."""
    return {*read.missing, *read.unreadable.intersection(read.expected)} if read.values else set()


def _totalled(instance: Instance, unknown: set[FormPlace], read: TableRead) -> bool:
    """Whether neither side of an equation is all blank: totals that an agency leaves blank tell nothing."""
    sides = (instance.left, instance.right)
    return all(any(at in unknown or read.values[at] is not None for at in side) for side in sides)


def _equation(instance: Instance, unknown: set[FormPlace], read: TableRead) -> LinearEquation:
    """An equation with its known figures summed: the factor of each unknown, and what they must add up to."""
    terms: dict[FormPlace, int] = {}
    known = 0
    for sign, side in ((1, instance.left), (-1, instance.right)):
        for place in side:
            if place in unknown:
                terms[place] = terms.get(place, 0) + sign
            else:
                known += sign * int(read.values[place] or 0)
    return terms, -known


class _Row(NamedTuple):
    """An equation over fractions: the shares of the unknown places, and their sum."""

    shares: dict[FormPlace, Fraction]
    value: Fraction

    def without(self, pivot: FormPlace, other: "_Row") -> "_Row":
        """The same without a place, whose share in the other row is one."""
        factor = self.shares.get(pivot)
        if not factor:
            return self
        places = sorted(self.shares.keys() | other.shares.keys())
        zero = Fraction()
        left = {
            place: self.shares.get(place, zero) - factor * other.shares.get(place, zero)
            for place in places
        }
        shares = {place: share for place, share in left.items() if share}
        return _Row(shares, self.value - factor * other.value)


def _solve(equations: list[LinearEquation]) -> dict[FormPlace, Fraction]:
    """Gauss-Jordan elimination over exact fractions: the unknowns that the equations determine; none if they contradict."""
    reduced: dict[FormPlace, _Row] = {}
    for terms, total in equations:
        row = _Row({place: Fraction(sign) for place, sign in terms.items()}, Fraction(total))
        for pivot, other in reduced.items():
            row = row.without(pivot, other)
        if not row.shares:
            if row.value:
                return {}
            continue
        pivot, lead = next(iter(row.shares.items()))
        row = _Row({place: share / lead for place, share in row.shares.items()}, row.value / lead)
        reduced = {place: other.without(pivot, row) for place, other in reduced.items()}
        reduced[pivot] = row
    return {pivot: row.value for pivot, row in reduced.items() if len(row.shares) == 1}
