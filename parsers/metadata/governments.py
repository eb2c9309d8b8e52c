"""This module gives a government the name that the law has for it: a report's title may name only the place.

The titles of one government differ from year to year: 甲县2021年…, 甲县政府2022年…, 甲县人民政府2023年….
"""

import re
from functools import lru_cache

from parsers.metadata.agencies import TOWNSHIP, is_government
from parsers.metadata.divisions import after_place
from parsers.traditional import simplified

# The law's endings, each with the short ones.
_ENDINGS = {"人民政府": ("政府", ""), "街道办事处": ("街道办", "街道")}
_PLACE = re.compile("(.*(?:[省市县縣旗州镇鎮乡鄉]|(?<!地)[区區]|[苏蘇]木))(?:(?:人民)?政府)?")
_STREET = re.compile("(.*)街道(?:办事处|办)?")


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


def government_spellings(name: str) -> tuple[str, str, str]:
    """What the government of a name may be called, in full first; any other agency has its one name thrice.

    >>> government_spellings("甲县政府"), government_spellings("甲县教育局")
    (('甲县人民政府', '甲县政府', '甲县'), ('甲县教育局', '甲县教育局', '甲县教育局'))
    """
    full = government_in_full(name)
    for ending, (shorter, shortest) in _ENDINGS.items():
        base = full.removesuffix(ending)
        if base != full and government_in_full(base + shortest) == full:
            return full, base + shorter, base + shortest
    return name, name, name


def _is_zone(place: str) -> bool:
    return place.endswith("新区") and after_place(place) < len(place)
