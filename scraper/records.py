"""This module writes answers as WARC 1.1 records, each a gzip member of its own.

Content coding stays as sent; transfer coding is undone, and said so in a renamed header.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.frontier import Held
from scraper.reply import Reply, text_of

REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
UNDONE = b"transfer-encoding"


@dataclass(frozen=True, slots=True)
class Member:
    """One record as the gzip member that goes to the file, and its identifier."""

    id: str
    data: bytes


def date(at: datetime) -> str:
    """A moment as WARC 1.1 writes it, to the microsecond."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def warcinfo(name: str, fields: dict[str, str]) -> Member:
    """The first record of a file: who made it, how, and for which portals."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    record = writer.create_warcinfo_record(name, fields)
    writer.write_record(record)
    return Member(record.rec_headers.get_header("WARC-Record-ID"), _compressed(buffer))


def fetched(reply: Reply, portal: str | None, held: Held | None = None) -> tuple[Member, Member]:
    """The response (or the revisit of an answer already held), and the request that led to it."""
    common = {"WARC-Date": date(reply.at), "WARC-IP-Address": reply.address}
    if portal is not None:
        common["Gongkai-Portal"] = portal
    answer = _response(reply, common) if held is None else _revisit(reply, common, held)
    return answer, _request(reply, common | {"WARC-Concurrent-To": answer.id})


def _response(reply: Reply, headers: dict[str, str]) -> Member:
    headers = headers | {"WARC-Payload-Digest": reply.digest}
    return _record("response", reply.ask.url, headers, (_status(reply), reply.body))


def _revisit(reply: Reply, headers: dict[str, str], held: Held) -> Member:
    profile = "server-not-modified" if reply.status == 304 else "identical-payload-digest"
    headers = headers | {
        "WARC-Profile": REVISIT + profile,
        "WARC-Refers-To": held.record,
        "WARC-Refers-To-Target-URI": held.url,
        "WARC-Refers-To-Date": held.date,
        "WARC-Payload-Digest": held.digest,
    }
    return _record("revisit", reply.ask.url, headers, (_status(reply), b""))


def _request(reply: Reply, headers: dict[str, str]) -> Member:
    head, _, body = reply.request.partition(b"\r\n\r\n")
    line, *rest = head.decode("latin-1").split("\r\n")
    fields = [(key, value) for key, _, value in (entry.partition(": ") for entry in rest)]
    http = StatusAndHeaders(line, fields, is_http_request=True)
    return _record("request", reply.ask.url, headers, (http, body))


def _status(reply: Reply) -> StatusAndHeaders:
    fields = [(_name(key), text_of(value)) for key, value in reply.headers]
    return StatusAndHeaders(f"{reply.status} {reply.reason}", fields, protocol="HTTP/1.1")


def _name(key: bytes) -> str:
    name = key.decode("latin-1")
    return f"X-Archive-Orig-{name}" if key.lower() == UNDONE else name


def _record(
    kind: str, url: str, headers: dict[str, str], message: tuple[StatusAndHeaders, bytes]
) -> Member:
    http, body = message
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_headers_dict=headers,
        http_headers=http,
    )
    writer.write_record(record)
    return Member(record.rec_headers.get_header("WARC-Record-ID"), _compressed(buffer))


def _compressed(buffer: BytesIO) -> bytes:
    """One gzip member; level 6 costs a third of warcio's 9 and is as small to a percent."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
    return deflate.compress(buffer.getbuffer()) + deflate.flush()
