"""This module publishes a database while it is killed, and checks the one that readers open."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.extract import extract
from scraper.gate.history import default_path, load
from tests.dumped import digest
from tests.kills.databases import stands
from tests.kills.extractions import FEW, archives
from tests.kills.victim import Victim

NEW = "the new database"


@contextmanager
def publications(place: Path) -> Iterator[Victim]:
    """A publication in the place of a database with fewer reports."""
    files = sorted(archives(place / "archives", FEW).iterdir())
    extract(place / "old.db", files[1:5])
    extract(place / "new.db", files)
    known = {digest(place / "old.db"): "the old one", digest(place / "new.db"): NEW}

    def words(folder: Path) -> tuple[object, ...]:
        """The first command of a folder finds the old database served."""
        if not (folder / "served.db").exists():
            shutil.copy(place / "old.db", folder / "served.db")
        return ("publish", place / "new.db", folder / "served.db")

    def whole(folder: Path) -> frozenset[str]:
        """Assert that readers find the old or the new database complete, and that the new one stays."""
        stands(folder / "served.db")
        load(default_path(folder / "served.db"))
        return frozenset({known[digest(folder / "served.db")]} & {NEW})

    def proves(folder: Path, _: int) -> None:
        assert whole(folder)
        assert {one.name for one in folder.glob("*.db*")} == {"served.db"}

    yield Victim(
        words,
        lambda folder: [*folder.glob("served*"), *folder.glob(".served.db.new*")],
        whole,
        proves,
    )
