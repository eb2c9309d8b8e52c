"""This module measures archives of the whole web: how many records a second, and the reports in them."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from scraper.extract import extract
from scraper.inputs.captures import captures
from tests.archives import Answer, answer, write
from tests.bench import pages
from tests.bench.document import keep, table

RECORDS = 3000
_A_REPORT = 100  # one record of so many is a report
_ENGLISH = "The committee met on Monday to discuss the budget for the coming year. "
_CHINESE = "本店新品上市，满三百减五十，欢迎新老顾客选购，支持七天无理由退换，全国包邮。"
_OFFICIAL = "市政府召开常务会议，研究部署安全生产工作，要求各部门主动公开进展，接受群众监督。"


def measure(rounds: int, command: str) -> None:
    """Write the section on archives."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "crawl.warc.gz"
        held = _write(file)
        passed: list[str] = []
        every = median(_timed(lambda: sum(1 for _ in captures(file))) for _ in range(rounds))
        sieved = median(
            _timed(lambda: sum(1 for _ in captures(file, passed.append))) for _ in range(rounds)
        )
        told = extract(Path(place) / "a.db", [file])
        whole = median(
            _timed(lambda n=n: extract(Path(place) / f"{n}.db", [file])) for n in range(rounds)
        )
    megabytes = held / 1e6
    rows = [
        ("records out of the archive", f"{RECORDS / every:,.0f}", f"{megabytes / every:,.0f}"),
        ("the same, sieved by their bytes", f"{RECORDS / sieved:,.0f}", f"{megabytes / sieved:,.0f}"),
        ("to SQLite, one process", f"{RECORDS / whole:,.0f}", f"{megabytes / whole:,.0f}"),
    ]  # fmt: skip
    text = table(("One gzip WARC of the whole web", "records/s", "MB/s"), rows)
    keep("Archives", command, f"{text}\n\n{_told(told.outcomes, told.skipped)}")


def _told(outcomes: dict[str, int], skipped: dict[str, int]) -> str:
    passed = sum(skipped.values())
    return (
        f"Of {RECORDS:,} records {passed:,} were passed over as no reports before they were decoded; "
        f"{sum(outcomes.values()):,} were read, and {outcomes.get('report', 0):,} are reports, "
        f"as many as were put in."
    )


def _timed(call: Callable[[], object]) -> float:
    begun = perf_counter()
    call()
    return perf_counter() - begun


def _write(file: Path) -> int:
    """Write the archive: of a hundred pages one is a report, eight are Chinese, two of an office."""
    held = []

    def answers() -> Iterator[Answer]:
        for number, body in enumerate(_bodies()):
            held.append(len(body))
            yield answer(f"https://site{number % 97}.example/{number}.html", body, "text/html")

    with file.open("wb") as stream:
        write(stream, answers())
    return sum(held)


def _bodies() -> Iterator[bytes]:
    random = Random(6)
    for number in range(RECORDS):
        kind = number % _A_REPORT
        if kind == 0:
            yield pages.page(40, number)
            continue
        words = _OFFICIAL if kind < 3 else _CHINESE if kind < 9 else _ENGLISH
        size = random.randint(5_000, 60_000)
        paragraphs = "".join(f"<p class='p{n}'>{words}</p>\n" for n in range(size // 100))
        yield f"<!DOCTYPE html><html><head><title>{number}</title></head><body>{paragraphs}".encode()
