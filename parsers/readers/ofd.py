"""This module reads OFD (GB/T 33190) to a page: what the objects in its XML draw, at their positions.

An OFD is a zip of XML, in which each page has text with the position of every character, and paths. Templates are
drawn below a page or above it, its annotations last. A page that is a picture is left out, with a finding.
"""

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from parsers.page import Page
from parsers.readers.drawing import Drawing
from parsers.readers.geometry import Matrix
from parsers.readers.guard import Unreadable, guarded, open_archive
from parsers.readers.ofd_drawer import OfdDrawer, multiply, name_of, part
from parsers.readers.ofd_objects import parse_numbers
from parsers.readers.paper import Paper
from parsers.readers.sheet import Sheet, sheet_blocks
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_POINTS = 72 / 25.4  # OFD measures in millimetres
_SCALE: Matrix = (_POINTS, 0.0, 0.0, _POINTS, 0.0, 0.0)
_RESOURCES = ("PublicRes", "DocumentRes")
_USUAL = (210.0, 297.0)  # the size of a page, in millimetres


@guarded("office")
def read(body: bytes) -> Page:
    """Read an OFD to a `Page`."""
    findings: list[Finding] = []
    with open_archive(body) as packed:
        document = _Document(packed)
        if len(document.pages) > _MOST_PAGES:
            findings.append(finding("document-cut", None, f"{len(document.pages)} pages"))
        sheets = [
            document.sheet(page, number, findings)
            for number, page in enumerate(document.pages[:_MOST_PAGES], 1)
        ]
    return Page(sheet_blocks(sheets), findings=tuple(dict.fromkeys(findings)))


class _Document:
    """The first document of a package."""

    def __init__(self, packed: ZipFile) -> None:
        self._packed = packed
        place = next(_all(self._xml("OFD.xml"), "DocRoot"), None)
        if place is None or not place.text:
            raise Unreadable("OFD.xml names no document")
        self._root = _path("", place.text.strip())
        tree = self._xml(self._root)
        self._size = _size(tree) or _USUAL
        self.pages = list(_all(tree, "Page"))
        self._templates = {
            one.get("ID", ""): _path(self._root, one.get("BaseLoc", ""))
            for one in _all(tree, "TemplatePage")
        }
        self._resources = dict(self._resources_of(tree))
        self._annotations = dict(self._annotations_of(tree))

    def sheet(self, page: Element, number: int, findings: list[Finding]) -> Sheet:
        """One page, including what its templates print and its annotations."""
        tree = self._xml(_path(self._root, page.get("BaseLoc", "")))
        drawing = Drawing()
        drawer = OfdDrawer(drawing, self._resources)
        above: list[Element] = []
        for used in _all(tree, "Template"):
            if name := self._templates.get(used.get("TemplateID", "")):
                template = self._xml(name)
                if used.get("ZOrder") == "Foreground":
                    above.append(template)
                else:
                    drawer.draw(template, _SCALE)
        for layer in (tree, *above):
            drawer.draw(layer, _SCALE)
        for name in self._annotations.get(page.get("ID", ""), ()):
            for note in _all(self._xml(name), "Annot"):
                _draw_note(drawer, note)
        if not drawing.marks and drawing.images:
            findings.append(finding("format-not-read", None, f"OFD page {number} is a picture"))
        wide, high = _size(tree) or self._size
        return Paper(number, (wide * _POINTS, high * _POINTS), drawing).seen(findings)

    def _xml(self, name: str) -> Element:
        return fromstring(self._packed.read(name))  # noqa: S314 - the archive's guard has refused entities

    def _parts(self, tree: Element, *names: str) -> Iterator[tuple[str, Element]]:
        """The parts that the document names so, with their own names."""
        known = set(self._packed.namelist())
        for place in (one for name in names for one in _all(tree, name) if one.text):
            name = _path(self._root, (place.text or "").strip())
            if name in known:
                yield name, self._xml(name)

    def _resources_of(self, tree: Element) -> Iterator[tuple[str, Element]]:
        for _, found in self._parts(tree, *_RESOURCES):
            for one in found.iter():
                if name_of(one) in ("DrawParam", "CompositeGraphicUnit"):
                    yield one.get("ID", ""), one

    def _annotations_of(self, tree: Element) -> Iterator[tuple[str, list[str]]]:
        for base, found in self._parts(tree, "Annotations"):
            for page in _all(found, "Page"):
                places = (one.text for one in _all(page, "FileLoc") if one.text)
                names = [_path(base, place.strip()) for place in places]
                known = set(self._packed.namelist())
                yield page.get("PageID", ""), [one for one in names if one in known]


def _draw_note(drawer: OfdDrawer, note: Element) -> None:
    """Draw an annotation by its appearance, in the rectangle that this names."""
    look = part(note, "Appearance")
    if look is not None and note.get("Visible") not in ("false", "0"):
        left, top, *_ = [*parse_numbers(look.get("Boundary")), 0.0, 0.0]
        drawer.draw(look, multiply((1.0, 0.0, 0.0, 1.0, left, top), _SCALE))


def _path(base: str, name: str) -> str:
    """The name of a part, from a path that is absolute or relative to the part that names it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), name)).lstrip("/")


def _all(root: Element, name: str) -> Iterator[Element]:
    """Every element of a name in any namespace, since documents use different ones."""
    return (one for one in root.iter() if name_of(one) == name)


def _size(tree: Element) -> tuple[float, float] | None:
    """The width and height that a page, or the document for all of them, says; None where it says neither."""
    box = next(_all(tree, "PhysicalBox"), None)
    sizes = parse_numbers(box.text if box is not None else None)
    return (sizes[2], sizes[3]) if len(sizes) == 4 else None
