"""This module finds where the labels of a box stand in a line of text."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from parsers.metadata.labels import EDGE, converted_labels, field_of, fold_label, known_labels
from parsers.metadata.titles import is_report_title
from parsers.metadata.values import ends_value
from parsers.normalize import READING
from parsers.patterns import HAN, LETTER
from schemas.vocabulary import vocabulary

# A label's characters may stand apart, and a converter may have put its reading after each.
_GAP = rf"(?:[ \t]|{READING.pattern}){{0,12}}"
_TRANSLATED = r"(?:[/(]?[ ]?[A-Za-z][A-Za-z .'-]{2,30}\)?(?=:))?"  # 索引号 Index No.:
_DAYS = ("时间", "日期")  # 审核日期 is no 日期
_REST = re.compile(rf"([{HAN}]{{1,5}}):")
_NO_WORD = 4  # characters of a label that is no word of a body's name, as 主题 and 发布 may be
_IN_NO_VALUE = ("source", "title")


class Mark(NamedTuple):
    """A folded label and its position in the line, including its colon and the blanks around that."""

    label: str
    start: int
    end: int


@cache
def label_pattern() -> re.Pattern[str]:
    """Any known label, or any words before a colon; groups 2 and 4 are the colon or closing bracket."""
    names = sorted(known_labels() | converted_labels().keys())
    initials = "".join(sorted({name[0] for name in names}))
    return re.compile(
        rf"(?=[{initials}])({_any_of(names)}){_GAP}{_TRANSLATED}(:|[】\]]:?)?"
        rf"|(?<![^\s|\[【•·])([{HAN}]{{2,8}}|(?<=\S[ |])[{HAN}])(?=:)(:)"
    )


def _any_of(names: Sequence[str], gap: str = "") -> str:
    """The pattern of any of some names, the longest that fits, with gaps between their characters.

    What several begin with is written once: so it is compiled in half the time, and sought in a third.
    """
    ends: dict[str, list[str]] = {}
    for name in filter(None, names):
        ends.setdefault(name[0], []).append(name[1:])
    ways = "|".join(re.escape(first) + _any_of(rest, _GAP) for first, rest in ends.items())
    return f"(?:{gap}(?:{ways})){'?' if '' in names else ''}" if ways else ""


def find_marks(plain: str, begin: int) -> list[Mark]:
    """The positions of the labels in a line, whose first begins it or has a colon; the others may have none."""
    marks: list[Mark] = []
    word = Mark("", begin, begin)  # the known word before, though it be no label here
    at = begin
    while match := label_pattern().search(plain, at):
        mark, has_colon = _read(plain, begin, match)
        if mark.start == word.end and mark.label in _DAYS and word not in marks:
            mark = Mark(word.label + mark.label, word.start, mark.end)
        before = marks[-1] if marks else None
        if not _is_torn(plain, match) and (has_colon or _is_mark(plain, begin, mark, before)):
            marks.append(mark)
            at = mark.end
        else:
            at = match.start() + 1  # another may begin within it: 其他文件效力状况
        word = mark
    return marks


def _read(plain: str, begin: int, match: re.Match[str]) -> tuple[Mark, bool]:
    """The label that a match has found, and whether a colon follows it, perhaps after more words."""
    printed = match.group(1) or match.group(3)
    if match.group(3) and match.start() > begin:
        printed = _without_value(printed)
    mark = Mark(fold_label(printed), match.end(1 if match[1] else 3) - len(printed), match.end())
    has_colon = bool(match.group(2) or match.group(4))
    longer = None if has_colon else _longer(plain, begin, mark)
    return (longer, True) if longer else (mark, has_colon)


def _without_value(printed: str) -> str:
    """A label without the last word of the value before it, run into it: 信息 公开效力状况 has the label 效力状况."""
    ends = (printed[at:] for at in range(1, len(printed) - 2))
    return next((end for end in ends if end in vocabulary().boxed), printed)


def _is_torn(plain: str, match: re.Match[str]) -> bool:
    """Whether the end of a value and the label after it only look like a longer label: 政务信息 发布机构."""
    pieces = (match[1] or match[3]).split()
    begin = match.start()
    before = LETTER.fullmatch(plain, max(begin - 1, 0), begin)  # a letter of the value
    return len(pieces) > 1 and len(pieces[0]) > 1 and before is not None


def _longer(plain: str, begin: int, mark: Mark) -> Mark | None:
    """An unknown label that begins with a known one: 来源单位 in 来源单位:甲局."""
    rest = _REST.match(plain, mark.end)
    if rest is None or rest[1] in known_labels() or plain[mark.end - 1].isspace():
        return None
    at_boundary = mark.start == begin or plain[mark.start - 1] in " \t|[【"
    return Mark(mark.label + rest[1], mark.start, rest.end()) if at_boundary else None


def _is_mark(plain: str, begin: int, mark: Mark, before: Mark | None) -> bool:
    """Whether a word without a colon is a label; `before` is the label before it.

    >>> [mark.label for mark in find_marks("索引号 01400/2023-0012成文日期2023-01-18 发布机构 甲县水利局主题办公室", 0)]
    ['索引号', '成文日期', '发布机构']
    """
    of_box = mark.label in vocabulary().boxed
    if before is not None:
        apart = mark.start == before.end or plain[mark.start - 1] in " \t|"
        if (of_box and apart) or _is_between_columns(plain, mark):
            return True
        titled = field_of(mark.label) == "title" and is_report_title(plain[mark.end :].strip())
        known = titled or (of_box and len(mark.label) >= _NO_WORD)
        return known and ends_value(before.label, plain[before.end : mark.start])
    if mark.start > begin:
        return False
    if plain[mark.end - 1].isspace():
        return of_box or (bool(field_of(mark.label)) and _another(plain, mark.end))
    return of_box and (not plain[mark.end :].strip(EDGE) or _another(plain, mark.end))


def _is_between_columns(plain: str, mark: Mark) -> bool:
    """Whether spaces part a label from what is before and after it, wide on one side, as in columns.

    来源 and 标题 stand in no value, so that any space is enough.
    """
    before = plain[mark.start - 2 : mark.start]
    after = plain[mark.end - 2 : mark.end + 2]
    if not before[-1:].isspace():
        return False
    ends = mark.end == len(plain) or after[1:2].isspace()
    wide = before.isspace() or field_of(mark.label) in _IN_NO_VALUE
    return (wide and ends) or "  " in after


def _another(plain: str, end: int) -> bool:
    """Whether a further label of a box stands in the line at once or after a space."""
    named = (match for match in label_pattern().finditer(plain, end) if match[1])
    apart = (one for one in named if one.start() == end or plain[one.start() - 1] in " \t|")
    return any(fold_label(one[1]) in vocabulary().boxed for one in apart)
