"""This package reads whose report a page is, of which year, and what else its title, box and head say."""

from parsers.metadata.resolution import is_report, is_word_about_one, metadata

__all__ = ["is_report", "is_word_about_one", "metadata"]
