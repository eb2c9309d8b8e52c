"""No text makes a pattern take long: documents full of what each pattern looks for, in every place."""

import contextlib
import importlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parsers import NotAReport, extract
from parsers.listings import engines as listings
from parsers.patterns import Late
from schemas.capture import Capture
from tests.answers import answer, page
from tests.stretching import stretched
from tests.yardstick import within

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
LENGTH = 1_200
SECONDS = 5.0
EVERY_DAY = (120, 0.5)  # length and seconds: what is catastrophic at the full length is so here too
SLOW = pytest.param(LENGTH, SECONDS, marks=pytest.mark.slow)
TITLE = "甲县财政局2023年政府信息公开工作年度报告"
SIGNS = " ?(（[《:：，。-—/|0１年月一a\x00"


def patterns(package: str) -> Iterator[tuple[str, re.Pattern[str] | Late]]:
    """Every pattern of text that a module of the package holds, by name."""
    for path in sorted((ROOT / package).rglob("*.py")):
        if path.stem == "__main__":
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        try:
            module = importlib.import_module(name)
        except ImportError:  # a reader whose extra is not installed
            continue
        for key, value in vars(module).items():
            if isinstance(value, re.Pattern | Late) and isinstance(value.pattern, str):
                yield f"{name}.{key}", value


def runs(pattern: str) -> list[str]:
    """Long runs of the pattern's own signs and of all signs that may matter, alone and in pairs."""
    own = "".join(dict.fromkeys(c for c in pattern if c not in "\\[]{}|^$?*"))[:40]
    single = [c * LENGTH for c in dict.fromkeys(own + SIGNS)]
    pairs = [(a + b) * (LENGTH // 2) for a, b in itertools.pairwise(own)]
    return [*single, *pairs, (own * LENGTH)[:LENGTH]]


def documents(found: list[str]) -> Iterator[bytes]:
    """A text and a page with those runs as titles, labels, values, prose and cells."""
    lines = [TITLE, *found, *(f"索引号:{run}" for run in found), "一、总体情况", *found]
    yield "\n".join(lines).encode()
    cells = "".join(f"<tr><td>规章</td><td>{run}</td><td>1</td></tr>" for run in found)
    prose = "".join(f"<p>{run}</p>" for run in found)
    yield f"<title>{TITLE}</title>{prose}<table>{cells}</table>{prose}".encode()


def cases(listed: bool) -> Iterator[Any]:
    """The runs of the patterns of each module that reads listings, or of each that reads documents.

    Each run is there once: with the first module that has it.
    """
    met: set[str] = set()
    for name, found in itertools.groupby(
        patterns("parsers"), lambda one: one[0].rpartition(".")[0]
    ):
        if (".listings" in name) is not listed:
            continue
        every = (run for _, pattern in found for run in runs(pattern.pattern))
        new = [run for run in dict.fromkeys(every) if run not in met]
        met.update(new)
        if new:
            yield pytest.param(name, new, id=name)


@pytest.mark.parametrize(
    ("length", "seconds"), [(400, 0.6), pytest.param(1_500, 2, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("package", ["parsers", "scraper"])
def test_no_pattern_takes_long_for_a_text_that_almost_fits(package, length, seconds):
    """One that tries all ways to share out blanks among two repetitions takes the cube of their number."""
    for name, pattern in dict(patterns(package)).items():
        for text in stretched(pattern, length):
            with within(seconds, name):
                pattern.search(text)


@pytest.mark.parametrize(("length", "seconds"), [EVERY_DAY, SLOW])
@pytest.mark.parametrize(("name", "found"), [*cases(listed=False)])
def test_a_document_full_of_what_a_pattern_looks_for_is_read_in_time(name, found, length, seconds):
    for document in documents([run[:length] for run in found]):
        with within(seconds, name), contextlib.suppress(NotAReport):
            extract(Capture(body=document))


@pytest.mark.parametrize(("length", "seconds"), [(60, 1.5), SLOW])
@pytest.mark.parametrize(("name", "found"), [*cases(listed=True)])
def test_a_listing_full_of_what_a_pattern_looks_for_is_read_in_time(name, found, length, seconds):
    found = [run[:length] for run in found]
    rows = "".join(
        f'<li><a href="{run}" onclick="{run}">{run}</a><i>{run}</i></li>' for run in found
    )
    told = answer(page(f"<ul>{rows}</ul><script>{' '.join(found)}</script>"))
    engine = name.rpartition(".")[2]
    with within(seconds, name):
        listings.read(told, engine if engine in listings.ENGINES else "auto")
        listings.find_column_links(told)
        listings.find_attachments(told)


@pytest.mark.parametrize(
    "begun", ["<script>", "<script ", "<style>", "<!--", "<a href='", "<select>"]
)
def test_a_listing_of_elements_that_are_begun_and_never_ended_is_read_in_time(begun):
    told = answer(page(begun * 10_000))
    with within(SECONDS):
        listings.read(told, "auto")
        listings.find_column_links(told)
        listings.find_attachments(told)


@pytest.mark.parametrize("blanks", [" " * 40_000, " \n" * 20_000])
def test_xml_with_long_runs_of_blanks_are_read_in_time(blanks):
    with within(SECONDS):
        listings.read(answer(f"<?xml version='1.0'?><a>{blanks}<b>"), "auto")
