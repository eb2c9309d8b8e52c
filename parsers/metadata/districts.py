"""This module finds the city of a district whose name is used in several cities: 朝阳区, 鼓楼区.

The bureaus of such districts are namesakes, as towns are that print no county.
"""

import re

from parsers.metadata.codes import region_name
from parsers.metadata.counties import Clues, counties, texts_of, texts_of_site
from parsers.page import Page
from parsers.traditional import simplified

_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,5}?区")


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
