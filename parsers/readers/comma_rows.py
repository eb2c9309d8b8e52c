"""This module reads the rows of a text whose cells have commas or semicolons between them, as a spreadsheet writes it."""

import csv
import re
from statistics import mode

from parsers.form_words import meanings
from parsers.numbers import is_figure

_MARKS, _OTHERS = ",;", "\t|"  # a row with others between its cells has commas within its figures
_CELLS, _FIGURES, _ROWS = 4, 2, 3  # of a row, and rows of a text: prose has none such
_LONGEST = 1_000_000  # characters; no report has as many
# A cell in quotes beside a tab, as a spreadsheet copies one with a comma, a quote or several lines.
_INNER = r'"((?:[^"\t]|""){0,200})"'
_QUOTED = re.compile(rf"(?<=\t){_INNER}(?![^\t\r\n])|(?<![^\t\r\n]){_INNER}(?=\t)")


def cells_by_tabs(text: str) -> str:
    r"""A text with tabs between the cells of its rows, where commas or semicolons part them or quotes stand
    about them.

    >>> rows = ["三、收到申请情况,,,,", "二、上年结转,,3,0,3", "（一）予以公开,,1,0,1", '2.重复申请,,"1,204",,"1,204"']
    >>> cells_by_tabs("\n".join(rows)).splitlines()[-1]
    '2.重复申请\t\t1,204\t\t1,204'
    >>> cells_by_tabs('"商业\n企业"\t"1,204"\t"危及""三安全""\n的"')
    '商业 企业\t1,204\t危及"三安全" 的'
    """
    if "\t" in text and '"' in text:
        text = _QUOTED.sub(_unquoted, text)
    mark = max(_MARKS, key=text.count)
    if len(text) > _LONGEST or text.count(mark) < _ROWS * (_CELLS - 1):
        return text
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True))
    except csv.Error:
        return text
    widths = [len(row) for row in rows if row]
    # Rows as long as each other but for longer ones have commas within figures, without quotes.
    is_split = _CELLS <= mode(widths) == min(widths) < max(widths)
    if is_split or sum(map(_is_of_table, rows)) < _ROWS:
        return text
    return "\n".join("\t".join(" ".join(cell.split()) for cell in _filled(row)) for row in rows)


def _unquoted(cell: re.Match[str]) -> str:
    """The text of a quoted cell, on one line."""
    return " ".join((cell[1] or cell[2] or "").replace('""', '"').split())


def _is_of_table(row: list[str]) -> bool:
    """Whether a row has a word of the form and figures, and no other sign parts cells."""
    cells = [text for cell in row if (text := cell.strip())]
    if any(sign in cell for cell in cells for sign in _OTHERS):
        return False
    figures = [cell for cell in cells if is_figure(cell)]
    return len(row) >= _CELLS and len(figures) >= _FIGURES and any(map(meanings, cells))


def _filled(row: list[str]) -> list[str]:
    """The cells of a row; of one with a single text that is no label only that, as a paragraph has."""
    filled = [cell for cell in row if cell.strip()]
    return (
        row if len(filled) > 1 or any(is_figure(one) or meanings(one) for one in filled) else filled
    )
