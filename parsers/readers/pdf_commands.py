"""This module splits a PDF's content stream into operators with their operands.

What is no operator (an unfinished string, operands without an operator) comes out under a name that
no operator has, so that the interpreter sees where the stream breaks off.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pdfminer.psparser import LIT

_SPACE = rb"[\0\t\n\f\r ]"
_A_NUMBER = rb"[-+]?(?:\d++\.?\d*+|\.\d++)"
_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+(?:"
    rb"(" + _A_NUMBER + rb"(?:[\t\n\f\r ]++" + _A_NUMBER + rb")*+)"  # 1: numbers
    rb"|([^\0\t\n\f\r #/%\[\]()<>{}]++)"  # 2: a word
    rb"|<([0-9A-Fa-f\0\t\n\f\r ]*+)>"  # 3: a string by its bytes
    rb"|\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+)\)"  # 4: a string
    rb"|/([^\0\t\n\f\r /%\[\]()<>{}]*+)"  # 5: a name
    rb"|(\[|<<)|(\]|>>)|(.))",  # 6, 7: begin and end of several; 8: what is none of all
    re.DOTALL,
)
_NUMBERS, _WORD, _BYTES, _STRING, _NAME, _BEGIN, _END = range(1, 8)
_VALUES = {b"true": True, b"false": False, b"null": None}
_END_OF_IMAGE = re.compile(_SPACE + rb"EI(?=" + _SPACE + rb"|\Z)")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f",
    b"\n": b"", b"\r": b"", b"\r\n": b"",
}  # fmt: skip
_BY_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")

_NONE = b"its end "  # no command is called so
_FEW = 20  # bytes, to show where it is

Command = tuple[bytes, list[Any], int]


def commands(drawn: bytes) -> Iterator[Command]:
    """The operators of a content stream in order: name, operands, and the position where each ends.

    An inline image is an `EI` with its dictionary as operand.
    """
    return _around_images(drawn) if b"ID" in drawn else _commands(drawn, 0)


def _around_images(drawn: bytes) -> Iterator[Command]:
    """The commands, past the bytes of images that stand among them."""
    place = 0
    while place < len(drawn):
        for name, given, end in _commands(drawn, place):
            if name != b"ID":
                yield name, given, end
                continue
            image = _END_OF_IMAGE.search(drawn, end)
            place = image.end() if image else len(drawn)
            yield (b"EI", [_paired(given)], place) if image else (_NONE, [], place)
            break
        else:
            return


def _commands(drawn: bytes, place: int) -> Iterator[Command]:
    """The commands from a place on: each with its operands, and where it ends."""
    given: list[Any] = []
    around: list[list[Any]] = []  # what the several that are begun stand in
    for match in _TOKEN.finditer(drawn, place):
        kind = match.lastindex or 0
        if kind == _NUMBERS:
            given += map(float, match[1].split())
        elif kind == _WORD and not around and match[2] not in _VALUES:
            yield match[2], given, match.end()
            given = []
        elif kind == _BEGIN:
            around.append(given)
            given = []
        elif kind == _END and around:
            several, given = given, around.pop()
            given.append(several if match[7] == b"]" else _paired(several))
        elif (read := _READ.get(kind)) and (kind != _WORD or match[2] in _VALUES):
            given.append(read(match[kind]))
        else:
            yield _NONE + drawn[match.start() :][:_FEW], [], len(drawn)
            return
    if given or around:
        yield _NONE, given, len(drawn)


def _from_bytes(string: bytes) -> bytes:
    digits = string.translate(None, b"\0\t\n\f\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _unescaped(string: bytes) -> bytes:
    return _ESCAPED.sub(_meant, string) if b"\\" in string else string


def _meant(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    return (
        bytes([int(escaped, 8) & 255]) if escaped[:1].isdigit() else _ESCAPES.get(escaped, escaped)
    )


def _named(token: bytes) -> Any:
    name = _BY_NUMBER.sub(lambda match: bytes.fromhex(match[1].decode()), token)
    return LIT(name.decode(errors="replace"))


def _paired(several: list[Any]) -> dict[Any, Any]:
    names = (getattr(one, "name", None) for one in several[::2])
    return dict(zip(names, several[1::2], strict=False))


_READ: dict[int, Callable[[bytes], Any]] = {
    _WORD: _VALUES.get,
    _BYTES: _from_bytes,
    _STRING: _unescaped,
    _NAME: _named,
}
