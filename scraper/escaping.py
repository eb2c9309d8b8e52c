"""This module makes untrusted text safe for a terminal and for XML: no escape sequence and no markup takes effect."""

import re

from rich.markup import escape

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
