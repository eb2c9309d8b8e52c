"""This module derives the tables with one row per report: wide tables, quality, publication.

They contain nothing that the other tables do not. `scraper.database.derived` fills them at the end of a
run, so that queries over the whole country need no joins.
"""

from functools import cache
from typing import NamedTuple

from schemas.form import Table, forms
from scraper.database.tables import judged_tables

Places = list[tuple[str, str, str]]
Columns = dict[str, tuple[str, str]]  # name: SQL type, SQL expression
KEY = "TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED"
_HEAD: Columns = {
    "report": (KEY, "reports.id"),
    "agency": ("TEXT NOT NULL", "reports.agency"),
    "agency_name": ("TEXT", "agencies.name"),
    "superior": ("TEXT", "agencies.superior"),
    "report_year": ("INTEGER", "reports.report_year"),
    "scope": ("TEXT NOT NULL", "reports.scope"),
    "level": ("TEXT", "agencies.level"),
    "region": ("TEXT", "agencies.region"),
    "form": ("TEXT", "reports.form"),
    "corrections": ("INTEGER NOT NULL", "reports.corrections"),
    "capture": ("TEXT NOT NULL", "reports.capture"),
    "published_on": ("TEXT", "reports.published_on"),
}
WIDE_HEAD = ("report", "agency", "agency_name", "superior", "report_year", "scope", "level",
             "region", "form", "status", "corrections")  # fmt: skip
_COUNT = "(SELECT count(*) FROM {} WHERE report = lacking.report{})"
_HAS = "EXISTS (SELECT 1 FROM {} AS t WHERE t.report = lacking.report)"
_INDICATOR = """(SELECT coalesce(value, amount) FROM statistics WHERE report = lacking.report
  AND indicator = '{key}' GROUP BY indicator HAVING count(*) = 1)"""
_CAPTURES = "LEFT JOIN captures ON captures.report = lacking.report GROUP BY lacking.report"
_TEXT = ("amount", "unit")  # money is exact text
FIRST = "min(captures.claimed_on)"
DUE = """(lacking.report_year + 1) ||
    CASE lacking.scope WHEN 'consolidated' THEN '-03-31' ELSE '-01-31' END"""
LATE = f"CAST(julianday({FIRST}) - julianday({DUE}) AS INTEGER)"
TIMING = f"""CASE WHEN {FIRST} IS NULL OR lacking.report_year IS NULL THEN 'undated'
    WHEN {FIRST} > {DUE} THEN 'late' ELSE 'in-time' END"""


class DerivedTable(NamedTuple):
    """A table made of others: its columns, and the FROM clause of the rows that it lacks, where `{name}` is its name."""

    columns: Columns
    source: str
    key: str | None = None

    def create(self, name: str) -> str:
        """The statement that creates the table."""
        columns = ",\n  ".join(f"{column} {kind}" for column, (kind, _) in self.columns.items())
        if self.key is None:
            return f"CREATE TABLE {name} (\n  {columns}) STRICT;\n"
        key = f"PRIMARY KEY ({self.key})"
        return f"CREATE TABLE {name} (\n  {columns},\n  {key}) STRICT, WITHOUT ROWID;\n"

    def fill(self, name: str) -> str:
        """The statement that adds the rows that the table lacks."""
        cells = ",\n  ".join(cell for _, cell in self.columns.values())
        return f"INSERT INTO {name} SELECT {cells}\n  FROM {self.source.format(name=name)}"  # noqa: S608


def _of_reports(columns: Columns, source: str) -> DerivedTable:
    """A table with one row per report, filled for the reports in `temp.lacking`."""
    return DerivedTable(columns, f"temp.lacking {source}", "report")


@cache
def lines() -> dict[str, DerivedTable]:
    """All tables with one row per report, by name."""
    return {
        **{name: _wide(table, places) for name, table, places in wide_places()},
        "statistic_totals": _indicators(),
        "quality": _of_reports(_quality(), "CROSS JOIN captures ON captures.id = lacking.capture"),
        "publication": _of_reports(_publication(), _CAPTURES),
    }


def wide_places() -> list[tuple[str, str, Places]]:
    """The name, source table and places (column, row, source column) of every wide table."""
    return [
        ("request_totals", "requests", [(key, key, "total") for key in rows_of("requests")]),
        ("dispute_totals", "disputes", _places("disputes")),
        ("disclosure_totals", "disclosures", _places("disclosures")),
    ]


def rows_of(name: str) -> list[str]:
    """The rows of a table in any version of the form, the newest version's first."""
    return list(dict.fromkeys(row for table in _versions(name) for row in table.rows))


def _versions(name: str) -> list[Table]:
    return [form.tables[name] for form in forms().values() if name in form.tables]


def _places(name: str) -> Places:
    """Every place of a table as (name of the wide column, row, column); money with its unit."""
    places = dict.fromkeys(place for table in _versions(name) for place in table.places)
    found = []
    for row, column in places:
        found.append((f"{row}_{column}", row, column))
        if column == "amount":
            found.append((f"{row}_amount_unit", row, "unit"))
    return found


def lacking() -> Columns:
    """The columns of `temp.lacking`: what all these tables need of report and agency, looked up once."""
    statuses = (f"{table}_status" for table in judged_tables())
    counts = ("held", "failed", "not_judged", "revisions")
    columns = {name: ("", f"reports.{name}") for name in ("status", *statuses, *counts)}
    return _HEAD | columns


def _of(*names: str) -> Columns:
    """Columns taken over unchanged."""
    return {name: (_HEAD[name][0], f"lacking.{name}") for name in names}


def _wide_head(table: str) -> Columns:
    status = {"status": ("TEXT NOT NULL", f"lacking.{table}_status")}
    head = _of(*(name for name in WIDE_HEAD if name != "status")) | status
    return {name: head[name] for name in WIDE_HEAD}


def _wide(table: str, places: Places) -> DerivedTable:
    """A wide table with one join per row of its source, which takes a quarter of the time of an aggregate."""
    rows = list(dict.fromkeys(row for _, row, _ in places))
    cells = {
        name: ("TEXT" if column in _TEXT else "INTEGER", f"t{rows.index(row)}.{column}")
        for name, row, column in places
    }
    joins = "\n  ".join(
        f"LEFT JOIN {table} AS t{n} ON t{n}.report = lacking.report AND t{n}.row = '{row}'"
        for n, row in enumerate(rows)
    )
    return _of_reports(_wide_head(table) | cells, f"{joins}\n  WHERE {_HAS.format(table)}")


def _indicators() -> DerivedTable:
    """The indicators of the statistics before 2019; one that is printed in several columns is left blank."""
    cells = {key: ("ANY", _INDICATOR.format(key=key)) for key in rows_of("statistics")}
    return _of_reports(_wide_head("statistics") | cells, f"WHERE {_HAS.format('statistics')}")


def _quality() -> Columns:
    counts = {
        "errors": _COUNT.format("findings", " AND severity = 'error'"),
        "warnings": _COUNT.format("findings", " AND severity = 'warning'"),
        "repairs": _COUNT.format("repairs", ""),
        "corrections": "lacking.corrections",
        "revisions": "lacking.revisions",
    }
    statuses = ("status", *(f"{table}_status" for table in judged_tables()))
    judged = {name: f"lacking.{name}" for name in ("held", "failed", "not_judged")} | counts
    return (
        _of("report", "agency", "agency_name", "superior", "report_year", "scope", "form")
        | {name: ("TEXT NOT NULL", f"lacking.{name}") for name in statuses}
        | {name: ("INTEGER NOT NULL", cell) for name, cell in judged.items()}
        | {"url": ("TEXT", "captures.url"), "file": ("TEXT", "captures.name")}
    )


def _publication() -> Columns:
    head = ("report", "agency", "agency_name", "superior", "report_year", "scope", "level")
    return (
        _of(*head)
        | {"first_published_on": ("TEXT", FIRST)}
        | _of("published_on")
        | {
            "due_on": ("TEXT", DUE),
            "days_late": ("INTEGER", LATE),
            "timing": ("TEXT NOT NULL", TIMING),
        }
    )


def line_schema() -> str:
    """The tables with one row per report, as SQL."""
    return "".join(line.create(name) for name, line in lines().items())
