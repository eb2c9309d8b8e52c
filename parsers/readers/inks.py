"""This module tells inks apart: a red figure beside a black one is another figure, as a correction is.

Editors put one figure in several pieces of one colour, or of black by several names, so that only
a hue tells two.
"""

import re
from functools import lru_cache

_HEX = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})|#([0-9a-f]{3})")
_SHARES = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]+%?)?\)")
_NAMED = {
    "red": "ff0000", "blue": "0000ff", "green": "008000", "lime": "00ff00", "orange": "ffa500",
    "purple": "800080", "fuchsia": "ff00ff", "magenta": "ff00ff", "maroon": "800000",
    "crimson": "dc143c", "darkred": "8b0000", "navy": "000080", "teal": "008080",
    "gray": "808080", "grey": "808080", "silver": "c0c0c0", "darkgray": "a9a9a9", "lightgray": "d3d3d3",
    "white": "ffffff",
}  # fmt: skip
_HUED = 64  # of 255: greys differ less in their red, green and blue
_PALE = 128  # of 255, at least: no black; browsers print white so, for all to see


@lru_cache(maxsize=1024)
def hue(colour: str) -> str:
    """The colour of an ink as `rrggbb`; empty for black, dark grey and what names no colour.

    >>> hue("red"), hue("#F00"), hue("rgb(255, 0, 0)"), hue("FFFF0000")
    ('ff0000', 'ff0000', 'ff0000', 'ff0000')
    >>> hue("#333333"), hue("black"), hue("auto"), hue(""), hue("silver")
    ('', '', '', '', 'c0c0c0')
    """
    name = "".join(colour.lower().split())
    name = _NAMED.get(name, name)
    if match := _SHARES.fullmatch(name):
        return hue_of(*(int(share) for share in match.groups()))
    if match := _HEX.fullmatch(name):
        parts = [part * (3 - len(part)) for part in match[4] or match.groups()[:3]]
        return hue_of(*(int(part, 16) for part in parts))
    return ""


def hue_of(red: int, green: int, blue: int) -> str:
    """The hue of red, green and blue given as numbers up to 255.

    >>> hue_of(192, 0, 0), hue_of(20, 20, 40), hue_of(171, 171, 171)
    ('c00000', '', 'ababab')
    """
    shares = red, green, blue
    if max(shares) > 255 or (max(shares) - min(shares) < _HUED and min(shares) < _PALE):
        return ""
    return "".join(f"{share:02x}" for share in shares)
