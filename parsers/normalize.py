"""This module normalises printed words for comparison: their width, spaces, years in words, and readings."""

import re
import unicodedata
from functools import lru_cache

from parsers.dates import years_in_digits

READING = re.compile(r"\([a-zü\u00e0-\u01dc]{1,8}\)")


@lru_cache(maxsize=256)  # a page's titles are compared with one another
def normalize(text: str) -> str:
    """A title for comparing: NFKC, years in digits, without spaces and a converter's readings."""
    plain = READING.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    return years_in_digits(plain)
