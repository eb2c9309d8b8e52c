"""This module keeps what a walk through a listing has found: its rows, and whether the site declares more of them."""

from dataclasses import dataclass, field

from parsers.listings.listing import Listing, Request, Row
from scraper.crawling.page import key_of


@dataclass(slots=True)
class Listed:
    """The rows of a portal's listing so far, by their keys.

    `declared` is the number of rows that the site declares; `short` says why the listing is incomplete,
    else it is None.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    declared: int | None = None
    short: str | None = None
    # Lists of one body or year that stayed empty however often they were asked for.
    empty_parts: int = 0
    _duplicates: int = 0  # rows listed twice, which the site may have counted twice

    def take(self, listing: Listing, number: int) -> list[Row]:
        """Take in a page, of its list the one with this number; returns its new rows."""
        # Reversed, so that of duplicates the first one is kept.
        by_key = {key_of(Request(row.url)): row for row in reversed(listing.rows)}
        new = {key: row for key, row in reversed(by_key.items()) if key not in self.rows}
        self.rows |= new
        self._duplicates += len(listing.rows) - len(by_key)
        if listing.declared_rows is not None:
            self.declared = listing.declared_rows
        unread = (listing.unread or 0) > number and not listing.guesses
        if new and unread and not self.is_whole():
            self.short = by_a_script(listing)
        if listing.unaddressed == 1:
            self.note_short("only a script knows the address of 1 report")
        elif listing.unaddressed:
            self.note_short(f"only a script knows the addresses of {listing.unaddressed} reports")
        return list(new.values())

    def note_short(self, why: str) -> None:
        """Note why the listing is incomplete; the first reason stays."""
        self.short = self.short or why

    def is_doubtful(self, listing: Listing) -> bool:
        """Whether a page has no new rows, repeats none by design, and names no other place for its rows."""
        new = any(key_of(Request(row.url)) not in self.rows for row in listing.rows)
        return not (new or listing.leads_elsewhere or (listing.overlaps and listing.rows))

    def is_incomplete(self) -> bool:
        """Whether an empty page cannot be the end: more rows are declared, or none were found so far."""
        return not self.rows or self.declares_more()

    def declares_more(self) -> bool:
        """Whether the site declares more rows than were found."""
        few = self._duplicates if self._duplicates * 2 < len(self.rows) else 0
        return self.declared is not None and len(self.rows) + few < self.declared

    def count(self) -> str:
        """How many of the declared rows were found."""
        return f"{len(self.rows)} of {self.declared} rows"

    def is_whole(self) -> bool:
        """Whether the site declares a number of rows, and all of them were found."""
        return self.declared is not None and not self.declares_more()


def by_a_script(listing: Listing) -> str:
    """Why the page that a listing offers could not be had."""
    return f"page {listing.unread} of the listing is requested by a script"
