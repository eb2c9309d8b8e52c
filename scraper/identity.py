"""This module says whose report a page is and of which year, as `extract` reads it.

The one seam between crawl and reading: the crawl counts different agencies and years by it.
"""

import re
from dataclasses import dataclass

from parsers import listings
from schemas.portal import Portal

YEAR = re.compile(r"(20\d\d)\s*年")
FULL_NAME = re.compile(
    r"[\u4e00-\u9fff（）()]{2,30}?(?:人民政府办公室|人民政府|管理委员会|管委会|委员会|办公室|局|厅|部|署|院|社|街道办事处|办事处|中心)"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """A report's agency and year; `own`: the portal's agency."""

    agency: str
    year: int | None
    own: bool


def identity(title: str, portal: Portal) -> Identity | None:
    """The identity that a listed title gives; None for what is no report's title."""
    if not listings.may_be_report(title, portal.title):
        return None
    year = YEAR.search(title)
    agency = named(title) or portal.agency
    return Identity(agency, int(year[1]) if year else None, agency == portal.agency)


def named(title: str) -> str | None:
    """The agency that a title begins with; a short name leaves the question open."""
    head = YEAR.split(title)[0].strip("《 ·:：关于")
    found = FULL_NAME.fullmatch(head)
    return found[0] if found and len(found[0]) > 4 else None
