"""This module tests the documents that LibreOffice reads for us, and what is said where it is not."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from parsers import NotAReport, extract
from parsers.readers.office import CONVERTED_TO
from schemas.capture import Capture
from scraper.inputs.office import convert, convert_together, office, with_conversion
from tests.documents import as_docx, as_xlsx, differences, ole, sample
from tests.render import Layout, Specimen, specimen

pytestmark = pytest.mark.thorough

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice (soffice) is not installed")
FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8",
           "fodt": "fodt:OpenDocument Text Flat XML", "wordxml": "xml:MS Word 2003 XML", "docx": "docx:Office Open XML Text"}  # fmt: skip
CALC = {
    "ods": "ods:calc8",
    "fods": "fods:OpenDocument Spreadsheet Flat XML",
    "xls": "xls:MS Excel 97",
}


def saved_as(kind: str, body: bytes, suffix: str, folder: Path) -> bytes:
    """A document as LibreOffice saves it in another format."""
    (folder / f"in.{suffix}").write_bytes(body)
    web = ["--infilter=HTML (StarWriter)"] if suffix == "html" else []
    subprocess.run([office() or "", f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless",
                    *web, "--convert-to", (FILTERS | CALC)[kind], "--outdir", folder, folder / f"in.{suffix}"],
                   check=True, capture_output=True, timeout=110)  # fmt: skip
    made = folder / f"in.{(FILTERS | CALC)[kind].partition(':')[0]}"
    if not made.exists():
        pytest.skip(f"this LibreOffice does not write {kind}")
    return made.read_bytes()


def is_right(one: Specimen, body: bytes, name: str) -> None:
    report = extract(with_conversion(Capture(body=body, name=name)))
    assert differences(one, report) == {}
    assert report.status == "proved"
    assert report.metadata.title == one.article.title


@needs_office
def test_a_word_97_document_is_read_to_the_last_cell(tmp_path):
    one = sample(1)
    is_right(one, saved_as("doc", as_docx(one), "docx", tmp_path), "report.wps")


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", CALC)
def test_a_sheet_saved_by_an_office_is_read_to_the_last_cell(kind, tmp_path):
    one = sample(1)
    is_right(one, saved_as(kind, as_xlsx(one), "xlsx", tmp_path), f"report.{kind}")


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("kind", FILTERS)
def test_a_page_saved_by_an_office_is_read_to_the_last_cell(kind, form, tmp_path):
    one = specimen(2, Layout(skin="jpaas"), form)
    is_right(one, saved_as(kind, one.text.encode(), "html", tmp_path), f"report.{kind}")


@pytest.mark.parametrize("kind", CONVERTED_TO)
def test_without_libreoffice_it_is_said_what_reads_such_documents(kind):
    heads = {
        "rtf": b"{\\rtf1 x}",
        "doc": ole("WordDocument"),
        "xls": ole("Workbook"),
        "odt": b"PK\x03\x04 content.xml",
        "fodt": b"<?xml version='1.0'?><office:document office:version='1.3'><text:h>",
        "fods": b"<office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>",
        "uot": b"<?xml version='1.0'?><uof:UOF uof:mimetype='vnd.uof.text'><uof:p>",
        "uos": b"<?xml version='1.0'?><uof:UOF uof:mimetype='vnd.uof.spreadsheet'><uof:p>",
        "ods": b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet content.xml",
    }
    with pytest.raises(NotAReport, match=f"LibreOffice.*{kind}") as refusal:
        extract(Capture(body=heads[kind]))
    assert refusal.value.unread


@pytest.mark.skipif(os.name != "posix", reason="the program of this test is a shell script")
def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(tmp_path):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    start = time.monotonic()
    assert convert(b"{\\rtf1 x}", "rtf", str(program), timeout=1) == b""
    assert time.monotonic() - start < 60
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    while state.exists() and state.read_text().split()[2] != "Z":
        assert time.monotonic() - start < 60
        time.sleep(0.05)


@pytest.mark.skipif(os.name != "posix", reason="the program of this test is a shell script")
def test_documents_that_are_read_together_start_libreoffice_once(tmp_path):
    """The second makes the program stop short, and is left to be converted alone."""
    program = tmp_path / "soffice"
    copy = 'for f in "$@"; do case "$f" in *2.rtf) exit 1;; *.rtf) cp "$f" "${f%.rtf}.docx";; esac; done'
    program.write_text(f"#!/bin/sh\necho >> {tmp_path}/starts\n{copy}")
    program.chmod(0o755)
    bodies = [b"<p>a page", b"{\\rtf1 one}", b"{\\rtf1 two}"]
    found = convert_together([Capture(body=body) for body in bodies], str(program))
    assert [one.converted for one in found] == [None, b"{\\rtf1 one}", None]
    assert (tmp_path / "starts").read_text() == "\n"


@needs_office
def test_a_damaged_document_is_said_to_be_damaged():
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    with pytest.raises(NotAReport, match="damaged"):
        extract(with_conversion(Capture(body=body, name="a.doc")))
