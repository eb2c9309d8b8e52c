"""This module closes up a text in which each character has a blank beside it, as OCR and justified lines leave them."""

import re

from parsers.patterns import HAN

_PARTED = 3  # of so many characters one must be a blank, before blanks between others are counted
_BETWEEN, _BESIDE = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])"), re.compile(rf"[{HAN}](?=[{HAN}])")
_SIGNS = r"，,。、:：;；（）()《》〈〉〔〕“”"
# Further blanks of such a text, before and behind signs and in days; not between a word and a figure.
_CLOSE = re.compile(
    rf"(?<=[{HAN}]) (?=[{HAN}{_SIGNS}]|(?:19|20)\d\d ?年)|(?<=[{_SIGNS}]) (?=[{HAN}{_SIGNS}\d])|(?<=\d) (?=[{_SIGNS}年月日])"
)
_SPREAD_YEAR = re.compile(r"(?<!\d )(?:2 0|1 9) \d \d ?年")


def close_up(text: str) -> str:
    """A text without the blanks between its characters, where most have one, as in what OCR or a justified line gave.

    Two blanks stay, as cells have between them, and so do those between figures, but for a year's.

    >>> close_up("甲 局 2 0 2 3 年 政 府 信 息  公 开 1 2 件")
    '甲局2023年政府信息  公开 1 2 件'
    """
    if text.count(" ") * _PARTED < len(text):
        return text
    parted = len(_BETWEEN.findall(text))
    if parted <= len(_BESIDE.findall(text)):
        return text
    return _CLOSE.sub("", _SPREAD_YEAR.sub(lambda year: year[0].replace(" ", ""), text))
