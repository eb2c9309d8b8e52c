"""This module tells whether the text after a label is its value, and cuts off what is not."""

import re

from parsers.metadata.label_pairs import Pair
from parsers.metadata.labels import field_of, label_of
from parsers.metadata.titles import is_agency
from parsers.traditional import simplified
from schemas.vocabulary import vocabulary

_LONGEST_DAY, _LONGEST_VALUE = 24, 40
_BODIES = ("source", "publisher")
_SHORT = ("validity", "document_number", "topic", "category", "disclosure_method", "keywords")
_CLASSES = ("topic", "category")
_WIDE = re.compile(r"\s{2,}")
_DAY = r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_DAY_ALONE = re.compile(_DAY)
_DAY_AFTER = re.compile(rf"\s+({_DAY})$")
_PROSE = re.compile(r"。|》.*[,，]")
_TEMPLATE = re.compile(r"[{}<>$#]|^[\s\-—_/\\*.]*$|^(?:请|此处)")


def trim_body(pair: Pair) -> Pair:
    """The pair, an agency's name without prose or a day that runs on in its line."""
    if field_of(pair.label) in _BODIES and (day := _DAY_AFTER.search(pair.value)):
        return Pair(pair.label, pair.value[: day.start()])
    name, _, rest = pair.value.partition(" ")
    run_on = len(rest) > _LONGEST_DAY and field_of(pair.label) in _BODIES and is_agency(name)
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
    cells = _WIDE.split(pair.value) if "  " in pair.value else [pair.value]
    return all(label_of(cell) is not None for cell in cells)


def _is_prose(pair: Pair) -> bool:
    """Whether a value is the beginning of the report, joined to the last, empty label of a box by a copy."""
    if field_of(pair.label) in _CLASSES and "关于" in pair.value:
        return True
    long = field_of(pair.label) in _SHORT and len(pair.value) > _LONGEST_VALUE
    return long and bool(_PROSE.search(pair.value))


def is_meaningful(value: str) -> bool:
    """Whether a value is more than a dash, 无 or the remains of a template."""
    return (
        not _TEMPLATE.search(value)
        and simplified("".join(value.split()).lower()) not in vocabulary().nothing
    )
