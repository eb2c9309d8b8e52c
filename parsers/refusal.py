"""This module refuses documents that could not be read or are no annual reports, and says why."""

import re
from itertools import chain

from parsers.decode import decode
from parsers.depth import parse_html
from parsers.documents import NOWHERE, is_picture, is_text
from parsers.errors import NotAReport
from parsers.listings.addresses import is_same_page
from parsers.listings.attachments import is_document_link
from parsers.listings.column_names import is_column_name
from parsers.listings.links import link_target, link_title
from parsers.metadata import (
    covers_part_of_year,
    has_report_headings,
    is_left_to_fill_in,
    is_of_other_rules,
    is_report,
)
from parsers.metadata.agencies import is_agency
from parsers.metadata.kinds import calls_itself, is_on_another_matter
from parsers.metadata.titles import (
    agency_in_title,
    is_report_title,
    lacks_year_and_agency,
    report_title_in,
)
from parsers.normalize import plain
from parsers.own_documents import lacks_content
from parsers.page import Page
from parsers.parsed_document import ParsedDocument
from parsers.readers.sniffing import claimed_format, why_damaged
from parsers.report_starts import is_prose
from parsers.script_tables import SHOWN
from parsers.walls import wall_of
from schemas.capture import Capture
from schemas.finding import Finding, finding, sentence

_OF_A_YEAR = re.compile(r"\W*(?:19|20)\d\d\s*年(?:度)?")
_OTHER_RULES = (
    "it is a school's, a hospital's or an enterprise's report by other rules than the Regulations, "
    "and it has none of the tables"
)
_OF_ANOTHER_MATTER = (
    "its title is that of another kind of document, and none of the form's tables is whole in it"
)
_PICTURED = re.compile(r"[(【\[](?:图片|图文|长图|海报|漫画|动漫|视频)版?[)】\]]")
_NO_PAGE = (
    "it is an e-mail or a web archive of which no page says anything; save its attachments, "
    "which are not read here"
)
_SEVERAL = 3  # so many bodies, each in a line of its own, are those that a list is of


def refuse_unless_report(capture: Capture, document: ParsedDocument) -> None:
    """Raise `NotAReport` with a reason if the document is no annual report.

    A report is what has a figure of the form's tables, or what says in its title, its metadata or its
    headings that it is one.
    """
    if document.unread:
        raise NotAReport(_reason(document.unread), unread=True)
    if not document.page.blocks and is_picture(capture):
        raise NotAReport("the picture is too small to show a report, or shows no text")
    if covers_part_of_year(document.page, document.metadata):
        raise NotAReport("its title says that it reports on a part of a year")
    if _has_scraps(document) and calls_itself(
        document.page, document.metadata.title, is_on_another_matter
    ):
        raise NotAReport(_OF_ANOTHER_MATTER)
    if not _has_figures(document):
        reason = _why_no_report(capture, document)
        if reason is not None:
            raise _wall(capture, document.page) or _damaged(capture) or reason


def _has_figures(document: ParsedDocument) -> bool:
    """Whether any figure of the form's tables, or of the statistics of before 2019, was read."""
    values = chain.from_iterable(table.values.values() for table in document.tables.values())
    if any(value is not None for value in values):
        return True
    rows = document.statistics.rows if document.statistics else ()
    return any(row.value is not None or row.amount is not None for row in rows)


def _has_scraps(document: ParsedDocument) -> bool:
    """Whether words of the form's tables were found, but no table of which all places were."""
    tables = document.tables.values()
    return bool(tables) and not document.statistics and all(table.missing for table in tables)


def _why_no_report(capture: Capture, document: ParsedDocument) -> NotAReport | None:
    """Why a document without figures is no report; None if its text says that it is one."""
    page, metadata = document.page, document.metadata
    is_blank_form = bool(document.tables or document.statistics)
    says_report = is_report(page, metadata) or bool(document.tables and not metadata.title)
    headed = not is_blank_form and has_report_headings(page, metadata, document.sections)
    if not says_report and not headed:
        return _no_report(document, is_blank_form=is_blank_form)
    if lacks_content(document) and _is_column(document):
        return NotAReport("it is a list of reports, and none itself")
    if lacks_content(document) and only_links_to_report(capture, metadata.title):
        return NotAReport("it only links to a report, which stands on another page")
    if not headed and _is_picture_version(document):
        return NotAReport("it is a picture version of a report, and no figure of it was read")
    if is_left_to_fill_in(page, metadata):
        return NotAReport(
            "it is a model text or a form to fill in, and none of its tables has a figure"
        )
    return NotAReport(_OTHER_RULES) if is_of_other_rules(page, metadata) else None


def _is_picture_version(document: ParsedDocument) -> bool:
    """Whether a page calls itself a report's pictures, of which another page has the text; not where its pictures could not be read."""
    unread = any(one.code == "reader-missing" for one in document.page.findings)
    return not unread and _PICTURED.search(plain(document.metadata.title or "")) is not None


def _is_column(document: ParsedDocument) -> bool:
    """Whether the title of a page is the name of a report column, of some bodies, of a year or of all, and nothing else says a year.

    A year's column says the year itself, names no one body, and lists several without any prose.
    """
    page, title = document.page, document.metadata.title or ""
    if not is_column_name(_OF_A_YEAR.sub("", title)):
        return False
    if document.metadata.report_year is None:
        return True
    says = document.sections or page.findings or any(map(is_prose, page.blocks))
    if says or agency_in_title(title):
        return False
    return len(set(filter(_names_body, page.lines))) >= _SEVERAL


def _names_body(line: str) -> bool:
    """Whether a line is the name of a body, or the title of its report."""
    return is_agency(line) or (is_report_title(line) and agency_in_title(line) is not None)


def _no_report(document: ParsedDocument, *, is_blank_form: bool) -> NotAReport:
    """The refusal of a page that nothing says is a report; what its pictures show may still be one."""
    findings = {one.code: one for one in document.page.findings}
    if SHOWN in findings:
        return NotAReport(_reason(findings[SHOWN]))
    if not document.page.blocks:
        is_mail = document.source.reader == "mhtml"
        return NotAReport(_NO_PAGE if is_mail else "the page is empty", unread=is_mail)
    if is_blank_form:
        return NotAReport("the form is blank and nothing says whose report it is")
    if "reader-missing" in findings:
        return NotAReport(_reason(findings["reader-missing"]), unread=True)
    return NotAReport(
        "neither its title nor its metadata says it is one, and it has none of the tables"
    )


def _wall(capture: Capture, page: Page) -> NotAReport | None:
    """The refusal of a page that stands before another, which was not saved: a challenge or a login."""
    if not is_text(capture):
        return None
    code = wall_of(capture.body, page.title or "", "".join((*page.lines, *page.cells)))
    return NotAReport(_reason(finding(code)), unread=True) if code else None


def _damaged(capture: Capture) -> NotAReport | None:
    """The refusal of a text whose name or media type calls it a PDF, a picture or the like."""
    format_ = claimed_format(capture) if is_text(capture) else None
    if format_ is None:
        return None
    why = why_damaged(capture.body, format_)
    return NotAReport(_reason(finding("document-damaged", None, why)), unread=True)


def _reason(found: Finding) -> str:
    """A finding as one sentence, which ends in what its text adds."""
    said = sentence(found.code)
    return f"{said.removesuffix('.')}; {found.text}" if found.text else said


def only_links_to_report(capture: Capture, title: str | None) -> bool:
    """Whether a page prints its title nowhere but in links to other pages; links to documents do not count."""
    if not title or not is_text(capture) or b"<a" not in capture.body.lower():
        return False
    tree = parse_html(decode(capture.body, capture.charset).text)
    here, wanted = capture.url or NOWHERE, plain(title)
    links = []
    for link in tree.css("a, [onclick]"):
        name, url = link_title(link), link_target(link, here)
        elsewhere = url is not None and not is_same_page(url, here)
        if wanted in plain(name) and elsewhere and not is_document_link(url or "", name):
            links.append(link)
    for link in links:
        link.decompose()
    own = tree.css_first("title")
    called = report_title_in(own.text()) if own is not None else None
    named = called is not None and not lacks_year_and_agency(called)
    rest = plain(tree.html or "") if links else ""
    return bool(links) and not named and wanted not in rest
