"""This module tells whether equations vouch for figures that OCR has read.

OCR makes systematic errors: it may read every 1 as a 7, and where each sum has only one term, all
equations still hold. So each digit is exchanged for each other, everywhere and along single rows
and columns; the figures are proved only if every exchange breaks an equation.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from parsers import proof
from parsers.equations import Instance, Supposed, equation_instances, judge
from parsers.figures import Value
from parsers.records import TableRead
from parsers.tables.by_labels import Place
from schemas.finding import Finding
from schemas.report import Status, TableResult

_DIGITS = "0123456789"
_ENOUGH = 30  # equations: table 三 alone is a code that finds several errors


def prove(name: str, read: TableRead | None) -> tuple[TableResult, tuple[Finding, ...]]:
    """Prove a table; one read by OCR is proved only where the equations vouch for each digit."""
    result, findings = proof.prove(name, read)
    if read is None or not read.recognised or result.status is not Status.PROVED:
        return result, findings
    if are_digits_vouched(read, equation_instances(read.form.version, name)):
        return result, findings
    return result.model_copy(update={"status": Status.CONSISTENT}), findings


def are_digits_vouched(read: TableRead, every: Sequence[Instance]) -> bool:
    """Whether any digit taken for another, everywhere or along a line, would break an equation."""
    if len(every) < _ENOUGH:
        return False
    printed = [place for place, value in read.values.items() if value is not None]
    return all(
        any(judge(instance, Supposed(values, read.unreadable)) is False for instance in every)
        for within in _lines(printed)
        for values in _exchanges(read.values, within)
    )


def _lines(places: list[Place]) -> Iterator[list[Place]]:
    """All the places, then those of each row and of each column."""
    yield places
    key: Callable[[Place], str]
    for key in (lambda place: place[0], lambda place: place[1]):
        for line in dict.fromkeys(map(key, places)):
            yield [place for place in places if key(place) == line]


def _exchanges(values: dict[Place, Value], within: list[Place]) -> Iterator[dict[Place, Value]]:
    """The figures with each digit exchanged for each other digit, at the given places."""
    texts = {place: str(values[place]) for place in within}
    for old in _DIGITS:
        affected = {place: text for place, text in texts.items() if old in text}
        for new in _DIGITS if affected else "":
            if new != old:
                changed = {
                    place: Decimal(text.replace(old, new)) for place, text in affected.items()
                }
                yield {**values, **changed}
