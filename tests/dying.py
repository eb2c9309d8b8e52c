"""This module reads pages in a process that dies of one; it is loaded anew by each that follows."""

import os
from collections.abc import Iterable, Iterator

from scraper.attached import Group
from scraper.read import read
from scraper.reading import Reading

POISON = b"poison"


def dies(groups: Iterable[Group]) -> Iterator[Reading]:
    """Read as ever, but let the process die of one page."""
    for group in groups:
        if group.capture.body == POISON:
            os._exit(9)
        yield read(group)
