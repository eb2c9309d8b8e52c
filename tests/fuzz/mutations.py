"""This module damages bytes, as accidents do and as attackers do."""

import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

from tests.in_memory import parts, repacked

Mutation = Callable[[bytes, Random], bytes]

_DEEP = 10_000
_SPAN = re.compile(rb"<t[dh]\b")
_TAG = re.compile(rb"<[^>]{1,200}>")
_SPANS = ("0", "-1", "2", "7px", "100%", "99999999", "1e9", "", "65535", "٣")
_ENTITIES = (
    b"&nbsp;", b"&#0;", b"&#xFFFFFFFF;", b"&#55296;", b"&lt;td&gt;", b"&" * 50, b"&#x200b;",
)  # fmt: skip
_STREAM = re.compile(rb"(stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
_BOMB = 300  # megabytes


def cut(body: bytes, random: Random) -> bytes:
    """The page cut off, as by a lost connection."""
    return body[: random.randrange(len(body) + 1)]


def flipped(body: bytes, random: Random) -> bytes:
    """Some bits turned over."""
    damaged = bytearray(body)
    for _ in range(random.choice((1, 3, 20, 200))):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def spliced(body: bytes, random: Random) -> bytes:
    """A piece left out, printed twice, or moved."""
    a, b = sorted(random.randrange(len(body) + 1) for _ in range(2))
    where = random.randrange(len(body) + 1)
    piece = body[a : min(b, a + 5000)]
    rest = random.choice((body, body[:a] + body[a + len(piece) :]))
    return rest[:where] + random.choice((b"", piece, piece * 20)) + rest[where:]


def spanned(body: bytes, random: Random) -> bytes:
    """Cells with false spans."""

    def span(match: re.Match[bytes]) -> bytes:
        if random.random() > 0.1:
            return match[0]
        name, said = random.choice(("rowspan", "colspan")), random.choice(_SPANS)
        return match[0] + f' {name}="{said}"'.encode()

    return _SPAN.sub(span, body)


def entities(body: bytes, random: Random) -> bytes:
    """Entities in place of text, known and unknown."""
    for _ in range(random.randrange(1, 30)):
        where = random.randrange(len(body) + 1)
        body = body[:where] + random.choice(_ENTITIES) + body[where:]
    return body


def untagged(body: bytes, random: Random) -> bytes:
    """Tags lost or doubled."""
    share = random.choice((0.005, 0.05, 0.3))
    return _TAG.sub(
        lambda m: random.choice((b"", m[0] * 2)) if random.random() < share else m[0], body
    )


def nested(body: bytes, random: Random) -> bytes:
    """Elements in elements, ten thousand deep."""
    tag = random.choice((b"div", b"span", b"b", b"table><tr><td", b"ul><li", b"font"))
    where = random.randrange(len(body) + 1)
    return body[:where] + b"<%s>" % tag * random.choice((100, _DEEP)) + body[where:]


def noise(body: bytes, random: Random) -> bytes:
    """Random bytes after the first bytes of the document."""
    return body[: random.choice((0, 4, 100))] + random.randbytes(random.randrange(5000))


PAGES: tuple[Mutation, ...] = (
    cut, flipped, spliced, spanned, entities, untagged, nested, noise,
)  # fmt: skip


def part(body: bytes, random: Random) -> bytes:
    """A zip whose largest part is damaged as a page is."""
    mutate = random.choice((cut, flipped, spliced, untagged, noise))
    held = parts(body)
    largest = max(held, key=lambda name: len(held[name]))
    return repacked(body, lambda name, old: mutate(old, random) if name == largest else old)


def zip_bomb(body: bytes, random: Random) -> bytes:
    """A part that unpacks to a great deal."""
    packed = BytesIO(body)
    with (
        zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/styles2.xml", "w") as bomb,
    ):
        for _ in range(_BOMB):
            bomb.write(b" " * (1 << 20))
    return packed.getvalue()


def xml_bomb(body: bytes, random: Random) -> bytes:
    """Entities of entities, in every part."""
    names = [f"a{n}" for n in range(12)]
    told = "".join(
        f'<!ENTITY {name} "{f"&{names[n - 1]};" * 10 if n else "ha"}">'
        for n, name in enumerate(names)
    )
    bomb = f"<?xml version='1.0'?><!DOCTYPE x [{told}]><x>&a11;</x>".encode()
    return repacked(body, lambda name, old: bomb if name.endswith(".xml") else old)


def deep_xml(body: bytes, random: Random) -> bytes:
    """Elements of the document's own in one another, ten thousand deep."""
    match = re.search(rb"<w:tbl>|<w:p>|<ofd:Layer>|<sheetData>", _largest(body))
    tag = match[0] if match else b"<x>"
    end = b"</" + tag[1:]
    return repacked(
        body,
        lambda name, old: old.replace(tag, tag * _DEEP, 1).replace(end, end * _DEEP, 1),
    )


def _largest(body: bytes) -> bytes:
    return max(parts(body).values(), key=len)


ZIPS: tuple[Mutation, ...] = (cut, flipped, flipped, spliced, noise, part, part, part, deep_xml, xml_bomb, zip_bomb)  # fmt: skip


def content(body: bytes, random: Random) -> bytes:
    """A PDF whose pages draw otherwise."""
    mutate = random.choice((cut, flipped, spliced))

    def stream(match: re.Match[bytes]) -> bytes:
        try:
            drawn = zlib.decompress(match[2])
        except zlib.error:
            return match[0]
        return match[1] + zlib.compress(mutate(drawn, random)) + match[3]

    return _STREAM.sub(stream, body, count=random.randrange(1, 4))


def crowded(body: bytes, random: Random) -> bytes:
    """A PDF whose page draws a hundred thousand rules or letters."""
    x = random.choice(
        (b"0 0 m 500 %d l S ", b"%d 10 2 700 re f ", b"BT /F 9 Tf %d 9 Td <4e00> Tj ET ")
    )
    drawn = b"".join(x % (n % 800) for n in range(random.choice((5_000, 100_000))))
    return _STREAM.sub(lambda m: m[1] + zlib.compress(drawn) + m[3], body, count=1)


def pdf_bomb(body: bytes, random: Random) -> bytes:
    """A PDF whose page unpacks to a great deal."""
    return _STREAM.sub(lambda m: m[1] + _blown_up() + m[3], body, count=1)


@cache
def _blown_up() -> bytes:
    press = zlib.compressobj()
    return b"".join(press.compress(b" " * (1 << 20)) for _ in range(_BOMB)) + press.flush()


PDFS: tuple[Mutation, ...] = (
    cut, flipped, flipped, spliced, noise, content, content, content, crowded, pdf_bomb,
)  # fmt: skip
