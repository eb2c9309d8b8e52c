"""This module compares two years place by place, and marks what changed."""

from collections import defaultdict
from collections.abc import Container
from decimal import Decimal
from itertools import chain
from typing import Any

from sqlite_utils import Database

from schemas.form import forms
from scraper.database import names
from scraper.database.dictionary import by_key, glosses
from scraper.database.tables import WELL_READ_SQL, figure_columns, record_tables
from scraper.errors import GongkaiError
from scraper.onepage.figures import Line, panel, total
from scraper.onepage.section import Cell, Page, Section, Tile, figure, label, section, table, words

Place = tuple[str, str]
Value = int | Decimal | None
_FIGURES = """SELECT reports.agency, reports.report_year AS year, t.* FROM {table} AS t
  JOIN reports ON reports.id = t.report
  WHERE reports.report_year IN (?, ?) AND reports.scope = ? AND reports.{table}_status IN {well}"""
_MOST = 20


def compared(
    db: Database, found: list[Line], scope: str, pair: tuple[int, int]
) -> tuple[Page, list[Line]]:
    """The page that compares two years, over the agencies that have both, and the rows of these.

    Raises GongkaiError if no agency has both years.
    """
    before, after = pair
    both = panel(found, pair)
    if not both:
        raise GongkaiError(
            f"no agency has a report both for {before} and for {after}; choose other years"
        )
    agencies = {line["agency"] for line in both}
    parts: list[Section] = []
    changed = 0
    # For several agencies, only figures present in both years are added; for one, a row may be in one form only.
    versions = {line["form"] for line in both} if len(agencies) == 1 else set()
    for name in record_tables():
        grid, marked = _grid(_sums(db, name, scope, pair, agencies), name, versions)
        changed += marked
        if grid:
            parts.append(grid)
    if len(agencies) > 1:
        parts.append(_movers(both, pair))
    lead = f"{before} → {after} · {label(scope, 'scopes')}"
    title = "两年对照" if len(agencies) > 1 else str(both[0]["agency_name"] or both[0]["agency"])
    tiles = (Tile(f"{len(agencies):,}", label("agencies")), Tile(f"{changed:,}", label("changed")),
             *_head(both, pair))  # fmt: skip
    return Page(title, lead, tiles, tuple(parts)), both


def _head(both: list[Line], pair: tuple[int, int]) -> list[Tile]:
    made = []
    for name in ("new_requests", "results_total"):
        was, now = (
            total((line for line in both if line["report_year"] == year), name) for year in pair
        )
        made.append(Tile(figure(now), label(name), f"{pair[0]}: {figure(was)}"))
    return made


def _sums(db: Database, name: str, scope: str, pair: tuple[int, int],
          agencies: set[str]) -> dict[Place, list[Value]]:  # fmt: skip
    """Each place's figure in both years; for several agencies, the sum over those that have it in both."""
    held: dict[Place, dict[str, list[Value]]] = defaultdict(
        lambda: defaultdict(lambda: [None, None])
    )
    for row in db.query(_FIGURES.format(table=name, well=WELL_READ_SQL), [*pair, scope]):
        if row["agency"] in agencies:
            for column in figure_columns(name):
                value = row[column]
                if column != "unit" and value is not None:
                    exact = Decimal(value) if column == "amount" else int(value)
                    held[row["row"], column][row["agency"]][pair.index(row["year"])] = exact
    if len(agencies) == 1:
        return {place: next(iter(by_report.values())) for place, by_report in held.items()}
    return {place: _added(list(by_report.values())) for place, by_report in held.items()}


def _added(values: list[list[Value]]) -> list[Value]:
    whole = [pair for pair in values if None not in pair]
    if not whole:
        return [None, None]
    return [sum(pair[turn] or 0 for pair in whole) for turn in (0, 1)]


def _grid(sums: dict[Place, list[Value]], name: str, versions: set[str]
          ) -> tuple[Section | None, int]:  # fmt: skip
    """A table of the form with both years in each field, and the number of changed fields."""
    known, common = _known_and_common(name, versions)
    filled_rows, filled_columns = ({place[side] for place in sums} for side in (0, 1))
    rows = [row for row in dict.fromkeys(row for row, _ in known) if row in filled_rows]
    columns = [column for column in figure_columns(name) if column in filled_columns]
    if not rows:
        return None, 0
    fields = [[_field(sums, (row, column), known, common) for column in columns] for row in rows]
    made = table(
        [label("row"), *(_named(f"{name}.{column}", "column") for column in columns)],
        [(Cell(_row_named(name, row)), *line) for row, line in zip(rows, fields, strict=True)],
    )
    entry = glosses()["tables"][name]
    title = {"zh": entry["zh"], "en": entry["en"].partition(",")[0]}
    note = words()["compared"]["note"]
    marked = sum(field.mark in ("up", "down") for line in fields for field in line)
    return section(f"compared-{name}", None, made, title=title, note=note), marked


def _known_and_common(name: str, versions: set[str]) -> tuple[list[Place], set[Place]]:
    """The places of a table in any version of the form, in order, and those that all of some versions have."""
    held = {
        version: form.tables[name].places
        for version, form in forms().items()
        if name in form.tables
    }
    known = dict.fromkeys(chain.from_iterable(held.values()))
    return list(known), set(known).intersection(*(held.get(version, ()) for version in versions))


def _field(sums: dict[Place, list[Value]], place: Place, known: Container[Place],
           common: Container[Place]) -> Cell:  # fmt: skip
    """A field; it is empty if no form has the place, and counts as unchanged if one year's form lacks it."""
    if place not in known:
        return Cell("")
    field = compared_figures(*sums.get(place, (None, None)))
    return field if place in common else Cell(field.text, "n")


def _row_named(table_name: str, row: str) -> str:
    """A row's label, after the printed name of those among which it stands: `不予公开 1.属于国家秘密`."""
    part = names.part_of(row, by_key()["row", f"{table_name}.{row}"].zh)
    prefix = f"{part} " if part and table_name == "requests" else ""
    return prefix + _named(f"{table_name}.{row}", "row")


def _named(key: str, kind: str) -> str:
    entry = by_key()[kind, key]
    return f"{entry.zh} {entry.en}"


def compared_figures(was: Value, now: Value) -> Cell:
    """A field with both years' figures, coloured if they differ; a blank is not zero."""
    if was == now:
        return Cell(figure(now), "n")
    up = (now if now is not None else -1) > (was if was is not None else -1)
    return Cell(f"{figure(was)} → {figure(now)}", "up" if up else "down")


def _movers(found: list[Line], pair: tuple[int, int]) -> Section:
    held: dict[str, list[Any]] = defaultdict(lambda: ["", None, None])
    for line in found:
        by_year = held[line["agency"]]
        by_year[0] = line["agency_name"] or line["agency"]
        by_year[1 + pair.index(line["report_year"])] = line.get("new_requests")
    moved = [(name, was, now) for name, was, now in held.values()
             if was is not None and now is not None and was != now]  # fmt: skip
    moved.sort(key=lambda one: (-abs(one[2] - one[1]), one[0]))
    rows = [(name, was, now, Cell(f"{now - was:+,}", "up" if now > was else "down"))
            for name, was, now in moved[:_MOST]]  # fmt: skip
    head = [label("agency"), str(pair[0]), str(pair[1]), label("change")]
    return section("movers", None, table(head, rows))
