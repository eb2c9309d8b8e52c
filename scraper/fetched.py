"""This module tells of a capture what the database keeps of it: all but its bytes, and the key by which it is known."""

from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from schemas.capture import Capture


@dataclass(frozen=True, slots=True)
class Fetched:
    """A capture without its bytes, as the database keeps it."""

    id: str
    sha256: str
    name: str | None
    url: str | None
    fetched_at: str | None
    status: int | None
    media_type: str | None
    bytes: int
    warc: str | None
    offset: int | None
    portal: str | None

    @property
    def called(self) -> str:
        """The page's name for display: file name, URL or key."""
        return self.name or self.url or self.id


def fetched_capture(capture: Capture, url: str | None = None) -> Fetched:
    """A capture as the database keeps it; `url` is used if the capture has none."""
    return Fetched(
        id=_capture_id(capture),
        sha256=capture.sha256,
        name=capture.name,
        url=capture.url or url,
        fetched_at=clock(capture),
        status=capture.status,
        media_type=capture.media_type,
        bytes=len(capture.body),
        warc=capture.warc,
        offset=capture.offset,
        portal=capture.registrant.portal if capture.registrant else None,
    )


def _capture_id(capture: Capture) -> str:
    """The key of a capture, from its bytes, its address or name, and its time."""
    place = (capture.sha256, capture.url, capture.name, clock(capture))
    return sha256("|".join(part or "" for part in place).encode()).hexdigest()[:20]


def clock(capture: Capture) -> str | None:
    """When a capture was fetched, as ISO 8601 in UTC; None for a saved file, whose mtime is not used."""
    when = capture.fetched_at
    if when is None:
        return None
    return (when.astimezone(UTC) if when.tzinfo else when).isoformat(timespec="microseconds")
