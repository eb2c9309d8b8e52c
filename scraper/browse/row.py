"""This module says what stands on the page of one row: what each column is, and what each table holds."""

from typing import Any

from scraper.database.dictionary import glosses, of_column
from scraper.questions import described

_HIDDEN = "sketches"  # of the prose: no person reads them


def describe_row(table: str, columns: list[str]) -> dict[str, Any]:
    """The descriptions of a row's columns, and the names of the tables that lead to it."""
    known = [(name, of_column(table, name)) for name in columns]
    return {
        "columns": {name: described(entry) for name, entry in known if entry},
        "tables": {
            name: f"{one['zh'].partition('：')[0]} {one['en'].partition(':')[0]}"
            for name, one in glosses()["tables"].items()
            if name != _HIDDEN
        },
    }
