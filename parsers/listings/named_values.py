"""This module reads what the scripts of a page give to names: literals, the properties of objects, functions, and what these are first called with.

>>> properties_added("var o = {}; o.page = n; o['size'] = 10;")
{'o': {'page': 'n', 'size': '10'}}
"""

import re
from functools import lru_cache

from parsers.javascript import NAME
from parsers.listings.markup import inline_scripts

_MOST = 60  # calls that are looked at, and properties of an object
_WRAPS = r"(?:(?:reactive|ref|shallowRef|shallowReactive)\()?"
# The value of an attribute is none that a script gives: <a title="首页" href="/">
_OF_A_TAG = r"""(["'])[^"'\n]{0,300}\2[ \t]*(?:/?>|[\w:@-]+[ \t]*[=>])"""
_GIVEN = re.compile(
    rf"(?<![\w$.?&])({NAME})\s{{0,9}}[=:]\s{{0,9}}{_WRAPS}(?=[\"'\d{{\[])(?!{_OF_A_TAG})"
)
# A property that is given to an object: o.page = 1, o["size"] = n, o.append("size", n)
_ADDED = re.compile(
    rf"""
    (?<![\w$.])({NAME})(?:
    (?:\.(\w{{1,40}})|\[\s?["']([^"'\n]{{1,60}})["']\s?\])\s?=(?!=)\s?([^;\n=]{{1,200}})(?=[;\n])
    |\.(?:append|set)\(\s?["']([^"'\n]{{1,60}})["']\s?,\s?([^;\n=]{{1,200}})\)\s?(?=[;\n]))
    """,
    re.VERBOSE,
)
# The first call of a function with a number: show(1)
_BEGUN = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]{1,40})\s*\(\s*([01])\s*[,)]")
# The first call with texts: load('001', 1)   load(own, 1)   load()
_GIVES = rf"""(?:"[^"\n]{{0,60}}"|'[^'\n]{{0,60}}'|\d{{1,12}}|{NAME})"""
_CALLED = re.compile(
    rf"""
    (?<![\w$.])(?<!function[ ])(?!(?:if|for|while|switch|catch|return|function)\b)([A-Za-z_$][\w$]{{1,40}})
    \s*\(\s*((?:{_GIVES}(?:\s*,\s*{_GIVES}){{0,5}})?)\s*\)(?!\s*(?:\{{|=>))
    """,
    re.VERBOSE,
)
_TEXT = re.compile(r"""(["'])([^"'\n]{0,60})\1|(?:null|undefined)\b""")
_NAMES = r"\(\s*(\w[\w\s,$]{0,100}?)\s*\)"
_FUNCTION = re.compile(
    rf"""
    function\s+([\w$]{{1,60}})\s*{_NAMES}                 # function go(n)
    |(?<![\w$])([\w$]{{1,60}})\s*(?:
      [:=]\s*(?:async\s+)?function\s*{_NAMES}              # go = function(n), go: function(n)
      |=\s*(?:async\s*)?{_NAMES}\s*=>                     # go = (n) =>
      |{_NAMES}\s*\{{)                                    # go(n) {{ of an object
    """,
    re.VERBOSE,
)
_BODY = 400  # characters of a function in which its address stands


@lru_cache(maxsize=2)
def first_numbers(page: str) -> dict[str, int]:
    """The parameters to which a page's first calls give 0 or 1, as they do for the first part of a list."""
    found: dict[str, int] = {}
    for name, number in dict(reversed(_BEGUN.findall(page)[:_MOST])).items():
        for parameter in _parameters(name, page)[:1]:
            found.setdefault(parameter, int(number))
    return found


@lru_cache(maxsize=2)
def first_texts(page: str) -> dict[str, str]:
    """The parameters to which a page's first calls give texts that are written out; blank where they give nothing.

    What its scripts call goes before what a click does.

    >>> first_texts("function load(code, page){ask({dept: code})} load('001', 1)")
    {'code': '001'}
    >>> first_texts("var load = async (code) => {ask({dept: code})}; load('001')")
    {'code': '001'}
    >>> first_texts("<a onclick='load(5)'></a><script>var own = ''; load(own); function load(code){}</script>")
    {'code': ''}
    """
    found: dict[str, str] = {}
    calls = (
        *_CALLED.findall("\n".join(inline_scripts(page)))[:_MOST],
        *_CALLED.findall(page)[:_MOST],
    )
    for name, given in sorted(dict(reversed(calls)).items(), key=lambda one: not one[1]):
        parameters = _parameters(name, page)
        literals = re.findall(_GIVES, given) or ["null"] * len(parameters)
        for parameter, literal in zip(parameters, literals, strict=False):
            text = _TEXT.match(*_written(literal, page))
            if text is not None:
                found.setdefault(parameter, text[2] or "")
    return found


def _parameters(name: str, page: str) -> list[str]:
    """The parameters of a function of a page; none of one that it does not define."""
    return _functions(page).get(name, ([], 0))[0]


def _written(said: str, page: str) -> tuple[str, int]:
    """Where what is given to a function is written out: there itself, or where its name is first given a value."""
    at = places(page).get(said)
    return (said, 0) if at is None else (page, at)


@lru_cache(maxsize=2)
def properties_added(page: str) -> dict[str, dict[str, str]]:
    """The expressions that a script first gives to the properties of each object that it has made."""
    found: dict[str, dict[str, str]] = {}
    for name, *said in _ADDED.findall(page):
        key, raw = filter(None, said)
        properties = found.setdefault(name, {})
        if len(properties) < _MOST:
            properties.setdefault(key, raw)
    return found


@lru_cache(maxsize=2)
def places(page: str) -> dict[str, int]:
    """Where each name of a page is first given a value that is written out."""
    found: dict[str, int] = {}
    for given in _GIVEN.finditer(page):
        found.setdefault(given[1], given.end())
    return found


def function_body(html: str, name: str) -> tuple[list[str], str] | None:
    """The parameters of a function in a page's scripts, at least one, and its body."""
    found = _functions(html).get(name)
    return (found[0], html[found[1] : found[1] + _BODY]) if found else None


def bodies_of(html: str) -> list[tuple[str, str]]:
    """The first parameter and the body of each function of a page's scripts."""
    found = _functions(html).values()
    return [(names[0], html[begin : begin + _BODY]) for names, begin in found if names[0]]


@lru_cache(maxsize=8)
def _functions(html: str) -> dict[str, tuple[list[str], int]]:
    """The functions that a page defines, the first of each name: their parameters, and where their bodies begin."""
    defined: dict[str, tuple[list[str], int]] = {}
    for found in _FUNCTION.finditer(html):
        name, *names = filter(None, found.groups())
        defined.setdefault(name, (re.split(r"\s*,\s*", names[0]), found.end()))
    return defined
