"""This module finds the date that a site prints beside a title without a label.

>>> day_below_title(["2022-01-20 15:36 来源:甲局"]), day_below_title(["2022年1月20日来源:甲局"])
('2022-01-20', '2022年1月20日')
"""

import re
from collections.abc import Sequence

from parsers.metadata.agencies import is_agency
from parsers.metadata.label_pairs import split_pairs
from parsers.metadata.labels import field_of, label_of
from parsers.patterns import HAN
from schemas.vocabulary import vocabulary

_STAMP = re.compile(
    rf"""
    (?P<site>[^\d。,，:：]{{2,60}}\s)?                           # its name and address
    [\[【(（]?(?P<day>(?:19|20)\d\d
      (?:(?P<dashed>-)\d{{1,2}}-\d{{1,2}}|[./]\d{{1,2}}[./]\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日))[\]】)）]?
    (?P<clock>\s*\d{{1,2}}(?:[:：]\d\d(?:[:：]\d\d)?|[时時]\d\d分(?:\d\d秒)?))?
    (?:\s*[\[【(（]?(?P<label>[{HAN}]{{2,6}})\s?[:：]            # 来源:
    |\s+(?P<body>[{HAN}]{{4,24}})\s*$|\s*$)
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"\bwww\.|\.(?:gov|com|org|net|edu|cn)\b", re.ASCII)
_OF_A_DAY = ("期", "至", "间", "于", "自", "时")  # 成文日期, 有效期至
_LINES = 2  # under a title, among which a site's stamp is
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s*年")


def day_below_title(below: Sequence[str]) -> str | None:
    """The day in the lines below a title, alone or before a label; below an agency's name it is a signature's."""
    signed = False
    for line, after in zip(below[:_LINES], (*below[1:], ""), strict=False):
        if (label := label_of(line)) and label not in vocabulary().furniture:
            return None  # the day under it is its own
        if is_agency(line):
            signed = True
        elif found := _STAMP.match(line):
            stands = _is_stamp(found, signed=signed) or (not signed and _goes_on(found, after))
            return found["day"] if stands else None
    return None


def body_after_day(line: str) -> str | None:
    """The agency that a site prints after the day under a title.

    >>> body_after_day("2022-01-20 15:36 甲县教育局"), body_after_day("2022-01-20 15:36 上一篇文章")
    ('甲县教育局', None)
    """
    found = _STAMP.match(line)
    return found["body"] if found and found["body"] and _is_stamp(found, signed=False) else None


def day_before_label(line: str) -> str | None:
    """The day that begins a line in which a label of the site's follows, wherever the line stands.

    >>> day_before_label("2022-01-20 15:36 来源:甲局"), day_before_label("甲局 2022-01-20 来源:甲局")
    ('2022-01-20', None)
    """
    found = _STAMP.match(line)
    is_labelled = found and not found["site"] and label_of(found["label"] or "")
    return found["day"] if found and is_labelled else None


def day_above_title(lines: Sequence[str], title: int) -> str | None:
    """The day and hour above a title of two lines: an agency's name, and a line that begins with the year.

    >>> lines = ["甲县教育局", "2021年政府信息公开工作年度报告", "2022-01-20 15:36"]
    >>> day_above_title(lines, 1) is None, day_above_title([lines[2], *lines], 2)
    (True, '2022-01-20')
    """
    if title < 2 or not _YEAR_FIRST.match(lines[title]) or not is_agency(lines[title - 1]):
        return None
    found = _STAMP.fullmatch(lines[title - 2])
    return found["day"] if found and found["clock"] and not found["site"] else None


def _goes_on(found: re.Match[str], after: str) -> bool:
    """Whether a day that fills its line is followed by another line of the site's: 来源:甲局."""
    label = next((pair.label for pair in split_pairs(after)), "")
    of_site = field_of(label) == "source" or label in vocabulary().furniture
    return of_site and not found["site"] and found.end() == len(found.string)


def _is_stamp(found: re.Match[str], *, signed: bool) -> bool:
    """Whether a day has the marks of a site's stamp, dashes, an hour or a label, and no word says what it is."""
    site, label, body = found["site"], found["label"], found["body"]
    is_labelled = label_of(label or "") is not None
    if body:  # 2022-01-20 甲县教育局
        return not site and bool(found["clock"] or found["dashed"]) and is_agency(body)
    if not site:
        return is_labelled or bool(found["clock"] or (found["dashed"] and not signed))
    says_what = label_of(site) or site.rstrip().endswith(_OF_A_DAY)
    of_site = bool(_ADDRESS.search(site)) or ("年" not in found["day"] and is_agency(site.strip()))
    return not says_what and (is_labelled or (not label and of_site))
