"""This module tells which pages of a PDF are pictures, and has their images recognised."""

from collections.abc import Sequence

from parsers.readers.frames import Rule
from parsers.readers.lettering import Letter
from parsers.readers.pdf_drawn import Drawn
from parsers.readers.pdf_letters import UNTOLD
from parsers.readers.pdf_page import PdfPage
from parsers.readers.sheet import Sheet
from schemas.finding import Finding, finding

_RESOLUTION = 200
_COVERED = 0.6  # share of the page that a scan fills
_A_SIGN = 0.03  # share: a code to be scanned or an emblem; a table takes more, in one picture or in strips
_FEW_LETTERS = 10  # a page number and a stamp
_FEW_RULES = 6
_LINES_OF_LETTERS = 50  # on a page without letters: they were made outlines before it was printed
_GARBLED = 0.3  # share of letters without a character: their font does not say what they are


def is_picture(page: Drawn, letters: Sequence[Letter], rules: Sequence[Rule]) -> bool:
    """Whether a page shows a scan, letters drawn as lines, or letters that its fonts do not tell.

    A scan may have a text layer that another program recognised: its words stand over a picture.
    """
    if len(letters) > _FEW_LETTERS and _garbled(letters) > _GARBLED:
        return True
    covered = any(share > _COVERED for share in page.pictures)
    few = len([letter for letter in letters if letter.text.strip()]) < _FEW_LETTERS
    if few and (sum(page.pictures) > _A_SIGN or page.lines > _LINES_OF_LETTERS):
        return True
    return covered and len(rules) < _FEW_RULES


def _garbled(letters: Sequence[Letter]) -> float:
    return sum(_is_untold(letter.text) for letter in letters) / len(letters)


def _is_untold(text: str) -> bool:
    return text == UNTOLD or any("\ue000" <= c <= "\uf8ff" for c in text)


def pictured(page: PdfPage, findings: list[Finding]) -> Sheet | None:
    """The page as recognised; None, with a finding, where it cannot be.

    Whatever text stands on such a page was recognised from a picture, by us or by another program.
    """
    from parsers.readers import scans

    findings.append(finding("read-by-ocr"))
    try:
        import numpy

        grey = page.shown(_RESOLUTION).convert("L")
        sheet = scans.sheet(numpy.asarray(grey), page.number)
    except ImportError:
        findings.append(finding("reader-missing", None, "pip install 'gongkai[ocr]'"))
        return None
    findings += scans.coarseness([sheet])
    return sheet
