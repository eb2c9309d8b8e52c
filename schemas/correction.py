"""This module defines a correction: the value that a person has decided for one place of one page."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StrictInt, field_validator, model_validator

from schemas.form import forms
from schemas.record import Record
from schemas.report import Metadata
from schemas.suggestion import suggested

_METADATA = "metadata"
WHOLE = "report"  # the place of a decision about a whole page
_CORRIGIBLE = ("report_year", "agency", "title", "index_number", "published_on", "written_on", "scope")  # fmt: skip
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")  # neither 1e3 nor NaN
_FORMS_OF_FIELDS = {"report_year": _YEAR, "published_on": _DAY, "written_on": _DAY}
_LARGEST = 10**15 - 1  # the largest count that a page's cell can hold


def _day(value: Any) -> Any:
    """A date as TOML or ISO 8601 writes it; pydantic would take a number for seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("must be a date, such as 2026-03-02")


def _quoted(value: Any) -> Any:
    """A value, a date of TOML as its text."""
    return value.isoformat() if isinstance(value, date) else value


Count = Annotated[StrictInt, Field(ge=-_LARGEST, le=_LARGEST)]


class Correction(Record):
    """A person's decision on the value at one place of one page.

    `place` is in the database's names: `requests.granted.total`, `metadata.report_year`. `printed`,
    if given, must be what the page prints there, else the correction is not applied. A blank is
    the empty string, money is written in quotes. A blank `report` means that the page is none.
    `line` is its line in the corrections file.
    """

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    place: str
    value: Annotated[Count | str, BeforeValidator(_quoted)]
    printed: str | None = None
    reason: str | None = None
    by: str | None = None
    on: Annotated[date, BeforeValidator(_day)] | None = None
    line: int = 0

    @field_validator("place")
    @classmethod
    def _known(cls, place: str) -> str:
        if place not in places():
            said = suggested(f"no such place: {place}", place, places())
            raise ValueError(f"{said}; `gongkai forms` lists tables, rows and columns")
        return place

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        """Whether the value is of the kind that its place takes."""
        if self.value == "":
            return self
        if self.excludes:
            raise ValueError('must be "", which means that the page is no report')
        if self.table == _METADATA:
            _field(self.key[0], self.value)
        elif isinstance(self.value, str):
            if not self.place.endswith((".amount", ".value")):
                raise ValueError("a count must be a whole number without quotes")
            _money(self.value)
        return self

    @property
    def excludes(self) -> bool:
        """Whether it says that the page is no report."""
        return self.place == WHOLE

    @property
    def table(self) -> str:
        """The table of the place."""
        return self.place.partition(".")[0]

    @property
    def key(self) -> tuple[str, str]:
        """Row and column of the place; for metadata the field, for statistics the indicator."""
        row, _, column = self.place.partition(".")[2].partition(".")
        return row, column

    @property
    def figure(self) -> int | Decimal | None:
        """The value as a figure; None for a blank."""
        if self.value == "":
            return None
        return Decimal(self.value) if isinstance(self.value, str) else self.value


def _field(name: str, value: int | str) -> None:
    """Raise ValueError for a value that the metadata field cannot hold, such as an impossible date."""
    form = _FORMS_OF_FIELDS.get(name)
    try:
        if form and not form.fullmatch(str(value)):
            raise ValueError(name)
        Metadata.model_validate({name: value})
    except ValueError as error:
        raise ValueError(f"not a valid {name}: {value}") from error


def _money(text: str) -> None:
    if not _AMOUNT.fullmatch(text):
        raise ValueError(f"not a valid amount: {text}")


def places() -> frozenset[str]:
    """All places that can be corrected: those of the forms, the metadata that identify a report, the whole."""
    found = {WHOLE, *(f"{_METADATA}.{field}" for field in _CORRIGIBLE)}
    for form in forms().values():
        for table in form.tables.values():
            found |= {f"{table.name}.{row}.{column}" for row, column in table.places}
    return frozenset(found)
