"""This module knows the tables of layui, EasyUI and Bootstrap that ask an interface for their rows themselves.

table.render({elem: '#t', url: '/info/page', where: {catalogId: 2}})   $('#t').datagrid({url: '/news.action'})
<table data-toggle="table" data-url="/api/list">
"""

import re
from collections.abc import Callable
from typing import Any

Pairs = list[tuple[str, Any]]

# What each adds to its requests: the part of the list that it shows.
_ADDED: dict[str, Callable[[int], Pairs]] = {
    "render": lambda size: [("page", 1), ("limit", size)],
    "datagrid": lambda size: [("page", 1), ("rows", size)],
    "bootstrapTable": lambda size: [("offset", 0), ("limit", size)],
}
_TABLE = re.compile(
    r"""<table\b[^<>]{0,600}?\bdata-url\s*=\s*["']([^"'<>\s]{2,300})["']""", re.IGNORECASE
)
_SIZE = 10  # rows that each shows where its options do not say how many


def widget_data(name: str, options: dict[str, Any]) -> dict[str, Any] | None:
    """What the widget of this name sends for its first rows; None where no widget has the name."""
    if name not in _ADDED:
        return None
    wanted = options.get("where", options.get("queryParams"))
    sizes = (options.get(key) for key in ("limit", "pageSize"))
    size = next((each for each in sizes if isinstance(each, int)), _SIZE)
    return {**(wanted if isinstance(wanted, dict) else {}), **dict(_ADDED[name](size))}


def widget_calls(html: str) -> list[tuple[str, list[str]]]:
    """The tables that are set up by markup alone, written as the calls of a script that would do the same."""
    return [("bootstrapTable", [f"{{url: '{address}'}}"]) for address in _TABLE.findall(html)]
