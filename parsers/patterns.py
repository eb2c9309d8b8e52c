"""This module has what patterns share: the letters of Chinese names, tags, the endings of files, and a way to compile
long patterns, which few pages need, at their first use.
"""

import re
from typing import Any, cast

# For a set of letters: those in common use, and what names of towns have beside them (㵲阳镇, 㮾梨街道).
HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af"

LETTER = re.compile(rf"[{HAN}]")
TAGS = re.compile(r"<[^<>]*>")
# How the names of files end: those of documents and archives, of pages, of pictures.
DOCUMENT_ENDING = r"\.(?:pdf|docx?|wps|xlsx?|et|rtf|ofd|zip|rar|7z)"
PAGE_ENDING = r"\.(?:s?html?|jspx?|aspx?|php|do)"
PICTURE_ENDING = r"\.(?:jpe?g|png|gif|bmp|tiff?|webp)"


class Late:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use.

    >>> late("a+").sub("b", "caat")
    'cbt'
    """
    return cast("re.Pattern[str]", Late(source, flags))
