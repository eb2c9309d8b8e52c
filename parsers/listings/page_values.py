"""This module puts the values that a page keeps for its scripts in the places where they ask for them.

$('#columnId').val() where <input type="hidden" id="columnId" value="12">   getQueryString('id') on list.html?id=12
$('meta[name=channelId]').attr('content')   $('#form').serialize(), which is all that the form sends
"""

import re
from functools import lru_cache
from html import unescape
from urllib.parse import urlencode, urlsplit

from parsers.listings.listing import Response, query_fields

_BY_ID = r"""\$\(\s*["']\#([\w-]{1,40})["']\s*\)\s*\.\s*"""
_FIELD = re.compile(
    rf"""
    {_BY_ID}val\(\s*\)
    |document\s*\.\s*getElementById\(\s*["']([\w-]{{1,40}})["']\s*\)\s*\.\s*value(?!\s*=[^=])
    """,
    re.VERBOSE,
)
_KEPT = re.compile(rf"""{_BY_ID}(?:data|attr)\(\s*["'](?:data-)?([\w-]{{1,40}})["']\s*\)""")
_FORM = re.compile(rf"{_BY_ID}serialize(?:Array)?\(\s*\)")
_SENT = re.compile(r"<(?:input|select|textarea)\b[^<>]{0,600}>", re.IGNORECASE)
_UNSENT = re.compile(
    r"""\sdisabled\b|\stype\s*=\s*["']?(?:submit|button|image|reset|file|(?:radio|checkbox)\b(?![^<>]*\schecked))""",
    re.IGNORECASE,
)
# What asks who is writing, as a letter's form does.
_WHO = re.compile(
    r"""<t|\stype\s*=\s*["']?(?:tel|email|password)|\sname\s*=\s*["']?\w*(?:phone|mobile|mail|idcard|sfz|lxdh|shouji)""",
    re.IGNORECASE,
)
_META = re.compile(
    r"""\$\(\s*["']meta\[name=["']?([\w-]{1,40})["']?\]["']\s*\)\s*\.\s*attr\(\s*["']content["']\s*\)"""
)
# A field of the page's own address: getQueryString('id'), searchParams.get('id')
_ASKED = re.compile(
    r"""
    (?:\b(?:[A-Za-z_$][\w$]*\.)?\w*(?:[qQ]uery|[pP]aram|[rR]equest|[uU]rlArg)\w*
    |\b(?:searchParams|(?:new\s{1,9})?URLSearchParams\([^()]{0,60}\))\s*\.\s*get)
    \(\s*["'](\w{1,30})["']\s*\)
    """,
    re.VERBOSE,
)
# The same by hand: location.search.split('id=')[1], location.href.split('=')[1]
_CUT_OUT = re.compile(
    r"""\b(?:(?:window|document)\s?\.\s?)?location\s?\.\s?(?:search|href)\s?\.\s?split\(\s?["'][?&]?(\w{0,30})=["']\s?\)\[1\]"""
)
# The last part of the page's own path: location.pathname.split('/').pop()
_LAST = re.compile(
    r"""\b(?:(?:window|document)\s?\.\s?)?location\.pathname\.split\(\s?["']/["']\s?\)\.pop\(\)"""
)
# What a script does with the words of a box that nobody has filled in: encodeURIComponent("" || '')
_OR_NONE = re.compile(r"""("[^"\n]{0,200}")\s*\|\|\s*(?:""|'')""")
_ENCODED = re.compile(
    r"""\bencodeURI(?:Component)?\(\s*("[\w./-]{0,200}"|[A-Za-z_$][\w$]{0,40})\s*\)"""
)
_BOX = re.compile(r"""<input\b(?![^<>]*\btype\s*=\s*["']?(?!text|search)\w)""", re.IGNORECASE)
_NEW = re.compile(r"\bnew\s(?:Object|URLSearchParams)\(\s?\)")  # to which a script then adds
_OPTION = re.compile(r"<option\b[^<>]{0,300}>", re.IGNORECASE)
_SELECTED = re.compile(r"\sselected\b", re.IGNORECASE)
_MOST_OF_SELECT = 20_000  # characters
_MOST_FIELDS = 40  # that a form of a list sends
_TAG = re.compile(r"<\w[^<>]{0,1300}>")
# What elements are asked for by: the id of any, the name of a meta.
_NAMED_BY = {
    name: re.compile(
        rf"""(?<![\w-])(?i:{name})\s*=\s*(?:["']([\w-]{{1,40}})["']|([\w-]{{1,40}})(?=[\s/>]))"""
    )
    for name in ("id", "name")
}
_ATTRIBUTE = r"""\s(?i:(?:data-)?{name})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))"""
SECRET = re.compile(r"token|csrf|sign|captcha|secret|nonce|pwd|passw", re.IGNORECASE)


def with_values(response: Response) -> str:
    """The page with such expressions replaced by the strings that they give; those of a secret's name remain."""
    page = html = _NEW.sub("{}", response.text)
    asked = dict(query_fields(response.url))
    if ".val(" in html or ").value" in html:
        html = _FIELD.sub(lambda one: _literal(one, _kept(page, one[1] or one[2], "value")), html)
    if ".data(" in html or ".attr(" in html:
        html = _KEPT.sub(lambda one: _literal(one, _kept(page, one[1], one[2])), html)
    if ".serialize" in html:
        html = _FORM.sub(lambda one: _literal(one, _serialized(page, one[1])), html)
    if "meta[" in html:
        html = _META.sub(lambda one: _literal(one, _kept(page, one[1], "content", "name")), html)
    if asked:
        html = _ASKED.sub(lambda one: _literal(one, asked.get(one[1], "")), html)
        html = _OR_NONE.sub(r"\1", html)
        first = next(iter(asked))
        html = _CUT_OUT.sub(lambda one: _literal(one, asked.get(one[1] or first)), html)
    if "location.pathname" in html:
        html = _LAST.sub(
            lambda one: _literal(one, urlsplit(response.url).path.rpartition("/")[2]), html
        )
    if "encodeURI" in html:
        html = _ENCODED.sub(r"\1", _OR_NONE.sub(r"\1", html))
    return html


def _kept(html: str, name: str, attribute: str, named_by: str = "id") -> str | None:
    """What an element keeps in an attribute; nothing in a box that nobody has filled in, and None of a secret."""
    if SECRET.search(name) or SECRET.search(attribute):
        return None
    tag = _elements(html, named_by).get(name)
    if tag and attribute == "value" and tag[0][:7].lower() == "<select":
        tag = _chosen_option(html, tag.end())
    found = re.search(_ATTRIBUTE.format(name=re.escape(attribute)), tag[0]) if tag else None
    if found is None:
        return "" if tag and attribute == "value" and _BOX.match(tag[0]) else None
    return unescape(found[1] or found[2] or found[3] or "")


@lru_cache(maxsize=8)
def _serialized(html: str, name: str) -> str | None:
    """What a form sends, as a query; None of one with a secret, of a letter, or of one with more fields than a list has."""
    form = _elements(html, "id").get(name)
    end = html.lower().find("</form", form.end()) if form else -1
    fields: list[tuple[str, str]] = []
    for tag in _SENT.finditer(html, form.end() if form else 0, max(end, 0)):
        named = re.search(_ATTRIBUTE.format(name="name"), tag[0])
        said = next(filter(None, named.groups()), "") if named else ""
        if SECRET.search(said) or _WHO.search(tag[0]) or len(fields) > _MOST_FIELDS:
            return None
        chosen = _chosen_option(html, tag.end()) if tag[0][1] in "sS" else tag
        held = re.search(_ATTRIBUTE.format(name="value"), chosen[0]) if chosen else None
        if said and not _UNSENT.search(tag[0]):
            fields.append((said, unescape(next(filter(None, held.groups()), "")) if held else ""))
    return urlencode(fields) if fields else None


@lru_cache(maxsize=2)
def _elements(html: str, named_by: str) -> dict[str, re.Match[str]]:
    """The first tag of each id, or of each name of a meta."""
    found: dict[str, re.Match[str]] = {}
    for tag in _TAG.finditer(html):
        if named_by == "id" or tag[0][:5].lower() == "<meta":
            for quoted, bare in _NAMED_BY[named_by].findall(tag[0]):
                found.setdefault(quoted or bare, tag)
    return found


def _chosen_option(html: str, begin: int) -> re.Match[str] | None:
    """The option that a select shows whose options begin at a place: the one that is selected, else the first."""
    length = html[begin : begin + _MOST_OF_SELECT].lower().find("</select")
    options = list(_OPTION.finditer(html, begin, begin + max(0, length)))
    return next((one for one in options if _SELECTED.search(one[0])), next(iter(options), None))


def _literal(match: re.Match[str], value: str | None) -> str:
    plain = value is not None and re.fullmatch(r"[^\"'\\\n<>\udc80-\udcff]{0,600}", value)
    return f'"{value}"' if plain else match[0]
