"""This module loads the minimum contents that a database must have to be published (expectations.toml).

Shares are exact decimals, never floats; everything else is a whole number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, StrictInt, ValidationError

from schemas.finding import codes
from schemas.record import Record
from schemas.suggestion import suggested
from scraper.gate.measures import Figures, properties
from scraper.toml import TomlFile, file_beside, text_of, validation_message

NAME = "expectations.toml"
_TABLES = ("run", "defaults", "portals")


def _share(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("must be a share from 0 to 1, such as 0.95")
    return value


Count = Annotated[StrictInt, Field(ge=0)]
Share = Annotated[Decimal, BeforeValidator(_share), Field(ge=0, le=1, decimal_places=9)]
Shares = dict[str, Share]


class Expected(Record):
    """The minima of one portal or of the whole database; those of `finding` are maxima."""

    reports: Count | None = None
    agencies: Count | None = None
    years: Annotated[
        tuple[StrictInt, ...],
        BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value),
    ] = ()
    per_year: dict[int, Count] = Field(default_factory=dict)
    proved: Shares = Field(default_factory=dict)
    read: Shares = Field(default_factory=dict)
    filled: Shares = Field(default_factory=dict)
    finding: Shares = Field(default_factory=dict)


class Minimum(NamedTuple):
    """One bound: at least `bound` of `of` reports must satisfy the measure; `now` do."""

    measure: str
    bound: int
    now: int
    of: int


@dataclass(frozen=True, slots=True)
class Expectations:
    """What is expected of the whole database, of every portal, and of named portals."""

    run: Expected = field(default_factory=lambda: Expected(reports=1))
    defaults: Expected = field(default_factory=Expected)
    portals: dict[str, Expected] = field(default_factory=dict)

    def of(self, portal: str | None) -> Expected:
        """What is expected of a portal; of the whole database for None."""
        return self.run if portal is None else self.portals.get(portal, self.defaults)


def load(path: Path | None, database: Path) -> Expectations:
    """Load an expectations file, by default the one beside a database, if any.

    Raises click.UsageError for a mistake, in one line: file, line, key.
    """
    path = path or file_beside(database, NAME)
    return read(str(path), text_of(path)) if path else Expectations()


def read(name: str, text: str) -> Expectations:
    """Read an expectations file's text; see `load`."""
    source = TomlFile(name, text)
    content = source.tables(_TABLES, Decimal)
    defaults = content.get("defaults", {})
    portals = content.get("portals", {})
    for ident, table in portals.items():
        if not isinstance(table, dict):
            raise source.mistake(f"portals.{ident}", "", "must be a table")
    return Expectations(
        _expected(source, "run", {"reports": 1} | content.get("run", {})),
        _expected(source, "defaults", defaults),
        {
            ident: _expected(source, f"portals.{ident}", defaults | table)
            for ident, table in portals.items()
        },
    )


def _expected(source: TomlFile, where: str, table: dict[str, Any]) -> Expected:
    source.known_keys(where, table, Expected.model_fields)
    try:
        expected = Expected(**table)
    except ValidationError as error:
        first = error.errors()[0]
        path = [str(part) for part in first["loc"]]
        raise source.mistake(where, ".".join(path), validation_message(first)) from error
    for measure in _shares(expected):
        finding = measure.startswith("finding.")
        known = [f"finding.{code}" for code in codes()] if finding else properties()
        if measure not in known:
            raise source.mistake(where, measure, suggested("no such measure", measure, known))
    return expected


def _shares(expected: Expected) -> dict[str, Decimal]:
    kinds = {kind: getattr(expected, kind) for kind in ("proved", "read", "filled", "finding")}
    return {
        f"{kind}.{name}": share for kind, shares in kinds.items() for name, share in shares.items()
    }


def minima(expected: Expected, figures: Figures) -> Iterator[Minimum]:
    """All stated bounds, compared with the figures."""
    of = figures.get("reports", 0)
    counts = {"reports": expected.reports, "agencies": expected.agencies}
    counts |= {f"reports.{year}": 1 for year in expected.years}
    counts |= {f"reports.{year}": count for year, count in expected.per_year.items()}
    for measure, bound in counts.items():
        if bound is not None:
            yield Minimum(measure, bound, figures.get(measure, 0), max(of, bound))
    for measure, share in _shares(expected).items():
        above, below = share.as_integer_ratio()
        if measure.startswith("finding."):  # the reports without the finding are counted
            free = of - figures.get(measure, 0)
            yield Minimum(measure, of - of * above // below, free, of)
        else:
            yield Minimum(measure, -(-of * above // below), figures.get(measure, 0), of)
