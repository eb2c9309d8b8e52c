"""This module aligns two databases: which reports both have, which are gone, and which new one follows which.

Two reports are the same if year, scope and the agency's key or name are the same; so an agency that
gets a code, or another name, is still there. A page's portal is that of the crawl, else its host, else `""`.
"""

import sqlite3
from urllib.parse import urlsplit

# Every report with its agency and the portal of its current page; the reports of every portal.
_ONE = """CREATE TEMP TABLE {it}_reports AS SELECT r.id AS report, {portal} AS portal, r.agency,
  coalesce(a.name, a.id) AS name, coalesce(r.report_year, 0) AS year, r.scope
  FROM {db}.reports r JOIN {db}.agencies a ON a.id = r.agency JOIN {db}.captures c ON c.id = r.capture;
CREATE UNIQUE INDEX temp.{it}_of_agency ON {it}_reports (agency, year, scope, report);
CREATE INDEX temp.{it}_of_name ON {it}_reports (name, year, scope);
CREATE TEMP TABLE {it}_places AS SELECT DISTINCT {portal} AS portal, r.report, r.agency, r.name, r.year,
  r.scope FROM {db}.captures c JOIN {it}_reports r ON r.report = c.report;
CREATE INDEX temp.{it}_place_of_agency ON {it}_places (portal, agency, year, scope);
CREATE INDEX temp.{it}_place_of_name ON {it}_places (portal, name, year, scope);
"""
_PORTAL = "coalesce(c.portal, host(c.url), '')"
_SAME = "year = o.year AND scope = o.scope"
# For each report of each portal in the old database: whether the agency and the report are gone from it.
_GONE = f"""CREATE TEMP TABLE gone AS SELECT o.portal, o.agency, o.year,
  NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND agency = o.agency)
  AND NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND name = o.name) AS agency_gone,
  NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND agency = o.agency AND {_SAME})
  AND NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND name = o.name AND {_SAME})
  AS report_gone FROM old_places o"""  # noqa: S608
_KEPT = """CREATE TEMP TABLE kept AS SELECT n.portal, o.report AS before, n.report AS after
  FROM old_reports o JOIN new_reports n ON n.report = o.report"""
# Pairs of a new report and the agency's previous one; in the old database, of each report and its previous one.
_NEXT = f"""CREATE TEMP TABLE next AS SELECT o.portal, coalesce(
    (SELECT report FROM old_reports WHERE agency = o.agency AND scope = o.scope AND year < o.year
     ORDER BY year DESC, report LIMIT 1),
    (SELECT report FROM old_reports WHERE name = o.name AND scope = o.scope AND year < o.year
     ORDER BY year DESC, report LIMIT 1)) AS before, o.report AS after
  FROM new_reports o WHERE year > 0
  AND NOT EXISTS (SELECT 1 FROM old_reports WHERE agency = o.agency AND {_SAME})
  AND NOT EXISTS (SELECT 1 FROM old_reports WHERE name = o.name AND {_SAME})"""  # noqa: S608
_PAST = """CREATE TEMP TABLE past AS SELECT portal, lag(report) OVER one AS before, report AS after
  FROM old_reports WHERE year > 0 WINDOW one AS (PARTITION BY agency, scope ORDER BY year, report)"""


def host(url: str | None) -> str | None:
    """The host of an address in lower case; None if it has none.

    >>> host("http://XXGK.haiyan.example:8080/art/1.html"), host("art/1.html")
    ('xxgk.haiyan.example', None)
    """
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def align_databases(db: sqlite3.Connection, names: tuple[str, ...] = ("old", "new")) -> None:
    """Create the temporary tables that `measures` counts, for the databases attached as `old` and `new`.

    With `new` alone, only the tables of its own reports are created.
    """
    db.create_function("host", 1, host, deterministic=True)
    for name in names:
        for statement in _ONE.format(it=name, db=name, portal=_PORTAL).split(";\n"):
            db.execute(statement)
    if "old" in names:
        for statement in (_GONE, _KEPT, _NEXT, _PAST):
            db.execute(statement)
        for pairs in ("next", "past"):
            db.execute(f"DELETE FROM {pairs} WHERE before IS NULL")  # noqa: S608
