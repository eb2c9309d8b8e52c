"""This module audits the agencies under one superior for one year, as disclosure offices do every spring.

It tells who published when and in which form, which equations fail, which figures contradict the
previous year, where prose and tables disagree, and whose prose is copied.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from parsers.metadata.spellings import spellings
from schemas.report import Status
from scraper.database.absence import SPELLED, WHY, WHY_DETAIL, called
from scraper.database.connect import dict_rows
from scraper.database.tables import figure_columns, record_tables
from scraper.errors import GongkaiError

_ALIKE = 0.8  # of a name, misspelt: most superiors' names end alike
COPIED = 0.7  # share of a report's prose found in another, from which it counts as copied
# Reports whose figures were not all read reliably: no failing sum then does not mean that the sums hold.
UNREAD = (Status.DOUBTFUL, Status.PARTIAL, Status.ABSENT)

_SUPERIORS = """SELECT superior, sum(agencies) AS agencies, sum(reports) AS reports,
  max(latest) AS latest
  FROM (SELECT coalesce(superior, '') AS superior, count(*) AS agencies, 0 AS reports, NULL AS latest
      FROM agencies GROUP BY 1
    UNION ALL SELECT coalesce(superior, ''), 0, sum(reports), max(report_year)
      FROM report_years GROUP BY 1)
  GROUP BY 1 ORDER BY superior = '', agencies DESC, 1"""
# Whose agencies are audited: the superior's, and with :below those of the superiors among them, all the way down.
_UNDER = f"""WITH RECURSIVE {SPELLED}, superiors AS (SELECT DISTINCT superior FROM agencies),
  over(name) AS (SELECT nullif(:superior, '')
    UNION SELECT superiors.superior FROM over JOIN agencies ON agencies.superior = over.name
      JOIN superiors ON superiors.superior IN {called("agencies.name")} WHERE :below),
  audited AS (SELECT agencies.* FROM over JOIN agencies ON agencies.superior IS over.name),
  of_year AS (SELECT reports.id FROM audited JOIN reports ON reports.agency = audited.id
    WHERE report_year = :year)
"""  # noqa: S608
_YEARS = """SELECT DISTINCT report_year FROM audited JOIN reports ON reports.agency = audited.id
  WHERE report_year IS NOT NULL ORDER BY 1 DESC"""
_LINES = """SELECT audited.id AS agency, audited.name AS agency_name, audited.superior, audited.level,
  reports.id AS report, reports.scope, reports.form, reports.status, reports.revisions,
  publication.first_published_on AS published_on, publication.due_on, publication.days_late,
  coalesce(publication.timing, 'missing') AS timing, captures.url, captures.name AS file,
  own.share AS own_share, own.other AS own_report,
  peer.share AS peer_share, peer.other AS peer_report, peers.name AS peer_name
  FROM audited
  LEFT JOIN reports ON reports.agency = audited.id AND reports.report_year = :year
  LEFT JOIN publication ON publication.report = reports.id
  LEFT JOIN captures ON captures.id = reports.capture
  LEFT JOIN similarities AS own ON own.report = reports.id AND own.kind = 'last-year'
  LEFT JOIN similarities AS peer ON peer.report = reports.id AND peer.kind = 'peer'
  LEFT JOIN reports AS theirs ON theirs.id = peer.other
  LEFT JOIN agencies AS peers ON peers.id = theirs.agency
  WHERE reports.id IS NOT NULL OR audited.superior_from IS NOT 'former' AND audited.name IS NOT NULL
  ORDER BY audited.superior IS NOT nullif(:superior, ''), audited.superior, audited.name, audited.id,
    reports.scope"""
_FINDINGS = """SELECT report, code, "where", text FROM findings WHERE report IN of_year
  AND code IN ('equation-failed', 'prose-disagrees', 'form-not-of-year') ORDER BY report, number"""
_BREAKS = """SELECT report, "check", key, expected, printed FROM year_breaks
  WHERE report IN of_year AND severity != 'info' ORDER BY report, "check", key"""
_REPAIRS = """SELECT report, "table" || '.' || row || '.' || column AS "where", printed, proposed,
  place ->> 'page' AS page, place ->> 'table' AS "table", place ->> 'line' AS line, place ->> 'cell' AS cell
  FROM repairs WHERE report IN of_year ORDER BY report, number"""
_MISSING = f"""SELECT agency, {WHY} AS why_missing, {WHY_DETAIL} AS why_detail FROM coverage
  WHERE agency IN (SELECT id FROM audited) AND report_year = :year AND reports = 0
    AND EXISTS (SELECT 1 FROM portals)"""  # noqa: S608

Row = dict[str, Any]
# What is counted of an audit, and whether a line has it.
FAULTS: dict[str, Callable[[Row], bool]] = {
    "missing": lambda line: line["timing"] == "missing",
    "late": lambda line: line["timing"] == "late",
    "undated": lambda line: line["timing"] == "undated",
    "old_form": lambda line: bool(line["old_form"]),
    "unread": lambda line: line["status"] in UNREAD,
    "failing": lambda line: bool(line["failing"]),
    "breaks": lambda line: bool(line["breaks"]),
    "prose": lambda line: bool(line["prose"]),
    "copied": lambda line: max(line["own_share"] or 0, line["peer_share"] or 0) >= COPIED,
}


@dataclass(frozen=True, slots=True)
class Audit:
    """The result, as `audit --json` prints it: `agencies` has one row per report, and one per missing report."""

    superior: str
    year: int
    counts: dict[str, int]
    agencies: list[Row]


def superiors(db: sqlite3.Connection) -> list[Row]:
    """Every superior with its numbers of agencies and reports, and the latest year; the largest first."""
    return list(dict_rows(db.execute(_SUPERIORS)))


def years(db: sqlite3.Connection, superior: str, *, below: bool = False) -> list[int]:
    """The years for which a superior's agencies have reports, latest first."""
    asked = {"superior": superior, "below": below, "year": None}
    return [row["report_year"] for row in _audited(db, _YEARS, asked)]


def audit(
    db: sqlite3.Connection, superior: str, year: int | None = None, *, below: bool = False
) -> Audit:
    """Audit a superior's agencies, by default for the latest year with a report; `below` adds those under them.

    A government may be called by its place.

    Raises GongkaiError for an unknown superior; the message lists known ones.
    """
    known = [row["superior"] for row in superiors(db)]
    superior = next((one for one in (superior, *spellings(superior)) if one in known), superior)
    if superior not in known:
        hint = _hint(db, superior, [one for one in known if one])
        raise GongkaiError(f"{superior or repr('')}: no such superior; {hint}")
    chosen = year or next(iter(years(db, superior, below=below)), None)
    chosen = chosen or db.execute("SELECT max(report_year) FROM reports").fetchone()[0]
    if chosen is None:
        raise GongkaiError("there is no report whose year could be audited; give a year")
    asked = {"superior": superior, "year": chosen, "below": below}
    lines = list(_audited(db, _LINES, asked))
    _attach(db, lines, asked)
    return Audit(superior, chosen, _counts(lines), lines)


def _hint(db: sqlite3.Connection, asked: str, known: list[str]) -> str:
    """Which superiors there are: the asked agency's own, those with the asked words in their names, else the most alike."""
    if not known:
        return "the database knows none; load them with `gongkai extract DB PATH --agencies ROSTER.csv`"
    if not asked:
        return "every agency has one"
    own = db.execute("SELECT superior FROM agencies WHERE name = ? AND superior != ''", (asked,))
    if of := next(own, None):
        return f"it is an agency under {of[0]}"
    holding = [name for name in known if asked in name]
    known = holding or get_close_matches(asked, known, 5, _ALIKE) or known
    return f"there are {', '.join(known[:5])}" + (" and others" if len(known) > 5 else "")


def _audited(db: sqlite3.Connection, sql: str, asked: Row) -> Iterator[Row]:
    """The rows of a query about the audited agencies."""
    return dict_rows(db.execute(_UNDER + sql, asked))


def _attach(db: sqlite3.Connection, lines: list[Row], asked: Row) -> None:
    """Add to each row what is wrong with its report, or why there is none."""
    by_place: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for one in _audited(db, _FINDINGS, asked):
        by_place[one["report"], one["code"]].append({"where": one["where"], "text": one["text"]})
    for one in _audited(db, _BREAKS, asked):
        by_place[one.pop("report"), "breaks"].append(one)
    for one in _audited(db, _REPAIRS, asked):
        by_place[one.pop("report"), "repairs"].append(one)
    why = {one.pop("agency"): one for one in _audited(db, _MISSING, asked)}
    for line in lines:
        key = line["report"]
        missing = why.get(line["agency"]) if key is None else None
        line.update(missing or {"why_missing": None, "why_detail": None})
        line["old_form"] = bool(by_place.get((key, "form-not-of-year")))
        line["failing"] = by_place.get((key, "equation-failed"), [])
        line["breaks"] = by_place.get((key, "breaks"), [])
        line["repairs"] = by_place.get((key, "repairs"), [])
        line["prose"] = [
            one | {"table": _figure(db, key, one["where"] or "")}
            for one in by_place.get((key, "prose-disagrees"), [])
        ]


def _figure(db: sqlite3.Connection, report: str, where: str) -> int | None:
    """The figure in the tables that a sentence was compared with: at one place, or the sum over several."""
    found = []
    for place in where.split("+"):
        table, row, column = (*place.split("."), "", "")[:3]
        if table not in record_tables() or column not in figure_columns(table):
            return None
        sql = f"SELECT {column} FROM {table} WHERE report = ? AND row = ?"  # noqa: S608  (names are ours)
        value = db.execute(sql, (report, row)).fetchone()
        found.append(value[0] if value else None)
    known = [value for value in found if value is not None]
    return sum(known) if known else None


def _counts(lines: list[Row]) -> dict[str, int]:
    """How many agencies there are, how many of their reports are published, and how many lines have each fault."""
    missing = sum(map(FAULTS["missing"], lines))
    return {
        "agencies": len({line["agency"] for line in lines}),
        "published": len(lines) - missing,
        **{name: sum(map(has, lines)) for name, has in FAULTS.items()},
    }
