r"""This module reads how a script makes a row's address from the fields of an interface's answer.

>>> row_address("'<a href=\"/' + row.channelId + '/' + row.id + '.html\">'")
'/{channelid}/{id}.html'
>>> row_address("rows.map(r => ({title: r.title, href: `/art/${r.id}.html`}))")
'/art/{id}.html'
"""

import re
from functools import lru_cache
from itertools import islice

from parsers.listings.script_pagers import address_parts

_MOST_CALLS = 40  # of functions with a field, that are looked at
_FIELD = r"(?:[A-Za-z_$][\w$]*(?:\[\w+\])?\s*\.\s*){1,3}(\w+)"  # row.id, data[i].doc.id
_TEXT = r"""([^"'`<>\s+$\\]{0,100})"""
# 'href="/art/' + row.id + '.html"', and the same within a template: href="/art/${row.id}.html"
_ROW = re.compile(
    rf"""
    (?:href|open|push|location)\s*[=(]{{1,2}}\s*\\?["'`]{{0,2}}([^"'`<>\s+$]{{0,200}}?)
    (?:\\?["']\s*\+\s*|\$\{{\s*){_FIELD}\s*(?:\}}|\+\s*\\?["']|(?=[,);"'])){_TEXT}
    """,
    re.VERBOSE,
)
_FURTHER = re.compile(rf"""\\?["']\s*\+\s*{_FIELD}\s*\+\s*\\?["']{_TEXT}""")
_GOES_ON = re.compile(r"""\$|\\?["']\s*\+\s*[A-Za-z_$]""")  # with what no row has
_TEMPLATE = re.compile(r"(?:href|open|push|location|url|link|path|to)\W{0,6}`([^`\s<>]{3,200})`")
# A function that opens a row by one of its fields: @click="detail(item.id)"   onclick="detail(\'' + row.id + '\')"
OPENS = re.compile(rf"""\b(\w{{2,40}})\s*\(\s*[\\"'+$\{{\s]{{0,10}}{_FIELD}\s*[,)\\"'+\}}]""")
# A template's address: <a ng-href="/art/{{row.id}}.html">
_BRACED = re.compile(
    r"""(?:href|url|to)\s*=\s*\\?["']([^"'<>\s{]{0,200}\{\{[^"'<>]{1,200}?)\\?["']"""
)
_FIELD_IN_BRACES = re.compile(r"\{\{\s*(?:[A-Za-z_$][\w$]*\s*\.\s*){1,3}(\w+)\s*\}\}")
_PLACE = re.compile(r"\$\{\s*(?:[A-Za-z_$][\w$]*\s*\.\s*){1,3}(\w+)\s*\}")


@lru_cache(maxsize=8)
def row_address(html: str) -> str:
    """The address with a place for each field: `/art/{id}.html`; empty where no script joins one."""
    match = _ROW.search(html)
    if match is not None:
        address, end = f"{match[1] or ''}{_place(match[2])}{match[3] or ''}", match.end()
        while further := _FURTHER.match(html, end):
            address, end = f"{address}{_place(further[1])}{further[2]}", further.end()
        if not _GOES_ON.match(html, end):
            return address
    templates = (_placed(_PLACE, each) for each in _TEMPLATE.findall(html))
    found = next((each for each in templates if "{" in each and "$" not in each), "")
    braced = (_placed(_FIELD_IN_BRACES, each) for each in _BRACED.findall(html))
    return found or next((each for each in braced if "{{" not in each), "") or _by_function(html)


def _placed(field: re.Pattern[str], address: str) -> str:
    """An address with a place for each of its fields."""
    return field.sub(lambda one: _place(one[1]), address)


def _by_function(html: str) -> str:
    """The address that a function of the page makes of a field of a row."""
    for name, field in islice(OPENS.findall(html), _MOST_CALLS):
        parts = address_parts(html, name)
        if parts is not None:
            return f"{parts[0]}{_place(field)}{parts[1]}"
    return ""


def _place(field: str) -> str:
    return "{" + field.lower().replace("_", "") + "}"
