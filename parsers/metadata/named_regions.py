"""This module tells the region of an agency by the place that its name begins with: 福建省国土资源厅 is of 福建省."""

from collections.abc import Iterator
from functools import cache, lru_cache

from parsers.metadata.county_names import counties
from parsers.metadata.divisions import NO_PLACE, divisions, region_name
from parsers.traditional import simplified

# What stands before the place in the names of the state's own offices.
_WORDS_BEFORE = ("中华人民共和国", "国家税务总局")
_LONGEST = 30  # letters: 新疆维吾尔自治区博尔塔拉蒙古自治州阿拉山口市
# Names of districts that are words: any city may have such a part.
_WORDS = frozenset({"东区", "西区", "城区", "郊区", "矿区", "林区"})


@lru_cache(maxsize=1024)
def region_of_name(name: str) -> str | None:
    """The code of the division that a name begins with; None for that of no place, or of one that has namesakes.

    >>> [region_of_name(name) for name in ("福建省国土资源厅", "国家税务总局北京市税务局", "萧县教育局", "海关总署")]
    ['350000', '110000', '341322', None]
    >>> [region_of_name(name) for name in ("朝阳区教育局", "长春市朝阳区教育局", "吉林省长春市朝阳区教育局")]
    [None, '220104', '220104']
    """
    known = simplified(name)
    for words in _WORDS_BEFORE:
        known = known.removeprefix(words)
    begins = (known[:end] for end in range(_LONGEST, 1, -1))
    return next((_written()[one] for one in begins if one in _written()), None)


def division(
    name: str | None, code: str | None, region: str | None
) -> tuple[str | None, str | None]:
    """The code and name of an agency's division: as its reports print it, else of the place that it is named by.

    >>> division("福建省国土资源厅", None, None), division("福建省国土资源厅", "330000", "浙江省")
    (('350000', '福建省'), ('330000', '浙江省'))
    """
    if name and code is None and region is None and (code := region_of_name(name)):
        region = region_name(code)
    return code, region


@cache
def _written() -> dict[str, str | None]:
    """Every division as names are written, with some or all of those above it, and its code; None for that of several."""
    codes: dict[tuple[str, ...], str] = {}
    for code, path in _paths():
        codes.setdefault(path, code)
    found: dict[str, str | None] = {}
    for (*above, place), code in codes.items():
        one = place not in _WORDS and len(counties().get(place, ())) < 2
        for before in dict.fromkeys(("", *above, "".join(above))):
            known = (one or before) and before + place not in found
            found[before + place] = code if known else None
    return found


def _paths() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The code of every division and its name, after the names of those above it."""
    for code, name in divisions():
        province, city = f"{code[:2]}0000", f"{code[:4]}00"
        above = tuple(map(simplified, (region_name(city) or region_name(province) or "").split()))
        yield province, above[:1]
        yield city if len(above) > 1 else province, above
        if code != city and not NO_PLACE.fullmatch(name):
            yield code, (*above, simplified(name))
