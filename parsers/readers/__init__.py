"""This package contains a reader for each format, which turns bytes or text into a `Page`."""

from collections.abc import Callable

from parsers.page import Page
from parsers.readers import docx, ofd, pdf, scans, xlsx
from parsers.readers.sniffing import BEFORE, PICTURES, sniff

READERS: dict[str, Callable[[bytes], Page]] = {
    "docx": docx.read,
    "ofd": ofd.read,
    "pdf": pdf.read,
    "wordxml": docx.read_xml,
    "xlsx": xlsx.read,
    **dict.fromkeys(PICTURES, scans.read),
}

__all__ = ["BEFORE", "PICTURES", "READERS", "sniff"]
