"""This module reads the register of divisions (GB/T 2260): codes, names, and which county is in which city.

Some names are shared: several cities have a 朝阳区 or 鼓楼区.

>>> region_name("330800")
'浙江省 衢州市'
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from stdnum import numdb

from parsers.patterns import HAN
from parsers.traditional import simplified

_ENDED = re.compile(r"\[\d*-(\d{4})\]")
_CODES_BEGAN = 2015
_REPORTS_BEGAN = 2008
_SPANS = re.compile(r"\[[^\]]*\]")
_LONGEST = 15  # 双江拉祜族佤族布朗族傣族自治县
_NO_PLACE = re.compile(r"市辖区|县|.*直辖县级.*")
_LEVEL = re.compile("(?<=..)(?:(?:壮族|回族|维吾尔)?自治区|[省市县区])$")
_DISTRICT = re.compile(rf"[{HAN}]{{1,5}}?区")


@lru_cache(maxsize=1024)
def region_name(code: str) -> str | None:
    """The names of a region from its province down; None for the code of no region."""
    if not re.fullmatch(r"\d{6}", code) or not name_of(code):
        return None
    names = [name_of(code[:2] + "0000"), name_of(code[:4] + "00"), name_of(code)]
    kept = [name for name in names if name and not _NO_PLACE.fullmatch(name)]
    return " ".join([*kept[:1], *(b for a, b in pairwise(kept) if a != b)])


def short_name(name: str) -> str:
    """A division's name without its level, where that is no part of the name.

    >>> short_name("广西壮族自治区"), short_name("房山区"), short_name("沙县")
    ('广西', '房山', '沙县')
    """
    return _LEVEL.sub("", name)


@cache
def short_provinces() -> tuple[str, ...]:
    """The short names of the provinces of the register."""
    table: Any = numdb.get("cn/loc")
    names = (name_of(f"{prefix[1]}0000") for prefix in table.prefixes)
    return tuple(map(short_name, filter(None, names)))


def divisions() -> Iterator[tuple[str, str]]:
    """The code and name of every current division of the register below the provinces."""
    table: Any = numdb.get("cn/loc")
    for _, province, _, _, within in table.prefixes:
        for _, rest, _, about, _ in within:
            latest = about["county"].split(",")[-1]
            if not _ENDED.match(latest):
                yield province + rest, _SPANS.sub("", latest)


def name_of(code: str) -> str | None:
    """The name of a division without those above it; the latest if it has had several."""
    table: Any = numdb.get("cn/loc")
    found: list[tuple[str, dict[str, str]]] = table.info(code)
    if len(found) < 2 or not found[1][1]:
        return found[0][1].get("province") if found and code.endswith("0000") else None
    latest = found[1][1].get("county", "").split(",")[-1]
    ended = _ENDED.match(latest)
    # A name given up before credit codes began in 2015 is not the one that such a code was given under.
    return None if ended and int(ended.group(1)) < _CODES_BEGAN else _SPANS.sub("", latest) or None


@cache
def places() -> dict[str, str]:
    """The code of every place of the register below the provinces; of several of a name, the highest in rank."""
    found = sorted(divisions(), key=lambda division: not division[0].endswith("00"))
    return {simplified(name): code for code, name in reversed(found)}


@cache
def former_cities() -> dict[str, str]:
    """The code of each city that became a district after reports began in 2008: 富阳市, now 富阳区."""
    table: Any = numdb.get("cn/loc")
    entries = (
        (province + rest, entry)
        for _, province, _, _, within in table.prefixes
        for _, rest, _, about, _ in within
        for entry in about["county"].split(",")
    )
    return {
        name: code
        for code, entry in entries
        if (ended := _ENDED.match(entry)) and int(ended[1]) >= _REPORTS_BEGAN
        if (name := _SPANS.sub("", entry)).endswith("市") and name not in places()
    }


def after_place(name: str, start: int = 0, among: Mapping[str, str] | None = None) -> int:
    """Where the registered place ends that begins at a position of a name; 0 if none begins there.

    >>> after_place("本溪市教育局"), after_place("本市教育局")
    (3, 0)
    """
    known, last = places() if among is None else among, min(len(name), start + _LONGEST)
    return next((end for end in range(last, start + 1, -1) if name[start:end] in known), 0)


def is_of_county(region: str | None) -> bool:
    """Whether a division code is that of a county, and not of a city or a province that has several.

    >>> is_of_county("620123"), is_of_county("620100"), is_of_county("441900"), is_of_county(None)
    (True, False, True, False)
    """
    return (region_name(region or "") or "?").split()[-1] in counties()


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


def county_of_code(code: str) -> str | None:
    """The county of a division code; None for that of a prefecture, in which towns may share a name."""
    *above, name = (region_name(code) or "?").split()
    return _told_apart(name, above[-1:]) if name in counties() else None


def county_at_end(text: str) -> str | None:
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
