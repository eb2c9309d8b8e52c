"""This module writes pages as PDF in the manners of programs: nothing but the standard library."""

import zlib
from typing import NamedTuple

from tests.printing.paper import HEIGHT, WIDTH, Leaf, Mark, Stroke

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/Ascent 880"
    b"/Descent -120/ItalicAngle 0/CapHeight 880/StemV 93>>",
)


class Manner(NamedTuple):
    """How a program draws: rules as thin filled boxes, white surfaces behind text, pages turned.

    `sideways` draws the page turned, with no `/Rotate` that says so; `white` is a character that no
    one sees on the last page.
    """

    boxes: bool = True
    surfaces: bool = True
    rotate: int = 0
    sideways: bool = False
    white: Mark | None = None


USUAL = Manner()
RULED = Manner(boxes=False, surfaces=False)  # half as much to draw, and so to read


def pdf(leaves: list[Leaf], manner: Manner = USUAL) -> bytes:
    """The document."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *FONT]
    kids = []
    for leaf in leaves:
        drawn = _content(leaf, manner)
        if manner.white and leaf is leaves[-1]:
            drawn += f"\n1 g {_character(manner.white)}"
        content = zlib.compress(drawn.encode())
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content)
        )
        wide, tall = (HEIGHT, WIDTH) if manner.rotate % 180 else (WIDTH, HEIGHT)
        if manner.sideways:
            wide, tall = tall, wide
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Rotate %d/MediaBox[0 0 %g %g]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (manner.rotate, wide, tall, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return assembled(objects)


def assembled(objects: list[bytes]) -> bytes:
    """The file of numbered objects, the first being the catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def _content(leaf: Leaf, manner: Manner) -> str:
    turn = {90: f"0 1 -1 0 {HEIGHT:g} 0 cm ", 270: f"0 -1 1 0 0 {WIDTH:g} cm "}.get(
        manner.rotate, ""
    )
    if manner.sideways:
        turn = f"0 1 -1 0 {HEIGHT:g} 0 cm "
    parts = [turn]
    if manner.surfaces:
        parts += [_surface(mark) for mark in leaf.marks]
    parts += [_rule(stroke, manner.boxes) for stroke in leaf.strokes]
    parts += [_character(mark) for mark in leaf.marks]
    return "\n".join(parts)


def _surface(mark: Mark) -> str:
    return f"1 g {mark.x:.2f} {HEIGHT - mark.y - 13:.2f} {mark.width:.2f} 13 re f 0 g"


def _rule(stroke: Stroke, box: bool) -> str:
    x0, y0, x1, y1 = stroke
    if box:
        return (
            f"{x0 - 0.25:.2f} {HEIGHT - y1 - 0.25:.2f} {x1 - x0 + 0.5:.2f} {y1 - y0 + 0.5:.2f} re f"
        )
    return f"0.5 w {x0:.2f} {HEIGHT - y0:.2f} m {x1:.2f} {HEIGHT - y1:.2f} l S"


def _character(mark: Mark) -> str:
    code = mark.text.encode("utf-16-be").hex()
    return f"BT /F {mark.size} Tf {mark.x:.2f} {HEIGHT - mark.y - mark.size:.2f} Td <{code}> Tj ET"
