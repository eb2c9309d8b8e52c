"""This module reads PDF to a page: tables by their rules, lines of text between them.

A printed table that goes on overleaf often has no rule at the page's end: the ends of its vertical
rules stand for it. A page that is a picture is left to OCR.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from parsers.page import Page
from parsers.readers.frames import Rule, frames, joined
from parsers.readers.guard import guarded
from parsers.readers.lettering import Letter, shaped
from parsers.readers.pictures import is_picture, pictured
from parsers.readers.printed import laid_out, turned
from parsers.readers.register import registered
from parsers.readers.ruled import Box
from parsers.readers.sheet import NEAR, Sheet, blocks
from parsers.readers.streams import weigh
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_MOST_RULES = 20_000  # on a page; the form's tables draw some 2,000
_MOST_LETTERS = 20_000
_MOST_MERGED = 3000  # rules left where pieces of one are joined; the form's tables leave some 80

_WHITE = (1, (1,), (1, 1, 1), (0, 0, 0, 0))  # as grey, as light of three colours, as four inks

PdfPage = Any  # pdfplumber has no types of its own
Thing = dict[str, Any]


@guarded("pdf")
def read(body: bytes) -> Page:
    """Read a PDF to a `Page`."""
    return _read(body, recognise=True)


@guarded("pdf")
def read_text(body: bytes) -> Page:
    """Read a PDF's text to a `Page`, and leave its pictures."""
    return _read(body, recognise=False)


def _read(body: bytes, recognise: bool) -> Page:
    import pdfplumber

    altered = [] if weigh(body) else [finding("document-altered")]
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it complains of fonts, page by page
    with pdfplumber.open(BytesIO(body)) as document:
        pages = document.pages
        findings = [finding("document-cut", None, f"{len(pages)} pages")] * (
            len(pages) > _MOST_PAGES
        )
        sheets = [_sheet(page, findings if recognise else None) for page in pages[:_MOST_PAGES]]
    sheets = registered(sheets) if any(one.code == "read-by-ocr" for one in findings) else sheets
    return Page(blocks(sheets), findings=tuple(dict.fromkeys((*altered, *findings))))


def _sheet(page: PdfPage, findings: list[Finding] | None) -> Sheet:
    """One page's lines and tables from top to bottom, recognised where it is a picture.

    Without `findings` pictures are left.
    """
    ink = page.filter(_is_ink).dedupe_chars()
    letters = [] if len(ink.chars) > _MOST_LETTERS else list(_letters(ink))
    rules = [] if len(ink.edges) > _MOST_RULES else joined(list(_rules(ink)), NEAR)
    if findings is not None and is_picture(page, letters, rules):
        recognised = pictured(page, findings)
        if recognised is not None:
            return recognised
    size = float(page.width), float(page.height)
    height = size[1]
    if way := _sideways(ink):
        letters = [one._replace(box=turned(one.box, size, way > 0)) for one in letters]
        rules = [Rule(turned(one.box, size, way > 0), not one.upright) for one in rules]
        height = size[0]
    found = [] if len(rules) > _MOST_MERGED else frames(rules, NEAR)
    return laid_out(letters, found, page.page_number, height)


def _is_ink(thing: Thing) -> bool:
    """Whether a thing rules or prints: a filled surface, as WPS lays behind lines of text, does not."""
    if thing["object_type"] != "rect" or thing["stroke"]:
        return True
    thin = min(thing["width"], thing["height"]) < NEAR
    return thin and thing.get("non_stroking_color") not in _WHITE


def _letters(page: PdfPage) -> Iterator[Letter]:
    for char in page.chars:
        yield Letter(_box(char), shaped(char["text"]))


def _rules(page: PdfPage) -> Iterator[Rule]:
    for edge in page.edges:
        if edge["orientation"]:
            yield Rule(_box(edge), edge["orientation"] == "v")


def _box(thing: Thing) -> Box:
    return Box(*(float(thing[edge]) for edge in ("x0", "top", "x1", "bottom")))


def _sideways(page: PdfPage) -> int:
    """1 where most letters run up the page, as those of a wide table on a tall page do; -1 down."""
    turns = [char["matrix"][1] for char in page.chars if not char["upright"]]
    if len(turns) * 2 <= len(page.chars):
        return 0
    return 1 if sum(turn > 0 for turn in turns) * 2 > len(turns) else -1
