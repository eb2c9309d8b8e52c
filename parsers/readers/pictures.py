"""This module tells which pages of a PDF are pictures, and reads them by OCR."""

from collections.abc import Sequence

from parsers.readers.drawing import Drawing
from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter
from parsers.readers.sheet import Sheet
from parsers.readers.untyped import PdfPage
from schemas.finding import Finding, finding

RESOLUTION = 200
_COVERED = 0.6  # share of the page that a scan fills
A_SIGN = 0.03  # share: a code to be scanned or an emblem; a table takes more, in one picture or in strips
_FEW_LETTERS = 10  # a page number and a stamp
_CURVES_OF_LETTERS = 20  # paths that are bent
_FEW_RULES = 6
_GARBLED = 0.3  # share of letters without a character: their font does not say what they are
_GARBLED_SOMEWHAT = 0.05
_CHINESE = ("\u4e00", "\u9fff")
_PRINTED = "§°±·×÷"  # the Western signs that Chinese print has, too: · 3 ·, 3×4


def is_picture(
    page: Drawing, size: tuple[float, float], letters: Sequence[Letter], rules: Sequence[Rule]
) -> bool:
    """Whether a page is a scan, words drawn as outlines, or letters that its fonts do not decode.

    A scan may have a text layer by another OCR program over the picture. A page of few letters with
    only an emblem or a QR code is no picture.
    """
    if len(letters) > _FEW_LETTERS and _is_garbled(letters):
        return True
    shares = [area_of(image) / (size[0] * size[1]) for image in page.images]
    if _is_wordless(letters) and (sum(shares) > A_SIGN or page.curves > _CURVES_OF_LETTERS):
        return True
    return any(share > _COVERED for share in shares) and len(rules) < _FEW_RULES


def is_outlined(page: Drawing, letters: Sequence[Letter]) -> bool:
    """Whether a page's words were converted to outlines: it has curves, and hardly any letters."""
    return _is_wordless(letters) and page.curves > _CURVES_OF_LETTERS


def _is_wordless(letters: Sequence[Letter]) -> bool:
    return sum(bool(letter.text.strip()) for letter in letters) < _FEW_LETTERS


def _is_garbled(letters: Sequence[Letter]) -> bool:
    """Whether a page's fonts do not say what its letters are; fewer signs of it are needed where none is Chinese."""
    odd = sum(letter.text.startswith("(cid:") or _is_no_word(letter.text) for letter in letters)
    if odd > _GARBLED * len(letters):
        return True
    return odd > _GARBLED_SOMEWHAT * len(letters) and not any(
        _CHINESE[0] <= letter.text[:1] <= _CHINESE[1] for letter in letters
    )


def _is_no_word(text: str) -> bool:
    """Whether a letter does not belong in a Chinese report: a private one, a control, a dingbat, or a Western
    European one, which stands for a code where a font does not say what its characters are.
    """
    return any(
        "\ue000" <= c <= "\uf8ff"
        or ("\x7f" <= c < "\u0250" and c not in _PRINTED)
        or "\u2701" <= c < "\u27c0"
        or c == "\ufffd"
        or c < " "
        for c in text.strip()
    )


def area_of(box: Box) -> float:
    """The area of a rectangle."""
    return (box.right - box.left) * (box.bottom - box.top)


def recognise_page(page: PdfPage, findings: list[Finding]) -> list[Sheet]:
    """Read a page by OCR, which may show two pages; none, with a finding, where OCR is not installed.

    Text on such a page comes from OCR in any case, ours or another program's.
    """
    from parsers.readers import scans

    findings.append(finding("read-by-ocr"))
    try:
        from parsers.readers.grey import as_grey

        image = as_grey(page.to_image(resolution=RESOLUTION, antialias=True).original)
        sheets = scans.recognise_sheets(image, page.page_number)
    except ImportError:
        findings.append(finding("reader-missing", None, "run pip install 'gongkai[ocr]'"))
        return []
    findings += scans.resolution_findings(sheets)
    return sheets
