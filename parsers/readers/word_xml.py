"""This module opens a Word document that is one file of XML: that of Word 2003, which programs fill in as a
template and call `.doc`, and the package of later versions in one file.

That of 2003 has the elements of DOCX under a few names of its own.
"""

from parsers.readers.guard import Unreadable, refuse_entities
from parsers.readers.word_package import Element, Word
from parsers.readers.word_text import W

_OF_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}annotation"
_PART = "{http://schemas.microsoft.com/office/2006/xmlPackage}part"
_UNSEEN = frozenset(("Word.Deletion", "Word.Comment"))
_ASIDE = tuple(f"{W}{name}" for name in ("footnote", "endnote", "hdr", "ftr"))


def open_word_xml(body: bytes) -> Word:
    """Open a document."""
    from lxml.etree import XMLParser, fromstring

    refuse_entities("the document", body)
    usual = body.replace(_OF_2003, W.strip("{}").encode())
    root = fromstring(usual, XMLParser(resolve_entities=False, huge_tree=True))
    if root.tag != f"{W}wordDocument":
        parts = {
            str(one.get(_PART.replace("part", "contentType"))): one for one in root.iter(_PART)
        }
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
