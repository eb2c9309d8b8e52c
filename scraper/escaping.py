"""This module makes untrusted text safe for a terminal: no escape sequence and no markup takes effect."""

from rich.markup import escape

_REPLACED = "\N{REPLACEMENT CHARACTER}"


def escape_controls(text: object) -> str:
    r"""The text with every control character replaced by U+FFFD.

    >>> escape_controls("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join(c if c.isprintable() else _REPLACED for c in str(text))


def escape_markup(text: object) -> str:
    """The text escaped for rich, which interprets words in brackets as markup."""
    return escape(escape_controls(text))
