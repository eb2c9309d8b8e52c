r"""This module turns what a JavaScript string literal holds between its quotes into what it says.

>>> unescape_literal(r"\u003cp\x3e1\/2\n")
'<p>1/2\n'
"""

import re

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_CHARACTERS = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "v": " ", "0": ""}


def unescape_literal(literal: str) -> str:
    """What a literal says, its escapes resolved; half a surrogate pair becomes U+FFFD.

    A control character is a blank, and the end of a line that a backslash continues is nothing.
    """
    if "\\" not in literal:
        return literal
    text = _ESCAPE.sub(lambda escape: _character(escape[1]), literal)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: str) -> str:
    if len(escape) > 2 and escape[0] in "ux":
        return chr(int(escape[1:], 16))
    return _CHARACTERS.get(escape, "" if "\n" in escape else escape)
