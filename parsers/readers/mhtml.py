"""This module finds the page in a saved web archive (MHTML), to which its other parts belong."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32


def find_page(body: bytes) -> tuple[bytes, str | None, str | None]:
    """The page's bytes, charset and address; no bytes where the archive has no HTML."""
    message = message_from_bytes(body, policy=compat32)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        return b"", None, None
    page = next((part for part in pages if _is_start(part, message)), pages[0])
    payload = page.get_payload(decode=True)
    address = page.get("Content-Location") or message.get("Snapshot-Content-Location")
    charset = page.get_content_charset()
    body = payload if isinstance(payload, bytes) else b""
    return body, charset, str(address) if address else None


def _is_start(part: Message, message: Message) -> bool:
    start = message.get_param("start")
    return start is not None and part.get("Content-ID") == start
