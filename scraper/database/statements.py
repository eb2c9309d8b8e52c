"""This module holds the statements that write a batch, and the order in which tables are written.

A row is written after those that it refers to: while a reference is unresolved, SQLite searches all
referring tables for every new row.
"""

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from parsers.metadata.named_regions import division
from schemas.capture import Registrant
from scraper.database.claims import Claim
from scraper.database.identities import Identity
from scraper.database.incremental import PROGRAM, reader
from scraper.database.revisions import Revision
from scraper.database.rows import ReportRows, Rows, Values, report_columns
from scraper.reading import Fetched, Reading

_REPORT = (
    "id", "agency", "report_year", "scope", "revisions", "parser_version", "capture",
    *report_columns(),
)  # fmt: skip
_AGENCY_NAME, _REGION, _LEVEL = map(report_columns().index, ("agency_name", "region", "level"))
_fetched = attrgetter(*(field.name for field in fields(Fetched)))
_NO_CLAIM = (None,) * 7
_BY_HAND = " corrections"  # what had some is read again once they are gone
_PORTAL = "INSERT INTO portals VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
CAPTURE = """INSERT INTO captures (id, sha256, name, url, fetched_at, status, media_type, bytes,
  warc, "offset", portal, outcome, reason, read_by, content, claimed_on, claimed_code,
  claimed_name, claimed_region, claimed_year, claimed_scope)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
  read_by = excluded.read_by, warc = excluded.warc, "offset" = excluded."offset"
  WHERE (outcome, reason, read_by) IS NOT (excluded.outcome, excluded.reason, excluded.read_by)
  AND NOT (excluded.outcome = 'attachment' AND outcome = 'report')
  OR (excluded.warc, excluded."offset") < (warc, "offset")"""
# Written first and in this order, rows in the order of reading; all other tables follow, rows by key.
FIRST = {
    "portals": _PORTAL,
    "agencies": """INSERT INTO agencies (id, name, code, region_code, region, level)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
    "captures": CAPTURE,
    "reports": f"""INSERT INTO reports ({", ".join(_REPORT)})
  VALUES ({", ".join("?" * len(_REPORT))})""",  # noqa: S608  (names are ours)
    "filed": "UPDATE captures SET report = ? WHERE id = ?",
    "attached": """UPDATE captures SET article = ? WHERE id = ? AND outcome = 'attachment'
  AND (article IS NULL OR article > ?)""",
    "revisions": "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)",
}
_INTO = {"sections_fts": "sections_fts (rowid, heading, text)"}


def statement(table: str, row: Values) -> str:
    """The statement that writes a row of this length into a table."""
    marks = ", ".join("?" * len(row))
    return FIRST.get(table) or f"INSERT INTO {_INTO.get(table, table)} VALUES ({marks})"  # noqa: S608


def of_portal(portal: Registrant) -> Rows:
    """The row of a portal, which is kept until its registrations are compared at the end of the run."""
    values = (portal.portal, portal.agency, portal.agency_code, portal.superior)
    return {"portals": [values]}


def of_capture(reading: Reading) -> Values:
    """The row of a page as a capture, with its claim if it is a report."""
    filed = reading.filed
    read_by = f"{reader()}{_BY_HAND * reading.by_hand}"
    claimed = (filed.content, filed.published_on, *filed.claim) if filed else _NO_CLAIM
    return (*_fetched(reading.capture), reading.outcome, reading.reason, read_by, *claimed)


def of_attached(reading: Reading) -> Rows:
    """The rows of a page's attachments, which are captures as well."""
    article, attached = reading.capture.id, reading.attachments
    return {
        "captures": [
            (*_fetched(one), "attachment", None, reader(), *_NO_CLAIM) for one in attached
        ],
        "attached": [(article, one.id, article) for one in attached],
    }


def of_revisions(report: str, every: Iterable[Revision]) -> Rows:
    """The rows of a report's revisions."""
    return {"revisions": [(report, *revision) for revision in every]}


def of_agency(agency: str, claim: Claim, made: ReportRows) -> Rows:
    """The row of an agency, as one of its reports names it."""
    name = claim.name or made.values[_AGENCY_NAME] or None
    place = division(name, claim.region, made.values[_REGION])
    return {"agencies": [(agency, name, claim.code, *place, made.values[_LEVEL])]}


def of_report(whose: Identity, claim: Claim, current: Revision, made: ReportRows) -> Rows:
    """The rows of a report's current revision."""
    key = (whose.report, whose.agency, claim.year, claim.scope)
    values = (current.number, PROGRAM, current.capture)
    return made.rows | {"reports": [(*key, *values, *made.values)]}
