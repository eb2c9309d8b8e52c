"""This module knows the labels of metadata boxes and header lines, and the field that each one fills."""

import re
from functools import cache, lru_cache

from parsers.normalize import READING
from schemas.vocabulary import vocabulary

LONGEST_LINE = 400

EDGE = " \t|•·●▪■◆※►\u200b\ufeff"
_TAIL = re.compile(
    r"(?:[\s|,，;；、【\[(（{<《>]|打印本页|打印页面|打印|关闭窗口|关闭页面|关闭|\?++|分享到?|收藏|(?<=\s)(?:放大|正常|缩小|/)|(?<![\u4e00-\u9fff])保存|我要纠错|听全文|[-—]+$(?<=\s[-—])|(?<=[\u4e00-\u9fff])引\s*言"
    r"|[【\[(（]字[号體体](?:[\s:：|\[【]*[大中小])+[\]】)）]?)+$"
)
PLAIN = str.maketrans(
    "：﹕（）；，！？\xa0\u3000\u2002\u2003｜發佈機構號題類關鍵詞來時間開報實審級屬點擊瀏覽體裁辦單稱標內範圍產簽責任編輯載語種訪問讀對象檔歸執廢數據門務當錄",
    ":: ();,!?".replace(" ", "")
    + "    |发布机构号题类关键词来时间开报实审级属点击浏览体裁办单称标内范围产签责任编辑载语种访问读对象档归执废数据门务当录",
)


@cache
def fields_by_label() -> dict[str, tuple[str, int]]:
    """Each label's field, and its rank among the labels of that field."""
    return {
        label: (field, rank)
        for field, labels in vocabulary().fields.items()
        for rank, label in enumerate(labels)
    }


def field_of(label: str) -> str:
    """The metadata field that a label fills; empty for a label of none.

    >>> field_of("索引号"), field_of("浏览次数")
    ('index_number', '')
    """
    return fields_by_label().get(label, ("", 0))[0]


@cache
def known_labels() -> frozenset[str]:
    """Every label there is, of a field or of none."""
    words = vocabulary()
    return frozenset((*fields_by_label(), *words.kept, *words.furniture))


@lru_cache(maxsize=4096)
def label_of(text: str) -> str | None:
    """The label that a cell or a line consists of, with or without its colon; None for any other.

    >>> label_of("索　引　号："), label_of("索引号 1")
    ('索引号', None)
    """
    if len(text) > 60:
        return None
    folded = fold_label(text.translate(PLAIN)).strip(EDGE).rstrip(":")
    return folded if folded in known_labels() else None


def has_colon(text: str) -> bool:
    """Whether a text ends in a colon."""
    return text.rstrip().endswith((":", "：", "﹕"))


def clean_value(text: str) -> str:
    """A value without what a page prints around it: bullets, bars, an opening bracket, buttons."""
    return _TAIL.sub("", text.strip(EDGE)[:LONGEST_LINE]).strip(EDGE)


def fold_label(text: str) -> str:
    """A label without spaces and readings, as `known` has it."""
    return "".join(READING.sub("", text).split())
