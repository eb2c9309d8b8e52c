"""This module opens a Word document, its text and its styles, whether it is a package or one file of XML.

A template, a document with macros and the strict form of the standard (ISO/IEC 29500) have the same elements
under other content types and namespaces. Programs fill in a single file of XML as a template and call it
`.doc`; that of Word 2003 has a few names of its own for the elements.
"""

import posixpath
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from parsers.readers.guard import Unreadable, open_archive, refuse_entities
from parsers.readers.strict_names import usual_names
from parsers.readers.untyped import Element
from parsers.readers.word_text import W

_OF_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}annotation"
_PART = "{http://schemas.microsoft.com/office/2006/xmlPackage}part"
_UNSEEN = frozenset(("Word.Deletion", "Word.Comment"))
_ASIDE = tuple(f"{W}{name}" for name in ("footnote", "endnote", "hdr", "ftr"))


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


def open_word_xml(body: bytes) -> Word:
    """Open a document."""
    from lxml.etree import XMLParser, fromstring

    refuse_entities("the document", body)
    usual = body.replace(_OF_2003, W.strip("{}").encode())
    root = fromstring(usual, XMLParser(resolve_entities=False, huge_tree=True))
    if root.tag != f"{W}wordDocument":
        kind = _PART.replace("part", "contentType")
        parts = {str(one.get(kind)): one for one in root.iter(_PART)}
        return Word(_held(parts, ".main+xml", "body"), _held(parts, ".styles+xml", "styles"), {})
    _rename(root)
    return Word(root.find(f"{W}body"), root.find(f"{W}styles"), {})


def _held(parts: dict[str, Element], ending: str, name: str) -> Element:
    """The first element of a name in the part of a type."""
    found = (part.iter(f"{W}{name}") for kind, part in parts.items() if kind.endswith(ending))
    element = next((one for many in found for one in many), None)
    if element is None and name == "body":
        raise Unreadable("its package names no document")
    return element


def _rename(root: Element) -> None:
    """Give the elements of 2003 the names of today; what is no text of the page is marked as deleted."""
    for merge in root.iter(f"{W}vmerge", f"{W}hmerge"):
        merge.tag = merge.tag.replace("merge", "Merge")
    unseen = (one for one in root.iter(_ANNOTATION) if one.get(f"{W}type") in _UNSEEN)
    for element in [*unseen, *root.iter(*_ASIDE)]:
        element.tag = f"{W}del"
