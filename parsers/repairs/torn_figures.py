"""This module joins figures that may be one or two: `469135|46`, as where the end of a page cuts a cell.

They are taken for one where joining all such pairs makes all equations true.
"""

import re

from parsers.equations import equation_instances, judge
from parsers.figures import Value
from parsers.records import TableRead
from parsers.repairs.proposals import proposal
from parsers.tables.by_labels import Place
from parsers.tables.reading import texts_by_column
from schemas.report import Repair

FIGURES_TORN = "figures-torn"
_TORN = re.compile(r"(\d{1,15})\|(\d{1,15})")


def rejoin(read: TableRead) -> tuple[Repair, ...]:
    """The torn figures joined, where every equation is then true and each figure occurs in one that was judged."""
    whole: dict[Place, Value] = {}
    for row, column in read.unreadable:
        if match := _TORN.fullmatch(texts_by_column(read.placed[row])[column]):
            whole[row, column] = int(match[1] + match[2])
    if not whole:
        return ()
    values, unreadable = {**read.values, **whole}, read.unreadable - whole.keys()
    every = equation_instances(read.form.version, read.table.name)
    judged = [judge(one, values, unreadable) for one in every]
    held = [one for one, holds in zip(every, judged, strict=True) if holds]
    vouched = {place for one in held for place in (*one.left, *one.right)}
    if False in judged or not whole.keys() <= vouched:
        return ()
    torn = [(place, int(whole[place] or 0)) for place in read.table.places if place in whole]
    return tuple(proposal(read, place, figure, FIGURES_TORN, held) for place, figure in torn)
