"""This module reads DOCX to a page: the paragraphs and tables of its body, merged cells as spans.

python-docx opens the package. Its paragraphs leave out tracked insertions and its tables content
controls, so the tree is walked here.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Any

from parsers.page import Block, Page
from parsers.readers.guard import guarded, open_archive
from parsers.readers.word_table import Cell, lay_out_rows
from parsers.text import lines_of_cell, note

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_BOX = f"{_W}txbxContent"
_UNSEEN = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}rPr",
        f"{_W}pPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_MOST_CELLS = 50_000
_DEEPEST = 8  # tables in tables; more lays out nothing

Element = Any  # lxml has no types of its own


@guarded("office")
def read(body: bytes) -> Page:
    """Read a DOCX to a `Page`; headers, footers, deleted and hidden text are not on it."""
    from docx import Document

    open_archive(body).close()
    document = Document(BytesIO(body)).element.body
    cells = sum(1 for _ in document.iter(_CELL))
    if cells > _MOST_CELLS:
        raise ValueError(f"{cells} cells")
    numbers = count(1)
    return Page(tuple(_blocks(document, numbers, 0)))


def _blocks(parent: Element, numbers: Iterator[int], depth: int) -> Iterator[Block]:
    """The paragraphs and tables of a container, whatever wrappers are between."""
    for child in parent:
        if child.tag == _P:
            yield from _text(child).split("\n")
            for box in _below(child, _BOX):
                yield from _blocks(box, numbers, depth)
        elif child.tag == _TABLE:
            yield from _table(child, numbers, depth)
        elif child.tag not in _UNSEEN:
            yield from _blocks(child, numbers, depth)


def _table(table: Element, numbers: Iterator[int], depth: int) -> Iterator[Block]:
    """A table as a grid; one that holds other tables, or one cell, only lays out its content."""
    cells = [cell for row in _below(table, _ROW) for cell in _below(row, _CELL)]
    nested = any(next(_below(cell, _TABLE), None) is not None for cell in cells)
    if (nested or len(cells) == 1) and depth < _DEEPEST:
        for cell in cells:
            yield from _blocks(cell, numbers, depth + 1)
        return
    rows = [list(_cells(row)) for row in _below(table, _ROW) if not _is_deleted(row)]
    yield lay_out_rows(rows, next(numbers))


def _cells(row: Element) -> Iterator[Cell]:
    """The cells of a printed row, its indent first."""
    indent = _number(row, "trPr", "gridBefore")
    if indent:
        yield Cell("", indent)
    for cell in _below(row, _CELL):
        vertical, sideways = _merge(cell, "vMerge"), _merge(cell, "hMerge")
        said = (_text(paragraph, in_cell=True) for paragraph in _below(cell, _P))
        text = lines_of_cell(line for one in said for line in one.split("\n"))
        width = max(_number(cell, "tcPr", "gridSpan"), 1)
        yield Cell(text, width, vertical, sideways == "continue")


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """The nearest elements of a kind below one, in the order of print, unseen parts left out."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in _UNSEEN:
            stack.extend(reversed(element))


def _text(paragraph: Element, in_cell: bool = False) -> str:
    """What a paragraph shows; a text box in it is another container's text.

    In a cell, small figures that refer to notes stand in brackets: 22 with a small 1 is not 221; and
    what is struck out is not said.
    """
    said: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if in_cell and _is_raised(element):
            said.append(note(_text(element)))
        elif in_cell and _is_struck(element):
            continue
        elif element.tag == f"{_W}t":
            said.append(element.text or "")
        elif element.tag in _SIGNS:
            said.append(_SIGNS[element.tag])
        elif element.tag not in _UNSEEN and element.tag != _BOX and not _is_hidden(element):
            stack.extend(reversed(element))
    return "".join(said)


def _property(element: Element, group: str, name: str) -> Element | None:
    found = element.find(f"{_W}{group}")
    return None if found is None else found.find(f"{_W}{name}")


def _is_raised(run: Element) -> bool:
    raised = _property(run, "rPr", "vertAlign")
    return raised is not None and raised.get(f"{_W}val") in ("superscript", "subscript")


def _is_hidden(run: Element) -> bool:
    return _has(run, "vanish")


def _is_struck(run: Element) -> bool:
    return _has(run, "strike") or _has(run, "dstrike")


def _has(run: Element, name: str) -> bool:
    found = _property(run, "rPr", name)
    return found is not None and found.get(f"{_W}val") not in _OFF


def _is_deleted(row: Element) -> bool:
    return _property(row, "trPr", "del") is not None


def _merge(cell: Element, name: str) -> str | None:
    """`restart` or `continue`; an element without a value means the second."""
    merge = _property(cell, "tcPr", name)
    return None if merge is None else merge.get(f"{_W}val") or "continue"


def _number(element: Element, group: str, name: str) -> int:
    found = _property(element, group, name)
    said = "" if found is None else str(found.get(f"{_W}val"))
    return int(said) if said.isdecimal() and len(said) < 4 else 0
