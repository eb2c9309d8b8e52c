"""This module tests that a report whose tables are pictures inside a document is read, or told of."""

import sys
from random import Random
from unittest.mock import patch

import pytest
from PIL import Image

from parsers import NotAReport
from parsers.readers.embedded_pictures import find_pictures
from tests.documents import blocks, differences, read, sample
from tests.in_memory import saved
from tests.printing.paper import lay
from tests.printing.pdf import pdf
from tests.printing.picture_documents import DOCUMENTS
from tests.printing.picture_documents import pdf as pdf_with_picture
from tests.printing.tables import tables_in

ONE = sample(1)
TITLE = ONE.article.title
WITH_PDF = {**DOCUMENTS, "pdf": pdf_with_picture}  # which gives a picture as it is seen


def noise(seed: int, width: int = 90, height: int = 90) -> bytes:
    """A picture that does not pack well."""
    pixels = Random(seed).randbytes(width * height)
    return saved(Image.frombytes("L", (width, height), pixels), "PNG")


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_pictures_are_found_in_their_order_each_once_and_logos_are_not(kind):
    shown = [noise(n) for n in range(12)]
    logo = noise(0, 40, 40)
    assert find_pictures(kind, DOCUMENTS[kind](TITLE, [logo, *shown, shown[3]])) == tuple(shown)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_of_too_many_pictures_the_largest_are_taken(kind):
    shown = [noise(n, 80 + n) for n in range(25)]
    assert find_pictures(kind, DOCUMENTS[kind](TITLE, shown)) == tuple(shown[5:])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_of_a_document_that_is_cut_off_no_more_is_shown_than_of_the_whole(kind):
    body = DOCUMENTS[kind](TITLE, [noise(1)])
    (whole,) = find_pictures(kind, body)
    cuts = (find_pictures(kind, body[:end]) for end in range(0, len(body), 97))
    assert all(whole.startswith(shown) for found in cuts for shown in found)


@pytest.mark.parametrize("kind", WITH_PDF)
def test_without_the_extra_the_command_that_installs_it_is_told(kind):
    body = WITH_PDF[kind](TITLE, [noise(1)])
    with patch.dict(sys.modules, {"rapidocr": None, "parsers.readers.grey": None}):
        if kind == "ofd":  # a picture has no title
            with pytest.raises(
                NotAReport, match=r"not installed; run pip install 'gongkai\[ocr\]'"
            ) as refused:
                read(body)
            assert refused.value.unread
            return
        report = read(body)
    (told,) = [one for one in report.findings if one.code == "reader-missing"]
    assert "pip install 'gongkai[ocr]'" in (told.text or "")
    assert report.metadata.title == TITLE


def test_a_letter_with_pictures_may_be_a_report_and_news_with_pictures_is_none():
    with patch.dict(sys.modules, {"rapidocr": None, "parsers.readers.grey": None}):
        with pytest.raises(NotAReport) as letter:
            read(DOCUMENTS["docx"]("关于报送材料的函", [noise(1)]))
        with pytest.raises(NotAReport) as news:
            read(DOCUMENTS["html"]("我局召开会议" + "，学习领会精神" * 200, [noise(1)]))
    assert (letter.value.unread, news.value.unread) == (True, False)


@pytest.mark.parametrize("kind", WITH_PDF)
def test_a_table_that_is_a_picture_inside_is_read(kind):
    scanned = pytest.importorskip("tests.scanned")
    *_, disputes = tables_in(blocks(ONE))
    (page,) = scanned.scans(pdf(lay([TITLE, disputes])), 200, 0.4, 6)
    report = read(WITH_PDF[kind](TITLE, [saved(Image.fromarray(page[:700]), "PNG")]))
    assert "disputes" not in {table for table, _, _ in differences(ONE, report)}
    assert {"read-by-ocr", "read-from-attachment"} <= {one.code for one in report.findings}
    assert "format-not-read" not in {one.code for one in report.findings}
    assert report.tables["disputes"].status == "consistent"
