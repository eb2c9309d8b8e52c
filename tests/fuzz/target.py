"""This module reads one damaged thing after another, and says which of them broke a promise.

Promised: a report or a reason, nothing else; in five seconds, a scanned page in sixty; in 500 MB; and
no table called proved whose figures are not those that were printed.
"""

import json
import resource
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from random import Random
from unittest.mock import patch

from parsers import NotAReport, extract
from schemas.capture import Capture
from schemas.report import Status
from tests.documents import as_docx, as_ofd, as_pdf, as_xlsx, differences, sample
from tests.fuzz.mutations import PAGES, PDFS, ZIPS, Mutation
from tests.printing.damage import HARMLESS
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
from tests.printing.skins import SKINS
from tests.render import Layout, Specimen, specimen

SECONDS = {"pages": 5.0, "documents": 5.0, "scans": 60.0}
MEGABYTES = 500
_FORMS = ("2021", "2019")


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was broken, and by what: `kind` and `seed` make the bytes again."""

    kind: str
    seed: int
    mutation: str
    what: str


def page(random: Random) -> tuple[Specimen, bytes, tuple[Mutation, ...]]:
    """A page in any layout, and what may happen to it."""
    layout = Layout(
        skin=random.choice(sorted(SKINS)),
        markup=random.choice(sorted(MARKUP)),
        flat=random.choice([None, None, None, *FLAT]),
        damage=random.choice(sorted(HARMLESS)),
        apart=random.random() < 0.3,
        variant=random.randrange(4),
    )
    one = specimen(random.randrange(40), layout, random.choice(_FORMS))
    return one, one.text.encode(random.choice(("utf-8", "gb18030"))), PAGES


@cache
def _printed(way: str, seed: int, form: str) -> tuple[Specimen, bytes]:
    printers = {"docx": as_docx, "pdf": as_pdf, "ofd": as_ofd, "xlsx": as_xlsx}
    one = sample(seed, form)
    return one, printers[way](one)


def document(random: Random) -> tuple[Specimen, bytes, tuple[Mutation, ...]]:
    """A document of some format, and what may happen to it."""
    way = random.choice(("docx", "docx", "pdf", "pdf", "ofd", "xlsx"))
    one, body = _printed(way, random.randrange(3), random.choice(_FORMS))
    return one, body, PDFS if way == "pdf" else ZIPS


def scan(random: Random) -> tuple[Specimen, bytes, tuple[Mutation, ...]]:
    """A scan, whole or damaged as files are."""
    one = sample(random.randrange(40), random.choice(_FORMS))
    dpi = random.choice((60, 100, 100, 150, 200))
    tiff = import_module("tests.scanned").tiff  # its libraries are those of an extra
    body = tiff(as_pdf(one), dpi, random.uniform(-2, 2), random.uniform(0, 25))
    return one, body, (lambda body, _: body,)


KINDS: dict[str, Callable[[Random], tuple[Specimen, bytes, tuple[Mutation, ...]]]] = {
    "pages": page,
    "documents": document,
    "scans": scan,
}


def made(kind: str, seed: int) -> tuple[Specimen, bytes, str]:
    """The damaged bytes of a seed, with what was printed and what was done to it."""
    random = Random(seed)
    one, body, mutations = KINDS[kind](random)
    mutate = random.choice(mutations)
    try:
        return one, mutate(body, random), mutate.__name__
    except (KeyError, ValueError, zlib.error):  # what is damaged already cannot be unpacked again
        return one, body, "none"


def run(kind: str, seeds: range) -> Iterator[Broken]:
    """Read the damaged bytes of each seed; every broken promise is told.

    What damage makes a document's letters unreadable would be recognised: only scans are, here.
    """
    blocked = {} if kind == "scans" else {"rapidocr": None}
    most = max(MEGABYTES, memory())  # what the process had before is not this reading's
    for seed in seeds:
        one, body, mutation = made(kind, seed)
        start = time.process_time()
        with patch.dict(sys.modules, blocked):
            what = _read(one, body)
        spent = time.process_time() - start
        limit = SECONDS[kind] * (4 if kind == "scans" else 1)  # of all processors, and of pages
        if spent > limit:
            what = what or f"{spent:.1f} seconds"
        if kind != "scans" and memory() > most:
            what = what or f"{memory()} MB"
        if what:
            yield Broken(kind, seed, mutation, what)


def _read(one: Specimen, body: bytes) -> str | None:
    try:
        report = extract(Capture(body=body))
        json.loads(report.to_json())
    except NotAReport:
        return None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{type(error).__name__}: {error}"
    proved = {name for name, table in report.tables.items() if table.status is Status.PROVED}
    wrong = {
        place: told
        for place, told in differences(one, report).items()
        if place[0] in proved and any(told)  # a bit makes a 0 a space: what is printed is a blank
    }
    return f"a false proof: {wrong}" if wrong else None


def memory() -> int:
    """The most memory that this process has had, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)
