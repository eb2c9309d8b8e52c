"""This module gives addresses to what keeps them, or a part of them, for a script: the choices of selects, and elements.

<select onchange="location.href='nb.jsp?start=' + this.value"><option value="2023">
<li data-id="8a81">甲</li>   $("li").click(function(){ location.href = "/art/" + $(this).data("id") + ".html"; })
"""

import re
from functools import partial
from itertools import islice

from parsers.javascript import NAME
from parsers.listings.askable import is_action
from parsers.listings.script_pagers import NUMBERED, address_parts

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
_COUNTED = re.compile(
    rf">\s*+{NUMBERED}\s*+页?\s*(?:/\s*共?\s*\d{{1,4}}\s*页?\s*)?(?:<|$)", re.IGNORECASE
)
_VALUE = re.compile(r"""(<option\b[^<>]*?\bvalue\s*=\s*)["']?([\w.-]{1,60})["']?""", re.IGNORECASE)
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
# An attribute of the element itself: onclick="location.href='list.jsp?id=' + this.id"
_OF_ITSELF = re.compile(
    r"""
    (<[a-z]+\b[^<>]*?(?:location(?:\.href)?\s?=|open\()\s?)     # the tag, up to the address
    '([^'"<>]{1,200})'\s?\+\s?this\.(id|title|name|dataset\.\w+)\b(?:\s?\+\s?'([^'"<>]{0,100})')?
    ([^<>]*>)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MOST_KEPT = 3  # attributes of which a script makes addresses


def resolve_selects(html: str) -> str:
    r"""The page with the addresses to which its selects lead as the values of their choices.

    >>> page = '<select onchange="location.href=\'a?y=\' + this.value"><option value="5"></select>'
    >>> resolve_selects(page)[-31:]
    '<option value="a?y=5"></select>'
    """
    if "this." in html:
        html = _OF_ITSELF.sub(_with_itself, _CHOSEN.sub(_with_options, html))
    return _LED.sub(partial(_with_led, html), html) if "(this" in html else html


def _with_options(match: re.Match[str]) -> str:
    """A select whose choices are addresses, where its own script joins them: 'nb.jsp?start=' + this.value."""
    before, after = match[2], match[3] or ""
    return match[1] + _VALUE.sub(lambda one: f'{one[1]}"{before}{one[2]}{after}"', match[4])


def _with_itself(match: re.Match[str]) -> str:
    """The tag of an element with its whole address, of which its script joins one of its attributes."""
    begin, before, named, after, rest = match.groups()
    name = named.replace("dataset.", "data-")
    told = re.search(rf"""\s{name}\s?=\s?["']?([\w.%-]{{1,200}})""", begin + rest, re.IGNORECASE)
    return match[0] if told is None else f"{begin}'{before}{told[1]}{after or ''}'{rest}"


def _with_led(html: str, match: re.Match[str]) -> str:
    """A select whose choices are the addresses that its function leads to; numbers are those of a pager."""
    parts = address_parts(html, match[2])
    if parts is None or _COUNTED.search(match[3]):
        return match[0]
    return match[1] + _VALUE.sub(lambda one: f'{one[1]}"{parts[0]}{one[2]}{parts[1]}"', match[3])


def resolve_kept(html: str) -> str:
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
