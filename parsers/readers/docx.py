"""This module reads DOCX to a page: the paragraphs and tables of its body, merged cells as spans.

The tree is walked here, as python-docx leaves out tracked insertions in paragraphs and content controls
in tables, and the files that programs let Word take in when it opens a document (`altChunk`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from parsers.decode import decode
from parsers.flat.pieces import tabs_to_pipes
from parsers.page import Block, Page
from parsers.readers import html, mhtml, word_package
from parsers.readers.guard import guarded
from parsers.readers.sniffing import sniff
from parsers.readers.untyped import Element
from parsers.readers.word_grid import Cell, lay_out_rows
from parsers.readers.word_text import BOX, UNSEEN, W, spell_out_styles, text_of, word_property
from parsers.text import lines_of_cell
from schemas.finding import Finding, finding

_P, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_CHUNK = f"{W}altChunk"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A picture, one in an older Word's way or of an embedded object, and a letter of a font of signs.
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
    f"{W}sym",
)
_NUMBERED = f"{W}numPr"
_MOST_CELLS = 50_000
_MOST_CHUNKS = 50  # files taken in; a report of parts has a handful
_QUOTED, _LONGEST = 5, 40  # hidden figures, and signs of each, that a finding tells
_DEEPEST = 8  # tables in tables; more lays out nothing


@guarded("office")
def read(body: bytes) -> Page:
    """Read a DOCX to a `Page`; headers, footers, deleted and hidden text are not on it."""
    return _page(word_package.open_word(body))


@guarded("office")
def read_xml(body: bytes) -> Page:
    """Read a Word document that is one file of XML."""
    return _page(word_package.open_word_xml(body))


def _page(opened: word_package.Word) -> Page:
    """The page of a document; raises ValueError where it has more cells than any report."""
    document, styles, chunks = opened
    word_package.drop_codes(document)
    if styles is not None:
        spell_out_styles(document, styles)
    cells = sum(1 for _ in document.iter(_CELL))
    if cells > _MOST_CELLS:
        raise ValueError(f"{cells} cells")
    hidden = word_package.hide_white_figures(document, styles) if cells else ()
    findings = [
        finding("hidden-figure", None, ", ".join(one[:_LONGEST] for one in hidden[:_QUOTED]))
    ] * bool(hidden)
    blocks = tuple(_printed(document, chunks, findings))
    return Page(_untabbed(blocks), findings=tuple(findings))


def _untabbed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same without tabs: the cells of a table that these lay out stand between pipes, of which some are blank."""
    lines = [block for block in blocks if isinstance(block, str)]
    if not any("\t" in line for line in lines):
        return blocks
    said = iter(tabs_to_pipes(lines))
    return tuple(next(said).replace("\t", " ") if isinstance(one, str) else one for one in blocks)


def _printed(
    document: Element, chunks: dict[str, bytes], findings: list[Finding]
) -> Iterator[Block]:
    """The paragraphs and tables of a document, and of the files that it takes in, the tables numbered anew."""
    numbers = count(1)
    taken = 0
    for child in document:
        if child.tag == _CHUNK:
            taken += 1
            if taken > _MOST_CHUNKS:
                findings.append(finding("document-cut", None, f"{taken} files"))
                continue
            taken_in = _chunk(chunks.get(str(child.get(_ID)), b""))
            findings += taken_in.findings
            for block in taken_in.blocks:
                yield block if isinstance(block, str) else replace(block, number=next(numbers))
        else:
            yield from _blocks((child,), numbers, 0)


def _blocks(parent: Iterable[Element], numbers: Iterator[int], depth: int) -> Iterator[Block]:
    """The paragraphs and tables of a container, whatever wrappers are between."""
    for child in parent:
        if child.tag == _P:
            yield from text_of(child).split("\n")
            for box in _below(child, BOX):
                yield from _blocks(box, numbers, depth)
        elif child.tag == _TABLE:
            yield from _table(child, numbers, depth)
        elif child.tag not in UNSEEN:
            yield from _blocks(child, numbers, depth)


def _table(table: Element, numbers: Iterator[int], depth: int) -> Iterator[Block]:
    """A table as a grid; one that holds other tables, or one cell, only lays out its content."""
    cells = [cell for row in _below(table, _ROW) for cell in _below(row, _CELL)]
    nested = any(next(_below(cell, _TABLE), None) is not None for cell in cells)
    if (nested or len(cells) == 1) and depth < _DEEPEST:
        for cell in cells:
            yield from _blocks(cell, numbers, depth + 1)
        return
    rows = ((row, list(_cells(row))) for row in _below(table, _ROW) if not _is_unseen(row))
    seen = [printed for row, printed in rows if any(c.text for c in printed) or not _has_words(row)]
    yield lay_out_rows(seen, next(numbers))


def _cells(row: Element) -> Iterator[Cell]:
    """The cells of a printed row, its indent first."""
    indent = _number(row, "trPr", "gridBefore")
    if indent:
        yield Cell("", indent)
    for cell in _below(row, _CELL):
        vertical, sideways = _merge(cell, "vMerge"), _merge(cell, "hMerge")
        texts = (text_of(paragraph, in_cell=True) for paragraph in _below(cell, _P))
        text = lines_of_cell(line for one in texts for line in one.split("\n"))
        width = max(_number(cell, "tcPr", "gridSpan"), 1)
        pictured = not text and any(map(_shows_something, cell.iter(*_PICTURES, _NUMBERED)))
        yield Cell(text, width, vertical, sideways == "continue", pictured)


def _shows_something(element: Element) -> bool:
    """Whether an element is a picture, or numbers its paragraph."""
    number = element.find(f"{W}numId")
    return element.tag != _NUMBERED or (number is not None and number.get(f"{W}val") != "0")


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """The nearest descendants of a kind, in the order of print, without invisible parts."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in UNSEEN:
            stack.extend(reversed(element))


def _is_unseen(row: Element) -> bool:
    """Whether a row is deleted, or hidden as a whole."""
    return any(word_property(row, name, "trPr") is not None for name in ("del", "hidden"))


def _has_words(row: Element) -> bool:
    """Whether anything is written in a row, even if it is hidden, deleted or struck out."""
    return any((text.text or "").strip() for text in row.iter(f"{W}t", f"{W}delText"))


def _merge(cell: Element, name: str) -> str | None:
    """`restart` or `continue`; an element without a value means the second."""
    merge = word_property(cell, name, "tcPr")
    return None if merge is None else merge.get(f"{W}val") or "continue"


def _number(element: Element, group: str, name: str) -> int:
    found = word_property(element, name, group)
    value = "" if found is None else str(found.get(f"{W}val"))
    return int(value) if value.isdecimal() and len(value) < 4 else 0


@guarded("office")
def _chunk(body: bytes) -> Page:
    """The page of a file that is Word, HTML or MHTML; any other has none. What it takes in itself is left."""
    charset = None
    kind = sniff(body)
    if kind == "docx":
        return _page(word_package.open_word(body)._replace(chunks={}))
    if kind == "mhtml":
        body, charset, _ = mhtml.find_page(body)
    return Page(html.read(decode(body, charset).text).blocks if kind in ("html", "mhtml") else ())
