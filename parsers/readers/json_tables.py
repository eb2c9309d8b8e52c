"""This module writes out a document that a program has saved as JSON with its tables as lists of rows.

python-docx and pdfplumber are used so: `{"paragraphs": ["一、总体情况", …], "tables": [[["规章", "0"], …], …]}`.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeGuard

from parsers.patterns import LETTER
from parsers.readers.separated import lines_of_rows

_TEXT = "text"
_SOURCE = re.compile("file|source|doc|pdf", re.IGNORECASE)
_FEWEST = 2  # rows of a table, and cells of the longest
_MOST = 1000  # words that are sought
_SHORT = 2  # letters: as long a word may stand anywhere

Row = list[str | int | None]


def write_tables(content: Any) -> Any:
    r"""JSON in which an object with tables has one text, of its paragraphs and then its tables, and a table is one.

    >>> write_tables({"title": "甲", "body": ["一、总体情况", "无。"], "tables": [[["规章", "0"], ["行政许可", None]]]})
    {'title': '甲', 'text': '一、总体情况\n无。\n规章 | 0 |\n行政许可 |  |'}
    >>> write_tables([["规章", "0"], ["行政许可", "5"]]), write_tables({"tags": ["年报", "公开"]})
    ({'text': '规章 | 0 |\n行政许可 | 5 |'}, {'tags': ['年报', '公开']})
    """
    return _written(_without_names(content))


def _written(content: Any) -> Any:
    """The same for JSON whose lists have no rows by names any more: to look for these at each depth takes long."""
    if isinstance(content, list):
        lines = _in_order(content)
        return {_TEXT: "\n".join(lines)} if lines else [_written(one) for one in content]
    if not isinstance(content, dict):
        return content
    content = {name: _tables_of(_without_names(value)) for name, value in content.items()}
    tables = {name: found for name, value in content.items() if (found := _held(name, value))}
    if not tables:
        return {name: _written(value) for name, value in content.items()}
    rest = {name: value for name, value in content.items() if name not in tables}
    if _is_said(tables.values(), rest.values()):
        return rest
    texts = {name: value for name, value in content.items() if _are_lines(value)}
    printed = [line for lines in texts.values() for line in lines]
    printed += [line for some in tables.values() for table in some for line in _lines(table)]
    rest = {name: value for name, value in rest.items() if name not in texts}
    said = max((_TEXT, *rest), key=lambda name: _lines_of_text(rest.get(name)))
    before = [rest[said]] if isinstance(rest.get(said), str) else []
    return {**rest, said: "\n".join(filter(None, [*before, *printed]))}


def _held(name: str, value: Any) -> list[list[Row]]:
    """The tables that are the value of a key, or the one that is; a key in Chinese may name whose it is."""
    if _are_tables(value):
        return value
    return [value] if name.isascii() and _is_table(value) else []


def _in_order(parts: list[Any]) -> list[str]:
    """The lines of a table, or of tables; none for any other list."""
    if _is_table(parts):
        return _lines(parts)
    return [line for table in parts for line in _lines(table)] if _are_tables(parts) else []


def _sources(parts: list[Any]) -> set[str]:
    """The documents that objects say they are from."""
    objects = [one for one in parts if isinstance(one, dict)]
    return {str(one[name]) for one in objects for name in one if _SOURCE.search(name)}


def _tables_of(value: Any) -> Any:
    """A list of objects that hold a table each as the list of these tables; any other value as it is."""
    tables = [_table_of(one) for one in value] if isinstance(value, list) else []
    whole = tables and None not in tables and len(_sources(value)) < 2
    return tables if whole else value


def _table_of(value: object) -> list[Row] | None:
    """The table of an object that holds nothing else but where it stands and what a program calls it."""
    if not isinstance(value, dict):
        return None
    held = {name: rows for name, one in value.items() if _is_table(rows := _without_names(one))}
    beside = (str(one) for name, one in value.items() if name not in held)
    return held.popitem()[1] if len(held) == 1 and not any(map(LETTER.search, beside)) else None


def _lines_of_text(value: object) -> int:
    """How many lines a text has behind its first, to which tables may be added: HTML has none."""
    return value.count("\n") if isinstance(value, str) and "</" not in value else 0


def _without_names(value: Any) -> Any:
    """A list whose objects are rows, as pandas writes those of columns without names, as lists of cells.

    >>> _without_names([[{"0": "规章", "1": 0}]]), _without_names([{"title": "甲"}])
    ([[['规章', 0]]], [{'title': '甲'}])
    """
    if isinstance(value, dict) and value and all(name.isdecimal() for name in value):
        return list(value.values())
    return list(map(_without_names, value)) if isinstance(value, list) else value


def _is_said(tables: Iterable[list[list[Row]]], texts: Iterable[object]) -> bool:
    """Whether one of an object's texts has what its tables say, as that of a whole page has."""
    cells = (str(cell) for some in tables for table in some for row in table for cell in row)
    longer = dict.fromkeys(cell for cell in cells if len(cell) > _SHORT)
    words = ["".join(cell.split()) for cell in islice(longer, _MOST)]
    said = ("".join(text.split()) for text in texts if isinstance(text, str))
    return any(2 * sum(word in text for word in words) > len(words) for text in said)


def _are_lines(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_tables(value: object) -> TypeGuard[list[list[Row]]]:
    """Whether a value is the tables of a document, one of which at least has several rows; others may have none."""
    return isinstance(value, list) and any(map(_is_table, value)) and all(map(_are_rows, value))


def _is_table(value: object) -> TypeGuard[list[Row]]:
    if not _are_rows(value) or len(value) < _FEWEST or max(map(len, value)) < _FEWEST:
        return False
    return any(isinstance(one, str) for row in value for one in row)


def _are_rows(value: object) -> TypeGuard[list[Row]]:
    return isinstance(value, list) and all(map(_is_row, value))


def _is_row(value: object) -> TypeGuard[Row]:
    return isinstance(value, list) and all(
        one is None or isinstance(one, str | int) for one in value
    )


def _lines(table: list[Row]) -> list[str]:
    return lines_of_rows([["" if one is None else str(one) for one in row] for row in table])
