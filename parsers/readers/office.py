"""This module reads what another program has converted or unpacked: Word, WPS and Excel by LibreOffice,
RAR and 7z by libarchive.

Readers start no programs: the capture brings the converted bytes along, or nothing.
"""

from parsers.page import Page
from parsers.readers import docx, xlsx
from parsers.readers.guard import unread_page

# What LibreOffice turns each format into.
CONVERTED_TO = {
    **dict.fromkeys(("doc", "rtf", "odt", "fodt", "uot"), "docx"),
    **dict.fromkeys(("xls", "ods", "fods", "uos"), "xlsx"),
}
_READERS = {"docx": docx.read, "xlsx": xlsx.read}
PACKED = ("rar", "7z")


def read(kind: str, converted: bytes | None) -> Page:
    """The page of a document in this format, from its converted bytes."""
    if converted is None:
        return unread_page("reader-missing", f"LibreOffice (soffice) reads {kind}")
    if not converted:
        return unread_page("document-damaged", f"LibreOffice could not read this {kind}")
    return _READERS[CONVERTED_TO[kind]](converted)


def why_not_unpacked(kind: str, converted: bytes | None) -> Page:
    """The page of a file that was not unpacked: `converted` is empty where libarchive could not read it to its end."""
    if converted is None:
        return unread_page(
            "reader-missing", f"libarchive reads {kind}; run pip install 'gongkai[archives]'"
        )
    return unread_page("document-damaged", f"libarchive could not read this {kind} to its end")
