"""This module keeps the texts of captures that no revision has, so that any may represent one when others leave.

A revision has the text of its first capture. Captures that claim the same and have the same content, as a page with a
visitor counter gives one a night, are always filed alike: of these only the first can represent a revision, unless a correction takes it away.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from scraper.database.revisions import Revision, Texts

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
