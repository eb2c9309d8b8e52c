"""This module gives addresses to elements that keep them, or a part of them, for a script of jQuery.

<li data-id="8a81">甲</li>   $("li").click(function(){ location.href = "/art/" + $(this).data("id") + ".html"; })
"""

import re
from functools import partial
from itertools import islice

from parsers.javascript import NAME
from parsers.listings.askable import is_action

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
_MOST_KEPT = 3  # attributes of which a script makes addresses


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
