"""This module keeps output readable on a terminal whose charset lacks some of its characters.

A Chinese Windows, or a locale of GBK, has no `»` and not every character of a name; a locale of ASCII
has none of them.
"""

import codecs
import io
import json
import os
import re
import sys

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def escape_unencodable() -> None:
    """Make standard output and error escape the characters that they lack, rather than fail."""
    named = _named_by_locale()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (named or not _is_unicode(stream.encoding)):
            stream.reconfigure(encoding=named, errors="backslashreplace")


def _named_by_locale() -> str | None:
    """The charset of Chinese that the locale names, where Python took UTF-8 because the system lacks that locale.

    A terminal of GBK is one, whatever locales the machine has that it is connected to.
    """
    if not sys.flags.utf8_mode or any(map(os.environ.get, ("PYTHONUTF8", "PYTHONIOENCODING"))):
        return None
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    charset = locale.partition(".")[2].partition("@")[0]
    try:
        "中文".encode(charset or "ascii")
    except (LookupError, UnicodeEncodeError):
        return None
    return None if _is_unicode(charset) else charset


def encodable_json(text: str) -> str:
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
