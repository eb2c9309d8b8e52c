"""This module repairs an archive's files after a kill: it cuts off what was not completely written."""

import os
import zlib
from pathlib import Path

from scraper.archive import OWN_FILES
from scraper.errors import ArchiveDamaged
from scraper.frontier import Frontier
from scraper.inputs.gzip_members import find_torn_member


def truncate_incomplete(folder: Path, frontier: Frontier) -> None:
    """Truncate each of the archive's own files to the length that the frontier acknowledged.

    A file that the frontier does not know, because the frontier was lost, is truncated to its last
    complete record. Raises ArchiveDamaged if a file is missing or shorter than acknowledged.
    """
    for name, acked in frontier.rows("SELECT name, acked FROM files"):
        path = folder / name
        if acked == 0:
            path.unlink(missing_ok=True)
            frontier.write("DELETE FROM files WHERE name = ?", name)
        else:
            _truncate(path, acked)
    known = {str(row[0]) for row in frontier.rows("SELECT name FROM files")}
    for path in sorted(folder.glob(OWN_FILES)):
        if path.name not in known:
            _adopt(path, frontier)


def _adopt(path: Path, frontier: Frontier) -> None:
    """Acknowledge a file up to its last complete record; a corrupt one is left as it is."""
    try:
        with path.open("rb") as file:
            torn = find_torn_member(file)
    except zlib.error:
        return
    whole = path.stat().st_size if torn is None else torn
    if not whole:
        path.unlink()
        return
    os.truncate(path, whole)
    frontier.write("INSERT INTO files (name, acked) VALUES (?, ?)", path.name, whole)


def _truncate(path: Path, acked: int) -> None:
    size = path.stat().st_size if path.exists() else -1
    if size < acked:
        found = "is gone" if size < 0 else f"has {size} bytes"
        raise ArchiveDamaged(
            f"{path}: {found}, but its frontier knows {acked} bytes; "
            "put it back, or remove frontier.db to fetch everything again"
        )
    if size > acked:
        os.truncate(path, acked)
