"""No text makes a pattern take long: documents full of what each pattern looks for, in every place."""

import contextlib
import importlib
import itertools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture

ROOT = Path(__file__).parents[1]
LENGTH = 2_400
SECONDS = 5.0
TITLE = "甲县财政局2023年政府信息公开工作年度报告"
SIGNS = " ?(（[《:：，。-—/|0１年月一a\x00"


def patterns() -> Iterator[tuple[str, str]]:
    """Every pattern of text that a module of the parsers holds, by name."""
    for path in sorted((ROOT / "parsers").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        try:
            module = importlib.import_module(name)
        except ImportError:  # a reader whose extra is not installed
            continue
        for key, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{name}.{key}", value.pattern


def runs(pattern: str) -> list[str]:
    """Long runs of the pattern's own signs and of all signs that may matter, alone and in pairs."""
    own = "".join(dict.fromkeys(c for c in pattern if c not in "\\[]{}|^$?*"))[:40]
    single = [c * LENGTH for c in dict.fromkeys(own + SIGNS)]
    pairs = [(a + b) * (LENGTH // 2) for a, b in itertools.pairwise(own)]
    return [*single, *pairs, (own * LENGTH)[:LENGTH]]


def documents(found: list[str]) -> Iterator[bytes]:
    """A text and a page with those runs as titles, labels, values, prose and cells."""
    lines = [TITLE, *found, *(f"索引号:{run}" for run in found), "一、总体情况", *found]
    yield "\n".join(lines).encode()
    cells = "".join(f"<tr><td>规章</td><td>{run}</td><td>1</td></tr>" for run in found)
    prose = "".join(f"<p>{run}</p>" for run in found)
    yield f"<title>{TITLE}</title>{prose}<table>{cells}</table>{prose}".encode()


def cases() -> Iterator[tuple[str, list[str]]]:
    """Every pattern's runs, each run once: with the first pattern that has it."""
    met: set[str] = set()
    for name, pattern in patterns():
        new = [run for run in runs(pattern) if run not in met]
        met.update(new)
        if new:
            yield name, new


@pytest.mark.parametrize(("name", "found"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_a_document_full_of_what_a_pattern_looks_for_is_read_in_time(
    name: str, found: list[str]
) -> None:
    for document in documents(found):
        start = time.process_time()
        with contextlib.suppress(NotAReport):
            extract(Capture(body=document))
        assert time.process_time() - start < SECONDS, name
