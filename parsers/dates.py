"""This module parses printed dates: text to a date, or to None where there is none.

>>> printed_date("2020年01月21日 00:00")
datetime.date(2020, 1, 21)
"""

import re
from datetime import date, datetime
from functools import lru_cache

from schemas.portal import BEIJING

YEAR_IN_DIGITS = re.compile(r"(?:19|20)\d\d")
# A day as sites stamp it, and the hour after it.
DAY = r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"
# The zero of a year in words may be a circle, a digit, or the letter O: of the Latin, Greek or Cyrillic alphabet.
ZEROS = "零〇○◯OＯoΟО"
YEAR_IN_WORDS = f"二[{ZEROS}0][{ZEROS}一二三四五六七八九0-9]{{2}}"
# The same in Chinese numerals, as documents were dated before 2012 (GB/T 9704-1999).
DAY_IN_WORDS = (
    rf"{YEAR_IN_WORDS}年[一二三四五六七八九十\d]{{1,3}}月[一二三四五六七八九十\d]{{1,3}}日"
)
CLOCK = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_LONGEST = 200
_DIGITS = str.maketrans("０１２３４５６７８９－／．〇○", "0123456789-/.00")
_NUMERALS = str.maketrans("零一二三四五六七八九", "0123456789")
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)"
)
# Some sites stamp the year with two digits; a clock after it says that it is a day, and the Regulations are of 2008.
_STAMPED = re.compile(
    rf"(?<![\d/-])(0[89]|[1-3]\d)([-/])([01]\d)\2([0-3]\d)\s+{CLOCK}(?!\s*[AaPp][Mm])"
)
# What the answers of portals call the time of publication (DOMAIN 3.2), in lower case without underscores; the first stands.
PUBLISHED = (
    "pubdate", "publishdate", "publishtime", "publishedtime", "displaypublishtime", "docpubtime", "docrelpubtime",
    "releasetime", "publishedtimestr", "datepublished",
)  # fmt: skip
_UNIX_TIME = re.compile(r"(\d{10})(?:\d{3})?")  # in seconds, or in milliseconds
_CHINESE = re.compile(
    r"([二一12][\d一二三四五六七八九零]{3})年([一二三四五六七八九十\d]{1,3})月([一二三四五六七八九十\d]{1,4})日"
)
_YEAR_IN_WORDS = re.compile(f"{YEAR_IN_WORDS}(?=年)")
_YEAR_WORDS = str.maketrans(f"{ZEROS}一二三四五六七八九", f"{'0' * len(ZEROS)}123456789")


def years_in_digits(text: str) -> str:
    """The text with years written in Chinese numerals converted to digits.

    >>> years_in_digits("甲县二〇二三年报告"), years_in_digits("二O一四年度"), years_in_digits("二О二一年")
    ('甲县2023年报告', '2014年度', '2021年')
    """
    if "二" not in text:
        return text
    return _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_YEAR_WORDS), text)


@lru_cache(maxsize=4096)
def printed_date(text: str) -> date | None:
    """The first date in a text; None where it has none, or one that no calendar has."""
    plain = text[:_LONGEST].translate(_DIGITS)
    if match := _DATE.search(plain):
        year, month, day = (int(part) for part in match.groups() if part)
        return _calendar(year, month, day)
    if match := _CHINESE.search(years_in_digits("".join(plain.split()))):
        year_, month_, day_ = match.groups()
        return _calendar(int(year_.translate(_NUMERALS)), _numeral(month_), _numeral(day_))
    if match := _STAMPED.search(plain):
        return _calendar(2000 + int(match[1]), int(match[3]), int(match[4]))
    mixed = years_in_digits(plain)
    return printed_date(mixed) if mixed != plain else None


def json_day(value: object) -> date | None:
    """The day that a value of JSON or of a script means: a Unix time, in Beijing, as a number or its digits, or else a printed date.

    >>> json_day(1704412800000) == json_day("1704412800") == json_day("2024-01-05") == json_day(20240105)
    True
    """
    text = str(value) if isinstance(value, int | str) else ""
    if time := _UNIX_TIME.fullmatch(text):
        return datetime.fromtimestamp(int(time[1]), BEIJING).date()
    return printed_date(text)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeral(text: str) -> int:
    """The value of a Chinese numeral below a hundred; 0, which is no month or day, for any other text."""
    tens, ten, ones = text.rpartition("十")
    digits = f"{tens or 1}{ones or 0}" if ten else text
    plain = digits.translate(_NUMERALS)
    return int(plain) if plain.isdecimal() else 0
