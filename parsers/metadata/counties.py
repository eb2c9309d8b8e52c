"""This module finds the county of a town, and the city of a district, that a page names without it.

Many counties have a 城关镇, and several cities a 朝阳区 or 鼓楼区, whose bureaus are namesakes. County
and city are taken from the register of divisions (GB/T 2260), whose codes appear on sites as well. A
name shared by several counties counts only if the page prints the city.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from parsers.metadata.agencies import is_bare_town
from parsers.metadata.codes import divisions, region_name
from parsers.normalize import normalize, plain
from parsers.page import Page
from parsers.traditional import simplified

_HAN = "\u4e00-\u9fff"
_SITE_CODE = re.compile(r"标识码[:：\s]{0,3}(\d{6})\d{4}(?!\d)")  # 网站标识码:6201230001
_RUNS = re.compile(r"主办|承办|主管|版权|维护")  # who runs a site, in its foot
_GOVERNS = re.compile(rf"([{_HAN}]{{2,24}}?)(?:(?:人民)?政府|门户|政务|党政)")
_SITE_NAMES = ("sitename", "contentsource", "source")
_SHORTEST = 3  # letters of a county that a site's name is sought by: 城区 and 郊区 are words
_LONGEST = 24
_OFFICE = re.compile("(?:(?:人民)?政府|办事处)$")
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,5}?区")


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
    county = _county_of_code(clues.region or "") or _printed(plain(name), texts_of(page, clues))
    county = county or _of_site(page, clues) or ""
    return f"{county if name == simplified(name) else _in_letters(county, page.lines)}{name}"


def texts_of(page: Page, clues: Clues) -> list[str]:
    """The normalized text of a page outside its tables, its publisher, link text and file name."""
    told = (*clues[1:], page.title, *dict(page.metas).values(), *page.lines)
    return [plain(text) for text in told if text]


def texts_of_site(page: Page, clues: Clues) -> list[str]:
    """The texts of a page about its site: the site's name, the publisher, who runs it."""
    metas = [value for name, value in page.metas if name.lower() in _SITE_NAMES]
    named = [plain(text) for text in (*metas, page.title, clues.publisher) if text]
    return [*named, *_foot(page)]


def _foot(page: Page) -> list[str]:
    lines = map(plain, page.lines)
    return [line for line in lines if _RUNS.search(line) or "标识码" in line]


def _in_letters(county: str, lines: Iterable[str]) -> str:
    """A county in the letters of a page in traditional characters, where one of its lines prints it."""
    found = ((line, plain(line).find(county)) for line in map(normalize, lines))
    return next((line[at : at + len(county)] for line, at in found if at >= 0), county)


def is_of_county(region: str | None) -> bool:
    """Whether a division code is that of a county, and not of a city or a province that has several.

    >>> is_of_county("620123"), is_of_county("620100"), is_of_county("441900"), is_of_county(None)
    (True, False, True, False)
    """
    return (region_name(region or "") or "?").split()[-1] in counties()


def _printed(town: str, texts: Iterable[str]) -> str | None:
    """The county in front of the town's name, wherever it is printed; None for several."""
    short = _OFFICE.sub("", town)
    before = re.compile(rf"([{_HAN}]{{2,{_LONGEST}}}){re.escape(short)}")
    return _only(_county_at_end(found[1]) for text in texts for found in before.finditer(text))


def _of_site(page: Page, clues: Clues) -> str | None:
    """The county that the site belongs to, by its code or by the government that runs it."""
    codes = {found[1] for line in _foot(page) for found in _SITE_CODE.finditer(line)}
    if codes:
        return _only(map(_county_of_code, codes))
    texts = texts_of_site(page, clues)
    named = (found[1] for text in texts for found in _GOVERNS.finditer(text))
    return _only(_county_at_end(one) for one in named if len(one) >= _SHORTEST)


def _only(named: Iterable[str | None]) -> str | None:
    found = set(filter(None, named))
    return found.pop() if len(found) == 1 else None


def _county_of_code(code: str) -> str | None:
    """The county of a division code; None for that of a prefecture, in which towns may share a name."""
    *above, name = (region_name(code) or "?").split()
    return _told_apart(name, above[-1:]) if name in counties() else None


def _county_at_end(text: str) -> str | None:
    """The county at the end of a text, with its city if the name is ambiguous."""
    for start in range(len(text) - 1):
        if text[start:] in counties():
            city = [one for one in counties()[text[start:]] if text[:start].endswith(one)]
            return _told_apart(text[start:], city)
    return None


def _told_apart(county: str, city: Iterable[str]) -> str | None:
    if len(counties()[county]) == 1:
        return county
    return next((f"{one}{county}" for one in city if one in counties()[county]), None)


@cache
def counties() -> Mapping[str, frozenset[str]]:
    """Every county of the register, with its city or province; some share a name.

    A city without counties, such as 东莞市, has towns of its own, and counts as one.
    """
    every = list(divisions())
    divided = {code[:4] for code, _ in every if not code.endswith("00")}
    found: dict[str, set[str]] = {}
    for code, name in every:
        if not code.endswith("00") or code[:4] not in divided:
            *above, _ = (region_name(code) or name).split()
            found.setdefault(name, set()).update(above[-1:])
    return {name: frozenset(cities) for name, cities in found.items()}


def cities_of(name: str) -> frozenset[str]:
    """The cities with the district that an agency's name begins with, if there are several; else none.

    >>> sorted(cities_of("朝阳区教育局")), cities_of("海淀区教育局"), cities_of("北京市朝阳区教育局")
    (['北京市', '长春市'], frozenset(), frozenset())
    """
    found = _DISTRICT.match(simplified(name))
    cities = counties().get(found[0], frozenset()) if found else frozenset()
    return cities if len(cities) > 1 else frozenset()


def city_of_code(name: str, region: str | None) -> str | None:
    """The city of the district that an agency's name begins with, if a division code belongs to it.

    >>> [city_of_code("朝阳区教育局", code) for code in ("110105", "220100", "620123", None)]
    ['北京市', '长春市', None, None]
    """
    above = (region_name(region or "") or "").split()
    return next((city for city in above if city in cities_of(name)), None)


def name_with_city(name: str, page: Page, clues: Clues) -> str:
    """The name of a district's agency prefixed by the city, if it is ambiguous and the page tells which it is."""
    cities = cities_of(name)
    if not cities:
        return name
    district = simplified(name)[: simplified(name).index("区") + 1]
    said = "\n".join(texts_of(page, clues))
    printed = {city for city in cities if f"{city}{district}" in said}
    if not printed:
        site = "\n".join(texts_of_site(page, clues))
        printed = {city for city in cities if city in site}
    city = city_of_code(name, clues.region) or (printed.pop() if len(printed) == 1 else "")
    return f"{city}{name}"
