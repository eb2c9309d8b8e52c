"""This module parses a style sheet to the rules that are for a page on a wide screen.

Sheets for print or for small screens are not for the page as it is read.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_BRACE = re.compile(r"([{}])")
# The marks that hide a sheet from the oldest browsers hide nothing from others.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_COMMA = re.compile(r",(?![^()]{0,200}\))")
_IDS, _CLASSES, _TAGS = re.compile(r"#"), re.compile(r"[.\[]|:(?!:)"), re.compile(r"\b[a-z][\w-]*")
_NAMED = re.compile(r"[.#\[:][^.#\[:\s>+~]*")
# Blocks of rules that apply to a page on a wide screen; all other blocks with an @ hold no such rules.
_AT = re.compile(r"@(?:layer\b|supports\b(?!.*(?:\bnot\b|-ms-|-moz-))|media\b)(.*)", re.DOTALL)
# What a medium is asked for, but for its width: any more is of some screens alone, as those that are touched.
_ASKED = re.compile(r"\s*(?:(?:only\s+)?(?:screen|all)\b)?(?:\s*(?:and\s*)?#)*\s*")
_WIDTH = re.compile(
    r"\((?:(m(?:in|ax))-(?:device-)?width\s*:|width\s*([<>])=?)\s*(\d{1,5})(?:\.\d+)?(px|r?em)?\s*\)"
)
_EM = 16  # pixels
_DEEPEST = 8  # blocks within blocks
_SCREEN = 1280  # pixels: the width of a usual one
_BESIDE = re.compile(r"::?(?:before|after)\Z")  # what a rule draws beside an element is not read


class Rule(NamedTuple):
    """A selector, how it sets its elements, and its weight among others."""

    selector: str
    style: str
    weight: tuple[int, int, int]


def is_for_screen(style: LexborNode) -> bool:
    """Whether a `<style>` element holds a sheet, and one for screens."""
    attributes = style.attributes
    kind, media = attributes.get("type"), attributes.get("media")
    return kind in (None, "", "text/css") and (not media or _applies(f"@media {media}".lower()))


def rules_on_screen(sheet: str) -> Iterator[Rule]:
    """The rules of a sheet that are for a page on a wide screen."""
    around: list[bool] = []  # the blocks around a place: whether the rules in each apply
    selectors = text = ""
    for piece in _BRACE.split(_COMMENT.sub("", sheet)):
        if piece == "{":
            selectors = text.rpartition(";")[2].strip()
            if len(around) == _DEEPEST:
                return
            around.append(selectors.startswith("@") and _applies(selectors.lower()))
        elif piece == "}" and around:
            if all(around[:-1]) and not selectors.startswith("@"):
                style = text.strip().lower()
                named = filter(None, map(str.strip, _COMMA.split(selectors)))
                yield from (_rule(one, style) for one in named if not _BESIDE.search(one))
            around.pop()
            selectors, text = "@", ""
        else:
            text = piece


def _applies(block: str) -> bool:
    at = _AT.match(block)
    if at is None or not block.startswith("@media"):
        return at is not None
    return any(
        _ASKED.fullmatch(_WIDTH.sub("#", one)) and all(map(_is_wide, _WIDTH.findall(one)))
        for one in at[1].split(",")
    )


def _is_wide(asked: tuple[str, str, str, str]) -> bool:
    """Whether a usual screen is as wide as is asked."""
    end, sign, size, unit = asked
    pixels = int(size) * (_EM if unit.endswith("em") else 1)
    return pixels <= _SCREEN if (end or sign) in ("min", ">") else pixels >= _SCREEN


def _rule(selector: str, style: str) -> Rule:
    tags = len(_TAGS.findall(_NAMED.sub("", selector)))
    weight = len(_IDS.findall(selector)), len(_CLASSES.findall(selector)) * 100 + tags, 0
    return Rule(selector, style, weight)
