"""This module turns one line of a header or a box into the labels it prints, each with its value.

>>> split_pairs("时间:2026-01-26 09:42来源:海城市西四镇作者: 点击:")
(Pair('时间', '2026-01-26 09:42'), Pair('来源', '海城市西四镇'), Pair('作者', ''), Pair('点击', ''))
>>> split_pairs("文  号: 索 引 号: 737546075/2021-05694")
(Pair('文号', ''), Pair('索引号', '737546075/2021-05694'))
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.metadata.labels import (
    EDGE,
    LONGEST_LINE,
    PLAIN,
    clean_value,
    converted_labels,
    fields_by_label,
    fold_label,
    known_labels,
)
from parsers.normalize import READING
from schemas.vocabulary import vocabulary

_A_BOX = 3  # so many labels at the beginning of a line that goes on make it a box
_LONGEST_LEAD = 60  # what stands before the first label of a line: a date, a bracket, no prose
# A label's characters may stand apart, and a converter may have put its reading after each.
_GAP = rf"(?:[ \t]|{READING.pattern}){{0,12}}"
_TRANSLATED = r"(?:[/(]?[ ]?[A-Za-z][A-Za-z .'-]{2,30}\)?(?=:))?"  # 索引号 Index No.:
_COLON = re.compile(r"[:】\]]")  # some boxes put a label in brackets and no colon after it
_PROSE = re.compile(r"[。;《》!?]|,.*,")


class Pair(NamedTuple):
    """A printed label, folded, and the text after it as it stands; empty where nothing follows."""

    label: str
    value: str

    def __repr__(self) -> str:
        return f"Pair({self.label!r}, {self.value!r})"


class _Mark(NamedTuple):
    label: str
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(known_labels() | converted_labels().keys(), key=len, reverse=True)
    initials = "".join({name[0] for name in names})
    spaced = "|".join(_GAP.join(map(re.escape, name)) for name in names)
    return re.compile(
        rf"(?=[{initials}])({spaced}){_GAP}{_TRANSLATED}(:|[】\]]:?)?"
        r"|(?<![^\s|\[【•·])([\u4e00-\u9fff]{2,8})(?=:)(:)"
    )


@cache
def _initials() -> frozenset[str]:
    return frozenset(label[0] for label in vocabulary().boxed)


@lru_cache(maxsize=4096)
def split_pairs(text: str) -> tuple[Pair, ...]:
    """The labels of a line, each with what follows it; none where the line is prose or a title."""
    if len(text) > LONGEST_LINE:
        return _run_on(text)
    plain = text.translate(PLAIN)
    begin = len(plain) - len(plain.lstrip(EDGE))
    if not _COLON.search(plain) and plain[begin : begin + 1] not in _initials():
        return ()
    marks = _marks(plain, begin)
    if not marks or (marks[0].start > begin and not _may_lead(plain[begin : marks[0].start])):
        return ()
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    found = [
        Pair(mark.label, clean_value(text[mark.end : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return tuple(
        [p for p in found if "。" not in p.value.rstrip("。") or p.label in known_labels()]
    )


def _run_on(text: str) -> tuple[Pair, ...]:
    """The labels of a box whose last empty one a copy ran into the prose; None of a paragraph's."""
    found = split_pairs(text[:LONGEST_LINE])
    if len(found) < _A_BOX or found[0].label not in vocabulary().boxed:
        return ()
    return (*found[:-1], Pair(found[-1].label, ""))


@lru_cache(maxsize=4096)
def leading_label(text: str) -> tuple[Pair, ...]:
    """The label that a line begins with, a space after it and no colon: a line among those of a box.

    >>> leading_label("来源 水利局")
    (Pair('来源', '水利局'),)
    """
    plain = text.translate(PLAIN)
    begin = len(plain) - len(plain.lstrip(EDGE))
    match = _pattern().match(plain, begin) if len(text) <= LONGEST_LINE else None
    if match is None or not match.group(1) or not plain[match.end() - 1].isspace():
        return ()
    label, value = fold_label(match.group(1)), clean_value(text[match.end() :])
    return (Pair(label, value),) if label in fields_by_label() and _may_lead(value) else ()


def glued_label(text: str) -> Pair | None:
    """The label of a box that a text begins with, and the rest, which nothing parts from it.

    >>> glued_label("发布机构甲县水利局")
    Pair('发布机构', '甲县水利局')
    """
    plain = text[:LONGEST_LINE].translate(PLAIN)
    begin = len(plain) - len(plain.lstrip(EDGE))
    if plain[begin : begin + 1] not in _initials():
        return None
    match = _pattern().match(plain, begin)
    label = fold_label(match.group(1) or "") if match else ""
    if match is None or match.group(2) or label not in vocabulary().boxed:
        return None
    return Pair(label, clean_value(text[match.end() :]))


def _marks(plain: str, begin: int) -> list[_Mark]:
    marks: list[_Mark] = []
    boxed = False
    for match in _pattern().finditer(plain, begin):
        start, end = match.span()
        printed = _apart(plain, start, match.group(1) or match.group(3))
        start = match.end(1 if match.group(1) else 3) - len(printed)
        label = fold_label(printed)
        if match.group(2) or match.group(4):
            boxed = boxed or (start == begin and label in vocabulary().boxed)
            marks.append(_Mark(label, start, end))
        elif (boxed and label in fields_by_label() and _is_apart(plain, start, end)) or (
            label in vocabulary().boxed
            and (
                (boxed and start == marks[-1].end)
                or _stands_alone(plain, (begin, start, end), boxed)
            )
        ):
            boxed = True
            marks.append(_Mark(label, start, end))
    return marks


def _apart(plain: str, start: int, printed: str) -> str:
    """A label without the value's end before it: `政务信息 发布机构` is no 信息发布机构."""
    *_, last = printed.split()
    runs_on = last != printed and start > 0 and "\u4e00" <= plain[start - 1] <= "\u9fff"
    return last if runs_on and fold_label(last) in known_labels() else printed


def _is_apart(plain: str, start: int, end: int) -> bool:
    """Whether wide spaces stand on both sides of a word, as between the columns of a box."""
    return plain[start - 2 : start].isspace() and (
        plain[end - 2 : end].isspace() or plain[end : end + 2].isspace()
    )


def _stands_alone(plain: str, at: tuple[int, int, int], boxed: bool) -> bool:
    """Whether a label without a colon is one: in a line of a box, apart from what is before it."""
    begin, start, end = at
    if start != begin:
        return boxed and plain[start - 1] in " \t|"
    rest = plain[end:].strip(EDGE)
    return (
        not rest
        or plain[end - 1] in " \t"
        or plain[end] == "|"
        or rest[0].isdigit()
        or _another(plain, end)
    )


def _another(plain: str, end: int) -> bool:
    """Whether a further label of a box stands in the line at once or after a space."""
    return any(
        label in vocabulary().boxed
        for match in _pattern().finditer(plain, end)
        if match.group(1) and (match.start() == end or plain[match.start() - 1] in " \t|")
        for label in (fold_label(match.group(1)),)
    )


def _may_lead(text: str) -> bool:
    return len(text) <= _LONGEST_LEAD and not _PROSE.search(text)
