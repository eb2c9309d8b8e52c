"""This module reads documents of Word, WPS and Excel from what LibreOffice has converted them to.

Readers start no programs: the capture brings the converted bytes along.
"""

from parsers.page import Page
from parsers.readers import docx, xlsx
from parsers.readers.guard import unread_page

# What LibreOffice turns each format into.
CONVERTED_TO = {
    "doc": "docx",
    "rtf": "docx",
    "odt": "docx",
    "wordxml": "docx",
    "xls": "xlsx",
    "ods": "xlsx",
}
_READERS = {"docx": docx.read, "xlsx": xlsx.read}


def read(kind: str, converted: bytes | None) -> Page:
    """The page of a document in this format, from its converted bytes."""
    if converted is None:
        return unread_page("reader-missing", f"LibreOffice (soffice) reads {kind}")
    if not converted:
        return unread_page("document-damaged", f"LibreOffice could not read this {kind}")
    return _READERS[CONVERTED_TO[kind]](converted)
