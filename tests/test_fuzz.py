"""This module runs the fuzz target for some seconds; `python -m tests.fuzz` runs it for hours."""

import time
from collections.abc import Callable

import pytest

from tests.fuzz import target
from tests.fuzz.case import Case
from tests.processes import apart

pytestmark = pytest.mark.thorough

Read = Callable[[bytes], str | None]
COUNTS = {"pages": 20, "documents": 4, "answers": 8, "portals": 30, "archives": 1}


def broken(kind: str, count: int, first: int = 0) -> list[str]:
    """What broke, in a process of its own: the memory of this one is not the reader's."""
    return apart(told, kind, range(first, first + count))


def told(kind: str, seeds: range) -> list[str]:
    return [str(one) for one in target.run(kind, seeds)]


@pytest.mark.parametrize("kind", COUNTS)
def test_whatever_the_bytes_there_is_an_answer_or_a_reason(kind):
    assert broken(kind, COUNTS[kind]) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", COUNTS)
def test_whatever_the_bytes_of_a_hundred_times_as_many_there_is_an_answer_or_a_reason(kind):
    assert broken(kind, 100 * COUNTS[kind], first=1000) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_whatever_the_bytes_of_a_scan_there_is_an_answer_or_a_reason():
    pytest.importorskip(
        "rapidocr", reason="scans are read by the extra: pip install 'gongkai[ocr]'"
    )
    assert broken("scans", 4) == []


def raises(body: bytes) -> str | None:
    raise KeyError(body)


def never_ends(body: bytes) -> str | None:
    end = time.process_time() + 0.05
    while time.process_time() < end:
        pass
    return None


@pytest.mark.parametrize(("read", "told"), [
    (raises, ["KeyError: b'y'"]),
    (never_ends, ["0.1 seconds"]),
    (lambda body: "a false proof" if body == b"y" else None, ["a false proof"]),
    (lambda body: None, []),
], ids=["raises", "never ends", "proves what is false", "keeps its promises"])  # fmt: skip
def test_whatever_promise_is_broken_the_target_tells_it(read, told, monkeypatch):
    case = Case(b"x", (lambda body, random: b"y",), read)
    monkeypatch.setitem(target.KINDS, "own", lambda random: case)
    monkeypatch.setattr(target, "SECONDS", 0.04)
    assert [one.what for one in target.run("own", range(1))] == told
