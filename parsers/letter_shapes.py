"""This module normalises characters that copying or printing has altered: radicals in place of characters, and
invisible characters.

>>> usual_text("⾏政⺠⼯⻓"), usual_text("总\u200b体&shy;情况\ufeff")
('行政民工长', '总体情况')
"""

import re
from dataclasses import replace
from unicodedata import normalize

from parsers.page import Page

# Radicals that NFKC does not know.
_RADICALS = str.maketrans(
    "⺠⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺎⺏⺐⺑⻁⻌",
    "民母西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟兀尣尢尣虎辶",
)
_UNUSUAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# Places where a line may break or letters join, marks of direction, and byte order marks within a text.
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_ODD = re.compile(f"[{_UNSEEN}\u2e80-\u2fdf\uf900-\ufaff]")
_LETTERS = re.compile(f"[{_UNSEEN}]")
_REFERENCES = re.compile(
    "&(?:#(?:173|820[3-7]|8288|65279|[xX](?:0*[aA][dD]|200[b-fB-F]|2060|[fF][eE][fF][fF]))|shy|zwn?j|[lr]rm);"
)
_WIDE = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def normalize_shapes(text: str) -> str:
    """The text with radicals and compatibility characters replaced by the characters that they stand for."""
    if text.isascii() or not _UNUSUAL.search(text):
        return text
    return _UNUSUAL.sub(lambda one: normalize("NFKC", one[0].translate(_RADICALS)), text)


def usual_text(text: str) -> str:
    """A text or its HTML with the usual shapes of characters, and none that are not seen."""
    if _REFERENCES.search(text):
        text = _REFERENCES.sub("", text)
    return normalize_shapes(_LETTERS.sub("", text)) if _ODD.search(text) else text


def has_usual_letters(page: Page) -> bool:
    """Whether a page has none of these letters, by what was read of it: that is a tenth of its markup."""
    named = (value for _, value in page.metas)
    return not _ODD.search("".join((page.title or "", *named, *page.lines, *page.cells)))


def with_narrow_digits(page: Page) -> Page:
    """A page whose lines and title have no wide digits (２００９年), its tables as printed."""
    if not _WIDE.search("".join((page.title or "", *page.lines))):
        return page
    blocks = tuple(b.translate(_NARROW) if isinstance(b, str) else b for b in page.blocks)
    return replace(page, blocks=blocks, title=page.title and page.title.translate(_NARROW))
