"""This module recognises a document by its first bytes; an error page in its place is none."""

MAGIC = (
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
    b"\xdb\xa5",  # the Word of 1989, still written by old WPS
)
SUFFIXES = (
    ".pdf",
    ".doc",
    ".docx",
    ".wps",
    ".xls",
    ".xlsx",
    ".et",
    ".rtf",
    ".odt",
    ".ods",
    ".ofd",
    ".zip",
    ".rar",
    ".7z",
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".webp",
)


def is_document(content: bytes) -> bool:
    """Whether bytes begin as a document, a packed file or a picture does."""
    head = content[:1024].removeprefix(b"\xef\xbb\xbf")
    return head.startswith(MAGIC) or b"%PDF-" in head


def named_as_document(url: str) -> bool:
    """Whether an address ends like a document's."""
    return url.partition("#")[0].partition("?")[0].lower().endswith(SUFFIXES)
