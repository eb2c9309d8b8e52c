"""This module tells which format a document claims by its media type, its name or its address.

The claim does not decide how it is read, but says that a document in no known format is damaged.

>>> claimed_format(Capture(body=b"", name="report.PDF")), claimed_format(Capture(body=b"", name="report.html"))
('pdf', None)
>>> claimed_format(Capture(body=b"", name="report.pdf", media_type="text/html; charset=utf-8")) is None
True
"""

from urllib.parse import urlsplit

from schemas.capture import Capture

_BY_ENDING = {
    **{
        kind: kind
        for kind in ("pdf", "docx", "xlsx", "ofd", "doc", "xls", "rtf", "odt", "ods", "png")
    },
    **{kind: kind for kind in ("bmp", "gif", "webp", "zip")},
    "wps": "doc",
    "et": "xls",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "tif": "tiff",
    "tiff": "tiff",
}
_BY_TYPE = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/rtf": "rtf",
    "application/zip": "zip",
    **{f"image/{kind}": kind for kind in ("png", "jpeg", "tiff", "bmp", "gif", "webp")},
}


def claimed_format(capture: Capture) -> str | None:
    """The format other than text that a capture claims; None where the server says that it is text."""
    media_type = (capture.media_type or "").partition(";")[0].strip().lower()
    if media_type.startswith("text/"):
        return None
    return _BY_TYPE.get(media_type) or _ending(capture.name) or _ending(capture.url)


def _ending(name: str | None) -> str | None:
    try:
        path = urlsplit(name or "").path
    except ValueError:
        return None
    return _BY_ENDING.get(path.rpartition(".")[2].lower())
