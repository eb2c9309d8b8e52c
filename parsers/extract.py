"""This module runs the stages of reading, from a capture to a report."""

from collections.abc import Iterator, Sequence

from parsers import proof
from parsers.attachments import merge_attachments
from parsers.before_2019.statistics import adjust_for_era
from parsers.flat.wordless import find_wordless_rows
from parsers.form_words import TABLES
from parsers.instruments import replaced_instruments
from parsers.parsed_document import ParsedDocument, Tables
from parsers.prose import check_prose
from parsers.records import TableRead
from parsers.refusal import refuse_unless_report
from parsers.repairs import propose_repairs
from schemas.capture import Capture
from schemas.finding import Finding, finding
from schemas.form import forms
from schemas.report import Repair, Report, TableResult

_BELOW_CITIES = ("county", "township")  # 立法法: rules are made above them


def extract(
    capture: Capture, attachments: Sequence[Capture] = (), parsed: ParsedDocument | None = None
) -> Report:
    """Read the report in a capture, and prove its figures by the form's equations.

    `attachments` are the documents that an article links to, which form one report with it. `parsed` is
    the result of `parse_document` for the capture, if it has been called already. The result depends only
    on the captures. Raises `NotAReport`, and TypeError for what is no capture.
    """
    for one in (capture, *attachments):
        if not isinstance(one, Capture):
            what = type(one).__name__
            raise TypeError(f"extract() takes a Capture, not {what}: extract(Capture(body=page))")
    document = merge_attachments(capture, attachments, parsed)
    refuse_unless_report(capture, document)
    return _prove(document)


def _prove(document: ParsedDocument) -> Report:
    """The report of a document, with its tables proved, proposed repairs, and all findings."""
    tables, year = document.tables, document.metadata.report_year
    judged = {name: proof.prove(name, tables.get(name)) for name in TABLES}
    proved = adjust_for_era(judged, document.statistics, year)
    results = {name: result for name, (result, _) in proved.items()}
    form = next((results[name].form for name in ("requests", *results) if results[name].form), None)
    repairs: tuple[Repair, ...] = ()
    left_open: tuple[Finding, ...] = ()
    if requests := tables.get("requests"):
        result = results["requests"]
        unproved = result.failed > 0 or result.not_judged > 0
        repairs, left_open = propose_repairs(requests, unproved=unproved)
    return Report(
        source=document.source,
        form=form,
        status=proof.worst(results),
        tables=results,
        metadata=document.metadata,
        **{name: table.rows for name, table in tables.items()},
        statistics=document.statistics.rows if document.statistics else (),
        sections=document.sections,
        repairs=repairs,
        findings=(
            *document.page.findings,
            *document.metadata_findings,
            *(one for _, findings in proved.values() for one in findings),
            *find_wordless_rows(document.page, tables),
            *left_open,
            *_check_form(results, form, year),
            *_check_rules(tables.get("disclosures"), document.metadata.level),
            *replaced_instruments(document.sections, year),
            *check_prose(
                document.sections,
                lambda *place: _count_at(tables, *place),
                year,
                whole=document.metadata.scope == "consolidated",
            ),
        ),
    )


def _count_at(tables: Tables, table: str, row: str, column: str) -> int | None:
    """The count that a table prints at a place; None where it is blank, an amount or not read."""
    value = tables[table].values.get((row, column)) if table in tables else None
    return value if isinstance(value, int) else None


def _check_form(
    results: dict[str, TableResult], form: str | None, year: int | None
) -> Iterator[Finding]:
    """Findings for tables of several forms, and for a form that was not in force in the report's year."""
    versions = sorted({result.form for result in results.values() if result.form})
    if len(versions) > 1:
        yield finding("hybrid-form", None, " ".join(versions))
    if form and year:
        first, last = forms()[form].years
        if not first <= year <= last:
            yield finding("form-not-of-year", None, f"{form} / {year}")


def _check_rules(disclosures: TableRead | None, level: str | None) -> Iterator[Finding]:
    """Findings for rules (规章) that a body of a county or a town states as its own."""
    if disclosures and level in _BELOW_CITIES:
        for (row, column), value in disclosures.values.items():
            if row == "rules" and value:
                place = disclosures.placed[row].place(column)
                yield finding(
                    "rules-below-cities", f"disclosures.rules.{column}", str(value), place
                )
