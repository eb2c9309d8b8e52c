"""This module tells whether a text, after a label or on the line below it, is the label's value, and cuts
off what is not.
"""

import re
from collections.abc import Callable

from parsers.dates import printed_date
from parsers.metadata.agencies import is_inner_office
from parsers.metadata.label_pairs import Pair
from parsers.metadata.labels import LONGEST_LINE, field_of, label_of
from parsers.metadata.titles import is_agency, is_report_title, lacks_year_and_agency
from parsers.normalize import plain
from parsers.traditional import simplified
from schemas.vocabulary import vocabulary

_LONGEST_VALUE = 60
_LONGEST = {"title": 120, "": LONGEST_LINE}  # a label of no field may be that of a summary
_LONGEST_WORD = 12
_LONGEST_DATE = 30
_NUMBER = re.compile(r"[0-9A-Za-z/][0-9A-Za-z/_.\-]{5,60}")
_DAY = re.compile(r"(?:19|20)\d\d(?:[-./]\d{1,2}){2}")
_VALIDITY = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:效|废止|废除|长期|永久|修[改订]|[是否])[\u4e00-\u9fff]{0,4}"
)
_WIDE = re.compile(r"\s{3,}|\t")
_SHORTEST_TITLE = 6
_NO_WORD = re.compile(r"[,，。;；:：]|关于|通知$|^[\d\W]+$")
_BODIES = ("publisher", "source")
_METHODS = re.compile(r"(?:主动|依申请|不予|全文|网上|网站|(?:面?向)?社会)?公开|政府网站|网站")
_LONGEST_DAY, _LONGEST_SHORT = 24, 40
_OF_BODIES = ("source", "publisher")
_SHORT = ("validity", "document_number", "topic", "category", "disclosure_method", "keywords")
_CLASSES = ("topic", "category")
_CELLS = re.compile(r"\s{2,}")
_DAY_AND_HOUR = r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_DAY_ALONE = re.compile(_DAY_AND_HOUR)
_DAY_AFTER = re.compile(rf"\s+({_DAY_AND_HOUR})$")
_PROSE = re.compile(r"。|》.*[,，]")
_TEMPLATE = re.compile(r"[{}<>$#]|^[\s\-—_/\\*.]*$|^(?:请|此处)")


def may_be_value(label: str, text: str, follows: bool) -> bool:
    """Whether a line can be the value of the label on the line before it.

    A field accepts only what it can hold; free text counts only where another label follows it.
    """
    field = field_of(label)
    if not text or len(text) > _LONGEST.get(field, _LONGEST_VALUE):
        return False
    if field == "title":
        return is_report_title(text) or (follows and _is_title(text))
    if is_report_title(text):
        return follows and field not in _HOLDS and lacks_year_and_agency(text)
    if _WIDE.search(text):  # a row of cells
        return False
    if holds := _HOLDS.get(field):
        return holds(text) or (follows and field in _BODIES and _is_word(text))
    return follows and label not in vocabulary().furniture


def fits(label: str, text: str) -> bool:
    """Whether a text is of the kind that a label's values are; a free text fits what holds any."""
    field = field_of(label)
    free = field not in _HOLDS or field in _BODIES
    return may_be_value(label, text, follows=free)


def _is_title(text: str) -> bool:
    return len(text) > _SHORTEST_TITLE and not _WIDE.search(text) and not _is_date(text)


def _is_word(text: str) -> bool:
    """Whether a text is short, and neither figures nor a document's title nor a sentence."""
    return len(text) <= _LONGEST_WORD and not _NO_WORD.search(text)


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and printed_date(text) is not None


def _is_number(text: str) -> bool:
    numbered = bool(_NUMBER.fullmatch(text)) and any(c.isdigit() for c in text)
    return numbered and not _DAY.fullmatch(text)


def _is_document_number(text: str) -> bool:
    return plain(text).endswith("号") and any(c.isdigit() for c in text)


def _is_method(text: str) -> bool:
    return bool(_METHODS.fullmatch(plain(text)))


def _is_body(text: str) -> bool:
    return is_agency(text) or is_inner_office(text)


def _is_validity(text: str) -> bool:
    return bool(_VALIDITY.fullmatch(plain(text)))


_HOLDS: dict[str, Callable[[str], bool]] = {
    "written_on": _is_date,
    "published_on": _is_date,
    "issued_on": _is_date,
    "index_number": _is_number,
    "document_number": _is_document_number,
    "disclosure_method": _is_method,
    "validity": _is_validity,
    "publisher": _is_body,
    "source": _is_body,
}


def trim_body(pair: Pair) -> Pair:
    """The pair, an agency's name without prose or a day that runs on in its line."""
    if field_of(pair.label) in _OF_BODIES and (day := _DAY_AFTER.search(pair.value)):
        return Pair(pair.label, pair.value[: day.start()])
    name, _, rest = pair.value.partition(" ")
    run_on = len(rest) > _LONGEST_DAY and field_of(pair.label) in _OF_BODIES and is_agency(name)
    return Pair(pair.label, name) if run_on else pair


def day_after(pair: Pair) -> str | None:
    """The day that a header line prints after the source, without a label."""
    day = _DAY_AFTER.search(pair.value) if field_of(pair.label) == "source" else None
    return day[1] if day else None


def field_told(pair: Pair) -> str:
    """The field that a pair fills; a date after the label of an agency is a date of publication.

    >>> field_told(Pair("发布", "甲县财政局")), field_told(Pair("发布", "2024-01-29 09:30"))
    ('publisher', 'published_on')
    """
    field = field_of(pair.label)
    is_day = field == "publisher" and bool(_DAY_ALONE.fullmatch(pair.value))
    return "published_on" if is_day else field


def has_value(pair: Pair) -> bool:
    """Whether a label has a value, rather than a template's text, another label or prose."""
    return is_meaningful(pair.value) and not (_is_label(pair) or _is_prose(pair))


def _is_label(pair: Pair) -> bool:
    """Whether a value is the next label, or a row of labels, so that none of them has a value."""
    cells = _CELLS.split(pair.value) if "  " in pair.value else [pair.value]
    return all(label_of(cell) is not None for cell in cells)


def _is_prose(pair: Pair) -> bool:
    """Whether a value is the beginning of the report, joined to the last, empty label of a box by a copy."""
    if field_of(pair.label) in _CLASSES and "关于" in pair.value:
        return True
    long = field_of(pair.label) in _SHORT and len(pair.value) > _LONGEST_SHORT
    return long and bool(_PROSE.search(pair.value))


def is_meaningful(value: str) -> bool:
    """Whether a value is more than a dash, 无 or the remains of a template."""
    return (
        not _TEMPLATE.search(value)
        and simplified("".join(value.split()).lower()) not in vocabulary().nothing
    )
