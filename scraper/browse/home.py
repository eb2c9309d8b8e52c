"""This module collects what the home page shows of a database: sizes, questions, charts, tables."""

from typing import Any

from schemas.report import Status
from scraper.database.dictionary import table_glosses, value_words
from scraper.database.tables import INTERNAL
from scraper.questions import questions

# Counted in derived tables, whose rows are a tenth as wide as those of `reports`.
_COUNTS = """SELECT (SELECT coalesce(sum(reports), 0) FROM report_years) AS reports,
  (SELECT count(*) FROM agencies WHERE EXISTS (SELECT 1 FROM reports WHERE agency = agencies.id))
    AS agencies,
  (SELECT min(report_year) FROM report_years) AS first,
  (SELECT max(report_year) FROM report_years) AS last,
  (SELECT count(*) FROM captures WHERE outcome = 'unreadable') AS unreadable,
  coalesce(sum(held), 0) AS held, coalesce(sum(failed), 0) AS failed FROM quality"""
_STATUSES = "SELECT status, count(*) AS reports FROM reports GROUP BY status"
_DASHBOARDS = "datasette-dashboards"


async def variables(datasette: Any, name: str) -> dict[str, Any]:
    """The template variables of the home page for one of this program's databases."""
    db = datasette.get_database(name)
    held = {*await db.table_names(), *await db.view_names()}
    words = table_glosses()
    counts = dict((await db.execute(_COUNTS)).first())
    return {
        "name": name,
        "path": datasette.urls.database(name),
        "counts": counts,
        "statuses": await _statuses(db),
        "questions": [(key, one.zh, one.en) for key, one in questions().items()],
        "dashboards": _dashboards(datasette),
        "tables": [
            (key, one["zh"], one["en"]) for key, one in words.items() if key in held - {*INTERNAL}
        ],
    }


async def _statuses(db: Any) -> list[dict[str, Any]]:
    found = {row["status"]: row["reports"] for row in (await db.execute(_STATUSES)).rows}
    return [
        {"status": status, "words": value_words("status", status), "reports": found[status],
         "share": found[status] / sum(found.values())}
        for status in map(str, reversed(Status)) if status in found
    ]  # fmt: skip


def _dashboards(datasette: Any) -> list[tuple[str, str]]:
    """The dashboards, if their plugin is loaded."""
    loaded = {plugin["name"] for plugin in datasette._plugins()}
    shown = (datasette.plugin_config(_DASHBOARDS) or {}) if _DASHBOARDS in loaded else {}
    return [(slug, board["title"]) for slug, board in shown.items()]
