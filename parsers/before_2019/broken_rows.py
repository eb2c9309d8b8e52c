"""This module restores the rows of a list that was flattened to text: labels that narrow columns broke over
several lines, rows run into one, and codes among the figures.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.before_2019.indicators import (
    CODE_HEADS,
    FEWEST,
    NAME_HEADS,
    NOTE_HEADS,
    UNIT_HEADS,
    begins_indicator,
    is_indicator,
    is_value,
    key_of,
)
from parsers.flat.line_noise import is_next_number
from parsers.text import APART, has_open_bracket, number, split_values

_MOST_LINES = 12  # of one row: a run of letters or signs on each
_OPENING = ("(", "（")
_LONGEST = 80  # letters: a longer line is prose
_NEARLY_ALL = 0.75
_WORDS = NAME_HEADS | UNIT_HEADS | NOTE_HEADS

Row = tuple[str, ...]


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
        while (
            end < len(lines) and has_open_bracket(text) and all(map(_is_piece, (text, lines[end])))
        ):
            text, end = text + lines[end], end + 1
        whole = not has_open_bracket(text)
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
        if words and (own or count > 1) and is_indicator(label) and not has_open_bracket(label):
            return (" ".join((label, *values)), count) if count > 1 else (line, 1)
    return lines[0], 1


def _parts(line: str) -> tuple[str, list[str]]:
    """The words of a line, and the unit and the figures at its end."""
    words, values = split_values(line.split(), is_value)
    return "".join(words), values


def drop_next_label_number(rows: list[Row]) -> list[Row]:
    """Return the rows, the last one without the number of the next label, if a truncated text ends with it.

    >>> drop_next_label_number([("1.当面申请数", "件", "4"), ("2.传真申请数", "件", "9", "3")])[1]
    ('2.传真申请数', '件', '9')
    """
    *others, last = rows
    longest = max(map(len, others), default=0)
    is_broken_off = len(last) > longest and is_next_number(last[-1], last[0])
    return [*others, last[:-1]] if is_broken_off else rows


def settle_columns(head: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return header and rows without codes; figures of several columns are kept only in complete rows.

    >>> head = [("指标名称", "代码", "本期实际")]
    >>> rows = [("当面申请数", "11", "3"), ("传真申请数", "12"), ("网上申请数", "13"), ("信函申请数", "14", "5")]
    >>> settle_columns(head, rows)[:3]
    [('指标名称', '本期实际'), ('当面申请数', '3'), ('传真申请数',)]
    """
    coded = not head or any(key_of(cell) in CODE_HEADS for row in head for cell in row)
    if coded and _count_up([int(row[at]) for row in rows if (at := _code(row))]):
        head = [tuple(cell for cell in row if key_of(cell) not in CODE_HEADS) for row in head]
        rows = [(*row[:at], *row[at + 1 :]) if (at := _code(row)) else row for row in rows]
    width = max(map(len, head), default=0)
    several = sum(key_of(cell) not in _WORDS for row in head for cell in row) > 1
    return [*head, *(_placed(rows, width) if several and len(head) == 1 else rows)]


def _code(row: Row) -> int:
    """The position of an indicator's code, which is its first figure; 0 if it has none."""
    places = (at for at, cell in enumerate(row) if at and cell.isdecimal())
    return next(places, 0) if is_indicator(row[0]) else 0


def _count_up(codes: list[int]) -> bool:
    """Whether nearly all codes are one more than the one before."""
    steps = sum(after == before + 1 for before, after in pairwise(codes))
    return len(codes) >= FEWEST and steps >= _NEARLY_ALL * (len(codes) - 1)


def _placed(rows: Sequence[Row], width: int) -> Iterator[Row]:
    for row in rows:
        unsure = figures_of(row) and is_indicator(row[0]) and len(row) < width
        yield with_unsure_figures(row) if unsure else row


def figures_of(row: Row) -> list[str]:
    """The figures of a row after its label."""
    return [cell for cell in row[1:] if number(cell).state == "number"]


def with_unsure_figures(row: Row) -> Row:
    """A row whose figures are joined to one cell that cannot be read, since nothing tells their columns."""
    figures = [cell for cell in row[1:] if APART in cell or number(cell).state == "number"]
    return (*(cell for cell in row if cell not in figures), APART.join((*figures, "")))
