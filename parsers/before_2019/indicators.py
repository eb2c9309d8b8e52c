"""This module recognises the words of the statistics that reports had before 2019.

>>> indicator_of("其中：1.当面申请数", ()).key
'requests_in_person'
>>> is_unit("人次"), is_unit("——"), is_unit("当面")
(True, True, False)
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.numbers import is_figure, is_nothing
from parsers.text import fold, squeeze
from parsers.traditional import simplified
from schemas.form import Table, forms

STATISTICS = "statistics"
NAME_HEADS = frozenset({"统计指标", "指标", "指标名称", "统计项目", "项目", "名称", "内容"})
UNIT_HEADS = frozenset({"单位", "计量单位", "计算单位", "统计单位"})
CODE_HEADS = frozenset({"代码", "指标代码", "行次", "序号", "编号"})
NOTE_HEADS = frozenset({"备注", "说明"})
FEWEST = 4  # indicators that make a list; prose names one or two
LETTERS = "甲乙丙丁戊"  # of a line that counts the columns
_MORE_UNITS = frozenset(
    {"份", "起", "项", "页", "字", "人数", "元", "次数", "场", "期", "家", "户", "字节"}
)
_LONGEST_UNIT = 12
_PART = "其中"


class Indicator(NamedTuple):
    """What a label means: the indicator's key, the unit that the form gives it, and the forms that have it."""

    key: str
    unit: str | None
    under: str | None
    versions: tuple[str, ...]


def statistics_tables() -> dict[str, Table]:
    """The list of statistics of every form that has one."""
    return {v: form.tables[STATISTICS] for v, form in forms().items() if STATISTICS in form.tables}


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """A label in the form in which labels are compared: without 其中 and without enumerators."""
    folded = fold(text)
    while folded.startswith(_PART) and folded != _PART:
        folded = fold(folded.removeprefix(_PART))
    return folded


@cache
def _known() -> dict[str, tuple[Indicator, ...]]:
    """Every label of the statistics, with the indicators that it may mean and the versions that have them."""
    found: dict[str, dict[str, Indicator]] = {}
    for version, table in statistics_tables().items():
        for row in table.rows.values():
            for label in row.labels:
                by_key = found.setdefault(key_of(label), {})
                before = by_key.get(row.key, Indicator(row.key, row.unit, row.under, ()))
                by_key[row.key] = before._replace(versions=(*before.versions, version))
    return {label: tuple(by_key.values()) for label, by_key in found.items()}


@cache
def value_heads() -> frozenset[str]:
    """The words that head a column of figures."""
    columns = (
        column for table in statistics_tables().values() for column in table.columns.values()
    )
    return frozenset(key_of(label) for column in columns for label in column.labels)


@cache
def _heads() -> frozenset[str]:
    words = (word for table in statistics_tables().values() for word in table.headers)
    return frozenset(map(key_of, words)) | value_heads() | CODE_HEADS | NOTE_HEADS


@cache
def _groups() -> frozenset[str]:
    words = (word for table in statistics_tables().values() for word in table.groups)
    return frozenset(map(key_of, words))


def is_head(text: str) -> bool:
    """Whether a text heads a column."""
    return key_of(text) in _heads()


def is_other_word(text: str) -> bool:
    """Whether a text heads a column or a group of indicators."""
    return key_of(text) in _heads() or key_of(text) in _groups()


def is_lettered(line: Sequence[str]) -> bool:
    """Whether a line under the headers counts the columns: words by letters, figures by numbers.

    >>> is_lettered(("甲", "乙", "丙", "1", "2")), is_lettered(("丙", "1")), is_lettered(("1", "2"))
    (True, True, False)
    """
    letters = "".join(cell for cell in line if not cell.isdecimal())
    return bool(letters) and letters in LETTERS


@cache
def _letters() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, _known()))


def may_have_list(lines: Iterable[str]) -> bool:
    """Whether lines have all letters of enough indicators for a list, in any order.

    Hardly any page without a list has them, and this is much faster than to look for the list itself.
    """
    letters = set(squeeze(simplified("\n".join(set().union(*lines)))))
    return sum(map(letters.issuperset, _letters())) >= FEWEST


def is_indicator(text: str) -> bool:
    """Whether a text is the label of an indicator."""
    return key_of(text) in _known()


def indicator_of(text: str, before: Sequence[str]) -> Indicator | None:
    """The indicator of a label; where several have the same label, the one that belongs to the
    latest indicator before it.
    """
    indicators = _known().get(key_of(text), ())
    if len(indicators) < 2:
        return indicators[0] if indicators else None
    latest = {key: place for place, key in enumerate(before)}
    return max(indicators, key=lambda one: latest.get(one.under or "", -1))


@cache
def _units() -> frozenset[str]:
    own = (row.unit for table in statistics_tables().values() for row in table.rows.values())
    return frozenset(filter(None, own)) | _MORE_UNITS


def is_unit(text: str) -> bool:
    """Whether a cell prints a unit, or the dash that a group's line has in its place."""
    return len(text) < _LONGEST_UNIT and (squeeze(text) in _units() or is_nothing(text))


def is_value(text: str) -> bool:
    """Whether a cell prints a figure or a unit, and so stands behind a label."""
    return is_figure(text) or is_unit(text)
