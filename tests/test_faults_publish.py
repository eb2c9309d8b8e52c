"""Whatever happens around a publication, readers have the old database or the new one, whole.

That a kill at any moment leaves either is seen in `test_kills`.
"""

import shutil
import signal
import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from scraper.atomic_output import lock_place
from scraper.store import Store
from tests.commands import full_disk, gongkai, one_line
from tests.dumped import selected
from tests.processes import Process, one_after_the_other, underway
from tests.spoilt import SPOILT, UNWRITABLE, reports
from tests.yearbook import yearbook

pytestmark = pytest.mark.thorough

OLD, NEW = 108, 135  # reports of 20 agencies, and of 25, in six years


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database and one that has more."""
    folder = tmp_path_factory.mktemp("made")
    yearbook(folder / "old.db", 20, range(2019, 2025))
    yearbook(folder / "new.db", 25, range(2019, 2025))
    assert (reports(folder / "old.db"), reports(folder / "new.db")) == (OLD, NEW)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """A folder where the old database is served and the new one is to be."""
    shutil.copy(made / "new.db", tmp_path / "new.db")
    shutil.copy(made / "old.db", tmp_path / "served.db")
    return tmp_path


def publish(desk: Path, *more: str) -> CompletedProcess[str]:
    return gongkai("publish", desk / "new.db", desk / "served.db", *more)


def untouched(desk: Path, made: Path) -> None:
    """The old database is served, byte for byte, and nothing else has appeared."""
    assert (desk / "served.db").read_bytes() == (made / "old.db").read_bytes()
    assert seen(desk) == {"new.db", "served.db"}
    assert not (desk / ".served.db.new").exists()


def seen(desk: Path) -> set[str]:
    return {path.name for path in desk.iterdir() if not path.name.startswith(".")}


def publishing(desk: Path) -> AbstractContextManager[Process]:
    """A publication that has begun to copy, or is over."""
    words = ("publish", desk / "new.db", desk / "served.db")
    return underway(desk, words, desk / ".served.db.new")


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_publication_leaves_the_old_database(desk, made, sign):
    with publishing(desk) as running:
        running.signalled(sign)
    if code := running.ended(within=0):  # it was not over yet
        assert code == 130
        untouched(desk, made)


def test_a_full_disk_is_one_line_and_leaves_the_old_database(desk, made):
    size = (desk / "new.db").stat().st_size
    for most in (100_000, size - 100_000):
        with full_disk(most):
            one_line(publish(desk))
        untouched(desk, made)
    assert publish(desk).returncode == 0


def test_no_room_for_the_history_leaves_the_old_database(desk, made):
    (desk / ".served.published.jsonl.new").mkdir()
    assert "published.jsonl" in one_line(publish(desk))
    untouched(desk, made)


def test_a_place_that_cannot_be_written_is_one_line(made):
    told = one_line(gongkai("publish", made / "new.db", "/proc/served.db"))
    assert told.startswith("Error: /proc/")


def test_two_at_once_are_one_after_the_other(desk):
    with lock_place(desk / "served.db"):
        assert "another command is writing to it" in one_line(publish(desk))
    with publishing(desk) as first, publishing(desk) as second:
        pass
    one_after_the_other(first, second)
    assert reports(desk / "served.db") == NEW
    assert not (desk / ".served.db.lock").exists()


def test_a_reader_keeps_what_it_has_opened_and_the_next_one_has_the_new_database(desk):
    count = "SELECT count(*) FROM reports"
    with closing(sqlite3.connect(desk / "served.db")) as reader:
        reader.execute("BEGIN")
        assert reader.execute(count).fetchone() == (OLD,)
        assert publish(desk).returncode == 0
        assert reader.execute(count).fetchone() == (OLD,)
        assert len(reader.execute("SELECT * FROM requests").fetchall()) > OLD
    assert reports(desk / "served.db") == NEW


def test_a_link_is_followed_and_permissions_stay(desk):
    (desk / "far").mkdir()
    (desk / "served.db").rename(desk / "far" / "real.db")
    (desk / "far" / "real.db").chmod(0o640)
    (desk / "served.db").symlink_to(Path("far") / "real.db")
    assert publish(desk).returncode == 0
    assert (desk / "served.db").is_symlink()
    assert (desk / "far" / "real.db").stat().st_mode & 0o777 == 0o640
    assert reports(desk / "far" / "real.db") == NEW


def _logged(path: Path, mode: str) -> None:
    """Leave a database as a crash does in the middle of a write: with its log beside it."""
    crashed = path.with_name("crashed.db")
    shutil.copy(path, crashed)
    with closing(sqlite3.connect(crashed, isolation_level=None)) as db:
        db.execute(f"PRAGMA journal_mode = {mode}")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE reports SET title = 'crashed'")
        if mode == "wal":
            db.execute("COMMIT")
        for end in ("", "-wal", "-shm", "-journal"):
            source = Path(f"{crashed}{end}")
            if source.exists():
                shutil.copy(source, f"{path}{end}")
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{crashed}{end}").unlink(missing_ok=True)


@pytest.mark.parametrize(("mode", "log"), [("wal", "-wal"), ("delete", "-journal")])
def test_a_log_that_a_crash_left_beside_the_old_database_harms_no_new_one(desk, mode, log):
    _logged(desk / "served.db", mode)
    assert Path(f"{desk / 'served.db'}{log}").stat().st_size > 0
    assert publish(desk).returncode == 0
    assert seen(desk) == {"new.db", "served.db", "served.published.jsonl"}
    assert reports(desk / "served.db") == NEW
    crashed = "SELECT count(*) FROM reports WHERE title = 'crashed'"
    assert selected(desk / "served.db", crashed) == [(0,)]


def test_logs_of_a_database_that_is_gone_are_no_logs_of_the_new_one(desk):
    _logged(desk / "served.db", "wal")
    (desk / "served.db").unlink()
    assert publish(desk).returncode == 0
    assert reports(desk / "served.db") == NEW
    assert seen(desk) == {"new.db", "served.db", "served.published.jsonl"}


def test_an_old_database_that_is_being_written_is_left_alone(desk, monkeypatch):
    monkeypatch.setattr("scraper.gate.swap.TIMEOUT", 0.1)
    with closing(sqlite3.connect(desk / "served.db", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("BEGIN IMMEDIATE")
        assert "in use" in one_line(publish(desk))
        writer.execute("ROLLBACK")
    assert reports(desk / "served.db") == OLD
    assert publish(desk).returncode == 0


def test_what_a_log_beside_the_new_database_holds_is_published(desk):
    with closing(sqlite3.connect(desk / "new.db", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("UPDATE reports SET title = 'in the log'")
        assert (desk / "new.db-wal").stat().st_size > 0
        assert publish(desk).returncode == 0
    logged = "SELECT count(*) FROM reports WHERE title = 'in the log'"
    (found,) = selected(desk / "served.db", logged)
    assert found == (NEW,)


def test_a_database_that_is_still_being_extracted_is_not_published(desk, made):
    with Store(desk / "new.db") as store:
        told = one_line(publish(desk))
        assert "an extraction into it is running" in told
        store.finish()
    assert publish(desk).returncode == 0
    shutil.copy(made / "old.db", desk / "served.db")
    with Store(desk / "new.db"):
        pass  # an extraction that was killed: it has begun and not ended
    assert "was interrupted" in one_line(publish(desk))


@pytest.mark.parametrize("name", SPOILT)
def test_a_new_database_that_is_not_sound_is_never_served(desk, made, name):
    spoil, said = SPOILT[name]
    spoil(desk / "new.db")
    for more in ((), ("--accept", "everything")):
        told = one_line(publish(desk, *more))
        assert said in told
        assert "new.db" in told
        untouched(desk, made)


@pytest.mark.parametrize("name", UNWRITABLE)
def test_an_old_database_that_cannot_be_compared_is_not_replaced_unasked(desk, name):
    spoil, said = UNWRITABLE[name]
    spoil(desk / "served.db")
    before = (desk / "served.db").read_bytes()
    told = one_line(publish(desk))
    assert said in told
    assert "served.db" in told
    assert (desk / "served.db").read_bytes() == before
    assert seen(desk) == {"new.db", "served.db"}
    if name in ("older", "newer", "an earlier build's"):
        assert "--accept everything" in told
        assert publish(desk, "--accept", "everything").returncode == 0
        assert reports(desk / "served.db") == NEW
    else:
        one_line(publish(desk, "--accept", "everything"))
        assert (desk / "served.db").read_bytes() == before
        (desk / "served.db").replace(desk / "aside.db")
        assert publish(desk).returncode == 0
