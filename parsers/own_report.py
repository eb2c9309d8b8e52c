"""This module reduces a page to its own report: without tables of contents, and without other reports.

A table of contents consists of numbered headings only, each of which is repeated where its part begins;
it would be taken for another report, or for parts without text. A page may print the reports on two years,
or a book of many agencies' reports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, pairwise

from parsers.headings import Heading, heading_of, mandated_part
from parsers.metadata import read_metadata
from parsers.metadata.report_identity import ReportIdentity, identity_of_title
from parsers.metadata.titles import is_report_title, report_title_in
from parsers.page import Block, Page
from parsers.report_starts import is_prose, report_starts
from parsers.text import fold
from schemas.finding import finding

ANOTHER = "another-report-on-page"
_FEWEST = 3  # headings of a list
_PAGE = re.compile(r"[\s\d]+$")
_ENTRY = re.compile(r"\S.{0,60}(?:\.{3,}+|…++|·{3,}+|\s)\s*+\d{1,3}\s*$")  # of subsections

Key = int | str


def keep_own_report(page: Page) -> Page:
    """Return the page without other reports, each of which becomes a finding.

    Its own is the report that the page's title names, else the first.
    """
    edges = report_starts(page)
    if len(edges) < 2:
        return page
    front = page.blocks[: edges[0]]
    printed = [page.blocks[start:end] for start, end in pairwise((*edges, len(page.blocks)))]
    whose = [identity_of_page(Page(part)) for part in printed]
    whose[0] = _filled(whose[0], identity_of_page(replace(page, blocks=(*front, *printed[0]))))
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


def identity_of_page(page: Page) -> ReportIdentity:
    """The agency and year of the report on a page, and its title where that is a report's."""
    described, _ = read_metadata(page)
    title = described.title
    title = title if title and is_report_title(title) else None
    return ReportIdentity(described.agency, described.report_year, title)


def _filled(one: ReportIdentity, other: ReportIdentity) -> ReportIdentity:
    agency, year = one.agency or other.agency, one.year or other.year
    return ReportIdentity(agency, year, one.title or other.title)


def _own_report(title: str, whose: Sequence[ReportIdentity]) -> int:
    """The first report that the page's own title names; where it names none, the first of all."""
    identity = identity_of_title(report_title_in(title))
    named = (at for at, one in enumerate(whose) if one.may_be(identity))
    return next(named, 0) if identity.title else 0


def without_contents(page: Page) -> Page:
    """Return the page without its tables of contents; the same object if it has none."""
    headings = page.headings.values()
    is_repeated = len({_key(one) for one in headings}) < len(headings)
    runs = list(_runs(page.blocks)) if is_repeated else []
    if not runs:
        return page
    listed = {at for run in runs for at in run}
    others = (block for at, block in enumerate(page.blocks) if at not in listed)
    elsewhere = {_key(heading) for heading in map(_heading, others) if heading}
    headed = [[one for at in run if (one := _heading(page.blocks[at]))] for run in runs]
    known = [all(_key(one) in elsewhere for one in found) for found in headed]
    left = {at for run in compress(runs, known) for at in run}
    if not left:
        return page
    return replace(page, blocks=tuple(b for at, b in enumerate(page.blocks) if at not in left))


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The places of headings that follow each other from the first on, with nothing between them."""
    run: list[int] = []
    last = 0
    for at, block in enumerate(blocks):
        heading = _heading(block)
        if heading and run and heading.number > last:
            run.append(at)
            last = heading.number
            continue
        if run and isinstance(block, str) and not heading and (not block or _ENTRY.match(block)):
            run.append(at)
            continue
        if last >= _FEWEST:
            yield run
        run, last = ([at], 1) if heading and heading.number == 1 else ([], 0)
    if last >= _FEWEST:
        yield run


def _heading(block: Block) -> Heading | None:
    """The heading that a block is, and nothing besides but the number of its page."""
    heading = heading_of(block) if isinstance(block, str) else None
    return heading if heading and (not heading.rest or heading.rest.isdecimal()) else None


def _key(heading: Heading) -> Key:
    words = _PAGE.sub("", heading.words)
    return mandated_part(words) or fold(words)
