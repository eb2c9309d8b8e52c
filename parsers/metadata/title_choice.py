"""This module chooses a report's own titles among all that are printed above it.

Links to the reports of other years and agencies have titles too, and a copy may print one title twice.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from parsers.metadata.agencies import has_place, is_bare_town, is_full_name, without_level
from parsers.metadata.report_identity import is_same_body
from parsers.metadata.report_year import year_in_report
from parsers.metadata.title_search import find_titles
from parsers.metadata.titles import (
    agency_in_title,
    lacks_year_and_agency,
    report_title_in,
    title_year,
)
from parsers.normalize import normalize
from parsers.page import Page
from parsers.patterns import HAN
from parsers.traditional import simplified

_YEAR = re.compile(r"(?:19|20)\d\d年(?:度(?=政府|政务|信息))?")
_OF_THE_YEAR = re.compile(rf"(?<=(?:19|20)\d\d)年度?(?=[{HAN}])")
# A place of one letter is what a copy leaves of a longer one more often than a place: 东省 of 山东省.
_CUT = re.compile(f"[{HAN}][省市县縣区區州旗盟]")
_LEVEL = re.compile("[省市县縣区區州旗]")  # all that 县民政局 says more than 民政局
_SHORT_MENU = 2  # titles: the upper one may be a link above the report's own


def own_titles(
    page: Page, titles: Sequence[str], near: Sequence[str], year: int | None
) -> list[str]:
    """The titles that may be the report's own, the likeliest first; `year` is the one that it says it covers."""
    own = _of_own_year(page, _whole(titles[::-1]), near, year)
    if page.title and report_title_in(page.title):
        own.sort(key=lambda title: normalize(title) not in normalize(page.title or ""))
    return list(dict.fromkeys(_fullest_first(own)))


def _of_own_year(page: Page, titles: list[str], near: Sequence[str], year: int | None) -> list[str]:
    """The titles without those of other years, the last printed first.

    Links to other years' reports stand above the report, so of several titles the last is its own, unless
    it belongs to a menu of years: then the own one is that of the year which the rest of the page names. Where the
    head's title is of that year and none below it is, those belong to the reports of others.
    """
    named = {title_year(title) for title in titles} - {None}
    is_in_head = year is not None and year not in named and year == _year_in_head(page)
    if are_of_other_years(titles, year) or (is_in_head and named):
        return [title for title in titles if not title_year(title)]
    menu, others = _menu_and_others(near) if len(titles) > 1 else ([], [])
    if not menu:
        return titles
    own = _year_in_head(page) or year or next(iter(others), None) or year_in_report(page)
    return [title for title in titles if title_year(title) in (None, own)]


def _year_in_head(page: Page) -> int | None:
    """The year in the titles that a page's head names."""
    named = title_year(report_title_in(page.title or "") or "")
    return named or title_year(page.named.get("articletitle", ""))


def are_of_other_years(titles: Iterable[str], year: int | None) -> bool:
    """Whether titles name several years, but not the year that the report covers.

    >>> are_of_other_years(["甲局2021年政府信息公开年报", "甲局2022年政府信息公开年报"], 2023)
    True
    """
    named = {title_year(title) for title in titles} - {None}
    return year is not None and len(named) > 1 and year not in named


def _menu_and_others(lines: Sequence[str]) -> tuple[list[int], list[int]]:
    """The years of the last titles among the lines if they are a menu, one below the other and year by year; those of the others.

    >>> _menu_and_others(["2022年政府信息公开年报", "", *(f"{year}年政府信息公开年报" for year in (2023, 2022, 2021))])
    ([2021, 2022, 2023], [2022])
    """
    menu: list[int] = []
    others: list[int] = []
    below: int | None = None
    for start, end, title in reversed(list(find_titles(lines))):
        year = title_year(title)
        if year and not others and below in (None, end):
            menu.append(year)
            below = start
        elif year:
            others.append(year)
    steps = {one - other for one, other in pairwise(menu)}
    return (menu, others) if len(menu) > _SHORT_MENU and steps in ({1}, {-1}) else ([], [])


def _whole(titles: Sequence[str]) -> list[str]:
    """The titles without those that repeat another and lack only its year, or the 年 in it."""
    undated = {_YEAR.sub("", normalize(title)) for title in titles if title_year(title)}
    worn = {bare for title in titles if (bare := _worn(title)) != normalize(title)}
    whole = [title for title in titles if normalize(title) not in worn]
    return [title for title in whole if title_year(title) or normalize(title) not in undated]


def _worn(title: str) -> str:
    """A title as a copy may have worn it down: 2021政府信息公开…, without 年."""
    return _OF_THE_YEAR.sub("", normalize(title))


def _fullest_first(titles: Sequence[str]) -> list[str]:
    """The titles, the last printed first, unless an earlier one names its agency in full and none another."""
    named = sorted(titles, key=lacks_year_and_agency)
    fuller = [title for title in named if _is_fuller(title, named[0])]
    bodies = [agency_in_title(title) or "" for title in fuller]
    is_menu = not all(is_same_body(body, bodies[0]) for body in bodies)
    return named if is_menu else sorted(named, key=lambda title: title not in fuller)


def _is_fuller(title: str, last: str) -> bool:
    """Whether a title names in full the agency that the last one names short, for the same year."""
    short, full = agency_in_title(last), agency_in_title(title)
    if not short:
        rest = normalize(title).replace(full or "", "", 1)
        is_named = bool(full and is_full_name(full))
        return is_named and title != last and rest.endswith(normalize(last))
    if not full or title_year(title) != title_year(last):
        return False
    if _LEVEL.fullmatch(full.removesuffix(short)):
        return True
    return is_full_name(full) and _names_in_full(full, short)


def _names_in_full(full: str, short: str) -> bool:
    """Whether a full name is that of the agency which another name is short for, or has lost letters of."""
    if _CUT.match(short) and full != short and full.endswith(short):
        return True
    if is_bare_town(short):
        return not is_bare_town(full) and is_same_body(full, short)
    if is_full_name(short) and (has_place(short) or not has_place(full)):
        return False
    return simplified(full).endswith(without_level(short))
