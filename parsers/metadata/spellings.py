"""This module knows how the name of one agency is written: a government's as the law has it, and what else each is called.

The titles of one government are 甲县2021年…, 甲县政府2022年…, 甲县人民政府2023年…, and of an agency's reports one is titled
白银市平川区教育局, the next 平川区教育局. Where several cities have a county of the name, it has no other spelling.
凉山州 is 凉山彝族自治州, and so are their bureaus.
A ministry is named with or without the state's name.
"""

import re
from functools import lru_cache
from itertools import product

from parsers.metadata.agencies import TOWNSHIP, is_central_body, is_government
from parsers.metadata.county_names import counties
from parsers.metadata.divisions import after_place, division_names, named_places, region_name
from parsers.metadata.short_names import body_spellings
from parsers.traditional import simplified

_STATE = "中华人民共和国"
_MINISTRY = re.compile(".{2,12}(?:部|署|总局|委员会)")
# The law's endings, each with the short ones.
_ENDINGS = {"人民政府": ("政府", ""), "街道办事处": ("街道办", "街道")}
_PLACE = re.compile("(.*(?:[省市县縣旗州镇鎮乡鄉]|(?<!地)[区區]|[苏蘇]木))(?:(?:人民)?政府)?")
_STREET = re.compile("(.*)街道(?:办事处|办)?")


@lru_cache(maxsize=1024)
def spellings(name: str) -> tuple[str, ...]:
    """All that an agency of a full name may be called, itself among them; for most the name alone.

    >>> spellings("甲县教育局"), spellings("朝阳区教育局")
    (('甲县教育局',), ('朝阳区教育局',))
    """
    above, begins = _above(name)
    tails = [tail for way in _by_place(name[begins:]) for tail in _own_spellings(way)]
    return tuple(f"{place}{tail}" for tail in tails for place in above)


def brief_name(name: str) -> str:
    """The one of an agency's names that is the same for all: a government's in full, without the divisions above it.

    >>> brief_name("甘肃省白银市平川区"), brief_name("吉林省长春市朝阳区教育局")
    ('平川区人民政府', '长春市朝阳区教育局')
    >>> spellings("吉林省长春市朝阳区教育局"), spellings("北京市朝阳区教育局")
    (('长春市朝阳区教育局', '吉林省长春市朝阳区教育局'), ('北京市朝阳区教育局',))
    """
    return name_in_full(name[_above(name)[1] :])


def name_in_full(name: str) -> str:
    """A government's name as the law has it, or that of a body or a place which it is the short name of; any other is unchanged.

    >>> name_in_full("甲县政府"), name_in_full("甲县应急局"), name_in_full("甲县教育局"), name_in_full("凉山州")
    ('甲县人民政府', '甲县应急管理局', '甲县教育局', '凉山彝族自治州人民政府')
    """
    return government_in_full(body_spellings(_by_place(name)[0])[0])


def _by_place(name: str) -> tuple[str, ...]:
    """A name with each of the names of the division that it begins with, in full first."""
    end = after_place(name)
    full = region_name(named_places()[name[:end]]) if end else None
    names = division_names(full.split()[-1]) if full else ()
    return tuple(f"{one}{name[end:]}" for one in names) if name[:end] in names else (name,)


@lru_cache(maxsize=1024)
def _above(name: str) -> tuple[tuple[str, ...], int]:
    """What may stand before the last division that a name begins with, and where that one begins.

    Only the empty text may, unless one division alone is called so, or its city is named, and the name has no others before it.
    """
    known, begins, end = simplified(name), 0, after_place(simplified(name))
    ministry = known.removeprefix(_STATE)
    full = body_spellings(ministry)[0]
    if _MINISTRY.fullmatch(full) and is_central_body(full):
        return ("", _STATE), len(known) - len(ministry)
    while end and (further := after_place(known, end)):
        begins, end = end, further
    cities = counties().get(place := known[begins:end], frozenset("?"))
    if len(cities) > 1:  # such a county is called by its city too
        place = next((city for city in cities if known[:begins].endswith(city)), "")
        begins -= len(place)
    code = named_places().get(place)
    if not code:
        return ("",), 0
    *above, _ = (region_name(code) or place).split()
    ways = [division_names(one) for one in above]
    alone = (one for way in reversed(ways) for one in way)
    written = tuple(dict.fromkeys(("", *alone, *map("".join, product(*ways)))))
    return (written, begins) if known[:begins] in written else (("",), 0)


@lru_cache(maxsize=1024)
def government_in_full(name: str) -> str:
    """The full name of the government that a name, or the place that it governs, is; any other name is unchanged.

    A county, city or town has a 人民政府 and a street its 办事处 (地方各级人民代表大会和地方各级人民政府组织法).
    A zone has neither, and a 地区 or a 新区 that is not in the register of divisions has none.

    >>> [government_in_full(name) for name in ("甲县", "甲县政府", "甲县乙镇", "甲市丙街道", "甲县教育局")]
    ['甲县人民政府', '甲县人民政府', '甲县乙镇人民政府', '甲市丙街道办事处', '甲县教育局']
    >>> [government_in_full(name) for name in ("甲经济开发区", "甲新区", "浦东新区", "甲县人民政府办公室")]
    ['甲经济开发区', '甲新区', '浦东新区人民政府', '甲县人民政府办公室']
    """
    known = simplified(name)
    if not (is_government(known) or TOWNSHIP.fullmatch(known)):
        return name
    if street := _STREET.fullmatch(name):
        return f"{street[1]}街道办事处"
    place = _PLACE.fullmatch(name)
    if not place or _is_zone(simplified(place[1])):
        return name
    return f"{place[1]}人民政府"


def _own_spellings(name: str) -> tuple[str, ...]:
    """What an agency may be called without the divisions above it, in full first."""
    full = government_in_full(name)
    for ending, (shorter, shortest) in _ENDINGS.items():
        base = full.removesuffix(ending)
        if base != full and government_in_full(base + shortest) == full:
            return full, base + shorter, base + shortest
    return body_spellings(name)


def _is_zone(place: str) -> bool:
    return place.endswith("新区") and after_place(place) < len(place)
