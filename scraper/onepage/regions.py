"""This module makes the sections that compare regions and years."""

from typing import Any

from sqlite_utils import Database

from scraper.onepage import charts
from scraper.onepage.figures import MOST_ROWS, NOWHERE, Line, place, places, province, total
from scraper.onepage.section import Section, Table, cell, label, percent, section, table, words

Points = list[dict[str, Any]]
_COVERAGE = "SELECT region, superior, agency_name, report_year, reports > 0 AS had FROM coverage"
_CODES = "SELECT region, name, region_code FROM agencies WHERE region_code IS NOT NULL"


def heat(db: Database, good: list[Line]) -> Section | None:
    """Requests per report by place and year."""
    points = [
        {"place": where, "year": year, "reports": len(those),
         "value": round((total(those, "new_requests") or 0) / len(those), 1)}
        for (where, year), those in _parted(db, good).items()
    ]  # fmt: skip
    return _drawn("heat", points, label("per_report"), ",.0f", charts.HEAT)


def coverage(db: Database) -> Section | None:
    """The share of the known agencies that have a report of either scope, by place and year."""
    points = [
        {"place": where, "year": year, "reports": sum(row["had"] for row in those),
         "value": round(sum(row["had"] for row in those) / len(those), 4)}
        for (where, year), those in _parted(db, list(db.query(_COVERAGE))).items()
    ]  # fmt: skip
    return _drawn("coverage", points, label("covered"), ".0%", charts.COVER)


def _parted(db: Database, found: list[Line]) -> dict[tuple[str, int], list[Line]]:
    """The rows of each place and year, places in the order of their division codes, without a place last."""
    by = places(found)
    codes = _codes(db)
    parted: dict[tuple[str, int], list[Line]] = {}
    for line in found:
        parted.setdefault((place(line, by), line["report_year"]), []).append(line)
    return {
        (label("no_place") if where == NOWHERE else where, year): parted[where, year]
        for where, year in sorted(
            parted, key=lambda one: (one[0] == NOWHERE, codes.get(one[0], "~"), one)
        )
    }


def _codes(db: Database) -> dict[str, str]:
    """The first division code under each name of a region, a province or an agency: GB/T 2260 has their usual order."""
    first: dict[str, str] = {}
    for row in db.query(_CODES):
        region = row["region"] or ""
        for name in (region, province(region), row["name"]):
            first[name] = min(first.get(name, "~"), row["region_code"])
    return first


def _drawn(
    name: str, points: Points, title: str, form: str, shades: charts.Shades
) -> Section | None:
    counts: dict[str, int] = {}
    for point in points:
        counts[point["place"]] = counts.get(point["place"], 0) + point["reports"]
    shown = _short(_first(points, counts))
    if not shown:
        return None
    drawn = charts.heat(shown, title, form, shades)
    return section(name, drawn, _figures(shown, form), note=_note(name, len(counts)))


def _figures(points: Points, form: str) -> Table:
    """The figures drawn, a line each place, for whom a chart says nothing."""
    years = sorted({point["year"] for point in points})
    values = {(point["place"], point["year"]): point["value"] for point in points}
    told = percent if form.endswith("%") else cell
    rows = (
        [where, *(told(values.get((where, year))) for year in years)]
        for where in dict.fromkeys(point["place"] for point in points)
    )
    return table([label("region"), *map(str, years)], rows, folded=True)


def _note(name: str, places: int) -> dict[str, str]:
    """The explanation, and how many of all places are shown."""
    note: dict[str, str] = words()[name]["note"]
    if places <= MOST_ROWS:
        return note
    return {lang: text + words()["cut"][lang].format(some=MOST_ROWS, all=places)
            for lang, text in note.items()}  # fmt: skip


def _first(points: Points, counts: dict[str, int]) -> Points:
    """The points of the places with most reports, as many as fit on a page."""
    kept = set(sorted(counts, key=lambda where: (-counts[where], where))[:MOST_ROWS])
    return [point for point in points if point["place"] in kept]


def _short(points: Points) -> Points:
    """The points without the province in their names, if there are several places and all in one province."""
    named = {point["place"] for point in points} - {label("no_place")}
    if (
        len({province(where) for where in named}) > 1
        or len(named) == 1
        or any(" " not in where for where in named)
    ):
        return points
    return [point | {"place": point["place"].removeprefix(f"{province(point['place'])} ")}
            if point["place"] in named else point for point in points]  # fmt: skip
