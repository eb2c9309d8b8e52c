"""This module sets the form's tables in cells, with the spans that the notices prescribe."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from schemas.form import Column, Form, Line, forms

Place = tuple[str, str, str]  # table, row, column
Figures = dict[Place, int | Decimal | None]
Wording = Callable[[Line | Column], str]

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
# The blocks of table 二: title, the row whose columns head it, and the rows in it.
_BLOCKS = (
    ("第二十条第（一）项", ("rules", "normative_documents")),
    ("第二十条第（五）项", ("licensing", "other_services")),
    ("第二十条第（六）项", ("penalties", "compulsory_measures")),
    ("第二十条第（八）项", ("fees",)),
    ("第二十条第（九）项", ("procurement",)),
)
# The groups of table 三, each over the rows whose keys begin with these letters.
_GROUPS = (
    ("（三）不予公开", "withheld_"),
    ("（四）无法提供", "unable_"),
    ("（五）不予处理", "not_processed_"),
    ("（六）其他处理", "other_"),
)
_OUTSIDE = ("new_requests", "carried_over", "carried_forward")


class Cell(NamedTuple):
    """A printed cell: its text, and how many lines and columns of the grid it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Lines = list[list[Cell]]


def first_label(line: Line | Column) -> str:
    """The wording of the notice itself."""
    return line.labels[0]


def figure(value: int | Decimal | None, blank: str = "") -> str:
    """A figure as an agency types it; None is a blank cell."""
    return blank if value is None else str(value)


def figures_of(form: Form, fill: Callable[[Place], int | Decimal | None]) -> Figures:
    """Figures for every place of a form."""
    return {
        (table.name, row, column): fill((table.name, row, column))
        for table in form.tables.values()
        for row, column in table.places
    }


def disclosures(form: Form, figures: Figures, word: Wording = first_label) -> list[Lines]:
    """Table 二, a list of lines for each of its blocks; four grid columns."""
    table = form.tables["disclosures"]
    blocks = []
    for title, keys in _BLOCKS:
        rows = [table.rows[key] for key in keys if key in table.rows]
        if not rows:
            continue
        widths = _widths(len(rows[0].columns))
        heads = [word(table.columns[column]) for column in rows[0].columns]
        lines = [[Cell(title, 1, 4)], _line("信息内容", heads, widths)]
        for row in rows:
            values = [figure(figures.get((table.name, row.key, c))) for c in row.columns]
            lines.append(_line(word(row), values, widths))
        blocks.append(lines)
    return blocks


def _widths(count: int) -> tuple[int, ...]:
    return {1: (3,), 2: (1, 2), 3: (1, 1, 1)}[count]


def _line(label: str, values: list[str], widths: tuple[int, ...]) -> list[Cell]:
    return [Cell(label), *(Cell(v, 1, w) for v, w in zip(values, widths, strict=True))]


def requests(form: Form, figures: Figures, word: Wording = first_label) -> Lines:
    """Table 三: three grid columns of labels, seven of figures, three lines of header."""
    table = form.tables["requests"]
    columns = list(table.columns.values())
    lines: Lines = [
        [Cell(CORNER, 3, 3), Cell("申请人情况", 1, 7)],
        [Cell(word(columns[0]), 2), Cell("法人或其他组织", 1, 5), Cell(word(columns[-1]), 2)],
        [Cell(word(column)) for column in columns[1:-1]],
    ]
    results = [key for key in table.rows if key not in _OUTSIDE]
    for row in table.rows.values():
        values = [Cell(figure(figures.get(("requests", row.key, c.key)))) for c in columns]
        lines.append([*_labels(row, results, list(table.rows), word), *values])
    return lines


def _labels(row: Line, results: list[str], keys: list[str], word: Wording) -> list[Cell]:
    if row.key in _OUTSIDE:
        return [Cell(word(row), 1, 3)]
    cells = [Cell("三、本年度办理结果", len(results))] if row.key == results[0] else []
    group = next((g for g in _GROUPS if row.key.startswith(g[1])), None)
    members = [key for key in keys if group and key.startswith(group[1])]
    if group is None or row.key == "other_total":
        return [*cells, Cell(word(row), 1, 2)]
    if row.key == members[0]:
        cells.append(Cell(group[0], len(members)))
    return [*cells, Cell(word(row))]


def disputes(form: Form, figures: Figures, word: Wording = first_label) -> Lines:
    """Table 四: three groups of five, side by side."""
    table = form.tables["disputes"]
    rows = list(table.rows.values())
    heads = [word(column) for column in table.columns.values()]
    values = [
        Cell(figure(figures.get(("disputes", row.key, column))))
        for row in rows
        for column in table.columns
    ]
    return [
        [Cell(word(rows[0]), 1, 5), Cell("行政诉讼", 1, 10)],
        [*(Cell(head, 2) for head in heads), Cell(word(rows[1]), 1, 5), Cell(word(rows[2]), 1, 5)],
        [Cell(head) for head in heads * 2],
        values,
    ]


def three_tables(form: Form, figures: Figures) -> list[Lines]:
    """The tables of a form, each in one piece."""
    blocks = disclosures(form, figures)
    return [
        [line for block in blocks for line in block],
        requests(form, figures),
        disputes(form, figures),
    ]


def all_forms() -> list[Form]:
    """The forms that have the three tables."""
    return [form for form in forms().values() if "requests" in form.tables]


def tables_in(printed: Iterable[str | Lines]) -> list[Lines]:
    """The tables among what is printed."""
    return [block for block in printed if not isinstance(block, str)]
