"""This module measures the same report in each kind of document that portals attach."""

from importlib.util import find_spec

from parsers import extract
from schemas.capture import Capture
from schemas.report import Status
from tests.bench import pages
from tests.bench.document import keep, spread, table
from tests.bench.ratios import Ratio, ratios
from tests.bench.reading import bare, each
from tests.documents import as_docx, as_pdf, sample
from tests.render import Layout, specimen

_BASE = "bare parse of a page of 40 KB"
_REPORTS = 2  # of each kind
_SCAN_ROUNDS = 2  # each takes a minute of a core
_RECOGNISED = all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def measure(rounds: int, command: str) -> None:
    """Write the section on kinds of documents; what is measured is proved."""
    seeds = range(_REPORTS)
    papers = [as_pdf(sample(seed)) for seed in seeds]
    kinds = {
        "HTML, 40 KB": [pages.page(40, seed) for seed in seeds],
        "text, flattened to cells and bars": [
            specimen(seed, Layout(flat="padded pipes")).text.encode() for seed in seeds
        ],
        "DOCX": [as_docx(sample(seed)) for seed in seeds],
        "PDF": papers,
    }
    scanned = {"scan, 200 dpi, 3 pages": _scans(papers)} if _RECOGNISED else {}
    found = [
        *_measured(kinds, rounds),
        *_measured(scanned, min(rounds, _SCAN_ROUNDS))[1:],  # the base is in the first already
    ]
    rows = [(one.name, f"{one.milliseconds / _REPORTS:.1f}", spread(one)) for one in found]
    note = (
        f"Scans are read by `rapidocr`; they are measured {_SCAN_ROUNDS} times."
        if _RECOGNISED
        else "Scans and pictures are read by `rapidocr`, which was not installed here "
        "(`pip install 'gongkai[ocr]'`); they are not measured."
    )
    heads = ("`extract`", "ms of a core a report", "ratio")
    keep("Kinds of page", command, f"{table(heads, rows)}\n\n{note}")


def _measured(kinds: dict[str, list[bytes]], rounds: int) -> list[Ratio]:
    """Each kind against the bare parse; asserts that what is measured is proved."""
    calls = {_BASE: each(bare, [pages.page(40)] * _REPORTS)}
    for name, bodies in kinds.items():
        captures = [Capture(body=body) for body in bodies]
        if any(extract(one).status is not Status.PROVED for one in captures):
            raise ValueError(f"{name}: what is to be measured is not proved")
        calls[name] = each(extract, captures)
    return ratios(_BASE, calls, rounds)


def _scans(papers: list[bytes]) -> list[bytes]:
    from tests.scanned import tiff  # noqa: PLC0415 - its libraries are those of an extra

    return [tiff(body, 200, 0.5, 8) for body in papers]
