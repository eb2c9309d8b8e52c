"""This module reads flattened text to a page: its lines as paragraphs, empty ones kept.

Where a copy has flattened the tables, `parsers.flow` finds them again among the paragraphs.
"""

from parsers.page import Page

_LONGEST_LINE = 100_000


def read(text: str) -> Page:
    """Read decoded text to a `Page` of its lines; a no-break space is a space."""
    lines = text.replace("\xa0", " ").splitlines()
    return Page(tuple(line.strip()[:_LONGEST_LINE] for line in lines))
