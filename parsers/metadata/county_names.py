"""This module knows the counties of the register of divisions, and the city of each.

Some names are shared: several cities have a 朝阳区 or 鼓楼区. Such a county is named with its city.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from parsers.metadata.divisions import divisions, gone_namesakes, region_name
from parsers.patterns import HAN
from parsers.traditional import simplified

_DISTRICT = re.compile(rf"[{HAN}]{{1,5}}?区")


def is_of_county(region: str | None) -> bool:
    """Whether a division code is that of a county, and not of a city or a province that has several.

    >>> is_of_county("620123"), is_of_county("620100"), is_of_county("441900"), is_of_county(None)
    (True, False, True, False)
    """
    return (region_name(region or "") or "?").split()[-1] in counties()


@cache
def counties() -> Mapping[str, frozenset[str]]:
    """Every county of the register, with its city or province; some share a name.

    A city without counties, such as 东莞市, has towns of its own, and counts as one. So does a district that is no
    more, for the reports that it made.
    """
    every = list(divisions())
    divided = {code[:4] for code, _ in every if not code.endswith("00")}
    found: dict[str, set[str]] = {}
    for code, name in every:
        if not code.endswith("00") or code[:4] not in divided:
            *above, _ = (region_name(code) or name).split()
            found.setdefault(name, set()).update(above[-1:])
    for code, name in gone_namesakes():
        city = region_name(f"{code[:4]}00") or region_name(f"{code[:2]}0000")
        found.setdefault(name, set()).update((city or "").split()[-1:])
    return {name: frozenset(cities) for name, cities in found.items()}


def county_of_code(code: str) -> str | None:
    """The county of a division code; None for that of a prefecture, in which towns may share a name."""
    *above, name = (region_name(code) or "?").split()
    return _with_city(name, above[-1:]) if name in counties() else None


def county_at_end(text: str) -> str | None:
    """The county at the end of a text, with its city if the name is ambiguous."""
    for start in range(len(text) - 1):
        if text[start:] in counties():
            city = [one for one in counties()[text[start:]] if text[:start].endswith(one)]
            return _with_city(text[start:], city)
    return None


def _with_city(county: str, city: Iterable[str]) -> str | None:
    """A county's name, after one of these cities where several counties share it; None if it is in none of them."""
    if len(counties()[county]) == 1:
        return county
    return next((f"{one}{county}" for one in city if one in counties()[county]), None)


def cities_of(name: str) -> frozenset[str]:
    """The cities with the district that an agency's name begins with, if there are several; else none.

    >>> sorted(cities_of("朝阳区教育局")), cities_of("海淀区教育局"), cities_of("北京市朝阳区教育局")
    (['北京市', '长春市'], frozenset(), frozenset())
    >>> sorted(cities_of("江北区教育局")), cities_of("钢城区教育局")  # one is gone since 2025; another changed its city
    (['宁波市', '重庆市'], frozenset())
    >>> cities_of("神农架林区松柏镇")  # which the register has twice
    frozenset()
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
