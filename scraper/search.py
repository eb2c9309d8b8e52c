"""This module is a Datasette plugin: what a reader types is searched as our index is spelled."""

import sqlite3
from typing import Any

from scraper.fulltext import phrase

try:
    from datasette import hookimpl
except ImportError:  # the extra is not installed: nothing is ever registered

    def hookimpl(**_: Any) -> Any:
        """Stand in for Datasette's marker."""
        return lambda function: function


@hookimpl(trylast=True)  # type: ignore[untyped-decorator, unused-ignore]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Put our spelling in the place of Datasette's own, which leaves Chinese words whole."""
    conn.create_function("escape_fts", 1, phrase)
