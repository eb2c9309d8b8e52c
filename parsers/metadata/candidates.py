"""This module gathers what each source on a page says of each metadata field.

Nothing is chosen here: a label, a title, the page head and a sentence remain separate candidates.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.dates import YEAR_IN_DIGITS, printed_date
from parsers.metadata.agencies import is_agency, is_named
from parsers.metadata.announcement import before_report
from parsers.metadata.boxes import box_pairs
from parsers.metadata.contact import body_to_contact, tells_of_office
from parsers.metadata.fields import said
from parsers.metadata.hosts import is_anothers_office, is_hosted, is_of_own_kind
from parsers.metadata.label_pairs import split_pairs
from parsers.metadata.labels import Pair, fields_by_label
from parsers.metadata.offices import is_inner_office, strip_government_office
from parsers.metadata.opening import body_in_opening
from parsers.metadata.period import period_of
from parsers.metadata.report_year import find_years
from parsers.metadata.short_body import governed_place, short_body
from parsers.metadata.signature import find_signature
from parsers.metadata.title_candidates import find_title_candidates, find_titles_elsewhere
from parsers.metadata.title_lines import title_line
from parsers.metadata.titles import (
    agency_in_title,
    is_report_title,
    lacks_year_and_agency,
    title_year,
)
from parsers.metadata.unlabelled import find_self_explanatory, find_unlabelled
from parsers.metadata.values import days_after, field_told, has_value, is_meaningful, trim_value
from parsers.normalize import normalize
from parsers.page import Grid, Page
from parsers.patterns import DOCUMENT_ENDING
from parsers.site_lines import line_kind
from schemas.report import Candidate
from schemas.vocabulary import vocabulary

_ABOVE, _BELOW = 3, 3  # lines beside a title that say whose it is, or go on with it
_NEIGHBOUR = re.compile("[上下]一[篇条则]")
_FOOTER = 60  # blocks that a site may print under a report
_SHORTEST = 8  # characters of a title of its own
_NUMBER = re.compile(r"^(?:附件?[\d一二三四五六七八九十]{0,3}[:.、]?|\(?\d{1,3}[.、)])")
_OF_ONE_YEAR = re.compile(r"\D{0,30}(?:19|20)\d\d年\D{0,30}")  # 2023年统计表, but not 2023年1月表
_REPORT = re.compile(r"(?:20\d\d年度?)?(?:工作)?(?:年报|年度报告|报告)?$")
_ENDING = re.compile(rf"{DOCUMENT_ENDING}$", re.IGNORECASE)


def find_candidates(page: Page, link: str | None) -> tuple[list[Candidate], list[Pair]]:
    """The candidates of all fields in the order of print, and the pairs whose label belongs to no field."""
    blocks = before_report(page)
    lines = [block for block in blocks if isinstance(block, str)]
    near = _near_titles(lines)
    period = period_of(page)
    pairs = list(box_pairs(blocks))
    printed = [pair for pair in map(trim_value, pairs) if has_value(pair)]
    titles = list(find_title_candidates(page, near, lines, period))
    labelled = list(_labelled(printed, titles))
    if not any(map(_is_own_title, (*labelled, *titles))):
        titles[:0] = find_titles_elsewhere(blocks)
    own = titles[0].value if titles and titles[0].source in ("heading", "document") else None
    beside = find_unlabelled(near, period, own)
    unlabelled = (*beside, *find_self_explanatory(lines), *days_after(pairs))
    found = [*labelled, *titles, *(said(field, "unlabelled", value) for field, value in unlabelled)]
    found += [*_head(page), *find_signature(page)]
    if all(one.field != "published_on" for one in found):
        found += _day_below(page)
    found += _in_prose(page, found)
    found += find_years(page, found, period)
    found += read_link_text(link) if link else ()
    return found, [pair for pair in printed if pair.label not in fields_by_label()]


def _labelled(pairs: Sequence[Pair], titles: Sequence[Candidate]) -> Iterator[Candidate]:
    """The values of labels, the usual label first.

    A title that a box has cut (甲县2023年政府信息公开工作...) ranks last, and so does a kind (部门年度报告).
    """
    headings = [one.value for one in titles if one.source == "heading"]
    for pair in sorted(pairs, key=lambda pair: fields_by_label().get(pair.label, ("", 0))[1]):
        if field := field_told(pair):
            begun = pair.value.rstrip(".… ")
            cut = field == "title" and any(
                title.startswith(begun)
                or (len(begun) < _SHORTEST and not lacks_year_and_agency(title))
                for title in headings
            )
            source = "line" if cut and not is_report_title(pair.value) else "label"
            yield said(field, source, pair.value)


def _day_below(page: Page) -> Iterator[Candidate]:
    """The day of publication that a site prints with its label under a report.

    Several are of a list, and so may be one under links to other documents.
    """
    days: list[str] = []
    above: list[str] = []
    begins = min(page.headings, default=len(page.blocks))
    for block in reversed(page.blocks[max(begins, len(page.blocks) - _FOOTER) :]):
        if isinstance(block, Grid) or block.endswith("。"):
            break
        above += [block] * bool(days)
        if "日期" in block or "时间" in block:
            pairs = (trim_value(pair) for pair in split_pairs(block))
            told = (one for one in pairs if field_told(one) == "published_on" and has_value(one))
            days += (one.value for one in told if not _NEIGHBOUR.search(block))
    if len(set(days)) == 1 and not any(map(_leads_on, above)):
        yield said("published_on", "label", days[0])


def _leads_on(line: str) -> bool:
    """Whether a line begins what leads on to other documents, or is the name of one."""
    is_dated = YEAR_IN_DIGITS.search(line) and printed_date(line) is None and not split_pairs(line)
    return bool(is_dated) or line_kind(line) == "footer"


def _is_own_title(one: Candidate) -> bool:
    named = one.field == "title" and one.source not in ("line", "column")
    return named and not lacks_year_and_agency(one.value)


def _near_titles(lines: Sequence[str]) -> list[str]:
    """The lines near possible titles: each line with 公, the three before it and the three after it."""
    named = [index for index, line in enumerate(lines) if "公" in line]
    near = sorted({index + step for index in named for step in range(-_ABOVE, _BELOW + 1)})
    return [title_line(lines[index]) for index in near if 0 <= index < len(lines)]


def _in_prose(page: Page, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The agency that the opening sentences name, or the one to contact where no source names one in full."""
    names = _bodies(found)
    is_told = any(map(is_named, names))
    body = body_in_opening(page)
    if body and not (is_anothers_office(body, page.lines) or is_hosted(body, page.lines)):
        # An office writes its government's report too, which tells what the place did.
        if not (is_told or is_of_own_kind(body, page.lines) or tells_of_office(page.lines)):
            body = strip_government_office(body)
        yield said("agency", "opening", body)
        return
    if is_told:
        return
    sources = [normalize(one.value) for one in found if one.field == "source"]
    if body := body_to_contact(page.lines, names, sources):
        yield said("agency", "contact", body)
    elif not names and (short := short_body(page.lines) or governed_place(page.lines)):
        yield said("agency", "short", short)


def _bodies(found: Sequence[Candidate]) -> list[str]:
    """The agencies named by box, titles and signature, in full or abbreviated."""
    titles = (one.value for one in found if one.field == "title" and is_report_title(one.value))
    printed = (normalize(one.value) for one in found if one.field in ("publisher", "agency"))
    named = (*map(agency_in_title, titles), *printed)
    return [name for name in named if name and not is_inner_office(name)]


def _head(page: Page) -> Iterator[Candidate]:
    """What the page head says of an article; the head of a list page may be left over, and is ignored."""
    named = {name.lower(): value for name, value in reversed(page.metas) if is_meaningful(value)}
    for field, names in vocabulary().head.items() if "articletitle" in named else ():
        for name in names:
            if value := named.get(name.lower()):
                yield said(field, "meta", value)


def read_link_text(text: str) -> Iterator[Candidate]:
    """The body and the year that a link's text names.

    >>> [one.value for one in read_link_text("附件3：东河镇2024年政府信息公开工作年度报告.docx")]
    ['东河镇', '2024']
    """
    title = _ENDING.sub("", _NUMBER.sub("", normalize(text)))
    is_title = is_report_title(title)
    named = agency_in_title(title) if is_title else _REPORT.sub("", title)
    body = named if named and is_agency(named) else None
    if body:
        yield said("agency", "link", body)
    if (is_title or _OF_ONE_YEAR.fullmatch(title)) and (year := title_year(title)):
        yield said("report_year", "link", str(year))
