"""This module defines a page, the common result of all readers: its text, its tables and its named values.

Later stages do not depend on the document's format.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from parsers.headings import Heading, heading_of
from schemas.finding import Finding


class Span(NamedTuple):
    """How many lines and columns a cell covers, as its source says; capped when laid out."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: each cell's text once, line by line.

    `spans` holds, by (line, cell) counted from 0, only the cells that cover more than one place;
    None for a source that keeps no spans at all. `number` counts the page's tables from 1.
    `pages` gives each line's page in a paged format, `boxes` where on it each cell is: left, top,
    right and bottom, from the page's top left corner. `origins` says where a cell stands in print,
    in a table that was turned. `outside` has figures that the source prints within the table, but in
    none of its cells; `remarks` what a column of them said beside its lines, by line and cell of print.
    """

    lines: tuple[tuple[str, ...], ...]
    spans: dict[tuple[int, int], Span] | None = None
    number: int = 1
    pages: tuple[int, ...] = ()
    boxes: Mapping[tuple[int, int], tuple[float, float, float, float]] = field(
        default_factory=dict, compare=False
    )
    origins: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict, compare=False)
    outside: tuple[str, ...] = ()
    remarks: Mapping[tuple[int, int], str] = field(default_factory=dict, compare=False)

    def origin(self, line: int, cell: int) -> tuple[int, int]:
        """The line and the cell of print where a cell stands."""
        return self.origins.get((line, cell), (line, cell))

    def without(self, left: Collection[int]) -> "Grid":
        """The table with some of its lines empty, so that the others keep their numbers.

        >>> Grid((("甲表",), ("1", "2"))).without({0}).lines
        ((), ('1', '2'))
        """
        lines = tuple(() if at in left else line for at, line in enumerate(self.lines))
        spans = {ref: span for ref, span in (self.spans or {}).items() if ref[0] not in left}
        return replace(self, lines=lines, spans=None if self.spans is None else spans)


Block = str | Grid
Metas = tuple[tuple[str, str], ...]  # the named values of a head, in order


@dataclass(frozen=True)  # no slots: cached properties need a __dict__
class Page:
    """A page as read: `blocks` are its paragraphs and tables in the order of print.

    A paragraph is one line of text, with its inner spaces; an empty string is an empty paragraph,
    which in flattened text may be a blank cell. `title` is the document's own (`<title>`), `metas`
    the named values of its head, in order.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    metas: Metas = ()
    url: str | None = None
    findings: tuple[Finding, ...] = field(default=())

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The tables alone."""
        return tuple(self.placed_grids.values())

    @cached_property
    def placed_grids(self) -> Mapping[int, Grid]:
        """The tables by their places in `blocks`."""
        return {at: block for at, block in enumerate(self.blocks) if isinstance(block, Grid)}

    @cached_property
    def headings(self) -> Mapping[int, Heading]:
        """The headings among the paragraphs, by their places in `blocks`."""
        return {
            at: heading
            for at, block in enumerate(self.blocks)
            if isinstance(block, str) and (heading := heading_of(block))
        }

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs alone."""
        return tuple([block for block in self.blocks if isinstance(block, str)])

    @cached_property
    def named(self) -> Mapping[str, str]:
        """The values of the head by their names in lower case; of several of one name, the first."""
        return {name.lower(): value for name, value in reversed(self.metas)}

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The texts of all cells of the tables."""
        return tuple([cell for grid in self.grids for line in grid.lines for cell in line])

    def telling(self, *findings: Finding) -> "Page":
        """The same page with further findings."""
        return replace(self, findings=(*self.findings, *findings))
