"""This module defines a report as read from one page: its metadata, and one record per printed row."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from schemas.finding import Finding, Place
from schemas.record import Record

Count = int | None
TableName = Literal["disclosures", "requests", "disputes", "statistics"]


class Status(StrEnum):
    """How far a table can be trusted, from worst to best."""

    ABSENT = "absent"
    PARTIAL = "partial"
    DOUBTFUL = "doubtful"
    CONTRADICTED = "contradicted"
    CONSISTENT = "consistent"
    PROVED = "proved"


WELL_READ = (Status.PROVED, Status.CONSISTENT, Status.CONTRADICTED)  # the figures are as printed


class Source(Record):
    """The bytes that a report was read from, and how they were decoded."""

    sha256: str
    name: str | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    charset_from: str | None = None
    reader: str | None = None


class Candidate(Record):
    """A value of one metadata field from one source, such as `label`, `meta`, `title` or `period`."""

    field: str
    source: str
    value: str


class Metadata(Record):
    """The metadata of a report as its page gives them; `schemas/metadata.toml` lists their printed labels.

    `report_year` is the year reported on, never that of publication. `other` has every unknown label
    verbatim; `candidates` has the values of all sources, the chosen one first.
    """

    title: str | None = None
    index_number: str | None = None
    publisher: str | None = None
    source: str | None = None
    report_year: int | None = None
    written_on: date | None = None
    published_on: date | None = None
    issued_on: date | None = None
    document_number: str | None = None
    disclosure_method: str | None = None
    category: str | None = None
    topic: str | None = None
    validity: str | None = None
    keywords: str | None = None
    agency: str | None = None
    agency_code: str | None = None
    organization_code: str | None = None
    region_code: str | None = None
    region: str | None = None
    scope: Literal["own", "consolidated"] | None = None
    level: Literal["national", "province", "prefecture", "county", "township"] | None = None
    other: dict[str, str] = Field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


class Row(Record):
    """One printed row. `printed` has the text of every place that is not simply its number."""

    row: str
    printed: dict[str, str] = Field(default_factory=dict)


# Money is printed in JSON as an exact number, as `to_json` does, and never as a string.
Money = Annotated[Decimal | None, WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "null"}]})]


class Disclosure(Row):
    """A row of table 二, what the agency disclosed by itself; `unit` is that of `amount`."""

    issued: Count = None
    repealed: Count = None
    in_force: Count = None
    newly_made: Count = None
    newly_disclosed: Count = None
    total_disclosed: Count = None
    items_previous_year: Count = None
    items_change: Count = None
    decisions: Count = None
    projects: Count = None
    amount: Money = None
    unit: str | None = None


class Request(Row):
    """A row of table 三, requests for information, by kind of applicant."""

    natural_person: Count = None
    business_enterprise: Count = None
    research_institution: Count = None
    public_interest_organization: Count = None
    legal_service_institution: Count = None
    other_organization: Count = None
    total: Count = None


class Dispute(Row):
    """A row of table 四, reconsideration and litigation, by outcome."""

    upheld: Count = None
    corrected: Count = None
    other_outcome: Count = None
    pending: Count = None
    total: Count = None


class Statistic(Record):
    """An indicator of the statistics that reports had before 2019, under one printed column.

    `indicator` is its key where a form knows the label; `value` is a count, `amount` money in the
    printed unit; `printed` is the cell's text where it is not simply the number.
    """

    indicator: str | None
    label: str
    column: str | None = None
    value: Count = None
    amount: Decimal | None = None
    unit: str | None = None
    printed: str | None = None


class Section(Record):
    """A numbered part of the report: its printed number and heading, and its prose."""

    number: int
    heading: str
    text: str


class TableResult(Record):
    """The result of proving one table: places found and expected, numbers of equations by outcome."""

    form: str | None = None
    status: Status = Status.ABSENT
    places: int = 0
    expected: int = 0
    held: int = 0
    failed: int = 0
    not_judged: int = 0


class Repair(Record):
    """A value that the equations suggest for one place; it never replaces the printed figure."""

    table: TableName
    row: str
    column: str
    printed: str | None
    proposed: int
    assumes: str
    equations: tuple[str, ...]
    place: Place | None = None


class Corrected(Record):
    """A corrected place, with what is printed there."""

    place: str
    printed: str | None
    value: str
    reason: str | None = None
    by: str | None = None
    on: date | None = None


class Report(Record):
    """All that was read from one page, as printed, with the results of proving it."""

    source: Source
    form: str | None
    status: Status
    tables: dict[TableName, TableResult]
    metadata: Metadata
    disclosures: tuple[Disclosure, ...] = ()
    requests: tuple[Request, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    sections: tuple[Section, ...] = ()
    repairs: tuple[Repair, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self, indent: int | None = None, *, sentences: bool = True) -> str:
        """The report as JSON, money as an exact number: pydantic writes a Decimal as a string.

        What is kept for long holds codes only: `sentences=False` leaves out the findings' messages.
        A quotation mark inside a string is escaped, so the pattern meets nothing but the field: what
        is printed of an amount is followed by no unit.
        """
        return re.sub(
            r'"amount":( ?)"(-?[0-9]+(?:\.[0-9]+)?)"(?=,\s*"unit":)',
            r'"amount":\1\2',
            self.model_dump_json(
                indent=indent, exclude=None if sentences else {"findings": {"__all__": {"message"}}}
            ),
        )
