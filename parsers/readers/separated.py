r"""This module reads values that are separated by commas: the records of a data set, by the names in its first line.

>>> records("标题,发布机构,内容\n甲局2023年政府信息公开工作年度报告,甲局,\"一、总体情况\n无\"")
[{'标题': '甲局2023年政府信息公开工作年度报告', '发布机构': '甲局', '内容': '一、总体情况\n无'}]
>>> records("本局2023年,共公开,信息内容\n3,4,5") is None
True
"""

import csv
import re
from io import StringIO

_TITLES = frozenset(("标题", "文章标题", "信息标题", "文件标题", "名称", "title"))
_TEXT = re.compile("内容|正文|全文|content|text|body|html")
_HEAD = 2000  # characters in which the names stand
_MOST = 1000


def records(text: str) -> list[dict[str, str]] | None:
    """The records of a text, each by the names of its values; None for a text that is no such data set."""
    if text.startswith("<"):
        return None  # a page, as nearly all texts are
    text = text.lstrip("\ufeff")
    names_line = text[:_HEAD].partition("\n")[0].strip()
    mark = max(",\t", key=names_line.count)
    names = [name.strip(' "') for name in names_line.split(mark)]
    folded = {name.lower() for name in names}
    has_titles = len(folded) == len(names) and not _TITLES.isdisjoint(folded)
    if not has_titles or not any(map(_TEXT.search, folded)):
        return None
    rows = _rows(text, mark)
    if not 1 < len(rows) <= _MOST or any(len(row) != len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def _rows(text: str, mark: str) -> list[list[str]]:
    """The rows of a text, one value of which may be a whole page; none where its quotation marks do not close."""
    usual = csv.field_size_limit(len(text) + 1)
    try:
        return [row for row in csv.reader(StringIO(text), delimiter=mark, strict=True) if row]
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(usual)
