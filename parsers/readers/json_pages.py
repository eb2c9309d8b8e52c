"""This module joins the pages of one document, whose texts a program has saved as the objects of a list.

Programs that take the text out of PDF do so, page by page: `{"pages": [{"page": 1, "text": …}, …]}`.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

_NUMBERS = re.compile(r"page(?:_?(?:no|num|number|index|idx|label))?|页码|页", re.IGNORECASE)
_PAGES = "pages"


def join_pages(content: Any) -> Any:
    r"""JSON in which each list of a document's pages is one object, with all their text under the name that it has in each.

    Pages are numbered without a gap, or their list is called pages; they have no titles, as articles have. A list in which
    numbers begin anew holds several documents.

    >>> join_pages({"pages": [{"text": "一、总体情况", "width": 595}, {"text": "二、主动公开", "width": 595}]})
    {'pages': {'text': '一、总体情况\n二、主动公开'}}
    >>> join_pages([{"page_content": "甲", "metadata": {"page": 0}}, {"page_content": "乙", "metadata": {"page": 1}}])
    {'page_content': '甲\n乙'}
    >>> join_pages([{"page": 1, "text": "甲"}, {"page": 1, "text": "乙"}])
    [{'page': 1, 'text': '甲'}, {'page': 1, 'text': '乙'}]
    """
    if isinstance(content, dict):
        return {name: _joined(name, value) for name, value in content.items()}
    return _joined("", content)


def _joined(name: str, value: Any) -> Any:
    """A value with the pages in it joined; `name` is the key that holds it."""
    if isinstance(value, dict):
        return join_pages(value)
    if not isinstance(value, list):
        return value
    pages = [one for one in value if isinstance(one, dict)]
    if len(pages) < max(2, len(value)) or not _are_pages(name, pages):
        return [_joined("", one) for one in value]
    text = name_of_text(pages)
    return {text: "\n".join(page.get(text) or "" for page in pages)} if text else value


def _are_pages(name: str, pages: list[dict[str, Any]]) -> bool:
    """Whether objects are the pages of one document: numbered one after another, or called so and without numbers."""
    if any("title" in key.lower() for page in pages for key in page):
        return False
    numbers = [number for page in pages if (number := _number(page)) is not None]
    if len(numbers) < len(pages):
        return name.lower() == _PAGES and not numbers
    return all(after - before == 1 for before, after in pairwise(numbers))


def _number(page: dict[str, Any]) -> int | None:
    """The number of a page, which may be in an object that describes the page."""
    said = [page, *(value for value in page.values() if isinstance(value, dict))]
    numbers = (str(one[name]) for one in said for name in one if _NUMBERS.fullmatch(name))
    return next((int(number) for number in numbers if number.isdecimal()), None)


def name_of_text(parts: list[dict[str, Any]]) -> str | None:
    """The key of the text of a document's parts: of those under which some have a text and the others nothing, the one with the longest."""
    lengths: Counter[str] = Counter()
    others = set[str]()
    for name, value in ((name, value) for part in parts for name, value in part.items()):
        if isinstance(value, str):
            lengths[name] += len(value)
        elif value is not None:
            others.add(name)
    return next(
        (name for name, length in lengths.most_common() if length and name not in others), None
    )
