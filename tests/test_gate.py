"""The gate lets pass what is ordinary, holds back what is no chance, and says what, where and why."""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import comb
from pathlib import Path
from random import Random
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.capture import Registrant
from schemas.finding import finding
from schemas.report import Status, TableResult
from scraper.gate import history
from scraper.gate.chance import KEPT, Rate, is_chance, most_by_chance, tail_probability
from scraper.gate.expectations import Expectations, read
from scraper.gate.history import Run
from scraper.gate.judge import Compared, emptied_portals, sudden_losses
from scraper.gate.measures import Turned
from scraper.gate.publication import Published, publish
from scraper.reading import Reading, make_reading
from tests.commands import gongkai
from tests.dumped import altered, selected
from tests.reports import capture, report, stored

YEARS = range(2019, 2024)
NOTHING = Expectations()


@dataclass(frozen=True)
class One:
    """A report as a portal has it; `told` is metadata, `bare` one whose table 三 is absent."""

    portal: str = "haiyan"
    agency: str = "海晏市水务局"
    year: int = 2024
    bare: bool = False
    codes: tuple[str, ...] = ()
    told: tuple[tuple[str, Any], ...] = (("index_number", "1"),)
    body: str = field(default="", compare=False)


def reports(portal: str = "haiyan", agencies: int = 8, years: Iterable[int] = YEARS, **more: Any) -> list[One]:  # fmt: skip
    """The reports of so many agencies of a portal in every year."""
    return [
        One(portal, f"{portal}市第{n}局", year, **more) for n in range(agencies) for year in years
    ]


def build(path: Path, ones: Iterable[One]) -> Path:
    """A new database of these reports."""
    path.write_bytes(_built(tuple((one, one.body) for one in ones)))
    return path


@cache
def _built(ones: tuple[tuple[One, str], ...]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reports.db"
        stored(path, (_reading(*one) for one in ones))
        return path.read_bytes()


@cache
def _reading(one: One, body: str) -> Reading:
    """A report read; `body` is named, as it does not tell one page from another."""
    return make_reading(*_page(one))


def _page(one: One) -> Any:
    who = Registrant(portal=one.portal, agency=f"{one.portal}市人民政府") if one.portal else None
    page = capture(f"{one}{one.body}", registrant=who)
    made = report(page, agency=one.agency, report_year=one.year, **dict(one.told))
    absent = TableResult(form="2021", status=Status.ABSENT, places=0, expected=175)
    found = {
        "findings": tuple(finding(code) for code in one.codes),
        "tables": {**made.tables, **({"requests": absent} if one.bare else {})},
    }
    return page, made.model_copy(update=found)


@pytest.fixture
def desk(tmp_path: Path) -> "Desk":
    return Desk(tmp_path)


class Desk:
    """Where a new database is built and published, time after time."""

    def __init__(self, folder: Path) -> None:
        self.new, self.served = folder / "build.db", folder / "reports.db"

    def publish(self, ones: Iterable[One], *accepted: str, expected: Expectations = NOTHING) -> Published:  # fmt: skip
        return publish(build(self.new, ones), self.served, expected, accepted)

    def bytes(self) -> bytes:
        return self.served.read_bytes()


def names(told: Published) -> set[str]:
    assert told.published == (not told.failures)
    return {f"{one.rule} {one.name}" for one in told.failures}


# What follows a good run, and what must be told; nothing means that it is published.
BEFORE = [*reports(), *reports("ningchuan", 4), *(one for n in range(6) for one in reports(f"s{n}", 1))]  # fmt: skip
AFTER: dict[str, tuple[list[One], set[str]]] = {
    "nothing new": (BEFORE, set()),
    "a new year": ([*BEFORE, *reports(years=[2024])], set()),
    "a new portal, whose reports have no number": (
        [*BEFORE, *reports("yunling", 9, told=(("publisher", "x"),))], set()),
    "an agency gone": ([one for one in BEFORE if one.agency != "haiyan市第3局"], set()),
    "three reports of forty gone": (BEFORE[:7] + BEFORE[10:], set()),
    "a report whose table is gone": ([replace(BEFORE[0], bare=True), *BEFORE[1:]], set()),
    "agencies by another name that keep their code": (
        [One(one.portal, one.agency.replace("第", "新第"), one.year,
             told=(*one.told, ("organization_code", f"00261873{one.agency[-2]}")))
         if one.portal == "ningchuan" else one for one in BEFORE],
        {"kept ningchuan:agencies", "kept ningchuan:reports.2019", "kept ningchuan:reports.2020",
         "kept ningchuan:reports.2021", "kept ningchuan:reports.2022", "kept ningchuan:reports.2023"}),
    "agencies that get a code": (
        [One(one.portal, one.agency, one.year, told=(*one.told, ("organization_code", f"00261873{one.agency[-2]}")))
         if one.portal == "ningchuan" else one for one in BEFORE], set()),
    "every second report of a portal gone": (
        [one for n, one in enumerate(BEFORE) if one.portal != "haiyan" or n % 2],
        {"kept haiyan:reports", *(f"kept haiyan:reports.{year}" for year in YEARS)}),
    "a year of a portal gone": (
        [one for one in BEFORE if (one.portal, one.year) != ("ningchuan", 2020)], {"kept ningchuan:reports.2020"}),
    "a portal gone": (
        [one for one in BEFORE if one.portal != "ningchuan"],
        {"kept ningchuan:agencies", *(f"kept ningchuan:reports.{year}" for year in YEARS)}),
    "all reports of a portal with one agency gone": (
        [one for one in BEFORE if one.portal != "s0"], {"kept s0:reports"}),
    "the tables of a portal gone": (
        [replace(one, bare=one.portal == "haiyan") for one in BEFORE],
        {"kept haiyan:proved.requests", "kept haiyan:read.requests"}),
    "a field of a portal gone": (
        [replace(one, told=()) if one.portal == "haiyan" else one for one in BEFORE],
        {"kept haiyan:filled.index_number"}),
    "a finding all over a portal": (
        [replace(one, codes=("unknown-label",)) if one.portal == "haiyan" else one for one in BEFORE],
        {"kept haiyan:finding.unknown-label"}),
    "a finding that only informs": (
        [replace(one, codes=("form-not-of-year",)) for one in BEFORE], set()),
    "new reports without tables": (
        [*BEFORE, *reports(years=[2024], bare=True)],
        {"next haiyan:proved.requests", "next haiyan:read.requests"}),
    "new reports without a field": ([*BEFORE, *reports(years=[2024], told=())], {"next haiyan:filled.index_number"}),
    "new reports with a finding": (
        [*BEFORE, *reports(years=[2024], codes=("unknown-label",))], {"next haiyan:finding.unknown-label"}),
    "a new form that small portals print and nobody reads": (
        [*BEFORE, *(one for n in range(6) for one in reports(f"s{n}", 1, [2024], bare=True))],
        {"next run:proved.requests", "next run:read.requests"}),
    "one new report of a small portal unread": ([*BEFORE, *reports("s0", 1, [2024], bare=True)], set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def good_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the reports of BEFORE are published."""
    folder = tmp_path_factory.mktemp("good")
    assert names(Desk(folder).publish(BEFORE)) == set()
    return folder


@pytest.mark.parametrize("name", AFTER)
def test_what_is_no_chance_is_told_where_it_is_and_keeps_the_last_good_database(
    desk, good_run, name
):
    shutil.copytree(good_run, desk.served.parent, dirs_exist_ok=True)
    good, file = desk.bytes(), desk.served.stat().st_ino
    after, expected = AFTER[name]
    told = desk.publish(after)
    assert names(told) == expected
    held = desk.served.with_name("reports.rejected.db")
    # A file of its own, not other bytes: what two runs within a second read alike is the same.
    kept = desk.served.stat().st_ino == file
    assert (kept, held.exists()) == (bool(expected), bool(expected))
    assert not expected or desk.bytes() == good
    shown = held if expected else desk.served
    assert selected(shown, "SELECT count(*) FROM reports") == [(len(set(after)),)]


@given(
    ones=st.lists(
        st.builds(
            One,
            portal=st.sampled_from(["", "haiyan", "ningchuan"]),
            agency=st.sampled_from(["海晏市水务局", "宁川县财政局", "云岭区档案局"]),
            year=st.integers(2019, 2024),
            bare=st.booleans(),
            codes=st.sampled_from([(), ("unknown-label",), ("places-missing", "equation-failed")]),
            told=st.sampled_from([(), (("index_number", "1"),)]),
        ),
        min_size=1,
        max_size=12,
    ),
    seed=st.integers(),
)
@settings(max_examples=4)
def test_where_nothing_changed_nothing_is_ever_told_whatever_the_order_of_reading(
    tmp_path_factory, ones, seed
):
    desk = Desk(tmp_path_factory.mktemp("same"))
    assert names(desk.publish(ones)) == set()
    for _ in range(2):
        Random(seed).shuffle(ones)
        assert names(desk.publish(ones)) == set()


COUNTS = st.integers(0, 40).flatmap(
    lambda of: st.builds(Turned, bad=st.integers(0, of), of=st.just(of))
)
CHANGES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["reports", "read.requests"])), COUNTS
)


@settings(max_examples=15)
@given(CHANGES, CHANGES, CHANGES, st.lists(CHANGES, max_size=4), st.randoms(use_true_random=False))
def test_neither_the_order_of_portals_nor_that_of_runs_decides(
    kept, following, past, before, random
):
    runs = [Run("", "", {}, dict(one), frozenset()) for one in before]

    def shuffled(changes: Any) -> Any:
        return dict(random.sample(sorted(changes.items()), len(changes)))

    first = set(sudden_losses(Compared(kept, following, past), runs))
    mixed = Compared(*map(shuffled, (kept, following, past)))
    assert set(sudden_losses(mixed, random.sample(runs, len(runs)))) == first


@given(
    of=st.integers(1, 60), share=st.fractions(0, 1), bad=st.integers(1, 50), good=st.integers(1, 50)
)
def test_the_chance_is_that_of_polyas_urn_and_no_less(of, share, bad, good):
    turned, rate = int(share * of), Rate(bad, good)
    ways = [comb(x + bad - 1, x) * comb(of - x + good - 1, of - x) for x in range(of + 1)]
    exact = Fraction(sum(ways[turned:]), sum(ways))
    assert exact <= tail_probability(turned, of, rate) <= exact * (1 + Fraction(1, 2**200))


@given(of=st.integers(0, 400), bad=st.integers(1, 20), good=st.integers(1, 200))
def test_the_bound_is_the_most_that_is_chance_and_none_is_always_chance(of, bad, good):
    rate = Rate(bad, good)
    bound = most_by_chance(of, rate)
    assert is_chance(0, of, rate)
    assert is_chance(bound, of, rate)
    assert bound == of or not is_chance(bound + 1, of, rate)


@pytest.mark.parametrize(("of", "bound"), [(1, 1), (2, 2), (3, 2), (7, 3), (60, 7), (10**6, 56_000)])  # fmt: skip
def test_a_portal_of_three_is_judged_and_a_country_is_judged_by_its_rate(of, bound):
    assert is_chance(bound, of, KEPT)
    assert bound == of or not is_chance(bound * 11 // 10 + 1, of, KEPT)


def test_a_rate_that_was_seen_loosens_and_a_quiet_past_binds_nobody():
    seen = {("a", "reports"): Turned(9, 100), (None, "reports"): Turned(9, 100)}
    restless = [Run("", "", {}, dict(seen), frozenset())] * 12
    found = Compared({("a", "reports"): Turned(20, 100)}, {}, {})
    assert [one.name for one in sudden_losses(found, [])] == ["a:reports"]
    assert list(sudden_losses(found, restless)) == []
    accepted = [Run("", "", {}, dict(seen), frozenset(seen))] * 12
    assert [one.name for one in sudden_losses(found, accepted)] == ["a:reports"]
    quiet = [Run("", "", {}, {("a", "reports"): Turned(0, 100)}, frozenset())] * 12
    few = Compared({("a", "reports"): Turned(9, 100)}, {}, {})
    assert list(sudden_losses(few, [])) == list(sudden_losses(few, quiet)) == []


def test_an_emptied_portal_is_told_if_it_had_several_reports_and_nothing_else_says_so():
    had = {None: 16, "": 5, "haiyan": 3, "few": 2, "ningchuan": 3, "yunling": 3}
    before: dict[str | None, dict[str, int]] = {
        one: {"reports": count} for one, count in had.items()
    }
    told = emptied_portals({"yunling": {"reports": 1}}, before, {("ningchuan", "agencies")})
    assert [one.name for one in told] == ["-:reports", "haiyan:reports"]


def test_a_portal_that_shrinks_bit_by_bit_is_told_in_time(desk):
    left = 40
    desk.publish(reports(agencies=left, years=[2023]))
    while (told := desk.publish(reports(agencies=left - 2, years=[2023]))).published:
        left -= 2
    assert {one.rule for one in told.failures} == {"peak"}
    assert 24 <= left <= 36
    assert desk.publish(reports(agencies=left - 2, years=[2023]), "haiyan").published
    assert desk.publish(reports(agencies=left - 4, years=[2023])).published


def test_only_a_loss_of_reports_that_is_accepted_sets_the_peak_anew():
    def kept(accepted: str) -> int:
        runs = [Run("", "", {"a": {"reports": 9}}, {}, frozenset())]
        runs += [Run("", "", {"a": {"reports": 5}}, {}, frozenset({("a", accepted)}))]
        return history.peaks(runs)["a", "reports"]

    assert [*map(kept, ("reports.2020", "agencies", "filled.title"))] == [5, 5, 9]


def test_what_a_person_accepts_is_published_and_is_the_measure_from_then_on(desk):
    desk.publish(BEFORE)
    less = [one for one in BEFORE if one.year != 2019 or one.portal != "ningchuan"]
    assert not desk.publish(less, "haiyan:reports.2019", "ningchuan:reports.2018").published
    told = desk.publish(less, "ningchuan:reports.2019", "nobody")
    assert (told.published, told.unmet) == (True, ["nobody"])
    assert [one.name for one in told.accepted] == ["ningchuan:reports.2019"]
    assert names(desk.publish(less)) == set()
    small = [f"s{n}" for n in range(6)]
    assert desk.publish(reports(years=[2019]), "haiyan", "ningchuan", "run", *small).published
    assert desk.publish(reports("elsewhere"), "everything").published
    assert len(history.load(history.default_path(desk.served))) == 1  # a new beginning


def test_a_run_that_changes_nothing_is_no_part_of_the_history(desk):
    for ones in (BEFORE, BEFORE, BEFORE, [*BEFORE, *reports(years=[2024])]):
        desk.publish(ones)
    assert len(history.load(history.default_path(desk.served))) == 2


def test_a_report_on_two_portals_is_there_while_one_of_its_pages_is(desk):
    moved = [replace(one, portal="province") for one in reports(body="again")]
    assert names(desk.publish([*reports(), *moved])) == set()
    assert names(desk.publish([*moved, *reports()])) == set()


EXPECTATIONS = """
[run]
reports = 64
proved.requests = 0.9

[defaults]
years = [2019, 2023]

[portals.haiyan]
reports = 41
per_year.2021 = 9
filled.index_number = 1
finding.unknown-label = 0.05

[portals.s0]
years = []

[portals.nowhere]
agencies = 1
"""


def test_what_is_stated_is_asked_of_the_first_database_too(desk):
    expected = read("expectations.toml", EXPECTATIONS)
    ones = [replace(one, codes=("unknown-label",) if one.year == 2020 else ())
            for one in BEFORE if one.portal != "s0" or one.year > 2021]  # fmt: skip
    told = desk.publish(ones, expected=expected)
    assert {f"{one.name} {one.now}/{one.bound}" for one in told.failures} == {
        "haiyan:reports 40/41", "haiyan:reports.2021 8/9", "haiyan:finding.unknown-label 32/38",
        "nowhere:agencies 0/1", "nowhere:reports.2019 0/1", "nowhere:reports.2023 0/1",
    }  # fmt: skip
    assert not desk.served.exists()
    accepted = desk.publish(ones, "haiyan", "nowhere", expected=expected)
    assert (accepted.published, accepted.now["reports"]) == (True, 87)
    assert {one.name: one.before for one in desk.publish(ones, expected=expected).failures} == {
        "haiyan:reports": 40, "haiyan:reports.2021": 8, "haiyan:finding.unknown-label": 32,
        "nowhere:agencies": None, "nowhere:reports.2019": None, "nowhere:reports.2023": None,
    }  # fmt: skip


def test_a_database_without_a_report_is_never_published(desk):
    assert names(desk.publish([])) == {"minimum run:reports"}
    assert not desk.served.exists()


# A mistake in the file, and what is said of it.
MISTAKES = [
    ("[run]\nreport = 3\n", "e.toml:2: run.report: unknown key; did you mean reports"),
    ("[run]\nreports = 3.5\n", "e.toml:2: run.reports: must be a whole number"),
    ("[run]\nreports = -1\n", "e.toml:2: run.reports: must be 0 or more"),
    ("[portals.a]\nproved.requests = 90\n", "e.toml:2: portals.a.proved.requests: must be 1 or less"),
    ("[defaults]\nproved.answers = 1\n", "e.toml:2: defaults.proved.answers: no such measure"),
    ("[defaults]\nfinding.nonsense = 0\n", "e.toml:2: defaults.finding.nonsense: no such measure"),
    ("[defaults]\nfilled.index_no = 1\n",
     "e.toml:2: defaults.filled.index_no: no such measure; did you mean filled.index_number"),
    ("[defaults]\nfilled.title = true\n", "e.toml:2: defaults.filled.title: must be a share from 0 to 1"),
    ("[defaults]\nfilled.title = nan\n", "e.toml:2: defaults.filled.title: must be a number"),
    ("[defaults]\nfilled.title = 1e-999999999\n", "e.toml:2: defaults.filled.title: Decimal input"),
    ("[run]\nreports = " + "9" * 5000, "e.toml:2: "),
    ("[portal.a]\n", "e.toml:1: portal: unknown table; did you mean portals; there are [run], [defaults] and [portals.ID]"),
    ("[portals]\na = 1\n", "e.toml:2: portals.a: must be a table"),
    ("[run]\nreports =\n", "e.toml:2: reports: Invalid value"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_in_the_expectations_is_one_line_with_its_place(text, said):
    with pytest.raises(click.UsageError) as caught:
        read("e.toml", text)
    assert caught.value.message.startswith(said)
    assert "\n" not in caught.value.message


def run(*words: object) -> CompletedProcess[str]:
    return gongkai("publish", *words)


def test_the_verb_says_what_fails_and_how_to_accept_it(desk):
    build(desk.new, BEFORE)
    first = run(desk.new, desk.served, "--lang", "en")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.strip() == "reports.db: published, 90 reports from 18 agencies (+90)"
    build(desk.new, AFTER["a year of a portal gone"][0])
    held = run(desk.new, desk.served, "--lang", "en")
    assert (held.returncode, held.stderr) == (3, "")
    told = " ".join(held.stdout.split())
    assert "reports.db: unchanged; build.db was not published, as 1 measure fails" in told
    line = "ningchuan reports.2020 4 0 2 reports: 4 of 4 are no longer so"
    assert line in told
    # To be pasted
    assert f"gongkai serve {desk.served.with_name('reports.rejected.db')} If" in told
    assert f"gongkai publish {desk.new} {desk.served} --accept=ningchuan:reports.2020" in told
    assert "ningchuan reports.2020 4 0 2 报告" in " ".join(
        run(desk.new, desk.served, "--lang", "zh").stdout.split()
    )
    build(desk.new, [*BEFORE, *reports(years=[2024])])
    grown = run(desk.new, desk.served.with_name("second.db"))
    assert "Portals" not in grown.stdout  # of a first database everything is new
    build(desk.new, [one for one in BEFORE if one.portal != "s0" or one.year != 2023])
    grown = run(desk.new, desk.served.with_name("second.db"), "--lang", "en", "--accept=haiyan")
    assert "haiyan 48 40 2024 -8 s0 5 4 2023 -1" in " ".join(grown.stdout.split())
    build(desk.new, AFTER["a year of a portal gone"][0])
    done = run(desk.new, desk.served, "--accept=ningchuan:reports.2020", "--accept=x", "--json")
    assert (done.returncode, "x" in done.stderr) == (0, True)
    told = json.loads(done.stdout)
    assert [one["accept"] for one in told["accepted"]] == ["ningchuan:reports.2020"]
    assert (told["published"], told["failures"], told["rejected"]) == (True, [], None)
    assert told["portals"]["ningchuan"]["before"]["reports.2020"] == 4
    assert "reports.2020" not in told["portals"]["ningchuan"]["now"]


def test_another_program_is_named_where_its_reading_may_be_what_changed(desk):
    desk.publish(BEFORE)
    altered(desk.served, "UPDATE runs SET program = '0.0.9'")
    build(desk.new, AFTER["a field of a portal gone"][0])
    held = run(desk.new, desk.served, "--lang", "en")
    assert (held.returncode, "was read by version 0.0.9" in held.stdout) == (3, True)


def test_expectations_beside_the_served_database_are_read_without_being_named(desk):
    build(desk.new, BEFORE)
    beside = desk.served.with_name("expectations.toml")
    beside.write_text("[run]\nreports = 1000\n", encoding="utf-8")
    assert run(desk.new, desk.served).returncode == 3
    other = desk.served.with_name("other.toml")
    other.write_text("[run]\nreports = 90\n", encoding="utf-8")
    assert run(desk.new, desk.served, "--expect", other).returncode == 0
    beside.write_text("[run]\nreports = many\n", encoding="utf-8")
    assert run(desk.new, desk.served).returncode == 2


def test_a_host_stands_for_a_portal_where_pages_come_from_no_crawl(tmp_path):
    desk = Desk(tmp_path)

    def saved(host: str, bare: bool = False) -> list[Any]:
        return [
            make_reading(page.model_copy(update={"url": f"http://{host}/{n}.html"}), made)
            for n, one in enumerate(reports(host, 5, bare=bare))
            for page, made in [_page(replace(one, portal=""))]
        ]

    for bare in (False, True):
        desk.new.unlink(missing_ok=True)
        stored(desk.new, [*saved("a.example", bare), *saved("B.example:80")])
        told = publish(desk.new, desk.served, NOTHING)
        assert set(told.portals) == {"a.example", "b.example"}
    assert names(told) == {"kept a.example:proved.requests", "kept a.example:read.requests"}


def test_nothing_that_is_kept_or_told_is_a_float(desk):
    desk.publish(BEFORE)
    told = desk.publish(AFTER["the tables of a portal gone"][0], "haiyan")
    lines = history.default_path(desk.served).read_text(encoding="utf-8")
    for line in lines.splitlines():
        json.loads(line, parse_float=_refused)
    assert {type(count) for figures in (told.now, told.before or {}) for count in figures.values()} == {int}  # fmt: skip


def _refused(text: str) -> None:
    raise AssertionError(text)


def test_a_torn_line_of_the_history_is_none(desk):
    desk.publish(BEFORE)
    file = history.default_path(desk.served)
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:50] + b'\n[1]\n{"figures": 3}\n\xff\n')
    assert len(history.load(file)) == 1
    assert names(desk.publish([*BEFORE, *reports(years=[2024])])) == set()
    assert len(history.load(file)) == 2


PAGE = (Path(__file__).parents[1] / "docs" / "gate.md").read_text(encoding="utf-8")


def test_the_expectations_that_the_documentation_shows_are_read():
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    told = read("docs/gate.md", shown)
    assert (told.run.reports, told.run.proved) == (500, {"requests": Decimal("0.8")})
    named = told.portals["qz-yjj"]
    assert (named.years[0], named.per_year, named.agencies) == (2021, {2024: 1}, 1)


def test_the_bounds_that_the_documentation_tells_are_those_of_the_rule():
    bounds = re.findall(r"more\s+than (\d+)\s+of (\d+)", PAGE)
    assert len(bounds) == 3
    assert {int(of): int(bound) for bound, of in bounds} == {of: most_by_chance(of, KEPT) for of in (7, 60, 400)}  # fmt: skip
    assert "when all of 3\nreports are gone" in PAGE
    assert most_by_chance(3, KEPT) == 2
    for rule in ("minimum", "kept", "next", "peak"):
        assert f"\n| `{rule}` |" in PAGE
