"""This module reads the dashboards for Datasette's plugin: Vega-Lite charts, each with its query (dashboards.toml)."""

from functools import cache
from typing import Any

from schemas.data_files import read_toml
from scraper.questions import expand_sql

# The version that the plugin ships; any other makes every chart show a warning.
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def dashboards(database: str) -> dict[str, Any]:
    """All dashboards by name, for a database of the given name."""
    filters = {name: one | {"db": database} for name, one in _file()["filters"].items()}
    return {name: one | {"filters": filters, "charts": _charts(one["charts"], database)}
            for name, one in _file()["boards"].items()}  # fmt: skip


def _charts(charts: dict[str, Any], database: str) -> dict[str, Any]:
    more = {"db": database, "library": "vega-lite"}
    return {
        name: one | more | {"query": expand_sql(one["query"]),
                            "display": {"$schema": _SCHEMA} | one["display"]}
        for name, one in charts.items()
    }  # fmt: skip


@cache
def _file() -> dict[str, Any]:
    return read_toml("scraper", "dashboards.toml")
