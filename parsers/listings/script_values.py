r"""This module reads the values that a script writes out: the arguments of a call, with variables as far as the page gives them.

>>> text = "$.post('/list', {col: nb, pageNo: p, size: 10}, draw)"
>>> url, data, _ = arguments(text, text.index("("))
>>> value(url, text), value(data, "var nb = '12'; " + text)
('/list', {'col': '12', 'pageNo': Unknown(name='p'), 'size': 10})
"""

import re
from typing import Any, NamedTuple

from parsers.javascript import unescape_literal
from parsers.listings.named_values import first_numbers, first_texts, places, properties_added
from parsers.listings.pagination import is_page_name

_LONGEST = 3000  # characters of a call
# How deep a value lies within others, and how much of that a name's value takes.
_DEEPEST, _HOP = 10, 3
_MOST = 60  # properties of an object
_LITERAL = re.compile(
    r"""-?\d{1,15}(?:\.\d{1,6})?|true|false|null|undefined|"[^"\n]*"|'[^'\n]*'|`[^`$]*`"""
)
PIECE = re.compile(r"""'[^'\n]{0,300}'|"[^"\n]{0,300}"|[A-Za-z_$][\w$.]{0,60}|\d{1,9}""")
SUM = re.compile(rf"(?:{PIECE.pattern})(?:\s*\+\s*(?:{PIECE.pattern})){{1,6}}")
_NAME = re.compile(
    r"(?:(?:this|that|self|_this|vm)\s*\.\s*)?[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*"
)
_JSON = re.compile(r"JSON\s*\.\s*stringify\s*\(", re.DOTALL)
# What is counted from 0 where the script counts from 1: pageNo - 1
_LESS = re.compile(r"\(?\s*((?:[A-Za-z_$][\w$]*\s*\.\s*)?[A-Za-z_$][\w$]*)\s*-\s*1\s*\)?")
_KEY = re.compile(r"""\s*["']?([\w$.\[\]-]{1,60})["']?\s*(?::|$)""")
_SHORT = re.compile(r"""(["'])([^"'\n]{0,200})\1|\d{1,15}""")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Unknown(NamedTuple):
    """A value that only the running script knows, by the last part of its name."""

    name: str


class Stringified(NamedTuple):
    """A value that a script sends as JSON."""

    value: Any


def arguments(text: str, at: int) -> list[str]:
    """The expressions, separated by commas, from the bracket at a place to the one that closes it; [] if none does."""
    parts: list[str] = []
    begin, depth, quote = at + 1, 0, ""
    end = min(len(text), at + _LONGEST)
    place = at
    while place < end:
        letter = text[place]
        if quote:
            place += letter == "\\"
            quote = "" if letter == quote else quote
        elif letter in "\"'`":
            quote = letter
        elif letter in _CLOSING:
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if not depth:
                last = text[begin:place]
                return [*parts, last] if last.strip() else parts
        elif letter == "," and depth == 1:
            parts.append(text[begin:place])
            begin = place + 1
        place += 1
    return []


def value(raw: str, page: str, depth: int = 0) -> Any:
    """The value that an expression has, Unknown where the page does not give it."""
    raw = raw.strip().rstrip(";").strip()
    if depth > _DEEPEST or not raw:
        return Unknown("")
    if raw[0] == "{":
        return properties(raw, page, depth)
    if raw[0] == "[":
        return [value(each, page, depth + 1) for each in arguments(raw, 0)]
    sent = _JSON.match(raw)
    if sent:
        told = arguments(raw, sent.end() - 1)
        return Stringified(value(told[0], page, depth + 1) if told else Unknown(""))
    return _literal(raw) if _LITERAL.fullmatch(raw) else _reckoned(raw, page, depth)


def _reckoned(raw: str, page: str, depth: int) -> Any:
    """The value of an expression of names."""
    if less := _LESS.fullmatch(raw):
        return _less(less[1], page, depth)
    return _sum(raw, page, depth) if "+" in raw else _named(raw, page, depth)


def _sum(raw: str, page: str, depth: int) -> Any:
    """The text that joined strings and names make together, if the page gives the value of every name."""
    if not SUM.fullmatch(raw):
        return Unknown("")
    pieces = [value(each, page, depth + 1) for each in PIECE.findall(raw)]
    known = all(isinstance(each, (str, int)) for each in pieces)
    return "".join(map(str, pieces)) if known else Unknown("")


def _less(name: str, page: str, depth: int) -> Any:
    """One less than the number that a name has; 0 for the number of a page, which is the first, unless the page gives another."""
    last = name.rpartition(".")[2].strip()
    number = first_numbers(page).get(last, _named(name, page, depth))
    if isinstance(number, int):
        return max(number - 1, 0)
    return 0 if is_page_name(last) else Unknown(last)


def _literal(raw: str) -> Any:
    if raw[0] in "\"'`":
        return unescape_literal(raw[1:-1])
    return _WORDS[raw] if raw in _WORDS else float(raw) if "." in raw else int(raw)


def properties(raw: str, page: str, depth: int = 0) -> dict[str, Any]:
    """The properties of an object as it is written; `{page}` is short for `{page: page}`."""
    found: dict[str, Any] = {}
    for part in arguments(raw, 0)[:_MOST]:
        key = _KEY.match(part)
        if key is not None:
            said = part[key.end() :] or key[1]
            found[key[1]] = value(said, page, depth + 1)
    return found


def _named(raw: str, page: str, depth: int) -> Any:
    """The value that the page first gives to a name, or to a property of that name."""
    if not _NAME.fullmatch(raw):
        return Unknown("")
    name = raw.replace(" ", "").rpartition(".")[2]
    at = places(page).get(name)
    if at is None:
        return first_texts(page).get(raw, Unknown(name))
    if page[at] in "{[":
        inner = arguments(page, at)
        told = value(f"{page[at]}{','.join(inner)}{_CLOSING[page[at]]}", page, depth + _HOP)
        # Objects that are given each other as properties would multiply.
        first = page[at] == "{" and depth < _HOP
        added = properties_added(page).get(name, {}) if first else {}
        later = {key: value(each, page, depth + _HOP) for key, each in added.items()}
        return {**later, **told} if isinstance(told, dict) else told
    literal = _SHORT.match(page, at)
    if literal is None:
        return Unknown(name)
    return literal[2] if literal[1] else int(literal[0])
