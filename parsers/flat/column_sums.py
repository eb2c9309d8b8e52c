"""This module chooses between ways to cut rows of table 三 that a program ran together, by the sums of its columns."""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from parsers.equations import equation_instances, judge
from parsers.form_words import APPLICANTS
from schemas.form import forms

_TABLE = "requests"
_MOST = 512  # combinations that are tried

Cut = tuple[str, ...]


def choose(rows: Mapping[str, Sequence[Cut]]) -> dict[str, Cut]:
    """The one choice of cuts, a cut for each row, with which every column adds up; empty where none or several do.

    >>> zeros = {key: [("0",) * 7] for key in forms()["2021"].tables["requests"].rows}
    >>> way, other = ("22", "0", "0", "0", "0", "3", "25"), ("2", "20", "0", "0", "0", "3", "25")
    >>> choose(zeros | {"new_requests": [way], "results_total": [way], "granted": [other, way]})["granted"]
    ('22', '0', '0', '0', '0', '3', '25')
    """
    version = next((name for name in forms() if _has_rows(name, rows)), None)
    if version is None or prod(map(len, rows.values())) > _MOST:
        return {}
    choices = (dict(zip(rows, cuts, strict=True)) for cuts in product(*rows.values()))
    fit = [one for one in choices if _adds_up(version, one)]
    return fit[0] if len(fit) == 1 else {}


def _has_rows(version: str, rows: Mapping[str, Sequence[Cut]]) -> bool:
    table = forms()[version].tables.get(_TABLE)
    return table is not None and set(table.rows) == set(rows)


def _adds_up(version: str, cuts: Mapping[str, Cut]) -> bool:
    """Whether the rows, cut so, fulfil every equation between rows."""
    columns = tuple(forms()[version].tables[_TABLE].columns)[:APPLICANTS]
    values = {
        (row, column): int(figure)
        for row, cut in cuts.items()
        for column, figure in zip(columns, cut, strict=True)
    }
    along = (one for one in equation_instances(version, _TABLE) if one.equation.axis == "rows")
    return all(judge(one, values) for one in along)
