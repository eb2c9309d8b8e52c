"""This module tells captions that give a table to another body than the report's own.

An agency may print the table of a unit under it below its own: `附：甲县水文站情况`, `下属单位情况如下：`.
"""

import re

from parsers.metadata.agencies import is_abbreviation, is_full_name
from parsers.text import squeeze

_CAPTION = re.compile(
    r"(?:附[件表]?[一二三四1-4]?[:、.]?)?\(?(?:[一二三四五1-5][)、.])?(?P<body>[^\d,。;:()]{4,25}?)"
    r"(?:的?(?:政府信息公开)?(?:工作)?(?:有关|相关)?(?:情况|数据|统计|报表)(?:统计表|如下|表)?)?\)?:?"
)
_UNITS = re.compile(
    r"(?![^单机]*[含及和])[^\d,。;]{0,4}(?:下属|所属|局属|直属|附属|下设)[^\d,。;]{0,25}(?:情况|数据|表)(?:如下)?\)?:?"
)
_LONGEST = 40


def names_other_body(line: str, agency: str) -> bool:
    """Whether a line is the caption of another body's table; a short name of the agency is its own.

    >>> names_other_body("附：甲县水文站情况", "甲县水利局"), names_other_body("下属单位情况如下：", "甲县水利局")
    (True, True)
    >>> names_other_body("甲县住建局情况：", "甲县住房和城乡建设局"), names_other_body("单位：件", "甲县水利局")
    (False, False)
    """
    if len(line) > _LONGEST:
        return False
    caption = squeeze(line)
    if _UNITS.fullmatch(caption):
        return True
    match = _CAPTION.fullmatch(caption)
    body = match["body"] if match else ""
    return (
        is_full_name(body)
        and not is_abbreviation(body, agency)
        and not is_abbreviation(agency, body)
    )
