"""This module reads what a program put over the text of a page: its title, its day, its source.

It is YAML between dashes, or lines by names that Jina's reader and others print (`Title: …`, `URL Source: …`).
Lines count as that only where they have a report's title.

>>> split_front_matter(["---", "title: 甲局2023年政府信息公开工作年度报告", "date: 2024-01-05", "---", "# 一、总体情况"])
((('ArticleTitle', '甲局2023年政府信息公开工作年度报告'), ('PubDate', '2024-01-05')), ['# 一、总体情况'])
"""

import re
from collections.abc import Sequence

from parsers.metadata.titles import report_title_in
from parsers.page import Metas
from parsers.readers.answer_metadata import box_of

_MOST = 30
_NAMED = re.compile(
    r"\[?([A-Za-z][A-Za-z_ -]{1,20})(?:\]\s*[:：]?|\s*[:：])\s*(?:([\"'])(.*)\2|(.*))"
)
_DAYS = ("published time", "publishedtime", "published", "pubdate", "publish date", "publish time", "date")  # fmt: skip


def split_front_matter(lines: Sequence[str]) -> tuple[Metas, list[str]]:
    """What such lines say, in the names of a page's head, and the lines under them."""
    metas, box, many = _named(lines)
    return metas, [*box, *lines[many:]]


def _named(lines: Sequence[str]) -> tuple[Metas, tuple[str, ...], int]:
    """What the names of lines say, as a head and as a box, and how many lines say it; nothing without a report's title."""
    by_name: dict[str, str] = {}
    at = 0
    for at, line in enumerate(lines[:_MOST]):  # noqa: B007
        bare = line.strip()
        if not (match := _NAMED.fullmatch(bare)) and bare.strip("-"):
            break
        if match:
            name = match[1].lower().replace("_", " ")
            by_name.setdefault(name, (match[3] or match[4] or "").strip())
    title = report_title_in(by_name.get("title", ""))
    if title is None:
        return (), (), 0
    metas = [("ArticleTitle", title)]
    if day := next((by_name[name] for name in _DAYS if by_name.get(name)), None):
        metas.append(("PubDate", day))
    if (source := by_name.get("source")) and "://" not in source:
        metas.append(("ContentSource", source))
    return tuple(metas), tuple(map("：".join, box_of(by_name))), at
