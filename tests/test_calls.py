"""A usual page is read in few calls: their number says what a reading costs, whatever else a machine does.

Of a page hundreds of lines are a menu's. A stage that makes something of each of them costs more than one that
reads the tables, as one did that looked for prose within tables in every line.
"""

import re
import sys

import pytest

from parsers import extract
from schemas.capture import Capture
from tests.bench import pages

SIZE, NUMBER = 40, 5
LINES, SENTENCES = 300, 50


def calls(body: bytes) -> int:
    """How many functions are called while a page is read that has been read before."""
    capture = Capture(body=body)
    extract(capture)
    told: list[str] = []
    sys.setprofile(lambda frame, event, what: told.append(event))
    try:
        extract(capture)
    finally:
        sys.setprofile(None)
    return sum(event in ("call", "c_call") for event in told)


def with_menu(lines: int) -> bytes:
    """The page with so many lines of a menu above all others."""
    items = "".join(f'<li><a href="/{n}.html">栏目{n}</a></li>' for n in range(lines))
    page = pages.page(SIZE, NUMBER).decode()
    return re.sub("(<body[^>]*>)", rf"\1<ul>{items}</ul>", page, count=1).encode()


def with_prose(sentences: int) -> bytes:
    """The page with so many sentences more, each with a figure."""
    return pages.page(SIZE, NUMBER, sentences * len(pages.prose(1, 1)))


@pytest.mark.parametrize(("name", "most", "more", "many"), [
    ("a page of 40 KB", 6500, None, 1),
    ("a line of a menu", 20, with_menu, LINES),
    ("a sentence with a figure", 28, with_prose, SENTENCES),
])  # fmt: skip
def test_a_usual_page_is_read_in_few_calls(name, most, more, many):
    before = calls(with_menu(0)) if more else 0
    after = calls(more(many)) if more else calls(with_menu(0))
    assert (after - before) / many <= most, name
