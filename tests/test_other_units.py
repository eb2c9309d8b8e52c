"""Counts in 万件, and fees in 元 by a caption, are kept as printed, and told: no sum would show them."""

import pytest

from parsers.form_words import TABLES
from schemas.report import Report, Status
from tests.documents import blocks, differences, sample
from tests.printing.flat import flattened
from tests.printing.markup import marked_up
from tests.reading import report_of

ONE = sample(3)
SIZE = "unit-of-another-size"


def printed(name: str, caption: str) -> Report:
    """The report with a caption above one of its tables."""
    places = [at for at, block in enumerate(blocks(ONE)) if not isinstance(block, str)]
    at = places[TABLES.index(name)]
    parts = [*blocks(ONE)[:at], caption, *blocks(ONE)[at:]]
    page = marked_up(parts)
    return report_of(page)


def doubted(report: Report) -> set[str]:
    told = {one.where for one in report.findings if one.code == SIZE}
    doubtful = {name for name in TABLES if report.tables[name].status is Status.DOUBTFUL}
    assert told == doubtful
    return doubtful


@pytest.mark.parametrize(("name", "caption"), [
    ("requests", "单位：千件"), ("disclosures", "（单位：万件）"), ("disputes", "計量單位：百件"),
    ("disclosures", "金额单位：元"),
])  # fmt: skip
def test_a_table_under_a_caption_with_another_unit_is_doubtful(name, caption):
    report = printed(name, caption)
    assert doubted(report) == {name}
    assert differences(ONE, report) == {}


@pytest.mark.parametrize(("name", "caption"), [
    ("disclosures", "单位：件、万元"), ("disclosures", "单位：万元"), ("requests", "单位：件"),
    ("requests", "单位：元"), ("disputes", "填报单位：万县民政局"),
])  # fmt: skip
def test_a_table_under_a_caption_with_the_forms_units_is_well_read(name, caption):
    assert doubted(printed(name, caption)) == set()


@pytest.mark.parametrize("header", ["{}（单位：万件）", "{}(千件)", "{}/万件"])
@pytest.mark.parametrize("flat", ["padded pipes", "a cell a line, empty lines"])
def test_a_table_whose_header_counts_in_multiples_is_doubtful(header, flat):
    word = "本年处理决定数量"
    text = flattened(blocks(ONE), flat)
    assert word in text
    report = report_of(text.replace(word, header.format(word)))
    assert report.tables["disclosures"].status in (Status.DOUBTFUL, Status.PARTIAL)
