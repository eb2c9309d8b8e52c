"""This module tells the columns of a row of table 二 whose header a copy has lost.

As where it removes lines that are printed twice, and cells of the row with it: what else the table
prints tells its form, and the form how many cells the row has.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from parsers.recognise import Line, Part
from schemas.form import Table, forms


class Evidence(NamedTuple):
    """What a table prints: the columns that each header names, whether all its words are known; its rows."""

    headers: frozenset[tuple[tuple[str, ...], bool]]
    rows: frozenset[str]


def form_evidence(parts: Iterable[Part]) -> Evidence:
    """All that the lines of a table tell of its form."""
    lines = [line for part in parts for line in part.like]
    headers = (_header(line) for line in lines if line.kind == "header")
    rows = (line.roles[line.label].row for line in lines if line.kind == "row")
    return Evidence(frozenset(one for one in headers if one[0]), frozenset(filter(None, rows)))


def _header(line: Line) -> tuple[tuple[str, ...], bool]:
    columns = tuple(role.column for role in line.roles if role.column)
    whole = all(role.known or not cell for cell, role in zip(line.cells, line.roles, strict=True))
    return columns, whole


@lru_cache(maxsize=512)
def columns_without_header(
    row: str, printed: int, evidence: Evidence, is_grid: bool
) -> tuple[str, ...] | None:
    """The columns of a row of so many cells, where what its table prints leaves one form.

    `is_grid`: the source keeps its cells. Elsewhere a lone figure may have lost others beside it, so
    that without any header it is of no form.
    """
    found = {
        one.rows[row].columns
        for form in forms().values()
        if (one := form.tables.get("disclosures")) and row in one.rows and _fits(one, evidence)
    }
    fitting = {columns for columns in found if len(columns) == printed}
    if len(fitting) != 1 or (printed == 1 < len(found) and not is_grid):
        return None
    return fitting.pop()


def _fits(form: Table, evidence: Evidence) -> bool:
    blocks = {line.columns for line in form.rows.values()}
    return evidence.rows <= form.rows.keys() and all(
        columns in blocks if whole else any(set(columns) <= set(block) for block in blocks)
        for columns, whole in evidence.headers
    )
