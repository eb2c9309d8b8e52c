"""This module tests that a document's format is told by its bytes before its name."""

from random import Random

import pytest

from parsers.readers import sniff
from tests.documents import ole
from tests.in_memory import zipped


def zip_of(*members: str) -> bytes:
    return zipped(dict.fromkeys(members, "<x/>"))


KINDS = {
    "html": "<!DOCTYPE html><html><body>年度报告</body></html>".encode(),
    "html that quotes a mail": b"<HTML>\n<pre>\nMIME-Version: 1.0\nSubject: x\n</pre></HTML>",
    "html fragment": "<table><tr><td>规章</td></tr></table>".encode("gb18030"),
    "html after prose": ("年度报告\n" * 200 + "<TABLE BORDER=1>").encode(),
    "html in UTF-16": "<html><body>年度报告</body></html>".encode("utf-16"),
    "text": "| 规章 | 0 | 0 |\n| a < b | 2 |".encode(),
    "text of line breaks": "规章<br>0<br>0".encode(),
    "text empty": b"",
    "mhtml": b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
    "mhtml of Word": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>",
    "docx": zip_of("[Content_Types].xml", "word/document.xml"),
    "docx cut off": zip_of("[Content_Types].xml", "word/document.xml")[:-30],
    "xlsx": zip_of("[Content_Types].xml", "xl/workbook.xml"),
    "ofd": zip_of("OFD.xml", "Doc_0/Document.xml"),
    "zip": zip_of("a.html", "b.html"),
    "doc": ole("1Table", "WordDocument"),
    "doc without a stream of its own": ole(),
    "xls": ole("Workbook"),
    "xls after an empty line": b"\r\n" + ole("Workbook"),
    "unknown container without its directory": ole("Workbook")[:560],
    "unknown container": ole("Workbook")[:32] + bytes(range(256)) * 4,
    "wordxml": b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
    "pdf": b"%PDF-1.5\n%\xe2\xe3",
    "pdf after stray bytes": b"\x00\x01junk\n%PDF-1.4\n",
    "rtf": b"{\\rtf1\\ansi",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a",
    "bmp": b"BM" + (1000).to_bytes(4, "little") + bytes(30),
    "tiff": b"II*\x00",
    "webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "unknown": bytes(range(256)) * 4,
    "unknown in which chance put tags": Random(0).randbytes(60_000) + b"<a ><p>",
    "text in UTF-16 without a mark": ("甲县水利局, 2024年\n" * 40).encode("utf-16-be"),
    "html in UTF-16 without a mark": ("<p>甲县水利局</p>" * 40).encode("utf-16-le"),
}


@pytest.mark.parametrize("name", KINDS)
def test_bytes_tell_the_format(name):
    assert sniff(KINDS[name], None, None) == name.split(maxsplit=1)[0]


def test_a_name_does_not_overrule_the_bytes():
    assert sniff(KINDS["html"], "report.doc", "application/msword") == "html"
    assert sniff(KINDS["pdf"], "report.html", "text/html") == "pdf"
    assert sniff("BM开头的文字".encode(), "report.txt", "text/plain") == "text"
