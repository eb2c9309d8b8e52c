"""This module reads JSON that contains the HTML or the text of an article, as a portal's answers and data sets do.

A response that holds several articles with tables of the form is the page of none of them.

>>> read('{"title": "甲县2023年政府信息公开年报", "content": "<p>一、总体情况</p><table>本年新收</table>"}').title
'甲县2023年政府信息公开年报'
>>> read("一、总体情况") is None
True
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any

from parsers.letter_shapes import usual_text
from parsers.metadata.titles import is_report_title
from parsers.page import Page
from parsers.readers import html, pipes
from parsers.readers.guard import unread_page
from parsers.readers.script_html import has_table_words
from parsers.readers.wrapped import join_wrapped
from schemas.portal import BEIJING

_BEGINS = re.compile(r"[\ufeff\s]{0,200}(?:[\w.$]{1,80}\(\s{0,40})?[{\[\"]")
_CALLED = re.compile(r"[\w.$]{1,80}\((.*)\)\s*;?", re.DOTALL)  # JSON as an argument
_OPENS = ("{", "[")
_MARKUP = re.compile(r"<(?:p|div|table|span)\b", re.IGNORECASE)
_ESCAPED_PROSE = re.compile(r"u603b\\+u4f53\\+u60c5\\+u51b5", re.IGNORECASE)  # 总体情况
_LEAST_LINES = 10  # of a text with tables
_MOST = 100_000  # values that are looked at

# What portals call the time of publication (DOMAIN 3.2), in lower case without underscores; the first stands.
_PUBLISHED = (
    "pubdate", "publishdate", "publishtime", "publishedtime", "displaypublishtime", "docpubtime", "docrelpubtime",
    "releasetime",
)  # fmt: skip
_MILLISECONDS = 10**11  # what is more counts them

Metas = tuple[tuple[str, str], ...]
Article = tuple[str, Metas]  # its HTML, and what is said of it


def read(text: str) -> Page | None:
    """The page of the one report in a JSON response; None for a text that is not JSON or holds no report."""
    if not _BEGINS.match(text):
        return None
    if has_table_words(text):
        every = dict.fromkeys(_articles(_load(text), has_table_words))
        found = [one for one in every if _MARKUP.search(one[0])] or list(every)
    elif _has_prose(text):
        every = dict.fromkeys(_articles(_load(text), _has_prose))
        found = [one for one in every if "ArticleTitle" in dict(one[1]) or _is_titled(one[0])]
    else:
        return None
    if len(found) > 1:
        return unread_page("format-not-read", f"JSON: {len(found)} reports")
    if not found:
        return None
    body, metas = found[0]
    title = next((value for name, value in metas if name == "ArticleTitle"), None)
    said = usual_text(body)
    page = html.read(said) if _MARKUP.search(body) else pipes.read(join_wrapped(said))
    return replace(page, title=title, metas=(*page.metas, *metas)) if title else page


def _has_prose(text: str) -> bool:
    """Whether a text has the words of a report's first heading, which one of prose alone has too."""
    return "总体情况" in text or bool(_ESCAPED_PROSE.search(text))


def _load(text: str) -> Any:
    """The value of a response; a string is one of a list, as an article's text is among others."""
    bare = text.strip("\ufeff \t\r\n")
    return _json(f"[{bare}]" if bare.startswith('"') else bare)


def _json(text: str) -> Any:
    called = None if text.startswith(_OPENS) else _CALLED.fullmatch(text)
    body = called[1].strip() if called else text
    try:
        return json.loads(body) if body.startswith(_OPENS) else None
    except (ValueError, RecursionError):
        return None


def _articles(told: Any, wanted: Callable[[str], bool]) -> Iterator[Article]:
    """For each object with a wanted text: its longest HTML, and its title and day as metadata.

    A report of prose alone may be plain text.
    """
    left = [told]
    for _ in range(_MOST):
        if not left:
            return
        one = left.pop()
        values = (
            list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        )
        held = [text for text in values if isinstance(text, str) and wanted(text)]
        left += [inner for text in held if (inner := _json(text.strip())) is not None]
        if bodies := [body for text in held if (body := _html(text, wanted))]:
            longest = max(bodies, key=lambda body: (bool(_MARKUP.search(body)), len(body)))
            yield longest, tuple(_metas(one, values))
        left += [value for value in values if isinstance(value, dict | list)]


def _html(text: str, wanted: Callable[[str], bool]) -> str | None:
    """The HTML that a text is, its marks escaped or not, or its lines; None for JSON, and for texts whose tables are lost."""
    if text.lstrip().startswith(_OPENS):
        return None
    bare = text if _MARKUP.search(text) else unescape(text)
    has_lines = wanted is _has_prose or bare.count("\n") >= _LEAST_LINES
    return bare if has_lines or _MARKUP.search(bare) else None


def _is_titled(body: str) -> bool:
    return any(is_report_title(line.strip()) for line in body.splitlines()[:_LEAST_LINES])


def _metas(article: Any, values: list[Any]) -> Iterator[tuple[str, str]]:
    """The title and the day of publication beside a body, as a page's head names them."""
    texts = (value for value in values if isinstance(value, str))
    if title := next(filter(is_report_title, texts), None):
        yield "ArticleTitle", title
    named = article if isinstance(article, dict) else {}
    told = {str(name).lower().replace("_", ""): value for name, value in named.items()}
    if published := next((day for name in _PUBLISHED if (day := _day(told.get(name)))), None):
        yield "PubDate", published


def _day(value: object) -> str | None:
    """A time as it is written, or the day in Beijing of a Unix timestamp."""
    if isinstance(value, str) and not value.isdecimal():
        return value
    seconds = int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0
    seconds = seconds // 1000 if seconds > _MILLISECONDS else seconds
    if not 0 < seconds < _MILLISECONDS:
        return None
    return datetime.fromtimestamp(seconds, BEIJING).date().isoformat()
