"""This module finds what a report cites as the rule that it is made by, though another had replaced it (instruments.toml).

>>> parts = [Section(number=0, heading="", text="根据《条例》(国务院令第492号)编制本报告。")]
>>> [one.text for one in replaced_instruments(parts, 2023)], list(replaced_instruments(parts, 2018))
(['国务院令第492号 → 国务院令第711号'], [])
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from parsers.text import squeeze
from parsers.traditional import simplified
from schemas.data_files import read_toml
from schemas.finding import Finding, finding
from schemas.report import Section

_BEGINNING = 2000  # letters of a report, in which it says by which rules it was made
_BRACKETS = re.compile(r"[〔〕\[\]()【】]")
_MAYBE = re.compile(r"\d\s*[号號]|[试試]\s*行")


def replaced_instruments(parts: Sequence[Section], year: int | None) -> Iterator[Finding]:
    """A finding for each instrument that a report on a year cites, and not also the one that had replaced it."""
    text = "".join(part.text for part in parts[:2])[:_BEGINNING]
    if year is None or not _MAYBE.search(text):
        return
    known = _BRACKETS.sub("", simplified(squeeze(text)))
    for name, one in _table().items():
        cited, instead = (any(way in known for way in one[key]) for key in ("printed", "instead"))
        if year >= one["since"] and cited and not instead:
            yield finding("cites-replaced", None, f"{name} → {one['by']}")


@cache
def _table() -> dict[str, dict[str, Any]]:
    return read_toml("parsers", "instruments.toml")
