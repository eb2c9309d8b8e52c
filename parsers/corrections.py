"""This module applies corrections to a report, and marks every corrected place.

The proof refers to the printed figures and is not changed: a corrected figure is used, but never proved.
"""

from collections.abc import Iterable
from typing import Any

from parsers.errors import NotAReport
from parsers.metadata.codes import codes
from parsers.metadata.divisions import region_name
from parsers.text import squeeze
from schemas.correction import Correction
from schemas.finding import Finding, finding
from schemas.report import Corrected, Disclosure, Dispute, Metadata, Report, Request, Row, Statistic


def apply(report: Report, corrections: Iterable[Correction]) -> Report:
    """The report with all corrections that fit applied; one that does not fit becomes a finding.

    Raises NotAReport if one says that the page is none.
    """
    for correction in corrections:
        if correction.excludes:
            raise NotAReport("a correction says that this page is no report")
        corrected = _TABLES.get(correction.table, _correct_figure)(report, correction)
        found = _finding_of(correction, fits=corrected is not None)
        kept = (*report.findings, found)
        report = (corrected or report).model_copy(update={"findings": kept})
    return report


def _finding_of(correction: Correction, *, fits: bool) -> Finding:
    """The finding that tells of a correction, or of one that does not fit."""
    code = "corrected-by-person" if fits else "correction-unfit"
    return finding(code, correction.place, f"{correction.printed or '?'} → {correction.value}")


def _marked(report: Report, correction: Correction, was: str | None, **changed: Any) -> Report:
    """The report with changes, and a mark of the person's decision that made them."""
    decision = correction.model_dump(include={"place", "reason", "by", "on"})
    one = Corrected(printed=was, value=str(correction.value), **decision)
    return report.model_copy(update={**changed, "corrections": (*report.corrections, one)})


def _fits(correction: Correction, printed: str | None) -> bool:
    """Whether what a page prints is what the correction says it does."""
    if correction.printed is None:
        return True
    return squeeze(correction.printed) == squeeze(printed or "")


def _correct_figure(report: Report, correction: Correction) -> Report | None:
    """The report with a figure of a table corrected; None where it prints another than the correction says."""
    key, column = correction.key
    rows: tuple[Row, ...] = getattr(report, correction.table)
    row = next((one for one in rows if one.row == key), None) or _RECORDS[correction.table](row=key)
    was = row.printed.get(column, _text(getattr(row, column)))
    if not _fits(correction, was):
        return None
    texts = row.printed if was is None else {**row.printed, column: was}
    changes = {column: correction.figure, "printed": texts}
    changed = row.model_copy(update=changes)
    others = tuple(changed if one is row else one for one in rows)
    made = others if row in rows else (*rows, changed)
    return _marked(report, correction, was, **{correction.table: made})


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _correct_statistic(report: Report, correction: Correction) -> Report | None:
    """The report with a figure of the older statistics corrected; None where it is not the one printed."""
    matching = [one for one in report.statistics if one.indicator == correction.key[0]]
    if len(matching) != 1:
        return None
    (one,) = matching
    figure = one.amount if one.value is None else one.value
    was = _text(figure) if one.printed is None else one.printed
    if not _fits(correction, was):
        return None
    money = one.amount is not None or isinstance(correction.value, str)
    field = "amount" if money else "value"
    changes = {"value": None, "amount": None, field: correction.figure, "printed": was}
    changed: Statistic = one.model_copy(update=changes)
    made = tuple(changed if other is one else other for other in report.statistics)
    return _marked(report, correction, was, statistics=made)


def _correct_metadata(report: Report, correction: Correction) -> Report | None:
    """The report with a field of its metadata corrected; None where it prints another value."""
    field, _ = correction.key
    was = _text(getattr(report.metadata, field))
    if not _fits(correction, was):
        return None
    value = None if correction.value == "" else correction.value
    fields = report.metadata.model_dump() | {field: value}
    if field == "index_number":
        fields |= _codes(report.metadata, str(value or ""))
    return _marked(report, correction, was, metadata=Metadata.model_validate(fields))


def _codes(metadata: Metadata, index_number: str) -> dict[str, str | None]:
    """The codes that follow from a corrected index number; a region that the old one did not give stays."""
    before, now = codes(metadata.index_number or ""), codes(index_number)
    found = {"agency_code": now.agency, "organization_code": now.organization}
    if now.region is None and before.region != metadata.region_code:
        return found
    region = region_name(now.region) if now.region else None
    return found | {"region_code": now.region, "region": region}


_RECORDS: dict[str, type[Row]] = {
    "disclosures": Disclosure,
    "requests": Request,
    "disputes": Dispute,
}
_TABLES = {"statistics": _correct_statistic, "metadata": _correct_metadata}
