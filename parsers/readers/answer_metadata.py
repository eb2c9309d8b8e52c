"""This module reads what a portal's answer, or a record of a data set, says of an article beside its text.

>>> metas_of({"docTitle": "甲局2023年政府信息公开工作年度报告", "publishDate": "2024-01-05", "docSource": "甲局"})
(('ArticleTitle', '甲局2023年政府信息公开工作年度报告'), ('PubDate', '2024-01-05'), ('ContentSource', '甲局'))
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from parsers.dates import PUBLISHED, json_day, printed_date
from parsers.metadata.agencies import is_agency
from parsers.metadata.labels import field_of
from parsers.metadata.titles import is_report_title
from parsers.page import Metas
from parsers.patterns import LETTER

_SOURCE = ("contentsource", "docsource", "infosource", "source")
# Labels for names that portals and data sets have for them, and what a value has then.
_NAMED: tuple[tuple[str, tuple[str, ...], Callable[[str], object]], ...] = (
    ("索引号", ("indexno", "indexnumber", "indexnum", "syh"), re.compile(r"\d").search),
    ("索引号", ("identifier",), re.compile(r"\d[-/]|[-/]\d").search),
    ("发布机构", ("publisher", "issuingorg", "fbjg"), is_agency),
    ("发文字号", ("documentnumber", "documentno", "docno", "fwzh"), re.compile(r"\d+号").search),
    ("成文日期", ("datewritten", "writtendate", "signdate", "cwrq"), printed_date),
    ("主题分类", ("classifythemename", "topiccategory"), LETTER.search),
)
_APART = str.maketrans("", "", "_- ")  # between the words of a name
_NAME, _VALUE = "name", "value"  # of what an article says in a list
_LONGEST = 120  # characters of a value
_DEPTH = 4  # of lists and objects within each other
_MOST = 200
# Of a search or a program that looked for words: they say nothing that the document does.
_MADE = ("关键词", "关键字")


def metas_of(article: Any) -> Metas:
    """The title, the day of publication and the source beside a body, as a page's head names them."""
    return tuple(_metas(article))


def _metas(article: Any) -> Iterator[tuple[str, str]]:
    """The title, the date and the source of an article, under the names that pages give them in `<meta>`."""
    named = dict(article) if isinstance(article, dict) else {}
    apart = _tells_apart(article)
    for inner in [one for one in named.values() if isinstance(one, dict)]:
        for name in () if apart and _names_title(inner) else inner:
            named.setdefault(name, inner[name])
    values = named.values() if named else article if isinstance(article, list) else ()
    texts = (value for value in values if isinstance(value, str))
    if title := next(filter(is_report_title, texts), None):
        yield "ArticleTitle", title
    by_name = _plainly_named(named)
    if published := next((day for name in PUBLISHED if (day := _day(by_name.get(name)))), None):
        yield "PubDate", published
    sources = (by_name.get(name) for name in _SOURCE)
    if source := next((one for one in sources if _is_value(one) and LETTER.search(one)), None):
        yield "ContentSource", source


def _tells_apart(article: Any) -> bool:
    """Whether objects with titles inside an article are other articles: it has a report's title itself, or several have."""
    values = article.values() if isinstance(article, dict) else ()
    titled = sum(isinstance(value, dict) and _names_title(value) for value in values)
    return titled > 1 or any(isinstance(one, str) and is_report_title(one) for one in values)


def _names_title(named: Mapping[str, Any]) -> bool:
    return any(name.endswith(("title", "标题")) for name in _plainly_named(named))


def box_of(article: Any) -> Metas:
    """The labels of a box with their values, which an object has as its keys or in a list of pairs."""
    pairs: dict[str, str] = {}
    for label, value in _pairs(article, _DEPTH, apart=_tells_apart(article)):
        pairs.setdefault(label, value)
    by_name = _plainly_named(article)
    for label, names, is_such in _NAMED:
        values = (
            _day(by_name.get(name)) if "日期" in label else by_name.get(name) for name in names
        )
        if one := next((one for one in values if _is_value(one) and is_such(one)), None):
            pairs.setdefault(label, one)
    return tuple(pairs.items())[:_MOST]


def _pairs(
    content: Any, depth: int, *, apart: bool, listed: bool = False
) -> Iterator[tuple[str, str]]:
    """The labels of an article with their values.

    An object in a list counts only where it names both a label and its value (`listed`): else it may be another
    article. So may one with a title of its own, inside an article that has a title too (`apart`).
    """
    inner: Iterable[Any] = content if isinstance(content, list) else ()
    if isinstance(content, dict):
        own = () if listed else content.items()
        for label, value in ((content.get(_NAME), content.get(_VALUE)), *own):
            if _is_label(label) and _is_value(value):
                yield label, value.strip()
        inner = content.values()
    for one in inner if depth else ():
        if apart and isinstance(one, dict) and _names_title(one):
            continue
        if isinstance(one, dict | list):
            within = listed or isinstance(content, list)
            yield from _pairs(one, depth - 1, apart=apart, listed=within)


def _is_label(name: object) -> TypeGuard[str]:
    return isinstance(name, str) and field_of(name) not in ("", "title") and name not in _MADE


def _is_value(value: object) -> TypeGuard[str]:
    """Whether a value is a short text in one line that is no address."""
    text = value.strip() if isinstance(value, str) else ""
    return 0 < len(text) <= _LONGEST and "\n" not in text and "://" not in text


def _plainly_named(article: Any) -> Mapping[str, Any]:
    named = article if isinstance(article, dict) else {}
    return {str(name).lower().translate(_APART): value for name, value in named.items()}


def _day(value: object) -> str | None:
    """A time as it is written, or the day that a number or its digits mean."""
    if isinstance(value, str) and not value.isdecimal():
        return value
    day = json_day(value)
    return day.isoformat() if day else None
