"""This module defines the parts of the page: sections, each with a chart, a table or both."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scraper.onepage.words import words

_FIGURES = {"n", "up", "down"}  # CSS classes of figures

Shown = int | float | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a table: its text, its CSS class, and its link."""

    text: str
    mark: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page; a folded one is opened by a click."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """The head of each column, with whether figures stand below it; the first column says what a row is."""
        return [
            (name, at > 0 and any(row[at].mark in _FIGURES for row in self.rows))
            for at, name in enumerate(self.head)
        ]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at the top of the page."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    name: str
    title: dict[str, str]
    note: dict[str, str] = field(default_factory=dict)
    chart: dict[str, Any] | None = None
    table: Table | None = None
    legend: tuple[tuple[str, str], ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    lead: str
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]


def section(name: str, chart: dict[str, Any] | None = None, table: Table | None = None,
            **more: Any) -> Section:  # fmt: skip
    """The section of a name, with title and note from words.toml unless `more` has them."""
    texts = words().get(name, {})
    return Section(name, chart=chart, table=table, wide=more.pop("wide", chart is None),
                   **{"title": texts.get("title", {}), "note": texts.get("note", {})} | more)  # fmt: skip


def legend(kinds: Iterable[str], colours: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The meaning of each colour of a chart."""
    return tuple(zip(kinds, colours, strict=False))


def table(head: Iterable[str], rows: Iterable[Iterable[Any]], *, folded: bool = False) -> Table:
    """A table of values; a blank is shown as a dash."""
    return Table(tuple(head), tuple(tuple(map(cell, row)) for row in rows), folded)


def cell(value: Shown | Cell) -> Cell:
    """A value as a field: figures right-aligned, with thousands separators."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, str):
        return Cell(value, "n" if value.isdigit() else "")  # keeps a year on one line
    return Cell(figure(value), "n")


def figure(value: Shown) -> str:
    """A figure for display: `1,234`, with one decimal if it has any, or a dash for None."""
    if value is None:
        return "—"
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    return f"{value:,}"


def percent(value: float | None) -> Cell:
    """A share as a percentage."""
    return Cell("—" if value is None else f"{value:.1%}", "n")


def link(text: str, address: str | None, mark: str = "") -> Cell:
    """A text with a link, if the address is of the web."""
    safe = address and address.lower().startswith(("http://", "https://"))
    return Cell(text, mark, address if safe else None)
