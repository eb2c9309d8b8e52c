"""This module takes a capture through the stages, in order, to a report."""

from collections.abc import Iterator, Sequence

from parsers import ocr_proof, proof
from parsers.attachments import joined
from parsers.before_2019 import eras
from parsers.before_2019.statistics import StatisticsRead
from parsers.documents import Document, is_picture, is_text
from parsers.errors import NotAReport
from parsers.form_words import TABLES
from parsers.metadata import is_composed, is_of_other_rules, is_of_part, is_report
from parsers.page import Page
from parsers.prose import cross_checks
from parsers.readers.claimed import claimed
from parsers.repairs import dropped, missing, single_error, torn
from parsers.scripted import SHOWN
from parsers.understanding import Tables
from schemas.capture import Capture
from schemas.finding import Finding, finding, sentence
from schemas.form import forms
from schemas.report import Metadata, Report, Section, Source, TableResult

_OTHER_RULES = (
    "it is a school's, a hospital's or an enterprise's report by other rules than the Regulations, "
    "and it has none of the tables"
)


def extract(
    capture: Capture, attachments: Sequence[Capture] = (), document: Document | None = None
) -> Report:
    """Read the report that a capture holds, every figure judged by the form's equations.

    `attachments` are the documents that an article links to: they and it are one report.
    `document` is what `read_document` gave for the capture, where it has been asked already. The same
    captures give the same report, always. Raises `NotAReport` and nothing else.
    """
    found = joined(capture, attachments, document)
    if found.unread:
        raise NotAReport(_why(found.unread), unread=True)
    if not found.page.blocks and is_picture(capture):
        raise NotAReport("the picture is too small to show a report, or shows no text")
    if is_of_part(found.page, found.described):
        raise NotAReport("its title says that it reports on a part of a year")
    try:
        _refuse(found.page, found.described, found.tables, found.prose, found.listed)
    except NotAReport as refusal:
        raise (_broken(capture) or refusal) from None
    described = (found.described, found.told)
    return _report(found.source, found.page, described, found.prose, found.tables, found.listed)


def _broken(capture: Capture) -> NotAReport | None:
    """The reason why a text that is no report is refused where its name calls it a PDF, a picture or so."""
    format_ = claimed(capture) if is_text(capture) else None
    told = finding("document-damaged", None, format_) if format_ else None
    return NotAReport(_why(told), unread=True) if told else None


def _why(told: Finding) -> str:
    return f"{sentence(told.code)} {told.text or ''}".strip()


def _refuse(
    page: Page,
    described: Metadata,
    tables: Tables,
    prose: tuple[Section, ...],
    listed: StatisticsRead | None,
) -> None:
    """Raise `NotAReport` for a page that neither says it is a report nor has the form's figures."""
    if any(value is not None for table in tables.values() for value in table.values.values()):
        return
    if listed and any(row.value is not None or row.amount is not None for row in listed.rows):
        return
    blank = bool(tables or listed)
    said = is_report(page, described) or (tables and not described.title)
    if not said and (blank or not page.blocks or not is_composed(page, described, prose)):
        raise _no_report(page, blank)
    if is_of_other_rules(page, described):
        raise NotAReport(_OTHER_RULES)


def _no_report(page: Page, blank: bool) -> NotAReport:
    """The reason why a page is refused; what its pictures show may still make it a report."""
    told = {one.code: one for one in page.findings}
    if SHOWN in told:
        return NotAReport(_why(told[SHOWN]))
    if not page.blocks:
        return NotAReport("the page is empty")
    if blank:
        return NotAReport("the form is blank and nothing says whose report it is")
    if "reader-missing" in told:
        return NotAReport(_why(told["reader-missing"]), unread=True)
    return NotAReport(
        "neither its title nor its metadata says it is one, and it has none of the tables"
    )


def _report(  # noqa: PLR0913  (one a stage)
    source: Source,
    page: Page,
    described: tuple[Metadata, tuple[Finding, ...]],
    prose: tuple[Section, ...],
    tables: Tables,
    listed: StatisticsRead | None,
) -> Report:
    proved = {name: ocr_proof.prove(name, tables.get(name)) for name in TABLES}
    proved = eras.told(proved, listed, described[0].report_year)
    results = {name: result for name, (result, _) in proved.items()}
    requests = tables.get("requests")
    placed, unplaced = dropped.place_short_rows("requests", requests)
    computed = torn.rejoin("requests", requests) or missing.recover("requests", requests)
    form = next((results[n].form for n in ("requests", *results) if results[n].form), None)
    metadata_read, told = described
    return Report(
        source=source,
        form=form,
        status=proof.worst(results),
        tables=results,
        metadata=metadata_read,
        **{name: table.rows for name, table in tables.items()},
        statistics=listed.rows if listed else (),
        sections=prose,
        repairs=(
            *(single_error.propose("requests", requests) if results["requests"].failed else ()),
            *computed,
            *placed,
        ),
        findings=(
            *page.findings,
            *told,
            *(one for _, findings in proved.values() for one in findings),
            *unplaced,
            *missing.left_open("requests", requests, (*computed, *placed)),
            *_of_form(results, form, metadata_read.report_year),
            *cross_checks(prose, lambda t, row, column: _figure(tables, t, row, column)),
        ),
    )


def _figure(tables: Tables, table: str, row: str, column: str) -> int | None:
    value = tables[table].values.get((row, column)) if table in tables else None
    return value if isinstance(value, int) else None


def _of_form(
    results: dict[str, TableResult], form: str | None, year: int | None
) -> Iterator[Finding]:
    versions = sorted({result.form for result in results.values() if result.form})
    if len(versions) > 1:
        yield finding("hybrid-form", None, " ".join(versions))
    if form and year:
        first, last = forms()[form].years
        if not first <= year <= last:
            yield finding("form-not-of-year", None, f"{form} / {year}")
