"""What a transaction still owes is written whole or taken back alone."""

import sqlite3

import pytest

from scraper.database.batch import Batch
from scraper.database.connect import connect


def test_what_cannot_be_written_is_taken_back_alone_where_nothing_was_written_before(tmp_path):
    db = connect(tmp_path / "a.db")
    batch = Batch(db)
    batch.begin()
    with pytest.raises(sqlite3.IntegrityError):
        _filed(batch, ("p", None, None, None))
    assert db.in_transaction
    _filed(batch, ("q", "甲县财政局", None, None))
    db.execute("COMMIT")
    assert db.execute("SELECT id FROM portals").fetchall() == [("q",)]
    db.close()


def test_what_is_whole_is_taken_back_whole_where_a_part_of_it_fails(tmp_path):
    """A page among others clears rows before it writes its own: without those, the cleared ones must be back."""
    db = connect(tmp_path / "a.db")
    batch = Batch(db)
    batch.begin()
    _filed(batch, ("p", "甲县财政局", None, None))
    with pytest.raises(sqlite3.IntegrityError):
        _filed(batch, ("q", None, None, None), "DELETE FROM portals")
    assert db.execute("SELECT id FROM portals").fetchall() == [("p",)]
    db.close()


def _filed(batch: Batch, portal: tuple[str | None, ...], before: str = "") -> None:
    with batch.whole():
        batch.db.execute(before)
        batch.add({"portals": [portal]})
        batch.write()
