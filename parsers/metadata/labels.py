"""This module knows the labels of metadata boxes and header lines, and the field that each one fills."""

import re
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

from parsers.normalize import READING
from parsers.patterns import HAN
from parsers.traditional import TRADITIONAL, simplified
from schemas.vocabulary import vocabulary

LONGEST_LINE = 400
_TRANSLATED = re.compile(r"[/(]?[A-Za-z][A-Za-z.'/-]{2,}\)?$")  # 索引号 Index No.
_ENDS = frozenset(f"{ascii_letters}.)")

EDGE = " \t|,，•·●▪■◆※►\u200b\ufeff"
_AROUND = f"{EDGE}[]:"
# What a page prints behind a value: opening brackets, its own buttons, and the heading that a copy ran into it.
_TAIL = re.compile(
    rf"""
    (?:[\s|,，;；、【\[(（{{<《>]|\?++|[-—]+$(?<=\s[-—])
    |打印本页|打印页面|打印|关闭窗口|关闭页面|关闭|分享到?|收藏|我要纠错|听全文
    |(?<=\s)(?:放大|正常|缩小|/)|(?<![{HAN}])保存
    |[【\[(（](?:字[号体]|\s*大)(?:[\s:：|\[【]*[大中小])+\s{{0,4}}[\]】)）]?  # [字号:大 中 小]
    |(?<=[{HAN}])(?:引\s*言|/))+$
    """,
    re.VERBOSE,
)
# The marks that labels are printed with, and the traditional characters that forms have no word with.
_PLAIN = TRADITIONAL | str.maketrans(
    "：﹕﹔（）；，！？\xa0\u3000\u2002\u2003｜級讀錄擇選檢視別釋記碼終聞聽氣掃窗錯閉閱閲檔資訊頒欄",
    "::;();,!?    |级读录择选检视别释记码终闻听气扫窗错闭阅阅档资讯颁栏",
)
_NOT_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


class Pair(NamedTuple):
    """A printed label, normalised, and the text after it as printed; empty where nothing follows."""

    label: str
    value: str

    def __repr__(self) -> str:
        return f"Pair({self.label!r}, {self.value!r})"


@cache
def fields_by_label() -> dict[str, tuple[str, int]]:
    """The field that each label fills, and the label's rank among those of the field."""
    fields = vocabulary().fields.items()
    return {one: (field, rank) for field, labels in fields for rank, one in enumerate(labels)}


def field_of(label: str) -> str:
    """The metadata field that a label fills; empty if there is none.

    >>> field_of("索引号"), field_of("浏览次数")
    ('index_number', '')
    """
    return fields_by_label().get(label, ("", 0))[0]


@cache
def known_labels() -> frozenset[str]:
    """Every known label, whether it fills a field or not."""
    words = vocabulary()
    return frozenset((*fields_by_label(), *words.kept, *words.furniture))


@cache
def converted_labels() -> dict[str, str]:
    """The labels by their forms after conversion to the vocabulary of Taiwan.

    >>> converted_labels()["资讯来源"], converted_labels()["资讯释出时间"]
    ('信息来源', '信息发布时间')
    """
    found: dict[str, str] = {}
    for foreign, word in vocabulary().converted.items():
        both = [*((label, label) for label in known_labels()), *found.items()]
        found |= {form.replace(word, foreign): label for form, label in both if word in form}
    return found


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """A text in simplified characters and half-width marks, with all positions unchanged.

    >>> plain_text("發布機構：")
    '发布机构:'
    """
    return text.translate(_PLAIN) if _NOT_PLAIN.search(text) else text


@lru_cache(maxsize=4096)
def label_of(text: str) -> str | None:
    """The label that a text consists of, with or without its colon; None for any other text.

    >>> label_of("索　引　号："), label_of("索引号 1"), label_of("文号(Document No.)")
    ('索引号', None, '文号')
    """
    if len(text) > 60:
        return None
    folded = fold_label(plain_text(text).strip(_AROUND))
    if folded in known_labels():
        return folded
    own = _TRANSLATED.sub("", folded) if folded[-1:] in _ENDS else ""
    return own if own in known_labels() else None


def has_colon(text: str) -> bool:
    """Whether a text ends in a colon."""
    return text.rstrip().endswith((":", "：", "﹕"))


def clean_value(text: str) -> str:
    """A value without what a page prints around it: bullets, pipes, an opening bracket, buttons."""
    value = text.strip(EDGE)[:LONGEST_LINE]
    tail = _TAIL.search(simplified(value))
    return (value[: tail.start()] if tail else value).strip(EDGE)


def fold_label(text: str) -> str:
    """A label without spaces, readings and a converter's words, as in `known_labels`."""
    folded = "".join((READING.sub("", text) if "(" in text else text).split())
    return converted_labels().get(folded, folded)
