"""This module measures the same report in each kind of document that portals attach."""

from importlib.util import find_spec

from parsers import extract
from schemas.capture import Capture
from schemas.report import Status
from tests.bench import pages
from tests.bench.document import keep, spread, table
from tests.bench.ratios import ratios
from tests.bench.reading import bare, each
from tests.documents import as_docx, as_pdf, sample
from tests.render import Layout, specimen

_BASE = "bare parse of a page of 40 KB"
_REPORTS = 2  # of each kind


def measure(rounds: int, command: str) -> None:
    """Write the section on kinds of documents; what is measured is proved."""
    html = pages.page(40)
    seeds = range(_REPORTS)
    kinds = {
        "HTML, 40 KB": [pages.page(40, seed) for seed in seeds],
        "text, flattened to cells and bars": [
            specimen(seed, Layout(flat="padded pipes")).text.encode() for seed in seeds
        ],
        "DOCX": [as_docx(sample(seed)) for seed in seeds],
        "PDF": [as_pdf(sample(seed)) for seed in seeds],
    }
    calls = {_BASE: each(bare, [html] * _REPORTS)}
    for name, bodies in kinds.items():
        captures = [Capture(body=body) for body in bodies]
        if any(extract(one).status is not Status.PROVED for one in captures):
            raise ValueError(f"{name}: what is to be measured is not proved")
        calls[name] = each(extract, captures)
    found = ratios(_BASE, calls, rounds)
    rows = [(one.name, f"{one.milliseconds / _REPORTS:.1f}", spread(one)) for one in found]
    note = (
        "Scans and pictures are read by `rapidocr`, which takes seconds a page and was "
        f"{'' if find_spec('rapidocr') else 'not '}installed here; it is not measured."
    )
    heads = ("`extract`", "ms of a core a report", "ratio")
    keep("Kinds of page", command, f"{table(heads, rows)}\n\n{note}")
