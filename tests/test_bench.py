"""What is measured is real: pages of their size, each read and proved, agencies all different."""

import pytest

from parsers import extract
from schemas.capture import Capture
from schemas.report import Status
from tests.bench import pages
from tests.bench.ratios import ratios


@pytest.mark.parametrize("size", pages.SIZES)
def test_a_measured_page_has_its_size_and_is_proved(size: int) -> None:
    body = pages.page(size, 5)
    assert abs(len(body) - size * 1024) < size * 60
    report = extract(Capture(body=body))
    assert report.status is Status.PROVED
    assert report.metadata.index_number == "HY-2024-00005"
    assert report.metadata.publisher == report.metadata.agency
    years = [one.source for one in report.metadata.candidates if one.field == "report_year"]
    assert years[0] == "period"
    assert body == pages.page(size, 5)


def test_every_measured_page_is_another_agencys_or_years() -> None:
    reports = [extract(Capture(body=body)).metadata for body in pages.mixed(40)]
    assert len({(one.agency, one.report_year) for one in reports}) == 40


def test_a_ratio_is_that_of_what_is_done() -> None:
    spent = {"one": 1, "three": 3}
    now = 0

    def work(name: str) -> None:
        nonlocal now
        now += spent[name]

    found = ratios("one", {name: lambda n=name: work(n) for name in spent}, 20, lambda: now)
    assert [(one.name, one.ratio) for one in found] == [("one", 1), ("three", 3)]
