"""This module tells the names of the groups of rows of table 三, which the form has in merged cells, and pieces of them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from parsers.text import fold, squeeze
from schemas.form import every_table

_DEEPEST = 2  # groups around a row: 三、本年度办理结果 and （三）不予公开
SEAMS = "-_/|:;,.>·、—–→\\"  # what may stand between words in one cell
_NUMERAL = re.compile(r"^(?:\([一二三四五六七]\)|[一二三四五六七]、)")


def after_groups(text: str) -> Iterator[str]:
    """What follows the name of a group with which a text begins, and what follows the name of one in that group.

    >>> list(after_groups("三、本年度办理结果（三）不予公开：1.属于国家秘密")), list(after_groups("予以公开"))
    (['(三)不予公开:1.属于国家秘密', '1.属于国家秘密'], [])
    """
    rest = squeeze(text)
    for _ in range(_DEEPEST):
        name = next(filter(rest.startswith, _names()), "")
        rest = rest.removeprefix(name).lstrip(SEAMS) if name else ""
        if not rest:
            return
        yield rest


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
