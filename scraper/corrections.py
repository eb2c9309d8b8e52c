"""This module loads a corrections file, a mistake in which is reported in one line with file, line and key, and gives each page what a person has decided about it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from parsers.corrections import apply
from schemas.capture import Capture
from schemas.correction import WHOLE, Correction
from schemas.report import Report
from scraper.inputs.attached import Group
from scraper.read import outcome
from scraper.reading import Fetched, content
from scraper.toml import TomlFile, file_beside, text_of, validation_message

_NAME = "corrections.toml"
_KEYS = tuple(key for key in Correction.model_fields if key != "line")
Corrections = dict[str, tuple[Correction, ...]]  # by the SHA-256 of the page
# The reports of a corrected page, whose current page is another one that has nothing of the correction.
_SUPERSEDED = """SELECT r.id AS report, coalesce(now.url, now.name, now.id) AS page
  FROM captures c JOIN reports r ON r.id = c.report JOIN captures now ON now.id = r.capture
  WHERE c.sha256 = :sha256 AND now.sha256 != :sha256
    AND NOT EXISTS (SELECT 1 FROM corrections WHERE report = r.id AND place = :place)
    AND NOT EXISTS (SELECT 1 FROM findings WHERE report = r.id AND code = 'correction-unfit'
      AND "where" = :place)"""


def load(path: Path | None, database: Path) -> Corrections:
    """Load a corrections file, by default the one beside a database, if any; raises click.UsageError for a mistake."""
    path = path or file_beside(database, _NAME)
    return read(str(path), text_of(path)) if path else {}


def read(name: str, text: str) -> Corrections:
    """Read a corrections file's text; see `load`."""
    source = TomlFile(name, text)
    found: dict[str, dict[str, Correction]] = defaultdict(dict)
    for line, entry in source.entries("correction"):
        one = _correction(source, line, entry)
        if first := found[one.sha256].get(one.place):
            raise click.UsageError(
                f"{name}:{line}: {one.place} of this page is already corrected on line {first.line}"
            )
        found[one.sha256][one.place] = one
    return {sha256: tuple(by_place.values()) for sha256, by_place in found.items()}


def _correction(source: TomlFile, line: int, entry: dict[str, Any]) -> Correction:
    source.known_keys(line, entry, _KEYS)
    try:
        return Correction(**entry, line=line)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else "value"
        raise source.mistake(line, key, _problem(first)) from error


def _problem(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        return "is not a SHA-256 in lower-case hexadecimal"
    if error["loc"][:1] == ("value",) and error["type"] in ("int_type", "string_type"):
        return 'is a whole number; an amount with decimals stands in quotes, a blank is ""'
    return validation_message(error)


class Decisions:
    """The corrections of pages, of later fetches of their addresses too once the page itself has been met."""

    def __init__(self, decided: Corrections) -> None:
        self._decided = decided
        self._of_address: dict[str, tuple[Correction, ...]] = {}

    def concern(self, page: Capture | Fetched) -> bool:
        """Whether there is a correction of a page's bytes, or of what its address served before."""
        return bool(self._decided) and (
            page.sha256 in self._decided or page.url in self._of_address
        )

    def corrected(self, group: Group) -> Group:
        """A page with its attachments and the corrections of each; pages are given in the order of fetching."""
        parts = (group.capture, *group.attachments)
        if not any(map(self.concern, parts)):
            return group
        group = replace(group, corrections=tuple(one for part in parts for one in self._of(part)))
        for part in parts:
            if part.url and part.sha256 in self._decided:
                self._of_address[part.url] = tuple(_applied(_alone(group, part)))
        return group

    def _of(self, page: Capture) -> Iterator[Correction]:
        if page.sha256 in self._decided:
            yield from self._decided[page.sha256]
        else:
            for one in self._of_address.get(page.url or "", ()):
                yield one.model_copy(update={"sha256": page.sha256})


def _alone(group: Group, part: Capture) -> Group:
    return group if part is group.capture else replace(group, capture=part, attachments=())


def _applied(group: Group) -> Iterator[Correction]:
    """The corrections that fit a page, each with what the page prints at its place; of a whole page its content."""
    report = outcome(replace(group, corrections=()))
    if not isinstance(report, Report):
        return
    mine = [one for one in group.corrections if one.sha256 == group.capture.sha256]
    corrected = apply(report, [one for one in mine if not one.excludes])
    printed = {one.place: one.printed or "" for one in corrected.corrections}
    printed[WHOLE] = content(report)
    for one in mine:
        if one.place in printed:
            yield one.model_copy(update={"printed": printed[one.place]})


def without_effect(db: Connection, decided: Corrections, met: set[str]) -> list[dict[str, Any]]:
    """The corrections that change nothing, in the file's order.

    `met` are the SHA-256 of the pages read; of a page that was read, `page` is the one that is now
    current in its place.
    """
    found: list[dict[str, Any]] = []
    for one in sorted((one for each in decided.values() for one in each), key=lambda one: one.line):
        told = one.model_dump(mode="json")
        if one.sha256 not in met:
            found.append(told)
        elif now := db.execute(_SUPERSEDED, {"sha256": one.sha256, "place": one.place}).fetchone():
            found.append(told | dict(zip(("report", "page"), now, strict=True)))
    return found
