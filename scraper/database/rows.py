"""This module turns a report into rows of the database's tables: one row per printed row.

A report restored from the JSON in the database gives the same rows as when it was read.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from schemas.finding import codes
from schemas.report import Metadata, Repair, Report, Row, TableResult
from scraper.database.claims import Claim, is_told, lacks_county, printed_code
from scraper.database.fulltext import index_text
from scraper.database.sketches import sketch
from scraper.database.tables import (
    JSON_COLUMNS,
    column_name,
    figure_columns,
    judged_tables,
    metadata_columns,
    record_tables,
)

Values = tuple[Any, ...]
Rows = dict[str, list[Values]]
_COUNTS = ("held", "failed", "not_judged")
STORED = ("findings", "repairs", "corrections", "sections", "statistics")
_counts = attrgetter(*_COUNTS)
_statistic = attrgetter("indicator", "label", "column", "unit", "value", "amount", "printed")
_corrected = attrgetter("place", "printed", "value", "reason", "by", "on")
_repair = attrgetter("table", "row", "column", "printed", "proposed", "assumes")
_place = attrgetter("table", "line", "cell", "page")


class ReportRows(NamedTuple):
    """A report as rows: the values for `reports`, in the order of `report_columns`, and the rows of all other tables."""

    values: Values
    rows: Rows


def restore_report(text: str) -> Report:
    """A report from the JSON in the database, with exact amounts of money."""
    return Report.model_validate(json.loads(text, parse_float=str))


@cache
def report_columns() -> tuple[str, ...]:
    """The columns of `reports` that the report fills, in the order of their values."""
    statuses = (f"{table}_status" for table in judged_tables())
    metadata = map(column_name, metadata_columns())
    return ("form", "status", *statuses, *_COUNTS, "corrections", *metadata)


def make_rows(key: str, report: Report, claim: Claim) -> ReportRows:
    """The rows of a report with the given key; what is unknown of agency and year, or a code set aside, is added to its findings."""
    return ReportRows(_values(report), _rows(key, report, claim))


def _values(report: Report) -> Values:
    tables: Mapping[Any, TableResult] = report.tables
    counts = zip(*map(_counts, tables.values()), strict=True) if tables else ((0,),) * len(_COUNTS)
    return (
        report.form,
        report.status.value,
        *(tables[name].status.value if name in tables else "absent" for name in judged_tables()),
        *map(sum, counts),
        len(report.corrections),
        *_metadata(report.metadata),
    )


def _metadata(metadata: Metadata) -> Iterator[Any]:
    for name in metadata_columns():
        value = getattr(metadata, name)
        if name in JSON_COLUMNS:
            plain = value if isinstance(value, dict) else [vars(one) for one in value]
            yield json.dumps(plain, ensure_ascii=False)
        else:
            yield value if value is None or type(value) is str else value.isoformat()


def _rows(key: str, report: Report, claim: Claim) -> Rows:
    decided = [one.place.split(".") for one in report.corrections]
    found: Rows = {
        table: [_figures(key, row, table, decided) for row in getattr(report, table)]
        for table in record_tables()
    }
    found["statistics"] = [
        (key, n, *map(_plain, _statistic(one)), ["statistics", one.indicator, "value"] in decided)
        for n, one in enumerate(report.statistics, 1)
    ]
    found["findings"] = [(key, n, *one) for n, one in enumerate(_findings(report, claim), 1)]
    found["repairs"] = [(key, n, *_proposed(one)) for n, one in enumerate(report.repairs, 1)]
    found["corrections"] = [
        (key, n, *map(_plain, _corrected(one))) for n, one in enumerate(report.corrections, 1)
    ]
    return found | _prose(key, report)


def _prose(key: str, report: Report) -> Rows:
    """The rows of sections, of their full-text index, and of their sketch."""
    first = _first(key)
    numbered = [(first + n, n, one) for n, one in enumerate(report.sections, 1)]
    return {
        "sections": [(at, key, n, one.number, one.heading, one.text) for at, n, one in numbered],
        "sections_fts": [
            (at, index_text(one.heading), index_text(one.text)) for at, _, one in numbered
        ],
        "sketches": [(key, sketch("".join(one.text for one in report.sections)))],
    }


@cache
def _columns(table: str) -> Any:
    return attrgetter(*figure_columns(table))


def _figures(key: str, row: Row, table: str, decided: list[list[str]]) -> Values:
    values = _columns(table)(row)
    if "amount" in figure_columns(table):
        values = map(_plain, values)
    printed = json.dumps(row.printed, ensure_ascii=False, sort_keys=True) if row.printed else "{}"
    corrected = [place[2] for place in decided if place[:2] == [table, row.row]] if decided else ()
    return (key, row.row, *values, printed, json.dumps(corrected) if corrected else "[]")


def _plain(value: Any) -> Any:
    """A value for SQLite: money as exact text, a date as ISO 8601."""
    if value is None or type(value) in (int, str):
        return value
    return str(value) if isinstance(value, Decimal) else value.isoformat()


def _findings(report: Report, claim: Claim) -> Iterator[Values]:
    for one in report.findings:
        place = _place(one.place) if one.place else (None,) * 4
        yield (one.code, one.severity.value, one.where, one.text, *place)
    printed = printed_code(report.metadata)
    for code, said, text in (
        (
            "county-unknown" if lacks_county(report.metadata) else "agency-unknown",
            not is_told(claim),
            None,
        ),
        ("year-unknown", claim.year is None, None),
        ("code-shared", printed and not claim.code, printed),
    ):
        if said:
            yield (code, codes()[code].severity.value, None, text, *(None,) * 4)


def _proposed(one: Repair) -> Values:
    equations = json.dumps(one.equations, ensure_ascii=False)
    return (*_repair(one), equations, json.dumps(vars(one.place)) if one.place else None)


def _first(key: str) -> int:
    """The id of a report's first section; the others follow it, so that they are stored together.

    It is a digest of the key, independent of the order of reading, with 53 bits, which JSON can represent.
    """
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> 11
