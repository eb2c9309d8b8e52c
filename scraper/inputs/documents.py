"""This module recognises documents by their first bytes, so that an error page in place of one is not mistaken for it."""

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
