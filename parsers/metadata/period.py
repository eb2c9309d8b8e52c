"""This module reads the sentence on the period that a report covers, whose figures are those of one year.

>>> period_year("本报告所列数据的统计期限为2024年1月1日至2024年12月31日。")
2024
"""

import re

from parsers.page import Page

_TERM = re.compile(
    r"""
    所列[数數][据據]|期限|期[间間]|[周週]期|[时時][间間][范範][围圍]|起[止始]|涵[盖蓋]
    |[统統][计計](?:[数數][据據])?的?(?:[时時][间間段限]|日期)         # 统计时间, 统计数据的日期
    |[数數][据據](?:[统統][计計])?的?[时時][限段]                      # 数据统计时限
    """,
    re.VERBOSE,
)
# A copy may drop the 年, or the 月 too: 20241月1日, 202411日.
_FIRST_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[年./-]?0?1[月./-]?0?1(?:日|(?=[至到—–~-]+(?:19|20)\d\d))"
)
# Sought first: a term far from it says nothing.
_ITS_FIRST = re.compile(r"1[月./-]?0?1[日至到—–~-]")
_LAST_DAY = re.compile(r"((?:19|20)\d\d)[年./-]?12[月./-]?31")
# A period that ends sooner is no report's: 1月1日至6月30日 is that of a half-yearly table.
_ENDS_EARLY = re.compile(r"[起,]*[至到—–~-]+(?:((?:19|20)\d\d)[年./-])?0?[1-9][月./-]")
_REACH, _LONGEST_TERM, _TO_LAST = 60, 4, 24


def period_year(text: str) -> int | None:
    """The year of the period that a text says its figures cover, by its first of January.

    Who copies a report may change one of the two years: a period of several is of none.

    >>> period_year("统计期限为2023年1月1日至2024年12月31日。")
    >>> period_year("统计时间为2023年1月1日至6月30日。")
    >>> period_year("公示期间为2024年1月1日至1月7日。统计期限为2023年1月1日至12月31日。")
    2023
    """
    firsts = [one.start() for one in _ITS_FIRST.finditer(text)]
    if not firsts:
        return None
    begin = max(firsts[0] - _REACH - _LONGEST_TERM, 0)
    for term in _TERM.finditer(text, begin, firsts[-1]):
        if match := _FIRST_DAY.search(text, term.end(), term.end() + _REACH):
            early = _ENDS_EARLY.match(text, match.end())
            if early and early[1] in (None, match[1]):
                continue
            last = _LAST_DAY.search(text, match.end(), match.end() + _TO_LAST)
            return None if last and last[1] != match[1] else int(match[1])
    return None


def period_of(page: Page) -> int | None:
    """The year of the page's sentence on the period, which may be broken over lines."""
    return period_year("".join("".join(page.lines).split()))
