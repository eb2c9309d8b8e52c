"""This module, once imported, has read a page and a text, so that a process forked afterwards need compile no pattern again."""

from parsers.extract import extract
from schemas.capture import Capture
from tests.golden import FIXTURES

for _name in ("cells-2021.txt", "absurd-spans-2021.html"):
    extract(Capture(body=(FIXTURES / "reports" / _name).read_bytes()))
