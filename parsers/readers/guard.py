"""This module keeps readers of untrusted bytes within limits, so that they always return a page."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from parsers.page import Page
from schemas.finding import finding

Reader = Callable[..., Page]  # of one document's bytes, or of several pictures'

MOST_BYTES = 64 << 20  # of a document, and of all that a zip says it unpacks to
LOCKED = "it is locked with a password; save a copy without one"
_MOST_MEMBERS = 5000
_ENCRYPTED = 1  # of a member's flags
_MOST_XML = 24 << 20  # one part; a report of 20 pages has some 2 MB
_ENTITIES = tuple(
    mark.encode(charset)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for charset in ("utf-8", "utf-16-le", "utf-16-be")
)


class Unreadable(ValueError):
    """A document that a reader refuses; it becomes a finding and does not leave the readers."""


def guarded(extra: str) -> Callable[[Reader], Reader]:
    """Make a reader safe: a missing library or a damaged document gives an empty page with a finding.

    `extra` names the set of libraries that the reader needs, as in `pip install 'gongkai[…]'`.
    """

    def guard(read: Reader) -> Reader:
        @wraps(read)
        def safe(*bodies: bytes) -> Page:
            size = sum(map(len, bodies))
            if size > MOST_BYTES:
                return unread_page("document-too-large", f"{size} bytes")
            try:
                return read(*bodies)
            except ImportError:
                return unread_page("reader-missing", f"run pip install 'gongkai[{extra}]'")
            except Unreadable as reason:
                return unread_page("document-damaged", str(reason))
            except Exception as error:  # libraries raise anything on damaged input
                return unread_page("document-damaged", stopped(error))

        return safe

    return guard


def stopped(error: BaseException) -> str:
    """The text of a finding about an unexpected exception: its class."""
    return f"its reader stopped ({type(error).__name__})"


def unread_page(code: str, text: str | None) -> Page:
    """The empty page of a document that was not read, with the finding that says why."""
    return Page((), findings=(finding(code, None, text),))


def open_archive(body: bytes) -> ZipFile:
    """Open a zip of XML parts; `Unreadable` where it unpacks to too much or declares entities."""
    opened = ZipFile(BytesIO(body))
    members = opened.infolist()
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > MOST_BYTES:
        raise Unreadable("the archive is too large when decompressed")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Unreadable(LOCKED)
    for member in members:
        _check_member(opened, member)
    return opened


def _check_member(opened: ZipFile, member: ZipInfo) -> None:
    """Refuse a part of XML that is too large or declares entities; other parts are never parsed."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return
    if member.file_size > _MOST_XML:
        raise Unreadable(f"{member.filename[:80]} is too large")
    refuse_entities(member.filename[:80], opened.read(member))


def refuse_entities(name: str, part: bytes) -> None:
    """Raise `Unreadable` for XML that declares entities, which may unpack to anything."""
    if any(mark in part for mark in _ENTITIES):
        raise Unreadable(f"{name} declares entities")
