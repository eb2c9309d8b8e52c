"""This module compares real documents, as read, with their hand-made truth, place by place.

The documents lie in ../shared/samples, beside the project, and are never copied into it. Run as a
module it prints the score and each difference: `python -m tests.samples`.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from parsers import NotAReport, extract
from parsers.form_words import TABLES
from schemas.capture import Capture
from schemas.form import forms

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
WHY_NOT = "real documents lie in ../shared/samples, which is not here"
_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "〔": "[", "〕": "]", "【": "[",
                       "】": "]", "「": '"', "」": '"', "『": '"', "』": '"', "﹝": "[", "﹞": "]"})  # fmt: skip
_ABSENT = object()
_AMOUNT = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")  # 007 is a code, and no amount


class Difference(NamedTuple):
    """A place that is not as the truth has it: `missed`, `wrong`, `invented` or a `status`."""

    document: str
    place: str
    kind: str
    truth: Any
    read: Any


@dataclass(frozen=True)
class Sample:
    """A document with its truth, and what is read of it; None where it is refused."""

    path: Path

    @cached_property
    def truth(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.path.read_text())
        return told

    @cached_property
    def document(self) -> Path:
        name = self.truth["document"]
        return self.path.parent / name if (self.path.parent / name).exists() else (
            self.path.parents[1] / Path(name).name
        )  # fmt: skip

    @cached_property
    def read(self) -> dict[str, Any] | None:
        try:
            report = extract(Capture(body=self.document.read_bytes(), name=self.document.name))
        except NotAReport:
            return None
        told: dict[str, Any] = json.loads(report.to_json())
        return told

    def judged(self, place: str) -> bool:
        return not any(fnmatchcase(place, pattern) for pattern in self.truth["not_judged"])

    def accepts(self, place: str, value: Any) -> bool:
        named = (v for p, v in self.truth["accepted"].items() if fnmatchcase(place, p))
        return any(_plain(value) == _plain(right) for values in named for right in values)

    def differences(self) -> Iterator[Difference]:
        if self.read is None:
            if self.truth["expected"] == "report":
                yield Difference(self.path.name, "report", "missed", "a report", "refused")
            return
        yield from self._metadata(self.read["metadata"])
        for table in TABLES:
            yield from self._table(table, self.read)
        yield from self._statuses(self.read)

    def _metadata(self, read: dict[str, Any]) -> Iterator[Difference]:
        for field, value in self.truth["metadata"].items():
            yield from self._compare(f"metadata.{field}", value, read.get(field))

    def _table(self, table: str, read: dict[str, Any]) -> Iterator[Difference]:
        truth = dict(_places(self.truth.get(table) or ()))
        found = dict(_places(read.get(table) or ()))
        for (row, column), value in truth.items():
            yield from self._compare(
                f"{table}.{row}.{column}", value, found.get((row, column), _ABSENT)
            )
        for (row, column), value in found.items():
            place = f"{table}.{row}.{column}"
            if (row, column) not in truth and value is not None and column != "unit":
                yield from self._compare(place, _ABSENT, value)

    def _compare(self, place: str, truth: Any, read: Any) -> Iterator[Difference]:
        if not self.judged(place) or self.accepts(place, None if read is _ABSENT else read):
            return
        if _plain(truth) != _plain(read):
            kind = "invented" if truth is None or truth is _ABSENT else "wrong"
            if read is None or read is _ABSENT:
                kind = "missed"
            yield Difference(self.path.name, place, kind, truth, read)

    def _statuses(self, read: dict[str, Any]) -> Iterator[Difference]:
        for table, told in self.truth["tables"].items():
            status = read["tables"].get(table, {}).get("status", "absent")
            right = told.get("status")
            false = status == "proved" and (not told["complete"] or told["violated"])
            if right and status != right and status not in right:
                yield Difference(self.path.name, table, "status", right, status)
            elif false:
                yield Difference(self.path.name, table, "false proof", told, status)

    def counted(self) -> Counter[str]:
        """How many cells and metadata values the truth judges, and how many of them are right."""
        counts: Counter[str] = Counter()
        if self.read is None and self.truth["expected"] != "report":
            return counts  # one that may as well be refused
        wrong = {d.place for d in self.differences() if d.kind in ("missed", "wrong", "invented")}
        for field, value in self.truth["metadata"].items():
            place = f"metadata.{field}"
            if value is not None and self.judged(place):
                counts["metadata"] += 1
                counts["metadata right"] += place not in wrong and self.read is not None
        for table in TABLES:
            for (row, column), _ in _places(self.truth.get(table) or ()):
                if self.judged(f"{table}.{row}.{column}") and column != "unit":
                    counts["cells"] += 1
                    right = f"{table}.{row}.{column}" not in wrong and self.read is not None
                    counts["cells right"] += right
        return counts


def _places(rows: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    columns = {c for form in forms().values() for t in form.tables.values() for c in t.columns}
    columns |= {
        c for form in forms().values() for t in form.tables.values() for r in t.rows.values()
        for c in r.columns
    } | {"unit"}  # fmt: skip
    for row in rows:
        yield from (((row["row"], key), value) for key, value in row.items() if key in columns)


def _plain(value: Any) -> Any:
    if value is None or value is _ABSENT or isinstance(value, bool):
        return value
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, int | float):
        return Decimal(str(value))
    text = unicodedata.normalize("NFKC", str(value)).translate(_SAME)
    text = "".join(text.split())
    return Decimal(text) if _AMOUNT.fullmatch(text) else text


def samples() -> list[Sample]:
    """Every sample, none where the folder is not there."""
    return [Sample(path) for path in sorted(SAMPLES.glob("*.truth.json"))]


def main() -> None:
    """Print the score over all samples, and each difference."""
    counts: Counter[str] = Counter()
    if not (found := samples()):
        sys.exit(f"no samples: {SAMPLES} is not there")
    for sample in found:
        counts += sample.counted()
        for difference in sample.differences():
            counts[difference.kind] += 1
            print(*difference, sep=" | ")
    print(dict(counts))


if __name__ == "__main__":
    main()
