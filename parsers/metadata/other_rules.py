"""This module recognises the annual reports that schools, hospitals and enterprises make by other rules.

Article 55 of the Regulations exempts them, so these reports are not about 政府信息公开 and have neither its form
nor its year: a school's year runs from September to August.

>>> is_by_other_rules("甲大学2020-2021学年信息公开工作年度报告", "甲大学", [])
True
>>> is_by_other_rules("甲县教育局2021年政府信息公开工作年度报告", "甲县教育局", [])
False
>>> is_by_other_rules(None, None, ["根据《高等学校信息公开办法》要求,编制本报告。"])
True
"""

import re
from collections.abc import Iterable

from parsers.metadata.opening import without_cited
from parsers.metadata.titles import is_report_title
from parsers.normalize import plain
from parsers.traditional import simplified
from schemas.vocabulary import vocabulary

_GOVERNMENT = re.compile(r"(?:政府|政务)(?:信息|资讯)公开|政务公开(?=.{0,6}(?:报告|年报))")
_REPORT = re.compile(r"政府(?:信息|资讯)公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
_SCHOOL_YEAR = re.compile("学年")


def is_by_other_rules(title: str | None, agency: str | None, opening: Iterable[str]) -> bool:
    """Whether title, body or opening paragraphs say that other rules ask for a report.

    A title with 政府信息公开 says that they do not, whoever made it.
    """
    title = plain(title) if title and is_report_title(title) else ""
    paragraphs = [plain(paragraph) for paragraph in opening]
    if _GOVERNMENT.search(title):
        return False
    if not title and any(_REPORT.search(without_cited(one)) for one in paragraphs):
        return False
    if _SCHOOL_YEAR.search(title) or (agency and _is_of_other_rules(simplified(agency))):
        return True
    return not agency and any(map(_is_ground, paragraphs[:1]))


def _is_of_other_rules(agency: str) -> bool:
    rules = vocabulary().other_rules
    return agency.endswith(rules.bodies) and not agency.endswith(rules.others)


def _is_ground(paragraph: str) -> bool:
    return any(ground in paragraph for ground in vocabulary().other_rules.grounds)
