"""This module suggests what a misspelt word in a file or on the command line may mean."""

from collections.abc import Iterable
from difflib import get_close_matches

_LIKE_ENOUGH = 0.6


def suggested(mistake: str, word: str, known: Iterable[str]) -> str:
    """The message `mistake`, with the known word most similar to `word` as a suggestion, if any is similar.

    >>> suggested("unknown key", "dealy", ["delay", "hosts"])
    'unknown key; did you mean delay'
    >>> suggested("unknown key", "speed", ["delay", "hosts"])
    'unknown key'
    """
    near = get_close_matches(word, sorted(known), 1, _LIKE_ENOUGH)
    return f"{mistake}; did you mean {near[0]}" if near else mistake
