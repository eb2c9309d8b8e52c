"""This module opens a Word document: its text and its styles, by whatever name its package keeps them.

A template, a document with macros and the strict form of the standard (ISO/IEC 29500) are read alike:
they have other content types and namespaces, and the same elements.
"""

import posixpath
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from parsers.readers.guard import Unreadable, open_archive
from parsers.readers.strict_names import usual_names
from parsers.readers.word_text import W

Element = Any  # lxml has no types of its own


class Word(NamedTuple):
    """The body of a document and its styles, as trees, and by their ids the files whose content it takes in."""

    body: Element
    styles: Element | None
    chunks: dict[str, bytes]


def open_word(body: bytes) -> Word:
    """Open a document."""
    with open_archive(body) as packed:
        name = next(iter(_related(packed, "", "officeDocument").values()), None)
        if name is None:
            raise Unreadable("its package names no document")
        styles = _related(packed, name, "styles").values()
        chunks = _related(packed, name, "aFChunk")
        return Word(
            _tree(packed.read(name)).find(f"{W}body"),
            next((_tree(packed.read(one)) for one in styles), None),
            {key: packed.read(one) for key, one in chunks.items()},
        )


def _related(packed: ZipFile, name: str, kind: str) -> dict[str, str]:
    """The parts of a kind that a part refers to, by their ids; the package itself has no name."""
    folder, file = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    if rels not in packed.namelist():
        return {}
    found = {
        str(one.get("Id")): posixpath.normpath(posixpath.join("/", folder, str(one.get("Target"))))
        for one in _tree(packed.read(rels))
        if str(one.get("Type")).endswith(f"/{kind}")
    }
    parts = {key: path.lstrip("/") for key, path in found.items()}
    return {key: path for key, path in parts.items() if path in packed.namelist()}


def _tree(part: bytes) -> Element:
    from lxml.etree import XMLParser, parse

    return parse(BytesIO(usual_names(part)), XMLParser(resolve_entities=False)).getroot()
