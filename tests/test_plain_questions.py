"""A question reads sums and lines; asked of the rows themselves it has the same answer."""

import sqlite3
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from scraper.questions import expand_sql, questions
from tests.province import database
from tests.reports import capture, filled, report
from tests.yearbook import yearbook

PLAIN: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("plain_questions.toml").read_text(encoding="utf-8")
)
ANSWERS = {
    "agency": ("", "应急", "局", "查无此机关"), "scope": ("", "own", "consolidated"), "superior": ("", "海晏", "人民政府"),
    "level": ("", "county", "prefecture"), "region": ("", "江东省", "海晏市", "江"), "year": ("", "2021", "2024", "1999"),
    "times": ("", "1.2", "2", "10"), "share": ("", "0.2"), "years": ("", "2"),
}  # fmt: skip


def made(path: Path) -> None:
    """Reports that a country has and no printed province: no year, no level, blank rows, no table."""
    told: list[dict[str, Any]] = [
        {"report_year": None}, {"report_year": 2021, "total": None}, {"report_year": 2023},
        {"report_year": 2022, "level": "county", "carried": (3, 9)},
        {"report_year": 2023, "agency": "乙县应急管理局", "scope": "consolidated", "total": 100},
    ]  # fmt: skip
    filled(path, ((page := capture(f"{n}"), report(page, **one)) for n, one in enumerate(told)))


@pytest.fixture(scope="module", params=["province", "yearbook", "made"])
def db(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("plain") / "reports.db"
    if request.param == "province":
        database(path, 3)
    elif request.param == "yearbook":
        yearbook(path, 40, range(2018, 2025))
    else:
        made(path)
    with sqlite3.connect(path) as found:
        yield found


@pytest.mark.parametrize("name", PLAIN)
def test_a_question_has_the_answer_that_the_rows_give(name, db):
    one, plain = questions()[name], expand_sql(PLAIN[name])
    every = product(*(ANSWERS[key] for key in one.parameters))
    for values in every:
        asked = dict(zip(one.parameters, values, strict=True))
        found, wanted = (db.execute(sql, asked) for sql in (one.sql, plain))
        assert [c[0] for c in found.description] == [c[0] for c in wanted.description]
        assert ordered(found) == ordered(wanted), asked


def ordered(rows: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer in one order, since what ranks alike may stand either way."""
    return sorted(rows, key=repr)


def test_a_question_that_was_rewritten_is_asked_plainly_here():
    assert PLAIN.keys() <= questions().keys()
