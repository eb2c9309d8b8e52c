"""Pages that are read together give what each gives by itself, in their order."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from parsers import documents, parsed_document
from schemas.capture import Capture
from scraper.database.rows import Rows
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import Saved
from scraper.read import read, read_sources
from scraper.reading import make_reading, mostly_differ
from tests.bench import pages
from tests.documents import as_docx, sample
from tests.golden import FIXTURES
from tests.reports import capture, report

MISSING = Path("no such page.html")


def groups() -> list[Group]:
    """Golden pages, a document and a page with one attached among pages: more than go together."""
    files = sorted(path for path in FIXTURES.rglob("*") if path.suffix in (".html", ".txt"))[::3]
    captures = [Capture(body=path.read_bytes(), name=path.name) for path in files]
    captures += [Capture(body=pages.page(40, n), name=f"{n}.html") for n in range(20)]
    document = Capture(body=as_docx(sample(1)), name="report.docx")
    alone = [Group(capture) for capture in captures]
    return [*alone[:30], Group(document), *alone[30:], Group(captures[0], (document,)), *alone[:3]]


def test_pages_read_together_are_read_as_each_alone():
    every = groups()
    assert list(read_sources(every)) == [read(one) for one in every]


@pytest.mark.parametrize("slow", ["document", "page with a document", "large page"])
def test_what_takes_longer_holds_no_page_before_it_up_and_waits_for_none(slow):
    page = Group(Capture(body=pages.page(40, 1), name="1.html"))
    document = Capture(body=as_docx(sample(1)), name="report.docx")
    large = Capture(body=pages.page(40, 2) + b" " * 1_000_000, name="2.html")
    last = {
        "document": Group(document),
        "page with a document": Group(page.capture, (document,)),
        "large page": Group(large),
    }[slow]
    asked: list[int] = []

    def sources() -> Iterator[Group]:
        for number, one in enumerate((page, page, last, *[page] * 30)):
            asked.append(number)
            yield one

    found = read_sources(sources())
    for answers, pulled in ((1, 3), (2, 3), (3, 3), (4, 20)):
        next(found)
        assert len(asked) == pulled, answers


def test_a_file_that_is_gone_is_told_in_its_place():
    every = groups()[:7]
    found = list(read_sources([*every[:5], Saved(MISSING), *every[5:]]))
    assert isinstance(found[5], Unreadable)
    assert found[:5] + found[6:] == [read(one) for one in every]


def test_a_page_whose_kind_cannot_be_told_costs_no_other(monkeypatch):
    every, asked = groups()[:20], documents.format_of
    whole = [read(one) for one in every]

    def fails(capture: Capture) -> str:
        if capture.body == every[7].capture.body:
            raise ZeroDivisionError
        return asked(capture)

    monkeypatch.setattr(documents, "format_of", fails)
    found = list(read_sources(every))
    assert found[:7] + found[8:] == whole[:7] + whole[8:]
    assert "ZeroDivisionError" in (getattr(found[7], "reason", "") or "")


@pytest.mark.parametrize("stage", ["read_document", "read_metadata", "sections"])
def test_a_page_at_which_the_program_fails_costs_no_other(stage, monkeypatch):
    every = groups()[:10]
    whole = [read(one) for one in every]
    asked = getattr(parsed_document, stage)
    calls = count()
    failing = {7}

    def fails(*given: object) -> object:
        if next(calls) in failing:
            raise ZeroDivisionError
        return asked(*given)

    monkeypatch.setattr(parsed_document, stage, fails)
    assert list(read_sources(every)) == whole  # it is asked again by itself
    calls, failing = count(), {7, len(every)}  # and again
    found = list(read_sources(every))
    assert found[:7] + found[8:] == whole[:7] + whole[8:]
    assert "ZeroDivisionError" in (getattr(found[7], "reason", "") or "")


def test_pages_that_are_read_together_are_at_one_stage_at_a_time(monkeypatch):
    begun: list[str] = []

    def noted(stage: str) -> Callable[..., object]:
        asked = getattr(parsed_document, stage)
        return lambda *given: begun.append(stage) or asked(*given)

    stages = ("read_document", "without_contents", "put_together", "read_metadata", "read_tables", "sections")  # fmt: skip
    for stage in stages:
        monkeypatch.setattr(parsed_document, stage, noted(stage))
    list(read_sources([Group(Capture(body=pages.page(40, n))) for n in range(5)]))
    assert begun == [stage for stage in stages for _ in range(5)]


def test_whether_two_reports_differ_is_asked_of_the_figures_that_one_of_them_has():
    def rows(total: int) -> Rows:
        page = capture("x")
        told = report(page, total=total).model_copy(update={"disclosures": (), "disputes": ()})
        filed = make_reading(page, told).filed
        assert filed
        return filed.made.rows

    assert mostly_differ(rows(3), rows(4))  # though most of their places are blank or zero in both
    assert not mostly_differ(rows(3), rows(3))
