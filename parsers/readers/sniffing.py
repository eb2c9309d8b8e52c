"""This module tells the format of a document: by its bytes first, by its name and media type last.

The format that a name, an address or a media type claims does not decide how a document is read; it only
tells that a document in no known format is a damaged one of that format.

>>> claimed_format(Capture(body=b"", name="report.PDF")), claimed_format(Capture(body=b"", name="report.html"))
('pdf', None)
>>> claimed_format(Capture(body=b"", name="report.pdf", media_type="text/html; charset=utf-8")) is None
True
"""

import re
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

from parsers.decode import utf16_without_mark
from schemas.capture import Capture

PICTURES = ("png", "jpeg", "bmp", "tiff", "webp", "gif")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
)
_IN_ZIP = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "ofd"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "odt"),
)
_NUMBERED = re.compile(r"\d+\.xml$")  # programs on the web write word/document2.xml
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"  # first in its zip, as it is
_FLAT = b"<office:document"  # OpenDocument in one file of XML
_UNIFORM = b"<uof:UOF"  # China's own format of offices (GB/T 20916), in one file of XML
_UNIFORM_SHEET = b"vnd.uof.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Office puts a document that it locks with a password into such a container whole.
_IN_OLE = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
# Where a container (MS-CFB) says how large its sectors are, and in which its directory begins.
_OLE_HEADER, _SECTOR_SHIFT, _DIRECTORY = 512, 30, slice(48, 52)
_KIND = 66  # in an entry of the directory: the kind, which is that of a root for the first
_ROOT = 5
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|table|tbody|tr|td|th|div|p|span|script|style|section"
    rb"|article|ul|li|h[1-6]|a|font|center)\b",
    re.IGNORECASE,
)
# As nearly all pages begin: nothing else is looked for.
_PLAINLY_HTML = (b"<!doctype html", b"<html")
_WORD_XML = (b'progid="Word.Document"', b"<w:wordDocument", b"<pkg:package")
_FIELDS = (b"mime-version:", b"content-type:")  # sought first: the pattern costs a third of a parse
_MAIL = re.compile(rb"^mime-version:|\A\s*content-type:", re.IGNORECASE | re.MULTILINE)
BEFORE = b"\xef\xbb\xbf \t\r\n"  # what scripts that serve a file may print before it
_HEAD = 65536  # bytes in which a document shows what it is
_PDF_HEAD = 1024  # PDF readers allow so many stray bytes in front
_BMP_HEADER, _BMP_RESERVED = 26, slice(6, 10)
_TOP = 4096
# Of a page in UTF-16, whose bytes look like no text, at most; by chance some 20,000.
_BYTES_A_TAG = 200
_CONTROLS = bytes((*range(9), *range(14, 27)))
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAME = "pdf docx xlsx ofd doc xls rtf odt ods fodt fods uot uos png bmp gif webp jpeg tiff zip"
_BY_ENDING = {kind: kind for kind in _SAME.split()} | {
    "wps": "doc", "et": "xls", "jpg": "jpeg", "tif": "tiff",
}  # fmt: skip
_BY_TYPE = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/rtf": "rtf",
    "application/zip": "zip",
    **{f"image/{kind}": kind for kind in ("png", "jpeg", "tiff", "bmp", "gif", "webp")},
}


def sniff(body: bytes, name: str | None = None, media_type: str | None = None) -> str:
    """The format of a document: `html`, `text`, `mhtml`, `docx`, `pdf`, `png` and so on; else `unknown`."""
    head = body[:_HEAD].lstrip(BEFORE)
    if head.startswith(_OLE):
        return _in_ole(body.lstrip(BEFORE))
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(body)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (kind != "bmp" or _is_bmp(head)):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "pdf"
    return _textual(head, name or "", media_type or "")


def _is_bmp(head: bytes) -> bool:
    """Whether what begins with BM is a picture: its reserved bytes are 0, which no letters are."""
    return len(head) > _BMP_HEADER and head[_BMP_RESERVED] == bytes(4)


def _in_zip(body: bytes) -> str:
    """The format of a zip by its members; `zip` for a folder of files or one with a truncated directory."""
    try:
        with ZipFile(BytesIO(body)) as archive:
            members = {_NUMBERED.sub(".xml", name) for name in archive.namelist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        # Local headers are left.
        members = {member for member, _ in _IN_ZIP if member.encode() in body}
    kind = next((kind for member, kind in _IN_ZIP if member in members), "zip")
    return "ods" if kind == "odt" and _SPREADSHEET in body[:_HEAD] else kind


def _in_ole(body: bytes) -> str:
    """The format of an OLE container by the streams in its directory; WPS writes `doc` too.

    `unknown` where there is no directory at the place that the header gives.
    """
    sector = 1 << min(body[_SECTOR_SHIFT], 16) if len(body) > _OLE_HEADER else 0
    directory = (int.from_bytes(body[_DIRECTORY], "little") + 1) * sector
    at = directory + _KIND
    if body[at : at + 1] != bytes([_ROOT]):
        return "unknown"
    return next((kind for stream, kind in _IN_OLE if stream.encode("utf-16-le") in body), "doc")


def _textual(head: bytes, name: str, media_type: str) -> str:
    """The kind of a text, without the NULs of UTF-16; `unknown` for bytes that are no text."""
    if _is_plainly_html(head):
        return "html"
    plain = head.replace(b"\x00", b"")
    top = plain[:_TOP]
    if kind := _office_xml(plain, top):
        return kind
    if any(field in top.lower() for field in _FIELDS) and _MAIL.search(top):
        return "mhtml"
    if _TAG.search(plain):
        return "unknown" if _is_by_chance(plain) else "html"
    if _is_binary(head):
        return "text" if utf16_without_mark(head) else "unknown"
    # Nothing in the bytes says HTML; a page without a single tag is text even if called a page.
    claims = f"{media_type.lower()} {name.lower()}"
    return "html" if "html" in claims and b"<" in plain else "text"


def _is_plainly_html(head: bytes) -> bool:
    return head[:14].lower().startswith(_PLAINLY_HTML)


def _office_xml(plain: bytes, top: bytes) -> str | None:
    """The format of an office's document in one file of XML; None of another text."""
    if any(mark in top for mark in _WORD_XML):
        return "wordxml"
    if _FLAT in top:
        return "fods" if _SPREADSHEET in plain else "fodt"
    if _UNIFORM in top:
        return "uos" if _UNIFORM_SHEET in top else "uot"
    return None


def _is_by_chance(plain: bytes) -> bool:
    """Whether tags are as rare among bytes as chance would make them."""
    return _is_binary(plain) and len(_TAG.findall(plain)) * _BYTES_A_TAG < len(plain)


def _is_binary(head: bytes) -> bool:
    """Whether the first bytes have more control characters than text has, NULs of UTF-16 apart."""
    if head.startswith(_MARKS):
        return False
    first = head[:_TOP]
    odd = len(first) - len(first.translate(None, _CONTROLS))
    return odd * 50 > len(first)


def why_damaged(body: bytes, claimed: str) -> str:
    """What is wrong with bytes that are not of the claimed format."""
    return f"it is no {claimed}" if body else "it is empty"


def format_of(capture: Capture) -> str:
    """The format of a capture; each stage asks for it, and nearly all are plainly HTML at their very top."""
    top = capture.body[:_TOP].lstrip(BEFORE)
    if _is_plainly_html(top) and b"%PDF-" not in top[:_PDF_HEAD]:
        return "html"
    return sniff(capture.body, capture.name, capture.media_type)


def claimed_format(capture: Capture) -> str | None:
    """The format other than text that a capture claims; None where the server says that it is text."""
    media_type = (capture.media_type or "").partition(";")[0].strip().lower()
    if media_type.startswith("text/"):
        return None
    return _BY_TYPE.get(media_type) or _ending(capture.name) or _ending(capture.url)


def _ending(name: str | None) -> str | None:
    try:
        path = urlsplit(name or "").path
    except ValueError:
        return None
    return _BY_ENDING.get(path.rpartition(".")[2].lower())
