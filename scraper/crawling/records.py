"""This module writes answers as WARC 1.1 records, each a gzip member of its own.

Content coding stays as sent; transfer coding is undone, and said so in a renamed header.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from parsers.listings.listing import SAFE
from schemas.portal import Portal
from scraper.crawling.reply import Reply
from scraper.frontier import Held

REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
UNDONE = b"transfer-encoding"


@dataclass(frozen=True, slots=True)
class Member:
    """One record as the gzip member that goes to the file, and its identifier."""

    id: str
    data: bytes


def warc_date(at: datetime) -> str:
    """A moment as WARC 1.1 writes it, to the microsecond."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def warcinfo(name: str, fields: dict[str, str]) -> Member:
    """The first record of a file: who made it, how, and for which portals."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    record = writer.create_warcinfo_record(name, fields)
    writer.write_record(record)
    return Member(record.rec_headers.get_header("WARC-Record-ID"), _compressed(buffer))


def response_records(
    reply: Reply, portal: Portal, held: Held | None = None
) -> tuple[Member, Member]:
    """The response (or the revisit of an answer already held), and the request that led to it."""
    common = {"WARC-Date": warc_date(reply.at), "WARC-IP-Address": reply.address}
    common |= {"Gongkai-Portal": portal.id}
    if portal.tls != "verify" and reply.request.url.lower().startswith("https:"):
        common["Gongkai-TLS"] = portal.tls
    answer = _response(reply, common) if held is None else _revisit(reply, common, held)
    return answer, _request(reply, common | {"WARC-Concurrent-To": answer.id})


def _response(reply: Reply, headers: dict[str, str]) -> Member:
    headers = headers | {"WARC-Payload-Digest": reply.digest}
    return _record("response", reply.request.url, headers, (_status(reply), reply.body))


def _revisit(reply: Reply, headers: dict[str, str], held: Held) -> Member:
    profile = "server-not-modified" if reply.status == 304 else "identical-payload-digest"
    headers = headers | {
        "WARC-Profile": REVISIT + profile,
        "WARC-Refers-To": held.record,
        "WARC-Refers-To-Target-URI": held.url,
        "WARC-Refers-To-Date": held.date,
        "WARC-Payload-Digest": held.digest,
    }
    return _record("revisit", reply.request.url, headers, (_status(reply), b""))


class _Head(StatusAndHeaders):  # type: ignore[misc]
    """A message's head whose bytes stay as they went over the wire, GBK and all."""

    def __init__(self, head: bytes) -> None:
        super().__init__("", [])
        self.headers_buff = head

    def __bool__(self) -> bool:
        return True

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        """Nothing is computed: the bytes are there."""


def _request(reply: Reply, headers: dict[str, str]) -> Member:
    head, end, body = reply.sent.partition(b"\r\n\r\n")
    return _record("request", reply.request.url, headers, (head + end, body))


def _status(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {reply.reason}".encode()]
    lines += [_name(key) + b": " + value for key, value in reply.headers]
    return b"\r\n".join([*lines, b"", b""])


def _name(key: bytes) -> bytes:
    return b"X-Archive-Orig-" + key if key.lower() == UNDONE else key


def _record(kind: str, url: str, headers: dict[str, str], message: tuple[bytes, bytes]) -> Member:
    head, body = message
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        quote(url, safe=SAFE),
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_headers_dict=headers,
        http_headers=_Head(head),
    )
    writer.write_record(record)
    return Member(record.rec_headers.get_header("WARC-Record-ID"), _compressed(buffer))


def _compressed(buffer: BytesIO) -> bytes:
    """One gzip member; level 6 costs a third of warcio's 9 and is as small to a percent."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
    return deflate.compress(buffer.getbuffer()) + deflate.flush()
