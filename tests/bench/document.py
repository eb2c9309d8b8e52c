"""This module keeps docs/benchmarks.md: a section a benchmark, written by the command that ran it.

Where other programs have the processors, what is measured is printed and not kept, unless that is asked for.
"""

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.ratios import Ratio

LOAD = os.getloadavg()[0]  # as the run began: later it is that of the run itself
ASKED = "GONGKAI_BENCH_BUSY"  # set, in the environment, it keeps what a busy machine has measured
DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by the commands named below, never by hand. Times differ from machine to machine and from
hour to hour; ratios taken in turn in one run hardly do, so ratios are what is promised. Each is the
median over the rounds, with its tenth and ninetieth percentile.
"""
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_ORDER = (
    "Reading a page", "Stage by stage", "From page to SQLite", "Growth", "Archives", "Kinds of page",
    "Crawling", "Peers", "A million reports",
)  # fmt: skip


def keep(title: str, command: str, text: str) -> None:
    """Put a section in its place, with the machine, the command and the day; the others stay."""
    print(f"\n## {title}\n\n{text}", flush=True)
    if _cores() < LOAD and ASKED not in os.environ:
        print(
            f"\n{DOCUMENT.name} stays as it is: as the run began the load was {LOAD:.1f}, above the number of"
            f" cores, {_cores()}. Set {ASKED}=1 to keep the figures all the same.",
            flush=True,
        )
        return
    sections = _sections() | {title: f"{_where(command)}\n\n{text}"}
    ordered = sorted(sections, key=lambda one: _ORDER.index(one) if one in _ORDER else len(_ORDER))
    body = "\n".join(f"## {one}\n\n{sections[one]}\n" for one in ordered)
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(f"{_HEAD}\n{body}", encoding="utf-8")


def _sections() -> dict[str, str]:
    if not DOCUMENT.exists():
        return {}
    _, *parts = _SECTION.split(DOCUMENT.read_text(encoding="utf-8"))
    return {title: text.strip() for title, text in zip(parts[::2], parts[1::2], strict=True)}


def _where(command: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"`{command}` on {today}: {_cores()} cores ({_processor()}) under a load of {LOAD:.0f}, Python {python}, "
        f"selectolax {version('selectolax')}, pydantic {version('pydantic')}."
    )


def _cores() -> int:
    from scraper.extract import cores  # noqa: PLC0415  (needs the program's own dependencies)

    return cores()


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", told.read_text()) if told.exists() else []
    return names[0] if names else platform.machine()


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, its first column text and the others figures."""
    lines = [heads, ["---", *("--:" for _ in heads[1:])], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def spread(one: Ratio) -> str:
    """A ratio with its spread, as the tables print it."""
    return f"**{one.ratio:.2f}** ({one.low:.2f}–{one.high:.2f})"
