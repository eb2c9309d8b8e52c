r"""This module reads the values that a script writes out: the arguments of a call, with variables as far as the page gives them.

>>> text = "$.post('/list', {col: nb, pageNo: p, size: 10}, draw)"
>>> url, data, _ = arguments(text, text.index("("))
>>> value(url, text), value(data, "var nb = '12'; " + text)
('/list', {'col': '12', 'pageNo': Unknown(name='p'), 'size': 10})
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from parsers.javascript import NAME, unescape_literal

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
_KEY = re.compile(r"""\s*["']?([\w$.\[\]-]{1,60})["']?\s*(?::|$)""")
_WRAPS = r"(?:(?:reactive|ref|shallowRef|shallowReactive)\()?"
# The value of an attribute is none that a script gives: <a title="首页" href="/">
_OF_A_TAG = r"""(["'])[^"'\n]{0,300}\2[ \t]*(?:/?>|[\w:@-]+[ \t]*[=>])"""
_GIVEN = re.compile(
    rf"(?<![\w$.?&])({NAME})\s{{0,9}}[=:]\s{{0,9}}{_WRAPS}(?=[\"'\d{{\[])(?!{_OF_A_TAG})"
)
_SHORT = re.compile(r"""(["'])([^"'\n]{0,200})\1|\d{1,15}""")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


# The first call of a function with a number, and a function with its first parameter: show(1)   function show(n){   show: function(n)
_BEGUN = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]{1,40})\s*\(\s*([01])\s*[,)]")
_TAKES = r"(?<![\w$]){name}\s*(?:[=:]\s*(?:async\s*)?(?:function\s*)?)?\(\s*([A-Za-z_$][\w$]{{0,40}})\s*[,)=]"


# The first call with texts written out, and a function with its parameters: load('001', 1)   function load(code, page){
_LITERALS = r"""(?:"[^"\n]{0,60}"|'[^'\n]{0,60}'|\d{1,12})"""
_CALLED = re.compile(
    rf"(?<![\w$.])([A-Za-z_$][\w$]{{1,40}})\s*\(\s*({_LITERALS}(?:\s*,\s*{_LITERALS}){{0,5}})\s*\)"
)
_PARAMETERS = r"(?<![\w$]){name}\s*(?:[=:]\s*(?:async\s*)?(?:function\s*)?)?\(\s*([A-Za-z_$][\w$,\s]{{0,120}})\)\s*(?:=>\s*)?\{{"


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
    if _LITERAL.fullmatch(raw):
        return _literal(raw)
    return _sum(raw, page, depth) if "+" in raw else _named(raw, page, depth)


def _sum(raw: str, page: str, depth: int) -> Any:
    """The text that joined strings and names make together, if the page gives the value of every name."""
    if not SUM.fullmatch(raw):
        return Unknown("")
    pieces = [value(each, page, depth + 1) for each in PIECE.findall(raw)]
    known = all(isinstance(each, (str, int)) for each in pieces)
    return "".join(map(str, pieces)) if known else Unknown("")


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
    at = _places(page).get(name)
    if at is None:
        return _first_texts(page).get(raw, Unknown(name))
    if page[at] in "{[":
        inner = arguments(page, at)
        return value(f"{page[at]}{','.join(inner)}{_CLOSING[page[at]]}", page, depth + _HOP)
    literal = _SHORT.match(page, at)
    if literal is None:
        return Unknown(name)
    return literal[2] if literal[1] else int(literal[0])


@lru_cache(maxsize=2)
def first_numbers(page: str) -> dict[str, int]:
    """The parameters to which a page's first calls give 0 or 1, as they do for the first part of a list."""
    found: dict[str, int] = {}
    for name, number in dict(reversed(_BEGUN.findall(page)[:_MOST])).items():
        for parameter in re.findall(_TAKES.format(name=re.escape(name)), page):
            found.setdefault(parameter, int(number))
    return found


@lru_cache(maxsize=2)
def _first_texts(page: str) -> dict[str, str]:
    """The parameters to which a page's first calls give texts that are written out.

    >>> _first_texts("function load(code, page){ask({dept: code})} load('001', 1)")
    {'code': '001'}
    """
    found: dict[str, str] = {}
    for name, given in dict(reversed(_CALLED.findall(page)[:_MOST])).items():
        taken = re.search(_PARAMETERS.format(name=re.escape(name)), page)
        parameters = taken[1].split(",") if taken else ()
        for parameter, literal in zip(parameters, PIECE.findall(given), strict=False):
            if not literal.isdigit():
                found.setdefault(parameter.strip(), literal[1:-1])
    return found


@lru_cache(maxsize=2)
def _places(page: str) -> dict[str, int]:
    """Where each name of a page is first given a value that is written out."""
    found: dict[str, int] = {}
    for given in _GIVEN.finditer(page):
        found.setdefault(given[1], given.end())
    return found
