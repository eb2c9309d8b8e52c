"""This module finds articles whose documents are in other files of an archive, to be read again together."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from schemas.capture import Capture
from scraper.errors import ArchiveDamaged
from scraper.inputs.captures import captures
from scraper.inputs.document_links import addresses
from scraper.workers.shards import Notes, Row, rows


class Split(NamedTuple):
    """The pages that link to documents in other files, the addresses of their documents, and all files concerned."""

    pages: frozenset[tuple[str | None, int | None]]
    documents: frozenset[str]
    files: frozenset[Path]

    @classmethod
    def of(cls, made: dict[Path, Path], notes: dict[Path, Notes]) -> "Split":
        """Find the split articles of an archive from its files' shards and their notes."""
        held: defaultdict[str, set[Path]] = defaultdict(set)
        for file, one in notes.items():
            for url in one.documents:
                held[url].add(file)
        pages, documents, files = set(), set[str](), set[Path]()
        for file, shard in made.items():
            for row in rows(shard, file.name):
                found = [] if row.document else [link for link in row.links if link in held]
                if any(held[link] != {file} for link in found):
                    pages.add((row.reading.capture.warc, row.reading.capture.offset))
                    documents.update(found)
                    files.update({file}.union(*(held[link] for link in found)))
        return cls(frozenset(pages), frozenset(documents), frozenset(files))

    def has(self, row: Row) -> bool:
        """Whether a row is a split article or a document of one."""
        page = row.reading.capture
        if row.document:
            return not self.documents.isdisjoint(row.links)
        return (page.warc, page.offset) in self.pages

    def captures(
        self, files: list[Path], damage: dict[Path, str]
    ) -> Iterator[tuple[Path, Capture]]:
        """The captures to be read again, in the order of the files; newly found damage is added to `damage`."""
        for file in files:
            if file in self.files:
                try:
                    yield from ((file, one) for one in captures(file) if self._wants(one))
                except ArchiveDamaged as error:
                    damage.setdefault(file, error.reason)

    def _wants(self, one: Capture) -> bool:
        own, _ = addresses(one)
        if own is not None:
            return own in self.documents
        return (one.warc, one.offset) in self.pages
