"""This module opens a Word document, its text and its styles, whether it is a package or one file of XML.

A template, a document with macros and the strict form of the standard (ISO/IEC 29500) have the same elements
under other content types and namespaces. Programs fill in a single file of XML as a template and call it
`.doc`; that of Word 2003 has a few names of its own for the elements.

What no one sees is hidden: white figures in tables, and the code of fields. A mail merge asks
`IF { MERGEFIELD 件数 } = "" "0" "3"`: the file keeps the inner field's result in the code, the outer one's after it.
"""

import posixpath
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from parsers.readers.guard import Unreadable, open_archive, refuse_entities
from parsers.readers.strict_names import usual_names
from parsers.readers.untyped import Element
from parsers.readers.word_text import TEXTS, W, word_property

_OF_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}annotation"
_PART = "{http://schemas.microsoft.com/office/2006/xmlPackage}part"
_UNSEEN = frozenset(("Word.Deletion", "Word.Comment"))
_ASIDE = tuple(f"{W}{name}" for name in ("footnote", "endnote", "hdr", "ftr"))
_RUN, _CELL, _ROW = f"{W}r", f"{W}tc", f"{W}tr"
_VALUE, _FILL, _WHITE = f"{W}val", f"{W}fill", "FFFFFF"
_PLAIN = (None, "clear", "nil")  # a ground without a pattern
_NO_GROUND = ("", "AUTO", _WHITE)  # as which what is pasted from a page is shaded
_NO_MARK = ("none", "white")
_FIELD = f"{W}fldChar"  # begins a field's code, parts it from its result, or ends it


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


def hide_white_figures(body: Element, styles: Element | None) -> list[str]:
    """Mark as hidden the white runs with digits in cells that have no ground of their own, and return their texts."""
    shades = () if styles is None else styles.iter(f"{W}shd")
    shading = {_style_of(shade) for shade in shades if _is_seen(shade)}
    hidden: list[str] = []
    for colour in body.iter(f"{W}color"):
        run = colour.getparent().getparent()
        if (colour.get(_VALUE) or "").upper() != _WHITE or run is None or run.tag != _RUN:
            continue
        said = "".join(text.text or "" for text in run.iter(*TEXTS))
        in_cell = next(run.iterancestors(_CELL), None) is not None
        if in_cell and any(map(str.isdigit, said)) and not _has_ground(run, shading):
            colour.getparent().append(run.makeelement(f"{W}vanish"))
            hidden.append(said)
    return hidden


def _style_of(shade: Element) -> str | None:
    style = next(shade.iterancestors(f"{W}style"), None)
    return None if style is None else style.get(f"{W}styleId")


def _has_ground(run: Element, shading: set[str | None]) -> bool:
    """Whether a run, or what it is in, is shaded or marked, or may be by the style of its table."""
    marked = word_property(run, "highlight")
    if marked is not None and marked.get(_VALUE) not in _NO_MARK:
        return True
    for around in (run, *run.iterancestors(f"{W}p", _CELL, _ROW, f"{W}tbl")):
        # A row has no ground of its own but as an exception from its table's.
        group = "tblPrEx" if around.tag == _ROW else f"{around.tag.rpartition('}')[2]}Pr"
        style = word_property(around, "tblStyle", group)
        shade = word_property(around, "shd", group)
        styled = style is not None and style.get(_VALUE) in shading
        if styled or (shade is not None and _is_seen(shade)):
            return True
    return False


def _is_seen(shade: Element) -> bool:
    """Whether a ground has a pattern or a colour other than the paper's."""
    return shade.get(_VALUE) not in _PLAIN or (shade.get(_FILL) or "").upper() not in _NO_GROUND


def drop_codes(body: Element) -> None:
    """Empty the texts in codes of paragraphs with fields within fields, each of which ends where it began."""
    for paragraph in {one.getparent().getparent() for one in body.iter(_FIELD)}:
        marks = [one.get(f"{W}fldCharType") for one in paragraph.iter(_FIELD)]
        if marks.count("begin") == marks.count("end") > 1:
            _drop_codes(paragraph)


def _drop_codes(paragraph: Element) -> None:
    fields: list[str] = []  # those around a place, by the last mark of each
    for element in paragraph.iter(_FIELD, *TEXTS):
        mark = element.get(f"{W}fldCharType")
        if mark == "begin":
            fields.append(mark)
        elif mark and fields:
            fields[-1:] = [mark] * (mark == "separate")
        elif "begin" in fields:
            element.text = ""
