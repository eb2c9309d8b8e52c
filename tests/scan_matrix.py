"""This module scans reports at many resolutions, skews and noises, and counts how they are read.

Run as a module it prints a table: `python -m tests.scan_matrix --count 20`. What must never be is a
figure that differs from the printed one in a table called proved.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, product
from random import Random
from typing import NamedTuple

from parsers import NotAReport
from parsers.form_words import TABLES
from schemas.report import Report, Status
from tests.damage import DAMAGES
from tests.documents import as_pdf, differences, read, sample
from tests.render import Specimen
from tests.scanned import numpy, tiff

_FORMS = ("2021", "2019")
_DPI = (200, 150, 100)
_SKEWS = (0.0, 0.3, -0.7, 1.0, -1.5, 2.0)
_NOISES = (4.0, 12.0, 20.0)
_QUALITIES = (None, 85, 50)  # of JPEG, as most scanners keep their pages; None loses nothing
_CLEAN = ((0.0,), (0.0,), (None, 85, 60))  # skews, noises and qualities of screenshots
_HEADS = ("damage", "dpi", "skew", "scans", "figures", "right", "unread", "computed", "computed wrong",
          "wrong", "proved", "false proofs", "statuses of 三", "seconds a scan")  # fmt: skip


class Scan(NamedTuple):
    """One scan: a form with figures by seed, and how it was scanned."""

    dpi: int
    skew: float
    noise: float
    quality: int | None
    form: str
    seed: int
    damage: str = "none"


def scanned(scan: Scan) -> tuple[Counter[str], list[str]]:
    """How a scan was read, counted, and a line for each figure that is not the printed one."""
    one = sample(scan.seed, scan.form)
    random = numpy.random.default_rng(scan.seed)
    body = tiff(
        as_pdf(one), scan.dpi, scan.skew, scan.noise, scan.quality,
        lambda pages: DAMAGES[scan.damage](pages, random),
    )  # fmt: skip
    start = time.process_time()
    try:
        report = read(body)
    except NotAReport as reason:
        return Counter({"figures": len(one.figures), "unread": len(one.figures)}), [str(reason)]
    counts = Counter({"seconds": round(time.process_time() - start)})
    return counts + counted(one, report), list(_told(one, report))


def counted(one: Specimen, report: Report) -> Counter[str]:
    """The figures of a report by how they were read, and its tables by what they are called."""
    differ = differences(one, report)
    wrong = {place for place, (_, told) in differ.items() if told is not None}
    proved = {name for name in TABLES if report.tables[name].status is Status.PROVED}
    computed = [(r.proposed, one.figures.get((r.table, r.row, r.column))) for r in report.repairs]
    return Counter(
        {
            "figures": len(one.figures),
            "right": len(one.figures) - len(differ),
            "unread": len(differ) - len(wrong),
            "wrong": len(wrong),
            "computed": sum(proposed == printed for proposed, printed in computed),
            "computed wrong": sum(proposed != printed for proposed, printed in computed),
            "proved": len(proved),
            "false proofs": len({table for table, _, _ in differ} & proved),
            f"三 {report.tables['requests'].status}": 1,
        }
    )


def _told(one: Specimen, report: Report) -> Iterator[str]:
    for place, (printed, told) in differences(one, report).items():
        yield f"{'.'.join(place)}: {told} for {printed}"


def matrix(count: int, dpi: tuple[int, ...], first: int, clean: bool = False) -> Iterator[Scan]:
    """So many scans of all that there could be, drawn by a seed; each resolution as often."""
    random = Random(first)
    ways = (*(_CLEAN if clean else (_SKEWS, _NOISES, _QUALITIES)), _FORMS)
    for number, each in zip(range(count), cycle(dpi), strict=False):
        drawn = [random.choice(values) for values in ways]
        yield Scan(each, *drawn, first + number)


def damaged(count: int, first: int) -> Iterator[Scan]:
    """So many scans of each kind of damage, otherwise good ones."""
    for number, damage in product(range(first, first + count), DAMAGES):
        yield Scan(200, 0.3, 6.0, 75, _FORMS[number % 2], number, damage)


def _row(key: tuple[str, int, float], counts: Counter[str]) -> list[str]:
    statuses = ", ".join(f"{n} {k[2:]}" for k, n in sorted(counts.items()) if k.startswith("三"))
    seconds = counts["seconds"] / counts["scans"]
    numbers = [str(counts[name]) for name in _HEADS[3:12]]
    return [*map(str, key), *numbers, statuses, f"{seconds:.0f}"]


def main() -> int:
    """Read so many scans and print how; 1 where a table was called proved that is not as printed."""
    words = argparse.ArgumentParser(prog="python -m tests.scan_matrix", description=main.__doc__)
    words.add_argument("--count", type=int, default=12)
    words.add_argument("--dpi", type=int, nargs="+", default=list(_DPI))
    words.add_argument("--first", type=int, default=1)
    words.add_argument("--clean", action="store_true", help="as screenshots: level, without noise")
    words.add_argument("--damaged", action="store_true", help="so many of each kind of damage")
    told = words.parse_args()
    table: dict[tuple[str, int, float], Counter[str]] = {}
    every = matrix(told.count, tuple(told.dpi), told.first, told.clean)
    for scan in damaged(told.count, told.first) if told.damaged else every:
        counts, lines = scanned(scan)
        table.setdefault((scan.damage, scan.dpi, abs(scan.skew)), Counter()).update(counts, scans=1)
        print(*scan, *lines, sep="\n  ", file=sys.stderr, flush=True)
    print(*_HEADS, sep=" | ")
    for key, counts in sorted(table.items(), reverse=True):
        print(*_row(key, counts), sep=" | ")
    return 1 if any(counts["false proofs"] for counts in table.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
