"""This module turns a report's JSON into the rows of its tables: one row a printed row.

The JSON is the one source, so that a report filed today and one moved later give the same rows.
"""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from schemas.finding import codes
from scraper.tables import (
    JSON_COLUMNS,
    column_name,
    figure_columns,
    judged_tables,
    metadata_columns,
    record_tables,
)

Values = tuple[Any, ...]
Rows = dict[str, list[Values]]
COUNTS = ("held", "failed", "not_judged")
STORED = ("findings", "repairs", "corrections", "sections", "statistics")
_STATISTIC = ("indicator", "label", "column", "unit", "value", "amount", "printed")
_CORRECTED = ("place", "printed", "value", "reason", "by", "on")


def parsed(text: str) -> dict[str, Any]:
    """A report's JSON with every money figure as its exact text."""
    report: dict[str, Any] = json.loads(text, parse_float=str)
    return report


@cache
def report_columns() -> tuple[str, ...]:
    """The columns of `reports` that its JSON fills, in the order of `report_values`."""
    statuses = (f"{table}_status" for table in judged_tables())
    return (
        "form",
        "status",
        *statuses,
        *COUNTS,
        "corrections",
        *map(column_name, metadata_columns()),
    )


def report_values(report: dict[str, Any]) -> Values:
    """What a report says of itself, in the order of `report_columns`."""
    tables = report["tables"]
    metadata = report["metadata"]
    return (
        report["form"],
        report["status"],
        *(tables[name]["status"] if name in tables else "absent" for name in judged_tables()),
        *(sum(table[count] for table in tables.values()) for count in COUNTS),
        len(report.get("corrections", ())),
        *(_plain(name, metadata.get(name)) for name in metadata_columns()),
    )


def _plain(name: str, value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if name in JSON_COLUMNS else value


def rows(key: str, report: dict[str, Any], extra: tuple[str, ...] = ()) -> Rows:
    """The rows of every table below `reports`; `extra` are the store's own findings, by code."""
    decided = [one["place"].split(".") for one in report.get("corrections", ())]
    made: Rows = {
        table: [_figures(key, row, table, decided) for row in report.get(table, ())]
        for table in record_tables()
    }
    made["statistics"] = [
        (key, n, *map(one.get, _STATISTIC), ["statistics", one["indicator"], "value"] in decided)
        for n, one in enumerate(report.get("statistics", ()), 1)
    ]
    made["findings"] = list(_findings(key, report, extra))
    made["repairs"] = [_repair(key, n, one) for n, one in enumerate(report["repairs"], 1)]
    made["corrections"] = [
        (key, n, *map(one.get, _CORRECTED))
        for n, one in enumerate(report.get("corrections", ()), 1)
    ]
    made["sections"] = [
        (_ident(key, n), key, n, one["number"], one["heading"], one["text"])
        for n, one in enumerate(report["sections"], 1)
    ]
    return made


def _figures(key: str, row: dict[str, Any], table: str, decided: list[list[str]]) -> Values:
    values = [row[name] for name in figure_columns(table)]
    for place in _money(table):
        values[place] = None if values[place] is None else str(values[place])
    printed = row["printed"]
    told = json.dumps(printed, ensure_ascii=False, sort_keys=True) if printed else "{}"
    mine = [place[2] for place in decided if place[:2] == [table, row["row"]]] if decided else ()
    return (key, row["row"], *values, told, json.dumps(mine) if mine else "[]")


@cache
def _money(table: str) -> tuple[int, ...]:
    return tuple(n for n, name in enumerate(figure_columns(table)) if name == "amount")


def _findings(key: str, report: dict[str, Any], extra: tuple[str, ...]) -> Iterator[Values]:
    own = [{"code": code, "severity": codes()[code].severity.value} for code in extra]
    for number, one in enumerate([*report["findings"], *own], 1):
        place = one.get("place") or {}
        yield (
            key, number, one["code"], one["severity"], one.get("where"), one.get("text"),
            *(place.get(name) for name in ("table", "line", "cell", "page")),
        )  # fmt: skip


def _repair(key: str, number: int, one: dict[str, Any]) -> Values:
    place = json.dumps(one["place"]) if one.get("place") else None
    equations = json.dumps(one["equations"], ensure_ascii=False)
    told = (one[name] for name in ("table", "row", "column", "printed", "proposed", "assumes"))
    return (key, number, *told, equations, place)


def _ident(key: str, position: int) -> int:
    """A section's number: a digest, so that no order of reading matters; 53 bits, as JSON has."""
    return int.from_bytes(sha256(f"{key}|{position}".encode()).digest()[:8], "big") >> 11
