"""This module decides which documents of an article belong to its report, which are reports of their own,
and which figures they print differently.

A county's page may have its towns' reports attached. A document is identified by its text, else by the link
to it; if neither tells, two proved tables with different figures are two reports.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from parsers import proof
from parsers.headings import is_mandated
from parsers.metadata import is_report
from parsers.metadata.agencies import has_place, is_central_body, is_full_name
from parsers.metadata.offices import is_inner_office
from parsers.metadata.report_identity import ReportIdentity, is_same_body
from parsers.metadata.titles import agency_in_title
from parsers.normalize import normalize
from parsers.parsed_document import ParsedDocument
from schemas.finding import Finding, finding
from schemas.report import Status

_SOUND = (Status.PROVED, Status.CONSISTENT)  # read well, and no sum fails
_TABLE = "requests"  # its sums tell that it was read well
DISAGREE = "sources-disagree"


def is_report_document(one: ParsedDocument) -> bool:
    """Whether a document is a report: it says so, or prints figures of the form."""
    return is_report(one.page, one.metadata) or bool(one.tables or one.statistics)


def other_reports(first: ParsedDocument, read: Sequence[ParsedDocument]) -> list[ParsedDocument]:
    """The documents of an article that are reports of their own.

    Where several different ones may be the article's, only those that name its body are.
    """
    reports = [one for one in read if is_report_document(one)]
    if not reports:
        return []
    own = [one for one in reports if _may_be_one(first, one)]
    if _differ(own):
        own = [one for one in own if _names_its_body(first, one)]
    bare = _identity(first).year is None and lacks_content(first)
    listed = bare or not is_report_document(first)
    if listed and _differ(own):  # a list of one body's years
        own = []
    return [one for one in reports if not any(one is other for other in own)]


def _differ(reports: Sequence[ParsedDocument]) -> bool:
    return any(not _may_be_one(*pair) for pair in combinations(reports, 2))


def lacks_content(one: ParsedDocument) -> bool:
    """Whether a page has neither a table nor a part of a report: it may be a list of links."""
    parts = any(is_mandated(part.heading) for part in one.sections)
    return not (one.tables or one.statistics or parts)


def _may_be_one(one: ParsedDocument, other: ParsedDocument) -> bool:
    first, second = _identity(one), _identity(other)
    if not first.may_be(second) or _is_linked_as_anothers(other, first.agency):
        return False
    return bool(first.agency and second.agency) or not _has_other_figures(one, other)


def _names_its_body(first: ParsedDocument, one: ParsedDocument) -> bool:
    article, document = _identity(first), _identity(one)
    return bool(article.agency and document.agency) and article.may_be(document)


def _identity(one: ParsedDocument) -> ReportIdentity:
    name = one.metadata.agency
    known = name and is_full_name(name) and (has_place(name) or is_central_body(name))
    return ReportIdentity(name if known else None, one.metadata.report_year)


def _is_linked_as_anothers(one: ParsedDocument, agency: str | None) -> bool:
    """Whether nothing but the link to a document names its body, if only in short, and it is not this one."""
    named = [said for said in one.metadata.candidates if said.field == "agency"]
    if not agency or not named or any(said.source != "link" for said in named):
        return False
    body = normalize(named[0].value)
    if body.endswith("政府") or is_inner_office(body) or agency_in_title(one.metadata.title or ""):
        return False
    return not is_same_body(body, agency)


def _has_other_figures(one: ParsedDocument, other: ParsedDocument) -> bool:
    """Whether two tables, each read well, have more figures that differ than figures in common."""
    first, second = one.tables.get(_TABLE), other.tables.get(_TABLE)
    if first is None or second is None:
        return False
    pairs = [(first.values[place], second.values.get(place)) for place in first.values]
    figures = [pair for pair in pairs if any(pair)]  # a zero or a blank says nothing of whose it is
    if sum(a != b for a, b in figures) * 2 <= len(figures):
        return False
    return all(proof.prove(_TABLE, table)[0].status in _SOUND for table in (first, second))


def compare_figures(name: str, one: ParsedDocument, other: ParsedDocument) -> Iterator[Finding]:
    """A finding for each figure of a table that the two documents print differently."""
    table = other.tables.get(name)
    if table is None:
        return
    for place, value in one.tables[name].values.items():
        if place in table.values and table.values[place] != value:
            row, column = place
            yield _disagree(f"{name}.{row}.{column}", (one, value), (other, table.values[place]))


def compare_statistics(one: ParsedDocument, other: ParsedDocument) -> Iterator[Finding]:
    """A finding for each indicator of before 2019 that the two documents print differently."""
    others = dict(_listed(other))
    for (indicator, column), value in _listed(one):
        if (indicator, column) in others and others[indicator, column] != value:
            against = (other, others[indicator, column])
            yield _disagree(f"statistics.{indicator}", (one, value), against)


def _listed(one: ParsedDocument) -> Iterator[tuple[tuple[str, str | None], object]]:
    """The figures of a list of statistics by indicator and column, the indicator by its key or else its label."""
    for row in one.statistics.rows if one.statistics else ():
        figure = row.value if row.amount is None else row.amount
        yield (row.indicator or row.label, row.column), figure


def _disagree(where: str, *figures: tuple[ParsedDocument, object]) -> Finding:
    quoted = (f"{value} ({source_label(one)})" for one, value in figures)
    return finding(DISAGREE, where, " / ".join(quoted))


def source_label(one: ParsedDocument) -> str:
    """The beginning of a document's SHA-256, and its name, as findings quote it."""
    name = one.source.name or one.source.url or ""
    return f"{one.source.sha256[:16]} {name}".strip()
