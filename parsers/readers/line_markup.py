"""This module removes the Markdown and HTML markup that converters leave in a line of text.

>>> strip_markup("## 一、总体情况"), strip_markup("本机关不掌握相关政<br>府信息"), strip_markup("22<sup>1</sup>")
('一、总体情况', '本机关不掌握相关政 府信息', '22[1]')
"""

import re
from html import unescape

from parsers.numbers import is_figure, note
from parsers.patterns import HAN

_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)")
# A list's, or before a definition.
_ITEM = re.compile(rf"^(?::[ \t]+|[-*+>][ \t]+(?=(?:\d{{1,2}}[.．、] ?)?[(（{HAN}]))")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?(?:(?<=\S)|[:：] ?))\1")
# The address may be that of a script, with brackets.
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]{0,200})\]\((?=[#/?.)]|https?:|javascript:|\w[\w/-]*\.)(?:[^()\n]|\([^()\n]*\)){0,600}\)"
)
# A line that has links alone, as a menu.
_MENU = re.compile(
    r"^[ \t]*(?:[*+-][ \t]+)?(?:!?\[[^\[\]\n]{0,60}\]\([^()\n]{0,300}\)[ \t]*+){2,}$", re.MULTILINE
)
_BETWEEN_LINKS = re.compile(r"(?<=\))[ \t]*(?=!?\[)")
_SLANTED = re.compile(rf"([*_])(?=[【《「（({HAN}])([^*_|]{{1,60}}?)\1")
# A number or a day, whose own signs stand within letters.
_SLANTED_NUMBER = re.compile(
    r"(?<![A-Za-z0-9*_])([*_])(?=[A-Za-z0-9])([^*|]{1,80}?)\1(?![A-Za-z0-9*_])"
)
_ICON = re.compile(rf"(?:^|(?<=\s))__(?=[{HAN}])")  # an empty element of html2text
_EMPTY = re.compile(r"(?<=[:：])\s?(?:\*\*|__)$")  # one where a value would be
_OF_ELEMENTS = ("~~", "<", "]{", "](")
_ESCAPED = re.compile(r"\\(?=[-.()#*_+!\[\]<>~`])")
_SPAN = re.compile(r"\[([^\[\]]{0,400})\]\{[^{}]{0,300}\}")  # pandoc's, of a span of the page
_RAISED = re.compile(r"<su[pb]>([^<>]{0,20})</su[pb]>", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=\S)[^~|]{1,60}~~|<(s|del|strike)>[^<>|]{0,60}</\1>", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|b|strong|em|i|u|ins|span|font|p|div|center|mark|img)(?=[\s>/])[^<>]{0,300}>",
    re.IGNORECASE,
)
_CORNERS = frozenset("┌┐├┤└┘┬┼┴╔╗╠╣╚╝╦╬╩┏┓┣┫┗┛┳╋┻")  # between the rows of a table drawn in signs
_DRAWN = _CORNERS | frozenset("+-=|:─━═ \t")
BARS = str.maketrans("│┃║｜", "||||")
# What may be a bar, or what recognition took for one: a stroke may as well be the figure 1.
_BETWEEN_WORDS = re.compile(
    rf"(?!丨)[{HAN}][）)]?[ \t]*([¦∣︱‖丨])[ \t]*(?!丨)[{HAN}][^¦∣︱‖丨|\n]{{0,40}}\1[ \t]*(?!丨)[{HAN}]"
)
_LONGEST = 4000  # characters: a longer line is looked at for nothing
_FENCE = ":::"  # of a division of the page
_OPENING = ("#", "-", "*", "+", ">", ":")
_BARS_AND_CORNERS = _CORNERS | frozenset("│┃║｜")


def bars_drawn(text: str) -> str:
    r"""A text with a bar for a stroke or a broken bar that parts three words of one of its lines, as those of headers.

    >>> bars_drawn("信息丨件数丨费用\n规章丨2丨3"), bars_drawn("信息 | 件数\n规章 | 丨2")
    ('信息│件数│费用\n规章│2│3', '信息 | 件数\n规章 | 丨2')
    """
    if not any(sign in text for sign in "¦∣︱‖丨"):
        return text
    drawn = "".join({found[1] for found in _BETWEEN_WORDS.finditer(text)})
    return text.translate(str.maketrans(drawn, "│" * len(drawn)))


def links_apart(text: str) -> str:
    r"""A text with each link of a menu on a line of its own, as the reader of HTML has it.

    >>> links_apart("[首页](/) [政府信息公开年报](/nb/)\n见[首页](/)")
    '[首页](/)\n[政府信息公开年报](/nb/)\n见[首页](/)'
    """
    if "](" not in text:
        return text
    return _MENU.sub(lambda menu: _BETWEEN_LINKS.sub("\n", menu[0]), text)


def strip_markup(line: str) -> str:
    """A line without the markup of headings, items, bold print, escapes and inline elements.

    A small figure stays apart from the one that it stands beside, and so do two that a break parts; text that is
    struck out is dropped.
    """
    if len(line) > _LONGEST:
        return line
    if not _BARS_AND_CORNERS.isdisjoint(line):
        line = _with_pipes(line)
    if _is_rule(line) or line.startswith(_FENCE):
        return ""
    if line.startswith(_OPENING):
        line = _ITEM.sub("", _HEADING.sub("", line))
    if any(sign in line for sign in _OF_ELEMENTS):
        line = _without_elements(line)
    if "*" in line or "_" in line:
        line = _SLANTED.sub(r"\2", _BOLD.sub(r"\2", _ICON.sub("", line)))
        line = _SLANTED_NUMBER.sub(r"\2", _EMPTY.sub("", line))
    if "\\" in line:
        line = _without_escapes(line)
    return unescape(line).replace("\xa0", " ") if "&" in line else line


def _without_escapes(line: str) -> str:
    """A line without escapes: an escaped bar parts no cells of a row, and a backslash at the end is a line break."""
    if "\\|" in line:
        line = line.replace("\\|", " " if "|" in line.replace("\\|", "") else "|")
    return _ESCAPED.sub("", line.removesuffix("\\"))


def _with_pipes(line: str) -> str:
    """A row with pipes for the bars that are drawn between its cells; a title may have one before the site's name.

    >>> _with_pipes("规章 ｜"), _with_pipes("甲局2023年政府信息公开工作年度报告｜甲县政府网")
    ('规章 |', '甲局2023年政府信息公开工作年度报告｜甲县政府网')
    """
    barred = line.translate(BARS)
    last = barred.rpartition("|")[2]
    return barred if barred.count("|") > 1 or not last.strip() or is_figure(last) else line


def _without_elements(line: str) -> str:
    """A line without inline elements and what is struck out."""
    line = _LINK.sub(lambda link: "" if link[0][0] == "!" else link["text"], _STRUCK.sub("", line))
    line = LINE_BREAK.sub(" ", _RAISED.sub(lambda raised: _as_note(raised[1]), line))
    return _SPAN.sub(r"\1", _INLINE.sub("", line))


def _is_rule(line: str) -> bool:
    barred = ("---" in line or "===" in line) and ("|" in line or "+" in line)
    return (barred or not _CORNERS.isdisjoint(line)) and _DRAWN.issuperset(line)


def _as_note(raised: str) -> str:
    return note(raised) if raised.strip().isascii() else raised
