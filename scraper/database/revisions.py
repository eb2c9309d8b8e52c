"""This module orders the captures of one report into revisions, independently of the order of reading, and keeps the texts of the others.

A revision is one content: figures and sections' text, and the name of the agency, or its region without one, where
pages of one code differ in that, since the code may turn out to be that of none. It is represented by the first capture with that
content and ordered by the last one, so that fetching a page again changes nothing, and a page that is
restored to an earlier content becomes current again. A saved page without a table is never the current
one of several: it is a part of a report, or its document is saved elsewhere, and nothing tells which of
two saved pages is newer. A crawl knows, and what it found last is current, unless that has nothing but a
title: a page that shows the report in a frame, or has lost it.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from parsers.metadata.spellings import brief_name
from scraper.database.identities import Known
from scraper.database.tables import judged_tables

Texts = dict[str, dict[str, str]]  # content -> capture -> the report as JSON
ALIKE = "claimed_code, claimed_name, claimed_region, claimed_year, claimed_scope, content"
ORDER = "coalesce(claimed_on, '') || char(1) || coalesce(fetched_at, '') || char(1) || sha256 || char(1) || id"
_FIRSTS = f"""SELECT id, content, min({ORDER}) FROM captures
  WHERE report = ? AND content != '' GROUP BY {ALIKE}, read_by = ''"""  # noqa: S608  (names are ours)
_SHOWN = "SELECT content, capture, json FROM revisions WHERE report = ?"
_SPARE = """SELECT content, capture, json FROM spare_texts
  JOIN captures ON captures.id = capture WHERE report = ?"""
# The pages that are corrected, and the first of each address that has the content of one and its report.
_CORRECTED = "(SELECT coalesce(article, id) FROM captures WHERE sha256 IN (SELECT value FROM json_each(:pages)))"
_CONCERNED = f"""SELECT id, min({ORDER}) FROM captures
  WHERE (report, content) IN (SELECT report, content FROM captures WHERE id IN {_CORRECTED})
  GROUP BY {ALIKE}, url, iif(id IN {_CORRECTED}, id, '')"""  # noqa: S608


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


def texts_of(db: sqlite3.Connection, reports: Iterable[str]) -> Texts:
    """The texts of the captures of some reports, as far as they are kept."""
    texts: Texts = defaultdict(dict)
    for report in reports:
        for sql in (_SHOWN, _SPARE):
            for content, capture, text in db.execute(sql, (report,)):
                texts[content][capture] = text
    return texts


def keep_apart(
    db: sqlite3.Connection, report: str, wanted: Iterable[Revision], texts: Texts
) -> None:
    """Keep the text of the first of a report's captures that claim alike, unless it is that of a revision `wanted`."""
    shown = {one.capture for one in wanted}
    firsts = {key: content for key, content, _ in db.execute(_FIRSTS, (report,))}
    held = {key for _, key, _ in db.execute(_SPARE, (report,))}
    spare = {key for key, content in firsts.items() if key not in shown and key in texts[content]}
    db.executemany("DELETE FROM spare_texts WHERE capture = ?", [(key,) for key in held - spare])
    new = [(key, texts[firsts[key]][key]) for key in sorted(spare - held)]
    db.executemany("INSERT INTO spare_texts VALUES (?, ?)", new)


def drop(db: sqlite3.Connection, capture: str) -> None:
    """Drop the text of a capture, which is read again or is no report any more."""
    db.execute("DELETE FROM spare_texts WHERE capture = ?", (capture,))


def forget(db: sqlite3.Connection, corrected: Iterable[str]) -> None:
    """Have pages with corrections, by their SHA-256, read again, and those that may come to represent their revisions.

    Until then they count apart, so that the text of either is kept whichever is read first.
    """
    found = db.execute(_CONCERNED, {"pages": json.dumps(sorted(corrected))}).fetchall()
    db.executemany("UPDATE captures SET read_by = '' WHERE id = ?", [(key,) for key, _ in found])
