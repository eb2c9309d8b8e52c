"""This module merges an article and the documents attached to it into one report.

Each table is taken from where most of it is printed, the article before its attachments and a text
before a picture; the others are held against it, and every difference is a finding with both figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from parsers.article_pictures import pictured, without_told
from parsers.cross_check import figures_against, lists_against, named
from parsers.documents import Document, is_picture, read_document
from parsers.errors import NotAReport
from parsers.form_words import TABLES
from parsers.headings import is_mandated
from parsers.metadata import is_report
from parsers.metadata.agencies import is_name, is_placed
from parsers.metadata.whose import Whose
from parsers.understanding import Understood, of_page, understood
from schemas.capture import Capture
from schemas.finding import Finding, finding
from schemas.report import Metadata

ANOTHER = "attachment-of-another-report"
_MOST = 30  # documents of one article


def joined(
    article: Capture, attachments: Sequence[Capture], document: Document | None = None
) -> Understood:
    """The article with what its attachments and its pictures add; `document` is it as read before.

    Raises NotAReport for a mere list of reports.
    """
    first = understood(article, document)
    read = list(_documents(first, attachments[:_MOST]))
    others = [one for _, one in read if _is_of_another(first, one)]
    mine = [(capture, one) for capture, one in read if one not in others]
    documents = [one for _, one in mine]
    if _several(documents) and not _is_one(first):
        raise NotAReport("the page is a list of reports, each in a separate document")
    if not _whole([first, *documents]) and (shown := pictured((article, first), mine, attachments)):
        first, documents = without_told(first), [*map(without_told, documents), shown]
    return _one(first, documents, others) if documents or others else first


def _documents(
    first: Understood, attachments: Sequence[Capture]
) -> Iterator[tuple[Capture, Understood]]:
    """What is no picture, understood; a scan only where the tables are still wanting."""
    found = [first]
    for capture in attachments:
        if not is_picture(capture):
            page, source = read_document(capture, recognise=not _whole(found))
            found.append(of_page(page, source, capture))
            yield capture, found[-1]


def _whole(read: Sequence[Understood]) -> bool:
    """Whether every place of the three tables is printed in one or another."""
    return all(any(_places(one, name) == 1 for one in read) for name in TABLES)


def _places(one: Understood, name: str) -> float:
    """The share of a table's places that a document prints."""
    table = one.tables.get(name)
    if table is None or not table.expected:
        return 0.0
    return (len(table.expected) - len(table.missing)) / len(table.expected)


def _is_one(one: Understood) -> bool:
    return is_report(one.page, one.described) or bool(one.tables or one.listed)


def _year(one: Understood) -> int | None:
    return one.described.report_year


def _is_of_another(first: Understood, one: Understood) -> bool:
    """Whether a document says that it is of another year than the article, or names another body in full."""
    return _is_one(first) and _is_one(one) and not _whose(first).may_be(_whose(one))


def _whose(one: Understood) -> Whose:
    name = one.described.agency
    return Whose(name if name and is_name(name) and is_placed(name) else None, _year(one))


def _several(read: Sequence[Understood]) -> bool:
    """Whether the documents are of several reports, by what they say of year and agency."""
    told = {
        (_year(one), one.described.agency) for one in read if is_report(one.page, one.described)
    }
    return len(told) > 1


def _one(first: Understood, mine: list[Understood], others: list[Understood]) -> Understood:
    sources = [first, *(one for one in mine if _is_one(one))]
    chosen = {name: _best(name, sources) for name in TABLES}
    tables = {name: one.tables[name] for name, one in chosen.items() if one is not None}
    findings: list[Finding] = []
    for name, one in chosen.items():
        if one is not None:
            if one is not first:
                findings.append(finding("read-from-attachment", name, named(one)))
            findings += [
                f
                for other in sources
                if other is not one
                for f in figures_against(name, one, other)
            ]
    with_list = [one for one in sources if one.listed]
    findings += [f for other in with_list[1:] for f in lists_against(with_list[0], other)]
    findings += [finding(ANOTHER, None, named(one)) for one in others]
    used = {id(one): one for one in chosen.values() if one not in (None, first)}
    findings += [f for one in used.values() for f in one.page.findings]
    if not _whole(sources):
        findings += [_told_of(f, one) for one in mine if (f := one.unread)]
    prose = max(sources, key=lambda one: sum(is_mandated(s.heading) for s in one.prose)).prose
    page = replace(first.page, findings=(*first.page.findings, *dict.fromkeys(findings)))
    listed = with_list[0].listed if with_list else None
    first = first._replace(listed=listed)
    return first._replace(page=page, described=_described(sources), prose=prose, tables=tables)


def _best(name: str, sources: list[Understood]) -> Understood | None:
    printed = [one for one in sources if name in one.tables]
    return max(
        printed, key=lambda one: (_places(one, name), not one.tables[name].recognised), default=None
    )


def _described(sources: list[Understood]) -> Metadata:
    """The article's metadata; what it does not say, an attachment may."""
    first = sources[0].described
    told: dict[str, Any] = {}
    for one in sources[1:]:
        for field, value in one.described:
            if value and not getattr(first, field) and field not in ("candidates", "other"):
                told.setdefault(field, value)
    return first.model_copy(update=told)


def _told_of(told: Finding, one: Understood) -> Finding:
    """A finding that says which document it is about."""
    return told.model_copy(update={"text": f"{told.text} ({named(one)})"})
