"""This module finds what a misspelt word of a file or a command line may mean; a person decides."""

from collections.abc import Iterable
from difflib import get_close_matches

_LIKE_ENOUGH = 0.6


def suggested(mistake: str, word: str, known: Iterable[str]) -> str:
    """What is wrong with a word, and the known word that is most like it, if any is.

    >>> suggested("unknown key", "dealy", ["delay", "hosts"])
    'unknown key; did you mean delay'
    >>> suggested("unknown key", "speed", ["delay", "hosts"])
    'unknown key'
    """
    near = get_close_matches(word, sorted(known), 1, _LIKE_ENOUGH)
    return f"{mistake}; did you mean {near[0]}" if near else mistake
