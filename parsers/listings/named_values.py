"""This module reads what the scripts of a page give to names: literals, the properties of objects, and the arguments of the first calls of functions.

>>> properties_added("var o = {}; o.page = n; o['size'] = 10;")
{'o': {'page': 'n', 'size': '10'}}
"""

import re
from functools import lru_cache

from parsers.javascript import NAME

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


# The first call with texts written out, and a function with its parameters: load('001', 1)   function load(code, page){
_LITERALS = r"""(?:"[^"\n]{0,60}"|'[^'\n]{0,60}'|\d{1,12})"""
_CALLED = re.compile(
    rf"(?<![\w$.])([A-Za-z_$][\w$]{{1,40}})\s*\(\s*({_LITERALS}(?:\s*,\s*{_LITERALS}){{0,5}})\s*\)"
)
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
    """The parameters to which a page's first calls give texts that are written out.

    >>> first_texts("function load(code, page){ask({dept: code})} load('001', 1)")
    {'code': '001'}
    """
    found: dict[str, str] = {}
    for name, given in dict(reversed(_CALLED.findall(page)[:_MOST])).items():
        taken = re.search(_PARAMETERS.format(name=re.escape(name)), page)
        parameters = taken[1].split(",") if taken else ()
        for parameter, literal in zip(parameters, re.findall(_LITERALS, given), strict=False):
            if not literal.isdigit():
                found.setdefault(parameter.strip(), literal[1:-1])
    return found


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
