"""This module parses a style sheet to the rules for a page on a wide screen, and tells which declarations hide or strike out.

Sheets for print or for small screens are not for the page as it is read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
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
# How an element is set, as far as it changes what is read of it.
_TELLING = re.compile(
    r"display|visib|opacity|decoration|position|float|margin|padding|color|font-size|vertical-align"
)
SETS = (
    re.compile(r"(?<![-\w*])display\s*:\s*(none(?!\s*\\))?"),  # but for the oldest browsers alone
    re.compile(r"(?<![-\w])visibility\s*:\s*(hidden|collapse)?"),
    re.compile(r"(?<![-\w])opacity\s*:\s*(0(?:\.0*)?%?(?![\d.]))?"),
    re.compile(r"(?<![-\w])text-decoration(?:-line)?\s*:\s*([^;]*line-through)?"),
)
_AWAY = SETS[:2]
# What is set in motion is in sight in the end.
_MOTION = re.compile(r"(?<![-\w])(?:-webkit-)?(?:animation|transition)[-\w]*\s*:(?!\s*none)")
_MOVED = re.compile(r"(?<![-\w])(?:opacity|visibility)\s*:")
_LONGEST, _MOST = 300, 20  # signs of a declaration, and declarations of a rule


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


def telling(style: str) -> str:
    """The declarations of a style that say something of what is read, as far as they are of a usual length.

    >>> telling("opacity: 0; width: 1px; color: red"), telling("opacity: 0; color: red; transition: .3s")
    ('opacity: 0; color: red', ' color: red')
    """
    told = [one for one in style.split(";") if len(one) < _LONGEST and _TELLING.search(one)]
    if _MOTION.search(style):
        told = [one for one in told if not _MOVED.search(one)]
    return ";".join(told[-_MOST:])


@lru_cache(maxsize=8192)
def told(sets: re.Pattern[str], style: str) -> list[str]:
    """What a style says in the way of one of `SETS`: each time how it hides, or nothing where it shows."""
    return sets.findall(style)


def takes_away(style: str) -> bool:
    """Whether a style, by itself, shows nothing of an element; what it says last counts.

    >>> takes_away("display:none"), takes_away("display:none;display:block"), takes_away("visibility: hidden;color:red")
    (True, False, True)
    """
    return any(ways[-1] for sets in _AWAY if (ways := told(sets, style)))


def hides(style: str) -> bool:
    """Whether a style, by itself, hides or strikes out."""
    return any(any(told(sets, style)) for sets in SETS)
