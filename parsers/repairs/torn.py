"""This module rejoins figures that the end of a page, or a reader, tore in two.

`469135|46` may be two figures or one. It is taken for one where joining all such pairs makes all
equations true.
"""

import re

from parsers.equations import equation_instances, equations_of, judge
from parsers.figures import Value
from parsers.records import TableRead
from parsers.tables.by_labels import Place
from parsers.tables.reading import texts_by_column
from schemas.report import Repair

FIGURES_TORN = "figures-torn"
_TORN = re.compile(r"(\d{1,15})\|(\d{1,15})")


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
