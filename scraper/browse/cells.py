"""This module renders a cell: a key as a link, a code in words, a figure linked to its evidence."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from markupsafe import Markup

from scraper.database import names
from scraper.database.dictionary import by_key, value_words
from scraper.database.lines import rows_of, wide_places
from scraper.database.tables import figure_columns, record_tables
from scraper.words import in_chinese

_KEYS = {
    "report": "reports", "previous_report": "reports", "own_report": "reports",
    "consolidated_report": "reports", "other": "reports", "agency": "agencies",
    "capture": "captures",
}  # fmt: skip
_WIDE = ("request_totals", "dispute_totals", "disclosure_totals")


class Cell(NamedTuple):
    """A value with its row, column and table (None in the result of a query)."""

    row: Any
    value: Any
    column: str
    table: str | None


def render(cell: Cell, base: str) -> Markup | None:
    """The cell as HTML, or None for Datasette's default; `base` is the path of its database."""
    for way in _RENDERERS:
        made = way(cell, base)
        if made is not None:
            return made
    return None


def _small(words: str) -> Markup:
    return Markup(' <small class="gk-label">{}</small>').format(words)


def link(href: str, text: object, css: str = "gk-figure") -> Markup:
    """A text as a link, by default as figures have it."""
    return Markup('<a class="{}" href="{}">{}</a>').format(css, href, text)


def _key(cell: Cell, base: str) -> Markup | None:
    table = _KEYS.get(cell.column)
    if table is None or table == cell.table:  # `other` of `reports` has labels as they are printed
        return None
    return link(f"{base}/{table}/{tilde_encode(str(cell.value))}", cell.value, "gk-key")


def _bytes(cell: Cell, base: str) -> Markup | None:
    if cell.column != "sha256" or cell.table == "captures":
        return None
    return link(f"{base}/captures?sha256={cell.value}", f"{cell.value[:12]}…", "gk-key")


def _words(cell: Cell, _: str) -> Markup | None:
    """A code in both languages: status, scope, level, outcome."""
    words = value_words(cell.column, cell.value)
    if words is None:
        return None
    return Markup('<span class="gk-value gk-{}">{}</span>').format(cell.value, words)


def _named(cell: Cell, _: str) -> Markup | None:
    """A key of the form, a finding's code, or the reason why a page was not read, with its Chinese beside it."""
    label = _label(cell)
    if label is None:
        return None
    return Markup("{}").format(cell.value) + _small(label)


def _label(cell: Cell) -> str | None:
    known = by_key()
    if cell.column == "code" and (entry := known.get(("finding", str(cell.value)))):
        return entry.zh
    if cell.column == "reason":
        return in_chinese(str(cell.value))
    if cell.column not in ("row", "column", "key"):
        return None
    kind = "column" if cell.column == "column" else "row"
    tables = (
        [cell.table] if cell.table in record_tables() else [_of(cell, "table"), *record_tables()]
    )
    found = (
        known.get((way, f"{table}.{cell.value}")) for table in tables for way in (kind, "column")
    )
    return next((entry.zh for entry in found if entry), None)


def _share(cell: Cell, _: str) -> Markup | None:
    """A share as a percentage; JSON and CSV keep the number."""
    if not cell.column.endswith("share") or not isinstance(cell.value, float | int):
        return None
    return Markup('<span class="gk-share" title="{}">{:.1%}</span>').format(cell.value, cell.value)


def _figure(cell: Cell, base: str) -> Markup | None:
    """A figure of the form, linked to the page that it was read from."""
    place = _place(cell)
    report = _of(cell, "report")
    if place is None or not report:
        return None
    asked = dict(zip(("table", "row", "column"), place, strict=True)) | {"report": report}
    return link(f"{base}/evidence?{urlencode(asked)}", cell.value)


def _where(cell: Cell, base: str) -> Markup | None:
    """The place of a finding or equation, linked to its figures."""
    report = _of(cell, "report")
    if cell.column != "where" or not report:
        return None
    table, *parts = str(cell.value).split(".")
    kinds = (
        {"row": rows_of(table), "column": figure_columns(table)} if table in record_tables() else {}
    )
    asked = {kind: part for part in parts for kind, names in kinds.items() if part in names}
    if not asked:
        return None
    query = urlencode({"table": table, **asked, "report": report})
    shown = link(f"{base}/evidence?{query}", cell.value)
    return shown + _small(names.place(str(cell.value)))


def _equation(cell: Cell, _: str) -> Markup | None:
    """A failed equation, followed by its keys in the form's words."""
    where = _of(cell, "where") if cell.column == "text" else None
    table = str(where).partition(".")[0]
    words = names.formula(table, cell.value) if table in record_tables() else ""
    return Markup("{}").format(cell.value) + _small(words) if words else None


def _summed(cell: Cell, base: str) -> Markup | None:
    """How many reports a region's sum adds, linked to them."""
    if cell.table is not None or cell.column != "reports" or _of(cell, "extent") is None:
        return None
    which = "region__startswith" if _of(cell, "extent") == "province" else "region"
    region, year = _of(cell, "region"), _of(cell, "report_year")
    asked = {
        "scope": _of(cell, "scope"),
        **({"report_year__isnull": 1} if year is None else {"report_year": year}),
        **({"region__isnull": 1} if region is None else {which: region}),
    }
    return link(f"{base}/request_totals?{urlencode(asked)}", cell.value)


def evidence_place(cell: Cell) -> tuple[str, str] | None:
    """The report and the place of a value that the question `evidence` answers with; None for other cells."""
    parts = [_of(cell, name) for name in ("table", "row", "column")]
    if cell.table is not None or cell.column != "value" or None in (*parts, _of(cell, "report")):
        return None
    return str(_of(cell, "report")), ".".join(map(str, parts))


def _place(cell: Cell) -> tuple[str, str, str] | None:
    if cell.table in record_tables():
        known = cell.column in figure_columns(cell.table) and cell.column != "unit"
        return (cell.table, str(_of(cell, "row")), cell.column) if known else None
    if cell.table == "facts" and cell.column == "value":
        return (str(_of(cell, "table")), str(_of(cell, "row")), str(_of(cell, "column")))
    return _wide().get((cell.table, cell.column)) if cell.table in _WIDE else None


@cache
def _wide() -> dict[tuple[str | None, str], tuple[str, str, str]]:
    return {
        (view, name): (table, row, column)
        for view, table, places in wide_places()
        for name, row, column in places
        if column != "unit"
    }


def _of(cell: Cell, column: str) -> Any:
    try:
        value = cell.row[column]
    except (KeyError, IndexError):
        return None
    return value["value"] if isinstance(value, dict) else value


_RENDERERS: tuple[Callable[[Cell, str], Markup | None], ...] = (
    _key, _bytes, _words, _named, _share, _where, _equation, _figure, _summed,
)  # fmt: skip
