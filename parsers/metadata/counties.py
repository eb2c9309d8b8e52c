"""This module finds the county of a town, and the city of a district, that a page names without it.

Many counties have a 城关镇, and the bureaus of a 朝阳区 have namesakes. A name shared by several counties
counts only if the page prints the city.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from parsers.metadata.agencies import is_bare_town
from parsers.metadata.county_names import cities_of, city_of_code, county_at_end, county_of_code
from parsers.normalize import normalize, plain
from parsers.page import Page
from parsers.patterns import HAN
from parsers.traditional import simplified

_SITE_CODE = re.compile(r"标识码[:：\s]{0,3}(\d{6})\d{4}(?!\d)")  # 网站标识码:6201230001
_RUNS = re.compile(r"主办|承办|主管|版权|维护")  # who runs a site, in its foot
_GOVERNS = re.compile(rf"([{HAN}]{{2,24}}?)(?:(?:人民)?政府|门户|政务|党政)")
_SITE_NAMES = ("sitename", "contentsource", "source")
_SHORTEST = 3  # letters of a county that a site's name is sought by: 城区 and 郊区 are words
_LONGEST = 24
_OFFICE = re.compile("(?:(?:人民)?政府|办事处)$")


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
    county = county or _of_site(page, clues) or ""
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


def _of_site(page: Page, clues: Clues) -> str | None:
    """The county that the site belongs to, by its code or by the government that runs it."""
    codes = {found[1] for line in _foot(page) for found in _SITE_CODE.finditer(line)}
    if codes:
        return _only(map(county_of_code, codes))
    texts = _texts_of_site(page, clues)
    named = (found[1] for text in texts for found in _GOVERNS.finditer(text))
    return _only(county_at_end(one) for one in named if len(one) >= _SHORTEST)


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
