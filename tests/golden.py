"""This module compares the pages of `fixtures/` with the truth that lies beside each, part by part.

A truth has the shape of `gongkai show`, with what the page does not print left out: a field of the
metadata that is not there is read as nothing, a place that is not there is not printed.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from parsers import NotAReport, extract
from parsers.form_words import TABLES
from schemas.capture import Capture

FIXTURES = Path(__file__).parents[1] / "fixtures"
PARTS = (
    "form",
    "status",
    *(f"tables.{table}" for table in TABLES),
    *TABLES,
    "metadata beside",
    "sections",
    "repairs",
    "findings",
)


@dataclass(frozen=True)
class Fixture:
    """A page with its truth, and what is read of it; None where it is refused."""

    path: Path

    @cached_property
    def truth(self) -> dict[str, Any]:
        return _json(self.path.with_suffix(".json").read_text(encoding="utf-8"))

    @cached_property
    def read(self) -> dict[str, Any] | None:
        try:
            report = extract(Capture(body=self.path.read_bytes(), name=self.path.name))
        except NotAReport:
            return None
        return _json(report.to_json())

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts to compare, each field of the metadata that the page prints among them."""
        return (*PARTS, *(f"metadata.{field}" for field in self.truth["metadata"]))

    def told(self, part: str) -> tuple[Any, Any]:
        """What the truth says of a part, and what was read of it, in the same shape."""
        read = self.read or {}
        section, _, name = part.partition(".")
        if section in TABLES:
            return _places(self.truth[section]), _places(read.get(section, ()))
        if section == "tables":
            keys = self.truth["tables"][name]
            return keys, {key: read["tables"][name][key] for key in keys}
        if part == "metadata beside":
            beside = {k: v for k, v in read["metadata"].items() if k not in self.truth["metadata"]}
            return {}, {k: v for k, v in beside.items() if v is not None and k != "candidates"}
        if section == "metadata":
            return self.truth["metadata"].get(name), read["metadata"][name]
        if section in ("sections", "repairs", "findings"):
            return _plain(self.truth[section]), _plain(read[section], self.truth[section])
        return self.truth[part], read[part]


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Every page of `fixtures/reports`, each of which has its truth beside it."""
    pages = sorted((FIXTURES / "reports").iterdir())
    return tuple(Fixture(page) for page in pages if page.suffix != ".json")


def _json(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return told


def _places(rows: Any) -> dict[str, Any]:
    """Every printed place of a table: its figure, its unit, and its text where that says more."""
    places: dict[str, Any] = {}
    for row in rows:
        printed = row.get("printed", {})
        places |= {f"{row['row']}.{key} as printed": text for key, text in printed.items()}
        places |= {
            f"{row['row']}.{key}": value
            for key, value in row.items()
            if key not in ("row", "printed") and (value is not None)
        }
    return places


def _plain(read: Any, truth: Any = None) -> list[dict[str, Any]]:
    """The same keys of every section, repair or finding as the truth names, in a stable order."""
    keys = {key for one in (read if truth is None else truth) for key in one}
    shown = [{k: v for k, v in one.items() if k in keys} if keys else one for one in read]
    return sorted(shown, key=lambda one: json.dumps(one, default=str, sort_keys=True))


def rejected() -> tuple[tuple[str, str], ...]:
    """Every page of `fixtures/rejected` with the reason expected."""
    told = _json((FIXTURES / "rejected" / "reasons.json").read_text(encoding="utf-8"))
    return tuple((name, one["reason"]) for name, one in told.items())
