"""This module reads names of agencies: in titles, in publishers, and in the prose that defines short names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from parsers.metadata.titles import is_agency
from parsers.normalize import normalize, plain
from parsers.traditional import simplified, without

_YEAR_AND_AFTER = re.compile(
    r"(?:19|20)\d\d(?:[-—－–~至](?:19|20)\d\d)?学?年度?(?:(?:海关|环境|机关|政府信息[与和及]环境)(?=(?:政府)?信息公开))?|(?:19|20)\d\d(?=政府|政务)|(?:发布|公布)(?=(?:19|20)\d\d年)|年度(?=(?:政府|政务)?信息公开)|(?:政府|政务)?(?:信息|资讯)公开.*|(?:党务、?)?政务公开.*"
    r"|关于|\([^()]*年度?\)"
)
CENTRE = (
    r"(?:(?:国务院|国家|中华人民共和国|中国(?!\()|全国(?=海关|税务|气象))|(?=(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源社会保障"
    r"|人力资源和社会保障|自然资源|国土资源|生态环境|环境保护|住房和城乡建设|住房城乡建设|交通运输|铁道|水利|农业|农业农村|商务"
    r"|文化|文化和旅游|卫生|退役军人事务|应急管理)部|海关总署|审计署|(?:安监|质检|工商|税务|广电|体育|食药监|民航)总局))"
)
NATIONAL = re.compile(CENTRE)
TOWNSHIP = re.compile(
    r".*(?:镇|乡|街道?|苏木|(?:镇|乡|苏木)(?:人民)?政府(?:办公室)?|街道办事处|街道办|[县市区旗](?:人民)?政府(?!驻)[^驻]{1,6}办事处)$"
)
# A zone is no district and has no government: its 管委会 reports for itself, whatever the title calls it.
_ZONES = "经济 开发 合作 高新 管理 经开 风景 保护 工业 关关 示范 实验 试验 度假 保税 税港 业园 技园 流园 名胜 旅游 投资 集聚 功能"
DISTRICT = rf"区(?<!(?:{'|'.join(_ZONES.split())}).)(?!域)"
# In a town's name: of what it is a town. 杭州路街道, 新区街道 and 市中街道 say nothing of it.
_HIGHER = re.compile(r".{0,12}?.(?:[省市县旗盟]|自治州|地区|(?<![城郊矿新发])区|.新区)")
_GOVERNMENT = re.compile(
    r".*(?:人民政府|[省市县区旗州盟]政府|自治区政府|(?:地区|盟)(?:行政公署|行署))"
    rf"|[^局委办]{{2,14}}(?:省|市|县|{DISTRICT}|旗|州|盟)|[^本我各全该市省区州县]县"
)
_OFFICE = re.compile(r"(.*?(?:人民)?政府)办公[室厅]")
_PLACED = re.compile(
    r".+?(?:省|市(?:(?<!城市)|(?<=.城市)(?![管建规综执更运园公绿]))|县|(?<![社园小山地特新发开])区|州|盟|旗|镇|(?<!城)乡|苏木"
    r"|街道|街$|兵团|岛|(?:(?<!高)新|(?<=..高)新|[山地])区)|(?:绿园|南开)区|六枝特区|国家|中国|中华|全国"  # 房山区, 浦东新区, 阿里地区
    r"|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广[东西]|海南|四川"
    r"|贵州|云南|陕西|甘肃|青海|内蒙古|西藏|宁夏|新疆|北京|天津|上海|重庆).{2,}"
)
_NO_ONE = ("政府", "人民政府")  # 政府政务公开年报
# An office within a body, which box and header line print where the body is known to every reader.
_WITHIN = re.compile(
    r"(?:党政|党委|行政|综合|党政综合|[局委厅院校]|(?:人民)?政府)?(?:办公[室厅]|办)|(?:综合|秘书|信息|文秘|宣传)(?:[科处股室]|中心)"
    r"|.*(?:政务|信息)公开(?:工作)?(?:领导|协调)?小组(?:办公室)?"
)
_INNER_OFFICE = re.compile(
    r"(?:(?:党政|党委|行政|综合)*(?:办公[室厅]|办)|(?:综合|秘书|信息|文秘|宣传)[科处股室])$"
)
_DEFINED = r"(?:^|[,;。:]|由|公布)(?:由|[现特]?公布)?([\u4e00-\u9fff]{4,30})\((?:以下)?简称[“\"'‘]?"
_SHORT = ("市", "区", "县", "旗", "省", "州")


# Whose office makes the report known: 甲部办公厅|关于2017年甲部政府信息公开工作年度报告的公告.
_ITS_SENDER = re.compile(
    r"^[\u4e00-\u9fff]{2,30}?关于(?=(?:19|20)\d\d年度?(?!度|(?:政府|政务)?信息公开|政务公开)[\u4e00-\u9fff]{2,30}?(?:政府)?信息公开)"
)
# A remark before the name: (图文)甲县….
_REMARK = re.compile(r"^\([^()]{1,4}(?<![省市州盟县区旗镇乡])\)(?=[\u4e00-\u9fff])")


@lru_cache(maxsize=256)
def agency_in_title(title: str) -> str | None:
    """The agency that a report's title names: the title without the year and the words for the report.

    >>> agency_in_title("2024年上海市科委政府信息公开工作年度报告")
    '上海市科委'
    >>> agency_in_title("甲局发布2011年政府信息公开工作年度报告")
    '甲局'
    """
    name = without(_YEAR_AND_AFTER, without(_ITS_SENDER, normalize(title))).strip("-—_ 的、《》")
    name = _REMARK.sub("", name)
    name = name.strip("()") if name.count("(") != name.count(")") or name[:1] == "(" else name
    name += "政府" if name.endswith("人民") else ""  # 丁镇人民政府信息公开…
    named = 2 <= len(name) <= 40 and re.search(r"[\u4e00-\u9fff]{2}", name)
    return name if named and name not in _NO_ONE else None


def full_name(short: str, region: str | None, lines: Iterable[str]) -> str | None:
    """A short name (市应急管理局) prefixed by its region, if the page prints it like this; else None."""
    if not region or not simplified(short).startswith(_SHORT):
        return None
    place = region.split()[-1]
    name = place + short[1:] if place.endswith(short[0]) else place + short
    return name if is_printed(name, lines) else None


def is_printed(name: str, lines: Iterable[str]) -> bool:
    """Whether a name is printed in one line or across several; blanks within it are ignored.

    >>> is_printed("甲县人民政府", ["2024年1月 甲 县人民", "政府"])
    True
    """
    text = "".join(lines)
    return name in text or name in "".join(text.split())


def defined_name(short: str, lines: Iterable[str]) -> str | None:
    """The full name for which prose defines a short one: 甲市残疾人联合会(以下简称“市残联”).

    >>> defined_name("市残联", ["2025年,甲市残疾人联合会（以下简称 “市残联”）在市委领导下依法公开。"])
    '甲市残疾人联合会'
    """
    known = simplified(short)
    if not known.startswith((*_SHORT, "自治")):
        return None
    pattern = re.compile(rf"{_DEFINED}{re.escape(known)}[”\"'’]?\)")
    for line in lines:
        if short in line and "简称" in simplified(line) and (match := pattern.search(plain(line))):
            name = normalize(line)[slice(*match.span(1))]
            return name if is_full_name(name) and has_place(name) else None
    return None


def government_of(publisher: str, named: str | None) -> str | None:
    """The government of a report that it or its office publishes; the title may name only the place.

    >>> government_of("临渚县人民政府办公室", "临渚县")
    '临渚县人民政府'
    >>> government_of("临渚县人民政府办公室", "临渚县人民政府办公室") is None
    True
    >>> government_of("临渚县政府", "临渚县人民政府"), government_of("自治区人民政府办公厅", "西藏自治区")
    ('临渚县人民政府', '西藏自治区')
    >>> government_of("甲市临渚县政府办公室", "临渚县")
    '甲市临渚县政府'
    """
    office = _OFFICE.fullmatch(simplified(publisher))
    seat = publisher[: office.end(1)] if office else publisher
    if not named or not seat.endswith("政府"):
        return None
    short = seat.removesuffix("政府").removesuffix("人民")
    place = named.removesuffix("政府").removesuffix("人民")
    if place == short or (is_government(place) and short.endswith(place)):
        return max(seat, named, key=len)
    is_short = simplified(short) in (*_SHORT, "自治区", "自治州", "自治县", "自治旗")
    return named if is_short and place.endswith(short) else None


def body_of_office(publisher: str, named: str | None) -> str | None:
    """The agency named in the title, if its own office is the publisher.

    >>> body_of_office("甲县气象局办公室", "县气象局"), body_of_office("甲县气象局办公室", "甲县气象局办公室")
    ('甲县气象局', None)
    """
    office = _INNER_OFFICE.search(simplified(publisher))
    body = publisher[: office.start()] if office else ""
    placed = has_place(body) or is_central_body(body)
    if not named or not is_full_name(body) or not placed or is_government(body):
        return None
    short = simplified(named).lstrip("".join(_SHORT))
    return body if simplified(body).endswith(short) else None


def is_government(name: str) -> bool:
    """Whether a name is that of a government, or of the place that it governs."""
    return bool(_GOVERNMENT.fullmatch(simplified(name)))


def is_inner_office(text: str) -> bool:
    """Whether a name is an office within an unnamed agency: 办公室."""
    return bool(_WITHIN.fullmatch(simplified(text)))


def is_full_name(text: str) -> bool:
    """Whether a text is the full name of an agency, not one that merely begins with 市 or 本."""
    return is_agency(text) and not simplified(text).startswith(("本", "我", *_SHORT))


def is_abbreviation(short: str, full: str) -> bool:
    """Whether a name consists of characters of another in their order, as an abbreviation does.

    >>> is_abbreviation("甲市应急局", "甲市应急管理局"), is_abbreviation("甲市教育局", "甲市应急管理局")
    (True, False)
    """
    letters = iter(full)
    return all(letter in letters for letter in short)


def is_bare_town(name: str) -> bool:
    """Whether a name is the name of a town without its county, which may be ambiguous.

    >>> [is_bare_town(name) for name in ("城关镇人民政府", "新区街道办事处", "甲县城关镇", "甲县民政局")]
    [True, True, False, False]
    """
    printed = simplified(name)
    return bool(TOWNSHIP.fullmatch(printed)) and not _HIGHER.match(printed)


def is_central_body(text: str) -> bool:
    """Whether a name is that of a central authority: 交通运输部, and not 甲县民政局."""
    return bool(NATIONAL.match(simplified(text)))


@lru_cache(maxsize=256)
def has_place(text: str) -> bool:
    """Whether a name says where its agency is: 甲县民政局, and not 民政局."""
    return bool(_PLACED.match(simplified(text)))
