"""This module compares consecutive years of one agency: figures that must agree, and gaps.

An agency is identified by its organisation code over all years, even if its name changes. Own and
consolidated reports are never compared with each other.
"""

from collections.abc import Iterable, Iterator

from schemas.form import forms
from scraper.database.tables import figure_columns

# Rows whose figures follow from those of the previous year.
_IN_FORCE = ("rules", "normative_documents")
_ITEMS = ("licensing", "other_services", "penalties", "compulsory_measures", "fees")

# Of the other rules on what an agency discloses: the check, what is expected by the year before, what is
# printed, the rows, and the severity.
_RULES = (
    ("in-force", "a.in_force + coalesce(b.issued, 0) - coalesce(b.repealed, 0)", "b.in_force",
     _IN_FORCE, "warning"),
    ("items", "a.items_previous_year + coalesce(a.items_change, 0)", "b.items_previous_year",
     _ITEMS, "info"),
    ("disclosed", "a.total_disclosed + coalesce(b.newly_disclosed, 0)", "b.total_disclosed",
     _IN_FORCE, "info"),
)  # fmt: skip

# Two reports of one agency and scope in consecutive years; {now} is the source of the later ones.
ADJACENT = """SELECT now.id AS report, was.id AS previous_report, now.agency,
  agencies.name AS agency_name, agencies.superior, now.report_year, now.scope
  FROM {now} CROSS JOIN reports AS was
    ON was.agency = now.agency AND was.scope = now.scope AND was.report_year = now.report_year - 1
  CROSS JOIN agencies ON agencies.id = now.agency"""
_PAIR = """SELECT pair.report, pair.previous_report, pair.agency, pair.agency_name, pair.superior,
  pair.report_year, pair.scope, '{check}' AS "check", {key} AS key, {wanted} AS expected,
  {printed} AS printed, {difference} AS difference, {severity} AS severity,
  instr(a.decided, '"') + instr(b.decided, '"') > 0 AS decided
  FROM {pairs} AS pair CROSS JOIN {table} AS b ON b.report = pair.report AND b.row {rows}
  CROSS JOIN {table} AS a ON a.report = pair.previous_report AND a.row = {before}{each}
  WHERE {printed} IS NOT NULL AND ({wanted}) IS NOT NULL"""

GAPS_TABLE = """CREATE TABLE year_gaps (
  agency TEXT NOT NULL REFERENCES agencies(id) ON DELETE CASCADE,
  agency_name TEXT, superior TEXT, scope TEXT NOT NULL,
  first_missing INTEGER NOT NULL, last_missing INTEGER NOT NULL, years INTEGER NOT NULL,
  previous_report TEXT NOT NULL, next_report TEXT NOT NULL,
  PRIMARY KEY (agency, scope, first_missing)) STRICT, WITHOUT ROWID;
"""
# The years without a report between two reports of an agency; {told} has the agencies. Each report finds
# the next one by an index, so that nothing has to be sorted.
GAPS = """SELECT was.agency, agencies.name, agencies.superior, was.scope, was.report_year + 1,
  now.report_year - 1, now.report_year - was.report_year - 1, was.id, now.id
  FROM {told} AS told CROSS JOIN agencies ON agencies.id = told.agency
  CROSS JOIN reports AS was ON was.agency = told.agency
  CROSS JOIN reports AS now ON now.agency = was.agency AND now.scope = was.scope
    AND now.report_year = (SELECT min(report_year) FROM reports WHERE agency = was.agency
      AND report_year > was.report_year AND scope = was.scope)
  WHERE now.report_year > was.report_year + 1"""


def pairs(pairs: str) -> Iterator[str]:
    """A SELECT for every rule between two years, with the expected and the printed figure.

    `pairs` is a table or query with the columns of ADJACENT. A figure that auditors require to agree gives
    a warning, for a total an error; one that may differ for good reasons gives an info.
    """
    columns = figure_columns("requests")
    yield _pair(
        pairs=pairs, check="carried-over", key="each.key", table="requests",
        wanted=_chosen("a", columns), printed=_chosen("b", columns),
        rows="= 'carried_over'", before="'carried_forward'", each=_each(columns),
        severity="CASE each.key WHEN 'total' THEN 'error' ELSE 'warning' END",
    )  # fmt: skip
    for check, wanted, printed, rows, severity in _RULES:
        yield _pair(
            pairs=pairs, check=check, wanted=wanted, printed=printed, rows=_among(rows),
            severity=f"'{severity}'",
        )  # fmt: skip
    yield _pair(
        pairs=pairs, check="pending", wanted="a.pending", printed="b.total", table="disputes",
        rows=_among(forms()["2021"].tables["disputes"].rows), severity="'info'",
        difference="min(b.total - a.pending, 0)",
    )  # fmt: skip


def _chosen(side: str, columns: Iterable[str]) -> str:
    cases = " ".join(f"WHEN '{column}' THEN {side}.{column}" for column in columns)
    return f"CASE each.key {cases} END"


def _each(columns: Iterable[str]) -> str:
    """A join with one row per column name."""
    keys = " UNION ALL ".join(f"SELECT '{column}' AS key" for column in columns)
    return f"\n  CROSS JOIN ({keys}) AS each"


def _among(rows: Iterable[str]) -> str:
    return f"IN ({', '.join(map(repr, rows))})"


def _pair(**parts: str) -> str:
    parts = {"key": "b.row", "table": "disclosures", "before": "b.row", "each": ""} | parts
    parts.setdefault("difference", f"{parts['printed']} - ({parts['wanted']})")
    return _PAIR.format(**parts)
