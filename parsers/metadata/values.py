"""This module tells whether a text, after a label or on the line below it, is the label's value, and cuts
off what is not.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from parsers.dates import CLOCK, DAY, printed_date
from parsers.metadata.agencies import is_agency
from parsers.metadata.fields import DATES
from parsers.metadata.labels import LONGEST_LINE, Pair, clean_value, field_of, label_of
from parsers.metadata.offices import is_inner_office
from parsers.metadata.sentences import THIS_REPORT
from parsers.metadata.title_lines import once
from parsers.metadata.titles import is_report_title, lacks_year_and_agency
from parsers.normalize import plain
from parsers.patterns import HAN
from parsers.traditional import simplified
from schemas.vocabulary import vocabulary

_LONGEST = {"title": 120, "": LONGEST_LINE}  # a label of no field may be that of a summary
_LONGEST_VALUE, _LONGEST_SHORT, _LONGEST_DATE, _LONGEST_WORD = 60, 40, 30, 12
_SHORTEST_TITLE = 6
_SHORTEST_REST = 24  # characters after an agency's name that are prose
_NUMBER = re.compile(r"[0-9A-Za-z/][0-9A-Za-z/_.\-]{5,60}")
_DATED_NUMBER = re.compile(r"(?:19|20)\d\d(?:[-./]\d{1,2}){2}")
_VALIDITY = re.compile(rf"[{HAN}]{{0,6}}(?:效|废止|废除|长期|永久|修[改订]|[是否])[{HAN}]{{0,4}}")
_WIDE = re.compile(r"\s{3,}|\t")
_NO_WORD = re.compile(r"[,，。;；:：]|关于|通知$|^[\d\W]+$")
_NO_NUMBER = re.compile(r"[,，。;；:：]|关于|通知$")
_NO_KEYWORDS = re.compile(r"[关關][于於].*(?:报告|報告|通知|意见|公告|函|办法|方案)$")
_METHODS = re.compile(r"(?:主动|依申请|不予|全文|网上|网站|(?:面?向)?社会)?公开|政府网站|网站")
_BODIES = ("source", "publisher")
_SHORT = ("validity", "document_number", "topic", "category", "disclosure_method", "keywords")
_CLASSES = ("topic", "category")
_CHOICES = ("全部", "不限", "请选择")  # of a form that searches, beside an article: 部门：全部
_DAY_AND_HOUR = rf"{DAY}(?:\s+{CLOCK})?"
_DAY_ALONE = re.compile(_DAY_AND_HOUR)
# Behind a source, with or without the word for it: 甲局2024-01-29, 本站发布时间 2024-01-29.
_DAY_AFTER = re.compile(
    rf"(?:\s+|(?<=[{HAN})）]))(?:(?:发布|公开)?(?:时间|日期)\s*)?({_DAY_AND_HOUR})$"
)
_PROSE = re.compile(r"。|》.*[,，]")
# The report's first words, joined to the agency above them: 甲区本年度报告根据《….
_JOINED = re.compile(rf"([{HAN}]{{2,16}}?)(?:{THIS_REPORT}|[根依]据《|按照《).{{20,}}")
# An agency's name, and its report's title.
_REPEATED = re.compile(rf"([{HAN}()（）]{{4,30}})\1.")
_BEFORE_DAY = re.compile(r"[^\d二]{7}")  # more than the words that may stand before a day
_TEMPLATE = re.compile(r"[{}<>$#]|^[\s\-—_/\\*.]*$|^(?:请|此处)|^\D{1,8}[:：]$")


def may_be_value(label: str, text: str, *, follows: bool) -> bool:
    """Whether a line can be the value of the label on the line before it.

    A field accepts only what it can hold; free text counts only where another label follows it.

    >>> [may_be_value("关键词", text, follows=True) for text in ("年报 公开", "关于做好年报工作的通知")]
    [True, False]
    """
    field = field_of(label)
    if not text or len(text) > _LONGEST.get(field, _LONGEST_VALUE):
        return False
    if is_report_title(text):
        column = follows and field not in _HOLDS and lacks_year_and_agency(text)
        return field == "title" or column
    if _WIDE.search(text):  # a row of cells
        return False
    if holds := _HOLDS.get(field):
        between = _BETWEEN_LABELS.get(field)
        return holds(text) or bool(follows and between and between(text))
    if field == "title":
        return follows and len(text) > _SHORTEST_TITLE and not _is_date(text)
    return follows and not (field == "keywords" and _NO_KEYWORDS.search(text))


def fits(label: str, text: str) -> bool:
    """Whether a text is of the kind that a label takes; any text fits a label that takes free text."""
    field = field_of(label)
    return may_be_value(label, text, follows=field not in _HOLDS or field in _BODIES)


def ends_value(label: str, text: str) -> bool:
    """Whether a text is a whole value of a label that takes one kind only: a day, a number, an agency's name."""
    holds = _HOLDS.get(field_of(label))
    return holds is not None and len(text) <= _LONGEST_VALUE and holds(clean_value(text))


def _is_word(text: str) -> bool:
    """Whether a text is short, and neither figures nor a document's title nor a sentence."""
    return len(text) <= _LONGEST_WORD and not _NO_WORD.search(text)


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and printed_date(text) is not None


def _is_number(text: str) -> bool:
    numbered = bool(_NUMBER.fullmatch(text)) and any(c.isdigit() for c in text)
    return numbered and not _DATED_NUMBER.fullmatch(text)


def _is_any_number(text: str) -> bool:
    """Whether a text has figures, and is neither a day nor a sentence: A-12, 甲水〔2024〕1号."""
    return any(map(str.isdigit, text)) and not (_is_date(text) or _NO_NUMBER.search(text))


_HOLDS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(DATES, _is_date),
    **dict.fromkeys(_BODIES, lambda text: is_agency(text) or is_inner_office(text)),
    "index_number": _is_number,
    "document_number": lambda text: plain(text).endswith("号") and any(map(str.isdigit, text)),
    "disclosure_method": lambda text: bool(_METHODS.fullmatch(plain(text))),
    "validity": lambda text: bool(_VALIDITY.fullmatch(plain(text))),
}
# What such a field may hold, too, where the next label follows at once.
_BETWEEN_LABELS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(_BODIES, _is_word),
    "index_number": _is_any_number,
}


def trim_value(pair: Pair) -> Pair:
    """The pair, its value without the report's title, prose or a day that runs on in its line.

    >>> [trim_value(Pair(label, "甲局 2023年政府信息公开年度报告")).value for label in ("来源", "内容概述")]
    ['甲局', '甲局 2023年政府信息公开年度报告']
    """
    field = field_of(pair.label)
    name, _, rest = pair.value.partition(" ")
    if field == "title":
        return Pair(pair.label, once(pair.value))
    if field and is_report_title(rest):  # what a label of no field says stays whole
        return Pair(pair.label, name)
    if field not in _BODIES:
        return Pair(pair.label, _once(pair.value)) if field in _SHORT else pair
    if joined := _JOINED.fullmatch(pair.value) or _REPEATED.match(pair.value):
        return Pair(pair.label, joined[1])
    if day := _DAY_AFTER.search(pair.value):
        return Pair(pair.label, pair.value[: day.start()])
    prose = len(rest) > _SHORTEST_REST and (is_agency(name) or "。" in rest)
    return Pair(pair.label, name) if prose else pair


def _once(value: str) -> str:
    """A value that a page prints twice, as a mark and as a word, once: 有效有效."""
    half = value[: len(value) // 2]
    return half if value == half + half and not half.isdecimal() else value


def days_after(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    """The days of publication that header lines print after a source, without a label."""
    sources = (pair.value for pair in pairs if field_of(pair.label) == "source")
    return (("published_on", day[1]) for day in map(_DAY_AFTER.search, sources) if day)


def field_told(pair: Pair) -> str:
    """The field that a pair fills; a date after the label of an agency is a date of publication.

    >>> field_told(Pair("发布", "甲县财政局")), field_told(Pair("来源", "2024-01-29 09:30"))
    ('publisher', 'published_on')
    """
    field = field_of(pair.label)
    is_day = field in _BODIES and bool(_DAY_ALONE.fullmatch(pair.value))
    return "published_on" if is_day else field


def has_value(pair: Pair) -> bool:
    """Whether a label has a value, rather than a template's text, a choice, another label or prose.

    >>> has_value(Pair("部门", "全部")), has_value(Pair("公开范围", "全部")), has_value(Pair("来源", "1"))
    (False, True, False)
    >>> has_value(Pair("关键字", "类型:"))
    False
    """
    value = pair.value
    if value.isdecimal() and field_of(pair.label) in _BODIES:
        return False
    if value in _CHOICES and field_of(pair.label) in (*_BODIES, *_CLASSES):
        return False
    return is_meaningful(value) and label_of(value) is None and not _is_prose(pair)


def _is_prose(pair: Pair) -> bool:
    """Whether a value is the beginning of the report, joined to the last, empty label of a box by a copy."""
    field = field_of(pair.label)
    long = field in _SHORT and len(pair.value) > _LONGEST_SHORT
    titled = field in _CLASSES and "关于" in pair.value
    if field in DATES:
        return bool(_BEFORE_DAY.match(pair.value))
    return titled or (long and bool(_PROSE.search(pair.value)))


def is_meaningful(value: str) -> bool:
    """Whether a value is more than a dash, 无 or the remains of a template."""
    bare = simplified("".join(value.split()).lower())
    return not _TEMPLATE.search(value) and bare not in vocabulary().nothing
