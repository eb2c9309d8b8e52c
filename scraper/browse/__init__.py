"""This package is a Datasette plugin: Chinese search and texts, cells with links, the home page, the audit.

It is loaded wherever Datasette and this program are installed together, and affects only this program's
own databases, which `own_databases` tells from others. Here are the hooks; `bilingual` changes every page, `home` and
`report_form` add to theirs (`revised` to a report's), `cells` renders values; `audit_page` and `printed_page` are pages of
their own; `proxied` is for those behind a proxy.
"""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from scraper import row_counts
from scraper.browse import audit_page, bilingual, cells, home, printed_page, proxied, report_form
from scraper.browse.own_databases import is_ours, own_database_names
from scraper.database.fulltext import query_phrases
from scraper.database.tables import APPLICATION

_SCRIPTS = ("columns.js", "answers.js")
# The views of Datasette: an answer's is the first or the second
_WITH_ROWS = (
    "table",
    "query",
    "database",
)


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Replace `escape_fts`, which would leave Chinese words whole, by one that splits them like the index."""
    if conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
        conn.create_function("escape_fts", 1, query_phrases)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Make Datasette's pages bilingual, if it serves a database of this program."""
    if own_database_names(datasette):
        bilingual.prepare(env)


@hookimpl
def render_cell(  # noqa: PLR0913  (a hook has the arguments that Datasette names)
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Any:
    """Render a cell of one of this program's databases, with a label or link."""
    if isinstance(value, dict) and value.get("label") is None:
        value = value.get("value")  # a key without a name, of which Datasette would say None
    if value is None or isinstance(value, (dict, bytes)) or not is_ours(datasette, database):
        return None
    cell = cells.Cell(row, value, column, table)
    if (place := cells.evidence_place(cell)) and printed_page.archives(datasette):
        return cells.link(printed_page.printed_path(datasette, database, *place), value)
    return cells.render(cell, datasette.urls.database(database))


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """Add this plugin's style sheet."""
    style = datasette.urls.static_plugins("gongkai", "gongkai.css")
    return [style] if own_database_names(datasette) else []


@hookimpl
def extra_js_urls(view_name: str, datasette: Any) -> list[str]:
    """Let a table's column menus be opened by keyboard, and an answer be ordered by its columns."""
    scripts = _SCRIPTS if view_name in _WITH_ROWS and own_database_names(datasette) else ()
    return [datasette.urls.static_plugins("gongkai", script) for script in scripts]


@hookimpl
def extra_template_vars(  # noqa: PLR0913  (a hook has the arguments that Datasette names)
    view_name: str, request: Any, datasette: Any, database: str, table: str, columns: list[str]
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Add what the templates of the home page and of a row's page show."""

    async def variables() -> dict[str, Any]:
        found: dict[str, Any] = {"gongkai": [], "gongkai_row": None, "gongkai_report": None}
        if view_name == "index" and request is not None:
            names = own_database_names(datasette)
            found["gongkai"] = [await home.variables(datasette, name) for name in names]
        if view_name == "row" and is_ours(datasette, database):
            found["gongkai_row"] = report_form.describe_row(table, columns)
            if table == "reports" and request is not None:
                report = await report_form.lay_out_report(datasette, database, request)
                found["gongkai_report"] = report
        return found

    return variables


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Add the audit to Datasette's menu."""
    path = datasette.urls.path("/-/audit")
    return [{"href": path, "label": "审核 Audit"}] if own_database_names(datasette) else []


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Serve the audit as a page, a workbook and JSON."""
    return [
        (r"^/-/audit$", audit_page.page),
        (r"^/-/audit\.xlsx$", audit_page.xlsx),
        (r"^/-/audit\.json$", audit_page.as_json),
        (r"^/-/printed$", printed_page.page),
    ]


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Prevent counts that take too long, and addresses with the path of a proxy twice in them."""
    if not own_database_names(datasette):
        return lambda app: app
    base = datasette.setting("base_url")
    return lambda app: proxied.without_base(row_counts.wrap_application(app, datasette), base)
