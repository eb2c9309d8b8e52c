"""This module reads the items of XML that is no HTML: feeds, and lists that a script draws.

>>> list(xml_items("<r><item><title>甲</title><link><![CDATA[/1.html]]></link></item></r>"))
[{'title': '甲', 'link': '/1.html'}]
"""

import re
from collections.abc import Iterator
from html import unescape

from parsers.listings.json_values import Table

_LEAF = re.compile(
    r"<([A-Za-z_][\w.:-]{0,40})(?:\s[^<>]{0,200})?>(?:\s{0,40}<!\[CDATA\[(.{0,2000}?)\]\]>\s{0,40}|([^<>]{0,2000}))</\1>",
    re.DOTALL,
)


def is_xml(text: str) -> bool:
    """Whether an answer is XML and no page."""
    begin = text[:3000].lstrip("\ufeff \t\r\n").lower()
    return begin.startswith(("<?xml", "<rss", "<feed")) and "<html" not in begin


def xml_items(xml: str) -> Iterator[Table]:
    """The text elements of each item, names in lower case; a name that is repeated begins the next item."""
    item: Table = {}
    for name, quoted, plain in _LEAF.findall(xml):
        key = name.lower()
        if key in item:
            yield item
            item = {}
        item[key] = quoted.strip() or unescape(plain).strip()
    if item:
        yield item
