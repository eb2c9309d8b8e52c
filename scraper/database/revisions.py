"""This module orders the captures of one report into revisions, independently of the order of reading.

A revision is one content: figures and sections' text, and the name of the agency, or its region without one, where
pages of one code differ in that, since the code may turn out to be that of none. It is represented by the first capture with that
content and ordered by the last one, so that fetching a page again changes nothing, and a page that is
restored to an earlier content becomes current again. A saved page without a table is never the current
one of several: it is a part of a report, or its document is saved elsewhere, and nothing tells which of
two saved pages is newer. A crawl knows, and what it found last is current, unless that has nothing but a
title: a page that shows the report in a frame, or has lost it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from parsers.metadata.spellings import brief_name
from scraper.database.identities import Known
from scraper.database.tables import judged_tables

Texts = dict[str, dict[str, str]]  # content -> capture -> the report as JSON


class Revision(NamedTuple):
    """One content of a report, represented by the first capture that has it; `text` is the report as JSON."""

    number: int
    capture: str
    content: str
    text: str


def revisions(captures: Iterable[Known], texts: Texts) -> list[Revision]:
    """The revisions of a report, the current one last.

    `texts` has the JSON of at least one capture of each content; that of the representing one is preferred.
    """
    groups: dict[tuple[str, str | None], list[Known]] = defaultdict(list)
    for one in sorted(captures, key=_place):
        name = one.claim.name
        groups[one.content, brief_name(name) if name else one.claim.region].append(one)
    ordered = sorted(groups.values(), key=lambda group: _place(group[-1]))
    if len(ordered) > 1:
        ordered.sort(key=lambda group: _may_be_current(group, texts))
    return [
        Revision(number, group[0].id, group[0].content, _text(group[0], texts))
        for number, group in enumerate(ordered, 1)
    ]


def _place(one: Known) -> tuple[tuple[str, str, str], str]:
    return one.order, one.id


def _may_be_current(group: list[Known], texts: Texts) -> bool:
    """Whether a content was fetched, or has figures; a title alone is none."""
    if not group[0].content:
        return False
    if any(fetched_at for _, fetched_at, _ in (one.order for one in group)):
        return True
    report = json.loads(_text(group[0], texts))
    return any(report.get(table) for table in judged_tables())


def _text(one: Known, texts: Texts) -> str:
    text = texts[one.content]
    return text[one.id] if one.id in text else text[min(text)]
