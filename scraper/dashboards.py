"""This module reads the dashboards: charts in Vega-Lite, each with its query, as the plugin takes them."""

from functools import cache
from typing import Any

from schemas.data_files import read_toml
from scraper.questions import asked_of_tables

# The version that the plugin ships: without it every chart warns of a mismatch.
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def dashboards(database: str) -> dict[str, Any]:
    """Every dashboard by name, for a database of that name."""
    filters = {name: one | {"db": database} for name, one in _file()["filters"].items()}
    return {name: one | {"filters": filters, "charts": _charts(one["charts"], database)}
            for name, one in _file()["boards"].items()}  # fmt: skip


def _charts(charts: dict[str, Any], database: str) -> dict[str, Any]:
    more = {"db": database, "library": "vega-lite"}
    return {
        name: one | more | {"query": asked_of_tables(one["query"]),
                            "display": {"$schema": _SCHEMA} | one["display"]}
        for name, one in charts.items()
    }  # fmt: skip


@cache
def _file() -> dict[str, Any]:
    return read_toml("scraper", "dashboards.toml")
