"""This module takes a page of HTML apart: what a browser shows of it, its menus, its scripts, and what it keeps for them."""

import re
from collections.abc import Iterator
from itertools import takewhile

from selectolax.lexbor import LexborNode

# What is never closed goes on to the page's end, as in a browser; to look for its end from each would
# take time by the square of the page.
_NOT_SHOWN = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_SCRIPT = re.compile(r"<script\b[^<>]*>(.*?)(</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TEMPLATE = re.compile(
    r"<template\b[^<>]*>(.*?)(?:(</template\s*>)|\Z)"
    r"|<script\b[^<>]*\btype\s*=\s*[\"']?text/(?:html|(?:x-)?template)\b[^<>]*>(.*?)(?:(</script\s*>)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = r"(?:\s|&nbsp;|<[^>]{0,200}>)*+"
_DECLARED = re.compile(
    rf"共{_TAG}(?:有|计|找到)?{_TAG}(?:记录)?{_TAG}(?:\d{{1,4}}{_TAG}页{_TAG}[,，/]?{_TAG})?"
    rf"(\d{{1,7}}){_TAG}(?:条|項|项|篇|个?记录)"
    rf"|(?:总记录数?|记录总数|总条数){_TAG}[:：]?{_TAG}(\d{{1,7}})"
)


# A letter that a library has written by its number, as ASP.NET Core writes all that are not Latin.
_LETTER = re.compile(
    r"&#(?:x([4-9][0-9a-f]{3})|([2-3]\d{4}|199[7-9]\d|40[0-8]\d\d));", re.IGNORECASE
)
_PAIR = re.compile(r"""["']?(\w+)["']?\s*:\s*(?:["']([^"']*)["']|(\d+))""")
_FOOT = re.compile(r"(?:^|[\s_-])foot(?:er)?(?:$|[\s_\d-])", re.IGNORECASE)
_OUTMOST = ("body", "html", "-undef")
_DEEPEST = 100  # elements around another that are looked at
_ZONE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumb|pager|paging|pagination|foot|footer|friends?|curpage|dqwz)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)


def with_letters(html: str) -> str:
    """A page with each Chinese letter itself in the place of its number.

    >>> with_letters("&#x5e74;&#25253;&#x7b2c;&#19978;&#38;&#160;")
    '年报第上&#38;&#160;'
    """
    if "&#" not in html:
        return html
    return _LETTER.sub(lambda one: chr(int(one[1], 16) if one[1] else int(one[2])), html)


def declared_rows(html: str) -> int | None:
    """The number of rows that a page's visible text declares, as `共45条` does."""
    counts = _DECLARED.findall(_NOT_SHOWN.sub("", html))
    found = [int(before or after) for before, after in counts]
    return next((count for count in reversed(found) if count), None)


def is_whole_page(html: str) -> bool:
    """Whether an answer is a page, rather than a part that a script puts into one."""
    head = html[:2000].lower()
    return any(tag in head for tag in ("<html", "<body", "<frame"))


def visible_html(html: str) -> str:
    """A page without comments, scripts and styles.

    >>> visible_html("1<!--2-->3<!-->4<script>5</script>6<style>7")
    '1346'
    """
    return _NOT_SHOWN.sub("", html)


def templates(html: str) -> Iterator[str]:
    """The HTML that a page keeps for a script to show, in templates and in scripts of that type.

    >>> list(templates("<template id=a><li>1</li></template><script type='text/html'><li>2</script><template>3"))
    ['<li>1</li>', '<li>2']
    """
    for match in _TEMPLATE.finditer(html):
        body, end, script, script_end = match.groups()
        if end or script_end:
            yield body or script or ""


def inline_scripts(html: str) -> Iterator[str]:
    """The text of each script in a page; browsers do not run a script that is never closed.

    >>> list(inline_scripts("<script>a()</script><SCRIPT src=b></script ><script>c()"))
    ['a()', '']
    """
    for match in _SCRIPT.finditer(html):
        if match[2]:
            yield match[1]


def named_number(name: str, script: str) -> int | None:
    """The number that an object in a script has by a name: 12 of `pageCount: '12'`."""
    found = re.search(rf"""\b{name}\s*:\s*["']?(\d{{1,9}})""", script)
    return int(found[1]) if found else None


def object_values(text: str) -> dict[str, str]:
    """The strings and numbers of an object in a script, by name."""
    return {key: value or number for key, value, number in _PAIR.findall(text)}


def script_of(node: LexborNode) -> str:
    """What a click on an element runs, in its address or by its attribute."""
    return f"{node.attrs.sget('href')} {node.attrs.sget('onclick')}"


def is_hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it is not shown."""
    return "hidden" in node.attributes or _HIDDEN.search(node.attrs.sget("style")) is not None


def text_of(node: LexborNode) -> str:
    """The text of an element, its words parted by one blank each."""
    return " ".join((node.text() or "").split())


def letters_of(node: LexborNode) -> str:
    """The text of an element without any blank."""
    return "".join((node.text() or "").split())


def around(node: LexborNode | None, most: int) -> Iterator[LexborNode]:
    """An element, the one that it is in, and so on outwards, so many at most."""
    for _ in range(most):
        if node is None:
            return
        yield node
        node = node.parent


def before(node: LexborNode, most: int) -> Iterator[LexborNode]:
    """What stands before an element beside it, the nearest first, so many at most."""
    one = node.prev
    for _ in range(most):
        if one is None:
            return
        yield one
        one = one.prev


def is_in_foot(node: LexborNode) -> bool:
    """Whether an element stands in the foot of a page."""
    outwards = takewhile(lambda one: one.tag not in _OUTMOST, around(node.parent, _DEEPEST))
    return any(one.tag == "footer" or _FOOT.search(_names_of(one)) for one in outwards)


def _names_of(node: LexborNode) -> str:
    return f"{node.attrs.sget('class')} {node.attrs.sget('id')}"


def is_in_zone(node: LexborNode) -> bool:
    """Whether an element stands in a menu, a breadcrumb, a pager, or in a head or a foot that is no article's own."""
    outer, of_page = node.parent, False
    while outer is not None and outer.tag not in _OUTMOST:
        if outer.tag in ("nav", "aside") or _ZONE.search(_names_of(outer)):
            return True
        of_page = outer.tag != "article" and (of_page or outer.tag in ("header", "footer"))
        outer = outer.parent
    return of_page
