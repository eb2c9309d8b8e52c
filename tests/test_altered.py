"""A PDF that was altered on its way is read as far as it goes, and never proved: sums may still hold."""

import re
import zlib

import pytest

from parsers.readers.streams import check_streams
from schemas.report import Status
from tests.documents import as_pdf, differences, read, sample
from tests.printing.paper import lay
from tests.printing.pdf import RULED, USUAL, pdf
from tests.printing.statistics import TITLE, figures, lines
from tests.printing.tables import Cell

_STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PACKED = zlib.compress(b"1 0 0 1 0 0 cm")


def altered(body: bytes, number: int = 0) -> bytes:
    """The document, one of whose streams has another's checksum: what it draws is the same."""
    streams = list(_STREAM.finditer(body))
    place = streams[number].end(1) - 1
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def cut(body: bytes, number: int, kept: float) -> bytes:
    """The document, of one of whose pages only a part is drawn; its streams are whole."""
    stream = list(_STREAM.finditer(body))[number]
    drawn = zlib.decompress(stream[1])
    return (
        body[: stream.start(1)]
        + zlib.compress(drawn[: int(len(drawn) * kept)])
        + body[stream.end(1) :]
    )


def codes(report) -> set[str]:
    return {told.code for told in report.findings}


@pytest.mark.parametrize(("form", "number"), [("2021", 0), ("2019", -1)])
def test_whichever_page_of_a_pdf_was_altered_no_table_is_proved(form, number):
    one = sample(1, form)
    report = read(altered(as_pdf(one, manner=RULED), number))
    assert differences(one, report) == {}
    assert {table.status for table in report.tables.values()} == {Status.DOUBTFUL}
    assert "document-altered" in codes(report)


_OBJECT = re.compile(rb"\n(\d+ 0 obj(?:(?!endobj).)*?stream\r?\n.*?endobj)", re.DOTALL)


def revised(body: bytes, end: bytes) -> bytes:
    """The document as a revision of one whose second page was blank, the revision ending so."""
    page = list(_OBJECT.finditer(body))[1][1]
    blank = re.sub(rb"stream.*endstream", b"stream\n\nendstream", page, flags=re.DOTALL)
    blank = re.sub(rb"/Length \d+|/Filter */FlateDecode", b"", blank)
    return body.replace(page, blank) + b"\n" + page + end


def test_the_last_revision_of_a_pdf_is_read_though_its_table_of_contents_is_broken():
    one = sample(1)
    body = as_pdf(one)
    trailer = body[body.rindex(b"trailer") :]
    broken = revised(body, b"\n" + trailer).replace(b"startxref\n", b"startxref\n9")
    assert differences(one, read(broken)) == {}


def test_no_table_is_proved_of_a_pdf_whose_last_revision_breaks_off():
    report = read(as_pdf(sample(1)) + b"\n9 0 obj\n<</Type/Page")
    assert "proved" not in {table.status for table in report.tables.values()}
    assert "document-altered" in codes(report)


@pytest.mark.parametrize("kept", [0.97, 0.901, 0.4])
@pytest.mark.parametrize("manner", [USUAL, RULED], ids=["boxes", "lines"])
def test_no_table_is_proved_of_a_pdf_of_which_a_page_breaks_off(manner, kept):
    report = read(cut(as_pdf(sample(1), manner=manner), 1, kept))
    assert "proved" not in {table.status for table in report.tables.values()}
    assert "drawing-broken" in codes(report)


def test_nor_of_one_of_which_a_page_is_lost():
    body = as_pdf(sample(1), manner=RULED)
    kid = re.search(rb"/Kids\[(\d+) 0 R", body)
    report = read(body[: kid.start(1)] + b"9" * len(kid[1]) + body[kid.end(1) :])
    assert "proved" not in {table.status for table in report.tables.values()}
    assert [told.text for told in report.findings if told.code == "drawing-broken"] == [
        "2 of 3 pages"
    ]


def test_nor_is_a_list_of_2014_of_which_anything_holds():
    printed = [[Cell(text) for text in line] for line in lines(figures(3))]
    body = pdf(lay([TITLE, "政府信息公开情况统计表", printed]), RULED)
    whole, torn = read(body), read(altered(body))
    assert whole.tables["statistics"].status is Status.CONSISTENT
    assert torn.tables["statistics"].status is Status.DOUBTFUL
    assert torn.statistics == whole.statistics


def stream(body: bytes, how: bytes = b"/FlateDecode", length: bytes = b"") -> bytes:
    told = length or b"%d" % len(body)
    return b"1 0 obj\n<</Length %s/Filter%s>>stream\n%s\nendstream\nendobj\n" % (told, how, body)


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (stream(_PACKED), True),
        (stream(_PACKED) * 2, True),
        (stream(_PACKED[:-1]), False),
        (stream(_PACKED[:-4] + b"xxxx"), False),
        (stream(b"\xff\xd8 a picture", b"/DCTDecode"), True),
        (stream(b"Gar8O(o6*b", b" [ /ASCII85Decode /FlateDecode ]"), True),
        (stream(b"what only its reader can decrypt") + b"trailer <</Encrypt 9 0 R>>", True),
        (stream(b"1 0 0 1 0 0 cm q", b"[]", b"14"), False),
        (stream(b"1 0 0 1 0 0 cm q", b"[]", b"14 0 R"), True),
        (stream(b"1 0 0 1 0 0 cm q", b"[]")[:-20], False),
    ],
    ids=["whole", "two", "cut", "another", "a picture", "written as text", "encrypted", "longer than told",
         "as long as told elsewhere", "without an end"],
)  # fmt: skip
def test_a_stream_is_whole_where_it_unpacks_to_its_end(body, whole):
    assert check_streams(body) is whole
