"""This module reads JSON from a portal's interface that holds the HTML of an article.

A response that holds several articles with tables of the form is the page of none of them.

>>> read('{"title": "甲县2023年政府信息公开年报", "content": "<p>一、总体情况</p><table>本年新收</table>"}').title
'甲县2023年政府信息公开年报'
>>> read("一、总体情况") is None
True
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from parsers.metadata.titles import is_report_title
from parsers.page import Page
from parsers.readers import html
from parsers.readers.guard import unread_page
from parsers.readers.script_html import has_table_words

_BEGINS = re.compile(r"[\ufeff\s]{0,200}(?:[\w.$]{1,80}\(\s{0,40})?[{\[]")
_CALLED = re.compile(r"[\w.$]{1,80}\((.*)\)\s*;?", re.DOTALL)  # JSON as an argument
_OPENS = ("{", "[")
_MARKUP = re.compile(r"<(?:p|div|table|span)\b", re.IGNORECASE)
_MOST = 100_000  # values that are looked at

Article = tuple[str, str | None]  # its HTML, and its title


def read(text: str) -> Page | None:
    """The page of the one report in a JSON response; None for a text that is not JSON or holds no report."""
    if not _BEGINS.match(text) or not has_table_words(text):
        return None
    found = list(dict.fromkeys(_articles(_json(text.strip("\ufeff \t\r\n")))))
    if len(found) > 1:
        return unread_page("format-not-read", f"JSON: {len(found)} reports")
    if not found:
        return None
    body, title = found[0]
    page = html.read(body)
    return replace(page, title=title) if title else page


def _json(text: str) -> Any:
    called = None if text.startswith(_OPENS) else _CALLED.fullmatch(text)
    body = called[1].strip() if called else text
    try:
        return json.loads(body) if body.startswith(_OPENS) else None
    except (ValueError, RecursionError):
        return None


def _articles(told: Any) -> Iterator[Article]:
    """For each object with the words of table 三 in its text: its longest HTML and the title beside it."""
    left = [told]
    for _ in range(_MOST):
        if not left:
            return
        one = left.pop()
        values = (
            list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        )
        texts = [value for value in values if isinstance(value, str)]
        if held := [text for text in texts if has_table_words(text) and _MARKUP.search(text)]:
            yield max(held, key=len), next(filter(is_report_title, texts), None)
        left += [value for value in values if isinstance(value, dict | list)]
