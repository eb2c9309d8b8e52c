"""This module reads what LibreOffice makes of the documents of Word, WPS and Excel.

LibreOffice is a program, and readers start none: the capture brings what was made of its bytes.
"""

from parsers.page import Page
from parsers.readers import docx, xlsx
from parsers.readers.guard import unread

# What LibreOffice turns each format into.
BECOMES = {"doc": "docx", "rtf": "docx", "odt": "docx", "wordxml": "docx", "xls": "xlsx"}
_READERS = {"docx": docx.read, "xlsx": xlsx.read}


def read(kind: str, converted: bytes | None) -> Page:
    """The page of a document of this kind, from what it was turned into."""
    if converted is None:
        return unread("reader-missing", f"LibreOffice (soffice) reads {kind}")
    if not converted:
        return unread("document-damaged", f"LibreOffice could not read this {kind}")
    return _READERS[BECOMES[kind]](converted)
