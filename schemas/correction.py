"""This module defines a correction: the value that a person has decided for one place of one page."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Self

from pydantic import Field, StrictInt, ValidationError, field_validator, model_validator

from schemas.form import forms
from schemas.record import Record
from schemas.report import Metadata
from schemas.suggestion import suggested

_METADATA = "metadata"
WHOLE = "report"  # the place of a decision about a whole page
_CORRIGIBLE = (
    "report_year",
    "agency",
    "title",
    "index_number",
    "published_on",
    "written_on",
    "scope",
)


class Correction(Record):
    """A person's decision on the value at one place of one page.

    `place` is in the database's names: `requests.granted.total`, `metadata.report_year`. `printed`,
    if given, must be what the page prints there, else the correction is not applied. A blank is
    the empty string, money is written in quotes. A blank `report` means that the page is none.
    `line` is its line in the corrections file.
    """

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    place: str
    value: StrictInt | str
    printed: str | None = None
    reason: str | None = None
    by: str | None = None
    on: date | None = None
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
    try:
        Metadata.model_validate({name: value})
    except ValidationError as error:
        raise ValueError(f"not a valid {name}: {value}") from error


def _money(text: str) -> None:
    try:
        Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not a valid amount: {text}") from None
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        raise ValueError(f"not a valid amount: {text}")


def places() -> frozenset[str]:
    """All places that can be corrected: those of the forms, the metadata that identify a report, the whole."""
    found = {WHOLE, *(f"{_METADATA}.{field}" for field in _CORRIGIBLE)}
    for form in forms().values():
        for table in form.tables.values():
            found |= {f"{table.name}.{row}.{column}" for row, column in table.places}
    return frozenset(found)
