"""This module tells what kind of body a name is: a government, a town, a central authority.

>>> [is_named(name) for name in ("甲县民政局", "民政局", "县民政局", "交通运输部", "甲乙大学")]
[True, False, False, True, True]
>>> is_named("甲乙工业园区管委会"), is_named("高新技术产业开发区管委会"), is_named("甲乙海关")
(True, False, True)
>>> is_named("甲乙新技术开发区财政局"), is_named("经济技术开发区财政局")
(True, False)
"""

import re
from functools import lru_cache

from parsers.metadata.divisions import after_place, lone_places, short_provinces
from parsers.normalize import plain
from parsers.patterns import HAN
from parsers.traditional import simplified

LEAGUES = "(?:[残妇文侨]联|工商联|社科联|[科作政]协)"
SCHOOLS = "大学|中学|小学|[学党体卫技艺职]校|中专|职高|电大|幼儿园"
HOUSES = "新华书店|剧团|歌舞团|文工团|艺术团|水厂|(?:公路|养护|养路|航道)段|(?:动物|植物|人民公|森林公|湿地公|地质公)园|水库|机场"
# What the name of a body ends in, before a note in brackets: 甲县水利局(甲县河长办).
_ENDS = (
    "人民政府|政府|办公室|办公厅|办事处|委员会|管委会|局|厅|委|部|院|署|行|台|队|站|所|研究室|参事室|督查室|[林农牧]场|中心|兵团|(?<=第[一二三四五六七八九十])师|(?<=第十.)师|[一二三四五六七八九十]中"
    f"|镇|乡|街道|苏木|办|联合会|{LEAGUES}|集团|监狱|公司|社|科|处|会|馆|区|县|市|旗|州|盟|省|组"
    f"|{SCHOOLS}|{HOUSES}|海关|银行|机关"
)
AGENCY = re.compile(
    rf"(?:[{HAN}()、·]{{2,40}}?(?:{_ENDS})|[省市县区旗州盟]{LEAGUES})(?:[(（](?!(?:19|20)\d\d)[^()（）]{{1,30}}[)）])?"
)
# The ministries since 2008, whose names say nothing of the state.
_MINISTRIES = (
    "外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源社会保障|人力资源和社会保障|自然资源|国土资源"
    "|生态环境|环境保护|住房和城乡建设|住房城乡建设|交通运输|铁道|水利|农业|农业农村|商务|文化|文化和旅游|卫生"
    "|退役军人事务|应急管理"
)
_NATION = r"国务院|国家|中华人民共和国|中国(?!\()|全国(?=海关|税务|气象)"
_ADMINISTRATIONS = "海关总署|审计署|(?:安监|质检|工商|税务|广电|体育|食药监|民航)总局"
CENTRE = rf"(?:(?:{_NATION})|(?=(?:{_MINISTRIES})部|{_ADMINISTRATIONS}))"
NATIONAL = re.compile(CENTRE)
TOWNSHIP = re.compile(
    r".*(?:镇|乡|街道?|苏木|(?:镇|乡|苏木)(?:人民)?政府(?:办公室)?|街道办事处|街道办"
    r"|[县市区旗](?:人民)?政府(?!驻)[^驻]{1,6}办事处)$"  # 甲区人民政府乙街办事处, but not 甲市人民政府驻北京办事处
)
# A zone is no district and has no government: its 管委会 reports for itself, whatever the title calls it.
_ZONES = "经济 开发 合作 高新 管理 经开 风景 保护 工业 关关 示范 实验 试验 度假 保税 税港 业园 技园 流园 名胜 旅游 投资 集聚 功能"
DISTRICT = rf"区(?<!(?:{'|'.join(_ZONES.split())}).)(?!域)"
_SHORTEST_PLACE = 3
# In a town's name: of what it is a town. 杭州路街道, 新区街道 and 市中街道 say nothing of it.
_HIGHER = re.compile(r".{0,12}?.(?:[省市县旗盟]|自治州|地区|(?<![城郊矿新发])区|.新区)")
_GOVERNMENT = re.compile(
    r".*(?:人民政府|[省市县区旗州盟]政府|自治区政府|(?:地区|盟)(?:行政公署|行署))"
    rf"|[^局委办]{{2,14}}(?:省|市|县|{DISTRICT}|旗|州|盟)|[^本我各全该市省区州县]县"
)
_PLACED = re.compile(
    r"""
    .+?(?:省|县|州|盟|旗|镇|(?<!城)乡|苏木|街道|街$|兵团|岛                   # but not 城乡建设局
    |市(?!场)(?:(?<!城市)|(?<=.城市)(?![管建规综执更运园公绿]))               # 聊城市, but not 市场监管局, 城市管理局
    |(?<![社园小山地特新发开])区|(?:(?<!高)新|(?<=..高)新|[山地])区)          # 房山区, 浦东新区, 阿里地区
    |六枝特区|国家|中国|中华|全国
    """,
    re.VERBOSE,
)
_IN_PROVINCE = 4  # letters: 浙江省's name is short in 浙江大学
SHORT = ("市", "区", "县", "旗", "省", "州", "自治区", "自治州", "自治县", "自治旗")
_LEVELS = "本我省市县区州盟旗"
# The committee of a zone that is no division, and words that zones share: 甲乙工业园区管委会 has a name of its own.
_ITS_KINDS = "(?:开发|度假|示范|管理|高新|经开)区"
_ZONE = re.compile(
    rf"([{HAN}]{{2,16}}(?:[区园湖山岛城港](?=管)|{_ITS_KINDS}))(?:管理委员会|管委会)?"
)
_OF_ZONE = re.compile(rf"([{HAN}]{{2,16}}{_ITS_KINDS})(?=.)")  # 甲乙开发区财政局
_IN_BRACKETS = re.compile(rf"\([{HAN}]{{1,10}}\)(?=.)")  # 甲经开区(乙园)管委会
_OF_ZONES = re.compile(
    "国家级?|[省市县]级?|自治区|经济|技术|高新|产业|工业|开发|综合|保税|旅游|度假|风景|名胜|现代|农业|科技|示范|合作|管理|试验|实验|新|园|景|区"
)
_SHORTEST_ZONE = 2  # letters
_SCHOOLS = ("大学", "学院")
# The bodies of an administration that has no levels of division are named by their seat or river alone.
_OF_SEAT = re.compile(
    rf"(?![各本我该其全直隶所第]|国家)[{HAN}]{{2,6}}(?:(?:第[{HAN}])?[中小]学|海关|海事局|检验检疫局|边防检查总?站|边检总?站|航[务道]管理局|水利委员会"
    r"|流域管理局|铁路(?:监督管理|公安)局|煤矿安全监察局|(?:银|证|保|银保)监局)"
)


def without_level(name: str) -> str:
    """A name without the leading letters that only stand for its place, or for "our": 水利局 of 县水利局.

    >>> without_level("县水利局"), without_level("甲县水利局")
    ('水利局', '甲县水利局')
    """
    return simplified(name).lstrip(_LEVELS)


@lru_cache(maxsize=256)
def is_agency(line: str) -> bool:
    """Whether a line is the name of an agency and nothing else."""
    return len(line) <= 60 and bool(AGENCY.fullmatch(plain(line)))


def is_government(name: str) -> bool:
    """Whether a name is that of a government, or of the place that it governs."""
    return bool(_GOVERNMENT.fullmatch(simplified(name)))


def is_full_name(text: str) -> bool:
    """Whether a text is the full name of an agency, not one that merely begins with 市 or 本."""
    name = simplified(text)
    short = name.startswith(("本", "我", *SHORT)) and not after_place(name)  # but 本溪市, 市中区
    return is_agency(text) and not short


def is_bare_town(name: str) -> bool:
    """Whether a name is the name of a town without its county, which may be ambiguous.

    >>> [is_bare_town(name) for name in ("城关镇人民政府", "新区街道办事处", "甲县城关镇", "鹿城区乙街道", "甲县民政局")]
    [True, True, False, False, False]
    """
    printed = simplified(name)
    if not TOWNSHIP.fullmatch(printed) or _HIGHER.match(printed):
        return False
    return after_place(printed) < _SHORTEST_PLACE  # 城区 and 矿区 are of any city


def is_central_body(text: str) -> bool:
    """Whether a name is that of a central authority: 交通运输部, and not 甲县民政局."""
    return bool(NATIONAL.match(simplified(text)))


@lru_cache(maxsize=256)
def has_place(text: str) -> bool:
    """Whether a name says where its agency is: 甲县民政局, and not 民政局."""
    name = simplified(text)
    in_province = name.startswith(short_provinces()) and len(name) >= _IN_PROVINCE
    return bool(_PLACED.match(name)) or in_province or after_place(name) > 0


def is_named(name: str) -> bool:
    """Whether a full name identifies its agency: by its place, or as a central one, a zone's or a school's."""
    known = simplified(name)
    if not is_full_name(name):
        return False
    if has_place(name) or is_central_body(name) or is_zone(name) or known.endswith(_SCHOOLS):
        return True
    return bool(_OF_SEAT.fullmatch(known)) or _says_more(_OF_ZONE.match(known))


def is_zone(name: str) -> bool:
    """Whether a name is that of a zone, or its committee, which says more than what zones are.

    >>> [is_zone(name) for name in ("甲乙国家高新区", "丙丁湖管委会", "国家高新区", "景区管委会", "甲乙区")]
    [True, True, False, False, False]
    """
    return _says_more(_ZONE.fullmatch(_IN_BRACKETS.sub("", simplified(name))))


def _says_more(zone: re.Match[str] | None) -> bool:
    return zone is not None and len(_OF_ZONES.sub("", zone[1])) >= _SHORTEST_ZONE


def is_of_seat(name: str) -> bool:
    """Whether a name is a zone's, or of a body that is named by its seat, and begins with a place that has no namesake.

    >>> [is_of_seat(name) for name in ("蚌埠经济开发区", "无锡海关", "朝阳经济开发区", "江北海关", "无锡教育局")]
    [True, True, False, False, False]
    """
    known = simplified(name)
    of_seat = is_zone(known) or _OF_SEAT.fullmatch(known)
    return bool(of_seat) and after_place(known, among=lone_places()) > 0


def is_named_without(name: str, words: re.Pattern[str]) -> bool:
    """Whether a full name identifies its agency and has none of some words behind its place."""
    known = simplified(name)
    return is_named(name) and not words.search(known, after_place(known))
