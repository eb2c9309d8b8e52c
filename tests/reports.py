"""This module builds reports by hand, as the parsers would return them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemas.capture import Capture, Registrant
from schemas.finding import finding
from schemas.report import (
    Disclosure,
    Dispute,
    Metadata,
    Report,
    Request,
    Section,
    Source,
    Status,
    TableResult,
)
from scraper.reading import Reading, make_reading
from scraper.store import Store

PROVED = TableResult(form="2021", status=Status.PROVED, places=175, expected=175, held=39)
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>{{7*7}}"
PLAIN = TableResult(form="2021", status=Status.CONSISTENT, places=10, expected=10)


def capture(body: str, day: int | None = None, **more: Any) -> Capture:
    """A capture of some bytes; `day` of January 2025 when it was fetched, None for a saved file."""
    when = datetime(2025, 1, day, 8, tzinfo=UTC) if day else None
    return Capture(body=body.encode(), fetched_at=when, **more)


def registrant(agency: str, code: str | None = None, superior: str | None = None) -> Registrant:
    """The agency of a portal."""
    return Registrant(portal="p", agency=agency, agency_code=code, superior=superior)


def report(
    source: Capture,
    *,
    total: int | None = 3,
    text: str = "收到申请",
    carried: tuple[int, int] = (0, 0),
    **told: Any,
) -> Report:
    """A report of one request row or so; `told` is its metadata."""
    metadata = {"agency": "甲市应急管理局", "report_year": 2024} | told
    metadata["published_on"] = told.get("published_on", date(2025, 1, 20))
    return Report(
        source=Source(sha256=source.sha256, name=source.name, url=source.url),
        form="2021",
        status=Status.PROVED,
        tables={"disclosures": PLAIN, "requests": PROVED, "disputes": PLAIN},
        metadata=Metadata(**metadata),
        disclosures=(
            Disclosure(row="rules", issued=1, repealed=0, in_force=4),
            Disclosure(row="fees", amount=Decimal("12.50"), unit="万元"),
        ),
        requests=(
            Request(row="new_requests", natural_person=total, total=total, printed={"business_enterprise": "—"}),
            Request(row="carried_over", natural_person=carried[0], total=carried[0]),
            Request(row="granted", total=total),
            Request(row="withheld_state_secret", total=0),
            Request(row="results_total", total=total),
            Request(row="carried_forward", natural_person=carried[1], total=carried[1]),
        ),
        disputes=(Dispute(row="reconsideration", upheld=1, total=1),),
        sections=(Section(number=1, heading="一、总体情况", text=text),),
        findings=(finding("form-not-of-year"),),
    )  # fmt: skip


def stored(path: Path, readings: Iterable[Reading], roster: Any = (), **more: Any) -> Path:
    """The database of a run that has read these; `roster` and `more` are what its end is told."""
    with Store(path) as store:
        for one in readings:
            store.add(one)
        store.finish(roster, **more)
    return path


def filled(path: Path, pages: Iterable[tuple[Capture, Report]], roster: Any = ()) -> Path:
    """The database of some pages and their reports."""
    return stored(path, (make_reading(page, told) for page, told in pages), roster)


def hostile_database(path: Path) -> Path:
    """A database whose every text would act on a page that shows it as markup."""
    pages = []
    for year in (2023, 2024):
        page = capture(f"{year}", url=f"javascript:alert({year})")
        told = report(page, total=year, agency=HOSTILE, region=HOSTILE, report_year=year,
                      organization_code="002640022", level="county")  # fmt: skip
        pages.append((page, told))
    return filled(path, pages)
