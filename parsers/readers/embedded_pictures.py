"""This module finds the pictures inside a document, which may show tables that its text lacks.

Only the pictures themselves are unpacked; those as small as icons and logos are left out.
"""

import posixpath
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import compat32
from functools import partial
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

from parsers.readers.guard import MOST_BYTES, open_archive
from parsers.readers.sniffing import PICTURES, sniff

_LEAST = 5000  # bytes: no picture of a table is smaller
_MOST = 20
_DATA = re.compile(rb"data:image/[\w.+-]{1,20};base64,([A-Za-z0-9+/=\s]{6000,})")
_BINARY = re.compile(rb"<(?:w:binData|pkg:binaryData)\b[^>]*>([A-Za-z0-9+/=\s]{6000,})<")
_SHOWN = re.compile(rb'r:(?:embed|id)="([^"]{1,40})"')
_MEDIA = re.compile(rb"\bResourceID=[\"'](\d{1,12})[\"']")


def find_pictures(kind: str, body: bytes) -> tuple[bytes, ...]:
    """The pictures in a document, in its order; of too many, the largest. A damaged document gives none."""
    if kind not in _KINDS or len(body) > MOST_BYTES:
        return ()
    try:
        found = dict.fromkeys(filter(_is_worth, _KINDS[kind](body)))
    except Exception:  # what is damaged was told when the document itself was read
        return ()
    kept = sorted(found, key=len, reverse=True)[:_MOST]
    return tuple(one for one in found if one in kept)


def _is_worth(body: bytes) -> bool:
    return len(body) >= _LEAST and sniff(body) in PICTURES


def _encoded(pattern: re.Pattern[bytes], body: bytes) -> Iterator[bytes]:
    return (b64decode(match[1]) for match in pattern.finditer(body))


def _of_mhtml(body: bytes) -> Iterator[bytes]:
    """The pictures of a saved page: its parts, and those inside its HTML."""
    for part in message_from_bytes(body, policy=compat32).walk():
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        if part.get_content_maintype() == "image":
            yield payload
        elif part.get_content_type() == "text/html":
            yield from _encoded(_DATA, payload)


def _of_docx(body: bytes) -> Iterator[bytes]:
    """The pictures that the text shows, each where it first stands."""
    with open_archive(body) as packed:
        related = {
            one.get("Id", ""): posixpath.normpath(f"word/{one.get('Target', '')}")
            for one in fromstring(packed.read("word/_rels/document.xml.rels"))  # noqa: S314 - guarded
            if one.get("Type", "").endswith("/image")
        }
        for match in _SHOWN.finditer(packed.read("word/document.xml")):
            if name := related.get(match[1].decode()):
                yield packed.read(name)


def _of_ofd(body: bytes) -> Iterator[bytes]:
    """The pictures of its pages; a page names them by the numbers that the resources give them."""
    with open_archive(body) as packed:
        files = _media(packed)
        pages = (name for name in packed.namelist() if name.endswith("Content.xml"))
        for page in sorted(pages, key=lambda name: [int(n) for n in re.findall(r"\d+", name)]):
            for match in _MEDIA.finditer(packed.read(page)):
                if name := files.get(match[1].decode()):
                    yield packed.read(name)


def _of_pdf(body: bytes) -> Iterator[bytes]:
    from parsers.readers.pdf_pictures import pictures_of_pages  # here: its library is an extra

    return pictures_of_pages(body)


def _media(packed: ZipFile) -> dict[str, str]:
    """The file of each picture by its number."""
    found = {}
    members = {name.lower(): name for name in packed.namelist()}
    for resources in (name for name in packed.namelist() if name.endswith("Res.xml")):
        root = fromstring(packed.read(resources))  # noqa: S314 - the archive's guard refuses entities
        base = posixpath.join(posixpath.dirname(resources), root.get("BaseLoc", ""))
        for one in root.iter():
            if one.tag.rpartition("}")[2] == "MultiMedia":
                path = "".join(one.itertext()).strip()
                name = posixpath.normpath(posixpath.join(base, path)).lstrip("/").lower()
                if name in members:
                    found[one.get("ID", "")] = members[name]
    return found


_KINDS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "html": partial(_encoded, _DATA),
    "mhtml": _of_mhtml,
    "docx": _of_docx,
    "ofd": _of_ofd,
    "pdf": _of_pdf,
    "wordxml": partial(_encoded, _BINARY),
}
