"""This module reads the lines that a program put over the text of a page: its title, its day, its address.

They are YAML between dashes, or names that Jina's reader and others print: `Title: …`, `URL Source: …`.
Only a title of a report makes lines such.

>>> split_front_matter(["---", "title: 甲局2023年政府信息公开工作年度报告", "date: 2024-01-05", "---", "# 一、总体情况"])
((('ArticleTitle', '甲局2023年政府信息公开工作年度报告'), ('PubDate', '2024-01-05')), ['# 一、总体情况'])
>>> split_front_matter(["Title: 甲局", "一、总体情况"])
((), ['Title: 甲局', '一、总体情况'])
"""

import re
from collections.abc import Sequence

from parsers.metadata.titles import report_title_in

Metas = tuple[tuple[str, str], ...]

_MOST = 30
_NAMED = re.compile(
    r"\[?([A-Za-z][A-Za-z_ -]{1,20})(?:\]\s*[:：]?|\s*[:：])\s*(?:([\"'])(.*)\2|(.*))"
)
_DAYS = ("published time", "publishedtime", "published", "pubdate", "publish date", "publish time", "date")  # fmt: skip


def split_front_matter(lines: Sequence[str]) -> tuple[Metas, list[str]]:
    """What such lines say, in the names of a page's head, and the lines under them."""
    told: dict[str, str] = {}
    at = 0
    for at, line in enumerate(lines[:_MOST]):  # noqa: B007
        bare = line.strip()
        if not (match := _NAMED.fullmatch(bare)) and bare.strip("-"):
            break
        if match:
            name = match[1].lower().replace("_", " ")
            told.setdefault(name, (match[3] or match[4] or "").strip())
    title = report_title_in(told.get("title", ""))
    if title is None:
        return (), list(lines)
    metas = [("ArticleTitle", title)]
    if day := next((told[name] for name in _DAYS if told.get(name)), None):
        metas.append(("PubDate", day))
    if (source := told.get("source")) and "://" not in source:
        metas.append(("ContentSource", source))
    return tuple(metas), list(lines[at:])
