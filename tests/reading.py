"""This module reads pages that a test writes itself."""

from parsers import extract
from schemas.capture import Capture
from schemas.report import Report


def report_of(page: str) -> Report:
    """The report of a page without a name or an address."""
    return extract(Capture(body=page.encode()))
