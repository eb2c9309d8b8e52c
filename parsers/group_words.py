"""This module tells the names of the groups of rows of table 三, which the form has in merged cells, and pieces of them."""

import re
from functools import cache, lru_cache

from parsers.text import fold, squeeze
from schemas.form import every_table

SEAMS = "-_/|:;,.>·、—–→\\"  # what may stand between words in one cell
_NUMERAL = re.compile(r"^(?:\([一二三四五六七]\)|[一二三四五六七]、)")


def after_group(text: str) -> str:
    """What follows the name of a group with which a text begins; empty where it begins with none.

    >>> after_group("（三）不予公开：1.属于国家秘密"), after_group("予以公开")
    ('1.属于国家秘密', '')
    """
    squeezed = squeeze(text)
    name = next(filter(squeezed.startswith, _names()), "")
    return squeezed.removeprefix(name).lstrip(SEAMS) if name else ""


@cache
def _names() -> tuple[str, ...]:
    """The names of the groups, with their numbers and without, the longest first."""
    names = {squeeze(label) for label in _groups()}
    return tuple(sorted(names | {_NUMERAL.sub("", name) for name in names}, key=len, reverse=True))


@lru_cache(maxsize=1024)
def is_of_group(text: str) -> bool:
    """Whether a text is a piece of the words in a merged cell of table 三, such as `（三）不` of 不予公开.

    >>> is_of_group("(三)不"), is_of_group("予公开"), is_of_group("(三)"), is_of_group("重复申请")
    (True, True, True, False)
    >>> is_of_group("(一)")  # of 予以公开, which is no merged cell
    False
    """
    piece = _NUMERAL.sub("", number := squeeze(text))
    if not piece:
        return number in _group_numbers()
    return any(piece in group for group in map(fold, _groups()))


@cache
def _groups() -> frozenset[str]:
    return frozenset(label for table in every_table("requests") for label in table.groups)


@cache
def _group_numbers() -> frozenset[str]:
    found = (_NUMERAL.match(squeeze(label)) for label in _groups())
    return frozenset(match[0] for match in found if match)
