"""This module doubts rows of table 三 whose figures may stand one cell too far left.

A copy that leaves out a blank cell and fills the row up at its end puts the total under 其他.
"""

from collections.abc import Mapping

from parsers.figures import Value
from parsers.tables.by_labels import Place
from parsers.tables.headers import COLUMNS
from parsers.tables.reading import Reading

*_TERMS, _LAST, _TOTAL = COLUMNS


def doubt_moved_figures(reading: Reading, values: Mapping[Place, Value]) -> None:
    """Doubt each row whose total is blank while the figure before it is the sum of the others.

    In a table that leaves most totals blank, one that is blank says nothing.
    """
    totals = [values.get((row, _TOTAL)) for row in reading.rows]
    if 2 * totals.count(None) > len(totals):
        return
    for row, read in reading.rows.items():
        if values.get((row, _TOTAL), 0) is None and (last := values.get((row, _LAST))):
            terms = (values.get((row, column)) or 0 for column in _TERMS)
            if sum(terms) == last:
                where = f"{reading.table}.{row}.{_TOTAL}"
                reading.doubt("figures-moved", where, " | ".join(read.texts), read.place(_LAST))
