"""This module compares the reading of a page with pandas, bs4 and trafilatura.

Each race is run within one process beside the same bare parse, so that the ratios can be compared.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from schemas.capture import Capture
from tests.bench import pages
from tests.bench.document import keep, table
from tests.bench.peers import environment
from tests.bench.ratios import ratios
from tests.bench.reading import bare, each, read_and_prove

PINNED = (
    "selectolax==1.0.2", "pandas==3.1.1", "lxml==6.1.3", "beautifulsoup4==4.15.0", "html5lib==1.1",
    "trafilatura==2.3.1", "lxml_html_clean==0.4.6",
)  # fmt: skip
_SCRIPT = Path(__file__).with_name("peer_readers.py")
_PAGES = 4  # of each size
_OURS = "gongkai: read and proved"


def against_peers(rounds: int, command: str) -> None:
    """Write the section on peers that read pages; every size is read in the peers' environment."""
    python = environment(*PINNED)
    columns: list[dict[str, float]] = []
    for size in pages.SIZES:
        with tempfile.TemporaryDirectory() as place:
            for number in range(_PAGES):
                (Path(place) / f"{number}.html").write_bytes(pages.page(size, number))
            told = subprocess.check_output([python, _SCRIPT, place, str(rounds)])
        columns.append({_OURS: _ours(size, rounds)} | json.loads(told))
    rows = [
        (name, *(f"**{one[name]:.1f}** ({one[name] / one[_OURS]:.1f} ×)" for one in columns))
        for name in columns[0]
    ]
    heads = ("Ratio to the bare parse of", *(f"{size} KB" for size in pages.SIZES))
    pinned = ", ".join(f"`{one}`" for one in PINNED)
    note = f"In brackets how many times ours. Peers read; none proves. Pinned: {pinned}."
    keep("Peers", command, f"{table(heads, rows)}\n\n{note}")


def _ours(size: int, rounds: int) -> float:
    captures = [Capture(body=pages.page(size, number)) for number in range(_PAGES)]
    calls = {
        "bare": each(lambda one: bare(one.body), captures),
        "ours": each(read_and_prove, captures),
    }
    return next(one.ratio for one in ratios("bare", calls, rounds * 5) if one.name == "ours")
