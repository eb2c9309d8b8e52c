"""This module derives the views from the forms: shares, pairs of years, tidy facts.

No view adds a government's consolidated report to those of its departments: every row comes from one
report, or from two of one agency.
"""

from functools import cache

from scraper.database.lines import WIDE_HEAD, rows_of
from scraper.database.tables import figure_columns, record_tables
from scraper.database.years import ADJACENT, pairs

_ADJACENT = ADJACENT.format(now="reports AS now")
_GROUPS = ("withheld", "unable", "not_processed", "other")

# The unary plus removes the column's type affinity, which in a join would turn money into floats.
_FACT = """SELECT report, '{table}' AS "table", row, '{column}' AS column, +{column} AS value,
  {unit} AS unit, json_extract(printed, '$.{column}') AS printed,
  instr(decided, '"{column}"') > 0 AS decided FROM {table}
  WHERE {column} IS NOT NULL OR json_extract(printed, '$.{column}') IS NOT NULL"""


@cache
def views() -> dict[str, str]:
    """The SELECT of every view by name, in order of creation."""
    return {
        "outcomes": _outcomes(),
        "year_pairs": "\nUNION ALL ".join(pairs(f"({_ADJACENT})")),
        "facts": "\nUNION ALL ".join(
            _fact(table, column)
            for table in record_tables()
            for column in figure_columns(table)
            if column != "unit"
        ),
    }


def outcome_totals() -> dict[str, str]:
    """SQL for the total of each group of outcomes, from the columns of `request_totals`."""
    sums = {"disclosed_total": ["granted", "partially_granted"]}
    sums |= {
        f"{group}_total": [row for row in rows_of("requests") if row.startswith(f"{group}_")]
        for group in _GROUPS
    }
    return {name: _sum(rows) for name, rows in sums.items()}


def _outcomes() -> str:
    """The view of outcomes: computed totals, and their shares of all results."""
    sums = outcome_totals()
    totals = ",\n  ".join(f"{total} AS {name}" for name, total in sums.items())
    shares = ",\n  ".join(
        f"round(1.0 * {total} / nullif(results_total, 0), 4) AS {name.removesuffix('_total')}_share"
        for name, total in sums.items()
    )
    load = _sum(["new_requests", "carried_over"])
    backlog = f"round(1.0 * carried_forward / nullif({load}, 0), 4) AS backlog_share"
    return (
        f"SELECT {', '.join(WIDE_HEAD)},\n  results_total,\n  {totals},\n  {shares},\n"  # noqa: S608
        f"  {backlog}\n  FROM request_totals"
    )


def _sum(columns: list[str]) -> str:
    """SQL for the sum of columns; NULL if all of them are blank."""
    added = " + ".join(f"coalesce({column}, 0)" for column in columns)
    return f"CASE WHEN coalesce({', '.join(columns)}) IS NOT NULL THEN {added} END"


def _fact(table: str, column: str) -> str:
    unit = "unit" if column == "amount" else "NULL"
    return _FACT.format(table=table, column=column, unit=unit)
