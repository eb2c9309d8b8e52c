"""This module finds the county of a town, the city of a district and the place of a bureau that a page names without it.

Many counties have a 城关镇, and the bureaus of a 朝阳区 have namesakes. A name shared by several counties
counts only if the page prints the city. 县审计局 is that of the county whose government runs the site.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from parsers.metadata.agencies import SHORT, is_bare_town, is_full_name
from parsers.metadata.county_names import (
    cities_of,
    city_of_code,
    counties,
    county_at_end,
    county_of_code,
)
from parsers.metadata.divisions import places, region_name
from parsers.metadata.hosts import hosted_body
from parsers.normalize import normalize, plain
from parsers.page import Page
from parsers.patterns import HAN
from parsers.traditional import simplified

_SITE_CODE = re.compile(r"标识码[:：\s]{0,3}(\d{6})\d{4}(?!\d)")  # 网站标识码:6201230001
_RUNS = re.compile(r"主办|承办|主管|版权|维护")  # who runs a site, in its foot
_GOVERNS = re.compile(rf"([{HAN}]{{2,24}}?)(?:(?:人民)?政府|门户|政务|党政)")
# The government on whose site a report says that it is, or whose notice on such reports it cites.
_OWN_GOVERNMENT = re.compile(
    rf"(?:报告|年报|电子版)[^。;]{{0,60}}?(?:[在从于见]|通过|登[录陆])[“\"]?([{HAN}]{{2,24}}?)(?:人民)?政府(?:门户|政务|信息公开)?网"
    rf"|《([{HAN}]{{2,24}}?)(?:人民)?政府(?:办公[室厅])?关于[^《》]{{0,40}}(?:年度报告|年报)[^《》]{{0,30}}通知》"
)
_SITE_NAMES = ("sitename", "contentsource", "source")
_SHORTEST = 3  # letters of a county that a site's name is sought by: 城区 and 郊区 are words
_LONGEST = 24
_LINES, _LONGEST_LINE = 200, 800
_OFFICE = re.compile("(?:(?:人民)?政府|办事处)$")
_Finds = Callable[[str], str | None]


class Clues(NamedTuple):
    """What is known about a page besides its text: its division code, publisher, link text and file name."""

    region: str | None
    publisher: str | None
    link: str | None
    file: str | None


def name_with_county(name: str, page: Page, clues: Clues) -> str:
    """A town's name prefixed by its county, if it lacks one and the page tells which it is."""
    if not is_bare_town(name):
        return name
    county = county_of_code(clues.region or "") or _printed(plain(name), _texts_of(page, clues))
    county = county or _of_site(page, clues, county_of_code, county_at_end) or ""
    return f"{county if name == simplified(name) else _in_letters(county, page.lines)}{name}"


def _texts_of(page: Page, clues: Clues) -> list[str]:
    """The normalized text of a page outside its tables, its publisher, link text and file name."""
    texts = (*clues[1:], page.title, *dict(page.metas).values(), *page.lines)
    return [plain(text) for text in texts if text]


def _texts_of_site(page: Page, clues: Clues) -> list[str]:
    """The texts of a page about its site: the site's name, the publisher, who runs it."""
    metas = filter(None, map(page.named.get, _SITE_NAMES))
    named = [plain(text) for text in (*metas, page.title, clues.publisher) if text]
    return [*named, *_foot(page)]


def _foot(page: Page) -> list[str]:
    lines = map(plain, page.lines)
    return [line for line in lines if _RUNS.search(line) or "标识码" in line]


def _in_letters(county: str, lines: Iterable[str]) -> str:
    """A county in the letters of a page in traditional characters, where one of its lines prints it."""
    found = ((line, plain(line).find(county)) for line in map(normalize, lines))
    return next((line[at : at + len(county)] for line, at in found if at >= 0), county)


def _printed(town: str, texts: Iterable[str]) -> str | None:
    """The county in front of the town's name, wherever it is printed; None for several."""
    short = _OFFICE.sub("", town)
    before = re.compile(rf"([{HAN}]{{2,{_LONGEST}}}){re.escape(short)}")
    return _only(county_at_end(found[1]) for text in texts for found in before.finditer(text))


def name_on_site(name: str, page: Page, clues: Clues) -> str:
    """A bureau's name that tells only its level (县审计局) in full, if code or site are those of one place of the level.

    It stays as it is where the page names such a bureau of another place.
    """
    if not simplified(name).startswith(SHORT) or is_full_name(name):
        return name
    place = _place_of_code(clues.region or "")
    place = place or _of_site(page, clues, _place_of_code, _place_at_end)
    full = hosted_body(f"{place}人民政府", name) if place else None
    if full is None or full == name:
        return name
    named = re.compile(rf"([{HAN}]{{2,{_LONGEST}}}){re.escape(simplified(name)[1:])}")
    before = (found[1] for text in _texts_of(page, clues) for found in named.finditer(text))
    return full if set(filter(None, map(_place_at_end, before))) <= {place} else name


def _place_of_code(code: str) -> str | None:
    return county_of_code(code) or (region_name(code) or "").split(" ")[-1] or None


def _place_at_end(text: str) -> str | None:
    """The county or city at the end of a text."""
    ends = (text[start:] for start in range(len(text) - 1))
    city = next((end for end in ends if end in places() and end not in counties()), None)
    return county_at_end(text) or city


def _of_site(page: Page, clues: Clues, of_code: _Finds, at_end: _Finds) -> str | None:
    """The place that the site belongs to, by its code or by the government that runs it, or that prose says has the report."""
    codes = {found[1] for line in _foot(page) for found in _SITE_CODE.finditer(line)}
    if codes:
        return _only(map(of_code, codes))
    texts = _texts_of_site(page, clues)
    named = [found[1] for text in texts for found in _GOVERNS.finditer(text)]
    told = {at_end(one) for one in named if len(one) >= _SHORTEST} - {None}
    beginning = () if told else page.lines[:_LINES]
    prose = (plain(line[:_LONGEST_LINE]) for line in beginning if "政府" in line)
    own = (
        found[found.lastindex or 0] for line in prose for found in _OWN_GOVERNMENT.finditer(line)
    )
    return _only(told or map(at_end, own))


def _only(named: Iterable[str | None]) -> str | None:
    found = set(filter(None, named))
    return found.pop() if len(found) == 1 else None


def name_with_city(name: str, page: Page, clues: Clues) -> str:
    """The name of a district's agency prefixed by the city, if it is ambiguous and the page tells which it is."""
    cities = cities_of(name)
    if not cities:
        return name
    district = simplified(name)[: simplified(name).index("区") + 1]
    said = "\n".join(_texts_of(page, clues))
    printed = {city for city in cities if f"{city}{district}" in said}
    if not printed:
        site = "\n".join(_texts_of_site(page, clues))
        printed = {city for city in cities if city in site}
    city = city_of_code(name, clues.region) or (printed.pop() if len(printed) == 1 else "")
    return f"{city}{name}"
