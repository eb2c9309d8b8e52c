"""This module turns what a page tells search engines of its article (JSON-LD) into named values.

The names are those of the standard for the heads of government pages, whose own values come first.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

_SCRIPT = re.compile(
    r"<script\b[^<>]{0,200}application/ld\+json[^<>]{0,200}>(.{0,20000}?)</script",
    re.IGNORECASE | re.DOTALL,
)
_HINT = (
    "application/ld+json"  # sought first, as hardly any page has it, and whole, which is quicker
)
# schema.org, and what Baidu asks for
_NAMES = {
    "ArticleTitle": ("headline", "title"),
    "PubDate": ("datePublished", "pubDate"),
}


LINKED_NAMES = _NAMES.keys()  # a page whose own head gives them needs no linked data


def linked_data(html: str) -> tuple[tuple[str, str], ...]:
    """The title and the day of the first article that a page's linked data describe with both.

    >>> linked_data('<script type="application/ld+json">{"title": "甲", "pubDate": "2024-01-29T09:30:00"}</script>')
    (('ArticleTitle', '甲'), ('PubDate', '2024-01-29T09:30:00'))
    """
    if _HINT not in html:
        return ()
    for script in _SCRIPT.findall(html):
        for article in _objects(script):
            named = tuple(
                (name, value)
                for name, keys in _NAMES.items()
                for value in [next((article[key] for key in keys if key in article), None)]
                if isinstance(value, str) and value.strip()
            )
            if len(named) == len(_NAMES):
                return named
    return ()


def _objects(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a script, one or a list of them; none where it is no JSON."""
    try:
        content = json.loads(script)
    except (ValueError, RecursionError):
        return
    graph = content.get("@graph", content) if isinstance(content, dict) else content
    yield from (
        one for one in (graph if isinstance(graph, list) else [graph]) if isinstance(one, dict)
    )
