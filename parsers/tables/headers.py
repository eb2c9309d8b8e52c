"""This module turns the headers above a table into its columns, from left to right.

A word that no form knows is a column too: it is kept, marked as unknown, so that the others stay in
their places.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise

from parsers.tables.reading import columns_of
from schemas.form import forms

Header = tuple[tuple[str, ...], ...]  # the lines of words above a row, each from left to right
COLUMNS = tuple(forms()["2021"].tables["requests"].columns)
GROUP = "法人或其他组织"
GROUPS = frozenset((GROUP, "法人及其他组织"))  # what may stand over the organisations
# What agencies print over the labels of a table, where the form has a blank or a note.
CORNERS = frozenset((
    "序号", "项目", "类别", "类型", "分类", "指标", "内容", "事项", "名称", "指标名称", "项目名称", "统计指标", "统计项目",
    "申请情况", "办理情况", "申请类型", "处理情况", "办理结果",
))  # fmt: skip
SUBTOTAL = "小计"  # of the organisations, which no form has
UNKNOWN = "?"  # before a header that no form knows
_ORGANISATIONS = frozenset(COLUMNS[1:-1])


def disclosure_columns(row: str, header: tuple[str, ...]) -> tuple[str, ...] | None:
    """The columns of a row of table 二 under its header."""
    return columns_of(row, tuple(None if key.startswith(UNKNOWN) else key for key in header))


def request_columns(header: Header, printed: int) -> tuple[str, ...] | None:
    """The columns of table 三 in printed order; unknown ones are included where a row has cells for them.

    A last line that names all columns is the whole header: a copy has repeated in it what spans
    lines.
    """
    whole = COLUMNS if _is_whole(header[-1:]) else _in_order(header)
    keys = tuple(key for key in whole if not key.startswith(UNKNOWN))
    if set(keys) != set(COLUMNS) or len(keys) != len(COLUMNS):
        return None
    return whole if printed >= len(whole) else keys


def _is_whole(lines: Header) -> bool:
    """Whether a line names all columns in order, after the word over the organisations or words that no form knows."""
    line = lines[0] if lines else ()
    before = line[: -len(COLUMNS)]
    known = [key for key in before if key != GROUP and not key.startswith(UNKNOWN)]
    return line[len(before) :] == COLUMNS and not known


def partial_request_columns(header: Header, printed: int) -> tuple[str, ...] | None:
    """The columns of a table 三 that omits some, if each is named once and has a cell."""
    keys = _in_order(header)
    whole = printed == len(keys) == len(set(keys)) and set(keys) < set(COLUMNS)
    return keys if whole else None


def assumed_request_columns(header: Header, printed: int) -> tuple[str, ...]:
    """The columns to assume under an unreadable header: the form's, unless two years are side by side."""
    words = [key for line in header for key in line if key in _ORGANISATIONS]
    two = len(words) > len(set(words)) and printed >= 2 * len(COLUMNS)
    return () if two else COLUMNS


@lru_cache(maxsize=256)
def _in_order(header: Header) -> tuple[str, ...]:
    """The columns of a header from left to right: the organisations are in the place of their group.

    An unknown word beside an organisation, or a second total after one, is taken for one of them. A
    word that stands before all others is placed at the end.
    """
    inner: list[str] = []
    outer: list[str] = []
    last: list[str] = []
    among = False
    for key, begins in _with_lines(header):
        among = among or begins
        unknown = key.startswith(UNKNOWN)
        among = key in _ORGANISATIONS or (among and (unknown or key in outer))
        name = UNKNOWN + key if among and key in outer else key
        (inner if among else last if unknown and not outer else outer).append(name)
    place = _group(outer) if inner else None
    if _has_group_apart(header):
        return COLUMNS
    if _is_open(header) or _is_scattered(header):
        return ()
    if place is None:
        return tuple(chain.from_iterable(header))
    return (*outer[:place], *inner, *outer[place + 1 :], *last)


def _has_group_apart(header: Header) -> bool:
    """Whether the word over the organisations is lost or on a line of its own: 自然人 and 总计 in the next, they below."""
    lines = tuple(line for line in header if line and line != (GROUP,))
    return lines == ((COLUMNS[0], COLUMNS[-1]), COLUMNS[1:-1])


def _is_open(header: Header) -> bool:
    """Whether a copy put a word in one line that may stand under 总计 as well as before 商业企业."""
    both = pairwise(header[0]) if len(header) == 1 else ()
    return any(
        key.startswith(UNKNOWN) and after == COLUMNS[1] and COLUMNS[-1] in header[0][:at]
        for at, (key, after) in enumerate(both)
    )


def _is_scattered(header: Header) -> bool:
    """Whether the organisations' group stands before 自然人, in the one line into which a copy put all, or in another."""
    group = next((at for at, line in enumerate(header) if GROUP in line), len(header))
    first = next((at for at, line in enumerate(header) if COLUMNS[0] in line), -1)
    if group != first:
        return group < first
    line = header[group]
    return len(header) == 1 and line.index(GROUP) < line.index(COLUMNS[0])


def _with_lines(header: Header) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it is an unknown or known first word of a line of organisations."""
    for line in header:
        known = next((key for key in line if not key.startswith(UNKNOWN)), None)
        yield from ((key, not at and known in _ORGANISATIONS) for at, key in enumerate(line))


def _group(outer: list[str]) -> int | None:
    """The position of the word over the organisations, which may be any single word between 自然人 and 总计."""
    if GROUP in outer:
        return outer.index(GROUP)
    first, last = COLUMNS[0], COLUMNS[-1]
    alone = len(outer) == 3 and (outer[0], outer[2]) == (first, last)
    return 1 if alone and outer[1].startswith(UNKNOWN) else None
