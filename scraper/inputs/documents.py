"""This module recognises documents by their first bytes, and rules out by its bytes what cannot be a report, before it is decoded."""

import json
import re
from urllib.parse import quote

_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",  # docx, xlsx, ofd, zip
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # doc, xls, wps
    b"{\\rtf",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\xdb\xa5",  # Word 2.0, still written by old versions of WPS
)
# What Word writes at the beginning where it saves as a page, or as a page with its pictures.
_BY_WORD = (b"urn:schemas-microsoft-com:office", b"mime-version:")
SUFFIXES = (
    ".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".rtf", ".odt", ".ods", ".ofd",
    ".zip", ".rar", ".7z", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp",
)  # fmt: skip
_WORDS = (
    "公开", "公開", "行政许可", "行政許可", "规范性文件", "規範性文件", "行政复议", "行政復議", "行政複議",
)  # fmt: skip
_CHARSETS = ("utf-8", "gb18030", "big5")
_HIDING = (b"\x00", b"~{", b"\x1b$")  # UTF-16, HZ, ISO 2022
_MAIL = (b"mime-version:", b"content-transfer-encoding:")
_BETWEEN = re.compile(
    rb"<[^>]*>|&(?:nbsp|ensp|emsp|zwnj|zwj|thinsp);|\s+|\xc2\xa0|\xe3\x80\x80|\xa1\xa1|\xe2\x80[\x8b-\x8f]|\xef\xbb\xbf"
)
_HEAD = 4096
# Words of table 三, and of the last headings of a report of prose alone, as an answer in JSON writes them.
_TEXT = tuple(
    tuple(
        (word.encode(), json.dumps(word)[1:-1].encode(), quote(word).lower().encode())
        for word in words
    )
    for words in (("本年新收",), ("依申请公开", "行政复议", "问题"))
)


def is_document(content: bytes) -> bool:
    """Whether bytes begin like a document, a packed file or a picture."""
    head = content[:1024].removeprefix(b"\xef\xbb\xbf")
    return head.startswith(_MAGIC) or b"%PDF-" in head


def is_saved_by_word(url: str, content: bytes) -> bool:
    """Whether what an address with the suffix of a document gives is a page that Word has written under it."""
    head = content[:1024].lower() if named_as_document(url) else b""
    return any(sign in head for sign in _BY_WORD)


def named_as_document(url: str) -> bool:
    """Whether an address has the suffix of a document."""
    return url.partition("#")[0].partition("?")[0].lower().endswith(SUFFIXES)


def _encoded(text: str) -> tuple[bytes, ...]:
    return tuple({text.encode(charset, "ignore") for charset in _CHARSETS} - {b""})


_MARKS = tuple(mark for word in _WORDS for mark in _encoded(word) if len(mark) >= 2 * len(word))
_FIRST = tuple(mark for sign in "公行规規" for mark in _encoded(sign) if len(mark) > 1)
_REFERENCES = re.compile(rb"&#(?:0*(?:%s)|x0*(?:%s));?" % (
    b"|".join(b"%d" % ord(sign) for sign in "公行规規"),
    b"|".join(b"%x" % ord(sign) for sign in "公行规規"),
), re.IGNORECASE)  # fmt: skip


def may_be_report(body: bytes) -> bool:
    """Whether a record's body may be a report, or a document that contains one."""
    if is_document(body) or _hides(body):
        return True
    if body.isascii() or not any(sign in body for sign in _FIRST):
        return False
    if any(mark in body for mark in _MARKS):
        return True
    bare = _BETWEEN.sub(b"", body)  # Word puts a tag around every character
    return any(mark in bare for mark in _MARKS)


def has_report_text(body: bytes) -> bool:
    """Whether an answer of an interface has the text of a whole report, not its title and first words as a list does."""
    said = body.lower() if b"\\u" in body or b"%E" in body else body
    return any(all(any(form in said for form in forms) for forms in words) for words in _TEXT)


def _hides(body: bytes) -> bool:
    head = body[:_HEAD].lower()
    if any(sign in body for sign in _HIDING) or any(field in head for field in _MAIL):
        return True
    return b"&#" in body and _REFERENCES.search(body) is not None
