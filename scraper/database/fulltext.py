"""This module indexes the sections' text with a space around every Chinese character.

So a word of any length can be found as a phrase, which SQLite's own tokenizers do not allow.
"""

import re
import sqlite3

_BASIC = r"\u3400-\u9fff\uf900-\ufaff"
_BEYOND = r"\U00020000-\U0003ffff"  # characters of two UTF-16 units
_CHARACTERS = re.compile(rf"[{_BASIC}{_BEYOND}]+")
# Runs of digits, letters and punctuation, which stay together. A pattern that begins with a set, and that with
# what most letters are, is sought in half the time of one that repeats it.
_TOGETHER = re.compile(rf"[^{_BASIC}\s][^{_BASIC}\s]+")


def index_text(text: str) -> str:
    """A text as the index holds it.

    >>> index_text("2024年新收3件")
    '2024 年 新 收 3 件 '

    All UTF-16 units are spaced out at once, and runs that belong together are restored; inserting spaces
    one by one would take three times as long, as long as reading a report's tables.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) != 2 * len(text):
        return _CHARACTERS.sub(lambda run: f" {' '.join(run.group())} ", text)
    wide = bytearray(b" \0" * 2 * len(text))
    wide[0::4], wide[1::4] = units[0::2], units[1::2]
    apart = wide.decode("utf-16-le", "surrogatepass")
    pieces: list[str] = []
    done = 0
    for run in _TOGETHER.finditer(text):
        begin, end = run.span()
        pieces += (apart[done : 2 * begin], run.group())
        done = 2 * end - 1
    return "".join((*pieces, apart[done:]))


def query_phrases(words: str) -> str:
    """A full-text query that requires each word as a phrase; no words find nothing."""
    quoted = (index_text(word).replace('"', " ").split() for word in words.split())
    return " ".join(f'"{" ".join(parts)}"' for parts in quoted if parts) or '""'


def remove_from_index(db: sqlite3.Connection, report: str) -> None:
    """Remove a report's sections from the index, before their rows are deleted."""
    held = db.execute("SELECT id, heading, text FROM sections WHERE report = ?", (report,))
    db.executemany(
        "INSERT INTO sections_fts (sections_fts, rowid, heading, text) VALUES ('delete', ?, ?, ?)",
        [(ident, index_text(heading), index_text(text)) for ident, heading, text in held],
    )
