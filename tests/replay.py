"""This module prints thirty monthly crawls of a few portals: they grow, and ordinary things happen.

    python -m tests.replay 30          thirty replays, a line each: what was told, what was not

Agencies come and go, publish early or late, print zeros, slips and pictures, leave fields out and
correct what they published; a page may be out of reach for a night. Everything follows from the seed.
Five of the runs are broken, each in its own way and at one portal: BREAKAGES says what must be told.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from parsers.extract import extract
from schemas.capture import Capture, Registrant
from schemas.form import Form, forms
from scraper.gate.expectations import Expectations
from scraper.gate.publication import Published, publish
from scraper.reading import Reading, make_reading
from tests.printing import prose, tables
from tests.printing.markup import MARKUP
from tests.printing.skins import SKINS, Article
from tests.printing.tables import Lines
from tests.printing.wounds import swapped_headers
from tests.render import as_html, true_figures
from tests.reports import stored

RUNS = 30
FIRST = 2019  # the first run is of November 2023: four years are there
SEASONS = {2023: 2, 2024: 14, 2025: 26}  # the run of January in which a year's reports begin
PORTALS = {"haiyan": 16, "ningchuan": 8, "yunling": 6, "anlan": 5, "baishui": 1, "linjiang": 1,
           "shiquan": 1, "qingpu": 1}  # fmt: skip
_PLACES = dict(
    zip(PORTALS, ("海晏", "宁川", "云岭", "安澜", "白水", "临江", "石泉", "青浦"), strict=True)
)
_FIRST, _SECOND = "水民教财档体", "务政育源案化规划计商卫林"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a portal serves it."""

    portal: str
    agency: str
    year: int
    since: int  # the run from which it is there
    number: bool = True
    zeros: bool = False
    slip: bool = False
    picture: bool = False
    corrected: bool = False
    label: str = "索引号"
    table: str = "as prescribed"


@dataclass(frozen=True, slots=True)
class Breakage:
    """What goes wrong at a portal in one run, and the measure that must report it."""

    portal: str
    change: Callable[[Page, int], Page | None]
    measure: str
    rule: str


def _every_second(page: Page, run: int) -> Page | None:
    return page if Random(f"listed{page.agency}{page.year}").random() < 0.5 else None


def _relabelled(page: Page, run: int) -> Page:
    return replace(page, label="信息编码") if page.since == run else page


BREAKAGES = {
    5: Breakage("ningchuan", lambda page, _: replace(page, table="boxes"), "read.requests", "kept"),
    10: Breakage("haiyan", _every_second, "reports", "kept"),
    14: Breakage("haiyan", _relabelled, "filled.index_number", "next"),
    20: Breakage(
        "yunling", lambda page, _: None if page.year in (2020, 2021) else page, "reports.2020", "kept"
    ),
    25: Breakage("anlan", lambda page, _: replace(page, table="swapped"), "proved.requests", "kept"),
}  # fmt: skip


def served(run: int, seed: int = 1, broken: bool = True) -> Iterator[Page]:
    """The pages that a crawl of that run has, breakage and all; `broken` False leaves that out."""
    breakage = BREAKAGES.get(run) if broken else None
    for page in _pages(seed):
        away = Random(f"{seed}{run}{page.agency}{page.year}").random() < 0.004
        there = page.since <= run < _leaves(seed, page.portal, page.agency)
        if not there or away:
            continue
        shown = replace(page, corrected=page.corrected and run > page.since + 4)
        if breakage and page.portal == breakage.portal:
            changed = breakage.change(shown, run)
            if changed is None:
                continue
            shown = changed
        yield shown


@cache
def _pages(seed: int) -> tuple[Page, ...]:
    return tuple(
        page
        for portal, count in PORTALS.items()
        for number in range(count)
        for page in _of_agency(seed, portal, number)
    )


def _of_agency(seed: int, portal: str, number: int) -> Iterator[Page]:
    agency = f"{_PLACES[portal]}市{_FIRST[number % 6]}{_SECOND[number // 2 % 12]}局"
    random = Random(f"{seed}{agency}")
    comes = random.randint(1, RUNS) if random.random() < 0.06 and PORTALS[portal] > 1 else 0
    if portal == "qingpu":
        comes = 8  # a portal that is new to the registry
    for year in range(FIRST, 2026):
        season = SEASONS.get(year, 0)
        since = season and season + random.choice((0, 0, 0, 0, 1, 1, 2))  # most by 31 January
        chances = {
            "number": random.random() > 0.04,
            "zeros": random.random() < 0.08,
            "slip": random.random() < 0.05,
            "picture": random.random() < 0.01,
            "corrected": random.random() < 0.04,
        }
        if random.random() > 0.02:  # a year that was never published
            yield Page(portal, agency, year, max(since, comes), **chances)


@cache
def _leaves(seed: int, portal: str, agency: str) -> int:
    random = Random(f"leaves{seed}{agency}")
    gone = PORTALS[portal] > 5 and random.random() < 0.05
    return random.randint(1, RUNS) if gone else RUNS


def replayed(folder: Path, seed: int, broken: bool = True) -> Iterator[tuple[int, Published]]:
    """Build and publish the runs in turn; `reports.db` in the folder is what readers open."""
    new = folder / "build.db"
    for run in range(RUNS):
        build(new, served(run, seed, broken))
        yield run, publish(new, folder / "reports.db", Expectations())
        new.unlink()


def is_told(run: int, told: Published) -> bool:
    """Whether a run's breakage is reported for its portal alone and by its measure; without one, whether nothing is reported."""
    breakage = BREAKAGES.get(run)
    if breakage is None:
        return told.published
    found = {(one.rule, one.measure) for one in told.failures}
    places = {one.portal for one in told.failures}
    return places == {breakage.portal} and (breakage.rule, breakage.measure) in found


def build(database: Path, pages: Iterator[Page]) -> None:
    """Extract pages into a new database, as `extract` does; a page is read once, however often asked."""
    stored(database, (_read(page) for page in pages))


@cache
def _read(page: Page) -> Reading:
    one = capture(page)
    return make_reading(one, extract(one))


def capture(page: Page) -> Capture:
    """The page as a crawl captured it."""
    return Capture(
        body=printed(page),
        url=f"http://{page.portal}.example/art/{page.agency}/{page.year}.html",
        media_type="text/html",
        registrant=Registrant(portal=page.portal, agency=f"{_PLACES[page.portal]}市人民政府"),
    )


def printed(page: Page) -> bytes:
    """The page's bytes."""
    number = f"11330800{len(page.agency):05}/{page.year}-{page.since:05}" if page.number else None
    day = f"{page.year + 1}-0{3 if page.corrected else 1}-20"
    article = Article(page.agency, page.year, number, page.agency, published_on=day)
    return SKINS["jpaas"](article, _body(page)).replace("索引号", page.label).encode()


def _body(page: Page) -> str:
    form = forms()["2019" if page.year < 2021 else "2021"]
    parts = ["", "", ""] if page.picture else _tables(form, page)
    return as_html(prose.around(page.year, parts))


def _tables(form: Form, page: Page) -> list[str]:
    random = Random(f"{page.agency}{page.year}{page.corrected}")
    figures = true_figures(form, random.randrange(10**6))
    if page.zeros:
        figures = dict.fromkeys(figures, 0)
    if page.slip:
        place = ("requests", "granted", "total")
        figures[place] = int(figures[place] or 0) + 3
    two, three, four = tables.three_tables(form, figures)
    if page.table == "swapped":
        three = swapped_headers(three, form.tables["requests"], random).lines
    mark = _boxes if page.table == "boxes" else MARKUP["clean"]
    return [mark(part) for part in (two, three, four)]


def _boxes(lines: Lines) -> str:
    """A table drawn with boxes that a script places: no row, no column, no order that can be told."""
    cells = sorted(cell.text for line in lines for cell in line)
    return "".join(f"<div class='cell'>{text}</div>" for text in cells)


def _main(seeds: int) -> None:
    wrong = 0
    for seed in range(1, seeds + 1):
        with TemporaryDirectory() as folder:
            ended = {run: is_told(run, told) for run, told in replayed(Path(folder), seed)}
        missed = [run for run in BREAKAGES if not ended[run]]
        alarms = [run for run in ended if run not in BREAKAGES and not ended[run]]
        wrong += len(missed) + len(alarms)
        print(
            f"seed {seed}: {RUNS} runs, {len(BREAKAGES)} broken; missed {missed}, false alarms {alarms}"
        )
        _read.cache_clear()
    print(f"{seeds * RUNS} runs, {seeds * len(BREAKAGES)} broken: {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    _main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
