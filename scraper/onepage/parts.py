"""This module makes the sections that show shares of a whole: outcomes, applicants, statuses."""

from sqlite_utils import Database

from schemas.report import Status
from scraper.database.dictionary import by_key
from scraper.database.tables import WELL_READ_SQL, figure_columns
from scraper.onepage import charts
from scraper.onepage.figures import OUTCOMES, Line, by_year, total
from scraper.onepage.section import Cell, Section, legend, section, table
from scraper.onepage.words import coded, label

Sums = dict[int, dict[str, int]]

_KINDS = """SELECT reports.report_year AS year, {sums} FROM requests
  JOIN reports ON reports.id = requests.report WHERE row = 'new_requests' AND scope = ?
  AND reports.requests_status IN {well} AND report_year IS NOT NULL
  GROUP BY 1 ORDER BY 1"""


def shares(good: list[Line]) -> Section | None:
    """Outcomes of requests by year."""
    sums = {
        year: {kind: total(those, f"{kind}_total") or 0 for kind in OUTCOMES}
        for year, those in by_year(good).items()
    }
    named = {kind: label(kind, "outcomes") for kind in OUTCOMES}
    return stacked("shares", sums, named, charts.OUTCOMES)


def applicants(db: Database, scope: str) -> Section | None:
    """Kinds of applicants by year."""
    kinds = figure_columns("requests")[:-1]
    added = ", ".join(f"coalesce(sum({kind}), 0) AS {kind}" for kind in kinds)
    sql = _KINDS.format(sums=added, well=WELL_READ_SQL)
    sums = {row.pop("year"): row for row in db.query(sql, [scope])}
    glosses = {kind: by_key()["column", f"requests.{kind}"] for kind in kinds}
    named = {kind: f"{entry.zh} {entry.en.capitalize()}" for kind, entry in glosses.items()}
    return stacked("applicants", sums, named, charts.APPLICANTS)


def quality(found: list[Line]) -> Section | None:
    """Statuses of reports by year."""
    statuses = [one.value for one in reversed(Status)]
    sums = {
        year: {one: sum(line["status"] == one for line in those) for one in statuses}
        for year, those in by_year(found).items()
    }
    named = {one: coded("status", one) for one in statuses}
    return stacked("quality", sums, named, charts.STATUSES, of="reports")


def stacked(name: str, sums: Sums, named: dict[str, str], colours: tuple[str, ...],
            of: str = "requests") -> Section | None:  # fmt: skip
    """A section with the shares of each year's total, as chart and table; None if there is nothing.

    `of` is what is counted.
    """
    whole = {year: sum(parts.values()) for year, parts in sums.items() if sum(parts.values())}
    if not whole:
        return None
    points = [
        {"year": year, "kind": named[kind], "count": sums[year][kind], "order": order,
         "share": sums[year][kind] / whole[year]}
        for year in whole for order, kind in enumerate(named)
    ]  # fmt: skip
    rows = [[str(year), whole[year], *(_part(sums[year][kind], whole[year]) for kind in named)]
            for year in whole]  # fmt: skip
    chart = charts.stacked(points, list(named.values()), colours, of=label(of))
    head = [label("year"), label(of), *named.values()]
    keys = legend(named.values(), colours)
    return section(name, chart, table(head, rows, folded=True), legend=keys)


def _part(count: int, whole: int) -> Cell:
    return Cell(f"{count:,} · {count / whole:.1%}", "n")
