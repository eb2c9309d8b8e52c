"""This module indexes the sections' text: a blank around every Chinese character, so that any word
of any length is found as a phrase, which no tokenizer that ships with SQLite can do.
"""

import re
import sqlite3

_CHARACTERS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def spaced(text: str) -> str:
    """`2024年新收3件` to `2024 年  新  收 3 件`: what the index holds of a text."""
    return _CHARACTERS.sub(lambda run: f" {'  '.join(run.group())} ", text)


def phrase(words: str) -> str:
    """A reader's words as a query of the index: each a phrase, all of them wanted; none finds none."""
    quoted = (spaced(word).replace('"', " ").split() for word in words.split())
    return " ".join(f'"{" ".join(parts)}"' for parts in quoted if parts) or '""'


def forget(db: sqlite3.Connection, report: str) -> None:
    """Take a report's sections out of the index, before their rows go."""
    held = db.execute("SELECT id, heading, text FROM sections WHERE report = ?", (report,))
    db.executemany(
        "INSERT INTO sections_fts (sections_fts, rowid, heading, text) VALUES ('delete', ?, ?, ?)",
        [(ident, spaced(heading), spaced(text)) for ident, heading, text in held],
    )
