"""This module translates into the chosen language: stored values, places and equations, and error messages by patterns of their sentences (failures.toml).

Errors are raised in English and translated when they are shown; a sentence that the table does not
contain stays English.

>>> in_chinese("a.db: no such database; make it with: gongkai extract a.db PAGES")
'a.db：数据库不存在；可用以下命令建立：gongkai extract a.db PAGES'
>>> in_chinese("a.db: something new") is None
True
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from schemas.data_files import read_toml
from schemas.finding import codes, sentence
from scraper.database import names
from scraper.database.dictionary import of_value
from scraper.language import language
from scraper.reasons import reasons

_NAME = re.compile(r"\{(\w+)\}")
_COUNTS, _COUNT = frozenset({"count", "number", "bytes"}), r"\S*\d\S*"
_SEPARATORS = ((": ", "："), ("; ", "；"))
_LONGEST, _MOST_SEPARATORS = 2000, 20


def word(column: str, value: object) -> str:
    """The name of a column's value; the value itself if it has no name, — for None."""
    if value is None:
        return "—"
    entry = of_value(column, value)
    return str(getattr(entry, language())) if entry else str(value)


def place(where: str) -> str:
    """A place in a report: the form's labels in Chinese, the database's names in English."""
    return names.place(where) if language() == "zh" else where


def table(name: str) -> str:
    """The name of a table, in Chinese followed by its printed name."""
    return f"{name} {names.place(name)}" if language() == "zh" else name


def equation(table: str, text: str) -> str:
    """An equation of a table: with the form's labels in Chinese, the database's names in English."""
    return names.equation(table, text) if language() == "zh" else text


def name(key: str) -> str:
    """The name of a row or column of any table, as `place` gives it."""
    return names.anywhere(key) if language() == "zh" else key


class _Sentence(NamedTuple):
    """An English sentence as a pattern with its variable parts, and its Chinese template."""

    pattern: re.Pattern[str]
    chinese: str


def translated(text: str) -> str:
    """An error message in the chosen language; English if it cannot be translated."""
    return in_chinese(text) or text if language() == "zh" else text


@lru_cache(maxsize=4096)  # the parts after each separator are looked up repeatedly
def in_chinese(text: str) -> str | None:
    """A message in Chinese with its variable parts filled in; None if no pattern matches."""
    if (
        len(text) > _LONGEST
        or sum(text.count(joint) for joint, _ in _SEPARATORS) > _MOST_SEPARATORS
    ):
        return None
    return next(_translations(text), None)


def _translations(text: str) -> Iterator[str]:
    """Translations of a text: as one sentence of the table, else split at a separator."""
    for one in _table():
        if match := one.pattern.fullmatch(text):
            words = {name: in_chinese(value) or value for name, value in match.groupdict().items()}
            yield one.chinese.format(**words)
            return
    for joint, mark in _SEPARATORS:
        for place in re.finditer(re.escape(joint), text):
            head, tail = text[: place.start()], text[place.end() :]
            if (said := in_chinese(tail)) is not None:
                yield f"{in_chinese(head) or head}{mark}{said}"
                return


@cache
def _table() -> tuple[_Sentence, ...]:
    """All sentences, those with most fixed text first."""
    found = dict(read_toml("scraper", "failures.toml")["sentences"])
    for code in codes():
        found[sentence(code, "en")] = sentence(code, "zh")
        found[sentence(code, "en")[:-1] + "; {detail}"] = sentence(code, "zh")[:-1] + "；{detail}"
    found |= {one.en: one.zh for one in reasons().values()}
    ordered = sorted(found, key=lambda english: -len(_NAME.sub("", english)))
    return tuple(_Sentence(_pattern(english), found[english]) for english in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    parts = _NAME.split(english)  # words and names in turn
    said = (
        f"(?P<{part}>{_COUNT if part in _COUNTS else '.+?'})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )
    return re.compile("".join(said), re.DOTALL)
