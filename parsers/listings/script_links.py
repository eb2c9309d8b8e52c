"""This module reads links that call a function, where the page says what address the function opens.

<a href="javascript:view('1', '8a81')">甲</a>   function view(c, id){ window.open("/" + c + "/detail.jsp?id=" + id); }
<li data-id="8a81">甲</li>   $("li").click(function(){ location.href = "/art/" + $(this).data("id") + ".html"; })
"""

import re
from functools import partial
from html import unescape
from itertools import islice

from parsers.javascript import NAME
from parsers.listings.askable import is_action
from parsers.listings.joined_addresses import given_values
from parsers.listings.links import PAGER_WORDS
from parsers.listings.markup import TAGS
from parsers.listings.script_pagers import address_parts, function_body

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
_THIS = r"\$\(this\)\s*\.\s*"
# An attribute of the page's own.
_OF_ITS_OWN = r"""(?:data-)?(?!(?:id|class|href|src|name|value|title|type)["'])([\w-]+)"""
# A part of the address: location.href = "/art/" + $(this).data("id") + ".html"
_KEPT = re.compile(
    rf"""
    ["']([^"'<>\n]{{0,200}})["']\s*\+\s*
    {_THIS}(?:data\(\s*["']([\w-]+)|attr\(\s*["']{_OF_ITS_OWN})["']\s*\)
    (?:\s*\+\s*["']([^"'<>\n]{{0,100}})["'])?
    """,
    re.VERBOSE,
)
# The whole address, under a name of the page's own: $('#box').load($(this).attr('rel'))
_WHOLE = re.compile(
    rf"""
    (?:load|open|href|location|get)\s*[=(]\s*
    {_THIS}(?:data\(\s*["']([\w-]+)|attr\(\s*["']{_OF_ITS_OWN})["']\s*\)
    """,
    re.VERBOSE,
)
# A part by way of a variable: var p = $(this).data('page'); location.href = '/nb?page=' + p;
_VARIABLE = re.compile(
    rf"""
    (?:var|let|const)\s+({NAME})\s*=\s*({_THIS}(?:data|attr)\(\s*["'][\w-]+["']\s*\))
    (.{{0,200}}?["']\s*\+\s*)\1\b
    """,
    re.DOTALL | re.VERBOSE,
)
# A select that leads on by itself: onchange="location.href='nb.jsp?start=' + this.value"
_CHOSEN = re.compile(
    r"""
    (<select\b[^<>]*?\bonchange\s*=\s*
      "[^"<>]{0,80}?location(?:\.href)?\s*=\s*'([^'"<>]{1,200})'
      \s*\+\s*this\.(?:value|options\[this\.selectedIndex\]\.value)
      (?:\s*\+\s*'([^'"<>]{0,100})')?[^"<>]*"
    [^<>]*>)
    (.{0,20000}?)(?=</select)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
# A select of years whose function leads to an address: onchange="go(this)"
_LED = re.compile(
    r"""
    (<select\b[^<>]*?\bonchange\s*=\s*
      ["']?\s*+(?:javascript:)?\s*+(?:return\s+)?(\w{1,40})\s*\(\s*this\b[^()<>]{0,60}\)
    [^<>]*>)
    ((?:\s*<option\b[^<>]*>[^<>]{0,60}(?:</option>)?){1,300})
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A button whose function leads to what a select of years has: var y = $('#y').val(); location.href = 'nb.jsp?year=' + y
_ASKED = re.compile(
    rf"""
    ({NAME})\s*=\s*(?:document\s*\.\s*getElementById\(\s*["']([\w-]+)["']\s*\)\s*\.\s*value|\$\(\s*["']\#([\w-]+)["']\s*\)\s*\.\s*val\(\s*\))
    [^<>]{{0,200}}?location(?:\.href)?\s*=\s*["']([^"'<>]{{1,200}}[?&=/_-])["']\s*\+\s*\1\b
    """,
    re.VERBOSE,
)
_COUNTED = re.compile(r">\s*第?\s*\d{1,3}\s*页?\s*(?:<|$)")
_VALUE = re.compile(r"""(<option\b[^<>]*?\bvalue\s*=\s*)["']?([\w.-]{1,60})["']?""", re.IGNORECASE)
_CODED = re.compile(r"\b(?:encodeURI(?:Component)?|escape)\s*\(\s*([\w$]{1,40})\s*\)")
_SELECTED = re.compile(r"</select", re.IGNORECASE)
_MOST_LETTERS = 20_000  # of a select
_MOST_KEPT = 3  # attributes of which a script makes addresses
_PAGE = re.compile(r"\d{1,4}")
_ENDS = re.compile("</a", re.IGNORECASE)
_OWN = frozenset({"void", "open", "alert"})


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

    html = _CHOSEN.sub(_with_options, html) if "this." in html else html
    html = _LED.sub(partial(_with_led, html), html) if "(this" in html else html
    for asked in list(_ASKED.finditer(html))[:_MOST_KEPT] if "<select" in html else ():
        html = _with_asked(html, asked[2] or asked[3], asked[4])
    resolved = _CALL.sub(opened, html) if "function" in html else html
    return _with_kept(resolved) if "$(this)" in html else resolved


def _with_options(match: re.Match[str]) -> str:
    """A select whose choices are addresses, where its own script joins them: 'nb.jsp?start=' + this.value."""
    before, after = match[2], match[3] or ""
    return match[1] + _VALUE.sub(lambda one: f'{one[1]}"{before}{one[2]}{after}"', match[4])


def _with_led(html: str, match: re.Match[str]) -> str:
    """A select whose choices are the addresses that its function leads to; numbers are those of a pager."""
    parts = address_parts(html, match[2])
    if parts is None or _COUNTED.search(match[3]):
        return match[0]
    return match[1] + _VALUE.sub(lambda one: f'{one[1]}"{parts[0]}{one[2]}{parts[1]}"', match[3])


def _with_asked(html: str, name: str, before: str) -> str:
    """The page with the choices of a select, by its id, as the addresses to which a button leads with them."""
    select = rf"""<select\b[^<>]*?\bid\s*=\s*["']?{re.escape(name)}["'\s>]"""
    begin = re.search(select, html, re.IGNORECASE)
    end = _SELECTED.search(html, begin.end(), begin.end() + _MOST_LETTERS) if begin else None
    if begin is None or end is None:
        return html
    said = html[begin.end() : end.start()]
    led = _VALUE.sub(lambda one: f'{one[1]}"{before}{one[2]}"', said)
    return html[: begin.end()] + led + html[end.start() :]


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


def _with_kept(html: str) -> str:
    """The page with an address for every element that holds a part of one for a script of jQuery."""
    html = _VARIABLE.sub(r"\3\2", html, count=1)  # the value in the variable's place
    joined = [found for found in _KEPT.finditer(html) if not is_action(found[1])]
    kept = {found[2] or found[3]: found for found in reversed(joined)}
    whole = _WHOLE.search(html) if not kept else None
    if whole is not None:
        named = f"data-{whole[1]}" if whole[1] else f"(?:data-)?{re.escape(whole[2])}"
        attribute = re.compile(
            rf"""(?<![\w-])(?i:{named})\s*=\s*["']?([^"'<>\s]*[/.][^"'<>\s]*)(?:["']|(?=[\s>]))"""
        )
        return attribute.sub(lambda one: f"onclick=\"open('{one[1]}')\"", html)
    for name, found in islice(kept.items(), _MOST_KEPT):
        attribute = re.compile(
            rf"""(?<![\w-])(?i:(?:data-)?{re.escape(name)})\s*=\s*["']?([\w./%-]{{1,200}})(?:["']|(?=[\s>]))"""
        )
        html = attribute.sub(partial(_opening, found[1], found[4] or ""), html)
    return html


def _opening(before: str, after: str, match: re.Match[str]) -> str:
    return f"onclick=\"open('{before}{match[1]}{after}')\""
