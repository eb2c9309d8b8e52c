"""This module describes for the log what filing a page has changed in the database."""

from collections import Counter
from typing import Any, NamedTuple

from scraper.database.rows import ReportRows, report_columns
from scraper.reading import Reading

_FORM, _STATUS = map(report_columns().index, ("form", "status"))


class Change(NamedTuple):
    """An event of the log, with its fields."""

    event: str
    fields: dict[str, Any]


def page_read(reading: Reading, report: str | None) -> Change:
    """A page was stored, with its attachments."""
    attachments = [one.id for one in reading.attachments]
    values = {"outcome": reading.outcome, "report": report, "attachments": attachments}
    return Change("page-read", {"capture": reading.capture.id, **values})


def page_moved(capture: str, report: str) -> Change:
    """A page now belongs to another report."""
    return Change("capture-moved", {"capture": capture, "report": report})


def report_withdrawn(report: str) -> Change:
    """A report was removed."""
    return Change("report-withdrawn", {"report": report})


def report_filed(key: str, capture: str, made: ReportRows) -> Change:
    """A report's rows were written, from a capture."""
    codes = Counter(code for _, _, code, *_ in made.rows["findings"])
    values = {"form": made.values[_FORM], "status": made.values[_STATUS], "findings": dict(codes)}
    return Change("report-filed", {"report": key, "capture": capture, **values})
