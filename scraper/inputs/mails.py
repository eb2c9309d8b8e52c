"""This module takes the documents out of a saved mail (`.eml`), to whose text they belong."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from schemas.capture import Capture

_ENDING = ".eml"


def attached_to(mail: Capture) -> Iterator[Capture]:
    """The documents attached to a mail, and to the mails that it forwards; none of a capture by another name."""
    if not (mail.name or "").lower().endswith(_ENDING):
        return
    for part in message_from_bytes(mail.body, policy=compat32).walk():
        if part.get_content_disposition() != "attachment" or part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            yield Capture(body=body, name=_name(part) or "attachment")


def _name(part: Message) -> str:
    """The name of a document; empty where none is given, or it cannot be decoded."""
    try:
        return str(make_header(decode_header(part.get_filename() or "")))
    except (HeaderParseError, LookupError, TypeError, ValueError):
        return ""
