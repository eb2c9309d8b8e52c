"""This module takes the documents out of a saved mail (`.eml`), to whose text they belong."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

from schemas.capture import Capture

ENDING = ".eml"


def attached_to(mail: Capture) -> Iterator[Capture]:
    """The documents attached to a mail, and to the mails that it forwards; none of a capture by another name."""
    if not (mail.name or "").lower().endswith(ENDING):
        return
    for part in message_from_bytes(mail.body, policy=default).walk():
        if part.get_content_disposition() != "attachment" or part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            yield Capture(body=body, name=part.get_filename() or "attachment")
