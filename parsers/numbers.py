"""This module reads what a cell prints as a figure, exactly, and tells figures from words.

>>> number("1，250 件").value, is_figure("—"), is_figure("无此类")
(1250, True, False)
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

from parsers.text import NOTE, squeeze
from parsers.traditional import simplified

_MOST_DIGITS = 15  # a longer figure is a telephone or index number that strayed in
_FALL = re.compile(r"\((?:减少?|下降|降低?|负)\)$")  # of a figure, which may be negative
# A note that gives another figure in place of the one before it, or calls that wrong: 8(应为12), 8(有误).
_AMENDED = re.compile(
    r"[(\[](?!其中)(?:[^()\d]{0,6}[,、;:])?(?:数据|数字|此处|[后经])?"
    r"(?:应[当该]?[为是]|(?:应[当该]?[填报计有]|正确)[^()]{0,4}\d|实际?[为是]|[有笔错]误|[更改修订][正改]?[为成:]|更?[改正](?=\d)"
    r"|(?:调整|核实)[为成]|(?:更正|修正|调整|核实)后)"
)
# Small and circled figures are marks of notes, though NFKC makes plain digits of them.
_MARKS = r"[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]"
_MARKED_END = re.compile(rf"(?<=[\d元件条次人个])\s*(?:{_MARKS}|[*＊※])+\s*$")
# Figures side by side are not one figure; only a long one is broken, before its last three digits.
_NO_FIGURE = re.compile(rf"\d\s+(?!\d{{3}}(?!\d))\d|{_MARKS}(?!{_MARKS}*\s*$)|^{_MARKS}")
# Signs and words for nothing; the last line is of a change against the year before.
_NOTHING = frozenset(
    re.split(
        " +",
        "- -- --- _ __ ___ — —— ———— – ― ―― ─ ── ━ / \\ 无 N/A n/a NA NULL null NaN nan None * ○ ... ...... 一一 "
        "没有 暂无 空 无。 未发生 不涉及 未涉及 不适用 无此项 无该项 无数据 暂无数据 无收费 未收费 不收费 无采购 未采购 "
        "无新增 未新增 无增加 无减少 "
        "未增未减 无增无减 无增减 未增减 无变化 未变化 无变动 未变动 不变 持平",
    )
)
_FIGURE = re.compile(
    r"([+-]|[增减](?:加|少|长)?|新增)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?"
    r"(亿元|万元|千元|元|件次|人次|批次|项次|件|条|项|个|宗|次|份|起|例|家|户|类|篇|人|部|批|笔|台|套|场|卷|单|期|种|页)?"
    r"(\(.*\)|\[.*\])?"
)
# No figure that may be taken, yet no word either: an increase and a decrease under 本年增/减 (0/0, 3/0,
# 增3减1, 3增1减), a figure about (约30万元, 26.5万, 9万6千元, 3件以上) and a sign beside it (↑3, 100%), two
# signs (--253, 减-5) or a dash for one, and a letter for a nought (O).
_ROUGH = re.compile(
    r"\d{1,4}/0|0/\d{1,4}|[+增]\d{1,4}[/、,]?[-减]\d{1,4}|\d{1,4}增\d{1,4}减"
    r"|(?:[-+±增减—–―]{1,2}|上升|下降|取消)\d{1,6}(?:项|件|个|条)?|[Oo]|\d{1,4}万\d{1,4}千?元"
    r"|[约共近超¥↑↓]?\d[\d,]{0,14}(?:\.\d{1,6})?[万亿]?[余多]?(?:万元|元|件|项|个|条|宗|次)?(?:以上|左右)?[↑↓%]?"
)
# Such a figure may be two, unless its last digits begin with a nought, as none does.
_PARTED = re.compile(r"\d\s+[1-9]\d\d(?!\d)")
MONEY_UNITS = frozenset({"亿元", "万元", "千元", "元"})
State = Literal["number", "blank", "dash", "unparsed"]  # dash is any sign or word for nothing


class Number(NamedTuple):
    """A figure read: `value` is None where nothing is printed or what is printed is no figure.

    `state` says which. `plain` says that the text is simply the number.
    """

    value: int | Decimal | None
    state: State
    unit: str | None = None
    plain: bool = False


_ZERO = re.compile(r"[零〇](?=[件条次个项份人])")
_SIGNS = {
    "": Number(None, "blank"),
    **dict.fromkeys(_NOTHING, Number(None, "dash")),
    **dict.fromkeys("零〇", Number(0, "number")),
}


@lru_cache(maxsize=16384)
def number(text: str) -> Number:
    """The figure a cell prints, exactly: an int, or a Decimal where it has decimals; never a float.

    >>> [number(text).value for text in ("12(原为8)", "8（应为12）", "8(有误,应该为12)", "8(更正后：12)", "22(其中修订16件)")]
    [12, None, None, None, 22]
    """
    text = simplified(text)
    squeezed = squeeze(_MARKED_END.sub("", text)).replace("\u2212", "-").replace("﹣", "-")
    if squeezed in _SIGNS:
        return _SIGNS[squeezed]
    match = _FIGURE.fullmatch(_ZERO.sub("0", squeezed.rstrip("。;")))
    odd = len(squeezed) > 200 or _FALL.search(squeezed) or _AMENDED.search(squeezed)
    if match is None or odd or _NO_FIGURE.search(NOTE.sub("", text).strip()):
        return Number(None, "unparsed")
    sign, whole, decimals, unit, _ = match.groups()
    if len(whole) > _MOST_DIGITS:
        return Number(None, "unparsed")
    digits = f"{'-' if sign and sign[0] in '-减' else ''}{whole.replace(',', '')}"
    value = Decimal(digits + decimals) if decimals else int(digits)
    return Number(value, "number", unit, text.strip() == str(value))


def is_nothing(text: str) -> bool:
    """Whether a text is a sign or a word for nothing.

    >>> is_nothing("—"), is_nothing("無"), is_nothing("0")
    (True, True, False)
    """
    return number(text).state == "dash"


def is_parted(text: str) -> bool:
    """Whether a figure has a blank among its digits, so that it may be two figures of two cells.

    >>> number("99 182").value, is_parted("99 182"), is_parted("83593 059"), is_parted("1,204 件")
    (99182, True, False, False)
    """
    return bool(_PARTED.search(NOTE.sub("", text)))


def note(mark: str) -> str:
    """A small figure that refers to a note, in brackets, so that no figure takes it for a digit.

    >>> number("22" + note("(1)")).value, note(" ")
    (22, ' ')
    """
    bare = mark.strip("[]()（） \n\xa0")
    return f"[{bare}]" if bare else mark


@lru_cache(maxsize=16384)
def count(text: str) -> int | None:
    """The count that a cell prints and nothing else, as nearly all do; None for any other text."""
    value, _, _, plain = number(text)
    return value if plain and isinstance(value, int) and value >= 0 else None


@lru_cache(maxsize=16384)
def is_figure(text: str) -> bool:
    """Whether a cell prints a figure or a sign for nothing, as opposed to words or a blank."""
    told = number(text).state in ("number", "dash")
    return told or bool(_ROUGH.fullmatch(simplified(squeeze(text))))


def split_values(
    parts: Sequence[str], is_value: Callable[[str], bool] = is_figure
) -> tuple[list[str], list[str]]:
    """The words of a line of text, and the figures at its end.

    >>> split_values(["其他", "对外管理服务", "8", "0"])
    (['其他', '对外管理服务'], ['8', '0'])
    """
    cut = len(parts) - sum(1 for _ in takewhile(is_value, reversed(parts)))
    return list(parts[:cut]), list(parts[cut:])


def adds_up(texts: Sequence[str], total: int) -> bool:
    """Whether the figure at one place is the sum of all others."""
    figures = [number(text).value or 0 for text in texts]
    return figures[total] * 2 == sum(figures)
