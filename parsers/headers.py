"""This module turns the words above a table into its columns from left to right.

A word that no form knows has a column all the same: it is kept, marked, so that the others stay in
their places.
"""

from functools import lru_cache

from parsers.reading import columns_of
from schemas.form import forms

COLUMNS = tuple(forms()["2021"].tables["requests"].columns)
GROUP = "法人或其他组织"
GROUPS = frozenset((GROUP, "法人及其他组织"))  # what may stand over the organisations
UNKNOWN = "?"  # before a header that no form knows
_ORGANISATIONS = frozenset(COLUMNS[1:-1])


def disclosed(row: str, header: tuple[str, ...], printed: int) -> tuple[str, ...] | None:
    """The columns of a row of table 二; without a header, only where one form alone fits."""
    known = tuple(None if key.startswith(UNKNOWN) else key for key in header)
    return columns_of(row, known or (None,) * printed)


def applicants(header: tuple[str, ...], printed: int) -> tuple[str, ...] | None:
    """The columns of table 三 in printed order, those that no form has where a row has cells for them."""
    whole = _in_order(header)
    keys = tuple(key for key in whole if not key.startswith(UNKNOWN))
    if set(keys) != set(COLUMNS) or len(keys) != len(COLUMNS):
        return None
    return whole if printed >= len(whole) else keys


@lru_cache(maxsize=256)
def _in_order(header: tuple[str, ...]) -> tuple[str, ...]:
    """The header's columns from left to right: the organisations stand where their group does.

    What follows an organisation and is no column of the form is one among them, as is a second total;
    what is headed before all others stands at the end.
    """
    inner: list[str] = []
    outer: list[str] = []
    last: list[str] = []
    among = False
    for key in header:
        unknown = key.startswith(UNKNOWN)
        among = key in _ORGANISATIONS or (among and (unknown or key in outer))
        name = UNKNOWN + key if among and key in outer else key
        (inner if among else last if unknown and not outer else outer).append(name)
    place = _group(outer) if inner else None
    if place is None:
        return header
    return (*outer[:place], *inner, *outer[place + 1 :], *last)


def _group(outer: list[str]) -> int | None:
    """Where the word over the organisations stands: any one word between 自然人 and 总计 is it."""
    if GROUP in outer:
        return outer.index(GROUP)
    first, last = COLUMNS[0], COLUMNS[-1]
    alone = len(outer) == 3 and (outer[0], outer[2]) == (first, last)
    return 1 if alone and outer[1].startswith(UNKNOWN) else None
