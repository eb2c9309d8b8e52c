"""Rows are what a report says, whether it was just read or comes back from the database's JSON."""

from pathlib import Path

import pytest

from parsers.extract import extract
from schemas.capture import Capture
from scraper.database.claims import claim
from scraper.database.rows import make_rows, restore_report
from tests.bench import pages

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "reports").glob("*.html"))
PAGES = {file.name: file.read_bytes() for file in FIXTURES} | {
    f"{size} KB": pages.page(size) for size in pages.SIZES
}


@pytest.mark.parametrize("name", PAGES)
def test_a_report_from_its_json_gives_the_rows_that_it_gave(name):
    told = extract(Capture(body=PAGES[name], name=name))
    text, claimed = told.to_json(sentences=False), claim(told, None)
    again = restore_report(text)
    assert again.to_json(sentences=False) == text
    assert make_rows("key", again, claimed) == make_rows("key", told, claimed)


def test_a_reports_sections_are_numbered_one_after_another():
    told = extract(Capture(body=PAGES["40 KB"]))
    one, other = (
        [row[0] for row in make_rows(key, told, claim(told, None)).rows["sections"]]
        for key in ("key", "another")
    )
    assert len(one) > 1
    assert one == list(range(one[0], one[0] + len(one)))
    assert not set(one) & set(other)
