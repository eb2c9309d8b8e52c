"""This module distinguishes a report's numbered headings from prose and from rows of tables."""

import re
from functools import lru_cache
from typing import NamedTuple

from parsers.form_words import known_words, meanings
from parsers.normalize import READING
from parsers.numbers import is_figure
from parsers.text import fold

_NUMERALS = "一二三四五六七八九十"
_LONGEST_HEADING = 44
_DASHES = tuple("-\u2014\u2013\uff0d\u30fc\u2500")  # typed for the numeral 一
_DASH = re.compile(f"^[{''.join(_DASHES)}](?=、)")
_NUMBERED = re.compile(
    rf"\s*(?:(?!第[{_NUMERALS}]{{1,3}}[,，])第?([{_NUMERALS}]{{1,3}})(?:部分|{READING.pattern})*\s*[、.．,，:： ][、,，]?"
    rf"|([{_NUMERALS}])是|([1-9])\s*[、.．])\s*(\S.*)"
)
_BRACKETED = re.compile(rf"\s*[(（]([{_NUMERALS}])[)）]\s*(\S.*)")
# The six headings of the form, folded, each as a pattern of all the ways it is printed (DOMAIN 2.0).
_MANDATED = (
    r"(?:公开|工作)?总体情况|概述|基本情况",
    r"主动公开(?:政府)?信息(?:的|工作)?情况|(?:政府)?信息主动公开(?:工作)?情况",
    r"收到和处理(?:政府)?信息公开申请(?:的)?情况",
    r"(?:因)?(?:政府)?信息公开(?:工作)?(?:被申请)?行政复议(?:和)?(?:提起)?行政诉讼(?:的)?情况",
    r"(?:政府信息公开工作)?(?:中)?存在(?:的)?(?:主要)?问题(?:及|和|与)?(?:改进|整改)?(?:情况|措施|工作)?",
    r"其他需要(?:报告|说明)(?:的)?事项(?:的)?(?:情况)?",
)
# The part of the form, by its number among these headings, that each table belongs to.
PART_OF_TABLE = {"disclosures": 2, "requests": 3, "disputes": 4}
# A numeral without its sign.
_GLUED = re.compile(r"^\s*(?:[一二三四五六](?=[^、.．\s])|[ⅠⅡⅢⅣⅤⅥ][、.．\s]*)")
_RUN_ON = re.compile("(" + "|".join(_MANDATED) + r")(?=20\d\d\s*年|[我本]局)")
_COLON = re.compile(r"[:\uff1a].{8}")
_HEADING = re.compile("|".join(f"({pattern})" for pattern in _MANDATED))
_SPLIT = re.compile(r"[。:：]|(?<=情况)[,，\s]|(?<=事项)[,，\s]")
BULLETS = " \t\u3000•·●■◆"
CLOSING = "。:：、 "
_FIGURES = re.compile(r"(?:[\s|]+[\d\-—/]{1,12}(?: ?[件条次个])?){1,20}\s*$")
_LEADER = re.compile(r"\s*(?:\.{3,}|…+|·{3,})\s*\d{0,3}$")  # to the page, in a table of contents
_SENTENCE = re.compile(r"[。;；!！]")
_ROWS_BEGUN = ("本年", "上年")


class Heading(NamedTuple):
    """A heading as printed: its number, its words, and the text that goes on in the same line."""

    number: int
    words: str
    rest: str = ""


@lru_cache(maxsize=4096)
def heading_of(line: str) -> Heading | None:
    """The heading that a paragraph is or begins with; None for prose and for the row of a table.

    >>> heading_of("五、存在的主要问题及改进情况")
    Heading(number=5, words='存在的主要问题及改进情况', rest='')
    >>> heading_of("一、本年新收政府信息公开申请数量") is None, heading_of("一(yī)、概述").words
    (True, '概述')
    """
    if line.startswith(_DASHES):
        line = _DASH.sub("一", line)
    if "|" in line:
        line = line.strip(" |\t")
        if "|" in line:
            return None
    match = _NUMBERED.match(line[:200])
    if match is None:
        return _unnumbered(line)
    chinese, counted, digit, _ = match.groups()
    text = _LEADER.sub("", line[match.start(4) :].strip())
    number = _value(chinese or counted) if not digit else int(digit)
    return _split(number, text, free=bool(chinese))


@lru_cache(maxsize=4096)
def bracketed_heading(line: str) -> Heading | None:
    """One of the form's headings with its place in the form as a number in brackets; else None.

    In most reports a number in brackets counts what is within a part, in another order than the form's.

    >>> bracketed_heading("(二)主动公开政府信息的情况")
    Heading(number=2, words='主动公开政府信息的情况', rest='')
    >>> bracketed_heading("(一)主动公开政府信息的情况") is None
    True
    """
    match = _BRACKETED.match(line[:200])
    number = _value(match[1]) if match else 0
    heading = _split(number, line[match.start(2) :].strip(), free=False) if match else None
    return heading if heading and mandated_part(heading.words) == number else None


def is_mandated(heading: str) -> bool:
    """Whether a heading is one of the six that the form prescribes."""
    return mandated_part(heading) is not None


@lru_cache(maxsize=1024)
def mandated_part(heading: str) -> int | None:
    """Which of the form's six parts a heading names, by the form's order; None for any other.

    >>> mandated_part("存在的主要问题及改进情况"), mandated_part("工作动态")
    (5, None)
    """
    match = _HEADING.fullmatch(fold(heading))
    return match.lastindex if match else None


def _split(number: int, text: str, *, free: bool) -> Heading | None:
    """A heading, and the prose that follows it in its line; one numbered by a digit must be the form's."""
    if run_on := _RUN_ON.match(text):
        return Heading(number, run_on.group(1), text[run_on.end() :].lstrip(CLOSING))
    words_, _, rest = text.partition(" ")
    if rest and is_mandated(words_):
        return Heading(number, words_, rest.lstrip(CLOSING))
    short = len(text) <= _LONGEST_HEADING and not _COLON.search(text.rstrip(CLOSING))
    if short and not _SENTENCE.search(text.rstrip(CLOSING)):
        words_ = text.rstrip(CLOSING)
        return Heading(number, words_) if _is_heading(words_, free=free) else None
    cut = _SPLIT.search(text, 2, _LONGEST_HEADING)
    if cut is None or not _is_heading(text[: cut.start()], free=free):
        return None
    return Heading(number, text[: cut.start()].strip(), text[cut.end() :].strip())


def _is_heading(text: str, *, free: bool) -> bool:
    text = _FIGURES.sub("", text)
    if is_mandated(text):
        return True
    of_row = is_figure(text) or _is_of_row(text) or all(map(_is_of_row, text.split()))
    return free and len(text) > 1 and not of_row


def _is_of_row(text: str) -> bool:
    """Whether a text is a row's label or the beginning of one: 三、本年 (一)予以公开 is no heading."""
    return bool(meanings(text)) or is_row_begun(text)


def is_row_begun(text: str) -> bool:
    """Whether a text is the beginning of a row's label, where a page breaks off in it."""
    begun = fold(text)
    if len(begun) < 3 and begun not in _ROWS_BEGUN:
        return False
    named = (found for label, found in known_words().items() if label.startswith(begun))
    return any(one.table == "requests" for found in named for one in found)


def _unnumbered(line: str) -> Heading | None:
    """A heading of the form whose number was lost, numbered by its place in the form; None for other lines."""
    if not 4 <= len(line) <= _LONGEST_HEADING or line.lstrip()[:1] in "(\uff08":
        return None
    line = _GLUED.sub("", line)
    match = _HEADING.fullmatch(fold(line)) if "情况" in line or "事项" in line else None
    return Heading(match.lastindex or 0, line.strip(BULLETS)) if match else None


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.index(numeral[0]) + 1
    return (_value(tens) if tens else 1) * 10 + (_value(ones) if ones else 0)
