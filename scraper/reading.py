"""This module turns a report and its captures into a reading: plain values that can be sent to another process and stored.

A reading holds the report as JSON, and what is needed to file it, rather than a pydantic model.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from parsers.errors import NotAReport
from schemas.capture import Capture, Registrant
from schemas.report import Report
from scraper.database.claims import Claim, claim
from scraper.database.identities import Identity, Known, identify
from scraper.database.rows import ReportRows, Rows, Values, make_rows
from scraper.database.tables import record_tables
from scraper.errors import Unreadable

Outcome = Report | NotAReport | Unreadable


@dataclass(frozen=True, slots=True)
class Fetched:
    """A capture without its bytes, as the database keeps it."""

    id: str
    sha256: str
    name: str | None
    url: str | None
    fetched_at: str | None
    status: int | None
    media_type: str | None
    bytes: int
    warc: str | None
    offset: int | None
    portal: str | None

    @property
    def called(self) -> str:
        """The page's name for display: file name, URL or key."""
        return self.name or self.url or self.id


def fetched_capture(capture: Capture, url: str | None = None) -> Fetched:
    """A capture as the database keeps it; `url` is used if the capture has none."""
    return Fetched(
        id=_capture_id(capture),
        sha256=capture.sha256,
        name=capture.name,
        url=capture.url or url,
        fetched_at=clock(capture),
        status=capture.status,
        media_type=capture.media_type,
        bytes=len(capture.body),
        warc=capture.warc,
        offset=capture.offset,
        portal=capture.registrant.portal if capture.registrant else None,
    )


def _capture_id(capture: Capture) -> str:
    """The key of a capture, from its bytes, its address or name, and its time."""
    place = (capture.sha256, capture.url, capture.name, clock(capture))
    return sha256("|".join(part or "" for part in place).encode()).hexdigest()[:20]


def clock(capture: Capture) -> str | None:
    """When a capture was fetched, as ISO 8601 in UTC; None for a saved file, whose mtime is not used."""
    when = capture.fetched_at
    if when is None:
        return None
    return (when.astimezone(UTC) if when.tzinfo else when).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Filed:
    """A report as JSON (`text`), with the digest of its content and the claim by which it is filed.

    `identity` is what the claim alone gives; `made` are the report's rows under that key.
    """

    text: str
    content: str
    claim: Claim
    published_on: str | None
    identity: Identity
    made: ReportRows


@dataclass(frozen=True, slots=True)
class Reading:
    """One page read with its attachments: its report, or the reason why there is none.

    `apart` are attachments that are reports of their own; `by_hand` means that it had corrections.
    """

    capture: Fetched
    registrant: Registrant | None
    attachments: tuple[Fetched, ...] = ()
    filed: Filed | None = None
    outcome: str = "report"
    reason: str | None = None
    apart: tuple["Reading", ...] = ()
    by_hand: bool = False


def make_reading(
    capture: Capture, outcome: Outcome, attachments: Sequence[Capture] = ()
) -> Reading:
    """The reading of a capture, from the outcome of parsing it."""
    url = outcome.source.url if isinstance(outcome, Report) else None
    page = fetched_capture(capture, url)
    if not isinstance(outcome, Report):
        kind = "not-a-report" if isinstance(outcome, NotAReport) else "unreadable"
        return Reading(page, capture.registrant, outcome=kind, reason=str(outcome))
    return Reading(
        page,
        capture.registrant,
        tuple(fetched_capture(one) for one in attachments),
        file_report(
            outcome,
            outcome.to_json(sentences=False),
            claim(outcome, capture.registrant),
            capture.sha256,
        ),
    )


def file_report(report: Report, text: str, claimed: Claim, capture: str) -> Filed:
    """A report and its JSON, ready to be filed; `capture` is the SHA-256 of its page."""
    published = report.metadata.published_on
    alone = Known("", capture, claimed, "", ("", "", ""), None)
    identity = identify(alone, ())
    rows = make_rows(identity.report, report, claimed)
    return Filed(
        text=text,
        content=content_digest(rows.rows),
        claim=claimed,
        published_on=published.isoformat() if published else None,
        identity=identity,
        made=rows,
    )


def content(report: Report) -> str:
    """The digest of a report's content."""
    return content_digest(make_rows("", report, claim(report, None)).rows)


def content_digest(rows: Rows) -> str:
    """The digest of a report's figures and its sections' text; empty if it has neither.

    Visit counters, time stamps, white space, keys and the printed form of figures are not part of it,
    so they make no revision.
    """
    prose = ["".join(text.split()) for *_, text in rows["sections"]]
    said = (*figures(rows), prose)
    return sha256(json.dumps(said).encode()).hexdigest()[:32] if any(said) else ""


def figures(rows: Rows) -> tuple[list[Values], list[Values]]:
    """A report's figures: those of the form's tables, and those of the statistics before 2019."""
    listed = [
        (label, column, value, amount)
        for _, _, _, label, column, _, value, amount, *_ in rows["statistics"]
    ]
    return [row[1:-2] for table in record_tables() for row in rows[table]], listed


def mostly_differ(one: Rows, other: Rows) -> bool:
    """Whether more figures of two reports differ than agree; blanks and zeros do not count."""
    first, second = _by_place(one), _by_place(other)
    pairs = [(first[place], second[place]) for place in first.keys() & second.keys()]
    printed = [pair for pair in pairs if any(pair)]
    return sum(a != b for a, b in printed) * 2 > len(printed)


def _by_place(rows: Rows) -> dict[tuple[object, ...], object]:
    """A report's figures by table, row and column."""
    places: dict[tuple[object, ...], object] = {
        (table, row[1], column): value
        for table in record_tables()
        for row in rows[table]
        for column, value in enumerate(row[2:-2])
    }
    _, listed = figures(rows)
    return places | {(label, column): value or amount for label, column, value, amount in listed}
