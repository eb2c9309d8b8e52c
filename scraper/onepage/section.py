"""This module defines the parts of the page, sections with a chart, a table or both, and renders them as HTML with the words of words.toml."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from schemas.data_files import read_text, read_toml
from scraper.database.dictionary import value_words
from scraper.errors import requires

_FIGURES = {"n", "up", "down"}  # CSS classes of figures
Shown = int | float | Decimal | str | None
_DRAW = """
const charts = JSON.parse(document.getElementById("charts").textContent);
for (const [name, spec] of Object.entries(charts)) {
  vegaEmbed("#chart-" + name, spec, {actions: false, renderer: "svg", ast: true, logLevel: 1, tooltip: {theme: "custom"}});
}
"""


@cache
def words() -> dict[str, Any]:
    """Every text, by part and key."""
    return read_toml("scraper.onepage", "words.toml")


def label(name: str, group: str = "labels") -> str:
    """A label in both languages; a name without one is shown as it is."""
    return str(words()[group].get(name, name))


def coded(column: str, code: str) -> str:
    """A status or a level of government in both languages, in the words of the database's dictionary."""
    return value_words(column, code) or code


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


def html(page: Page, version: str) -> str:
    """The HTML file, with style, charts and the charting library inside.

    Raises ToolMissing if the extra `export` is not installed.
    """
    with requires("altair", "export"):
        from jinja2 import Environment
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(read_text("scraper.onepage", "page.html.jinja"))
    script = _script() if any(part.chart for part in page.sections) else ""
    charts = {part.name: part.chart for part in page.sections if part.chart}
    return template.render(
        page=page,
        style=read_text("scraper.onepage", "page.css"),
        script=script,
        draws=_digest(script),
        charts=_inert(charts),
        method=words()["method"],
        methods=words()["methods"],
        version=version,
    )


def _inert(value: Any) -> str:
    """JSON that is safe within a script element, whatever texts it contains."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def _script() -> str:
    import vl_convert

    bundled: str = vl_convert.javascript_bundle(_DRAW)
    return bundled.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _digest(script: str) -> str:
    """The source for the page's Content-Security-Policy, which allows only this script."""
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'" if script else "'none'"
