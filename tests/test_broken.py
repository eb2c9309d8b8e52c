"""A broken document is answered as broken: by the library, by `show` and by `extract`, in one line."""

import gzip
import json
from random import Random

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture
from schemas.finding import sentence
from tests.commands import gongkai, one_line
from tests.documents import as_docx, as_ofd, as_pdf, as_xlsx, ole, sample

NOISE = Random(7).randbytes(40_000)  # in so much a tag stands by chance
ENDINGS = ("png", "jpg", "gif", "tif", "bmp", "webp", "pdf", "docx", "xlsx", "xls", "doc", "wps", "ofd", "rtf", "odt")  # fmt: skip
WHOLE = {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf, "ofd": as_ofd}
BEGINS = {
    "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "gif": b"GIF89a", "tif": b"II*\x00",
    "webp": b"RIFF\x00\x10\x00\x00WEBPVP8 ", "pdf": b"%PDF-1.5\n", "docx": b"PK\x03\x04", "ofd": b"PK\x03\x04",
    "xls": ole()[:32],
}  # fmt: skip
BROKEN = {
    **{f"noise.{ending}": NOISE for ending in ENDINGS},
    **{f"noise of few bytes.{ending}": NOISE[:5] for ending in ENDINGS},
    **{f"zeros.{ending}": bytes(3000) for ending in ENDINGS},
    **{f"nothing.{ending}": b"" for ending in ENDINGS},
    **{f"a message.{ending}": "您访问的文件不存在".encode() for ending in ENDINGS},
    **{f"a page.{ending}": b"<html><title>404</title><p>Not found</p></html>" for ending in ENDINGS},
    **{f"begun.{ending}": head + NOISE for ending, head in BEGINS.items()},
    **{f"half.{ending}": whole(sample(1))[:4000] for ending, whole in WHOLE.items()},
}  # fmt: skip
DAMAGED = sentence("document-damaged").removesuffix(".")


@pytest.mark.parametrize("name", BROKEN)
def test_the_library_says_that_it_is_broken(name):
    with pytest.raises(NotAReport) as refusal:
        extract(Capture(body=BROKEN[name], name=name))
    assert refusal.value.unread
    assert refusal.value.reason.startswith(DAMAGED)


def locked_pdf() -> bytes:
    """A PDF that asks for a password before it shows anything."""
    owner = "(" + "o" * 32 + ")"
    encrypt = f"/Filter /Standard /V 1 /R 2 /O {owner} /U {owner} /P -4"
    trailer = f"/Root 1 0 R /ID [(a) (a)] /Encrypt << {encrypt} >>"
    return f"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << {trailer} >>\n".encode()


@pytest.mark.parametrize(("name", "body", "why"), [
    ("a.docx", b"", "it is empty"), ("a.pdf", NOISE, "it is no pdf"), ("a.jpg", BROKEN["a page.jpg"], "it is no jpeg"),
    ("a.pdf", locked_pdf(), "it is locked with a password; save a copy without one"),
    ("a.docx", ole("EncryptedPackage"), "it is locked with a password; save a copy without one"),
])  # fmt: skip
def test_what_is_wrong_with_it_is_told(name, body, why):
    with pytest.raises(NotAReport, match=f"{why}$"):
        extract(Capture(body=body, name=name))


@pytest.mark.parametrize("name", ["noise.png", "noise.xls", "a page.pdf", "begun.tif", "half.docx"])
def test_show_and_extract_say_so_in_one_line(name, tmp_path):
    page = tmp_path / name
    page.write_bytes(BROKEN[name])
    assert one_line(gongkai("show", page)).startswith(f"Error: {page}: {DAMAGED}")
    told = gongkai("extract", tmp_path / "a.db", page, "--json", "--workers", 1)
    assert told.returncode == 4
    assert json.loads(told.stdout)["outcomes"] == {"unreadable": 1}


def test_bytes_of_no_kind_are_told_in_words_alone():
    with pytest.raises(NotAReport, match=f"^{sentence('format-unknown')}$"):
        extract(Capture(body=NOISE, name="noise"))


@pytest.mark.parametrize("ending", ["zip", "warc", "warc.gz", "wacz"])
@pytest.mark.parametrize("body", [NOISE, gzip.compress(NOISE), b"<p>404</p>"], ids=["noise", "gzip", "page"])  # fmt: skip
def test_a_broken_archive_is_told_in_one_line(ending, body, tmp_path):
    page = tmp_path / f"a.{ending}"
    page.write_bytes(body)
    assert str(page) in one_line(gongkai("show", page))
    assert gongkai("extract", tmp_path / "a.db", page).returncode == 4


def test_a_page_is_no_broken_document_where_a_server_calls_it_a_page():
    page = Capture(body=BROKEN["a page.pdf"], name="a.pdf", media_type="text/html; charset=utf-8")
    with pytest.raises(NotAReport) as refusal:
        extract(page)
    assert not refusal.value.unread


def test_a_report_is_read_whatever_its_name_claims():
    body = "甲县水利局2023年政府信息公开工作年度报告\n一、总体情况\n2023年按规定公开。".encode()
    assert extract(Capture(body=body, name="report.doc")).metadata.report_year == 2023
