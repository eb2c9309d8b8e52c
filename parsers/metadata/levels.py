"""This module classifies an agency: its level and scope, by its region's code, by the register of divisions or by its words."""

import re
from functools import cache
from typing import Literal, NamedTuple

from parsers.metadata.agencies import CENTRE, DISTRICT, NATIONAL, TOWNSHIP, is_government
from parsers.metadata.divisions import (
    after_place,
    divisions,
    former_cities,
    places,
    short_name,
    short_provinces,
)
from parsers.patterns import HAN
from parsers.traditional import simplified

Level = Literal["national", "province", "prefecture", "county", "township"]
Scope = Literal["own", "consolidated"]
# What follows a central body's name is a branch of it, which has the level of its own place.
_BRANCH = re.compile(
    r"(?:中华人民共和国)(?P<post>.{2,}?(?:海关|海事局))"
    rf"|{CENTRE}.*?(?:总局|总署|局|委员会|委|会|部|署|银行)(?P<branch>.{{2,}}局|.{{2,}}队|.{{2,}}行|.{{2,}}委员会)"
)
_INNER = 3  # letters of a bureau within a central body
# With what is under it a customs house is called a district, and a weather bureau 部门; a central body's all are 全国.
_DISTRICT, _SECTOR = re.compile(r"(.+海[关關])[关關][区區]"), re.compile(r"(.*[气氣]象)部[门門]")
_ALL = re.compile(r"全[国國](?:海[关關]|[税稅][务務]|[气氣]象).*")
_NOTE = re.compile(r"(?<=.)\([^()]*\)$")  # 甲镇政府(机关)
_BY_CODE: dict[str, Level] = {"0000": "province", "00": "prefecture", "": "county"}
_PROVINCE = re.compile(
    r"(?:[^省市县区]{2,4}省|.{2,8}自治区|北京市|上海市|天津市|重庆市|新疆生产建设兵团)"
    r"(?![^局厅委办]{1,6}(?:(?<!城)市(?!场|管|建)|县|(?<!经济|开发|合作|管理)区|旗|州|盟)"  # and no place within it
    r"|[^局厅委办]{7,14}自治[州县旗])"
)
_COUNTY = re.compile(
    rf".{{15,28}}自治[县旗]|.{{1,14}}?(?:县|旗|(?<!地)(?<!自治){DISTRICT}(?!管理委|管委))"
)
# A 市 within a prefecture that is no 市 itself ranks with the counties: 甲地区乙市, 甲盟乙市.
_CITY = re.compile(r".{2,12}(?:自治州|盟|地区)[^局委厅]{1,6}(?<!城)市")
_PREFECTURE = re.compile(r".{1,24}自治州|.{1,12}盟|.{2,12}地区")
# What is in a zone of a place may be of any rank, and so may a place without 市, 县 or 区.
_UNRANKED = re.compile("(?!人民).{1,4}人民政府|.*区(?!域)")
_IN_PROVINCE = re.compile(r".{2,3}省|.{2,8}?自治区|(?:北京|上海|天津|重庆)市")
# 上海市公安局黄浦分局
_DISTRICT_BRANCH = re.compile(r".{3,}(?:[局委厅心](?!第)|公安(?!局))[^局委厅监]{2,12}分(?:局|中心)")
# So are a city's bureaus that Fujian names by a county without its 区, 县 or 市: 福州市长乐生态环境局.
CITY_BUREAU = re.compile(rf"([{HAN}]{{2,4}}?)(?:生态环境|环境保护|环保|国土资源|自然资源)局")
# A short name says its level, though not where: 省财政厅; a 市 may be a county, and 区…厅 an autonomous region's.
_SHORT: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"省(?!会)|自治区"), "province"),
    (re.compile(r"[州盟]"), "prefecture"),
    (re.compile(r"[县旗]|区(?!.*厅)"), "county"),
)
# A prefecture by its short name, which is no city's: 甲乙州 of 甲乙苗族自治州.
_SHORT_PREFECTURE = re.compile(rf"((?:[^省]{{2,4}}省)?)([{HAN}]{{1,5}})州(?![市区县])")


class Agency(NamedTuple):
    """An agency's name, its level, and the scope of its report."""

    name: str | None
    level: Level | None
    scope: Scope | None


def classify_agency(name: str | None, region_code: str | None) -> Agency:
    """The level and scope of an agency: a government's report includes its departments, all others are own.

    So does one of a customs house on its district (甲海关关区) and of a weather bureau on 气象部门. A
    township has no departments that report, so its report is its own. The level is None where
    neither name, code nor register tells it: a 市 may rank with prefectures or counties.
    """
    if name is None:
        return Agency(None, None, None)
    level = _level(simplified(_NOTE.sub("", name)), region_code)
    own = _without_branches(name)
    whole = own != name or bool(_ALL.fullmatch(name))
    government = is_government(name) and level not in ("township", "national")
    return Agency(own, level, "consolidated" if government or whole else "own")


def _without_branches(name: str) -> str:
    """The body that a name stands for together with everything under it: 甲海关 of 甲海关关区."""
    if district := _DISTRICT.fullmatch(name):
        return district[1]
    sector = _SECTOR.fullmatch(name)
    return f"{sector[1]}局" if sector else name


def covers_all_under(title_name: str, name: str) -> bool:
    """Whether a title's name means all that is under an agency, which the text calls by its own name.

    >>> covers_all_under("甲省乙市气象部门", "乙市气象局"), covers_all_under("乙市气象局", "乙市气象局")
    (True, False)
    """
    own = _without_branches(title_name)
    return own != title_name and own.endswith(name)


def _level(name: str, region_code: str | None) -> Level | None:
    """The level of an agency: a township's or a national body's by its name, else by the region's code, else by the place named."""
    if TOWNSHIP.fullmatch(name):
        return "township"
    if NATIONAL.match(name) and not region_code:
        branch = _BRANCH.fullmatch(name)
        name = (branch["branch"] or branch["post"]) if branch else ""
        inner = len(name) <= _INNER  # 专利局 of 国家知识产权局, but not 山西局
        return _branch_level(name) or ("national" if inner else None)
    if region_code:
        return next(level for ending, level in _BY_CODE.items() if region_code.endswith(ending))
    return placed_level(name)


def _branch_level(name: str) -> Level | None:
    """The level of a central body's branch, which may name its place short: 甲调查总队, 乙监管局."""
    if known := _level(name, None):
        return known
    places = short_places()
    return next((places[name[:end]] for end in (4, 3, 2) if name[:end] in places), None)


def placed_level(name: str) -> Level | None:
    """The level of the place in an agency's name."""
    if _DISTRICT_BRANCH.fullmatch(name):
        return "county"
    if known := _registered_level(name):
        return known
    name = _SHORT_PREFECTURE.sub(_in_full, name, count=1) if _SHORT_PREFECTURE.match(name) else name
    if _PROVINCE.match(name):
        return "province"
    if _COUNTY.match(name) or _CITY.match(name):
        return "county"
    if _PREFECTURE.match(name):
        return "prefecture"
    return next((level for short, level in _SHORT if short.match(name)), None)


def _in_full(short: re.Match[str]) -> str:
    """The full name of an autonomous prefecture without its province; any other name is unchanged."""
    meant = sum(name.startswith(short[2]) for name in _autonomous_prefectures())
    is_one = meant == 1 and f"{short[2]}州市" not in places()  # 德州 is not 德宏州
    return f"{short[2]}自治州" if is_one else short[0]


def _registered_level(name: str) -> Level | None:
    """The level of the last of the register's places that a name begins with; each is within the one before it."""
    level: Level | None = None
    at = province.end() if (province := _IN_PROVINCE.match(name)) else 0
    known = _codes()
    while found := after_place(name, at, known):
        level, at = _rank(known[name[at:found]]), found
    bureau = CITY_BUREAU.fullmatch(name, at) if level == "prefecture" else None
    if bureau and short_places().get(bureau[1]) == "county":
        return "county"
    return level if level == "county" or not _UNRANKED.match(name, at) else None


@cache
def _codes() -> dict[str, str]:
    """The code of each place of the register, and of the former cities that older reports name."""
    return former_cities() | places()


def _rank(code: str) -> Level:
    """The level of a division below the provinces by its code: that of a prefecture ends in 00."""
    return "prefecture" if code.endswith("00") else "county"


@cache
def short_places() -> dict[str, Level | None]:
    """The rank of every place by its name without 省, 市, 县 or 区; None where places of two ranks share it."""
    ranks: dict[str, Level | None] = {}
    for name, code in places().items():
        short, rank = short_name(name), _rank(code)
        ranks[short] = rank if ranks.get(short, rank) == rank else None
    return ranks | dict.fromkeys(short_provinces(), "province")


@cache
def _autonomous_prefectures() -> tuple[str, ...]:
    return tuple(name for _, name in divisions() if name.endswith("自治州"))
