"""This module tells the menus of a page from its body: a breadcrumb, a pager, a head and a foot are menus too."""

import re

from selectolax.lexbor import LexborNode

_ZONE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumb|pager|paging|pagination|foot|footer|friends?|curpage|dqwz)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)


def is_in_zone(node: LexborNode) -> bool:
    """Whether an element stands in a menu, a breadcrumb, a pager, or in a head or a foot that is no article's own."""
    around, of_page = node.parent, False
    while around is not None and around.tag not in ("body", "html", "-undef"):
        names = f"{around.attrs.sget('class')} {around.attrs.sget('id')}"
        if around.tag in ("nav", "aside") or _ZONE.search(names):
            return True
        of_page = around.tag != "article" and (of_page or around.tag in ("header", "footer"))
        around = around.parent
    return of_page
