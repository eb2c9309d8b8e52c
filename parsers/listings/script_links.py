r"""This module reads what address a function of a page opens, and how its script makes the address of a row.

<a href="javascript:view('1', '8a81')">甲</a>   function view(c, id){ window.open("/" + c + "/detail.jsp?id=" + id); }

Selects and elements that keep an address for a script are read with them, by `kept_addresses`.

>>> row_address("'<a href=\"/' + row.channelId + '/' + row.id + '.html\">'")
'/{channelid}/{id}.html'
>>> row_address("rows.map(r => ({title: r.title, href: `/art/${r.id}.html`}))")
'/art/{id}.html'
"""

import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from itertools import islice

from parsers.javascript import NAME
from parsers.listings.askable import is_action
from parsers.listings.html_page import HtmlPage, open_page
from parsers.listings.joined_addresses import given_values
from parsers.listings.kept_addresses import resolve_kept, resolve_selects
from parsers.listings.links import PAGER_WORDS
from parsers.listings.listing import Listing, Response
from parsers.listings.named_values import function_body
from parsers.listings.script_pagers import PAGE, address_parts
from parsers.patterns import TAGS

_CALL = re.compile(
    rf"""
    (?:(?i:href\s*=\s*(["'])\s*javascript:)|(?i:onclick\s*=\s*(["'])))  # the quote, to which the call goes on
    \s*+(?:void\s++)?(?:return\s++)?({NAME})\s*+\(([^()<>]{{1,300}})\)\s*+;?
    \s*+(?:return\s++(?:false|true)\s*+;?\s*+)?(?:\1|\2)
    """,
    re.VERBOSE,
)
_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w./%?&=-]+)|this)\s*(?:,|$)""")
_PIECE = re.compile(r"""(["'])([^"'<>]*)\1|([A-Za-z_$][\w$]*)""")
_ONE = rf"""(?:["'][^"'<>\n]{{0,300}}["']|{NAME})"""
_JOINED = re.compile(rf"{_ONE}(?:\s*\+\s*{_ONE}){{1,8}}")
_DIRECT = re.compile(
    rf"(?:open|href|location|replace|assign|load|src)\s*(?:=|\()\s*({NAME})\s*[,;)}}]"
)
_CODED = re.compile(r"\b(?:encodeURI(?:Component)?|escape)\s*\(\s*([\w$]{1,40})\s*\)")
_PAGE = re.compile(PAGE)
_ENDS = re.compile(r"</?a\b", re.IGNORECASE)
_OWN = frozenset({"void", "open", "alert"})
_MOST_CALLS = 40  # of functions with a field, that are looked at
_ROW_FIELD = r"(?:[A-Za-z_$][\w$]*(?:\[\w+\])?\s*\.\s*){1,3}(\w+)"  # row.id, data[i].doc.id
_TEXT = r"""([^"'`<>\s+$\\]{0,100})"""
# 'href="/art/' + row.id + '.html"', and the same within a template: href="/art/${row.id}.html"
_ROW = re.compile(
    rf"""
    (?:href|open|push|location)\s*[=(]{{1,2}}\s*\\?["'`]{{0,2}}([^"'`<>\s+$]{{0,200}}?)
    (?:\\?["']\s*\+\s*|\$\{{\s*){_ROW_FIELD}\s*(?:(?:\}}|\+\s*\\?["']){_TEXT}|(?=[,);"']))
    """,
    re.VERBOSE,
)
_FURTHER = re.compile(rf"""\\?["']\s*\+\s*{_ROW_FIELD}\s*\+\s*\\?["']{_TEXT}""")
_GOES_ON = re.compile(r"""\$|\\?["']\s*\+\s*[A-Za-z_$]""")  # with what no row has
_TITLED = re.compile(r"\.\w{0,20}(?:title|biaoti|\bbt\b)", re.IGNORECASE)
_TEMPLATE = re.compile(r"(?:href|open|push|location|url|link|path|to)\W{0,6}`([^`\s<>]{3,200})`")
# A function that opens a row by one of its fields: @click="detail(item.id)"   onclick="detail(\'' + row.id + '\')"
OPENS = re.compile(rf"""\b(\w{{2,40}})\s*\(\s*[\\"'+$\{{\s]{{0,10}}{_ROW_FIELD}\s*[,)\\"'+\}}]""")
# A template's address: <a ng-href="/art/{{row.id}}.html">
_BRACED = re.compile(
    r"""(?:href|url|to)\s*=\s*\\?["']([^"'<>\s{]{0,200}\{\{[^"'<>]{1,200}?)\\?["']"""
)
_FIELD_IN_BRACES = re.compile(r"\{\{\s*(?:[A-Za-z_$][\w$]*\s*\.\s*){1,3}(\w+)\s*\}\}")
_PLACE = re.compile(r"\$\{\s*(?:[A-Za-z_$][\w$]*\s*\.\s*){1,3}(\w+)\s*\}")


def open_resolved(response: Response, previous: Listing | None = None) -> HtmlPage:
    """The page of HTML that came, with the addresses that its script opens."""
    return open_page(replace(response, text=resolve_script_links(response.text)), previous)


def resolve_script_links(html: str) -> str:
    r"""The page with each such call replaced by the address that it opens; calls of pagers remain.

    >>> page = '''<a href="javascript:go('a1')">x</a><script>function go(n){open("/n/" + n)}</script>'''
    >>> resolve_script_links(page).partition(">")[0]
    '<a onclick="open(\'/n/a1\')"'
    """

    def opened(match: re.Match[str]) -> str:
        given = _arguments(unescape(match[4]))
        if _turns(html, match, given):
            return match[0]
        address = opened_address(html, match[3], given)
        return match[0] if address is None else f"onclick=\"open('{address}')\""

    html = resolve_selects(html)
    resolved = _CALL.sub(opened, html) if "function" in html else html
    return resolve_kept(resolved) if "$(this)" in html else resolved


def unresolved_calls(html: str) -> list[tuple[str, list[str], str]]:
    """The calls of functions that the page does not define: the name, the arguments, and the link's words."""
    found = []
    for match in _CALL.finditer(html):
        name, given = match[3], _arguments(unescape(match[4]))
        begin = html.find(">", match.end())
        said = " ".join(TAGS.sub(" ", _ENDS.split(html[begin + 1 : begin + 400])[0]).split())
        if name not in _OWN and function_body(html, name) is None:
            found.append((name, given, said))
    return found


def _arguments(raw: str) -> list[str]:
    return ["".join(each) for each in _ARGUMENT.findall(raw)]


def _turns(html: str, match: re.Match[str], given: list[str]) -> bool:
    """Whether a call is a pager's: with a page's number, and no title beside it."""
    if len(given) != 1 or not _PAGE.fullmatch(given[0]):
        return False
    begin = html.find(">", match.end())
    said = TAGS.sub("", html[begin + 1 : begin + 200].partition("</")[0]).strip("[]【】 \r\n\t")
    return not said or PAGER_WORDS.fullmatch(said) is not None


def opened_address(script: str, name: str, given: list[str]) -> str | None:
    """The address that a function of a script opens when it is called with these values; None where it cannot be read."""
    function = function_body(script, name)
    if function is None:
        return None
    named = dict(zip(function[0], given, strict=False))
    body = _CODED.sub(r"\1", function[1].partition("function")[0])
    # By how many of the values it is made of: n == 1 ? base + ".html" : base + "_" + n + ".html"
    found: dict[int, str] = {}
    chains = [(one[0], one.start()) for one in _JOINED.finditer(body)]
    chains += [(one[1], one.start()) for one in _DIRECT.finditer(body)]
    for chain, begin in chains:
        pieces = _PIECE.findall(chain)
        said = [named.get(name) if name else text for _, text, name in pieces]
        if said[0] is None:
            said[0] = _base(script, body[:begin], pieces[0][2])
        address = "".join(piece or "" for piece in said)
        passed = len({name for _, _, name in pieces if name in named})
        told = passed and None not in said and re.search(r"[/.?=_]", address)
        if told and not is_action(address):  # a click may also be counted
            found.setdefault(passed, address.replace("'", "%27"))
    return found[max(found)] if found else None


def _base(script: str, before: str, name: str) -> str | None:
    """What a script outside of a function gives to the name that its address begins with: var ctx = "/site".

    `before` is the function up to the address, in which the name may get another value.
    """
    if re.search(rf"\b{re.escape(name)}\s*=[^=]", before):
        return None
    said = given_values(script).get(name)
    return said if said is not None and (not said or "/" in said) else None


@lru_cache(maxsize=8)
def row_address(html: str) -> str:
    """The address with a place for each field: `/art/{id}.html`; empty where no script joins one."""
    joined = [one for one in map(_joined_row, islice(_ROW.finditer(html), _MOST_CALLS)) if one]
    if joined:  # of several, one whose link has a title for its words
        return next((address for address, titled in joined if titled), joined[0][0])
    templates = (_placed(_PLACE, each) for each in _TEMPLATE.findall(html))
    found = (each for each in templates if "{" in each and "$" not in each)
    braced = (_placed(_FIELD_IN_BRACES, each) for each in _BRACED.findall(html))
    told = (*found, *(each for each in braced if "{{" not in each))
    return next((each for each in told if not is_action(each)), "") or _by_function(html)


def _joined_row(match: re.Match[str]) -> tuple[str, bool] | None:
    """The address that pieces and fields of a row make, and whether its link has a title; None for an action, a search or what goes on."""
    html, end = match.string, match.end()
    address = f"{match[1] or ''}{_place(match[2])}{match[3] or ''}"
    while further := _FURTHER.match(html, end):
        address, end = f"{address}{_place(further[1])}{further[2]}", further.end()
    if _GOES_ON.match(html, end) or is_action(address) or "{title}" in address:
        return None
    return address, _TITLED.search(_ENDS.split(html[end : end + 300])[0]) is not None


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
