"""This module finds the page in a saved web archive (MHTML), to which its other parts belong.

Excel saves each sheet of a workbook as a part of its own, which the page shows one at a time in a frame: together they
are the page.
"""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

_WORKBOOK = b"Excel Workbook Frameset"
_SHEET, _SHEET_ENDS = b"<x:ExcelWorksheet>", b"</x:ExcelWorksheet>"
_SOURCE = re.compile(rb'<x:WorksheetSource\s+HRef="([^"]+)"')
_HIDDEN = b"<x:Visible>"  # said of sheets that are not


def find_page(body: bytes) -> tuple[bytes, str | None, str | None]:
    """The page's bytes, charset and address; no bytes where the archive has no HTML."""
    message = message_from_bytes(body, policy=compat32)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        return b"", None, None
    page = next((part for part in pages if _is_start(part, message)), pages[0])
    address = page.get("Content-Location") or message.get("Snapshot-Content-Location")
    charset = page.get_content_charset()
    body = _bytes_of(page)
    if _WORKBOOK in body:
        body = b"\n".join(_sheets(body, pages)) or body
    return body, charset, str(address) if address else None


def _sheets(workbook: bytes, pages: Sequence[Message]) -> Iterator[bytes]:
    """The visible sheets of a workbook, in its order."""
    named = {_file_name(str(page.get("Content-Location"))): page for page in pages}
    for told in workbook.split(_SHEET)[1:]:
        sheet = told.partition(_SHEET_ENDS)[0]
        source = _SOURCE.search(sheet)
        page = named.get(_file_name(source[1].decode(errors="replace"))) if source else None
        if page is not None and _HIDDEN not in sheet:
            yield _bytes_of(page)


def _file_name(address: str) -> str:
    return address.replace("\\", "/").rpartition("/")[2]


def _bytes_of(page: Message) -> bytes:
    payload = page.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_start(part: Message, message: Message) -> bool:
    start = message.get_param("start")
    return start is not None and part.get("Content-ID") == start
