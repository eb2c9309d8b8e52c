"""This module tells the region of an agency by the place that its name begins with: 福建省国土资源厅 is of 福建省.

Zones and the state's survey offices name their place short: 安徽宣城高新技术产业开发区, 国家统计局湖北调查总队.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, product

from parsers.metadata.county_names import counties
from parsers.metadata.divisions import (
    NO_PLACE,
    division_names,
    divisions,
    former_divisions,
    lone_places,
    province_codes,
    region_name,
    short_name,
)
from parsers.metadata.levels import CITY_BUREAU
from parsers.patterns import HAN
from parsers.traditional import simplified

# What stands before the place in the names of the state's own offices.
_WORDS_BEFORE = ("中华人民共和国", "国家税务总局", "国家统计局")
_LONGEST = 30  # letters: 新疆维吾尔自治区博尔塔拉蒙古自治州阿拉山口市
# Names of districts that are words: any city may have such a part. Jiangxi had a 东乡县, and Gansu's is one for short.
_WORDS = frozenset({"东区", "西区", "城区", "郊区", "矿区", "林区", "东乡县"})
# What may follow a place that is named short.
_AFTER_SHORT = re.compile(
    rf"调查总?队|[{HAN}]{{0,12}}?(?:开发|示范|试验|保税|高新|经开|商务|度假|风景|工业园|产业园|新)区"
)
# The county of a city's branch, behind the city's name: 公安局鹿城区分局.
_BRANCH = re.compile(rf".+[局委心](?:员会)?([{HAN}]{{2,8}}?)分(?:局|中心)")


@lru_cache(maxsize=1024)
def region_of_name(name: str) -> str | None:
    """The code of the division that a name begins with; None for that of no place, or of one that has namesakes.

    >>> [region_of_name(name) for name in ("福建省国土资源厅", "国家税务总局北京市税务局", "萧县教育局", "海关总署")]
    ['350000', '110000', '341322', None]
    >>> [region_of_name(name) for name in ("凉山州审计局", "山东嘉祥经济开发区", "长春新区", "朝阳区教育局")]
    ['513400', '370829', '220100', None]
    >>> region_of_name("温州市公安局鹿城区分局"), region_of_name("福州市罗源生态环境局")
    ('330302', '350123')
    >>> [region_of_name(name) for name in ("朝阳区教育局", "长春市朝阳区教育局", "吉林省长春市朝阳区教育局")]
    [None, '220104', '220104']
    """
    known = simplified(name)
    for words in _WORDS_BEFORE:
        known = known.removeprefix(words)
    begins = [known[:end] for end in range(_LONGEST, 1, -1)]
    if found := next((one for one in begins if one in _written()), None):
        code = _written()[found]
        return code and (_county_of_branch(known[len(found) :], code) or code)
    short = next((one for one in begins if one in _short()), "")
    return _short()[short] if short and _AFTER_SHORT.match(known, len(short)) else None


def _county_of_branch(name: str, city: str) -> str | None:
    """The code of the county of which a city's branch is, by the county's name in full or short."""
    branch = _BRANCH.fullmatch(name) or CITY_BUREAU.fullmatch(name)
    if not branch or not city.endswith("00") or (region_name(city) or "").endswith(("省", "区")):
        return None
    return _counties_of(city).get(branch[1])


@cache
def _counties_of(city: str) -> dict[str, str]:
    """The codes of the counties of a city by their names, in full and short."""
    within = city.removesuffix("00").removesuffix("00")
    counties = {simplified(name): code for code, name in divisions() if code.startswith(within)}
    return {short_name(name): code for name, code in counties.items()} | counties


def division(
    name: str | None, code: str | None, region: str | None
) -> tuple[str | None, str | None]:
    """The code and name of an agency's division: as its reports print it, unless the register has no such code, else of the place that it is named by.

    >>> division("福建省国土资源厅", None, None), division("福建省国土资源厅", "330000", "浙江省")
    (('350000', '福建省'), ('330000', '浙江省'))
    >>> division("凉州区张义镇人民政府", "622301", None)
    ('620602', '甘肃省 武威市 凉州区')
    """
    if name and region is None and (found := region_of_name(name)):
        return found, region_name(found)
    return code, region


@cache
def _written() -> dict[str, str | None]:
    """Every division as names are written, with some or all of those above it, and its code; None for that of several.

    A division that is gone has the names that none of today has.
    """
    found = _by_written_name(divisions())
    return _by_written_name(former_divisions()) | found


def _by_written_name(among: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    codes: dict[tuple[str, ...], str] = {}
    for code, path in _paths(among):
        codes.setdefault(path, code)
    found: dict[str, str | None] = {}
    for (*above, place), code in codes.items():
        one = place not in _WORDS and len(counties().get(place, ())) < 2
        ways = [division_names(each) for each in above]
        for before in dict.fromkeys(("", *chain(*ways), *map("".join, product(*ways)))):
            known = (one or before) and before + place not in found
            for name in division_names(place):
                found[before + name] = code if known else None
    return found


def _paths(among: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The code of every division and its name, after the names of those above it."""
    for code, name in among:
        province, city = f"{code[:2]}0000", f"{code[:4]}00"
        above = tuple(map(simplified, (region_name(city) or region_name(province) or "").split()))
        yield province, above[:1]
        yield city if len(above) > 1 else province, above
        if code != city and not NO_PLACE.fullmatch(name):
            yield code, (*above, simplified(name))


@cache
def _short() -> dict[str, str]:
    """The codes of provinces and cities, and of counties with their province before them, by names without their levels.

    Only names that no other division has are among them.
    """
    provinces, places = province_codes(), lone_places()
    alone = {name: code for name, code in places.items() if code.endswith("00")}
    within = {
        before + name: code
        for before, province in provinces.items()
        for name, code in places.items()
        if code[:2] == province[:2]
    }
    shared = {short_name(name) for _, name in divisions()}  # 吉林市 is in 吉林省
    return {name: code for name, code in provinces.items() if name not in shared} | alone | within
