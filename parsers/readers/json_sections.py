"""This module joins the sections of one document, which a program has saved as the objects of a list or by their headings.

`{"title": …, "sections": [{"heading": "一、总体情况", "text": …}, …]}` and `{"一、总体情况": …, …}` are such documents.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from parsers.headings import mandated_part
from parsers.patterns import LETTER

_TEXT = "text"
_FEWEST = 3  # of the form's headings
_LONGEST = 40


def join_sections(content: Any) -> Any:
    r"""JSON in which the sections of a document are one text, each with its heading above it.

    >>> heads = ["一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况"]
    >>> join_sections({"title": "甲", "parts": [{"heading": head, "level": 1, "text": ["无。"]} for head in heads]})
    {'title': '甲', 'parts': '一、总体情况\n无。\n二、主动公开政府信息情况\n无。\n五、存在的主要问题及改进情况\n无。'}
    >>> join_sections({"title": "甲"} | dict.fromkeys(heads[:2], "无。")) == {"title": "甲"} | dict.fromkeys(heads[:2], "无。")
    True
    """
    joined = _joined(content)
    return {_TEXT: joined} if isinstance(content, list) and isinstance(joined, str) else joined


def _joined(content: Any) -> Any:
    if isinstance(content, list):
        parts = [_joined(one) for one in content]
        if not _are_of_one_form(next(_strings(one), "") for one in parts):
            return parts
        return "\n".join(said for one in parts for said in _strings(one))
    if not isinstance(content, dict):
        return content
    content = {name: _joined(value) for name, value in content.items()}
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
