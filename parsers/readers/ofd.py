"""This module reads OFD (GB/T 33190) to a page: its letters and rules at the positions in its XML.

An OFD is a zip of XML, in which each page has text with the position of every character, and paths.
A page that is a picture is left out, with a finding.
"""

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from parsers.page import Page
from parsers.readers.frames import Rule, find_frames, join_rules
from parsers.readers.geometry import Matrix
from parsers.readers.guard import Unreadable, guarded, open_archive
from parsers.readers.ofd_objects import (
    find_letters,
    find_rules,
    parse_matrix,
    parse_numbers,
)
from parsers.readers.printed import lay_out_page
from parsers.readers.sheet import NEAR, Sheet, sheet_blocks
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_MOST_OBJECTS = 40_000  # on a page
_POINTS = 72 / 25.4  # OFD measures in millimetres
_SCALE: Matrix = (_POINTS, 0.0, 0.0, _POINTS, 0.0, 0.0)


@guarded("office")
def read(body: bytes) -> Page:
    """Read an OFD to a `Page`."""
    with open_archive(body) as packed:
        root = _root(packed)
        document = _xml(packed, root)
        pages = [_path(root, page.get("BaseLoc", "")) for page in _all(document, "Page")]
        cut = len(pages) > _MOST_PAGES
        findings = [finding("document-cut", None, f"{len(pages)} pages")] * cut
        templates = {
            one.get("ID", ""): _path(root, one.get("BaseLoc", ""))
            for one in _all(document, "TemplatePage")
        }
        size = next(_all(document, "PhysicalBox"), None)
        sheets = [
            _sheet(packed, name, number, (templates, _height(size)), findings)
            for number, name in enumerate(pages[:_MOST_PAGES], 1)
        ]
    return Page(sheet_blocks(sheets), findings=tuple(dict.fromkeys(findings)))


def _root(packed: ZipFile) -> str:
    """The first document of the package."""
    place = next(_all(_xml(packed, "OFD.xml"), "DocRoot"), None)
    if place is None or not place.text:
        raise Unreadable("OFD.xml names no document")
    return _path("", place.text.strip())


def _path(base: str, name: str) -> str:
    """The name of a part, from a path that is absolute or relative to the part that names it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), name)).lstrip("/")


def _xml(packed: ZipFile, name: str) -> Element:
    return fromstring(packed.read(name))  # noqa: S314 - the archive's guard has refused entities


def _all(root: Element, name: str) -> Iterator[Element]:
    """Every element of a name in any namespace, since documents use different ones."""
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _height(box: Element | None) -> float:
    sizes = parse_numbers(box.text if box is not None else None)
    return sizes[3] * _POINTS if len(sizes) == 4 else 842.0


def _sheet(
    packed: ZipFile,
    name: str,
    number: int,
    common: tuple[dict[str, str], float],
    findings: list[Finding],
) -> Sheet:
    """One page, including what its template prints."""
    templates, usual = common
    page = _xml(packed, name)
    own = next(_all(page, "PhysicalBox"), None)
    under = [templates[t.get("TemplateID", "")] for t in _all(page, "Template")
             if t.get("TemplateID") in templates]  # fmt: skip
    layers = [page, *(_xml(packed, one) for one in under)]
    texts = [text for layer in layers for text in _all(layer, "TextObject")]
    paths = [path for layer in layers for path in _all(layer, "PathObject")]
    if max(len(texts), len(paths)) > _MOST_OBJECTS:
        raise Unreadable(f"{name} has too many objects")
    if not texts and next(_all(page, "ImageObject"), None) is not None:
        findings.append(finding("format-not-read", None, f"OFD page {number} is a picture"))
    drawn: list[Rule] = [rule for path in paths for rule in find_rules(path, _placed(path))]
    rules = join_rules(drawn, NEAR)
    letters = [letter for text in texts for letter in find_letters(text, _placed(text))]
    height = _height(own) if own is not None else usual
    return lay_out_page(letters, find_frames(rules, NEAR), number, height, rules)


def _placed(thing: Element) -> Matrix:
    """The matrix from an object's own coordinates to points on the page."""
    left, top, *_ = [*parse_numbers(thing.get("Boundary")), 0.0, 0.0]
    inner = parse_matrix(thing.get("CTM"))
    a, b, c, d, e, f = inner
    s = _SCALE[0]
    return (a * s, b * s, c * s, d * s, (e + left) * s, (f + top) * s)
