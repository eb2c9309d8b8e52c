"""This package reads whose report a page is, of which year, and what else its title, box and head say."""

from parsers.metadata.classification import is_report, is_word_about_one
from parsers.metadata.resolution import metadata

__all__ = ["is_report", "is_word_about_one", "metadata"]
