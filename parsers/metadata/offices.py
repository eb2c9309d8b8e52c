"""This module tells a body from the offices within it, which answer or publish for it: 甲县水利局办公室.

Each source names them in its own way, so there is a pattern for each, of the same words: a box prints an office
without its body, a publisher one of a few usual names, a sentence any name at all. A government's office also makes
reports of its own, so that only `strip_government_office` takes the government for it.
"""

import re
from collections.abc import Iterator

from parsers.patterns import HAN, late
from parsers.traditional import simplified, without

_GENERAL = "(?:党政|党委|行政|综合)"
_STAFF = "(?:综合|秘书|信息|文秘|宣传)"
_OFFICE = "办公[室厅]"
# What box and header line print, where every reader of the site knows the body.
_ALONE = re.compile(
    rf"(?:{_GENERAL}|党政综合|[局委厅院校]|(?:人民)?政府)?(?:{_OFFICE}|办)|{_STAFF}(?:[科处股室]|中心)"
    r"|.*(?:政务|信息)公开(?:工作)?(?:领导|协调)?小组(?:办公室)?"
    rf"|[本我](?:网|网?站|单位|部门|机关|[局委厅院镇乡])|(?:网站|系统)?管理员|(?:中国|今日)[·•]?[{HAN}]{{1,6}}[省市县区旗州盟]"
)
_OF_GOVERNMENT = re.compile(rf"(?<=政府)(?:{_OFFICE}|办)$")
_SITE_OF = late("(?:官方|门户|政务|信息|公开)*网站?$")
_FOR_ALL = late("政府|[省市县区旗州盟]委(?!员)|公开|政务|信息化|信息中心|媒体")
_KEEPERS = late("[省市县区旗州盟]委(?!员)|公开|信息中心|媒体")
_OF_PUBLISHER = re.compile(rf"(?:{_GENERAL}*(?:{_OFFICE}|办)|{_STAFF}[科处股室])$")
_OF_AUTHOR = late(
    rf"(?:{_GENERAL}|党政综合)办公室$|(?:(?<=[局厅委院校馆站队社司)])(?<![编安语明省市县区旗州盟]委)|(?<=中心)|(?<=联合会)|(?<=(?:健康|改革|事务)委员会)|(?<=[镇乡]政府)|(?<=[镇乡]人民政府)|(?<=办事处))办公室$|(?<=[局厅委会院校馆站队社司心府室处)]){_STAFF}[科处股室]$|(?<=办事处)[{HAN}]{{2,8}}[部办科]$"
    "|(?<=[局厅])(?:指挥|信息|宣传|网络)中心(?:办公室)?$"
)
_OF_CONTACT = late(
    rf"""
    (?:(?<=局)局|(?<=厅)厅|(?<=委)委|(?<=委员会)委)?  # 甲县水利局局办公室
    (?:(?:政府)?信息公开|政务公开|党[政建群工]|行政|综合|秘书|法制|法规|人事|信息|网络|文秘|文电|宣传|政策
    |工作|申请|受理|管理)*
    (?:{_OFFICE}(?<!(?:编纂|编制|仲裁|工作|运动|绿化)委员会办公室)(?<!指挥部办公室)  # these are bodies
    |(?<!语委)办|[科股处]|(?<![究事查])室|中心|领导小组|(?<=工作)机构|(?<=受理)机构)$
    |(?<=局)(?:(?!局)[{HAN}]){{2,12}}组$
    |(?<=局)(?:(?![局队])[{HAN}]){{2,8}}[科股处室]$  # 甲县水利局水政水资源科
    |(?:(?<=办事处)|(?<=[镇乡]政府)|(?<=[镇乡]人民政府))[{HAN}]{{2,12}}(?:办公室|[科办部]|中心)$
    |(?<=部)[{HAN}]{{2,8}}司$  # 商务部信息化司
    |(?<=街道)综合[{HAN}]{{2}}部$
    |(?<=[府委局厅部署会]{_OFFICE})[{HAN}]{{2,8}}(?:办公室|[科处室])$  # 甲县人民政府办公室政务公开科
    """,
    re.VERBOSE,
)


def is_inner_office(text: str) -> bool:
    """Whether a name is an office within an unnamed agency, or says only that it is this one: 办公室, 本站.

    >>> [is_inner_office(name) for name in ("办公室", "本站", "我局", "本溪市水务局")]
    [True, True, True, False]
    """
    return bool(_ALONE.fullmatch(simplified(text)))


def is_for_all(name: str) -> bool:
    """Whether a body may publish or answer for a whole government: its office, its party, who keeps its site.

    >>> is_for_all("县融媒体中心"), is_for_all("县委宣传部"), is_for_all("县卫健委")
    (True, True, False)
    """
    return bool(_FOR_ALL.search(simplified(name)))


def keeps_site(name: str) -> bool:
    """Whether a body that is no government may put anybody's report on its site: its party, its media.

    >>> keeps_site("甲县融媒体中心"), keeps_site("甲县政务服务局"), keeps_site("甲县政府信息中心")
    (True, False, False)
    """
    return bool(_KEEPERS.search(simplified(name))) and "政府" not in name


def strip_government_office(name: str) -> str:
    """The government whose office a name is; any other name as it is.

    >>> [strip_government_office(name) for name in ("甲县人民政府办公室", "甲县政府办", "甲县水利局办公室")]
    ['甲县人民政府', '甲县政府', '甲县水利局办公室']
    """
    return without(_OF_GOVERNMENT, name)


def strip_site(name: str) -> str:
    """The body or place whose site a name is; any other name as it is.

    >>> [strip_site(name) for name in ("甲县人民政府门户网站", "甲县政务公开网", "甲县水利局")]
    ['甲县人民政府', '甲县', '甲县水利局']
    """
    return without(_SITE_OF, name) if name.endswith(("网", "網", "网站", "網站")) else name


def is_government_office(name: str) -> bool:
    """Whether a name is that of a government's office."""
    return strip_government_office(name) != name


def body_before_office(name: str) -> str:
    """The body whose office publishes a report; empty where the publisher is no office.

    >>> body_before_office("甲县气象局办公室"), body_before_office("甲县气象局")
    ('甲县气象局', '')
    """
    office = _OF_PUBLISHER.search(simplified(name))
    return name[: office.start()] if office else ""


def strip_author_office(name: str) -> str:
    """The body that a sentence names as a report's author, without the office that wrote it.

    >>> strip_author_office("甲县水利局办公室"), strip_author_office("甲县水利局党委办公室"), strip_author_office("甲县人民政府办公室")
    ('甲县水利局', '甲县水利局', '甲县人民政府办公室')
    """
    return without(_OF_AUTHOR, name)


def without_offices(name: str) -> Iterator[str]:
    """The name of the body to contact as printed, then with its offices removed one after another.

    >>> list(without_offices("甲县人民政府办公室政务公开科"))
    ['甲县人民政府办公室政务公开科', '甲县人民政府办公室', '甲县人民政府']
    """
    yield name
    while (shorter := without(_OF_CONTACT, name)) != name:
        yield (name := shorter)
