"""This module writes a PDF of one page by its drawing commands, and draws it."""

from typing import Any

from parsers.readers.drawing import Drawing
from parsers.readers.pdf_pages import draw_page, open_pdf, read_layers
from tests.printing.pdf import FONT, assembled

_FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]/Matrix[2 0 0 2 10 20]/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>"
    b"%b/Length %d>>stream\n%s\nendstream"
)
IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    b"/Length 1>>stream\n\x00\nendstream"
)
_MINE = (
    b"<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>/Properties<</L 9 0 R>>/ExtGState<</G<</ca 0>>"
    b">>/ColorSpace<</Blue[/Separation/B/DeviceRGB<</FunctionType 2/C0[1 1 1]/C1[0 0 1]/N 1>>]>>>>"
)


def leaf(
    content: str,
    fonts: tuple[bytes, ...] = FONT,
    thing: bytes = IMAGE,
    extra: bytes = b"",
    box: bytes = b"0 0 300 400",
    catalogue: bytes = b"",
    more: tuple[bytes, ...] = (),
) -> bytes:
    """A page of `box`: its content, three objects of a font `/F`, an XObject `/X`, the state `/G`
    without a colour, and the ink `/Blue`.

    `extra` is for its dictionary, `catalogue` for the document's, `more` the objects from the ninth on.
    """
    stream = content.encode()
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue, b"<</Type/Pages/Count 1/Kids[8 0 R]>>", *fonts, thing,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 7 0 R%s/Resources%s>>" % (box, extra, _MINE),
        *more,
    ])  # fmt: skip


def drawing(*told: Any, **more: Any) -> Drawing:
    """What the page of a `leaf` draws."""
    with open_pdf(leaf(*told, **more)) as document:
        return draw_page(document.pages[0], read_layers(document))


def text(said: str) -> str:
    """The command that prints a text."""
    return f"<{said.encode('utf-16-be').hex()}> Tj"


def form(content: str, extra: bytes = b"") -> bytes:
    """A drawing of its own, twice as large as its commands say."""
    return _FORM % (extra, len(content), content.encode())
