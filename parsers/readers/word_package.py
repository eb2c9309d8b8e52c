"""This module opens a Word document: its text and its styles, by whatever name its package keeps them.

A template, a document with macros and the strict form of the standard (ISO/IEC 29500) are read alike:
they have other content types and namespaces, and the same elements.
"""

import posixpath
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from parsers.readers.guard import Unreadable, open_archive
from parsers.readers.strict_names import usual_names
from parsers.readers.word_text import W

Element = Any  # lxml has no types of its own


def open_word(body: bytes) -> tuple[Element, Element | None]:
    """The body of a document and its styles, as trees."""
    with open_archive(body) as packed:
        name = _related(packed, "", "officeDocument")
        if name is None:
            raise Unreadable("its package names no document")
        styles = _related(packed, name, "styles")
        root = _tree(packed.read(name))
        return root.find(f"{W}body"), None if styles is None else _tree(packed.read(styles))


def _related(packed: ZipFile, name: str, kind: str) -> str | None:
    """The part of a kind that a part refers to; the package itself has no name."""
    folder, file = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    if rels not in packed.namelist():
        return None
    for one in _tree(packed.read(rels)):
        if str(one.get("Type")).endswith(f"/{kind}"):
            target = posixpath.normpath(posixpath.join("/", folder, str(one.get("Target"))))
            return target.lstrip("/") if target.lstrip("/") in packed.namelist() else None
    return None


def _tree(part: bytes) -> Element:
    from lxml.etree import XMLParser, parse

    return parse(BytesIO(usual_names(part)), XMLParser(resolve_entities=False)).getroot()
