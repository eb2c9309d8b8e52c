"""This module finds a report's agency in the contact details below it: 联系单位:甲县水利局.

The site's own footer is not considered, nor are the hosts, supporters and supervisors of a site.

>>> body_in_detail("填报单位:甲县水利局(盖章)"), body_in_detail("联系地址:甲县人民路1号甲县水利局,电话:1")
('甲县水利局', '甲县水利局')
>>> body_in_detail("地址:甲县人民政府大楼3楼") is body_in_detail("技术支持:甲县大数据局") is None
True
"""

from collections.abc import Iterator, Sequence

from parsers.headings import heading_of
from parsers.metadata.levels import classify_agency
from parsers.normalize import normalize, plain
from parsers.patterns import late
from parsers.sections import line_kind
from parsers.traditional import simplified

_LONGEST = 120
_MADE = ("填报", "编制", "报送", "填表")
_UNIT = r"(?:单位|机关|机构|部门)"
_PLACE = r"[^,;。()]{0,40}?(?:\d号|\d[楼层室])?\(?"
_NAME = r"([\u4e00-\u9fff]{4,40})(?=[,;。()]|电话|$).*"
_NOTE = r"(?:\([^()]{0,8}\))?:"
_DETAIL = late(rf"\(?(?:(?:{'|'.join(_MADE)}|联系){_UNIT}{_NOTE}|联系方式{_NOTE}(?!地址)){_NAME}")
_ADDRESS = late(rf"\(?(?:联系方式:)?(?:联系|办公|通讯|通信)?地址{_NOTE}{_PLACE}{_NAME}")


def contact_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines that name a report's author or, below its first heading, a contact, up to the site's footer."""
    begun = False
    for line in lines:
        begun = begun or heading_of(line) is not None
        if begun and line_kind(line) == "footer":
            return
        if len(line) > _LONGEST:
            continue
        words = simplified(line)
        if words.startswith(_MADE) or (begun and ("联系" in words or "地址" in words)):
            yield line


def body_in_detail(line: str) -> str | None:
    """The agency named by a contact detail, which may follow an address.

    A government at the end of an address is only the building, which many agencies share.
    """
    printed, text = normalize(line), plain(line)
    if match := _DETAIL.fullmatch(text):
        return printed[slice(*match.span(1))]
    match = _ADDRESS.fullmatch(text)
    name = printed[slice(*match.span(1))] if match else None
    return name if name and classify_agency(name, None).scope != "consolidated" else None
