"""This module defines the derived tables a second time, cell by cell, as a check on the definitions of the program.

Nothing here is fast, or shared with what fills the tables; a test holds the two against each other.
"""

from schemas.form import Table, forms
from scraper.database.tables import judged_tables
from scraper.database.views import views

_HEAD = """reports.id AS report, reports.agency, agencies.name AS agency_name, agencies.superior,
  reports.report_year, reports.scope, agencies.level, agencies.region, reports.form,
  reports.{table}_status AS status, reports.corrections"""
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

_GAPS = """SELECT agency, agency_name, superior, scope, report_year + 1 AS first_missing,
  next_year - 1 AS last_missing, next_year - report_year - 1 AS years, report AS previous_report,
  next_report
  FROM (SELECT reports.agency, agencies.name AS agency_name, agencies.superior, reports.scope,
    reports.report_year, reports.id AS report,
    lead(reports.report_year) OVER following AS next_year, lead(reports.id) OVER following AS next_report
    FROM reports JOIN agencies ON agencies.id = reports.agency WHERE reports.report_year IS NOT NULL
    WINDOW following AS (PARTITION BY reports.agency, reports.scope ORDER BY reports.report_year))
  WHERE next_year > report_year + 1"""

_FIRST = "(SELECT min(claimed_on) FROM captures WHERE captures.report = reports.id)"
_DUE = """(reports.report_year + 1) ||
    CASE reports.scope WHEN 'consolidated' THEN '-03-31' ELSE '-01-31' END"""

PUBLICATION = f"""SELECT reports.id AS report, reports.agency, agencies.name AS agency_name,
  agencies.superior, reports.report_year, reports.scope, agencies.level,
  {_FIRST} AS first_published_on, reports.published_on, {_DUE} AS due_on,
  CAST(julianday({_FIRST}) - julianday({_DUE}) AS INTEGER) AS days_late,
  CASE WHEN {_FIRST} IS NULL OR reports.report_year IS NULL THEN 'undated'
    WHEN {_FIRST} > {_DUE} THEN 'late' ELSE 'in-time' END AS timing
  FROM reports JOIN agencies ON agencies.id = reports.agency"""


def definitions() -> dict[str, str]:
    """Of every derived table, and of the outcomes, the SELECT that gives it."""
    return {
        "request_totals": _wide("requests", [(row, row, "total") for row in _rows("requests")]),
        "dispute_totals": _wide("disputes", _places("disputes")),
        "disclosure_totals": _wide("disclosures", _places("disclosures")),
        "statistic_totals": _indicators(),
        "outcomes": _outcomes(),
        "quality": _QUALITY.format(
            statuses=", ".join(f"reports.{table}_status" for table in judged_tables())
        ),
        "coverage": _COVERAGE,
        "publication": PUBLICATION,
        "year_gaps": _GAPS,
        "year_breaks": f"SELECT * FROM ({views()['year_pairs']}) WHERE difference != 0",
    }


def _rows(name: str) -> list[str]:
    return list(dict.fromkeys(row for table in _versions(name) for row in table.rows))


def _versions(name: str) -> list[Table]:
    return [form.tables[name] for form in forms().values() if name in form.tables]


def _places(name: str) -> list[tuple[str, str, str]]:
    """Every place of a table as (name of the wide column, row, column); money with its unit."""
    places = dict.fromkeys(place for table in _versions(name) for place in table.places)
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
    return f"(SELECT sum(total) FROM requests WHERE report = reports.id AND row IN ({keys}))"
