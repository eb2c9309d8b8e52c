"""This module joins the parts of one document that a program has saved apart: its pages as the objects of a list,
its sections so or by their headings.

Programs that take the text out of PDF save it page by page: `{"pages": [{"page": 1, "text": …}, …]}`. Sections are
`{"title": …, "sections": [{"heading": "一、总体情况", "text": …}, …]}` or `{"一、总体情况": …, …}`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from parsers.headings import mandated_part
from parsers.patterns import LETTER

_NUMBERS = re.compile(r"page(?:_?(?:no|num|number|index|idx|label))?|页码|页", re.IGNORECASE)
_PAGES = "pages"
_TEXT = "text"
_FEWEST = 3  # of the form's headings
_LONGEST = 40


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
        return {name: _with_pages(name, value) for name, value in content.items()}
    return _with_pages("", content)


def _with_pages(name: str, value: Any) -> Any:
    """A value with the pages in it joined; `name` is the key that holds it."""
    if isinstance(value, dict):
        return join_pages(value)
    if not isinstance(value, list):
        return value
    pages = [one for one in value if isinstance(one, dict)]
    if len(pages) < max(2, len(value)) or not _are_pages(name, pages):
        return [_with_pages("", one) for one in value]
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
    return next((int(one) for one in numbers if len(one) < _LONGEST and one.isdecimal()), None)


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


def join_sections(content: Any) -> Any:
    r"""JSON in which the sections of a document are one text, each with its heading above it.

    >>> heads = ["一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况"]
    >>> join_sections({"title": "甲", "parts": [{"heading": head, "level": 1, "text": ["无。"]} for head in heads]})
    {'title': '甲', 'parts': '一、总体情况\n无。\n二、主动公开政府信息情况\n无。\n五、存在的主要问题及改进情况\n无。'}
    >>> join_sections({"title": "甲"} | dict.fromkeys(heads[:2], "无。")) == {"title": "甲"} | dict.fromkeys(heads[:2], "无。")
    True
    """
    joined = _with_sections(content)
    return {_TEXT: joined} if isinstance(content, list) and isinstance(joined, str) else joined


def _with_sections(content: Any) -> Any:
    if isinstance(content, list):
        parts = [_with_sections(one) for one in content]
        if not _are_of_one_form(next(_strings(one), "") for one in parts):
            return parts
        return "\n".join(said for one in parts for said in _strings(one))
    if not isinstance(content, dict):
        return content
    content = {name: _with_sections(value) for name, value in content.items()}
    if not _are_of_one_form(content):
        return content
    heads = [name for name in content if _part(name)]
    text = "\n".join(said for name in heads for said in (name, *_strings(content[name])))
    rest = {name: value for name, value in content.items() if name not in heads}
    return {**rest, _TEXT: text} if rest else text


def _strings(value: Any) -> Iterator[str]:
    """The texts of a section: what is in Chinese of an object, and all of a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            if not isinstance(one, str) or LETTER.search(one):
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _are_of_one_form(texts: Iterable[str]) -> bool:
    """Whether enough of some texts begin with headings of the form, each with another: several reports have them again."""
    parts = [part for text in texts if (part := _part(text))]
    return len(parts) == len(set(parts)) >= _FEWEST


def _part(text: str) -> int | None:
    line = text[:_LONGEST].partition("\n")[0]
    return mandated_part(line) if len(line) < _LONGEST else None
