"""This module translates keys, places and equations of a table into the form's printed labels (names.toml).

Numbers and remarks in brackets are left out of the labels.
"""

import re
from functools import cache

from schemas.data_files import read_toml
from scraper.database.dictionary import Entry, by_key
from scraper.database.tables import record_tables

_KEY = re.compile(r"[a-z][a-z_]*\*?")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+\.)?(?:其中:)?")
_ASIDE = re.compile(r"\([^()]*\)$")


def named(table: str, key: str) -> str | None:
    """The printed name of a row, a column, or a group of rows (`withheld_*`); None if there is none.

    >>> named("requests", "partially_granted"), named("requests", "withheld_*")
    ('部分公开', '不予公开各项')
    """
    if key.endswith("_*"):
        return _words()["groups"].get(key[:-2])
    entry = _entry(table, key)
    return short(entry.zh) if entry else None


def part_of(row: str, label: str) -> str | None:
    """The printed name of the rows of table 三 among which one stands, unless its own label says it; else None.

    >>> part_of("withheld_state_secret", "1.属于国家秘密"), part_of("other_total", "(六)其他处理")
    ('不予公开', None)
    """
    groups = _words()["groups"]
    found = (words for key, words in groups.items() if row.startswith(f"{key}_"))
    part = next((words.removesuffix("各项") for words in found), None)
    return None if part is None or part in label else part


def anywhere(key: str) -> str:
    """The printed name of a row or column in any table; the key itself if none has it."""
    found = (named(table, key) for table in record_tables())
    return next(filter(None, found), key)


def short(label: str) -> str:
    """A printed label without its number and the brackets at its end.

    >>> short("1.属于国家秘密"), short("本年收费金额(单位:万元)")
    ('属于国家秘密', '本年收费金额')
    """
    return _ASIDE.sub("", _NUMBER.sub("", label)) or label


def place(where: str) -> str:
    """A place in words; the place itself if a part of it has no name.

    >>> place("requests.granted.total"), place("requests"), place("metadata.title")
    ('表三“予以公开”行“总计”列', '表三', 'metadata.title')
    """
    table, *parts = where.split(".")
    words = [_part(table, part) for part in parts]
    called = _words()["tables"].get(table)
    return f"{called}{''.join(map(str, words))}" if called and all(words) else where


def equation(table: str, text: str) -> str:
    """An equation, or a sentence that quotes one, with keys replaced by printed names if they have one.

    >>> equation("disputes", "3 + 0 = 3 ≠ 0 (upheld + corrected + other_outcome + pending = total)")
    '3 + 0 = 3 ≠ 0（结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计）'
    """
    words = _KEY.sub(lambda one: named(table, one[0]) or one[0], text)
    return words.replace(" (", "（").replace(")", "）").replace("<=", "≤")


def formula(table: str, text: str) -> str:
    """The equation that a sentence quotes in brackets, in words; empty if it quotes none.

    >>> formula("disputes", "3 + 0 = 3 ≠ 0 (upheld + corrected + other_outcome + pending = total)")
    '（结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计）'
    """
    words = equation(table, text).partition("（")[2]
    return f"（{words}" if words and " = " in text else ""


def _entry(table: str, key: str) -> Entry | None:
    """The description of a row or column of a table."""
    return by_key().get(("row", f"{table}.{key}")) or by_key().get(("column", f"{table}.{key}"))


@cache
def _part(table: str, key: str) -> str | None:
    entry = _entry(table, key)
    return f"“{short(entry.zh)}”{'行' if entry.kind == 'row' else '列'}" if entry else None


@cache
def _words() -> dict[str, dict[str, str]]:
    return read_toml("scraper.database", "names.toml")
