"""This module reads what the scripts of a page give to names: literals, the properties of objects, and the arguments of the first calls of functions.

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
# The first call of a function with a number, and a function with its first parameter: show(1)   function show(n){   show: function(n)
_BEGUN = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]{1,40})\s*\(\s*([01])\s*[,)]")
_TAKES = r"(?<![\w$]){name}\s*(?:[=:]\s*(?:async\s*)?(?:function\s*)?)?\(\s*([A-Za-z_$][\w$]{{0,40}})\s*[,)=]"


# The first call with texts, and a function with its parameters: load('001', 1)   load(own, 1)   load()   function load(code, page){
_GIVES = rf"""(?:"[^"\n]{{0,60}}"|'[^'\n]{{0,60}}'|\d{{1,12}}|{NAME})"""
_CALLED = re.compile(
    rf"""
    (?<![\w$.])(?<!function[ ])(?!(?:if|for|while|switch|catch|return|function)\b)([A-Za-z_$][\w$]{{1,40}})
    \s*\(\s*((?:{_GIVES}(?:\s*,\s*{_GIVES}){{0,5}})?)\s*\)(?!\s*(?:\{{|=>))
    """,
    re.VERBOSE,
)
_TEXT = re.compile(r"""(["'])([^"'\n]{0,60})\1|(?:null|undefined)\b""")
_PARAMETERS = r"(?<![\w$]){name}\s*(?:[=:]\s*(?:async\s*)?(?:function\s*)?)?\(\s*([A-Za-z_$][\w$,\s]{{0,120}})\)\s*(?:=>\s*)?\{{"


@lru_cache(maxsize=2)
def first_numbers(page: str) -> dict[str, int]:
    """The parameters to which a page's first calls give 0 or 1, as they do for the first part of a list."""
    found: dict[str, int] = {}
    for name, number in dict(reversed(_BEGUN.findall(page)[:_MOST])).items():
        for parameter in re.findall(_TAKES.format(name=re.escape(name)), page):
            found.setdefault(parameter, int(number))
    return found


@lru_cache(maxsize=2)
def first_texts(page: str) -> dict[str, str]:
    """The parameters to which a page's first calls give texts that are written out; blank where they give nothing.

    What its scripts call goes before what a click does.

    >>> first_texts("function load(code, page){ask({dept: code})} load('001', 1)")
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
        taken = re.search(_PARAMETERS.format(name=re.escape(name)), page)
        parameters = taken[1].split(",") if taken else ()
        literals = re.findall(_GIVES, given) or ["null"] * len(parameters)
        for parameter, literal in zip(parameters, literals, strict=False):
            text = _TEXT.match(*_written(literal, page))
            if text is not None:
                found.setdefault(parameter.strip(), text[2] or "")
    return found


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
