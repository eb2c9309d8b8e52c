"""A label with its translation beside it is the label: agencies of the borderlands print both."""

import pytest

from parsers.form_words import meanings
from schemas.report import Status
from tests.documents import blocks, differences, read, sample
from tests.printing.markup import MARKUP
from tests.printing.tables import Cell

OWN = sample(3)
TRANSLATIONS = {
    "English": "{} Number of requests, total (of the year)",
    "English above": "Business enterprises<br>{}",
    "Tibetan": "{} ཞིང་ཆེན་གྱི་གཞུང་།",
    "Uyghur": "{}<br>ئىلتىماس سانى",
    "Mongolian": "{} ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
}


def translated(cell: Cell, way: str) -> Cell:
    is_label = any("\u4e00" <= sign <= "\u9fff" for sign in cell.text)
    return cell._replace(text=way.format(cell.text)) if is_label else cell


@pytest.mark.parametrize("way", TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_tables_with_translated_labels_are_proved(way):
    printed = (
        f"<p>{block}</p>"
        if isinstance(block, str)
        else MARKUP["clean"]([[translated(cell, way) for cell in line] for line in block])
        for block in blocks(OWN)
    )
    report = read("".join(printed).encode())
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disputes"].status is Status.PROVED
    assert report.tables["disclosures"].status is Status.CONSISTENT


@pytest.mark.parametrize(
    "text", ["自然人A", "Natural person", "其 Other", "自然人 2 persons", "规章制度 Rules"]
)
def test_other_words_beside_a_label_are_no_translation(text):
    assert meanings(text) == ()
