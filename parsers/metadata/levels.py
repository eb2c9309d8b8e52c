"""This module classifies an agency: its level and scope, by its name and its region's code."""

import re
from typing import Literal, NamedTuple

from parsers.metadata.agencies import CENTRE, NATIONAL, TOWNSHIP, is_government
from parsers.metadata.place_levels import Level, placed_level, short_places
from parsers.traditional import simplified

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
