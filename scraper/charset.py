"""This module keeps output readable on a terminal whose charset lacks some of its characters.

A Chinese Windows, or a locale of GBK, has no `»` and not every character of a name; a locale of ASCII
has none of them.
"""

import codecs
import io
import json
import re
import sys

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def forbearing() -> None:
    """Make standard output and error escape the characters that they lack, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _is_unicode(stream.encoding):
            stream.reconfigure(errors="backslashreplace")


def fit(text: str) -> str:
    """JSON as standard output can take it: unchanged in UTF-8, else ASCII with JSON's own escapes."""
    encoding = sys.stdout.encoding if sys.stdout else None  # none where the shell closed it (>&-)
    return text if _is_unicode(encoding) else _escaped(text)


def _escaped(text: str) -> str:
    r"""Beyond ASCII there is nothing in JSON but within its strings.

    >>> print(_escaped('{"a": "公😀"}'))
    {"a": "\u516c\ud83d\ude00"}
    """
    return _BEYOND_ASCII.sub(lambda one: json.dumps(one[0])[1:-1], text)


def _is_unicode(encoding: str | None) -> bool:
    return encoding is None or codecs.lookup(encoding).name.startswith("utf")
