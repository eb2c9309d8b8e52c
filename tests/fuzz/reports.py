"""This module makes what is read as a report: pages, documents and scans, to be damaged.

Promised of each: a report or a reason, and no table called proved whose figures are not those that
were printed.
"""

import json
import sys
from functools import cache, partial
from importlib import import_module
from random import Random

from parsers import NotAReport, extract
from schemas.capture import Capture
from schemas.report import Status
from tests.documents import as_docx, as_ofd, as_pdf, as_xlsx, differences, sample
from tests.fuzz.case import Case
from tests.fuzz.mutations import PAGES, PDFS, ZIPS
from tests.printing.damage import HARMLESS
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
from tests.printing.skins import SKINS
from tests.render import Layout, Specimen, specimen

_FORMS = ("2021", "2019")


def page(random: Random) -> Case:
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
    body = one.text.encode(random.choice(("utf-8", "gb18030")))
    return Case(body, PAGES, partial(_unrecognised, one))


@cache
def _printed(way: str, seed: int, form: str) -> tuple[Specimen, bytes]:
    printers = {"docx": as_docx, "pdf": as_pdf, "ofd": as_ofd, "xlsx": as_xlsx}
    one = sample(seed, form)
    return one, printers[way](one)


def document(random: Random) -> Case:
    """A document of some format, and what may happen to it."""
    way = random.choice(("docx", "docx", "pdf", "pdf", "ofd", "xlsx"))
    one, body = _printed(way, random.randrange(3), random.choice(_FORMS))
    return Case(body, PDFS if way == "pdf" else ZIPS, partial(_unrecognised, one))


def scan(random: Random) -> Case:
    """A scan, whole or damaged as files are."""
    one = sample(random.randrange(40), random.choice(_FORMS))
    dpi = random.choice((60, 100, 100, 150, 200))
    tiff = import_module("tests.scanned").tiff  # its libraries are those of an extra
    body = tiff(as_pdf(one), dpi, random.uniform(-2, 2), random.uniform(0, 25))
    return Case(body, (lambda body, _: body,), partial(_read, one))


def _unrecognised(one: Specimen, body: bytes) -> str | None:
    """What damage makes a document's letters unreadable would be recognised: only scans are, here."""
    library = sys.modules.get("rapidocr")
    sys.modules["rapidocr"] = None  # not patch.dict: it forgets what was imported
    try:
        return _read(one, body)
    finally:
        if library is None:
            del sys.modules["rapidocr"]
        else:
            sys.modules["rapidocr"] = library


def _read(one: Specimen, body: bytes) -> str | None:
    try:
        report = extract(Capture(body=body))
        json.loads(report.to_json())
    except NotAReport:
        return None
    proved = {name for name, table in report.tables.items() if table.status is Status.PROVED}
    wrong = {
        place: told
        for place, told in differences(one, report).items()
        if place[0] in proved and any(told)  # a bit makes a 0 a space: what is printed is a blank
    }
    return f"a false proof: {wrong}" if wrong else None
