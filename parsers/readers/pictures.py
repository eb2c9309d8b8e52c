"""This module tells which pages of a PDF are pictures, and has their images recognised."""

from collections.abc import Sequence
from typing import Any

from parsers.readers.frames import Rule
from parsers.readers.lettering import Letter
from parsers.readers.ruled import Box
from parsers.readers.sheet import Sheet
from schemas.finding import Finding, finding

_RESOLUTION = 200
_COVERED = 0.6  # share of the page that a scan fills
_FEW_LETTERS = 10  # a page number and a stamp
_FEW_RULES = 6
_GARBLED = 0.3  # share of letters without a character: their font does not say what they are

PdfPage = Any  # pdfplumber has no types of its own


def is_picture(
    images: Sequence[Box],
    size: tuple[float, float],
    letters: Sequence[Letter],
    rules: Sequence[Rule],
) -> bool:
    """Whether a page of a size shows a scan, or letters that its fonts do not tell.

    A scan may have a text layer that another program recognised: its words stand over a picture.
    """
    if len(letters) > _FEW_LETTERS and _garbled(letters) > _GARBLED:
        return True
    covered = any(_area(image) > _COVERED * size[0] * size[1] for image in images)
    few = len([letter for letter in letters if letter.text.strip()]) < _FEW_LETTERS
    return (few and bool(images)) or (covered and len(rules) < _FEW_RULES)


def _garbled(letters: Sequence[Letter]) -> float:
    odd = sum(letter.text.startswith("(cid:") or _is_private(letter.text) for letter in letters)
    return odd / len(letters)


def _is_private(text: str) -> bool:
    return any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def pictured(page: PdfPage, findings: list[Finding]) -> Sheet | None:
    """The page as recognised; None, with a finding, where it cannot be.

    Whatever text stands on such a page was recognised from a picture, by us or by another program.
    """
    from parsers.readers import scans

    findings.append(finding("read-by-ocr"))
    try:
        import numpy

        image = page.to_image(resolution=_RESOLUTION).original.convert("L")
        sheet = scans.sheet(numpy.asarray(image), page.page_number)
    except ImportError:
        findings.append(finding("reader-missing", None, "pip install 'gongkai[ocr]'"))
        return None
    findings += scans.coarseness([sheet])
    return sheet
