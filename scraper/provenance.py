"""This module finds the bytes that a report in a database was read from, in an archive or a folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from schemas.capture import Capture
from scraper.database.connect import open_readonly
from scraper.errors import ArchiveDamaged, GongkaiError, Unreadable
from scraper.inputs.captures import read_at
from scraper.inputs.folders import files_below
from scraper.inputs.sources import Skipped, sources

_CAPTURES = """SELECT captures.sha256, captures.name, captures.url, captures.media_type,
  captures.warc, captures."offset" FROM captures, reports
  WHERE reports.id = ? AND (captures.id = reports.capture OR captures.article = reports.capture)
  ORDER BY captures.id = reports.capture DESC, captures.id"""

# Where a name is given for a report's id, or a part of it: the latest reports that may be meant.
_NEAR = """SELECT id FROM reports WHERE instr(agency_name, :said) OR instr(id, :said)
  ORDER BY report_year DESC, id LIMIT 5"""


def captures_of(database: Path, report: str, places: Iterable[Path]) -> list[Capture]:
    """The page of a report and then its attachments, byte for byte, found below `places`.

    Raises GongkaiError if the database has no such report, or its page is not found.
    """
    with open_readonly(database) as db:
        wanted = list(db.query(_CAPTURES, [report]))
        near = [one for (one,) in db.conn.execute(_NEAR, {"said": report})]
    if not wanted:
        there = f"; there are {', '.join(near)}" if near else ""
        raise GongkaiError(f"{report}: no such report in {database}{there}")
    paths = list(places)
    found = [
        capture
        for row in wanted
        if (capture := _from_archive(row, paths) or _from_saved_pages(row, paths))
    ]
    if not found:
        raise GongkaiError(
            f"{report}: its page, SHA-256 {wanted[0]['sha256']}, was not found in the archive; name the one, or the folder of pages, that DB was made from"
        )
    return found


def _from_archive(row: dict[str, Any], paths: list[Path]) -> Capture | None:
    """A capture at its offset in its WARC file, if the bytes there are still the same."""
    if row["warc"] is None or row["offset"] is None:
        return None
    for file in _files(row["warc"], paths):
        try:
            stored = read_at(file, row["offset"])
        except ArchiveDamaged:  # another file of the same name; the right one may follow
            continue
        capture = Capture(
            body=stored.body, name=row["name"], url=row["url"], media_type=stored.media_type,
            charset=stored.charset, warc=row["warc"], offset=row["offset"],
        )  # fmt: skip
        if capture.sha256 == row["sha256"]:
            return capture
    return None


def _files(name: str, paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        found = files_below(path) if path.is_dir() else iter([path])
        yield from (file for file in found if file.name == name)


def _from_saved_pages(row: dict[str, Any], paths: list[Path]) -> Capture | None:
    """A capture among saved pages, found by its SHA-256."""
    for group in sources(paths, Skipped()):
        if not isinstance(group, Unreadable):
            for capture in (group.capture, *group.attachments):
                if capture.sha256 == row["sha256"]:
                    return capture
    return None
