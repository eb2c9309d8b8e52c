"""This module writes pages as OFD: a zip of XML with the place of every character and rule."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from tests.printing.paper import HEIGHT, WIDTH, Leaf, Mark, Stroke

_MM = 25.4 / 72
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(leaves: list[Leaf]) -> bytes:
    """The document."""
    return packed([_objects(leaf) for leaf in leaves])


def packed(contents: list[str], resources: str = "") -> bytes:
    """An OFD of pages with these objects on them."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {_SPACE} Version='1.0'><ofd:DocBody><ofd:DocRoot>"
                         "Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")  # fmt: skip
        pages = "".join(
            f"<ofd:Page ID='{n}' BaseLoc='Pages/Page_{n}/Content.xml'/>"
            for n in range(len(contents))
        )
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea>"
                         f"<ofd:PhysicalBox>0 0 {WIDTH * _MM:g} {HEIGHT * _MM:g}</ofd:PhysicalBox>"
                         f"</ofd:PageArea>{resources}</ofd:CommonData>"
                         f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>")  # fmt: skip
        for number, objects in enumerate(contents):
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", f"<ofd:Page {_SPACE}>"
                             f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>")  # fmt: skip
    return buffer.getvalue()


def _objects(leaf: Leaf) -> str:
    return "".join([*map(_path, leaf.strokes), *map(_text, _runs(leaf.marks))])


def _runs(marks: list[Mark]) -> list[list[Mark]]:
    runs: list[list[Mark]] = []
    for mark in marks:
        last = runs[-1][-1] if runs else None
        if (
            last
            and (last.y, last.size) == (mark.y, mark.size)
            and abs(last.x + last.width - mark.x) < 0.1
        ):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _text(run: list[Mark]) -> str:
    steps = " ".join(f"{mark.width * _MM:g}" for mark in run[:-1])
    first, size = run[0], run[0].size * _MM
    box = f"{first.x * _MM:g} {first.y * _MM:g} {WIDTH * _MM:g} {size:g}"
    return (f"<ofd:TextObject Boundary='{box}' Size='{size:g}'><ofd:TextCode X='0' Y='{size * 0.86:g}' "
            f"DeltaX='{steps}'>{escape(''.join(mark.text for mark in run))}</ofd:TextCode>"
            "</ofd:TextObject>")  # fmt: skip


def _path(stroke: Stroke) -> str:
    x0, y0, x1, y1 = (edge * _MM for edge in stroke)
    return (f"<ofd:PathObject Boundary='{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}'><ofd:AbbreviatedData>"
            f"M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>")  # fmt: skip
