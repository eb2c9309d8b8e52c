"""This module decides which documents of an article belong to its report, and which are reports of their own.

A county's page may have its towns' reports attached. A document is identified by its text, else by the link
to it; if neither tells, two proved tables with different figures are two reports.
"""

from collections.abc import Sequence
from itertools import combinations

from parsers import ocr_proof
from parsers.headings import is_mandated
from parsers.metadata import is_report
from parsers.metadata.agencies import has_place, is_full_name
from parsers.metadata.report_identity import ReportIdentity
from parsers.parsed_document import ParsedDocument
from schemas.report import Status

_WELL_READ = (Status.PROVED, Status.CONSISTENT)
_TABLE = "requests"  # its sums tell that it was read well


def is_report_document(one: ParsedDocument) -> bool:
    """Whether a document is a report: it says so, or prints figures of the form."""
    return is_report(one.page, one.metadata) or bool(one.tables or one.statistics)


def other_reports(first: ParsedDocument, read: Sequence[ParsedDocument]) -> list[ParsedDocument]:
    """The documents of an article that are reports of their own.

    Where several different ones may be the article's, only what names its body is.
    """
    reports = [one for one in read if is_report_document(one)]
    own = [one for one in reports if not is_report_document(first) or _may_be_one(first, one)]
    if _differ(own):
        own = [one for one in own if _names_its_body(first, one)]
    if not is_report_document(first) and _differ(own):  # a list of one body's years
        own = []
    return [one for one in reports if not any(one is other for other in own)]


def _differ(reports: Sequence[ParsedDocument]) -> bool:
    return any(not _may_be_one(*pair) for pair in combinations(reports, 2))


def lacks_content(one: ParsedDocument) -> bool:
    """Whether a page has neither a table nor a part of a report, as a list of links has not."""
    return not (
        one.tables or one.statistics or any(is_mandated(part.heading) for part in one.sections)
    )


def _may_be_one(one: ParsedDocument, other: ParsedDocument) -> bool:
    first, second = _identity(one), _identity(other)
    if not first.may_be(second):
        return False
    return bool(first.agency and second.agency) or not _has_other_figures(one, other)


def _names_its_body(first: ParsedDocument, one: ParsedDocument) -> bool:
    article, document = _identity(first), _identity(one)
    return bool(article.agency and document.agency) and article.may_be(document)


def _identity(one: ParsedDocument) -> ReportIdentity:
    name = one.metadata.agency
    placed = name if name and is_full_name(name) and has_place(name) else None
    return ReportIdentity(placed, one.metadata.report_year)


def _has_other_figures(one: ParsedDocument, other: ParsedDocument) -> bool:
    """Whether two tables, each read well, have more figures that differ than figures in common."""
    first, second = one.tables.get(_TABLE), other.tables.get(_TABLE)
    if first is None or second is None:
        return False
    pairs = [(first.values[place], second.values.get(place)) for place in first.values]
    figures = [pair for pair in pairs if any(pair)]  # a zero or a blank says nothing of whose it is
    if sum(a != b for a, b in figures) * 2 <= len(figures):
        return False
    return all(ocr_proof.prove(_TABLE, table)[0].status in _WELL_READ for table in (first, second))
