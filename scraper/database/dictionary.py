"""This module describes every table, view, column, row and finding in Chinese and English.

The descriptions of rows and columns come from the forms, those of findings and reasons from their own
TOML files, all others from `dictionary.toml`.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from schemas.data_files import read_toml
from schemas.finding import codes
from schemas.form import forms
from scraper.database.tables import figure_columns, judged_tables, record_tables
from scraper.reasons import reasons

TITLE = "政府信息公开工作年度报告 / Annual reports on government information disclosure"
_PREFIXES = ("withheld", "unable", "not_processed", "other")
_UNITS = {
    "requests": "件 requests",
    "disputes": "件 cases",
    **dict.fromkeys(("issued", "repealed", "in_force"), "件 documents"),
    **dict.fromkeys(("newly_made", "newly_disclosed", "total_disclosed"), "件 documents"),
    "decisions": "件 decisions",
    **dict.fromkeys(("items_previous_year", "items_change"), "项 items"),
    "projects": "个 projects",
    "amount": "以单位列为准 as the unit column says, 万元 (10,000 yuan) in the form of 2021",
}
# The table from which a derived one has its rows and columns.
_SOURCES = {
    **dict.fromkeys(("request_totals", "request_years", "outcomes"), "requests"),
    **dict.fromkeys(("peer_places", "backlog_rises"), "requests"),
    **dict.fromkeys(("disclosure_totals", "sudden_changes"), "disclosures"),
    **dict.fromkeys(("dispute_totals", "dispute_years"), "disputes"),
    "statistic_totals": "statistics",
    "year_breaks": "year_pairs",
}


class Entry(NamedTuple):
    """One description: `kind` is table, view, column, row, value, finding or reason."""

    kind: str
    key: str
    zh: str
    en: str
    unit: str | None = None
    forms: str | None = None


def entries() -> Iterator[Entry]:
    """All descriptions."""
    words = glosses()
    for kind in ("table", "view"):
        yield from (Entry(kind, key, **gloss) for key, gloss in words[f"{kind}s"].items())
    yield from (Entry("column", key, **gloss) for key, gloss in words["columns"].items())
    yield from (_of_form(table, axis, key) for table, axis, key in _figures())
    for column, values in words["values"].items():
        yield from (Entry("value", f"{column}.{value}", **gloss) for value, gloss in values.items())
    yield from (Entry("finding", code, gloss.zh, gloss.en) for code, gloss in codes().items())
    yield from (Entry("reason", code, gloss.zh, gloss.en) for code, gloss in reasons().items())


@cache
def glosses() -> dict[str, dict[str, dict[str, Any]]]:
    """The descriptions in `dictionary.toml`: tables, views, columns and values, by name."""
    return read_toml("scraper.database", "dictionary.toml")


def table_glosses() -> dict[str, dict[str, Any]]:
    """The descriptions of tables and views alone, by name."""
    return glosses()["tables"] | glosses()["views"]


@cache
def _figures() -> tuple[tuple[str, str, str], ...]:
    """Every (table, axis, key) of all forms, the newest form's first."""
    found = (
        (name, axis, key)
        for form in forms().values()
        for name, table in form.tables.items()
        if name in judged_tables()
        for axis, keys in (("row", table.rows), ("column", table.columns))
        for key in keys
        if axis == "row" or name in record_tables()
    )
    return tuple(dict.fromkeys(found))


def _of_form(name: str, axis: str, key: str) -> Entry:
    lines = {
        version: getattr(form.tables[name], f"{axis}s")[key]
        for version, form in forms().items()
        if name in form.tables and key in getattr(form.tables[name], f"{axis}s")
    }
    newest = next(iter(lines.values()))
    own = newest.unit
    label = newest.labels[0] if axis == "row" else _whole(line.labels[0] for line in lines.values())
    unit = own if name == "statistics" else _unit_of(name, key) if axis == "column" else None
    return Entry(axis, f"{name}.{key}", label, english(key), unit, " ".join(lines))


def _whole(labels: Iterable[str]) -> str:
    """The labels of all forms, without those that are part of another's."""
    said = tuple(dict.fromkeys(labels))
    return "或".join(
        one for one in said if not any(one != other and one in other for other in said)
    )


def english(key: str) -> str:
    """A key in words: `withheld_state_secret` to `withheld: state secret`."""
    group = next(
        (one for one in _PREFIXES if key.startswith(f"{one}_") and not key.endswith("_total")), ""
    )
    tail = key.removeprefix(f"{group}_") if group and key != "other_organization" else key
    head = f"{group}: ".replace("_", " ") if tail != key and group != "other" else ""
    return head + (tail if tail != "misc" else "other").replace("_", " ")


def _unit_of(table: str, column: str) -> str | None:
    """The unit of a column of figures, in words."""
    return _UNITS.get(column) or (_UNITS.get(table) if column in figure_columns(table) else None)


@cache
def by_key() -> dict[tuple[str, str], Entry]:
    """Every description by kind and key."""
    return {(entry.kind, entry.key): entry for entry in entries()}


def value_words(column: str, value: object) -> str | None:
    """The meaning of a value of a column, in both languages; None if it has no description.

    >>> value_words("requests_status", "proved")
    '已核实 proved'
    """
    entry = of_value(column, value)
    return f"{entry.zh} {entry.en}" if entry else None


def of_value(column: str, value: object) -> Entry | None:
    """The description of a value of a column; None if it has none."""
    named = "status" if column.endswith("_status") else column
    return by_key().get(("value", f"{named}.{value}"))


def of_column(table: str, column: str) -> Entry | None:
    """The description of a column of a table or view: its own, its form's, or that of any column of the name."""
    source = _SOURCES.get(table, table)
    known = by_key()
    for kind, key in (
        ("column", f"{table}.{column}"),
        ("column", f"{source}.{column}"),
        ("row", f"{source}.{column}"),
        ("column", column),
    ):
        if (kind, key) in known:
            return _with_unit(known[kind, key], source)
    return _crossing(source, column)


def _with_unit(entry: Entry, table: str) -> Entry:
    counted = entry.kind == "row" and table != "statistics"  # whose rows have units of their own
    return entry._replace(unit=_UNITS.get(table)) if counted else entry


def _crossing(table: str, column: str) -> Entry | None:
    """The description of a wide column made of row and column: `reconsideration_upheld`."""
    known = by_key()
    for name, axis, row in _figures():
        tail = column.removeprefix(f"{row}_")
        if name != table or axis != "row" or tail == column:
            continue
        if tail == "amount_unit":
            return known["column", "unit"]
        if ("column", f"{table}.{tail}") in known:
            left, right = known["row", f"{table}.{row}"], known["column", f"{table}.{tail}"]
            zh, en = f"{left.zh}：{_header(table, row, tail)}", f"{left.en}: {right.en}"
            return Entry("column", column, zh, en, right.unit)
    return None


def _header(name: str, row: str, column: str) -> str:
    """The header printed over a place, in the newest form that has it."""
    tables = (form.tables[name] for form in forms().values() if name in form.tables)
    return next(
        table.columns[column].labels[0] for table in tables if (row, column) in table.places
    )
