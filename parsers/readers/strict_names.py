"""This module gives documents of the strict form of Office Open XML (ISO/IEC 29500) the names of the usual one.

The two have the same elements, in namespaces of other names.

>>> usual_names(b'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"')
b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
"""

import re
from io import BytesIO
from zipfile import ZipFile

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(re.escape(_STRICT) + rb"(\w+)/")


def usual_names(part: bytes) -> bytes:
    """A part of a document with the usual names."""
    if _STRICT not in part:
        return part
    return _NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)


def usual_package(body: bytes, packed: ZipFile) -> bytes:
    """A document whose parts all have the usual names; `packed` is the same, opened."""
    if _STRICT not in packed.read("_rels/.rels"):
        return body
    buffer = BytesIO()
    with ZipFile(buffer, "w") as made:
        for name in packed.namelist():
            made.writestr(name, usual_names(packed.read(name)))
    return buffer.getvalue()
