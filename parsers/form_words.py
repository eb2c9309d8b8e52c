"""This module looks up the printed words of the forms: the row, column, header or group that each one names."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from parsers.group_words import after_groups
from parsers.patterns import HAN
from parsers.text import fold, squeeze
from schemas.form import Table, every_table, forms
from schemas.vocabulary import vocabulary

_BRACKETED = re.compile(r"(?<=\S)\s*[(（]([^()（）]*)[)）]$")
_OPEN_NOTE = re.compile(r"(?<=\S)[(（][^()（）]*$")
_CHINESE = re.compile(rf"[{HAN}]{{2}}")
# A translation beside a label, what it means, or which year the last one is: 规章:是指…, 上一年项目数量 2019年.
_BESIDE = re.compile(
    r"[\u0f00-\u0fff\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe\u1800-\u18af]+"
    r"|\b[A-Za-z]{3}(?:[A-Za-z ,.()'/&-]*[A-Za-z.)])?"
    r"|(?<=[章件可罚罰制费費])[:：][^:：\d]{0,16}指(?!标)\D{4,}$|(?<=[项項]目[数數]量)\s*(?:19|20)\d\d年度?$"
)
Kind = Literal["row", "column", "header", "group"]
TABLES = ("disclosures", "requests", "disputes")
OF_TABLES = ("第二十条第", "本年新收", "未经复议")  # words that each of these has
_FORM = forms()["2021"].tables
APPLICANTS = len(_FORM["requests"].columns)  # the last is the sum of the others
OUTCOMES = len(_FORM["disputes"].columns)  # of one group of table 四; the last is their sum
DISPUTES = OUTCOMES * len(_FORM["disputes"].rows)  # figures in the one line of table 四
# The headers over them, from left to right
ALL_OUTCOMES = tuple(_FORM["disputes"].columns) * len(_FORM["disputes"].rows)
DISPUTE_HEADS = ("行政复议", "行政诉讼")  # over its first group, and over its two others


class Word(NamedTuple):
    """What a printed word of a table means; for headers and groups the key is the folded word."""

    table: str
    kind: Kind
    key: str


class Role(NamedTuple):
    """The part that a text has in one table: the row or the column that it may name, or another known word.

    `heads`: it can only stand in a header, unlike 其他 and 总计, which name rows as well as
    columns.
    """

    row: str | None
    column: str | None
    heads: bool
    known: bool


@cache
def known_words() -> dict[str, tuple[Word, ...]]:
    """Every word of every form, folded, with all that it can mean."""
    found: dict[str, dict[Word, None]] = {}
    for table in chain.from_iterable(map(every_table, TABLES)):
        for label, word in _words(table):
            for form in (label, _converted(label)):
                found.setdefault(fold(form), {})[word] = None
    return {label: tuple(meanings) for label, meanings in found.items()}


def _converted(label: str) -> str:
    """A label as a converter to the vocabulary of Taiwan prints it.

    >>> _converted("上一年项目数量"), _converted("信息内容")
    ('上一年专案数量', '资讯内容')
    """
    for foreign, word in vocabulary().converted.items():
        label = label.replace(word, foreign)
    return label


def _words(table: Table) -> Iterator[tuple[str, Word]]:
    for row in table.rows.values():
        yield from ((label, Word(table.name, "row", row.key)) for label in row.labels)
    for column in table.columns.values():
        yield from ((label, Word(table.name, "column", column.key)) for label in column.labels)
    yield from ((label, Word(table.name, "header", fold(label))) for label in table.headers)
    yield from ((label, Word(table.name, "group", fold(label))) for label in table.groups)


@lru_cache(maxsize=16384)
def meanings(text: str) -> tuple[Word, ...]:
    """All that a printed text can mean in a table; empty where no form knows it.

    A bracketed note at its end is ignored, unless a label has it too: 行政诉讼(复议后起诉).

    >>> meanings("上一年專案數量") == meanings("上一年项目数量") != ()
    True
    """
    return _named(text) or _in_group(text)


def _named(text: str) -> tuple[Word, ...]:
    whole = _BRACKETED.sub(r"\1", text) if text.endswith((")", "）")) else text
    known = known_words()
    return known.get(fold(whole)) or known.get(fold(text)) or known.get(fold(own_words(text)), ())


def _in_group(text: str) -> tuple[Word, ...]:
    """What a label means that stands in one cell with the name of its group, as programs that know no spans print it.

    A word that names a column too needs its number: 不予公开合计 sums up its group alone.

    >>> [word.key for word in meanings("三、本年度办理结果-（三）不予公开-1.属于国家秘密")]
    ['withheld_state_secret']
    >>> [word.key for word in meanings("（六）其他处理3.其他")], meanings("（三）不予公开合计")
    (['other_misc'], ())
    """
    for rest in after_groups(text):
        if found := [word for word in _named(rest) if word.table == "requests"]:
            is_column = any(word.kind == "column" for word in found)
            kept = () if is_column and rest not in _numbered() else found
            return tuple(word for word in kept if word.kind in ("row", "group"))
    return ()


@cache
def _numbered() -> frozenset[str]:
    """The labels of the rows of table 三 as the notices print them."""
    rows = chain.from_iterable(table.rows.values() for table in every_table("requests"))
    return frozenset(squeeze(row.labels[0]) for row in rows)


@cache
def _beginnings() -> frozenset[str]:
    tables = chain.from_iterable(map(every_table, TABLES))
    labels = {label for table in tables for label, _ in _words(table)}
    return frozenset(fold(label[:end]) for label in labels for end in range(1, len(label) + 1))


@lru_cache(maxsize=16384)
def begins_word(text: str) -> bool:
    """Whether a text is the beginning of a known word, or one whole, with perhaps the beginning of a note.

    >>> begins_word("1.本机关不"), begins_word("(二)部分公开(区分处"), begins_word("本机关的")
    (True, True, False)
    """
    return fold(own_words(_OPEN_NOTE.sub("", text))) in _beginnings()


def own_words(text: str) -> str:
    """A label without what is beside it: its translation (English, Tibetan, Uyghur or Mongolian), its meaning, the year before.

    >>> own_words("科研机构 Research institutions"), own_words("规章 སྒྲིག་སྲོལ།"), own_words("A类")
    ('科研机构', '规章', 'A类')
    >>> own_words("规章:指省级政府制定的文件"), own_words("上一年项目数量 2019年"), own_words("总计 2019年")
    ('规章', '上一年项目数量', '总计 2019年')
    >>> own_words("规章:2件"), own_words("行政许可:指决定2件"), own_words("总计:指各项之和")
    ('规章:2件', '行政许可:指决定2件', '总计:指各项之和')
    """
    return _BESIDE.sub(" ", text).strip() if _CHINESE.search(text) else text


@lru_cache(maxsize=16384)
def key_of_word(text: str, table: str, kind: Kind) -> str | None:
    """The key that a text has in a table as a word of this kind; None where it is none."""
    return next((w.key for w in meanings(text) if w.table == table and w.kind == kind), None)


def is_group(text: str) -> bool:
    """Whether a text is the name of a group of rows of table 三, which a merged cell holds."""
    return key_of_word(text, "requests", "group") is not None


def last_word(cells: Sequence[str]) -> int:
    """The place of the last cell that holds a word of the form; -1 where none does."""
    return max((at for at, cell in enumerate(cells) if meanings(cell)), default=-1)


@lru_cache(maxsize=16384)
def table_of_word(text: str) -> str | None:
    """The only table that a text can belong to; None where it is a word of several or none.

    其他 tells nothing: it names a row and a column, and is also the end of many longer words.
    """
    found = {(word.table, word.kind == "column") for word in meanings(text)}
    return found.pop()[0] if len(found) == 1 else None


@cache
def role_reader(table: str) -> Callable[[str], Role]:
    """The function that gives the role of a text in one table, with a cache of its own."""

    @lru_cache(maxsize=16384)
    def role(text: str) -> Role:
        row, column = key_of_word(text, table, "row"), key_of_word(text, table, "column")
        heads = row is None and bool(column or key_of_word(text, table, "header"))
        return Role(row, column, heads, any(word.table == table for word in meanings(text)))

    return role
