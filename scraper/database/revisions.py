"""This module orders the captures of one report into its revisions, whatever the order of reading.

A revision is one content: its figures and its sections' text. It is told by the first capture that
has it and stands where the last one does, so that a page fetched again changes nothing, and a page
put back to what it was is current again.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from scraper.database.claims import Known

Texts = dict[str, dict[str, str]]  # content -> capture -> the report as JSON


class Revision(NamedTuple):
    """One content of a report, as the capture that first had it tells it."""

    number: int
    capture: str
    content: str
    text: str


def revisions(captures: Iterable[Known], texts: Texts) -> list[Revision]:
    """The revisions of a report, the current one last.

    `texts` has the JSON of at least one capture of each content; its teller's own is preferred.
    """
    groups: dict[str, list[Known]] = defaultdict(list)
    for one in sorted(captures, key=_place):
        groups[one.content].append(one)
    ordered = sorted(groups.values(), key=lambda group: _place(group[-1]))
    return [
        Revision(number, group[0].id, group[0].content, _text(group[0], texts))
        for number, group in enumerate(ordered, 1)
    ]


def _place(one: Known) -> tuple[tuple[str, str, str], str]:
    return one.order, one.id


def _text(one: Known, texts: Texts) -> str:
    text = texts[one.content]
    return text[one.id] if one.id in text else text[min(text)]
