"""This module merges an article and the documents attached to it into one report.

Each table is taken from the document that prints most of its places; the article comes before its
attachments, and text before a picture. The same table in another document is compared with it, and
every difference is a finding with both figures.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from parsers.article_pages import join_pages
from parsers.article_pictures import read_article_pictures, without_pictures_left
from parsers.documents import is_picture, is_text, read_document
from parsers.errors import NotAReport
from parsers.form_words import TABLES
from parsers.headings import is_mandated
from parsers.own_documents import (
    compare_figures,
    compare_statistics,
    is_report_document,
    lacks_content,
    other_reports,
    source_label,
)
from parsers.parsed_document import ParsedDocument, parse_document, parse_page
from schemas.capture import Capture
from schemas.finding import Finding, finding
from schemas.report import Metadata

ANOTHER = "attachment-of-another-report"
LEFT = "attachments-apart"
_LIST = "the page is a list of reports, each in a separate document"
_OF_ANOTHER = "it is no report itself, and the one in its document is of another body or year"
_MOST = 30  # documents of one article
_PARTS = 6  # of the form


def merge_attachments(
    article: Capture, attachments: Sequence[Capture], parsed: ParsedDocument | None
) -> ParsedDocument:
    """Parse an article and its attachments, and merge them; `parsed` is the article as parsed before.

    Raises NotAReport if the page is none itself and carries that of another body, or only lists several.
    """
    first = parsed or parse_document(article)
    if _may_go_on(first) or any(map(is_text, attachments)):
        joined, attachments = join_pages(article, attachments)
        first = parse_page(*joined, article) if joined else first
    considered = considered_attachments(attachments)
    read = list(_documents(first, considered))
    others = other_reports(first, [one for _, one in read])
    own = [(capture, one) for capture, one in read if not any(one is other for other in others)]
    documents = [one for _, one in own]
    if _is_list(first, documents, others, attachments):
        raise NotAReport(_LIST if len(read) > 1 else _OF_ANOTHER)
    complete = _is_complete([first, *documents])
    shown = None if complete else read_article_pictures((article, first), own, attachments)
    if shown:
        first = without_pictures_left(first)
        documents = [*map(without_pictures_left, documents), shown]
    merged = _merge(first, documents, others) if documents or others else first
    left = len(attachments) - len(considered)
    return merged.telling(finding(LEFT, None, str(left))) if left else merged


def considered_attachments(attachments: Sequence[Capture]) -> tuple[Capture, ...]:
    """The attachments of an article that are read together with it: all pictures, and a limited number of documents."""
    documents = [at for at, one in enumerate(attachments) if not is_picture(one)]
    left = frozenset(documents[_MOST:])
    return tuple(one for at, one in enumerate(attachments) if at not in left)


def _is_list(
    first: ParsedDocument,
    documents: list[ParsedDocument],
    others: list[ParsedDocument],
    attachments: Sequence[Capture],
) -> bool:
    """Whether a page only lists reports: its attachments are several reports, and it has no content itself."""
    if not is_report_document(first):
        return bool(others)
    silent = lacks_content(first) and not any(map(is_picture, attachments))
    return len(others) > 1 and silent and not any(map(is_report_document, documents))


def _documents(
    first: ParsedDocument, attachments: Sequence[Capture]
) -> Iterator[tuple[Capture, ParsedDocument]]:
    """The parsed attachments that are no pictures; scans only while tables are missing."""
    found = [first]
    for capture in attachments:
        if not is_picture(capture):
            page, source = read_document(capture, recognise=not _is_complete(found))
            # The portal's agency is that of the article, not necessarily of its attachments.
            unregistered = capture.model_copy(update={"registrant": None})
            found.append(parse_page(page, source, unregistered))
            yield capture, found[-1]


def _may_go_on(first: ParsedDocument) -> bool:
    """Whether an article may be continued on other pages: it lacks a table's places, or one of the six parts."""
    return len(first.sections) < _PARTS or not _is_complete([first])


def _is_complete(read: Sequence[ParsedDocument]) -> bool:
    """Whether each of the three tables is printed in full in one of the documents."""
    return all(any(_share_printed(one, name) == 1 for one in read) for name in TABLES)


def _share_printed(one: ParsedDocument, name: str) -> float:
    """The share of a table's places that a document prints."""
    table = one.tables.get(name)
    if table is None or not table.expected:
        return 0.0
    return (len(table.expected) - len(table.missing)) / len(table.expected)


def _merge(
    first: ParsedDocument, documents: list[ParsedDocument], others: list[ParsedDocument]
) -> ParsedDocument:
    """The article with each table from the document that prints most of it; `others` are only named."""
    sources = [first, *(one for one in documents if is_report_document(one))]
    chosen = {name: one for name in TABLES if (one := _fullest(name, sources)) is not None}
    used = {id(one): one for one in chosen.values() if one is not first}
    with_statistics = [one for one in sources if one.statistics]
    findings = [
        *_compare(first, sources, chosen),
        *chain(*(compare_statistics(with_statistics[0], one) for one in with_statistics[1:])),
        *(finding(ANOTHER, None, source_label(one)) for one in others),
        *chain(*(one.page.findings for one in used.values())),
        *([] if _is_complete(sources) else _unread(documents)),
    ]
    parts = [one.sections for one in sources]
    mandated = [sum(is_mandated(section.heading) for section in one) for one in parts]
    return first.telling(*dict.fromkeys(findings))._replace(
        metadata=_merge_metadata(sources),
        sections=parts[mandated.index(max(mandated))],
        tables={name: one.tables[name] for name, one in chosen.items()},
        statistics=with_statistics[0].statistics if with_statistics else None,
    )


def _unread(documents: list[ParsedDocument]) -> Iterator[Finding]:
    """Why nothing of some documents could be read, each with its document."""
    for one in documents:
        if why := one.unread:
            yield why.model_copy(update={"text": f"{why.text} ({source_label(one)})"})


def _compare(
    first: ParsedDocument, sources: list[ParsedDocument], chosen: dict[str, ParsedDocument]
) -> Iterator[Finding]:
    """Findings for each table that is not the article's own, and for each figure printed differently."""
    for name, one in chosen.items():
        if one is not first:
            yield finding("read-from-attachment", name, source_label(one))
        for other in sources:
            if other is not one:
                yield from compare_figures(name, one, other)


def _fullest(name: str, sources: list[ParsedDocument]) -> ParsedDocument | None:
    printed = [one for one in sources if name in one.tables]
    fullness = [(_share_printed(one, name), not one.tables[name].recognised) for one in printed]
    return printed[fullness.index(max(fullness))] if printed else None


def _merge_metadata(sources: list[ParsedDocument]) -> Metadata:
    """The article's metadata; a field that it leaves empty is taken from the first attachment that has it."""
    first = sources[0].metadata
    added: dict[str, Any] = {}
    for one in sources[1:]:
        for field, value in one.metadata:
            if value and not getattr(first, field) and field not in ("candidates", "other"):
                added.setdefault(field, value)
    return first.model_copy(update=added)
