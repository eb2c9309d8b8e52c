"""This module arranges the lines of a flattened table in rows: a row on each line, or a cell on each line.

A line is a row where most labels have figures beside them. Where some lines hold words that no form
knows, since narrow cells broke them, both arrangements are tried and the better fit to the form is
taken.
"""

from itertools import chain, pairwise

from parsers.flat.broken_lines import join_headers
from parsers.flat.broken_rows import join_open_rows
from parsers.flat.disorder import join_doubtful_figures, join_figures_between
from parsers.flat.glued import row_widths
from parsers.flat.line_noise import (
    attach_lone_pipes,
    drop_next_number,
    drop_row_starts,
    is_page_number,
)
from parsers.flat.pieces import separate_figures, split_cells
from parsers.flat.row_padding import omits_blank_cells, strip_padding
from parsers.flat.scattered_headers import restore_scattered_headers
from parsers.flat.stream import restore_rows
from parsers.flat.torn_labels import are_named_by_order, are_torn, without_neighbours_figures
from parsers.flat.void_columns import drop_blank_columns, drop_row_numbers
from parsers.form_words import APPLICANTS, last_word, meanings
from parsers.numbers import adds_up, is_figure
from parsers.repeated_cells import drop_repeats
from parsers.text import fold

_FIGURES = 4  # prose does not put so many figures in a line of no words


def split_rows(lines: list[str]) -> list[tuple[str, ...]]:
    """Arrange the lines of a table in rows of cells, each with its label and its values."""
    lines = join_open_rows(drop_next_number(lines))
    lines = restore_scattered_headers(lines)
    cells = _cells(lines)
    rows = beside = _mended(cells) if _are_rows(cells) else None
    if rows is None:
        rows = _restored(lines)
    elif _have_labels_above(rows) or not all(map(_is_known, chain.from_iterable(rows))):
        rows = max(rows, _restored(lines), key=_fit)
    if are_torn(rows):
        if are_named_by_order(torn := _cleared(beside or _mended(cells))):
            return torn
        rows = without_neighbours_figures(rows, beside) if beside else rows
    if beside is None:
        rows = [*map(_without_number_below, rows[:-1]), *rows[-1:]]
        return join_figures_between(join_doubtful_figures(rows))
    return _cleared(join_figures_between(rows))


def _cleared(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    kept = drop_repeats(drop_blank_columns(drop_row_numbers(rows)))
    return [tuple(map(separate_figures, row)) for row in _without_page_numbers(kept)]


def _without_page_numbers(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without numbers of pages, which stand alone under a row that has all its figures, and above another."""
    above = [(), *rows[:-1]]
    numbers = {at for at, row in enumerate(rows[:-1]) if len(row) == 1 and is_page_number(row[0])}
    return [row for at, row in enumerate(rows) if at not in numbers or not _has_all(above[at])]


def _without_number_below(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row of table 三 without the number of the page that ends below it: it adds up without that number alone.

    >>> row = ("2.重复申请", "1", "0", "0", "0", "0", "0", "1")
    >>> _without_number_below((*row, "5")) == row, _without_number_below((*row, "1")) == row
    (True, False)
    """
    values = row[last_word(row) + 1 :]
    if (
        len(values) != APPLICANTS + 1
        or not is_page_number(row[-1])
        or not all(map(is_figure, row[-len(values) :]))
    ):
        return row
    left = {(*values[:at], *values[at + 1 :]) for at in range(len(values))}
    fitting = [one for one in left if adds_up(one, APPLICANTS - 1)]
    return row[:-1] if fitting == [values[:-1]] else row


def _has_all(row: tuple[str, ...]) -> bool:
    """Whether a row has all its figures, and nothing but padding after them."""
    label = last_word(row)
    values = row[label + 1 :]
    widths = row_widths(row[label]) if label >= 0 else ()
    return any(len(values) >= width and not any(values[width:]) for width in widths)


def _is_known(cell: str) -> bool:
    return not cell or bool(meanings(cell)) or is_figure(cell)


def _restored(lines: list[str]) -> list[tuple[str, ...]]:
    return restore_rows(drop_row_starts(attach_lone_pipes(lines)))


def is_row_label(cell: str, *, beside_figures: bool) -> bool:
    """Whether a cell is the label of a row; 其他 and 总计, which head columns too, only beside figures."""
    kinds = {word.kind for word in meanings(cell) if word.table != "disputes"}
    return "row" in kinds and (beside_figures or "column" not in kinds)


def _have_labels_above(rows: list[tuple[str, ...]]) -> bool:
    """Whether the figures of some row stand on the line below its label."""
    below = (row for above, row in pairwise(rows) if is_row_label(above[-1], beside_figures=False))
    return any(all(map(is_figure, row)) for row in below)


def _fit(rows: list[tuple[str, ...]]) -> tuple[int, int]:
    """How well rows fit the form: rows with as many values as columns, then words of the form."""
    fitting = whole = 0
    for row in rows:
        label = last_word(row)
        whole += sum(map(bool, map(meanings, row)))
        fitting += label >= 0 and len(row) - label - 1 in row_widths(row[label])
    return fitting, whole


def _are_rows(rows: list[tuple[str, ...]]) -> bool:
    """Whether each line is a row, that is, whether most labels have their values beside them."""
    valued = list(map(_has_values, rows))
    labelled = [
        has_values
        for row, has_values in zip(rows, valued, strict=True)
        if any(is_row_label(cell, beside_figures=has_values) for cell in row)
    ]
    wide = (row for row in rows if len(row) > _FIGURES and _has_figure(row))
    across = not all(any(map(meanings, row)) for row in wide)
    beside = sum(labelled)
    return beside * 2 > len(labelled) or (not labelled and across)


def _cells(lines: list[str]) -> list[tuple[str, ...]]:
    """The cells of each line; where lines have no outer pipes, a leading pipe stands for a blank cell."""
    barred = [line for line in lines if "|" in line]
    outer = sum(line.startswith("|") for line in barred) * 2 > len(barred)
    rows = [(line, row) for line in lines if line and (row := split_cells(line))]
    if _ends_open(barred):
        rows = [(line, (*row, "") if line.endswith("|") else row) for line, row in rows]
    if omits_blank_cells(barred):
        rows = [(line, strip_padding(row)) for line, row in rows]
    return [
        ("", *row) if line.startswith("|") and not outer and not any(map(meanings, row)) else row
        for line, row in rows
    ]


def _ends_open(barred: list[str]) -> bool:
    """Whether no cell that ends a line has a pipe after it, so that one there follows a blank cell."""
    ends = [line for line in barred if line.rpartition("|")[2].strip()]
    closed = [line for line in barred if line.endswith("|") and line.rstrip("| ") + " |" == line]
    return bool(ends) and not closed


def _has_values(row: tuple[str, ...]) -> bool:
    """Whether a label has its values beside it: figures, or as many blank cells as columns."""
    last = max((at for at, cell in enumerate(row) if cell), default=0)
    return _has_figure(row) or len(row) - last - 1 in row_widths(row[last])


def _has_figure(row: tuple[str, ...]) -> bool:
    return any(is_figure(cell) for cell in row)


def _mended(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows, with labels that were broken over two lines joined."""
    mended: list[tuple[str, ...]] = []
    for row in rows:
        before = mended[-1] if mended else ()
        if whole := _side_by_side(before, row):
            mended[-1] = whole
            continue
        tail = next((cell for cell in reversed(before) if cell), "")
        figures = is_figure(tail) or is_figure(row[0])
        if tail and row[0] and not figures and _ends_label(tail, row[0]):
            at = max(i for i, cell in enumerate(before) if cell)
            mended[-1] = (*before[:at], tail + row[0], *row[1:])
        else:
            mended.append(row)
    return mended


def _ends_label(begun: str, end: str) -> bool:
    """Whether one text is the end of a label that begins with the other."""
    whole = meanings(begun + end)
    if not whole or fold(begun) == fold(begun + end):
        return False
    return not meanings(end) or (not meanings(begun) and meanings(end) == whole)


def _side_by_side(above: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...] | None:
    """A header whose words were broken over two lines side by side, joined again; None for other rows."""
    filled = [at for at, cell in enumerate(above) if cell]
    whole = join_headers([above[at] for at in filled], [cell for cell in row if cell])
    if whole is None:
        return None
    joined = dict(zip(filled, whole, strict=True))
    return tuple(joined.get(at, cell) for at, cell in enumerate(above))
