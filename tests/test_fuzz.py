"""This module runs the fuzz target for some seconds; `python -m tests.fuzz` runs it for hours."""

import pytest

from tests.fuzz.target import run

COUNTS = {"pages": 120, "documents": 24}


@pytest.mark.parametrize("kind", COUNTS)
def test_whatever_the_bytes_there_is_a_report_or_a_reason(kind: str) -> None:
    assert list(run(kind, range(COUNTS[kind]))) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", COUNTS)
def test_and_so_it_is_for_many(kind: str) -> None:
    assert list(run(kind, range(1000, 1000 + 20 * COUNTS[kind]))) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_and_for_scans() -> None:
    pytest.importorskip(
        "rapidocr", reason="scans are read by the extra: pip install 'gongkai[ocr]'"
    )
    assert list(run("scans", range(4))) == []
