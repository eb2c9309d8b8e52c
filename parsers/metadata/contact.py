"""This module finds a report's agency by whom it tells its readers to contact and whose work it describes.

It is consulted only where title, box and opening sentences name no agency in full. A government's
office answers both for the government and for itself, so it tells nothing.

>>> body_asked("如对本报告有任何疑问,请与甲县水利局办公室联系(地址:甲县乙路1号)。")
'甲县水利局'
>>> body_asked("如有疑问,请与甲县人民政府办公室联系。") is body_asked("请与甲市政务公开办公室联系。") is None
True
>>> body_acting("2024年,甲市审计局坚持以人民为中心,推进政府信息公开。")
'甲市审计局'
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from parsers.metadata.agencies import has_place, is_central_body, is_full_name
from parsers.metadata.contact_details import body_in_detail, contact_lines
from parsers.metadata.levels import classify_agency
from parsers.metadata.report_identity import is_same_body
from parsers.normalize import normalize

_LONGEST, _LINES, _MOSTLY = 800, 60, 4
_PARAGRAPHS = 6  # both stand before or under a report's first heading
_SHORTEST, _BEGINNING = 20, 160
_NAME = r"([\u4e00-\u9fff]{2,30}?(?:\([\u4e00-\u9fff]{1,10}\)[\u4e00-\u9fff]{1,20}?)?)"
_ASKED = re.compile(
    r"(?:[请請](?:您)?(?:直接)?(?:[与與和同向]|[联聯][系繫]|致[电電]|咨[询詢])|可(?:直接)?[与與和同向]):?"
    rf"{_NAME}(?:[联聯][系繫]|咨[询詢]|反映|查[询詢]|[(,。;:]|$)"
)
_ACTING = re.compile(
    r"(?:^|。)(?:20\d\d年,(?=在))?(?:(?:根据|根據|按照|依据|依據|[为為]|在(?=[^,。]{2,60}下,))[^,。]{2,60},)?(?:(?:20\d\d年(?:度|以来|以來)?|今年以来|近年来),?)?(?:[现現][将將]?)?"
    rf"{_NAME}(?:\((?:以下)?[简簡][称稱][^()]{{0,40}}\))?"
    r"(?:[坚堅][持决決]|[认認]真|[严嚴][格守]|深[入化]|全[面年]|[紧緊][紧緊密扣跟]|高度重[视視]|始[终終]|[积積]极|積極|不[断斷]|扎[实實]|切[实實]"
    r"|持[续續]|牢固|[围圍][绕繞]|立足|[贯貫][彻徹]|[进進]一步|[结結]合|按照|根据|聚焦|充分|大力|推[进進]|落[实實]|以(?:[习習“]|[^,。]{2,30}[为為](?:核心|主[线線]|抓手|目[标標]|[导導]向|引[领領]|重[点點]|契[机機]))|在|通[过過]"
    r"|主[动動]公[开開]|(?<!人民)政府信息公[开開]工作|(?<=人民政府)信息公[开開]工作)"
)
# The office within a body that answers its readers, with the words that say which.
_OFFICE = re.compile(
    r"(?:(?:政府)?信息公[开開]|政[务務]公[开開]|[党黨]政|行政|[综綜]合|秘[书書]|法制|法[规規]|人事|信息|文秘|文[电電]|宣[传傳]|政策"
    r"|工作|受理|管理)*(?:[办辦]公[室厅廳]|[办辦]|[科股处處室]|中心|[领領][导導]小[组組])$"
    r"|(?<=局)(?:(?!局)[\u4e00-\u9fff]){2,12}[组組]$"
)
_SHARED = re.compile(
    r"公[开開]|[领領][导導]小[组組]|电子政务|電子政務|网站|網站|[为為依据]|[我本各全]|^(?:[现現]|国务院办公|国务院$|[结結]合|保[税稅]|[综綜]保|示[范範]|自[贸貿])"
)
_OWN = re.compile(r"[我本]([局委厅廳镇鎮乡鄉街校院馆館队隊办辦处處会會])(?![法理议議]|公[室厅廳])")
_FOR_ALL = re.compile("政[务務]服[务務]|行政[审審]批")  # in many a county it answers for all
_OF_A_GOVERNMENT = re.compile("政府[办辦]公[室厅廳]$")
_SAME = str.maketrans("廳鎮鄉館隊會處辦", "厅镇乡馆队会处办")


def body_to_contact(lines: Sequence[str], names: Sequence[str]) -> str | None:
    """The agency that a report's lines name in full, if every name found elsewhere may be short for it."""
    paragraphs = list(_paragraphs(lines))
    contacts = map(body_in_detail, contact_lines(lines))
    found = (
        *map(body_asked, paragraphs),
        *(_answering(name) for name in contacts if name),
        *map(body_acting, paragraphs[:_PARAGRAPHS]),
    )
    bodies = [name for name in found if name and _answers(name, lines)]
    return next((name for name in bodies if all(_is_short(one, name) for one in names)), None)


def body_asked(paragraph: str) -> str | None:
    """The agency that a paragraph tells readers to contact, without the office within it."""
    text = normalize(paragraph)
    for match in _ASKED.finditer(text) if "系" in text or "聯" in text or "询" in text else ():
        if body := _answering(match[1]):
            return body
    return None


def _answering(name: str) -> str | None:
    """The agency that an office belongs to; None where that may be a whole government."""
    if _FOR_ALL.search(name):
        return None
    bodies = [one for one in _without_offices(name) if _is_body(one)]
    if bodies and (bodies[-1] == name or classify_agency(bodies[-1], None).scope != "consolidated"):
        return bodies[-1]
    return None


def _without_offices(name: str) -> Iterator[str]:
    """A name as printed, then without one inner office after another."""
    yield name
    while office := _OFFICE.search(name):
        name = name[: office.start()]
        yield name


def body_acting(paragraph: str) -> str | None:
    """The agency whose work a paragraph begins to describe."""
    match = _ACTING.search(normalize(paragraph[:_BEGINNING]))
    return match[1] if match and _is_body(match[1]) else None


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    prose = (line[:_LONGEST] for line in lines if len(line) > _SHORTEST and "|" not in line)
    return islice((line for line in prose if "," in line or "，" in line or "。" in line), 12)


def _is_body(name: str) -> bool:
    return (
        is_full_name(name)
        and (has_place(name) or is_central_body(name))
        and not _SHARED.search(name)
    )


def _answers(name: str, lines: Sequence[str]) -> bool:
    """Whether an agency is of the kind that the report calls its own: 我局 cannot be a 镇."""
    kinds = [kind for line in islice(lines, _LINES) for kind in _OWN.findall(line[:_LONGEST])]
    own = [kind for kind in kinds if kind.translate(_SAME) in name.translate(_SAME)]
    if _OF_A_GOVERNMENT.search(name) and "办" not in "".join(own).translate(_SAME):
        return False
    return len(kinds) - len(own) <= len(own) // _MOSTLY


def _is_short(other: str, name: str) -> bool:
    """Whether a name told elsewhere is a short one of a body's: 市水利局, 水利局, 区市场监管局."""
    return name.endswith(other.lstrip("本我省市州县區区縣旗盟")) or is_same_body(other, name)
