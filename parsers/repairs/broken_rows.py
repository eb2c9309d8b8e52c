"""This module mends rows from which a copy dropped the blank cells, and figures that it tore in two.

`(一)予以公开 3 3` has lost five blanks. The equations of its row and of its columns may leave one
way to place the two figures, which is then proposed; if they leave several, nothing is. `469135|46`
may be two figures or one: it is taken for one where joining all such pairs makes all equations true.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod

from parsers.equations import Instance, equation_instances, equations_of, judge
from parsers.figures import Value
from parsers.records import TableRead
from parsers.tables.by_labels import Place
from parsers.tables.reading import RowRead, texts_by_column
from parsers.text import number
from schemas.finding import Finding, finding
from schemas.report import Repair

BLANKS_DROPPED = "blanks-dropped"
_MOST_TRIED = 20_000  # ways to place all short rows together

Placing = dict[Place, Value]
FIGURES_TORN = "figures-torn"
_TORN = re.compile(r"(\d{1,15})\|(\d{1,15})")


def place_short_rows(
    name: str, read: TableRead | None
) -> tuple[tuple[Repair, ...], tuple[Finding, ...]]:
    """Proposals for the figures of short rows, where only one placing makes all equations true.

    Where several do, the finding counts them; where there are too many to try, it says so.
    """
    if read is None or not read.short or not read.table.equations:
        return (), ()
    every = equation_instances(read.form.version, name)
    ways = [list(_ways(row, short, every)) for row, short in read.short.items()]
    if prod(map(len, ways)) > _MOST_TRIED:
        return (), (finding("blanks-many", name),)
    fitting = list(_fitting(every, read, ways))
    if len(fitting) == 1:
        return tuple(_repairs(name, fitting[0], every)), ()
    return (), (finding("blanks-dropped", name, str(len(fitting))),)


def _fitting(
    every: tuple[Instance, ...], read: TableRead, ways: Sequence[Sequence[Placing]]
) -> Iterator[Placing]:
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


def _repairs(name: str, placing: Placing, every: tuple[Instance, ...]) -> Iterator[Repair]:
    for (row, column), value in placing.items():
        if value is not None:
            place = (row, column)
            yield Repair(
                table=name,
                row=row,
                column=column,
                printed=str(value),
                proposed=int(value),
                assumes=BLANKS_DROPPED,
                equations=equations_of(name, place, every),
            )


def rejoin(name: str, read: TableRead | None) -> tuple[Repair, ...]:
    """The torn figures joined, where every equation is then true and each figure occurs in one that was judged."""
    if read is None or not read.table.equations:
        return ()
    torn = {
        place: match for place in read.unreadable if (match := _TORN.fullmatch(_text(place, read)))
    }
    if not torn:
        return ()
    whole: dict[Place, Value] = {place: int(match[1] + match[2]) for place, match in torn.items()}
    values, unreadable = {**read.values, **whole}, read.unreadable - whole.keys()
    every = [
        (one, judge(one, values, unreadable)) for one in equation_instances(read.form.version, name)
    ]
    held = [one for one, holds in every if holds]
    if any(holds is False for _, holds in every):
        return ()
    vouched = {place for one in held for place in (*one.left, *one.right)}
    if not whole.keys() <= vouched:
        return ()
    return tuple(
        Repair(
            table=name,
            row=place[0],
            column=place[1],
            printed=_text(place, read),
            proposed=whole[place],
            assumes=FIGURES_TORN,
            equations=equations_of(name, place, held),
            place=read.placed[place[0]].place(place[1]),
        )
        for place in read.table.places
        if place in whole
    )


def _text(place: Place, read: TableRead) -> str:
    return texts_by_column(read.placed[place[0]])[place[1]]
