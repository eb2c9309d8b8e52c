"""This module restores the lines of a list: a label that narrow columns broke over several, and rows run into one."""

from collections.abc import Iterable, Iterator, Sequence

from parsers.before_2019.indicators import FEWEST, begins_indicator, is_indicator, is_value
from parsers.text import split_values, squeeze

_MOST_LINES = 12  # of one row: a run of letters or signs on each
_OPENING = ("(", "（")
_LONGEST = 80  # letters: a longer line is prose


def join_broken_rows(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with those of each row joined to one: its label, its unit and its figures.

    >>> list(join_broken_rows(["（一）主动公开规范", "性文件数 条 3", "1.当面申请数 件 4"]))
    ['（一）主动公开规范性文件数 条 3', '1.当面申请数 件 4']
    >>> list(join_broken_rows(["提供服务类", "条 3", "信息数", "1.当面申请 件 4", "数"]))
    ['提供服务类信息数 条 3', '1.当面申请数 件 4']
    """
    whole = list(_with_notes(lines))
    at = 0
    while at < len(whole):
        row, taken = _row(whole[at : at + _MOST_LINES])
        yield row
        at += taken


def _with_notes(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with those joined into which a note in brackets was broken: its figures are no row's.

    >>> list(_with_notes(["主动公开政府信息数", "(", "相同信息计", "1", "条", ")", "件", "3"]))
    ['主动公开政府信息数(相同信息计1条)', '件', '3']
    """
    at = 0
    while at < len(lines):
        end = at + 1
        text = lines[at]
        if is_indicator(text) and "".join(lines[end : end + 1]).startswith(_OPENING):
            text, end = text + lines[end], end + 1
        while end < len(lines) and _is_open(text) and _is_piece(lines[end]) and _is_piece(text):
            text, end = text + lines[end], end + 1
        whole = not _is_open(text)
        yield text if whole else lines[at]
        at = end if whole else at + 1


def _is_piece(line: str) -> bool:
    """Whether a line may be a piece of a label, and has no unit or figure beside its words."""
    return 0 < len(line) < _LONGEST and "|" not in line and (" " not in line or not _parts(line)[1])


def split_run_on_rows(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with each cell of a list that a copy ran into one line on a line of its own.

    >>> list(split_run_on_rows(["1.当面申请数 件 4 2.传真申请数 件 0 3.网络申请数 件 1 4.信函申请数 件 2"]))[:4]
    ['1.当面申请数', '件', '4', '2.传真申请数']
    """
    for line in lines:
        parts = line.split()
        yield from parts if sum(map(is_indicator, parts)) >= FEWEST else (line,)


def _row(lines: Sequence[str]) -> tuple[str, int]:
    """The row that the first line begins, and how many lines it takes."""
    label, values = "", list[str]()
    for count, line in enumerate(lines, 1):
        words, own = _parts(line)
        if "|" in line or len(line) > _LONGEST or (own and values) or (not words and not label):
            break
        goes_on = label.endswith("、") and is_indicator(label + words)
        if words and count > 1 and is_indicator(words) and not goes_on:
            break
        label, values = label + words, values or own
        if words and not begins_indicator(label):
            break
        if words and (own or count > 1) and is_indicator(label) and not _is_open(label):
            return (" ".join((label, *values)), count) if count > 1 else (line, 1)
    return lines[0], 1


def _is_open(label: str) -> bool:
    """Whether a label has a note whose end stands on the next line."""
    return squeeze(label).count("(") > squeeze(label).count(")")


def _parts(line: str) -> tuple[str, list[str]]:
    """The words of a line, and the unit and the figures at its end."""
    words, values = split_values(line.split(), is_value)
    return "".join(words), values
