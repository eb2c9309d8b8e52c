"""This module gives each page what a person has decided about it.

A correction names a page by the SHA-256 of its bytes, which change with every counter when a crawl
fetches the address again. So it also applies to what the same address served later, as long as that
prints at the place what the corrected page prints there; of a whole page, as long as its content is the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from parsers.corrections import apply
from schemas.capture import Capture
from schemas.correction import WHOLE, Correction
from schemas.report import Report
from scraper.corrections import Corrections
from scraper.fetched import Fetched
from scraper.inputs.attached import Group
from scraper.read import outcome
from scraper.reading import content

# The reports of a corrected page, whose current page is another one that has nothing of the correction.
_SUPERSEDED = """SELECT r.id AS report, coalesce(now.url, now.name, now.id) AS page
  FROM captures c JOIN reports r ON r.id = c.report JOIN captures now ON now.id = r.capture
  WHERE c.sha256 = :sha256 AND now.sha256 != :sha256
    AND NOT EXISTS (SELECT 1 FROM corrections WHERE report = r.id AND place = :place)
    AND NOT EXISTS (SELECT 1 FROM findings WHERE report = r.id AND code = 'correction-unfit'
      AND "where" = :place)"""


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
