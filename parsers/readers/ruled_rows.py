"""This module joins the lines of a cell in a text's table that is drawn with a rule between any two rows.

Converters draw such tables of a document whose cells have several paragraphs:

    +----------+------+
    | 行政规   | 3    |
    |          |      |
    | 范性文件 |      |
    +----------+------+
"""

import re
from collections.abc import Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.numbers import is_figure
from parsers.readers.line_markup import BARS

_RULE = re.compile(r"\+[-=:]{2}[-=:+]*|[├┌└╠╔╚┣┏┗][─═━]+[─═━┼┬┴╬╦╩╋┳┻]*[┤┐┘╣╗╝┫┓┛]?")
_FEWEST = 4  # rules of a table with one under each row; others have one above, one below, one under the header


def join_ruled_rows(text: str) -> str:
    r"""Return a text, with each row of such a table on one line.

    >>> rule = "+-----+---+"
    >>> rows = ["| 规章 | 0 |", rule, "| 行政规 | 3 |", "| 范性文件 | |", rule, "| 行政许可 | 4 |"]
    >>> join_ruled_rows("\n".join([rule, *rows, rule])).splitlines()[1]
    '| 行政规范性文件 | 3 |'
    """
    if not _RULE.search(text):
        return text
    result: list[str] = []
    table: list[str] = []
    for line in (*text.splitlines(), ""):
        if _RULE.match(line.lstrip()) or line.translate(BARS).lstrip().startswith("|"):
            table.append(line)
        else:
            result += [*_joined(table), line]
            table = []
    return "\n".join(result[:-1])


def _joined(table: Sequence[str]) -> list[str]:
    """The lines of a table, a row on each, if there is a rule after each row."""
    rows: list[list[str]] = [[]]
    rules = 0
    for line in table:
        if _RULE.search(line):  # beside it goes on what spans rows
            rules += 1
            beside = _RULE.sub("|", line).translate(BARS)
            rows += [[beside] if beside.strip("| ") else [], []]
        else:
            rows[-1].append(line)
    joined = [_row(lines) for lines in rows]
    if rules < _FEWEST or None in joined:
        return list(table)
    return [row for row in joined if row]


def _row(lines: Sequence[str]) -> str | None:
    """The lines of one row as one; None where they are several rows, as a column has two figures."""
    if len(lines) < 2:
        return "".join(lines)
    cells = [split_at_pipes(line.translate(BARS)) for line in lines]
    if len({len(one) for one in cells}) > 1:
        return None
    columns = list(zip(*cells, strict=True))
    if any(sum(map(is_figure, column)) > 1 for column in columns):
        return None
    return f"| {' | '.join(map(''.join, columns))} |"
