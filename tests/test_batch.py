"""What a transaction still owes is written whole or taken back alone."""

import sqlite3
from pathlib import Path

import pytest

from scraper.database.batch import Batch
from scraper.database.connect import connect


def test_what_cannot_be_written_is_taken_back_alone_where_nothing_was_written_before(
    tmp_path: Path,
) -> None:
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


def _filed(batch: Batch, portal: tuple[str | None, ...]) -> None:
    with batch.whole():
        batch.add({"portals": [portal]})
        batch.write()
