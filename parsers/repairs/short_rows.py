"""This module places the figures of rows from which a copy dropped the blank cells.

`(一)予以公开 3 3` has lost five blanks. The equations of its row and of its columns may leave one
way to place the two figures, which is then proposed; if they leave several, nothing is.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod

from parsers.equations import Instance, equation_instances, judge
from parsers.figures import Value
from parsers.numbers import number
from parsers.records import TableRead
from parsers.repairs.proposals import proposal
from parsers.tables.reading import RowRead
from schemas.finding import Finding, finding
from schemas.form import FormPlace
from schemas.report import Repair

BLANKS_DROPPED = "blanks-dropped"
_MOST_TRIED = 20_000  # ways to place all short rows together

Placing = dict[FormPlace, Value]


def place_short_rows(read: TableRead) -> tuple[tuple[Repair, ...], tuple[Finding, ...]]:
    """Proposals for the figures of short rows, where only one placing makes all equations true.

    Where several do, the finding counts them; where there are too many to try, it says so.
    """
    name = read.table.name
    if not read.short:
        return (), ()
    every = equation_instances(read.form.version, name)
    ways = [list(_ways(row, short, every)) for row, short in read.short.items()]
    if prod(map(len, ways)) > _MOST_TRIED:
        return (), (finding("blanks-many", name),)
    fitting = list(_fitting(every, read, ways))
    if len(fitting) != 1:
        return (), (finding(BLANKS_DROPPED, name, str(len(fitting))),)
    placed = [(place, int(value)) for place, value in fitting[0].items() if value is not None]
    proposed = (proposal(read, place, value, BLANKS_DROPPED, every) for place, value in placed)
    return tuple(one.model_copy(update={"printed": str(one.proposed)}) for one in proposed), ()


def _fitting(
    every: tuple[Instance, ...], read: TableRead, ways: Sequence[Sequence[Placing]]
) -> Iterator[Placing]:
    """The placings of all rows, one way for each, under which no equation is false."""
    for chosen in product(*ways):
        placing = {place: value for one in chosen for place, value in one.items()}
        values = read.values | placing
        judged = [judge(instance, values) for instance in every]
        if False not in judged and any(judged):
            yield placing


def _ways(row: str, short: RowRead, every: tuple[Instance, ...]) -> Iterator[Placing]:
    """Every way to place a row's cells, in their order, in which the row adds up to its total."""
    figures = [number(text).value for text in short.texts]
    own = [instance for instance in every if instance.along == row]
    for columns in combinations(range(len(short.columns)), len(figures)):
        placed = dict(zip(columns, figures, strict=True))
        way: Placing = {(row, key): placed.get(i) for i, key in enumerate(short.columns)}
        if all(judge(instance, way) for instance in own):
            yield way
