r"""This module writes out a document that a program has saved as JSON in parts: its pages, its sections by their
headings, its paragraphs, its tables as lists of rows.

>>> text_of_parts({"pages": [{"page": 1, "text": "一、总体情况\n无。"}, {"page": 2, "text": "二、主动公开政府信息情况"}]})
'一、总体情况\n无。\n二、主动公开政府信息情况'
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, NamedTuple

from parsers.headings import mandated_part
from parsers.metadata.titles import is_report_title
from parsers.patterns import LETTER
from parsers.readers.separated import lines_of_rows

MARKUP = re.compile(r"<(?:p|div|table|span)\b", re.IGNORECASE)
_SOURCE = re.compile("file|source|doc|pdf", re.IGNORECASE)
_LONGEST_HEADING = 40
_MOST_WORDS = 200  # that are sought
_SHORT = 2  # letters: as long a word may stand anywhere
_MOST = 100_000  # values that are looked at

Row = list[str | int | None]


class _Part(NamedTuple):
    """A text or a table: its lines, and the words of a table that a text may have too."""

    lines: list[str]
    words: list[str] | None = None

    @property
    def headings(self) -> set[int]:
        """The form's headings among the lines, by number."""
        lines = (line for line in self.lines if len(line) < _LONGEST_HEADING)
        return {part for line in lines if (part := mandated_part(line))}


def text_of_parts(content: Any, beside: Collection[str] = ()) -> str | None:
    """The lines of a document in several parts, or with tables that no text of it has; None for any other JSON.

    `beside` are values that are none of its text. Several documents print the form's headings again, or have
    other titles or sources.
    """
    values = list(_values(content))
    objects = (one for one in values if isinstance(one, dict))
    said_of = {
        (name, value) for one in objects for name, value in one.items() if _is_source(name, value)
    }
    parts = [part for one in values if (part := _part(one)) and "\n".join(part.lines) not in beside]
    texts = [part for part in parts if part.words is None]
    lines = [line for part in texts for line in part.lines]
    several = len(said_of) > len(dict(said_of))  # one name has two
    if several or any(map(MARKUP.search, lines)):
        return None
    words = [word for part in parts for word in part.words or ()][:_MOST_WORDS]
    said = "".join("".join(lines).split())
    if 2 * sum(word in said for word in words) >= len(words):
        parts = texts  # which say what the tables do, as those of whole pages
    headings = [part.headings for part in parts]
    again = sum(map(len, headings)) > len(set().union(*headings))
    in_parts = len(parts) > len(texts) or sum(map(bool, headings)) > 1
    if again or not in_parts or len(set(filter(is_report_title, lines))) > 1:
        return None
    return "\n".join(line for part in parts for line in part.lines)


def _values(content: Any) -> Iterator[Any]:
    """The values of JSON in their order, each before those in it; the key of a section is a text.

    Of an object that is in no list a short text may be anything that is said of the document.
    """
    left = [(content, False)]
    for _ in range(_MOST):
        if not left:
            return
        one, listed = left.pop()
        yield one
        if isinstance(one, dict) and not (listed and _leads_on(one)):
            for name, value in reversed(one.items()):
                heads = mandated_part(name) is not None
                left += [(value, False)] if listed or heads or _may_be_text(value) else []
                left += [(name, False)] if heads else []
        elif isinstance(one, list) and not _part(one):
            left += [(value, True) for value in reversed(one)]


def _is_source(name: str, value: Any) -> bool:
    return isinstance(value, str) and bool(_SOURCE.search(name))


def _leads_on(one: dict[str, Any]) -> bool:
    """Whether an object has but the title of a report and an address: it is a link to another document."""
    told = [part.lines for value in one.values() if (part := _part(value))]
    is_flat = not any(isinstance(value, dict | list) for value in one.values())
    leads = is_flat and any("/" in str(one[name]) for name in one if not _SOURCE.search(name))
    return leads and len(told) == 1 and is_report_title("\n".join(told[0]))


def _may_be_text(value: Any) -> bool:
    said = not isinstance(value, str) or "\n" in value or "。" in value
    return said or mandated_part(value) is not None


def _part(one: Any) -> _Part | None:
    """The part that a value is: a text in Chinese or of several lines, a list of lines, or a table."""
    if isinstance(one, list) and one and all(isinstance(line, str) for line in one):
        one = "\n".join(one)
    if isinstance(one, str):
        said = LETTER.search(one) or "\n" in one.strip()
        return _Part(one.splitlines()) if said else None
    rows = list(map(_row, one)) if isinstance(one, list) else [None]
    return None if None in rows else _table([row for row in rows if row])


def _row(value: object) -> Row | None:
    """The cells of a row, which may be an object with the numbers of the columns for keys, as pandas writes one."""
    if isinstance(value, dict) and value and all(name.isdecimal() for name in value):
        value = list(value.values())
    cells = isinstance(value, list) and all(isinstance(one, str | int | None) for one in value)
    return value if cells and isinstance(value, list) else None


def _table(rows: list[Row]) -> _Part | None:
    told = [["" if cell is None else str(cell) for cell in row] for row in rows]
    longer = dict.fromkeys("".join(c.split()) for row in told for c in row if len(c) > _SHORT)
    lines = lines_of_rows(told)
    return _Part(lines, list(islice(longer, _MOST_WORDS))) if lines else None
