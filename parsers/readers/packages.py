"""This module says why a RAR or 7z file was not read: its documents come unpacked, as captures of their own."""

from parsers.page import Page
from parsers.readers.guard import unread_page

KINDS = ("rar", "7z")


def why_not_unpacked(kind: str, converted: bytes | None) -> Page:
    """The page of a file that was not unpacked: `converted` is empty where libarchive could not read it to its end."""
    if converted is None:
        return unread_page(
            "reader-missing", f"libarchive reads {kind}: pip install 'gongkai[archives]'"
        )
    return unread_page("document-damaged", f"libarchive could not read this {kind} to its end")
