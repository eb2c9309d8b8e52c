"""This module finds a report's agency by the contact it gives its readers and the work it describes.

It is consulted only where title, box and opening sentences name no agency in full. A government's
office answers both for the government and for itself, so that only what it does tells that it reports.

>>> body_asked("如对本报告有任何疑问,请与甲县水利局办公室联系(地址:甲县乙路1号)。")
'甲县水利局'
>>> body_asked("如有疑问,请与甲县人民政府办公室联系。") is body_asked("请与甲市政务公开办公室联系。") is None
True
>>> body_acting("2024年,甲市审计局坚持以人民为中心,推进政府信息公开。")
'甲市审计局'
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from parsers.metadata.agencies import has_place, is_central_body, is_full_name
from parsers.metadata.contact_details import body_in_detail, contact_lines
from parsers.metadata.levels import classify_agency
from parsers.metadata.report_identity import is_same_body
from parsers.metadata.zones import is_named_zone
from parsers.normalize import normalize, plain
from parsers.patterns import late
from parsers.traditional import simplified

_LONGEST, _LINES, _MOSTLY = 800, 60, 4
_PARAGRAPHS = 6  # both stand before or under a report's first heading
_SHORTEST, _BEGINNING = 20, 160
_NAME = r"([\u4e00-\u9fff]{2,30}?(?:\([\u4e00-\u9fff]{1,10}\)[\u4e00-\u9fff]{1,20}?)?)"
_ASKED = late(
    r"(?:请(?:您)?(?:直接)?(?:[与和同向]|联系|致电|咨询)|可(?:直接)?[与和同向]):?"
    rf"{_NAME}(?:联系|咨询|反映|查询|[(,。;:]|$)"
)
_ACTING = late(
    r"(?:^|。)(?:20\d\d年,(?=在))?(?:(?:根据|按照|依据|为|在(?=[^,。]{2,60}下,))[^,。]{2,60},){0,2}(?:(?:在?20\d\d年(?:度|以来)?|今年以来|近年来|截[至止](?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底)),?)?(?:现将?)?"
    rf"{_NAME}(?:党工?委、(?:办事处|[镇乡]?政府))?(?:\((?:以下)?简称[^()]{{0,40}}\))?"
    r"(?:坚[持决]|认真|自觉|严[格守]|深[入化]|全[面年]|紧[紧密扣跟]|高度重视|始终|积极|不断|扎实|切实"
    r"|持续|牢固|围绕|立足|贯彻|进一步|结合|按照|根据|聚焦|充分|大力|推进|落实|以(?:[习“]|[^,。]{2,30}为(?:核心|主线|抓手|目标|导向|引领|重点|契机|宗旨))|在|通过|(?:属于?|[是系])(?=[^,。]{2,20}(?:机关|部门|单位))"
    r"|主动公开|共[向收受公]|未[收接]到|突出|指导(?=[、,全各])|(?<!人民)政府信息公开工作(?!年度|报告|年报)|(?<=人民政府)信息公开工作)"
)
# On whose account the report says that it publishes: 甲市民政局微信公众号发布信息6条.
_ACCOUNT = late(
    r"(?:^|[,。;:、“\"(和及与]|通过|利用|依托)((?:(?!通过|利用|依托)[\u4e00-\u9fff]){4,30}?)[”\"]?"
    r"(?:官方|政务)?(?:微信|微博|公众号)"
)
_CITED = late("《[^《》]{0,120}》")
# The office within a body that answers its readers, with the words that say which.
_OFFICE = late(
    r"(?:(?:政府)?信息公开|政务公开|党政|行政|综合|秘书|法制|法规|人事|信息|文秘|文电|宣传|政策"
    r"|工作|申请|受理|管理)*(?:办公[室厅]|办|[科股处室]|中心|领导小组|(?<=工作)机构|(?<=受理)机构)$"
    r"|(?<=局)(?:(?!局)[\u4e00-\u9fff]){2,12}组$|(?<=局)(?:(?!局)[\u4e00-\u9fff]){2,8}[科股处室]$"
    r"|(?<=办事处)[\u4e00-\u9fff]{2,12}(?:办公室|[科办部]|中心)$|(?<=街道)综合[\u4e00-\u9fff]{2}部$"
)
_SHARED = late(
    r"公开|领导小组|电子政务|网站|[为依]|(?<!数)据|[我本各全]|直接与|^(?:现|在|国务院办公|国务院$|结合|保税|综保|示范|自贸)|直属机关$"
)
_OWN = late(r"[我本]([局委厅镇乡街校院馆队办处会])(?![法理议]|公[室厅])")
_FOR_ALL = late("政务服务|行政审批")  # in many a county it answers for all
_OF_A_GOVERNMENT = late("政府办公[室厅]$")
# What only a government says: its place acts in the report, and not its office alone.
_PLACE_ACTS = late(
    r"(?:^|[。,;])(?:20\d\d年(?:度|以来)?,?)?[我全](?:[省市县区旗盟州]|自治[区州县])"
    r"(?:[共累总各坚认深主积严通]|政府|政务公开|行政机关)"
)


def body_to_contact(lines: Sequence[str], names: Sequence[str]) -> str | None:
    """The agency that a report's lines name in full, if every name found elsewhere may be short for it."""
    paragraphs = list(_paragraphs(lines))
    contacts = map(body_in_detail, contact_lines(lines))
    found = (
        *map(body_asked, paragraphs),
        *(_answering(name) for name in contacts if name),
        *map(body_acting, paragraphs[:_PARAGRAPHS]),
        *_with_an_account(paragraphs),
    )
    bodies = [name for name in found if name and is_of_own_kind(name, lines)]
    return next((name for name in bodies if all(_is_short(one, name) for one in names)), None)


def body_asked(paragraph: str) -> str | None:
    """The agency that a paragraph tells readers to contact, without its inner office."""
    printed, text = normalize(paragraph), plain(paragraph)
    for match in _ASKED.finditer(text) if "系" in text or "询" in text else ():
        if body := _answering(printed[slice(*match.span(1))]):
            return body
    return None


def writing_source(
    sources: Iterable[str], lines: Sequence[str], names: Sequence[str]
) -> str | None:
    """The agency named as a report's source in full, if it is of the kind that the report calls its own.

    >>> writing_source(["甲县水利局"], ["2023年,我局公开信息6条。"], ["县水利局"])
    '甲县水利局'
    >>> writing_source(["甲县人民政府"], ["2023年,我局公开信息6条。"], []) is None
    True
    """
    known = (normalize(source) for source in sources if own_kinds(lines))
    bodies = (one for one in known if _is_body(one) and is_of_own_kind(one, lines))
    return next((one for one in bodies if all(_is_short(name, one) for name in names)), None)


def is_anothers_office(body: str, lines: Sequence[str]) -> bool:
    """Whether a government's office is named in a report that calls its own body a 局, 厅 or town.

    >>> is_anothers_office("甲县人民政府办公室", ["2023年,我局公开信息6条。"])
    True
    """
    if not _OF_A_GOVERNMENT.search(simplified(body)):
        return False
    return bool(own_kinds(lines)) and not is_of_own_kind(body, lines)


def _answering(name: str) -> str | None:
    """The agency that an office belongs to; None if that may be a whole government."""
    if _FOR_ALL.search(simplified(name)):
        return None
    bodies = [one for one in _without_offices(name) if _is_body(one)]
    if bodies and (bodies[-1] == name or classify_agency(bodies[-1], None).scope != "consolidated"):
        return bodies[-1]
    return None


def _without_offices(name: str) -> Iterator[str]:
    """The name as printed, then with its inner offices removed one after another."""
    yield name
    while office := _OFFICE.search(simplified(name)):
        name = name[: office.start()]
        yield name


def body_acting(paragraph: str) -> str | None:
    """The agency whose work a paragraph begins to describe."""
    printed = _CITED.sub("", normalize(paragraph[:_LONGEST]))[:_BEGINNING]
    match = _ACTING.search(simplified(printed))
    name = printed[slice(*match.span(1))] if match else ""
    return name if _is_body(name) else None


def _with_an_account(paragraphs: Sequence[str]) -> set[str]:
    """The body of which the paragraphs name an account, if it is the only one."""
    found = {
        text[slice(*match.span(1))]
        for text in map(normalize, paragraphs)
        for match in _ACCOUNT.finditer(simplified(text))
    }
    bodies = set(filter(_is_body, found))
    return bodies if len(bodies) == 1 else set()


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    prose = (line[:_LONGEST] for line in lines if len(line) > _SHORTEST and "|" not in line)
    return islice((line for line in prose if "," in line or "，" in line or "。" in line), 12)


def _is_body(name: str) -> bool:
    return (
        is_full_name(name)
        and (has_place(name) or is_central_body(name) or is_named_zone(name))
        and not _SHARED.search(simplified(name))
    )


def is_of_own_kind(name: str, lines: Sequence[str]) -> bool:
    """Whether an agency is of the kind that the report calls its own: 我局 cannot be a 镇."""
    body = simplified(name)
    kinds = own_kinds(lines)
    whole = f"{body}合会" if body.endswith("联") else body  # 我会 of 县残联
    own = [kind for kind in kinds if kind in whole]
    if _OF_A_GOVERNMENT.search(body) and "办" not in own and (kinds or _is_of_place(lines)):
        return False
    return len(kinds) - len(own) <= len(own) // _MOSTLY


def _is_of_place(lines: Sequence[str]) -> bool:
    """Whether a report tells what a place did, as a government's does: 我市坚持公开为常态."""
    return any(_PLACE_ACTS.search(plain(line[:_LONGEST])) for line in islice(lines, _LINES))


def own_kinds(lines: Sequence[str]) -> list[str]:
    """The kinds of body that a report calls its own: 局 for 我局."""
    beginnings = (simplified(line[:_LONGEST]) for line in islice(lines, _LINES))
    return [kind for beginning in beginnings for kind in _OWN.findall(beginning)]


def _is_short(other: str, name: str) -> bool:
    """Whether a name found elsewhere may be short for a body's: 市水利局, 水利局, 区市场监管局."""
    short = simplified(other).lstrip("本我省市州县区旗盟")
    return simplified(name).endswith(short) or is_same_body(other, name)
