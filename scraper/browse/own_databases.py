"""This module distinguishes this program's databases from others that the same Datasette serves."""

from functools import cache
from pathlib import Path
from typing import Any

from scraper.database.tables import APPLICATION

_AT, _SIZE = 68, 4  # offset and size of the application id in SQLite's file header


def is_ours(datasette: Any, name: str) -> bool:
    """Whether a database that this Datasette serves was made by this program."""
    path = datasette.databases[name].path if name in datasette.databases else None
    return path is not None and _marked(str(path))


def own_database_names(datasette: Any) -> list[str]:
    """The names of this program's databases."""
    return [name for name in datasette.databases if is_ours(datasette, name)]


@cache
def _marked(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            file.seek(_AT)
            return int.from_bytes(file.read(_SIZE), "big") == APPLICATION
    except OSError:
        return False
