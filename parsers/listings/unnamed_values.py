"""This module reads rows out of objects with unknown names, by what their values say.

{lj: '/nb/1.html', bt: '甲局2024年政府信息公开工作年度报告'} lj is the address, bt the title
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from parsers.javascript import unescape_literal
from parsers.listings.report_titles import may_be_report

MOST = 2000  # objects of a script that are read
_ADDRESS = re.compile(
    r"(?:https?:)?//\S+|\.{0,2}/\S+|[\w/-]+\.(?:s?html?|jsp|php|aspx?|pdf|docx?)(?:\?\S*)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OBJECT = re.compile(r"\{([^{}]{8,2000})\}")
_PAIR = re.compile(
    r"""["']?([A-Za-z_$][\w$]{0,40})["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d{1,13})\b)"""
)

Table = dict[str, Any]


def learn_names(tables: Iterable[Table]) -> tuple[str, str] | None:
    """The names of address and title in the first object that describes a report; None without one."""
    for table in tables:
        texts = {key: value for key, value in table.items() if isinstance(value, str)}
        title = next((key for key, value in texts.items() if _is_report(value)), None)
        url = next((key for key, value in texts.items() if _ADDRESS.fullmatch(value.strip())), None)
        if title and url:
            return url, title
    return None


def _is_report(value: str) -> bool:
    return bool(_YEAR.search(value)) and not _ADDRESS.fullmatch(value) and may_be_report(value)


def script_objects(script: str) -> Iterator[Table]:
    """The innermost objects that a script writes out, as JSON or JavaScript, with keys in lower case."""
    for count, match in enumerate(_OBJECT.finditer(script)):
        if count >= MOST:
            return
        pairs = _PAIR.findall(match[1])
        if pairs:
            yield {
                key.lower(): unescape_literal(double or single) or number
                for key, double, single, number in pairs
            }
