"""This module knows how else the name of one agency is written: without the city that its county is in, or by its place.

A ministry is named with or without the state's name.

Of an agency's reports one is titled 白银市平川区教育局, the next 平川区教育局. Where several cities have a county of
the name, the name alone does not tell which is meant, and has no other spelling.
"""

import re
from functools import lru_cache

from parsers.metadata.agencies import is_central_body
from parsers.metadata.county_names import counties
from parsers.metadata.divisions import after_place, places, region_name
from parsers.metadata.governments import government_in_full, government_spellings
from parsers.traditional import simplified

_STATE = "中华人民共和国"
_MINISTRY = re.compile(".{2,12}(?:部|署|总局|委员会)")


@lru_cache(maxsize=1024)
def spellings(name: str) -> tuple[str, ...]:
    """All that an agency of a full name may be called, itself among them; for most the name alone.

    >>> spellings("甲县教育局"), spellings("朝阳区教育局")
    (('甲县教育局',), ('朝阳区教育局',))
    >>> spellings("平川区教育局")[:3]
    ('平川区教育局', '白银市平川区教育局', '甘肃省平川区教育局')
    >>> len(spellings("白银市平川区教育局")), len(spellings("白银市平川区人民政府"))
    (4, 12)
    >>> spellings("财政部"), spellings("中华人民共和国上海海关")
    (('财政部', '中华人民共和国财政部'), ('中华人民共和国上海海关',))
    """
    above, begins = _above(name)
    tails = dict.fromkeys(government_spellings(name[begins:]))
    return tuple(f"{place}{tail}" for tail in tails for place in above)


def brief_name(name: str) -> str:
    """The one of an agency's names that is the same for all: a government's in full, without the divisions above it.

    >>> brief_name("甘肃省白银市平川区"), brief_name("吉林省长春市朝阳区教育局")
    ('平川区人民政府', '长春市朝阳区教育局')
    >>> spellings("吉林省长春市朝阳区教育局"), spellings("北京市朝阳区教育局")
    (('长春市朝阳区教育局', '吉林省长春市朝阳区教育局'), ('北京市朝阳区教育局',))
    """
    return government_in_full(name[_above(name)[1] :])


@lru_cache(maxsize=1024)
def _above(name: str) -> tuple[tuple[str, ...], int]:
    """What may stand before the last division that a name begins with, and where that one begins.

    Only the empty text may, unless one division alone is called so, or its city is named, and the name has no others before it.
    """
    known, begins, end = simplified(name), 0, after_place(simplified(name))
    ministry = known.removeprefix(_STATE)
    if _MINISTRY.fullmatch(ministry) and is_central_body(ministry):
        return ("", _STATE), len(known) - len(ministry)
    while end and (further := after_place(known, end)):
        begins, end = end, further
    cities = counties().get(place := known[begins:end], frozenset("?"))
    if len(cities) > 1:  # such a county is called by its city too
        place = next((city for city in cities if known[:begins].endswith(city)), "")
        begins -= len(place)
    code = places().get(place)
    if not code:
        return ("",), 0
    *above, _ = (region_name(code) or place).split()
    written = tuple(dict.fromkeys(("", *reversed(above), "".join(above))))
    return (written, begins) if known[:begins] in written else (("",), 0)
