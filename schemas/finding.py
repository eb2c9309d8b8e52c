"""This module defines a finding, and lists every code with its sentence (findings.toml)."""

from enum import StrEnum
from functools import cache
from typing import Literal

from pydantic import ConfigDict, computed_field

from schemas.data_files import read_toml
from schemas.record import Record


class Severity(StrEnum):
    """The severity of a finding: `error` means that a figure cannot be trusted or was not read."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(Record):
    """A place in the source, counted from 1; `page` only in paged formats."""

    table: int
    line: int
    cell: int | None = None
    page: int | None = None


class Code(Record):
    """The meaning of a finding's stable code: its severity, and its sentence in English and Chinese."""

    severity: Severity
    en: str
    zh: str


class Finding(Record):
    """Something that readers of a document's figures should know, stored as a code with values.

    `where` is a place in the database's names (`requests.granted.total`, `metadata.publisher`), `text`
    quotes what is printed, `place` is its position in the source. The `message` that a dump adds is left
    out again when it is read back.
    """

    model_config = ConfigDict(extra="ignore", json_schema_extra={"additionalProperties": False})

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
    """Make a finding of a documented code; raises KeyError for an unknown one."""
    return Finding(code=code, severity=codes()[code].severity, where=where, text=text, place=place)
