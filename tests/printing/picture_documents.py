"""This module puts pictures into documents: a report of which the text is a title, or nothing."""

from base64 import b64encode
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from PIL import Image

from tests.in_memory import saved
from tests.printing.leaf import leaf, text
from tests.printing.ofd import packed


def html(title: str, pictures: list[bytes]) -> bytes:
    """A page with its pictures in `data:` addresses."""
    shown = "".join(
        f'<p><img src="data:image/png;base64,{b64encode(one).decode()}"></p>' for one in pictures
    )
    return f"<html><title>{title}</title><body><h1>{title}</h1>{shown}</body></html>".encode()


def mhtml(title: str, pictures: list[bytes]) -> bytes:
    """A page saved with its pictures as parts."""
    whole = MIMEMultipart("related", type="text/html")
    shown = "".join(f'<img src="cid:{n}">' for n in range(len(pictures)))
    page = f"<html><title>{title}</title><body><h1>{title}</h1>{shown}</body></html>"
    whole.attach(MIMEText(page, "html", "utf-8"))
    for number, one in enumerate(pictures):
        part = MIMEImage(one, "png")
        part["Content-ID"] = f"<{number}>"
        whole.attach(part)
    return whole.as_bytes()


def docx(title: str, pictures: list[bytes]) -> bytes:
    """A Word document of pictures, under a title where it has one."""
    document = Document()
    if title:
        document.add_paragraph(title)
    for one in pictures:
        document.add_picture(BytesIO(one))
    return saved(document)


def ofd(title: str, pictures: list[bytes]) -> bytes:
    """An OFD whose pages are pictures; it prints no title."""
    pages = [f"<ofd:ImageObject ResourceID='{n + 7}' Boundary='0 0 210 297'/>"
             for n in range(len(pictures))]  # fmt: skip
    buffer = BytesIO(packed(pages, "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"))
    with ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        media = "".join(f"<ofd:MultiMedia ID='{n + 7}' Type='Image'><ofd:MediaFile>image_{n}.png"
                        "</ofd:MediaFile></ofd:MultiMedia>" for n in range(len(pictures)))  # fmt: skip
        archive.writestr("Doc_0/DocumentRes.xml", "<ofd:Res xmlns:ofd='http://www.ofdspec.org/2016' "
                         f"BaseLoc='Res'><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>")  # fmt: skip
        for number, one in enumerate(pictures):
            archive.writestr(f"Doc_0/Res/image_{number}.png", one)
    return buffer.getvalue()


def pdf(title: str, pictures: list[bytes]) -> bytes:
    """A page of a PDF, its title as text and one picture below it."""
    (one,) = pictures
    grey = Image.open(BytesIO(one)).convert("L")
    thing = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Length %d>>stream\n%s\nendstream"
    ) % (*grey.size, len(grey.tobytes()), grey.tobytes())
    high = 450 * grey.height / grey.width
    content = f"BT /F 16 Tf 70 750 Td {text(title)} ET q 450 0 0 {high} 70 200 cm /X Do Q"
    return leaf(content, thing=thing, box=b"0 0 595 842")


DOCUMENTS = {"html": html, "mhtml": mhtml, "docx": docx, "ofd": ofd}
