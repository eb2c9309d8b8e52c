"""This module maintains the derived tables: one-row-per-report tables, breaks between years, coverage.

Triggers delete the rows that a change of a report, an agency or a capture makes stale, in the same
transaction; the end of a run fills in what is missing. So a run that adds a hundred reports to a million
computes a hundred rows, and a killed run leaves no stale ones.
"""

import sqlite3

from scraper.database.lines import KEY, lacking, line_schema, lines
from scraper.database.sums import yearly, yearly_schema
from scraper.database.tables import statements_of
from scraper.database.years import ADJACENT, GAPS, GAPS_TABLE, pairs

_COVERAGE = """CREATE TABLE coverage (
  agency TEXT NOT NULL REFERENCES agencies(id) ON DELETE CASCADE,
  agency_name TEXT, superior TEXT, level TEXT, region TEXT,
  report_year INTEGER NOT NULL, own_report TEXT, consolidated_report TEXT, published_on TEXT,
  reports INTEGER NOT NULL, PRIMARY KEY (agency, report_year)) STRICT, WITHOUT ROWID;
"""
_BREAKS = f"""CREATE TABLE year_breaks (
  report {KEY},
  previous_report TEXT NOT NULL, agency TEXT NOT NULL, agency_name TEXT, superior TEXT,
  report_year INTEGER NOT NULL, scope TEXT NOT NULL, "check" TEXT NOT NULL, key TEXT NOT NULL,
  expected INTEGER NOT NULL, printed INTEGER NOT NULL, difference INTEGER NOT NULL,
  severity TEXT NOT NULL, decided INTEGER NOT NULL,
  PRIMARY KEY (report, "check", key)) STRICT, WITHOUT ROWID;
"""
# Only pairs of years with at least twice or at most half as many decisions in the later one.
_CHANGES = f"""CREATE TABLE sudden_changes (
  report {KEY},
  agency_name TEXT, report_year INTEGER NOT NULL, row TEXT NOT NULL, year_before INTEGER NOT NULL,
  decisions INTEGER NOT NULL, PRIMARY KEY (report, row)) STRICT, WITHOUT ROWID;
"""
_RISES = f"""CREATE TABLE backlog_rises (
  report {KEY},
  previous_report TEXT NOT NULL, agency_name TEXT, report_year INTEGER NOT NULL,
  year_before INTEGER NOT NULL, carried_forward INTEGER NOT NULL, PRIMARY KEY (report)) STRICT, WITHOUT ROWID;
"""
_OF_REPORT = (*lines(), "year_breaks", "sudden_changes", "backlog_rises")
_OF_PAIR = ("year_breaks", "sudden_changes", "backlog_rises")
_OF_AGENCY = ("coverage", "year_gaps")  # derived from all reports of an agency
DERIVED = (*_OF_REPORT, *_OF_AGENCY, *yearly())
_TRIGGERS = f"""CREATE TRIGGER reports_gone AFTER DELETE ON reports BEGIN
  {" ".join(f"DELETE FROM {name} WHERE report = old.id;" for name in _OF_REPORT)}
  {
    " ".join(
        f"DELETE FROM {name} WHERE report IN (SELECT id FROM reports WHERE agency = old.agency"
        " AND scope = old.scope AND report_year = old.report_year + 1);"
        for name in _OF_PAIR
    )
}
  {" ".join(f"DELETE FROM {name} WHERE report_year IS old.report_year;" for name in yearly())}
  {" ".join(f"DELETE FROM {name} WHERE agency = old.agency;" for name in _OF_AGENCY)} END;
CREATE TRIGGER agencies_changed AFTER UPDATE OF name, superior, level, region ON agencies
  WHEN (old.name, old.superior, old.level, old.region)
  IS NOT (new.name, new.superior, new.level, new.region) BEGIN
  {
    " ".join(
        f"DELETE FROM {name} WHERE report IN (SELECT id FROM reports WHERE agency = old.id);"
        for name in _OF_REPORT
    )
}
  {" ".join(f"DELETE FROM {name} WHERE agency = old.id;" for name in _OF_AGENCY)} END;
CREATE TRIGGER captures_filed AFTER UPDATE OF report, claimed_on ON captures
  WHEN (old.report, old.claimed_on) IS NOT (new.report, new.claimed_on) BEGIN
  DELETE FROM publication WHERE report IN (old.report, new.report); END;
""".replace(";\n  ", "; ")  # noqa: S608  (names are ours)

# Missing rows are listed in temporary tables: otherwise SQLite would copy what it reads and writes at once.
_TEMPORARY = (
    f"CREATE TEMP TABLE IF NOT EXISTS lacking ({', '.join(lacking())}, PRIMARY KEY (report)) WITHOUT ROWID",
    """CREATE TEMP TABLE IF NOT EXISTS paired (report, previous_report, agency, agency_name, superior,
      report_year, scope, PRIMARY KEY (report)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS uncovered (agency, report_year,
      PRIMARY KEY (agency, report_year)) WITHOUT ROWID""",
    "DELETE FROM temp.lacking",
    "DELETE FROM temp.paired",
    "DELETE FROM temp.uncovered",
)
# A report that lacks a row in any table lacks that of `publication`, which becomes stale most easily.
_LACKING = f"""INSERT INTO temp.lacking SELECT {", ".join(cell for _, cell in lacking().values())}
  FROM reports CROSS JOIN agencies ON agencies.id = reports.agency
  WHERE NOT EXISTS (SELECT 1 FROM publication WHERE report = reports.id) ORDER BY reports.id"""  # noqa: S608
_HAS_LINES = "DELETE FROM temp.lacking WHERE report IN (SELECT report FROM quality)"
# A report is paired again if it is new, or the report of its previous year is.
_PAIRED = "INSERT INTO temp.paired " + ADJACENT.format(
    now="temp.lacking CROSS JOIN reports AS now ON now.id = lacking.report"
)
_NEXT = "INSERT OR IGNORE INTO temp.paired " + ADJACENT.format(
    now="""temp.lacking CROSS JOIN reports AS now ON now.agency = lacking.agency
    AND now.scope = lacking.scope AND now.report_year = lacking.report_year + 1"""
)
_UNPAIR = "DELETE FROM {} WHERE report IN (SELECT report FROM temp.paired)"
_CHANGE = """INSERT INTO sudden_changes SELECT pair.report, pair.agency_name, pair.report_year, d.row,
  b.decisions, d.decisions FROM temp.paired AS pair
  CROSS JOIN disclosures AS d ON d.report = pair.report
  CROSS JOIN disclosures AS b ON b.report = pair.previous_report AND b.row = d.row
  WHERE d.decisions IS NOT NULL AND b.decisions > 0
    AND (d.decisions >= b.decisions * 2 OR d.decisions * 2 <= b.decisions)"""
_RISE = """INSERT INTO backlog_rises SELECT pair.report, pair.previous_report, pair.agency_name,
  pair.report_year, b.carried_forward, d.carried_forward FROM temp.paired AS pair
  CROSS JOIN request_totals AS d ON d.report = pair.report
  CROSS JOIN request_totals AS b ON b.report = pair.previous_report
  WHERE d.carried_forward > b.carried_forward"""
_OLD_YEAR = """DELETE FROM {0} WHERE EXISTS (
  SELECT 1 FROM temp.lacking WHERE lacking.report_year IS {0}.report_year)"""
_BREAK = "INSERT INTO year_breaks SELECT * FROM ({}) WHERE difference != 0"
_YEARS = "SELECT DISTINCT report_year FROM reports WHERE report_year IS NOT NULL"
_NO_YEAR = f"DELETE FROM coverage WHERE report_year NOT IN ({_YEARS})"  # noqa: S608
_STALE = """DELETE FROM coverage
  WHERE (agency, report_year) IN (SELECT agency, report_year FROM temp.lacking)"""
_UNCOVERED = f"""INSERT INTO temp.uncovered SELECT agencies.id, years.report_year
  FROM agencies CROSS JOIN ({_YEARS}) AS years
  WHERE NOT EXISTS (SELECT 1 FROM coverage
    WHERE agency = agencies.id AND report_year = years.report_year)"""  # noqa: S608
_COVER = """INSERT INTO coverage SELECT agencies.id, agencies.name, agencies.superior,
  agencies.level, agencies.region, uncovered.report_year,
  max(CASE WHEN reports.scope = 'own' THEN reports.id END),
  max(CASE WHEN reports.scope = 'consolidated' THEN reports.id END),
  min(reports.published_on), count(reports.id)
  FROM temp.uncovered CROSS JOIN agencies ON agencies.id = uncovered.agency
  LEFT JOIN reports ON reports.agency = uncovered.agency
    AND reports.report_year = uncovered.report_year
  GROUP BY uncovered.agency, uncovered.report_year"""

# An agency with an added or removed report lacks a row of `coverage`.
_CHANGED = "(SELECT DISTINCT agency FROM temp.uncovered)"
_NO_GAPS = f"DELETE FROM year_gaps WHERE agency IN {_CHANGED}"  # noqa: S608
_GAP = "INSERT INTO year_gaps " + GAPS.format(told=_CHANGED)


def derived_schema() -> str:
    """The derived tables and the triggers that keep them up to date, as SQL."""
    own = (_COVERAGE, GAPS_TABLE, _BREAKS, _CHANGES, _RISES)
    return "".join((line_schema(), *own, yearly_schema(), _TRIGGERS))


def renew_derived(db: sqlite3.Connection) -> None:
    """Create the derived tables anew, empty; the end of the run fills them."""
    triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for name in DERIVED:
        db.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in statements_of(derived_schema()):
        db.execute(statement)


def derive(db: sqlite3.Connection) -> None:
    """Fill in what the derived tables lack, within the caller's transaction."""
    old_years = (_OLD_YEAR.format(name) for name in yearly())
    filled = lines()["publication"].fill("publication")
    for statement in (*_TEMPORARY, _LACKING, *old_years, filled, _HAS_LINES):
        db.execute(statement)
    for name, line in lines().items():
        if name != "publication":
            db.execute(line.fill(name))
    _pair(db)
    for statement in (_NO_YEAR, _STALE, _UNCOVERED, _COVER, _NO_GAPS, _GAP):
        db.execute(statement)
    for name, one in yearly().items():
        db.execute(one.fill(name))


def _pair(db: sqlite3.Connection) -> None:
    breaks = map(_BREAK.format, pairs("temp.paired"))
    for statement in (_PAIRED, _NEXT, *map(_UNPAIR.format, _OF_PAIR), *breaks, _CHANGE, _RISE):
        db.execute(statement)
