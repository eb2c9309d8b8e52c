"""This module prints tables as wikitext, in the ways that people and converters write it."""

from collections.abc import Callable, Iterable
from itertools import takewhile

from tests.printing.tables import Cell, Lines

_STYLE = 'style="width:5%"'


def _cell(cell: Cell, style: str = "") -> str:
    """A cell's attributes, a bar and its text; the text alone where it has none."""
    spans = [
        f'{name}span="{n}"' for name, n in (("row", cell.rows), ("col", cell.columns)) if n > 1
    ]
    told = " ".join(filter(None, [style, *spans]))
    return f"{told} | {cell.text}" if told else cell.text


def _table(rows: Iterable[str], rule: str = "|-") -> str:
    return "\n".join(['{| class="wikitable"', *(f"{rule}\n{row}" for row in rows), "|}"])


def a_cell_a_line(lines: Lines) -> str:
    """Each cell on a line of its own."""
    return _table("\n".join(f"| {_cell(c)}" for c in line) for line in lines)


def a_row_a_line(lines: Lines) -> str:
    """The cells of a row on one line."""
    return _table("| " + " || ".join(map(_cell, line)) for line in lines)


def without_spans(lines: Lines) -> str:
    """A row a line, its spans lost, the rule between rows a long one."""
    return _table(("| " + " || ".join(c.text for c in line) for line in lines), "|-----")


def styled(lines: Lines) -> str:
    """A style for every row and cell."""
    rows = ("\n".join(f"| {_cell(c, _STYLE)}" for c in line) for line in lines)
    return _table(rows, f"|- {_STYLE}")


def headed(lines: Lines) -> str:
    """A caption; words are headers, beside the figures and in rows of their own."""
    table = _table(map(_of_words_and_figures, lines))
    return table.replace("\n", "\n|+ 情况'''表'''\n", 1)


def _of_words_and_figures(line: list[Cell]) -> str:
    words = [*takewhile(lambda cell: cell.text and not cell.text.isdigit(), line)]
    heads = "! " + " !! ".join(map(_cell, words)) if words else ""
    figures = line[len(words) :]
    cells = "| " + " || ".join(map(_cell, figures)) if figures else ""
    return "\n".join(filter(None, [heads, cells]))


def bare(lines: Lines) -> str:
    """The first row without a rule before it, bold print and links in the cells."""
    bold = [[c._replace(text=f"'''{c.text}'''" if c.text else "") for c in line] for line in lines]
    return a_cell_a_line(bold).replace("|-\n", "", 1).replace("'''0'''", "[[零|0]]")


WIKI: dict[str, Callable[[Lines], str]] = {
    "a cell a line": a_cell_a_line,
    "a row a line": a_row_a_line,
    "without spans": without_spans,
    "styled": styled,
    "headed": headed,
    "bare": bare,
}
