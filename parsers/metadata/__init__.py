"""This package reads whose report a page is, of which year, and what else its title, box and head say."""

from parsers.metadata.classification import (
    is_composed,
    is_of_other_rules,
    is_of_part,
    is_report,
)
from parsers.metadata.resolution import metadata

__all__ = ["is_composed", "is_of_other_rules", "is_of_part", "is_report", "metadata"]
