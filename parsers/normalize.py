"""This module normalises printed words for comparison: width, spaces, years in words, readings in brackets."""

import re
import unicodedata
from functools import lru_cache

from parsers.dates import years_in_digits
from parsers.traditional import simplified

READING = re.compile(r"\([a-zü\u00e0-\u01dc]{1,8}\)")


@lru_cache(maxsize=256)  # a page's titles are compared with one another
def normalize(text: str) -> str:
    """A text for comparison: NFKC, years in digits, without spaces and the readings that converters add."""
    plain = READING.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    return years_in_digits(plain)


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """A normalized text in simplified characters, as patterns know it; each stands where it stood."""
    return simplified(normalize(text))
