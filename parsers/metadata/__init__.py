"""This package reads whose report a page is, of which year, and what else its title, box and head say."""

from parsers.metadata.classification import (
    covers_part_of_year,
    has_report_headings,
    is_of_other_rules,
    is_report,
)
from parsers.metadata.resolution import read_metadata

__all__ = [
    "covers_part_of_year",
    "has_report_headings",
    "is_of_other_rules",
    "is_report",
    "read_metadata",
]
