"""This module brings printed text into the form in which it is compared, and puts together the lines of a cell.

>>> fold("（三）不 予 公 开")
'不予公开'
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache, reduce

from parsers.normalize import READING
from parsers.traditional import simplified

APART = " | "  # between figures that a copy ran into one cell: no figure holds it
PICTURE = "[图片]"  # in the place of a figure, which it may be
_LONGEST_LABEL = 400
_SPACE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WIDE_MARKS = tuple(zip("，：；（）", ",:;()", strict=True))
_ENUMERATOR = re.compile(
    r"^\?*(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)"  # a copy may print ? for each blank before it
    rf"|[一二三四五六七八九十]{{1,3}}(?:{READING.pattern})*[、.,:]|\d{{1,2}}[、.,:)]?(?=\D))[、.,:]?"
)
# A note behind a label or a figure.
NOTE = re.compile(
    r"\((?![一二三四五六七八九十]{1,2}$)[^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|【[^【】]*(?:】|$)|(?<=.)单位[:为](?:亿元|万元|千元|元|件)$"
)
_PUNCTUATION = re.compile(r"[\W_]+")
# The two lines of a figure that wraps: no cell of the form is narrower, and no figure begins so.
_WRAPPED, _WRAPPED_END = re.compile(r"\d{4}$"), re.compile(r"0\d\d(?!\d)")


def squeeze(text: str) -> str:
    """NFKC without any space, for comparing what is printed: `1 ２` becomes `12`.

    A sentence takes ten times as long while it has the wide marks that nearly every sentence has.
    """
    if not text.isascii():
        for wide, narrow in _WIDE_MARKS:
            text = text.replace(wide, narrow)
        text = unicodedata.normalize("NFKC", text)
    return _SPACE.sub("", text)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A label as a key: no spaces, punctuation, enumerator or bracketed note; simplified characters.

    Text too long for a label folds to nothing; a text that is one whole note folds to its words.
    """
    if len(text) > _LONGEST_LABEL:
        return ""
    squeezed = simplified(squeeze(text))
    body = _ENUMERATOR.sub("", squeezed)
    bare = body
    while (shorter := NOTE.sub("", bare)) != bare:
        bare = shorter
    return _PUNCTUATION.sub("", bare) or _PUNCTUATION.sub("", READING.sub("", body))


def has_open_bracket(text: str) -> bool:
    """Whether a bracket in a text is not closed, as where a note goes on in the next line."""
    plain = squeeze(text)
    return plain.count("(") > plain.count(")")


def below(text: str, more: str, between: str = "", sign: str = APART) -> str:
    """A cell's text with another line of it; figures in two lines stay two.

    A figure wraps only where it fills its cell, before its last three digits; that it does, and that
    they are no figure of their own, is sure only where they begin with a nought.

    >>> below("2", "4"), below("社会", "公益组织"), below("22", "(其中修订16件)")
    ('2 | 4', '社会公益组织', '22(其中修订16件)')
    >>> below("83593", "059"), below("1204", "983")
    ('83593 059', '1204 | 983')
    """
    first, second = text.rstrip(), more.lstrip()
    if not (first[-1:].isdecimal() and second[:1].isdecimal()):
        return f"{text}{between}{more}"
    wraps = _WRAPPED.search(first) and _WRAPPED_END.match(second)
    return f"{first}{' ' if wraps else sign}{second}"


def lines_of_cell(lines: Iterable[str]) -> str:
    """The lines of one cell as its text, blanks as one.

    >>> lines_of_cell(["社会", "公益组织"]), lines_of_cell(["12", "", "345"])
    ('社会 公益组织', '12 | 345')
    """
    texts = (" ".join(line.split()) for line in lines)
    return reduce(lambda text, line: below(text, line, " "), filter(None, texts), "").strip()
