"""This module recognises the administrative committees of zones, which are no divisions: 甲乙工业园区管委会."""

import re

from parsers.traditional import simplified

_ZONE_COMMITTEE = re.compile(
    r"([\u4e00-\u9fff]{2,16}(?:区(?=管)|开发区|度假区|示范区|管理区))(?:管理委员会|管委会)?"
)
_GENERIC = re.compile(
    "国家级?|[省市县]级?|自治区|经济|技术|高新|产业|工业|开发|综合|保税|旅游|度假|风景|名胜|现代|农业|科技|示范|合作|管理|试验|实验|新|园|景|区"
)


def is_named_zone(text: str) -> bool:
    """Whether a name is that of the committee of a zone that has a name of its own.

    >>> is_named_zone("甲乙工业园区管委会"), is_named_zone("高新技术产业开发区管委会")
    (True, False)
    """
    match = _ZONE_COMMITTEE.fullmatch(simplified(text))
    return bool(match and len(_GENERIC.sub("", match[1])) >= 2)
