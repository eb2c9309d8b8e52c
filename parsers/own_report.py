"""This module reduces a page with several reports to its own one.

A page may print the reports on two years, or a book of many agencies' reports.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress, pairwise

from parsers.metadata import read_metadata
from parsers.metadata.report_identity import ReportIdentity, identity_of_title
from parsers.metadata.titles import is_report_title, report_title_in
from parsers.page import Block, Page
from parsers.report_starts import is_prose, report_starts
from schemas.finding import finding

ANOTHER = "another-report-on-page"


def keep_own_report(page: Page) -> Page:
    """Return the page without other reports, each of which becomes a finding.

    Its own is the report that the page's title names, else the first.
    """
    edges = report_starts(page)
    if len(edges) < 2:
        return page
    front = page.blocks[: edges[0]]
    printed = [page.blocks[start:end] for start, end in pairwise((*edges, len(page.blocks)))]
    whose = [_identity(Page(part)) for part in printed]
    whose[0] = _filled(whose[0], _identity(replace(page, blocks=(*front, *printed[0]))))
    own = _own_report(page.title or "", whose)
    mine = [
        at == own
        or (one.may_be(whose[own]) and (one.is_known or _repeats(printed[at], printed[own])))
        for at, one in enumerate(whose)
    ]
    if all(mine):
        return page
    others = dict.fromkeys(one for one, is_own in zip(whose, mine, strict=True) if not is_own)
    findings = (finding(ANOTHER, None, one.described) for one in others)
    blocks = (*front, *(block for part in compress(printed, mine) for block in part))
    return replace(page, blocks=blocks, findings=(*page.findings, *findings))


def _repeats(part: Sequence[Block], own: Sequence[Block]) -> bool:
    """Whether most of the prose of a part without a title is also in the page's own report."""
    prose = [block for block in part if is_prose(block)]
    return bool(prose) and sum(map(own.__contains__, prose)) * 2 >= len(prose)


def _identity(page: Page) -> ReportIdentity:
    described, _ = read_metadata(page)
    title = described.title
    title = title if title and is_report_title(title) else None
    return ReportIdentity(described.agency, described.report_year, title)


def _filled(one: ReportIdentity, other: ReportIdentity) -> ReportIdentity:
    return ReportIdentity(
        one.agency or other.agency, one.year or other.year, one.title or other.title
    )


def _own_report(title: str, whose: Sequence[ReportIdentity]) -> int:
    """The first report that the page's own title names; where it names none, the first of all."""
    identity = identity_of_title(report_title_in(title))
    named = (at for at, one in enumerate(whose) if one.may_be(identity))
    return next(named, 0) if identity.title else 0
