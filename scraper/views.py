"""This module derives the views from the forms: wide lines, shares, pairs of years, tidy facts.

No view adds the report of a government with its departments to those of the departments: every
line is one report's, or a pair of one agency's.
"""

from functools import cache

from schemas.form import Table, forms
from scraper.punctuality import PUBLICATION
from scraper.tables import figure_columns, judged_tables, record_tables
from scraper.years import GAPS, pairs

_HEAD = """reports.id AS report, reports.agency, agencies.name AS agency_name, agencies.superior,
  reports.report_year, reports.scope, agencies.level, agencies.region, reports.form,
  reports.{table}_status AS status, reports.corrections"""
# A cell is looked up by its key when it is asked for: a page of lines, their count and a facet cost
# nothing for the cells that they do not show, however many reports there are.
_FROM = """FROM reports JOIN agencies ON agencies.id = reports.agency
  WHERE EXISTS (SELECT 1 FROM {table} AS t WHERE t.report = reports.id)"""
_CELL = "(SELECT {column} FROM {table} WHERE report = reports.id AND row = '{row}')"
_INDICATOR = """(SELECT coalesce(value, amount) FROM statistics WHERE report = reports.id
  AND indicator = '{key}' GROUP BY indicator HAVING count(*) = 1)"""

_GROUPS = ("withheld", "unable", "not_processed", "other")

_QUALITY = """SELECT reports.id AS report, reports.agency, agencies.name AS agency_name,
  agencies.superior, reports.report_year, reports.scope, reports.form, reports.status,
  {statuses}, reports.held, reports.failed, reports.not_judged,
  (SELECT count(*) FROM findings WHERE report = reports.id AND severity = 'error') AS errors,
  (SELECT count(*) FROM findings WHERE report = reports.id AND severity = 'warning') AS warnings,
  (SELECT count(*) FROM repairs WHERE report = reports.id) AS repairs,
  reports.corrections,
  reports.revisions, captures.url, captures.name AS file
  FROM reports JOIN agencies ON agencies.id = reports.agency
  JOIN captures ON captures.id = reports.capture"""

_COVERAGE = """SELECT agencies.id AS agency, agencies.name AS agency_name, agencies.superior,
  agencies.level, agencies.region, years.report_year,
  max(CASE WHEN reports.scope = 'own' THEN reports.id END) AS own_report,
  max(CASE WHEN reports.scope = 'consolidated' THEN reports.id END) AS consolidated_report,
  min(reports.published_on) AS published_on, count(reports.id) AS reports
  FROM agencies CROSS JOIN (SELECT DISTINCT report_year FROM reports
    WHERE report_year IS NOT NULL) AS years
  LEFT JOIN reports ON reports.agency = agencies.id AND reports.report_year = years.report_year
  GROUP BY agencies.id, years.report_year"""

# The plus keeps a view's column from having a type, by which a join would turn money into floats.
_FACT = """SELECT report, '{table}' AS "table", row, '{column}' AS column, +{column} AS value,
  {unit} AS unit, json_extract(printed, '$.{column}') AS printed,
  instr(decided, '"{column}"') > 0 AS decided FROM {table}
  WHERE {column} IS NOT NULL OR json_extract(printed, '$.{column}') IS NOT NULL"""


@cache
def views() -> dict[str, str]:
    """Every view's SELECT, by name, in the order in which they are made."""
    return {
        **{name: _wide(table, places) for name, table, places in wide_places()},
        "statistic_totals": _indicators(),
        "outcomes": _outcomes(),
        "year_pairs": "\nUNION ALL ".join(pairs()),
        "year_gaps": GAPS,
        "quality": _QUALITY.format(
            statuses=", ".join(f"reports.{table}_status" for table in judged_tables())
        ),
        "coverage": _COVERAGE,
        "publication": PUBLICATION,
        "facts": "\nUNION ALL ".join(
            _fact(table, column)
            for table in record_tables()
            for column in figure_columns(table)
            if column != "unit"
        ),
    }


def wide_places() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Of every wide view its name, its table, and its places as (column of the view, row, column)."""
    return [
        ("request_totals", "requests", [(key, key, "total") for key in _rows("requests")]),
        ("dispute_totals", "disputes", _places("disputes")),
        ("disclosure_totals", "disclosures", _places("disclosures")),
    ]


def _tables(name: str) -> list[Table]:
    """A table in every version of the form that has it, the newest first."""
    return [form.tables[name] for form in forms().values() if name in form.tables]


def _rows(name: str) -> list[str]:
    return list(dict.fromkeys(row for table in _tables(name) for row in table.rows))


def _places(name: str) -> list[tuple[str, str, str]]:
    """Every place of a table as (name of the wide column, row, column); money with its unit."""
    places = dict.fromkeys(place for table in _tables(name) for place in table.places)
    found = []
    for row, column in places:
        found.append((f"{row}_{column}", row, column))
        if column == "amount":
            found.append((f"{row}_amount_unit", row, "unit"))
    return found


def _wide(table: str, places: list[tuple[str, str, str]]) -> str:
    cells = ",\n  ".join(
        f"{_CELL.format(table=table, row=row, column=column)} AS {name}"
        for name, row, column in places
    )
    return f"SELECT {_HEAD.format(table=table)},\n  {cells}\n  {_FROM.format(table=table)}"


def _indicators() -> str:
    """Every indicator of the statistics before 2019; one that is printed in several columns is none."""
    cells = ",\n  ".join(f"{_INDICATOR.format(key=key)} AS {key}" for key in _rows("statistics"))
    head, tail = _HEAD.format(table="statistics"), _FROM.format(table="statistics")
    return f"SELECT {head},\n  {cells}\n  {tail}"


def _outcomes() -> str:
    """How requests ended: computed totals, and the share that each has of all results."""
    sums = {"disclosed_total": ["granted", "partially_granted"]}
    sums |= {
        f"{group}_total": [row for row in _rows("requests") if row.startswith(f"{group}_")]
        for group in _GROUPS
    }
    results = _sum(["results_total"])
    totals = ",\n  ".join(f"{_sum(rows)} AS {name}" for name, rows in sums.items())
    shares = ",\n  ".join(
        f"round(1.0 * {_sum(rows)} / nullif({results}, 0), 4) AS {name.removesuffix('_total')}_share"
        for name, rows in sums.items()
    )
    load = _sum(["new_requests", "carried_over"])
    backlog = f"round(1.0 * {_sum(['carried_forward'])} / nullif({load}, 0), 4) AS backlog_share"
    return (
        f"SELECT {_HEAD.format(table='requests')},\n  {results} AS results_total,\n  {totals},\n"
        f"  {shares},\n  {backlog}\n  {_FROM.format(table='requests')}"
    )


def _sum(rows: list[str]) -> str:
    keys = ", ".join(map(repr, rows))
    return f"(SELECT sum(total) FROM requests WHERE report = reports.id AND row IN ({keys}))"  # noqa: S608


def _fact(table: str, column: str) -> str:
    unit = "unit" if column == "amount" else "NULL"
    return _FACT.format(table=table, column=column, unit=unit)
