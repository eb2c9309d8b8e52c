"""This module recovers an archive's files after a kill: it cuts off the torn tail."""

import os
import zlib
from pathlib import Path

from scraper.archive import OURS
from scraper.errors import ArchiveDamaged
from scraper.frontier import Frontier

PIECE = 1 << 20


def cut_torn_tails(folder: Path, frontier: Frontier) -> None:
    """Cut off what lies beyond the last acknowledged byte of each file of ours.

    A file that is gone, or shorter than acknowledged, is ArchiveDamaged. Of a file that the frontier
    does not know, since it was lost, a last record that has no end is cut off.
    """
    for name, acked in frontier.rows("SELECT name, acked FROM files"):
        path = folder / name
        if acked == 0:
            path.unlink(missing_ok=True)
            frontier.write("DELETE FROM files WHERE name = ?", name)
        else:
            _cut(path, acked)
    known = {str(row[0]) for row in frontier.rows("SELECT name FROM files")}
    for path in sorted(folder.glob(OURS)):
        if path.name not in known:
            _take_in(path, frontier)


def _take_in(path: Path, frontier: Frontier) -> None:
    """Acknowledge a file up to its last whole record; one with broken bytes stays as it is."""
    try:
        whole = _whole_members(path)
    except zlib.error:
        return
    if not whole:
        path.unlink()
        return
    os.truncate(path, whole)
    frontier.write("INSERT INTO files (name, acked) VALUES (?, ?)", path.name, whole)


def _whole_members(path: Path) -> int:
    """Where the last whole gzip member of a file ends; broken bytes raise zlib.error."""
    end = place = 0
    inflate = zlib.decompressobj(31)
    with path.open("rb") as file:
        data = file.read(PIECE)
        while data:
            inflate.decompress(data, PIECE)
            rest = inflate.unused_data or inflate.unconsumed_tail
            place += len(data) - len(rest)
            if inflate.eof:
                end, inflate = place, zlib.decompressobj(31)
            data = rest or file.read(PIECE)
    return end


def _cut(path: Path, acked: int) -> None:
    size = path.stat().st_size if path.exists() else -1
    if size < acked:
        found = "is gone" if size < 0 else f"has {size} bytes"
        raise ArchiveDamaged(
            f"{path} {found}, its frontier knows {acked}; "
            "put it back, or remove frontier.db to fetch anew"
        )
    if size > acked:
        os.truncate(path, acked)
