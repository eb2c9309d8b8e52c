"""Figures for tests: a table 三 whose every equation is true, and what reading makes of it."""

from random import Random

from parsers import records
from parsers.page import Grid
from parsers.recognise import find_tables
from parsers.records import TableRead
from schemas.form import forms


def balanced(seed: int, version: str = "2021", most: int = 60) -> dict[tuple[str, str], int]:
    """A table 三 of random figures, all of its equations true, by (row, column)."""
    random = Random(seed)
    table = forms()[version].tables["requests"]
    results = table.equations[1].left
    figures: dict[tuple[str, str], int] = {}
    for column in list(table.columns)[:-1]:
        for row in results:
            figures[row, column] = random.choice((0, 0, random.randint(0, most)))
        total = sum(figures[row, column] for row in results)
        forward = random.randint(0, most)
        over = random.randint(0, total + forward)
        figures |= {
            ("results_total", column): total,
            ("carried_forward", column): forward,
            ("carried_over", column): over,
            ("new_requests", column): total + forward - over,
        }
    for row in table.rows:
        figures[row, "total"] = sum(figures[row, c] for c in list(table.columns)[:-1])
    return figures


def read_requests(figures: dict[tuple[str, str], object], version: str = "2021") -> TableRead:
    """The table 三 that these figures print, read by its printed order; an absent place is a hole."""
    table = forms()[version].tables["requests"]
    header = ("", *(column.labels[0] for column in table.columns.values()))
    lines = [header] + [
        (row.labels[0], *(str(figures.get((row.key, c), "?")) for c in table.columns))
        for row in table.rows.values()
    ]
    return records.read("requests", find_tables([Grid(tuple(lines), None)]), version)
