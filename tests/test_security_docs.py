"""Every promise of docs/security.md names a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_test_that_a_promise_names_is_there():
    promised = set(
        re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    )
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", tests))
    assert len(promised) > 15
    assert promised - there == set()
