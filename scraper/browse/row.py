"""This module describes the columns and related tables on the page of one row."""

from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_decode

from scraper.browse import printed_page, report_form
from scraper.database.dictionary import glosses, of_column
from scraper.database.tables import INTERNAL
from scraper.questions import described


def describe_row(table: str, columns: list[str]) -> dict[str, Any]:
    """The descriptions of a row's columns, and the names of tables that may refer to it."""
    known = [(name, of_column(table, name)) for name in columns]
    return {
        "columns": {name: described(entry) for name, entry in known if entry},
        "tables": {
            name: f"{one['zh'].partition('：')[0]} {one['en'].partition(':')[0]}"
            for name, one in glosses()["tables"].items()
            if name not in INTERNAL
        },
    }


async def lay_out_report(datasette: Any, database: str, request: Any) -> dict[str, Any] | None:
    """The form as the requested report fills it; None if there is no such report."""
    report = tilde_decode(request.url_vars["pks"])
    base = datasette.urls.database(database)
    archived = printed_page.archives(datasette)

    def href(table: str, row: str, column: str) -> str:
        if archived:
            place = f"{table}.{row}.{column}"
            return printed_page.printed_path(datasette, database, report, place)
        asked = {"report": report, "table": table, "row": row, "column": column}
        return f"{base}/evidence?{urlencode(asked)}"

    found: dict[str, Any] | None = await datasette.get_database(database).execute_fn(
        lambda db: report_form.lay_out(db, report, href)
    )
    return found
