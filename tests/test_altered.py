"""A PDF that was altered on its way is read as far as it goes, and never proved: sums may still hold."""

import re
import zlib

import pytest

from parsers.readers.streams import weigh
from schemas.report import Status
from tests.documents import as_pdf, differences, read, sample
from tests.printing.paper import lay
from tests.printing.pdf import RULED, pdf
from tests.printing.tables import Cell
from tests.test_statistics import TITLE, figures, lines

_STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PAGE = b"1 0 obj\n<</Length 9/Filter/FlateDecode>>stream\n%s\nendstream\nendobj\n"


def altered(body: bytes, number: int = 0) -> bytes:
    """The document, one of whose streams has another's checksum: what it draws is the same."""
    streams = list(_STREAM.finditer(body))
    place = streams[number].end(1) - 1
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def codes(report) -> set[str]:
    return {told.code for told in report.findings}


@pytest.mark.parametrize(("form", "number"), [("2021", 0), ("2019", -1)])
def test_whichever_page_of_a_pdf_was_altered_no_table_is_proved(form: str, number: int) -> None:
    one = sample(1, form)
    report = read(altered(as_pdf(one, manner=RULED), number))
    assert differences(one, report) == {}
    assert {table.status for table in report.tables.values()} == {Status.DOUBTFUL}
    assert "document-altered" in codes(report)


def test_nor_is_a_list_of_2014_of_which_anything_holds() -> None:
    printed = [[Cell(text) for text in line] for line in lines(figures(3))]
    body = pdf(lay([TITLE, "政府信息公开情况统计表", printed]), RULED)
    whole, torn = read(body), read(altered(body))
    assert whole.tables["statistics"].status is Status.CONSISTENT
    assert torn.tables["statistics"].status is Status.DOUBTFUL
    assert torn.statistics == whole.statistics


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (_PAGE % zlib.compress(b"1 0 0 1 0 0 cm"), True),
        (_PAGE % zlib.compress(b"1 0 0 1 0 0 cm") * 2, True),
        (_PAGE % zlib.compress(b"1 0 0 1 0 0 cm")[:-1], False),
        (_PAGE % (zlib.compress(b"1 0 0 1 0 0 cm")[:-4] + b"xxxx"), False),
        (_PAGE.replace(b"FlateDecode", b"DCTDecode") % b"\xff\xd8 a picture", True),
        (_PAGE.replace(b"/FlateDecode", b" [ /ASCII85Decode /FlateDecode ]") % b"Gar8O(o6*b", True),
        (_PAGE % b"what only its reader can decrypt" + b"trailer <</Encrypt 9 0 R>>", True),
    ],
    ids=["whole", "two", "cut", "another", "a picture", "written as text", "encrypted"],
)
def test_a_stream_is_whole_where_it_unpacks_to_its_end(body: bytes, whole: bool) -> None:
    assert weigh(body) is whole
