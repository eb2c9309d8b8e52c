"""This module splits words of a table that a copy has run together, and a label from its figures, in the one possible way."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from parsers.flat.cuts import cut_row
from parsers.form_words import TABLES, key_of_word, known_words, meanings
from parsers.patterns import HAN
from parsers.text import fold, squeeze
from schemas.form import every_table

_TAIL = re.compile(r"^(.*?[^\d.,+-])([+-]?\d[\d,]*(?:\.\d+)?)$")
_NEXT = re.compile(  # where the enumerator of a word stands behind another word
    rf"(?<=[{HAN})）])(?=[(（][一二三四五六七]{{1,2}}[)）]|\d[.．、])"
)


def label_and_figures(label: str, figures: Sequence[str]) -> tuple[str, ...] | None:
    """The cells of a row whose figures stand apart, the first of them perhaps glued to the label; else None.

    >>> label_and_figures("2.重复申请0", ["12", "2", "0", "0", "30", "44"])
    ('2.重复申请', '0', '12', '2', '0', '0', '30', '44')
    """
    if not figures or meanings(label):
        return (label, *figures) if figures else None
    if (words := _words(label)) and len(figures) in row_widths(words[-1]):
        return (*words, *figures)
    glued = _TAIL.match(squeeze(label))
    words = _words(glued[1]) if glued else ()
    fits = bool(words) and len(figures) + 1 in row_widths(words[-1])
    return (*words, glued[2], *figures) if glued and fits else None


@cache
def _known() -> re.Pattern[str]:
    longest_first = sorted(known_words(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def split_glued(line: str) -> tuple[str, ...] | None:
    """Split words that were run together, or a label and its figures, where that can be done in one way only."""
    folded = fold(line)
    if not folded:
        return None
    found = _known().findall(folded)
    if len(found) > 1 and "".join(found) == folded:
        return tuple(found)
    match = _TAIL.match(squeeze(line))
    words = _words(match[1]) if match else ()
    if match is None or not words or match[2] not in normalize("NFKC", line):
        return None  # apart: they are not run together
    figures = match[2]
    cut = cut_row(figures, row_widths(words[-1]))
    return (*words, *cut) if cut else None


def _words(text: str) -> tuple[str, ...]:
    """The known word that a text is, or the group and the label that were run together in it; empty for others.

    >>> _words("(三)不予公开1.属于国家秘密"), _words("(三)不予公开的1.属于国家秘密")
    (('(三)不予公开', '1.属于国家秘密'), ())
    """
    words = [text] if meanings(text) else _NEXT.split(text)
    return tuple(words) if all(map(meanings, words)) else ()


@lru_cache(maxsize=512)
def row_widths(label: str) -> frozenset[int]:
    """The numbers of columns that the row of a label has, over all tables and forms."""
    keys = {name: key_of_word(label, name, "row") for name in TABLES}
    rows = (table.rows.get(key) for name, key in keys.items() if key for table in every_table(name))
    return frozenset(len(row.columns) for row in rows if row)
