"""This module knows the names that links to parts of a report column have: years, bodies, kinds of bodies, the whole list."""

import re
from functools import lru_cache

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings.column_names import is_of_other_reports, rank_of_column
from parsers.metadata.agencies import HOUSES, LEAGUES, SCHOOLS
from parsers.patterns import HAN

FEWEST_BODIES = 3  # of a list whose addresses are no folders
# 2024年, 2024年度年报
_YEAR_COLUMN = re.compile(r"(?:19|20)\d\d\s*年?\s*(?:度)?(?:年报|年度报告|政府信息公开年报)?")
# What the list of a year's reports has in its name, and one body's report has not: 2024年县政府及部门政府信息公开年报
_SEVERAL = re.compile(r"(?:部门|乡镇|镇乡|街道(?!办)|直属单位|县区|区县).{0,24}(?:年报|年度报告)$")
# 委办局年报, 街镇年报: below the column, it is a part of it.
_PART = re.compile(r".{1,16}(?:年报|年度报告)")
# Kinds of bodies, as the folders of a year's reports are named.
_KINDS = re.compile(
    r"""
    (?:各|本级|所属|下属)?(?:省|市|县|区|旗|州)?(?:人民)?(?:政府|级|属|直)?各?
    (?:本级|(?:工作|组成|直属|派出)?部门(?:\(?单位\)?)?|(?:直属?|派出)(?:事业)?(?:单位|机构|部门)|委办局)  # 县直部门(单位)
    |(?:中央|省|市)?驻[省市县区旗州]?(?:单位|部门|机构)|(?:垂直管理|垂管|双管|党群)(?:单位|部门)
    |[局厅委]机关|(?:[局厅委]?机关|[局厅委])本级|(?:所|下)属(?:企?事业)?单位
    |各?(?:功能区|园区|开发区)|各(?:功能区|园区|开发区)管委会
    |各?(?:街镇|镇街道|市州)
    |各?(?:乡镇|镇乡|镇街|乡镇街道?|街道乡镇|街道|县区|区县|县市区|市县区)
    (?:[、(和]?(?:街道|乡镇|园区|开发区)\)?)?(?:人民政府|办事处)?         # 各乡镇(街道)
    |各?[县市区旗][、(][县市区旗](?:[、)]{1,2}[县市区旗])?\)?(?:(?:人民)?政府)?   # 县(市、区)
    |各?[乡镇][、(和](?:街道|乡|镇)(?:办事处)?\)?|各[乡镇](?:人民)?政府     # 镇(街道)
    """,
    re.VERBOSE,
)
_BRACKETS = str.maketrans("（）", "()")
_AND = re.compile("[及和与、]")  # 部门及乡镇
_GOVERNMENT = re.compile(r"(?:省|市|县|区|旗|州|本级)(?:人民)?政府|管(?:理)?委(?:员)?会")
# What the disclosure of such bodies is named: 部门信息公开, 乡镇(街道)政务公开平台
_OF_DISCLOSURE = re.compile(r"(?:政府)?(?:信息|政务)?公开(?:目录|平台|专栏|专区|栏目)?$")
# The whole list, of which the column shows the first rows; it stands below it.
_ALL = re.compile(r"[\[【(]?(?:查看|浏览|显示)?全部(?:年报|年度报告|报告|信息)?[>»…\]】)]*")
# As a body is named in a menu: 县财政局, 城关镇人民政府, 教育局(本级); what else ends as names of agencies may be
# no body there, such as 互动平台, 网上展馆, 查阅场所 or 走进甲县.
_BODY = re.compile(
    rf"""
    (?!.*(?:走访|慰问|参观|视察|莅临|考察|调研(?!室|中心|服务)[{HAN}]{{3}}))  # what news are called: 县长走访东山工业园
    (?:[{HAN}]{{2,30}}(?:局|厅|委|办|院|会|室|处|[镇乡](?:人民)?(?:政府)?|街道(?:办事处)?|政府|中心|队|站
            |公司|(?<!服务)集团|(?<![^市]场)所|{SCHOOLS})
        |[市县区旗](?:{SCHOOLS})
        |[{HAN}]{{0,28}}(?:{LEAGUES}|供销(?:合作)?(?:联合?)?社|信用社|党校|(?:档案|图书|博物|文化|科技|美术|体育)馆
            |(?:电视|气象|地震)台|海关|监狱|团委|苏木|[一二三四五六七八九十][中小]|[林农牧]场|{HOUSES}|(?:宣传|组织|统战|武装|人武)部
            |(?:开发|经开|高新|度假|示范|保税|自贸|工业)园?区|(?:工业|产业|科技|物流)园))
    (?:\([{HAN}]{{2,30}}\))?
    """,
    re.VERBOSE,
)
_COLUMN_OF = re.compile("((.{3,30}?)(?:政府|政务)?)(?:信息)?公开")
# As a region is named among the governments of a city: 东河区
_REGION = re.compile(rf"[{HAN}]{{1,8}}(?:[县市旗州]|(?:新|开发)?区)")
# The end of the address of a list, which is a folder, a year or an index: /2024/, /list_2.shtml, /col/col1234/
INDEX = re.compile(
    r"(?:/|/(?:19|20)\d\d|/(?:index|list)\w*\.\w{3,5}|/col/col\d+/(?:index\.html)?)$"
)


def is_years_name(name: str) -> bool:
    """Whether a link is named by a year: 2024年, 2024年度年报."""
    return _YEAR_COLUMN.fullmatch(name) is not None


def is_year_column(name: str, url: str) -> bool:
    """Whether a link leads to the column of one year, rather than to a report that is named by its year."""
    return is_years_name(name) and INDEX.search(url) is not None


@lru_cache(maxsize=1024)
def is_kind_of_bodies(name: str) -> bool:
    """Whether a link is named by a kind of bodies, 乡镇街道, and by none of them.

    >>> [is_kind_of_bodies(name) for name in ("县(市、区)", "县(区)人民政府", "市区", "乡镇街道")]
    [True, True, False, True]
    >>> [is_kind_of_bodies(name) for name in ("镇（街道）", "园区", "县直各部门", "县教育局")]
    [True, True, True, False]
    """
    name = name.translate(_BRACKETS)
    return bool(_KINDS.fullmatch(name)) or all(map(_KINDS.fullmatch, _AND.split(name)))


@lru_cache(maxsize=1024)
def is_body(name: str) -> bool:
    """Whether a link is named by a body, 县财政局, and by no kind of bodies."""
    return _BODY.fullmatch(name.translate(_BRACKETS)) is not None and not is_kind_of_bodies(name)


def is_bodys_column(name: str) -> bool:
    """Whether a link is named as the report column of one body, or of a region's government.

    >>> [is_bodys_column(f"{name}信息公开年报") for name in ("教育局政府", "甲县政府", "县政府", "")]
    [True, True, False, False]
    """
    body = _COLUMN_OF.match(name) if rank_of_column(name) is not None else None
    return body is not None and any(map(is_body, body.groups()))


def is_region(name: str) -> bool:
    """Whether a link is named by a region, 东河区, as its government is under the heading of governments' reports."""
    return _REGION.fullmatch(name) is not None and not is_kind_of_bodies(name)


def is_directory(name: str) -> bool:
    """Whether a link is named by the disclosure of a kind of bodies: 部门信息公开."""
    kind = _OF_DISCLOSURE.sub("", name)
    return kind != name and is_kind_of_bodies(kind.removesuffix("政府"))


def is_whole_list(name: str) -> bool:
    """Whether a link is named by the whole list: 查看全部年报>>."""
    return _ALL.fullmatch(name) is not None


def is_of_several(name: str) -> bool:
    """Whether a name is that of a list of several bodies' reports: 2024年县政府及部门政府信息公开年报."""
    return _SEVERAL.search(name) is not None


def is_government(name: str) -> bool:
    """Whether a link is named by the government itself: 县政府."""
    return _GOVERNMENT.fullmatch(name) is not None


def is_body_or_government(name: str) -> bool:
    """Whether a name is that of one body, the government itself included."""
    return is_body(name) or is_government(name)


def is_kind_or_body(name: str) -> bool:
    """Whether a name is a body's, a kind of bodies', or the government's itself."""
    return is_body(name) or is_kind_or_government(name)


def is_kind_or_government(name: str) -> bool:
    """Whether a name is a kind of bodies', or the government's itself."""
    return is_kind_of_bodies(name) or is_government(name)


def names_part(name: str, url: str) -> bool:
    """Whether a link is named as a report column, or as one of some bodies' reports."""
    of_bodies = (_SEVERAL.search if YEAR_IN_DIGITS.search(name) else _PART.fullmatch)(name)
    named = rank_of_column(name) is not None or (of_bodies and not is_of_other_reports(name))
    return bool(named) and INDEX.search(url) is not None


def names_reports(name: str) -> bool:
    """Whether a link is named as a report column, or as that of some bodies': 管委会年报."""
    return rank_of_column(name) is not None or (
        name.endswith("年报") and is_kind_or_body(name.removesuffix("年报"))
    )
