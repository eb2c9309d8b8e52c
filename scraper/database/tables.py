"""This module derives the database's tables from the records: fields become columns with SQL types.

Every key is made from the documents' content, so that any order of reading gives the same rows.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from schemas.report import WELL_READ, Metadata, Report, Row

VERSION = 6
INTERNAL = ("sections_fts", "sketches", "spare_texts")  # tables that readers are not shown
APPLICATION = 0x676F6E67  # "gong": marks the file as ours

# The statuses of a table whose figures are as printed, as an SQL list.
WELL_READ_SQL = str(tuple(status.value for status in WELL_READ))
JSON_COLUMNS = ("other", "candidates", "printed", "decided")

# Columns of `reports` beside those of the metadata. `agency_name` is the agency as the page names it.
_REPORTS = """
  id TEXT PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES agencies(id) DEFERRABLE INITIALLY DEFERRED,
  report_year INTEGER,
  scope TEXT NOT NULL CHECK (scope IN ('own', 'consolidated')),
  form TEXT,
  status TEXT NOT NULL,
  {statuses},
  held INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  not_judged INTEGER NOT NULL,
  corrections INTEGER NOT NULL,
  revisions INTEGER NOT NULL,
  parser_version TEXT NOT NULL,
  capture TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
  {metadata}"""

# The full-text index merges sixteen segments at a time instead of four, which halves the writing.
_FIXED = """
CREATE TABLE portals (
  id TEXT PRIMARY KEY, agency TEXT NOT NULL, agency_code TEXT, superior TEXT) STRICT;
CREATE TABLE agencies (
  id TEXT PRIMARY KEY, name TEXT, code TEXT, region_code TEXT, region TEXT, level TEXT,
  superior TEXT, superior_from TEXT) STRICT;
CREATE TABLE captures (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT, url TEXT, fetched_at TEXT, status INTEGER,
  media_type TEXT, bytes INTEGER NOT NULL, warc TEXT, "offset" INTEGER,
  portal TEXT REFERENCES portals(id),
  outcome TEXT NOT NULL CHECK (outcome IN ('report', 'attachment', 'not-a-report', 'unreadable')),
  reason TEXT,
  report TEXT REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  article TEXT REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
  content TEXT, claimed_on TEXT, claimed_code TEXT, claimed_name TEXT, claimed_region TEXT,
  claimed_year INTEGER, claimed_scope TEXT, read_by TEXT NOT NULL) STRICT;
CREATE TABLE revisions (
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  capture TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED,
  content TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (report, number)) STRICT;
CREATE TABLE statistics (
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL, indicator TEXT, label TEXT NOT NULL, column TEXT, unit TEXT,
  value INTEGER, amount TEXT, printed TEXT, decided INTEGER NOT NULL, PRIMARY KEY (report, number)) STRICT, WITHOUT ROWID;
CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL, number INTEGER NOT NULL, heading TEXT NOT NULL,
  text TEXT NOT NULL) STRICT;
CREATE TABLE findings (
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL, code TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  "where" TEXT, text TEXT, "table" INTEGER, line INTEGER, cell INTEGER, page INTEGER,
  PRIMARY KEY (report, number)) STRICT, WITHOUT ROWID;
CREATE TABLE repairs (
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL, "table" TEXT NOT NULL, row TEXT NOT NULL, column TEXT NOT NULL,
  printed TEXT, proposed INTEGER NOT NULL, assumes TEXT NOT NULL, equations TEXT NOT NULL,
  place TEXT, PRIMARY KEY (report, number)) STRICT, WITHOUT ROWID;
CREATE TABLE similarities (
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('last-year', 'peer')),
  other TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  share REAL NOT NULL, PRIMARY KEY (report, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE sketches (
  report TEXT PRIMARY KEY REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  sketch BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE spare_texts (
  capture TEXT PRIMARY KEY REFERENCES captures(id), json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE corrections (
  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL, place TEXT NOT NULL, printed TEXT, value TEXT NOT NULL,
  reason TEXT, "by" TEXT, "on" TEXT, PRIMARY KEY (report, number)) STRICT, WITHOUT ROWID;
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, command TEXT NOT NULL,
  program TEXT, captures INTEGER DEFAULT 0, reports INTEGER DEFAULT 0,
  unreadable INTEGER DEFAULT 0,
  run INTEGER, portal TEXT, status TEXT, reason TEXT, detail TEXT, engine TEXT, robots TEXT, elsewhere INTEGER,
  requests INTEGER, fetched INTEGER, unchanged INTEGER, bytes INTEGER, problems TEXT,
  UNIQUE (command, started, run, portal)) STRICT;
CREATE TABLE dictionary (
  kind TEXT NOT NULL, key TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, unit TEXT, forms TEXT,
  PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE sections_fts USING fts5(heading, text, content='', tokenize='unicode61');
INSERT INTO sections_fts (sections_fts, rank) VALUES ('automerge', 16);
INSERT INTO sections_fts (sections_fts, rank) VALUES ('crisismerge', 64);
"""

# Indexes needed while filing; those for readers are in `scraper.database.describe`. Partial indexes leave
# out rows that are never looked up, because each entry costs a random write per report.
_INDEXES = """
CREATE INDEX captures_report ON captures(report) WHERE report IS NOT NULL;
CREATE INDEX captures_claimed_name ON captures(claimed_name);
CREATE INDEX captures_claimed_code ON captures(claimed_code, claimed_name) WHERE claimed_code IS NOT NULL;
CREATE INDEX captures_content ON captures(content) WHERE claimed_name IS NULL;
CREATE INDEX captures_article ON captures(article) WHERE article IS NOT NULL;
CREATE INDEX reports_agency ON reports(agency, report_year, scope);
CREATE INDEX sections_report ON sections(report);
CREATE INDEX similarities_other ON similarities(other);
"""


@cache
def record_tables() -> dict[str, type[Row]]:
    """The report's tables of figures by name: the fields of Report that hold rows."""
    found = {}
    for name, field in Report.model_fields.items():
        kind = (get_args(field.annotation) or (None,))[0]
        if isinstance(kind, type) and issubclass(kind, Row):
            found[name] = kind
    return found


@cache
def judged_tables() -> tuple[str, ...]:
    """The tables that have a status: those of figures, and the statistics before 2019."""
    return (*record_tables(), "statistics")


@cache
def figure_columns(table: str) -> tuple[str, ...]:
    """The columns of a table of figures in the record's order, without its key and `printed`."""
    return tuple(
        name for name in record_tables()[table].model_fields if name not in Row.model_fields
    )


@cache
def metadata_columns() -> tuple[str, ...]:
    """The columns of `reports` that come from the metadata, without year and scope."""
    own = ("report_year", "scope")
    return tuple(name for name in Metadata.model_fields if name not in own)


def column_name(field: str) -> str:
    """The column of a metadata field: `agency` is a key in the database, so the field becomes `agency_name`."""
    return "agency_name" if field == "agency" else field


def filed_schema() -> str:
    """The tables that reports are filed in, and their indexes, as SQL."""
    return "".join((_FIXED, _reports(), *map(_figures, record_tables()), _INDEXES))


def statements_of(sql: str) -> list[str]:
    """The statements of a schema, each as SQLite keeps it."""
    return [one.strip() for one in sql.split(";\n") if one.strip()]


def _reports() -> str:
    statuses = ",\n  ".join(f"{table}_status TEXT NOT NULL" for table in judged_tables())
    metadata = ",\n  ".join(f"{column_name(name)} TEXT" for name in metadata_columns())
    columns = _REPORTS.format(statuses=statuses, metadata=metadata)
    return f"CREATE TABLE reports ({columns}) STRICT;\n"


def _figures(table: str) -> str:
    """A table with one row per printed row; money is text, because SQLite has no exact decimals."""
    columns = "".join(f"  {name} {kind},\n" for name, kind in _types(table))
    return (
        f"CREATE TABLE {table} (\n"
        "  report TEXT NOT NULL REFERENCES reports(id) DEFERRABLE INITIALLY DEFERRED,\n"
        f"  row TEXT NOT NULL,\n{columns}  printed TEXT NOT NULL,\n"
        "  decided TEXT NOT NULL,\n"
        "  PRIMARY KEY (report, row)) STRICT, WITHOUT ROWID;\n"
    )


def _types(table: str) -> Iterator[tuple[str, str]]:
    fields: dict[str, Any] = dict(record_tables()[table].model_fields)
    for name in figure_columns(table):
        kinds = get_args(fields[name].annotation)
        yield name, "TEXT" if Decimal in kinds or str in kinds else "INTEGER"
