"""This module makes text from strangers safe for a terminal: no escape sequence and no markup takes effect.

Titles, names of agencies and of files are data; a terminal would obey what some of them contain.
"""

from rich.markup import escape

_REPLACED = "\N{REPLACEMENT CHARACTER}"


def escape_controls(text: object) -> str:
    r"""The text with every control character replaced by a sign that does nothing.

    >>> escape_controls("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join(c if c.isprintable() else _REPLACED for c in str(text))


def escape_markup(text: object) -> str:
    """The text for a table of rich, which takes words in brackets for markup."""
    return escape(escape_controls(text))
