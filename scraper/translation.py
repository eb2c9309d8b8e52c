"""This module says in Chinese what an error line says, by a table of its sentences (failures.toml).

Errors are raised in English, with a file's name and what is wrong with it; which words those are is
seen only when they are shown, and what the table does not cover stays English.

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
from scraper.language import language
from scraper.reasons import reasons

_NAME = re.compile(r"\{(\w+)\}")
_COUNTS, _COUNT = frozenset({"count", "number", "bytes"}), r"\S*\d\S*"
_JOINTS = ((": ", "："), ("; ", "；"))
_LONGEST, _MOST_JOINTS = 2000, 20


class _Sentence(NamedTuple):
    """A sentence in English, as a pattern of what may stand in it, and in Chinese."""

    pattern: re.Pattern[str]
    chinese: str


def translated(text: str) -> str:
    """An error's words in the language at hand; in English where they cannot be said otherwise."""
    return in_chinese(text) or text if language() == "zh" else text


@lru_cache(maxsize=4096)  # a text's ends are looked up from each of its joints
def in_chinese(text: str) -> str | None:
    """A sentence in Chinese, with what stands in it; None where its words are not known."""
    if len(text) > _LONGEST or sum(text.count(joint) for joint, _ in _JOINTS) > _MOST_JOINTS:
        return None
    return next(_readings(text), None)


def _readings(text: str) -> Iterator[str]:
    """The ways to say a text: by a sentence of the table, else as a subject or a sentence and another."""
    for one in _table():
        if match := one.pattern.fullmatch(text):
            words = {name: in_chinese(value) or value for name, value in match.groupdict().items()}
            yield one.chinese.format(**words)
            return
    for joint, mark in _JOINTS:
        for place in re.finditer(re.escape(joint), text):
            head, tail = text[: place.start()], text[place.end() :]
            if (said := in_chinese(tail)) is not None:
                yield f"{in_chinese(head) or head}{mark}{said}"
                return


@cache
def _table() -> tuple[_Sentence, ...]:
    """Every sentence, those first of which the most is certain."""
    found = dict(read_toml("scraper", "failures.toml")["sentences"])
    for code in codes():
        found[sentence(code, "en")] = sentence(code, "zh")
        found[sentence(code, "en") + " {detail}"] = sentence(code, "zh") + " {detail}"
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
