"""This module detects listings that a script draws, and extracts HTML that a script writes literally."""

import re

from parsers.javascript import unescape_literal
from parsers.listings.markup import inline_scripts, visible_html

_WRITTEN = re.compile(
    r"""document\s*\.\s*write(?:ln)?\s*\(\s*(["'])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL
)
_DRAWS = re.compile(
    r"""
    \bfetch\s*\(|axios|\$http\b|\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|XMLHttpRequest          # calls of an interface
    |\.\s*(?:datagrid|bootstrapTable)\s*\(|<table\b[^>]{0,600}\bdata-url\s*=            # tables that fill themselves
    |createApp\s*\(|new\s+Vue|v-for\s*=|ng-repeat|ng-app|__NUXT__|__NEXT_DATA__         # frameworks
    |ReactDOM|webpackJsonp|data-reactroot|<div[^>]+id\s*=\s*["']?(?:app|root|__next|__nuxt)\b
    |src\s*=\s*["'][^"'>]*                                                               # a packed application
      (?:/static/js/|/assets/index|(?:app|main|chunk|vendors?|bundle|runtime)[\w~-]*[.-][0-9a-f]{6,}\.js)
    |enable[ ]JavaScript|(?:启用|开启)\s*JavaScript
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EMPTY_LIST = re.compile(
    r"<(ul|ol|dl|tbody|table)\b[^>]*>\s*</\1>|<div[^>]*(?:list|table|content)[^>]*>\s*</div>",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"\b(?:load|render|get|query|init|ajax|post|request)\w*\s*\(|\.render\s*\(|\bsign\b|\btoken\b",
    re.IGNORECASE,
)
_SAYS_EMPTY = re.compile(r"暂无|没有(?:相关|找到|符合)|无相关|无数据|栏目建设中")


def has_empty_list(html: str) -> bool:
    """Whether a page has a list without items, and does not say that there are none."""
    return bool(_EMPTY_LIST.search(html)) and not _SAYS_EMPTY.search(visible_html(html))


def is_drawn_by_script(html: str) -> bool:
    """Whether the rows of a page without any are drawn by a script; a page may say that there are none."""
    if _SAYS_EMPTY.search(visible_html(html)):
        return False
    loads = any(_LOADS.search(script) for script in inline_scripts(html))
    return bool(_DRAWS.search(html)) or (loads and bool(_EMPTY_LIST.search(html)))


def written_html(script: str) -> str:
    r"""The HTML that a script writes into its page, as far as it is literal.

    >>> written_html("document.writeln('<a href=\"x\">');")
    '<a href="x">'
    """
    return "".join(unescape_literal(match[2]) for match in _WRITTEN.finditer(script))
