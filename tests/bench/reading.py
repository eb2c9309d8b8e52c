"""This module measures what reading costs: against the bare parse of the same bytes, by stage."""

from collections.abc import Callable
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from parsers import agreement, extract, recognise, shapes
from parsers.decode import decode
from parsers.documents import read_document
from parsers.extract import _read as read_tables
from parsers.metadata import metadata
from parsers.page import Page
from parsers.proof import prove
from parsers.prose import cross_checks
from parsers.readers.sniffing import sniff
from parsers.recognise import TABLES, parts
from parsers.sections import sections
from schemas.capture import Capture
from scraper.reading import reading
from tests.bench import pages
from tests.bench.document import keep, spread, table
from tests.bench.ratios import ratios

Calls = dict[str, Callable[[], object]]
_BASE = "bare selectolax parse"


@cache
def bodies(size: int | None) -> tuple[bytes, ...]:
    """The pages of one size; of all sizes, as portals have them, where none is said."""
    if size is None:
        return tuple(pages.mixed(len(pages.MIX)))
    return tuple(pages.page(size, number) for number in range(4))


def bare(body: bytes) -> object:
    """The floor: bytes to text to tree, and nothing read."""
    return LexborHTMLParser(body.decode())


def read_and_prove(capture: Capture) -> object:
    """Both readings of the three tables and their proof: every figure judged, no metadata."""
    page, _ = read_document(capture)
    tables = read_tables(parts(page.grids))
    return [prove(name, tables.get(name)) for name in TABLES]


def new_shapes(capture: Capture) -> object:
    """The same for a page whose tables are of a shape never met before."""
    recognise._owned.cache_clear()
    agreement._read_well.cache_clear()
    shapes._unless_figure.cache_clear()
    return read_and_prove(capture)


def _over(call: Callable[[Capture], object], captures: list[Capture]) -> Callable[[], object]:
    return lambda: [call(one) for one in captures]


def _wholes(captures: list[Capture]) -> Calls:
    return {
        _BASE: lambda: [bare(one.body) for one in captures],
        "page: text and tables in order": _over(read_document, captures),
        "read and proved": _over(read_and_prove, captures),
        "the same, shapes never met": _over(new_shapes, captures),
        "`extract`: metadata, sections, prose too": _over(extract, captures),
        "to the JSON that a worker sends": lambda: [reading(c, extract(c)) for c in captures],
    }


def _stages(captures: list[Capture]) -> Calls:
    """Each stage alone, given what the stage before made."""
    read = [read_document(one)[0] for one in captures]
    found = [parts(page.grids) for page in read]
    tables = [read_tables(one) for one in found]
    prose = [sections(page) for page in read]
    reports = [extract(one) for one in captures]

    def over(call: Callable[[Page], object]) -> Callable[[], object]:
        return lambda: [call(page) for page in read]

    return {
        _BASE: lambda: [bare(one.body) for one in captures],
        "sniff": lambda: [sniff(one.body, one.name) for one in captures],
        "decode": lambda: [decode(one.body) for one in captures],
        "parse and page": _over(read_document, captures),
        "recognise": over(lambda page: parts(page.grids)),
        "two readings, records": lambda: [read_tables(one) for one in found],
        "proof": lambda: [prove(n, one.get(n)) for one in tables for n in TABLES],
        "metadata": over(metadata),
        "sections": over(sections),
        "prose checks": lambda: [cross_checks(one, lambda *_: None) for one in prose],
        "JSON and digest": lambda: [
            reading(capture, report) for capture, report in zip(captures, reports, strict=True)
        ],
    }


def measure(rounds: int, command: str) -> None:
    """Write the sections on whole readings, at each size and mixed, and on stages."""
    sets = {**{f"{size} KB": bodies(size) for size in pages.SIZES}, "mixed": bodies(None)}
    captures = {
        name: [Capture(body=body, name="page.html") for body in found]
        for name, found in sets.items()
    }
    columns = [ratios(_BASE, _wholes(captures[name]), rounds) for name in sets]
    heads = [
        f"{name} ({column[0].milliseconds / len(captures[name]):.2f} ms)"
        for name, column in zip(sets, columns, strict=True)
    ]
    rows = [(row[0].name, *map(spread, row)) for row in zip(*columns, strict=True)]
    keep("Reading a page", command, table(("Ratio to the bare parse of", *heads), rows))
    mixed = captures["mixed"]
    staged = ratios(_BASE, _stages(mixed), rounds)
    rows = [(one.name, f"{one.milliseconds / len(mixed):.3f}", spread(one)) for one in staged]
    keep("Stage by stage", command, table(("Mixed pages", "ms a page", "ratio"), rows))
