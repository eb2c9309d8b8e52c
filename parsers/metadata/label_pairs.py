"""This module splits a line of a header or a box into pairs: each label with its value.

>>> split_pairs("时间:2026-01-26 09:42来源:海城市西四镇作者: 点击:")
(Pair('时间', '2026-01-26 09:42'), Pair('来源', '海城市西四镇'), Pair('作者', ''), Pair('点击', ''))
>>> split_pairs("文  号: 索 引 号: 737546075/2021-05694")
(Pair('文号', ''), Pair('索引号', '737546075/2021-05694'))
"""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from parsers.metadata.label_marks import Mark, find_marks, label_pattern
from parsers.metadata.labels import (
    EDGE,
    LONGEST_LINE,
    Pair,
    clean_value,
    fields_by_label,
    fold_label,
    has_colon,
    known_labels,
    label_of,
    plain_text,
)
from parsers.metadata.values import fits, may_be_value
from schemas.vocabulary import vocabulary

_A_ROW = 2  # so many labels without a value before the last: it has theirs as well
_BLANKS = re.compile(r"\s+(?!\d{1,2}:\d\d)")  # between values, and none before an hour
_A_BOX = 3  # so many labels at the beginning of a line that goes on make it a box
_LONGEST_LEAD = 60  # what stands before the first label of a line: a date, a bracket, no prose
_COLON = re.compile(r"[:】\]]")  # some boxes put a label in brackets and no colon after it
_PROSE = re.compile(r"[。;《》!?]|,.*,")


@cache
def _initials() -> frozenset[str]:
    """What a label can begin with that stands without a colon."""
    return frozenset(label[0] for label in (*vocabulary().boxed, *fields_by_label()))


@lru_cache(maxsize=4096)
def split_pairs(text: str) -> tuple[Pair, ...]:
    """The labels of a line, each with the text after it; none if the line is prose or a title."""
    if len(text) > LONGEST_LINE:
        return _run_on(text)
    plain = plain_text(text)
    begin = len(plain) - len(plain.lstrip(EDGE))
    if not _COLON.search(plain) and plain[begin : begin + 1] not in _initials():
        return ()
    marks = find_marks(plain, begin)
    lead = plain[begin : marks[0].start] if marks else ""
    if not marks or len(lead) > _LONGEST_LEAD or _PROSE.search(lead):
        return ()
    found = _pairs_at(text, marks)
    if len(found) > _A_ROW and not any(pair.value for pair in found[:-1]):
        labels = plain[marks[0].start : marks[-1].end]
        found = found if _COLON.search(labels) else _in_a_row(found)
    return tuple(
        [one for one in found if "。" not in one.value.rstrip("。") or one.label in known_labels()]
    )


def _pairs_at(text: str, marks: Sequence[Mark]) -> tuple[Pair, ...]:
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    values = (text[mark.end : end] for mark, end in zip(marks, ends, strict=True))
    both = zip(marks, values, strict=True)
    return tuple(Pair(mark.label, clean_value(value)) for mark, value in both)


def _in_a_row(found: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs of labels in a row and as many values after them; without values where one may be another's.

    >>> _in_a_row([Pair("文号", ""), Pair("公开日期", ""), Pair("来源", "甲财〔2024〕3号 2024-01-29 09:30 甲县财政局 打印")])
    (Pair('文号', '甲财〔2024〕3号'), Pair('公开日期', '2024-01-29 09:30'), Pair('来源', '甲县财政局'))
    """
    values = _BLANKS.split(found[-1].value)
    row = tuple(Pair(one.label, value) for one, value in zip(found, values, strict=False))
    if len(row) == len(found) and all(fits(one.label, one.value) for one in row):
        return row
    return (*found[:-1], Pair(found[-1].label, ""))


def _run_on(text: str) -> tuple[Pair, ...]:
    """The pairs of a long line that is a box with prose after its last label, which has no value; else none."""
    found = split_pairs(text[:LONGEST_LINE])
    if len(found) < _A_BOX or found[0].label not in vocabulary().boxed:
        return ()
    return (*found[:-1], Pair(found[-1].label, ""))


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> tuple[Pair, ...]:
    """The labels of a text: also one alone, and one that only a page's style parts from a value of its kind.

    >>> pairs_of("标题："), pairs_of("标题"), pairs_of("公开日期2024-01-29")
    ((Pair('标题', ''),), (), (Pair('公开日期', '2024-01-29'),))
    """
    label = label_of(text)
    if label and (has_colon(text) or label in vocabulary().boxed):
        return (Pair(label, ""),)
    if found := split_pairs(text):
        return found
    one = glued_label(text, vocabulary().boxed)
    return (one,) if one and may_be_value(one.label, one.value, follows=False) else ()


def glued_label(text: str, among: Collection[str]) -> Pair | None:
    """The pair of a text that begins with a box's label and goes on with its value, without a sign between.

    >>> glued_label("发布机构甲县水利局", {"发布机构"})
    Pair('发布机构', '甲县水利局')
    """
    plain = plain_text(text[:LONGEST_LINE])
    begin = len(plain) - len(plain.lstrip(EDGE))
    if plain[begin : begin + 1] not in _initials():
        return None
    match = label_pattern().match(plain, begin)
    label = fold_label(match.group(1) or "") if match else ""
    if match is None or match.group(2) or label not in among:
        return None
    return Pair(label, clean_value(text[match.end() :]))
