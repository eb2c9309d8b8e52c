"""This module holds a response as received, why a page could not be fetched, and what a portal's visit has counted and how it ended."""

import base64
import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from parsers.listings.listing import Request
from scraper.body import decode_body
from scraper.errors import GongkaiError
from scraper.reasons import Reason, Status, reasons

_MOST_HOSTS = 40  # that are reported
_NOTES = ("listing", "document_hosts")  # fields stored with the counts that are no counts
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one response: bytes of a page, bytes of an attachment, seconds in total.

    With `cut`, reading ends after so many bytes, and the rest is ignored.
    """

    page: int = 16_000_000
    attachment: int = 64_000_000
    seconds: float = 60.0
    cut: int | None = None


@dataclass(frozen=True)
class Reply:
    """One response: `body` still has its content coding; `framed` means that its length was declared.

    `sent` is the request, head and body, as it was sent.
    """

    request: Request
    sent: bytes
    status: int
    reason: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    framed: bool
    address: str
    at: datetime

    @property
    def status_line(self) -> str:
        """The status and what the server calls it: `404 Not Found`."""
        return f"{self.status} {self.reason}".strip()

    def header(self, name: str) -> str | None:
        """The first header of a name, decoded as UTF-8, else as Latin-1."""
        found = (value for key, value in self.headers if key.lower() == name.encode())
        value = next(found, None)
        return None if value is None else text_of(value)

    @property
    def media_type(self) -> str | None:
        """The media type without its parameters, in lower case."""
        value = self.header("content-type")
        return value.partition(";")[0].strip().lower() if value else None

    @property
    def charset(self) -> str | None:
        """The charset that the header declares, if any."""
        match = _CHARSET.search(self.header("content-type") or "")
        return match[1] if match else None

    @cached_property
    def digest(self) -> str:
        """The body's SHA-1 in the notation of WARC; the database identifies captures by SHA-256."""
        plain = hashlib.sha1(self.body, usedforsecurity=False).digest()
        return "sha1:" + base64.b32encode(plain).decode()

    @cached_property
    def content(self) -> bytes:
        """The body with its content coding decoded."""
        return decode_body(self.header("content-encoding") or "", self.body)


def text_of(value: bytes) -> str:
    """Decode a header's bytes: UTF-8, else Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


@dataclass(slots=True)
class Tally:
    """The counts of one portal in one run; stored with every page, so that a kill loses none."""

    engine: str | None = None
    robots: str = "none"
    elsewhere: int = 0
    requests: int = 0
    fetched: int = 0
    unchanged: int = 0
    bytes: int = 0
    listing: str | None = None  # its address
    # Other hosts than the portal's that hold documents or lists of reports.
    document_hosts: list[str] = field(default_factory=list)

    def note_host(self, url: str) -> None:
        """Note another host than the portal's; nothing is requested from it."""
        host = urlsplit(url).netloc.lower()
        if host not in self.document_hosts and len(self.document_hosts) < _MOST_HOSTS:
            self.document_hosts.append(host)

    def counts(self) -> dict[str, str | int | None]:
        """The counts by name, as in the run report."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in _NOTES}

    def to_json(self) -> str:
        """The counts as the frontier stores them."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a portal's visit ended: `reason` and `detail` are None if it is `ok`."""

    status: Status
    reason: str | None = None
    detail: str | None = None


def because(reason: str, detail: str | None) -> Outcome:
    """The outcome for a reason, with the status that `reasons.toml` gives it."""
    return Outcome(reasons()[reason].status, reason, detail)


class Unfetched(GongkaiError):
    """A page could not be fetched; `reason` is a code of `reasons.toml`.

    `reply` is the response that says so, if one was completely received.
    """

    def __init__(self, reason: str, url: str, detail: str | None = None) -> None:
        super().__init__(f"{url}: {detail or reasons()[reason].en}")
        self.reason = reason
        self.url = url
        self.detail = detail
        self.reply: Reply | None = None

    @property
    def rule(self) -> Reason:
        """What the reason means for the request, the host and the portal."""
        return reasons()[self.reason]
