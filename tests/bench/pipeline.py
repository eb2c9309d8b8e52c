"""This module measures the way from a folder of pages to the database, with one worker and with two."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from scraper.extract import extract
from scraper.log import kept_in
from tests.bench import pages
from tests.bench.document import keep, spread, table
from tests.bench.ratios import Ratio, ratios
from tests.bench.reading import bare, each

PAGES = 1000
_BASE = "file read and bare parse"
_MILLION = 1_000_000


def measure(rounds: int, command: str) -> None:
    """Write the section on pages to SQLite, with what it means for a million of them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pages"
        size = pages.write(folder, PAGES)
        found = ratios(_BASE, _calls(folder, Path(place)), rounds, perf_counter)
    by_name = {one.name: one for one in found}
    rows = [(one.name, f"{one.milliseconds / PAGES:.2f}", spread(one)) for one in found]
    heads = (
        f"{PAGES:,} mixed pages ({size // PAGES // 1000} KB in the mean)",
        "ms a page",
        "ratio",
    )
    keep("From page to SQLite", command, f"{table(heads, rows)}\n\n{_projection(by_name)}")


def _calls(folder: Path, place: Path) -> dict[str, Callable[[], object]]:
    files = sorted(folder.rglob("*.html"))

    def filled(workers: int, log: Path | None = None) -> object:
        with tempfile.TemporaryDirectory(dir=place) as fresh, kept_in(log):
            return extract(Path(fresh) / "reports.db", [folder], workers=workers)

    return {
        _BASE: each(lambda file: bare(file.read_bytes()), files),
        "to SQLite, one process": lambda: filled(1),
        "the same, with a log": lambda: filled(1, place / "log"),
        "to SQLite, two workers": lambda: filled(2),
    }


def _projection(found: dict[str, Ratio]) -> str:
    one, two = (found[f"to SQLite, {name}"].milliseconds for name in ("one process", "two workers"))
    minutes = two / PAGES * _MILLION / 60_000
    return (
        f"Two workers are {one / two:.2f} times one process. A million such pages on two cores: "
        f"**{minutes:.0f} minutes**, as busy as this machine was."
    )
