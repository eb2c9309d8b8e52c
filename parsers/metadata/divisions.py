"""This module reads the register of divisions (GB/T 2260): the codes and names of provinces, cities and counties.

>>> region_name("330800")
'浙江省 衢州市'
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Any

from stdnum import numdb

from parsers.traditional import simplified

_ENDED = re.compile(r"\[\d*-(\d{4})\]")
_ENTRY = re.compile(r"(?:\[(\d*)-(\d*)\])?([^\[]+)")
_CODES_BEGAN = 2015
_REPORTS_BEGAN = 2008
_SPANS = re.compile(r"\[[^\]]*\]")
_LONGEST = 15  # 双江拉祜族佤族布朗族傣族自治县
_NATIONALITIES = """满 回 壮 苗 侗 瑶 土家 彝 藏 羌 畲 蒙古 朝鲜 黎 仡佬 布依 水 傣 哈尼 纳西 拉祜 佤 白 景颇 傈僳 独龙 怒 普米
  裕固 哈萨克 东乡 保安 撒拉 土 达斡尔 仫佬 毛南 布朗 塔吉克 锡伯 柯尔克孜 各"""
_AUTONOMOUS = re.compile(
    rf"(.{{2,6}}?)(?:(?:{'|'.join(_NATIONALITIES.split())})族?){{1,5}}自治([州县旗])"
)
NO_PLACE = re.compile(r"市辖区|县|林区|.*直辖县级.*")  # 林区 is 神农架林区 once more
_LEVEL = re.compile("(?<=..)(?:(?:壮族|回族|维吾尔)?自治区|[省市县区])$")


@lru_cache(maxsize=1024)
def region_name(code: str) -> str | None:
    """The names of a region from its province down; None for the code of no region."""
    if not re.fullmatch(r"\d{6}", code) or not name_of(code):
        return None
    names = [name_of(code[:2] + "0000"), name_of(code[:4] + "00"), name_of(code)]
    kept = [name for name in names if name and not NO_PLACE.fullmatch(name)]
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
    return tuple(province_codes())


@cache
def province_codes() -> Mapping[str, str]:
    """The codes of the provinces of the register by their short names."""
    return {short_name(name): code for code, name in _provinces().items()}


def division_names(name: str) -> tuple[str, ...]:
    """What a division is called, in full first: an autonomous one also without its nationalities.

    >>> division_names("凉山彝族自治州"), division_names("东乡族自治县"), division_names("福州市")
    (('凉山彝族自治州', '凉山州'), ('东乡族自治县',), ('福州市',))
    """
    found = _AUTONOMOUS.fullmatch(name)
    return (name, found[1] + found[2]) if found else (name,)


def divisions() -> Iterator[tuple[str, str]]:
    """The code and name of every current division of the register below the provinces."""
    for code, (*_, latest) in _register().items():
        if not _ENDED.match(latest):
            yield code, _SPANS.sub("", latest)


def former_divisions() -> Iterator[tuple[str, str]]:
    """The code and last name of each division that is gone since codes began, and may have reported under that name."""
    for code, (*_, latest) in _register().items():
        if _ENDED.match(latest) and (name := name_of(code)):
            yield code, name


def gone_namesakes() -> Iterator[tuple[str, str]]:
    """The code and name of each division that is gone since reports began, and had a namesake that goes on: 重庆市江北区."""
    every = [
        (code, *match.groups())
        for code, names in _register().items()
        for match in filter(None, map(_ENTRY.fullmatch, names))
    ]
    began = {name: int(first or 0) for _, first, last, name in every if not last}
    for code, _, last, name in every:
        # A county that another city took over has begun there when it ended here.
        was = name in began and last and max(began[name], _REPORTS_BEGAN - 1) < int(last)
        if was and not NO_PLACE.fullmatch(name):
            yield code, name


@cache
def _register() -> Mapping[str, list[str]]:
    """Each code of the register below the provinces with its names, the latest last: `[-1994]甲县,乙市`."""
    table: Any = numdb.get("cn/loc")
    return {
        province + rest: about["county"].split(",")
        for _, province, _, _, within in table.prefixes
        for _, rest, _, about, _ in within
    }


@cache
def _provinces() -> Mapping[str, str]:
    """The names of the provinces by their codes."""
    table: Any = numdb.get("cn/loc")
    return {f"{province}0000": about["province"] for _, province, _, about, _ in table.prefixes}


def name_of(code: str) -> str | None:
    """The name of a division without those above it; the latest if it has had several."""
    names = _register().get(code)
    if names is None:
        return _provinces().get(code)
    latest = names[-1]
    ended = _ENDED.match(latest)
    # A name given up before credit codes began in 2015 is not the one that such a code was given under.
    return None if ended and int(ended.group(1)) < _CODES_BEGAN else _SPANS.sub("", latest) or None


@cache
def places() -> dict[str, str]:
    """The code of every place of the register below the provinces; of several of a name, the highest in rank."""
    found = sorted(divisions(), key=lambda division: not division[0].endswith("00"))
    return {simplified(name): code for code, name in reversed(found)}


@cache
def named_places() -> dict[str, str]:
    """The same by all names that a place has."""
    named = {one: code for name, code in places().items() for one in division_names(name)}
    return named | places()


@cache
def lone_places() -> dict[str, str]:
    """The code of each division below the provinces whose name, without its level, is that of no other."""
    found = chain(divisions(), gone_namesakes())
    every = [(simplified(short_name(name)), code) for code, name in found]
    named = Counter(name for name, _ in every)
    return {name: code for name, code in every if named[name] == 1}


@cache
def former_cities() -> dict[str, str]:
    """The code of each city that became a district after reports began in 2008: 富阳市, now 富阳区."""
    entries = ((code, entry) for code, names in _register().items() for entry in names)
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
    known, last = named_places() if among is None else among, min(len(name), start + _LONGEST)
    return next((end for end in range(last, start + 1, -1) if name[start:end] in known), 0)


def after_places(name: str) -> int:
    """Where the last ends of the registered places with which a name begins, a city and its county; 0 without any.

    >>> after_places("杭州市桐庐县教育局"), after_places("桐庐县教育局"), after_places("县教育局")
    (6, 3, 0)
    """
    end = 0
    while further := after_place(name, end):
        end = further
    return end
