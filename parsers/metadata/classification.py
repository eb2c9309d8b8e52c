"""This module distinguishes reports from other pages by title and metadata."""

import re
from collections.abc import Sequence

from parsers.metadata import kinds
from parsers.metadata.agencies import is_agency
from parsers.metadata.announcement import (
    announces_report,
    before_report,
    has_form,
    has_mandated_heading,
    interprets_report,
)
from parsers.metadata.hosts import own_kinds
from parsers.metadata.opening import paragraphs, year_in_opening
from parsers.metadata.titles import (
    agency_in_title,
    is_cover_letter_title,
    is_interpretation_title,
    is_report_title,
    lacks_year_and_agency,
    title_year,
)
from parsers.normalize import normalize
from parsers.page import Page
from parsers.patterns import HAN
from schemas.report import Metadata

_A_LIST = 2  # so many different titles of reports, and no heading, make a list page
# So many paragraphs, of so many letters, about disclosure follow a report's title, but none a link's.
_PARAGRAPH, _SPOKEN = 40, 2
_BEGINNING = 40  # lines in which a report names its author
# The headline of a news item too, which does not speak of 我局: 甲局发布2010年…年度报告.
_ANNOUNCED = re.compile(rf"[{HAN}](?:发布|發佈|發布|公布|公佈)(?=(?:19|20)\d\d年)")
_QUOTED = re.compile("(?:[报報]告|年[报報])[》”]?(?:[显顯]示|指出|[称稱]|提到|披露)")
# A circular that a library of documents files under another's name; a report's paragraph only goes by one.
_CIRCULAR = re.compile(
    rf"(?:(?![据按照为我]|结合|贯彻|落实|执行|遵|认真|围绕)[{HAN}]){{4,30}}[关關][于於]印[发發]《[^》]+》的通知(?![》,，。要精的和])"
)
_INFORMATION = "(?:信息|[资資][讯訊])"
_DISCLOSURE = re.compile(
    f"{_INFORMATION}公[开開]|主[动動]公[开開](?:政府)?{_INFORMATION}|依申[请請]公[开開]"
)


def is_report(page: Page, described: Metadata) -> bool:
    """Whether title or metadata say that a page is a report; the name of a column needs a heading too."""
    if is_interpretation(page, described):
        return False
    title = described.title
    if title and (title.endswith(("...", "…")) or is_agency(title)):
        title = None  # cut off, or only whose page it is: neither says of what kind
    dated = any(one.source == "period" for one in described.candidates)
    if title and is_cover_letter_title(title):
        made = title.endswith("公告") and _speaks(page, described)
        return made or (dated and has_mandated_heading(page))
    if title:
        return _is_titled_report(page, described, title, dated=dated)
    if dated or (described.title and _is_opened(page)):
        return True
    if kinds.is_headed_otherwise(page) or _is_another_document(page, title):
        return False
    named = described.category and is_report_title(described.category)
    return bool(named) or _speaks(page, described) or announces_report(page)


def _is_titled_report(page: Page, described: Metadata, title: str, *, dated: bool) -> bool:
    """Whether a title's page is a report; under a slip of a title its opening must publish one, and say its period."""
    bare = lacks_year_and_agency(title)
    if bare and _is_another_document(page, title):
        return dated or _is_opened(page)
    whose = not bare and (not _ANNOUNCED.search(title) or _speaks_itself(page))
    if not is_report_title(title):
        return dated and whose and _is_opened(page) and not kinds.is_another_kind(title)
    is_own = whose and (_is_titled(page, described) or _is_opened(page))
    is_own = is_own and (bool(title_year(title)) or not _begins_with_circular(page))
    return dated or is_own or has_mandated_heading(page)


def _is_another_document(page: Page, title: str | None) -> bool:
    """Whether a page calls itself a document of another kind, or a summary of other work than disclosure."""
    return any(
        kinds.calls_itself(page, title, kind) for kind in (kinds.is_another_kind, kinds.is_summary)
    )


def _speaks_itself(page: Page) -> bool:
    """Whether a page speaks of its own body, and of no report as news does."""
    return bool(own_kinds(page.lines)) and not any(
        _QUOTED.search(line) for line in page.lines[:_BEGINNING]
    )


def is_interpretation(page: Page, described: Metadata) -> bool:
    """Whether a page without figures interprets (解读) a report, by its first title or its opening, or is read to a congress."""
    if has_form(page):
        return False
    if interprets_report(page) or any(map(is_interpretation_title, _called(described))):
        return True
    lines = (line for line in before_report(page) if isinstance(line, str) and "公" in line)
    titles = (line for line in lines if is_interpretation_title(line) or is_report_title(line))
    own = (title for title in titles if not lacks_year_and_agency(title))  # else of a menu
    return is_interpretation_title(next(own, ""))


def _called(described: Metadata) -> list[str]:
    """What a box calls its document; where it has no title, with what it took for a label: 图解:甲县…年度报告."""
    if described.title:
        return [described.title]
    return [f"{label}:{value}" for label, value in described.other.items()]


def covers_part_of_year(page: Page, described: Metadata) -> bool:
    """Whether a page calls itself a report on part of a year, so that its figures are not annual."""
    return kinds.calls_itself(page, described.title, kinds.is_part_of_year)


def is_of_other_rules(page: Page, described: Metadata) -> bool:
    """Whether a page is the report of a school, hospital or enterprise, for which other rules apply."""
    return kinds.is_by_other_rules(described.title, described.agency, paragraphs(page))


def is_left_to_fill_in(page: Page, described: Metadata) -> bool:
    """Whether a page is a model text or a form, in which signs stand for the body that is to write its own."""
    beginning = (*page.lines[:_BEGINNING], *paragraphs(page))  # below a long menu, too
    if described.report_year is None and any("年月日" in line for line in beginning):
        return True  # the days were taken out of a report that is sold as a model
    return kinds.is_to_fill_in(described.title, described.agency, beginning)


def _is_titled(page: Page, described: Metadata) -> bool:
    """Whether a page has the title of one report: a list prints many, and a column's name has no year or agency.

    A page may have the column's name for its own, if the prose of a report stands under the one title. A menu
    prints it beside any title. Links to other reports may stand above a report: a list has no prose under its last.
    """
    titles = [one for one in described.candidates if one.field == "title"]
    headings = [one.value for one in titles if one.source == "heading"]
    named = [title for title in headings if not lacks_year_and_agency(title)]
    printed = set(map(_of_one, named or headings))
    own = [one.value for one in titles if one.source in ("label", "meta", "document")]
    if own and all(map(lacks_year_and_agency, own)):
        return len(printed) < _A_LIST and _tells_of_disclosure(page.lines)
    if len(printed) < _A_LIST or any(_of_one(title) in printed for title in own):
        return True
    at = [at for at, line in enumerate(page.lines) if "公" in line and is_report_title(line)]
    above, under = page.lines[: at[-1]] if at else (), page.lines[at[-1] :] if at else ()
    return _tells_of_disclosure(under) and not _tells_of_disclosure(above, least=1)


def _begins_with_circular(page: Page) -> bool:
    first = next((line for line in page.lines if len(line) > _PARAGRAPH), "")
    return bool(_CIRCULAR.match(first))


def _tells_of_disclosure(lines: Sequence[str], least: int = _SPOKEN) -> bool:
    prose = (one for one in lines if len(one) > _PARAGRAPH and "。" in one)
    return sum(map(_names_disclosure, prose)) >= least


def _of_one(title: str) -> tuple[str, ...]:
    """What two titles of one report share, though one may say 政务 for 政府: its agency and year, else all that it says."""
    agency, year = agency_in_title(title), title_year(title)
    return (agency, str(year)) if agency and year else (normalize(title),)


def _is_opened(page: Page) -> bool:
    """Whether the opening publishes the report of a year, or says that this is one."""
    return year_in_opening(page) is not None or announces_report(page)


def _speaks(page: Page, described: Metadata) -> bool:
    """Whether an untitled page has one of the form's headings and prose about a year's disclosure."""
    spoken = any(_names_disclosure(line) for line in page.lines if len(line) > 20)
    return spoken and described.report_year is not None and has_mandated_heading(page)


def _names_disclosure(line: str) -> bool:
    """Whether a line mentions disclosure, even with a reading in brackets after each character."""
    return bool(_DISCLOSURE.search(line) or ("(" in line and _DISCLOSURE.search(normalize(line))))
