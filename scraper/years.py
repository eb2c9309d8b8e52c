"""This module derives what two years of one agency say of each other: pairs that must agree, and gaps.

An agency is one over all its years by its organisation code, whatever it was called. Its own reports
and the consolidated ones of a government are never set beside each other.
"""

from collections.abc import Iterable, Iterator

from schemas.form import forms
from scraper.tables import figure_columns

# Rows in which one year's figure follows from the year before's; both forms that have them.
_IN_FORCE = ("rules", "normative_documents")
_ITEMS = ("licensing", "other_services", "penalties", "compulsory_measures", "fees")

_PAIR = """SELECT now.id AS report, was.id AS previous_report, now.agency,
  agencies.name AS agency_name, agencies.superior, now.report_year, now.scope, '{check}' AS "check",
  {key} AS key, {wanted} AS expected, {printed} AS printed, {difference} AS difference,
  {severity} AS severity, instr(a.decided, '"') + instr(b.decided, '"') > 0 AS decided
  FROM reports AS now JOIN reports AS was
    ON was.agency = now.agency AND was.scope = now.scope AND was.report_year = now.report_year - 1
  JOIN agencies ON agencies.id = now.agency
  JOIN {table} AS b ON b.report = now.id AND b.row {rows}
  JOIN {table} AS a ON a.report = was.id AND a.row = {before}
  WHERE {printed} IS NOT NULL AND ({wanted}) IS NOT NULL"""

GAPS = """SELECT agency, agency_name, superior, scope, report_year + 1 AS first_missing,
  next_year - 1 AS last_missing, next_year - report_year - 1 AS years, report AS previous_report,
  next_report
  FROM (SELECT reports.agency, agencies.name AS agency_name, agencies.superior, reports.scope,
    reports.report_year, reports.id AS report,
    lead(reports.report_year) OVER following AS next_year, lead(reports.id) OVER following AS next_report
    FROM reports JOIN agencies ON agencies.id = reports.agency WHERE reports.report_year IS NOT NULL
    WINDOW following AS (PARTITION BY reports.agency, reports.scope ORDER BY reports.report_year))
  WHERE next_year > report_year + 1"""


def pairs() -> Iterator[str]:
    """A SELECT for every rule between two years, each pair with both of its sides.

    What is only audited in practice is a warning, and of a total an error; what holds as a rule and
    may fail for good reasons is worth knowing, no more.
    """
    for column in figure_columns("requests"):
        yield _pair(
            check="carried-over", key=f"'{column}'", wanted=f"a.{column}", printed=f"b.{column}",
            table="requests", rows="= 'carried_over'", before="'carried_forward'",
            severity="error" if column == "total" else "warning",
        )  # fmt: skip
    yield _pair(
        check="in-force", wanted="a.in_force + coalesce(b.issued, 0) - coalesce(b.repealed, 0)",
        printed="b.in_force", rows=_among(_IN_FORCE), severity="warning",
    )  # fmt: skip
    yield _pair(
        check="items", wanted="a.items_previous_year + coalesce(a.items_change, 0)",
        printed="b.items_previous_year", rows=_among(_ITEMS), severity="info",
    )  # fmt: skip
    yield _pair(
        check="disclosed", wanted="a.total_disclosed + coalesce(b.newly_disclosed, 0)",
        printed="b.total_disclosed", rows=_among(_IN_FORCE), severity="info",
    )  # fmt: skip
    yield _pair(
        check="pending", wanted="a.pending", printed="b.total", table="disputes",
        rows=_among(forms()["2021"].tables["disputes"].rows), severity="info",
        difference="min(b.total - a.pending, 0)",
    )  # fmt: skip


def _among(rows: Iterable[str]) -> str:
    return f"IN ({', '.join(map(repr, rows))})"


def _pair(**told: str) -> str:
    told = {"key": "b.row", "table": "disclosures", "before": "b.row"} | told
    told.setdefault("difference", f"{told['printed']} - ({told['wanted']})")
    return _PAIR.format(**told | {"severity": f"'{told['severity']}'"})
