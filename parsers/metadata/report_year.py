"""This module finds the year that a report covers, which is not the year of publication.

The sentence on the period takes precedence, but an agency that copies its last report may leave the old year
in it: if at least two other sources agree on another year, and none on this one, the other year is chosen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, islice

from parsers.dates import DAY, years_in_digits
from parsers.headings import heading_of, mandated_part
from parsers.metadata.announcement import announces_report, has_form, has_mandated_heading
from parsers.metadata.fields import said
from parsers.metadata.opening import year_in_opening, year_of_statistics
from parsers.metadata.sentences import NAMED, OF_YEAR
from parsers.metadata.titles import is_report_title, title_year
from parsers.page import Page
from schemas.report import Candidate

_LEAST = 2  # sources that outvote the period
_YEAR = re.compile(
    r"""
    (?<![\d第〔\[(])(?<!\d[-—–~至])((?:19|20)\d\d)                     # of no number of a document, and of two the first
    (?:年(?:度?(?![第度\d版]|新?修[订訂正改]|以[前来來])                  # 2024年, 2024年度, but not 2024年1月, 2019年修订, 2016年以前
    |(?:(?<=截[至止].{5})|(?<=截[至止]到.{5})|(?<=到.{5})(?<![^日起,，。;；\s]到.{5})(?=12月31日止))12月(?:31日|[底末]|(?=[,，。])))  # 截至2024年12月31日, 截止到2024年12月底
    |(?<=^\d{4})年以[来來](?=[,，])                                     # 2022年以来, at the beginning
    |(?=[-—–~至](?:19|20)\d\d(?:[学學]年|年度)))                       # 2023-2024学年
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,12}〕")
# What a body publishes in a year about the one before: 2018年度信息公开工作报告, 2018年度部门决算.
_OF_LAST_YEAR = re.compile(
    r"(?:19|20)\d\d年度?[^,，。;；、]{0,10}(?:公开[^,，。;；、]{0,6}(?:报告|年报)(?!如下)|决算)"
)
_MOST_PARAGRAPHS, _SHORTEST_PROSE = 60, 15
_HEADS = ("meta", "document")  # where a page's head names it
_PLANS = 5  # the form's part on what is planned for the year after
_NEIGHBOURS = frozenset(f"{which}一{what}" for which in "上下" for what in "篇条條则則页頁")
_STAMP = re.compile(rf"^[\[(]?{DAY}[\])]?|[\[(]?{DAY}[\])]?$")
_CATEGORY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年度?)?(?!\d)")


def find_years(page: Page, found: Sequence[Candidate], period: int | None) -> Iterator[Candidate]:
    """The years that the period, the title and the category name, and if they leave it open, the opening or the prose.

    A copied period is that of an earlier report. So an opening that alone names a year before the period's does not
    name the report's year: it tells what was published in the year reported on.
    """
    if period:
        yield said("report_year", "period", period)
    printed = list(_printed_years(found))
    yield from printed
    years = {int(one.value) for one in printed}
    if period in years:
        return
    if period:
        opening = year_in_opening(page, (NAMED, OF_YEAR))
        if opening and (opening > period or opening in years):
            yield said("report_year", "opening", opening)
    elif not years and (told := _told_by_text(page)):
        yield told


def _told_by_text(page: Page) -> Candidate | None:
    """The year that the headings of the statistics name, or the opening or the prose of a page with the form's parts."""
    opening = year_of_statistics(page)
    if not (opening or _is_headed(page) or has_form(page) or announces_report(page)):
        return None
    if opening := opening or year_in_opening(page):
        return said("report_year", "opening", opening)
    prose = _in_prose(page)
    return said("report_year", "prose", prose) if prose else None


def _is_headed(page: Page) -> bool:
    """Whether a heading is one of the form's, or about disclosure."""
    headings = page.headings.values()
    return has_mandated_heading(page) or any("公" in heading.words for heading in headings)


def _printed_years(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The years that the title, if it is no column's, and the category of a report name, and another title in the page's head."""
    titles = [one for one in found if one.field == "title"]
    title = next((one for one in titles if one.source != "column"), None)
    own = title_year(title.value) if title and is_report_title(title.value) else None
    for one in found:
        if one is title:
            year = own
        elif own and one.field == "title" and one.source in _HEADS and is_report_title(one.value):
            year = title_year(one.value)
            if year and year != own:
                yield said("report_year", "head", year)
            continue
        elif one.field == "category" and one.source == "label":
            category = _CATEGORY_YEAR.search(one.value)  # 2024年度
            year = int(category[1]) if category else None
        else:
            continue
        if year:
            yield said("report_year", one.field, year)


def outvoting_year(page: Page, found: Sequence[Candidate]) -> int | None:
    """The year that all but the period sentence name; None where one of them has the period's, or one
    alone is against it. What stands under the first heading has a voice of its own.
    """
    years = {one.source: int(one.value) for one in found if one.field == "report_year"}
    period = years.pop("period", None)
    if period is None or not years or period in years.values():
        return None
    voices = [*years.values(), *filter(None, [year_in_report(page)])]
    agreed = set(voices)
    outvoted = len(voices) >= _LEAST and len(agreed) == 1 and period not in agreed
    return voices[0] if outvoted else None


def year_in_report(page: Page) -> int | None:
    """The year that the prose mentions most from the first heading on; no menu above it counts."""
    under = dropwhile(
        lambda block: not isinstance(block, str) or not heading_of(block), page.blocks
    )
    return _in_prose(Page(tuple(under)))


def _in_prose(page: Page) -> int | None:
    """The year that the report's prose mentions most before its plans, or else the notes in its tables.

    Of two years mentioned alike, the one of a report or account that was published is the year before.
    """
    plans = (at for at, one in page.headings.items() if mandated_part(one.words) == _PLANS)
    page = Page(page.blocks[: max(plans, default=None)])  # a list of contents names them first
    titles, others = _titles_apart(page.lines)
    spoken = _most(others)
    if spoken is None and len({title_year(title) for title in titles}) == 1:
        spoken = _most(titles)
    if spoken:
        return spoken
    noted = _count(cell for grid in page.grids[:3] for line in grid.lines for cell in line)
    return max(noted, key=lambda year: (noted[year], year)) if noted else None


def _most(lines: Iterable[str]) -> int | None:
    """The year that most of the lines mention, of those that are long enough for prose."""
    prose = [one for one in lines if len(one) > _SHORTEST_PROSE]
    spoken = _count(prose)
    if not spoken:
        return None
    tied = [year for year, times in spoken.items() if times == max(spoken.values())]
    told = spoken if len(tied) == 1 else _count(_OF_LAST_YEAR.sub("", one) for one in prose)
    return max(tied, key=told.__getitem__)


def _titles_apart(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The titles among the lines and the other lines, without links: a site's to the reports before and after, and rows of a list, which end or begin in a day."""
    titles, others = [], []
    for line in lines:
        if line[:3] in _NEIGHBOURS:
            continue
        whole = line.strip()
        if "公" not in line or not is_report_title(bare := _STAMP.sub("", whole).strip()):
            others.append(line)
        elif bare == whole:
            titles.append(line)
    return titles, others


def _count(texts: Iterable[str]) -> Counter[int]:
    """How often each year is mentioned outside quoted titles, in the order of first mention."""
    bare = ("".join(text.split()) for text in islice(texts, _MOST_PARAGRAPHS))
    own = (years_in_digits(_QUOTED.sub("", text)) for text in bare)
    return Counter(int(year) for text in own for year in _YEAR.findall(text))
