"""This package reads a report's metadata: its agency, its year, and what its title, box and page head say."""

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
