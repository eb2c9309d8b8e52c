r"""This module finds the string literals of JavaScript, and turns what each holds between its quotes into what it says.

No script is run, so an expression with a variable in it is no literal.

>>> list(literals("a('1' + '2'); s = '3'; s += '4'; t += '5'; a('6' + b + '7')"))
[['1', '2'], ['3', '4'], ['5']]
>>> unescape_literal(r"\u003cp\x3e1\/2\n")
'<p>1/2\n'
"""

import re
from collections.abc import Iterator

NAME = r"[A-Za-z_$][\w$]{0,40}"  # of a variable or a function
_LITERAL = re.compile(  # one that does not end goes on to its line's end
    r"\"((?:[^\"\\\n]|\\.)*+)(?:\"|(?=\n)|\\?\Z)|'((?:[^'\\\n]|\\.)*+)(?:'|(?=\n)|\\?\Z)"
    r"|`((?:[^`\\$]|\\.)*+)(?:`|(?=\$)|\\?\Z)",
    re.DOTALL,
)
# What joins one literal to the next, so that together they are one text.
_GLUE = re.compile(
    r"\s*+(?:\+|\)\s*+;?\s*+document\s*\.\s*write(?:ln)?\s*\(|;?\s*+([A-Za-z_$][\w$.]{0,60})\s*\+=)\s*"
)
_TARGET = re.compile(r"([A-Za-z_$][\w$.]{0,60})\s*\+?=\s*\Z")
_VARIABLE_BEFORE, _VARIABLE_AFTER = re.compile(r"[\w$)\]]\s*\+\s*\Z"), re.compile(r"\s*\+\s*[\w$(]")
_NEAR = 80  # characters beside a literal, among which is what it is given to or joined with
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_CHARACTERS = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "v": " ", "0": ""}


def literals(script: str) -> Iterator[list[str]]:
    """The texts of a script as it writes them, each in the pieces that it joins; none with a variable among them."""
    run: list[re.Match[str]] = []
    target = None
    for literal in _LITERAL.finditer(script):
        glue = _GLUE.fullmatch(script, run[-1].end(), literal.start()) if run else None
        if glue is None or glue[1] not in (None, target):
            yield from _whole(script, run)
            run = []
            named = _TARGET.search(script, max(0, literal.start() - _NEAR), literal.start())
            target = named[1] if named else None
        run.append(literal)
    yield from _whole(script, run)


def _whole(script: str, run: list[re.Match[str]]) -> Iterator[list[str]]:
    """The texts of literals that are joined with nothing else."""
    if not run:
        return
    begin, end = run[0].start(), run[-1].end()
    before = _VARIABLE_BEFORE.search(script, max(0, begin - _NEAR), begin)
    if before is None and _VARIABLE_AFTER.match(script, end) is None:
        yield [next((text for text in one.groups() if text is not None), "") for one in run]


def unescape_literal(literal: str) -> str:
    """What a literal says, its escapes resolved; half a surrogate pair becomes U+FFFD.

    A control character is a blank, and the end of a line that a backslash continues is nothing.
    """
    if "\\" not in literal:
        return literal
    text = _ESCAPE.sub(lambda escape: _character(escape[1]), literal)
    return whole_letters(text)


def whole_letters(text: str) -> str:
    """A text in which half a surrogate pair is U+FFFD, and both halves are the letter that they are of."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: str) -> str:
    if len(escape) > 2 and escape[0] in "ux":
        return chr(int(escape[1:], 16))
    return _CHARACTERS.get(escape, "" if "\n" in escape else escape)
