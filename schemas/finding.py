"""This module defines a finding, and lists every code with its sentence (findings.toml)."""

from enum import StrEnum
from functools import cache
from typing import Literal

from pydantic import computed_field

from schemas.data_files import read_toml
from schemas.record import Record


class Severity(StrEnum):
    """How much a finding weighs: `error` is a figure that cannot be trusted or was not read."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(Record):
    """Where in the source a thing is printed, counted from 1; `page` for paged formats."""

    table: int
    line: int
    cell: int | None = None
    page: int | None = None


class Code(Record):
    """A finding's stable code: what it weighs, and its sentence in English and Chinese."""

    severity: Severity
    en: str
    zh: str


class Finding(Record):
    """Something about a document that a reader should know: stored as code and values only.

    `where` names a place in our own terms (`requests.granted.total`, `metadata.publisher`), `text`
    quotes what is printed, `place` says where it stands in the source.
    """

    code: str
    severity: Severity
    where: str | None = None
    text: str | None = None
    place: Place | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def message(self) -> str:
        """The code's sentence in English; `sentence` gives the Chinese one."""
        return sentence(self.code)


@cache
def codes() -> dict[str, Code]:
    """Every code that a finding may carry, from `schemas/findings.toml`."""
    tables = read_toml("schemas", "findings.toml")
    return {code: Code.model_validate(table) for code, table in tables.items()}


def sentence(code: str, language: Literal["en", "zh"] = "en") -> str:
    """The sentence of a code: `sentence("not-a-report", "zh")`."""
    return str(getattr(codes()[code], language))


def finding(
    code: str, where: str | None = None, text: str | None = None, place: Place | None = None
) -> Finding:
    """Make a finding of a documented code; an unknown code is a KeyError, a mistake of ours."""
    return Finding(code=code, severity=codes()[code].severity, where=where, text=text, place=place)
