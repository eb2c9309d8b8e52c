"""This module reads JSON that contains the HTML or the text of an article, as a portal's answers and data sets do.

A response that holds several articles with tables of the form is the page of none of them.

>>> read('{"title": "甲县2023年政府信息公开年报", "content": "<p>一、总体情况</p><table>本年新收</table>"}').title
'甲县2023年政府信息公开年报'
>>> read("一、总体情况") is None
True
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

from parsers.javascript import whole_letters
from parsers.letter_shapes import usual_text
from parsers.metadata.boxes import box_pairs
from parsers.metadata.labels import field_of
from parsers.metadata.titles import is_report_title
from parsers.metadata.values import has_value
from parsers.page import Metas, Page
from parsers.patterns import LETTER, TAGS
from parsers.readers import html, pipes
from parsers.readers.answer_metadata import box_of, metas_of
from parsers.readers.guard import unread_page
from parsers.readers.script_html import has_table_words, without_percents
from parsers.readers.wrapped import join_wrapped

_MARKUP = re.compile(r"<(?:p|div|table|span)\b", re.IGNORECASE)
_BEGINS = re.compile(r"[\ufeff\s]{0,200}(?:[\w.$]{1,80}\(\s{0,40})?[{\[\"]")
_CALLED = re.compile(r"[\w.$]{1,80}\((.*)\)\s*;?", re.DOTALL)  # JSON as an argument
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # of a letter; one alone is U+FFFD
_AROUND = "\ufeff \t\r\n"
_OPENS = ("{", "[")
_NAMED = "公开"
_FIGURE = re.compile(r"\d+")
_ESCAPED_PROSE = re.compile(r"u603b\\+u4f53\\+u60c5\\+u51b5", re.IGNORECASE)  # 总体情况
_LEAST_LINES = 10  # of a text with tables
_LEAST = 30  # of them in a document's text
_MOST = 100_000  # values that are looked at

# Its HTML, and what is said of it: as a head, as a box.
Article = tuple[str, Metas, Metas]


def read(text: str) -> Page | None:
    """The page of the one report in a JSON response; None for a text that is not JSON or holds no report.

    A string alone is a document or a response, as programs write one.
    """
    if not _BEGINS.match(text):
        return None
    if (alone := _string(text)) is not None:
        return read(alone) or _page(alone, (), ())
    found = _reports(text)
    if len(found) > 1:
        return unread_page("format-not-read", f"JSON: {len(found)} reports")
    return _page(*found[0]) if found else None


def _reports(text: str) -> list[Article]:
    """The articles of a response that are reports: by the words of the tables, else of a heading, else by their titles, or those that begin their texts.

    Where only titles tell, several are a list with the beginnings of its documents.
    """
    content = _load(text)
    if has_table_words(text):
        every = dict.fromkeys(_articles(content, has_table_words))
        return [one for one in every if _is_markup(one[0])] or list(every)
    if _has_prose(text):
        every = dict.fromkeys(_articles(content, _has_prose))
        return [one for one in every if "ArticleTitle" in dict(one[1]) or _is_titled(one[0])]
    every = dict.fromkeys(_articles(content, _is_prose) if _NAMED in text else ())
    titled = [one for one in every if "ArticleTitle" in dict(one[1])]
    titled = titled or [one for one in every if _is_titled(one[0])]
    return titled if len(titled) == 1 else []


def _page(body: str, metas: Metas, box: Metas) -> Page:
    """The page of an article; where it has a title, with what its text does not say itself."""
    title = next((value for name, value in metas if name == "ArticleTitle"), None)
    said = usual_text(body)
    page = html.read(said) if _is_markup(body) else pipes.read(join_wrapped(said))
    if not title:
        return page
    printed = {field_of(pair.label) for pair in box_pairs(page.blocks) if has_value(pair)}
    beside = (f"{label}：{value}" for label, value in box if field_of(label) not in printed)
    return replace(page, blocks=(*beside, *page.blocks), title=title, metas=(*page.metas, *metas))


def _has_prose(text: str) -> bool:
    """Whether a text has the words of a report's first heading, which one of prose alone has too."""
    return "总体情况" in text or bool(_ESCAPED_PROSE.search(text))


def _is_prose(text: str) -> bool:
    """Whether a text is that of a document, as one with a part of a report is, and no title or address."""
    return len(LETTER.findall(text)) >= _LEAST and ("\n" in text.strip() or "。" in text)


def _string(text: str) -> str | None:
    """The string that a response is; None for any other."""
    bare = text.strip(_AROUND)
    values = _json(f"[{bare}]") if bare.startswith('"') else None
    return values[0] if values and len(values) == 1 else None


def _load(text: str) -> Any:
    """The value of a response, or the list of those of its lines."""
    bare = text.strip(_AROUND)
    content = _json(bare)
    if content is None and bare.startswith("{"):
        lines = [_json(line) for line in bare.split("\n") if line.strip()]
        content = lines if None not in lines else None
    return content


def _json(text: str) -> Any:
    called = None if text.startswith(_OPENS) else _CALLED.fullmatch(text)
    body = called[1].strip() if called else text
    try:
        content = json.loads(body, parse_float=str) if body.startswith(_OPENS) else None
        if content is not None and _HALF.search(body):
            content = json.loads(whole_letters(json.dumps(content, ensure_ascii=False)))
    except (ValueError, RecursionError):
        return None
    return content


def _articles(content: Any, wanted: Callable[[str], bool]) -> Iterator[Article]:
    """For each object with a wanted text: its HTML, and what the object says about it.

    A report of prose alone may be plain text.
    """
    left = [content]
    for _ in range(_MOST):
        if not left:
            return
        one = left.pop()
        values = list(one.values()) if isinstance(one, dict) else one
        values = values if isinstance(values, list) else []
        texts = (text for text in values if isinstance(text, str) and wanted(text))
        held = list(map(without_percents, texts))
        left += [inner for text in held if (inner := _json(text.strip())) is not None]
        metas = metas_of(one) if held else ()
        is_titled = any(name == "ArticleTitle" for name, _ in metas)
        if bodies := [body for text in held if (body := _html(text, wanted, is_titled=is_titled))]:
            yield _joined(bodies), metas, box_of(one)
        left += [value for value in values if isinstance(value, dict | list)]


def _joined(bodies: list[str]) -> str:
    """The longest HTML among the texts of an object, and below it those that print other figures, as a draft does."""
    longest, *others = sorted(bodies, key=lambda one: (_is_markup(one), len(one)), reverse=True)
    printed = _figures(longest) if others else Counter()
    alike = (one for one in others if _is_markup(one) is _is_markup(longest))
    return "\n".join((longest, *(one for one in alike if _figures(one) - printed)))


def _is_markup(body: str) -> bool:
    return bool(_MARKUP.search(body))


def _figures(body: str) -> Counter[str]:
    return Counter(_FIGURE.findall(TAGS.sub(" ", unescape(body))))


def _html(text: str, wanted: Callable[[str], bool], *, is_titled: bool) -> str | None:
    """The HTML that a text is, its marks escaped or not, or its lines; None for JSON, and for texts whose tables are lost.

    Under a report's title a text may have its tables in one line.
    """
    if text.lstrip().startswith(_OPENS):
        return None
    bare = text if _is_markup(text) else unescape(text)
    has_lines = wanted is not has_table_words or bare.count("\n") >= _LEAST_LINES or is_titled
    return bare if has_lines or _is_markup(bare) else None


def _is_titled(body: str) -> bool:
    return any(is_report_title(line.strip()) for line in body.splitlines()[:_LEAST_LINES])
