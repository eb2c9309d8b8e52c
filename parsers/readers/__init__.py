"""One reader a format: bytes or text to the same `Page`."""

from collections.abc import Callable

from parsers.page import Page
from parsers.readers import docx, pdf
from parsers.readers.sniffing import sniff

READERS: dict[str, Callable[[bytes], Page]] = {
    "docx": docx.read,
    "pdf": pdf.read,
}

__all__ = ["READERS", "sniff"]
