"""This module tells of the declarations of a style what they say of the text of an element: hidden or struck out."""

import re
from functools import lru_cache

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
