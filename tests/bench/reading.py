"""This module measures what reading costs: against the bare parse of the same bytes, by stage."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from parsers import extract, recognise
from parsers.decode import decode
from parsers.documents import read_document
from parsers.form_words import TABLES
from parsers.metadata import read_metadata
from parsers.parsed_document import Tables, read_tables
from parsers.proof import prove
from parsers.prose import check_prose
from parsers.readers.sniffing import sniff
from parsers.recognise import find_tables
from parsers.sections import sections
from parsers.tables import agreement, shapes
from schemas.capture import Capture
from scraper.reading import make_reading
from tests.bench import pages
from tests.bench.document import keep, spread, table
from tests.bench.ratios import ratios

Calls = dict[str, Callable[[], object]]
_BASE = "bare selectolax parse"


@cache
def bodies(size: int | None) -> tuple[bytes, ...]:
    """The pages of one size, or of mixed sizes as portals have them."""
    if size is None:
        return tuple(pages.mixed(len(pages.MIX)))
    return tuple(pages.page(size, number) for number in range(4))


def bare(body: bytes) -> object:
    """The floor: bytes to text to tree, and nothing read."""
    return LexborHTMLParser(body.decode())


def read_and_prove(capture: Capture) -> object:
    """Both readings of the three tables and their proof: every figure judged, no metadata."""
    page, _ = read_document(capture)
    return _proved(read_tables(find_tables(page.grids)))


def new_shapes(capture: Capture) -> object:
    """The same without what is cached, as for a page whose tables have a new shape."""
    recognise._owned.cache_clear()
    agreement._read_well.cache_clear()
    shapes._unless_figure.cache_clear()
    return read_and_prove(capture)


def each(call: Callable[[Any], object], given: Iterable[Any]) -> Callable[[], object]:
    """Call on one after another and keep nothing: memory is used again, as in a run."""
    held = tuple(given)
    return lambda: deque(map(call, held), maxlen=0)


def _wholes(captures: list[Capture]) -> Calls:
    calls: dict[str, Callable[[Capture], object]] = {
        _BASE: lambda one: bare(one.body),
        "page: text and tables in order": read_document,
        "read and proved": read_and_prove,
        "the same, shapes never met": new_shapes,
        "`extract`: metadata, sections, prose too": extract,
        "to the JSON that a worker sends": lambda one: make_reading(one, extract(one)),
    }
    return {name: each(call, captures) for name, call in calls.items()}


def _stages(captures: list[Capture]) -> Calls:
    """Each stage alone, on the result of the stage before."""
    read = [read_document(one)[0] for one in captures]
    found = [find_tables(page.grids) for page in read]
    reports = [(one, extract(one)) for one in captures]
    return {
        _BASE: each(lambda one: bare(one.body), captures),
        "sniff": each(lambda one: sniff(one.body, one.name), captures),
        "decode": each(lambda one: decode(one.body), captures),
        "digest": each(lambda one: sha256(one.body).hexdigest(), captures),
        "parse and page": each(read_document, captures),
        "recognise": each(lambda page: find_tables(page.grids), read),
        "two readings, records": each(read_tables, found),
        "proof": each(_proved, map(read_tables, found)),
        "metadata": each(read_metadata, read),
        "sections": each(sections, read),
        "prose checks": each(lambda one: check_prose(one, lambda *_: None), map(sections, read)),
        "JSON": each(lambda one: make_reading(*one), reports),
    }


def _proved(tables: Tables) -> object:
    return [prove(name, tables.get(name)) for name in TABLES]


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
    keep("Stage by stage", command, table(("Mixed pages", "ms of a core a page", "ratio"), rows))
