"""This module decodes a page's bytes, and tells how their charset was determined.

The order: byte order mark, strict UTF-8 of the whole body, the declaration in the page, the header,
the detector. Pages that declare GB2312 or GBK are read as GB18030, which holds both, and Big5 with the letters of
Hong Kong (HKSCS), as browsers do. Bytes that a program took for Latin letters and saved as UTF-8 are given back first.
"""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_WIDER |= dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950"), "big5hkscs")
# Python codecs that are no charsets of pages.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
    | {"base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib"}
)
# A byte that ISO 8859-1 has as a control character may have become the letter that Windows-1252 has there.
_WESTERN = {
    ord(letter): byte
    for byte in range(0x80, 0xA0)
    for letter in bytes([byte]).decode("cp1252", "ignore")
}
# 公开 as UTF-8 and as GBK, byte by byte in Latin letters.
_PUBLIC_IN_LATIN = ("å\x85¬å¼\x80", "å…¬å¼€", "¹«¿ª")
_HEAD = 4096  # bytes in which a declaration stands
_SAMPLE = 65536  # bytes that the detector sees
_COMMON = frozenset("的一是在有和政府信息公开年度报告工作中国本条例行为第人大不主动申请关于")
_LONGEST_CHARACTER = 4
_NEARLY_ALL = 0.95


class Decoded(NamedTuple):
    """A body as text: the charset, the rule that chose it, and whether the text looks like Chinese.

    `utf8` is the body itself where it is the text in UTF-8, byte for byte.
    """

    text: str
    charset: str
    source: str
    plausible: bool
    utf8: bytes | None = None


def decode(body: bytes, header_charset: str | None = None) -> Decoded:
    """Decode a body; undecodable bytes are replaced, and the text is then marked as not plausible."""
    if marked := _marked(body):
        return marked
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
        return _given_back(text) or Decoded(text, "utf-8", "utf-8", plausible=True, utf8=body)
    except UnicodeDecodeError as error:
        if error.start >= len(body) - _LONGEST_CHARACTER and error.start > _LONGEST_CHARACTER:
            return _decoded(body.decode("utf-8", "ignore"), "utf-8", "utf-8")
    for source, named in (("declared", _declared(body)), ("header", header_charset)):
        if (charset := _known(named)) and charset != "utf-8":
            decoded = _decoded(body.decode(charset, "replace"), charset, source)
            if decoded.plausible:
                return decoded
    return _detected(body)


def _marked(body: bytes) -> Decoded | None:
    """The text of a body that begins with a byte order mark; GBK has one of UTF-8 from an included file."""
    for mark, charset in _MARKS:
        if body.startswith(mark):
            decoded = _decoded(body.decode(charset, "replace"), charset, "bom")
            return decoded if decoded.plausible or mark != codecs.BOM_UTF8 else None
    return None


def _given_back(text: str) -> Decoded | None:
    """The Chinese of a text that is Latin letters, each of them one byte of it; None for any other text.

    Programs that download a page whose header names no charset take its bytes for ISO 8859-1.
    """
    if "公开" in text or not any(word in text for word in _PUBLIC_IN_LATIN):
        return None
    try:
        decoded = decode(text.translate(_WESTERN).encode("latin-1"))
    except UnicodeEncodeError:
        return None
    return decoded._replace(source="twice", utf8=None) if decoded.plausible else None


def _declared(body: bytes) -> str | None:
    match = _DECLARED.search(body[:_HEAD])
    return match.group(1).decode("ascii") if match else None


def _known(charset: str | None) -> str | None:
    """Python's name for a charset; None where it is unknown or no charset of text."""
    name = (charset or "").strip().lower()
    try:
        known = codecs.lookup(_WIDER.get(name, name)).name if name else None
        return None if known in _NO_CHARSETS else known
    except (LookupError, ValueError):
        return None


def utf16_without_mark(body: bytes) -> str | None:
    """The byte order of a text in UTF-16 that has lost its mark; None for any other bytes.

    Of a Chinese text nearly all characters are then Chinese or ASCII, and of other bytes hardly any.

    >>> [utf16_without_mark("一、总体情况".encode(name)) for name in ("utf-16-le", "utf-16-be", "gbk", "utf-8")]
    ['utf-16-le', 'utf-16-be', None, None]
    """
    head = body[: _HEAD & ~1]
    for charset in ("utf-16-le", "utf-16-be"):
        text = head.decode(charset, "replace")
        usual = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef"
                    or " " <= c <= "~" or c in "\t\r\n" for c in text)  # fmt: skip
        if len(body) % 2 == 0 and usual > _NEARLY_ALL * len(text):
            return charset
    return None


def _detected(body: bytes) -> Decoded:
    if charset := utf16_without_mark(body):
        return _decoded(body.decode(charset, "replace"), charset, "detected")
    for charset in ("gb18030", "big5hkscs"):
        decoded = _decoded(body.decode(charset, "replace"), charset, "detected")
        if decoded.plausible:
            return decoded
    best = from_bytes(body[:_SAMPLE]).best()
    charset = best.encoding if best else "utf-8"
    return _decoded(body.decode(charset, "replace"), charset, "detected")


def _decoded(text: str, charset: str, source: str) -> Decoded:
    return Decoded(text, charset, source, _plausible(text))


def _plausible(text: str) -> bool:
    """Whether a text reads as Chinese: hardly any character was lost, and the commonest ones occur.

    A text without Chinese is plausible unless it is full of letters that only Western charsets
    have.
    """
    head = text[:20000]
    lost = text.count("\ufffd") + sum("\ue000" <= c <= "\uf8ff" for c in head)
    if lost * 50 > len(text):
        return False
    han = sum("\u4e00" <= character <= "\u9fff" for character in head)
    if han == 0:
        return sum("\x80" <= character <= "\u024f" for character in head) * 10 <= len(head)
    return sum(character in _COMMON for character in head) * 20 >= han
