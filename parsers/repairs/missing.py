"""This module computes missing and unreadable figures of table 三 where the equations determine them.

The table's 39 equations are an error-correcting code: any three missing figures follow from the
rest, and often many more. A figure is proposed only where no other value is possible; what is
printed is never changed.
"""

from collections.abc import Iterator
from fractions import Fraction

from parsers.equations import Instance, equation_instances, judge
from parsers.records import TableRead
from parsers.repairs.proposals import proposal
from parsers.tables.by_labels import Place
from schemas.finding import Finding, finding
from schemas.report import Repair

FIGURES_MISSING = "figures-missing"
_MOST_UNKNOWN = 60  # more holes than the code has checks can never all be filled

Equation = tuple[dict[Place, int], int]  # the unknown places with their signs, and their sum


def recover(read: TableRead) -> tuple[Repair, ...]:
    """Proposals for the places that the equations determine, each with the equations that it occurs in.

    This assumes that every printed figure is right: where an equation between printed figures
    fails, nothing is proposed.
    """
    unknown = _unknown(read)
    every = equation_instances(read.form.version, read.table.name)
    if not 0 < len(unknown) <= _MOST_UNKNOWN or any(
        judge(i, read.values, read.unreadable) is False for i in every
    ):
        return ()
    open_ = (i for i in every if not unknown.isdisjoint((*i.left, *i.right)))
    usable = [i for i in open_ if _totalled(i, unknown, read)]
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
        places = " ".join(f"{r}.{c}" for r, c in read.table.places if (r, c) in left)
        yield finding("figures-open", read.table.name, f"{len(left)} / {len(unknown)}: {places}")


def _unknown(read: TableRead) -> set[Place]:
    """The places of the form that are not printed, or whose text is no figure; none where no place is printed."""
    return {*read.missing, *read.unreadable.intersection(read.expected)} if read.values else set()


def _totalled(instance: Instance, unknown: set[Place], read: TableRead) -> bool:
    """Whether neither side of an equation is all blank: totals that an agency leaves blank tell nothing."""
    return all(
        any(place in unknown or read.values[place] is not None for place in side)
        for side in (instance.left, instance.right)
    )


def _equation(instance: Instance, unknown: set[Place], read: TableRead) -> Equation:
    terms: dict[Place, int] = {}
    known = 0
    for sign, side in ((1, instance.left), (-1, instance.right)):
        for place in side:
            if place in unknown:
                terms[place] = terms.get(place, 0) + sign
            else:
                known += sign * int(read.values[place] or 0)
    return terms, -known


def _solve(equations: list[Equation]) -> dict[Place, Fraction]:
    """Gauss-Jordan elimination over exact fractions: the unknowns that the equations determine."""
    rows = [({p: Fraction(s) for p, s in terms.items()}, Fraction(v)) for terms, v in equations]
    reduced: list[tuple[Place, dict[Place, Fraction], Fraction]] = []
    for row_terms, row_value in rows:
        terms, value = dict(row_terms), row_value
        for pivot, other, total in reduced:
            if factor := terms.get(pivot):
                terms, value = _minus(terms, other, factor), value - factor * total
        if not terms:
            if value:
                return {}
            continue
        pivot, lead = next(iter(terms.items()))
        terms = {place: share / lead for place, share in terms.items()}
        value /= lead
        reduced = [
            (p, _minus(o, terms, f), t - f * value) if (f := o.get(pivot)) else (p, o, t)
            for p, o, t in reduced
        ]
        reduced.append((pivot, terms, value))
    return {pivot: total for pivot, terms, total in reduced if len(terms) == 1}


def _minus(
    terms: dict[Place, Fraction], other: dict[Place, Fraction], factor: Fraction
) -> dict[Place, Fraction]:
    places = terms.keys() | other.keys()
    left = {p: terms.get(p, Fraction()) - factor * other.get(p, Fraction()) for p in places}
    return {place: share for place, share in sorted(left.items()) if share}
