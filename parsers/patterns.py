"""This module makes patterns that are compiled when they are first used: long ones that few pages need."""

import re
from typing import Any, cast


class Late:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(self.pattern, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use.

    >>> late("a+").sub("b", "caat")
    'cbt'
    """
    return cast("re.Pattern[str]", Late(source, flags))
