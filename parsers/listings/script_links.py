"""This module reads links that call a function, where the page says what address the function opens.

<a href="javascript:view('8a81')">甲</a>  function view(id){ window.open("/detail.jsp?id=" + id); }
"""

import re

from parsers.listings.script_pagers import address_parts, function_body

_CALL = re.compile(
    r"""(?:href\s*=\s*(["'])\s*javascript:\s*|onclick\s*=\s*(["']))\s*(?:void\s+)?(?:return\s+)?"""
    r"""([A-Za-z_$][\w$]{0,40})\s*\(\s*(?:(?!\1)["']|&#39;|&quot;)?([\w./%?&=-]{1,200})(?:["']|&#39;|&quot;)?\s*(?:,[^()]{0,200})?\)"""
    r"""\s*;?\s*(?:return\s+(?:false|true)\s*;?\s*)?(?:\1|\2)"""
)
_DIRECT = r"(?:open|href|location|replace|assign)\s*(?:=|\()\s*{name}\s*[,;)}}]"
_ALONE = ("", "")
MOST = 20  # functions of a page that are looked for
_PAGE = re.compile(r"\d{1,4}")
_OWN = frozenset({"void", "open", "alert"})


def resolve_script_links(html: str) -> str:
    r"""The page with each such call replaced by the address that it opens; calls of pagers remain.

    >>> page = '''<a href="javascript:go('a1')">x</a><script>function go(n){open("/n/" + n)}</script>'''
    >>> resolve_script_links(page).partition(">")[0]
    '<a onclick="open(\'/n/a1\')"'
    """
    around: dict[str, tuple[str, str] | None] = {}

    def opened(match: re.Match[str]) -> str:
        name, argument = match[3], match[4]
        if name in _OWN or _PAGE.fullmatch(argument):
            return match[0]
        if name not in around:
            if len(around) >= MOST:
                return match[0]
            around[name] = address_parts(html, name)
        found = around[name] or (_ALONE if _opens(html, name, argument) else None)
        return match[0] if found is None else f"onclick=\"open('{found[0]}{argument}{found[1]}')\""

    return _CALL.sub(opened, html) if "function" in html else html


def _opens(html: str, name: str, argument: str) -> bool:
    """Whether a function opens the address that it is called with."""
    found = function_body(html, name) if re.search(r"[/.]", argument) else None
    return found is not None and bool(
        re.search(_DIRECT.format(name=re.escape(found[0])), found[1].partition("}")[0] + "}")
    )
