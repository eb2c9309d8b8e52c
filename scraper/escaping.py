"""This module makes text safe for what shows it: no escape sequence and no markup takes effect, and what a charset lacks is escaped."""

import codecs
import io
import json
import os
import re
import sys
from pathlib import Path

from rich.markup import escape

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def escape_controls(text: object) -> str:
    r"""The text with every control character replaced by U+FFFD.

    >>> escape_controls("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join(c if c.isprintable() else _REPLACED for c in str(text))


def escape_markup(text: object) -> str:
    """The text escaped for rich, which interprets words in brackets as markup."""
    return escape(escape_controls(text))


def escape_for_xml(text: str) -> str:
    """The text with what no XML document may hold replaced, for Word and Excel."""
    return _NOT_XML.sub(_REPLACED, text)


def escape_unencodable() -> None:
    """Make standard output and error escape unencodable characters instead of raising; a closed error takes all and keeps nothing."""
    if sys.stderr is None:  # the shell closed it (2>&-)
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (while the program runs)
    named = _named_by_locale()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (named or not _is_unicode(stream.encoding)):
            stream.reconfigure(encoding=named, errors="backslashreplace")


def _named_by_locale() -> str | None:
    """The Chinese charset that the locale names, if Python chose UTF-8 only because that locale is not installed.

    A GBK terminal remains one, whatever locales are installed on the machine it is connected to.
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
    """JSON for standard output: unchanged if that is Unicode, else ASCII with JSON's own escapes."""
    encoding = sys.stdout.encoding if sys.stdout else None  # None if the shell closed it (>&-)
    return text if _is_unicode(encoding) else _escaped(text)


def _escaped(text: str) -> str:
    r"""JSON with characters outside ASCII, which occur only in strings, escaped.

    >>> print(_escaped('{"a": "公😀"}'))
    {"a": "\u516c\ud83d\ude00"}
    """
    return _BEYOND_ASCII.sub(lambda one: json.dumps(one[0])[1:-1], text)


def _is_unicode(encoding: str | None) -> bool:
    return encoding is None or codecs.lookup(encoding).name.startswith("utf")
