"""A publication names what it brings: the reports that are gone, revised or new, and which figures changed."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scraper.gate.expectations import Expectations
from scraper.gate.news import Figure
from scraper.gate.publication import publish
from tests.commands import gongkai
from tests.dumped import altered
from tests.reports import capture, filled, report

LATER = {"published_on": date(2025, 3, 1)}
AGENCIES = [f"海晏市第{n}局" for n in range(9)]


def build(path: Path, pages: Iterable[dict[str, Any]]) -> Path:
    """A database of one page a dictionary, the report's arguments."""
    path.unlink(missing_ok=True)
    return filled(path, ((page := capture(str(told)), report(page, **told)) for told in pages))


BEFORE: list[dict[str, Any]] = [{"agency": agency} for agency in AGENCIES]
CASES: dict[str, tuple[list[dict[str, Any]], list[tuple[str, str, str]]]] = {
    "nothing": (BEFORE, []),
    "the same published again": ([*BEFORE, BEFORE[0] | LATER], []),
    "a visit counter": ([{"agency": AGENCIES[0], "text": "收到申请 "}, *BEFORE[1:]], []),
    "a figure": (
        [*BEFORE, BEFORE[0] | LATER | {"total": 5}],
        [("revised", AGENCIES[0], "new_requests.natural_person 3 5|new_requests.total 3 5|"
          "granted.total 3 5|results_total.total 3 5")]),
    "a figure that became a blank": (
        [*BEFORE, BEFORE[0] | LATER | {"total": None}],
        [("revised", AGENCIES[0], "new_requests.natural_person 3 None|new_requests.total 3 None|"
          "granted.total 3 None|results_total.total 3 None")]),
    "a text": ([*BEFORE, BEFORE[0] | LATER | {"text": "未收到申请"}], [("revised", AGENCIES[0], "")]),
    "a report of another year": (
        [*BEFORE, BEFORE[0] | {"report_year": 2023}], [("new", AGENCIES[0], "")]),
    "another agency in the place of one": (
        [*BEFORE[1:], {"agency": "海晏市林业局"}],
        [("gone", AGENCIES[0], ""), ("new", "海晏市林业局", "")]),
    "an agency that got a code": (
        [BEFORE[0] | {"organization_code": "002618736"}, *BEFORE[1:]], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_publication_names_what_is_gone_revised_or_new(name, tmp_path):
    pages, expected = CASES[name]
    new, served = tmp_path / "build.db", tmp_path / "reports.db"
    assert publish(build(new, BEFORE), served, Expectations()).news == []
    told = publish(build(new, pages), served, Expectations(), ["everything"]).news
    found = [(one.what, one.agency, "|".join(map(_figure, one.figures))) for one in told]
    assert found == expected


OFFICE = "海晏市人民政府办公室"
# What an earlier version of the program took for agencies of their own, and what is gone as they are one.
ONCE_TOLD_APART: dict[str, tuple[list[tuple[str, int]], list[tuple[str, str]]]] = {
    "a year under each name": ([("海晏市政府办", 2022), (OFFICE, 2023)], []),
    "a year under each of two other names": ([("海晏市政府办", 2022), ("海晏市政府办公室", 2023)], []),
    "a year under both": ([("海晏市政府办", 2023), (OFFICE, 2023)], [("gone", "海晏市政府办")]),
    "a year under two other names": (
        [("海晏市政府办", 2023), ("海晏市政府办公室", 2023)], [("gone", "海晏市政府办公室")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ONCE_TOLD_APART)
def test_of_names_that_are_one_agencys_by_now_only_what_there_is_less_is_gone(name, tmp_path):
    told, expected = ONCE_TOLD_APART[name]
    new, served = tmp_path / "build.db", tmp_path / "reports.db"
    others = [OFFICE if one == OFFICE else AGENCIES[place] for place, (one, _) in enumerate(told)]
    years = [year for _, year in told]
    build(new, [{"agency": o, "report_year": y} for o, y in zip(others, years, strict=True)])
    altered(new, *(
        f"UPDATE agencies SET name = '{one}' WHERE name = '{other}'"
        for other, (one, _) in zip(others, told, strict=True)
    ))  # fmt: skip
    publish(new, served, Expectations())
    build(new, [{"agency": one, "report_year": year} for one, year in told])
    news = publish(new, served, Expectations(), ["everything"]).news
    assert [(one.what, one.agency) for one in news if one.what != "revised"] == expected


def _figure(one: Figure) -> str:
    return f"{one.place.removeprefix('requests.')} {one.before} {one.now}"


def test_the_verb_lists_it_with_the_first_figures(tmp_path):
    new, served = tmp_path / "build.db", tmp_path / "reports.db"
    publish(build(new, BEFORE), served, Expectations())
    text = BEFORE[1] | LATER | {"text": "未收到申请"}
    build(new, [*BEFORE, BEFORE[0] | LATER | {"total": 5}, text, {"agency": "海晏市林业局"}])
    words = ["publish", str(new), str(served)]
    said = gongkai(*words, "--lang", "en").stdout
    assert "Reports: 0 gone, 2 revised, 1 new" in said
    lines = " ".join(said.split())
    assert (
        f"revised {AGENCIES[0]} 2024 own proved requests.new_requests.natural_person 3 → 5" in lines
    )
    assert "+1" in lines
    assert f"revised {BEFORE[1]['agency']} 2024 own proved text alone" in lines
    assert "new 海晏市林业局 2024 own proved" in lines
    assert "gone, " not in gongkai(*words, "--lang", "en").stdout


def test_a_held_back_database_says_what_is_gone(tmp_path):
    new, served = tmp_path / "build.db", tmp_path / "reports.db"
    publish(build(new, BEFORE), served, Expectations())
    build(new, BEFORE[:1])
    told = gongkai("publish", new, served, "--json")
    assert told.returncode == 3
    found = [
        (one["what"], one["agency"], one["figures"]) for one in json.loads(told.stdout)["news"]
    ]
    assert sorted(found) == [("gone", agency, []) for agency in AGENCIES[1:]]
