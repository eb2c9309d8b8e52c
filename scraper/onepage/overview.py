"""This module makes the one-page report of a whole database."""

from sqlite_utils import Database

from schemas.finding import codes
from schemas.report import Status
from scraper.database.dictionary import by_key
from scraper.database.tables import WELL_READ_SQL, figure_columns
from scraper.onepage import charts
from scraper.onepage.figures import OUTCOMES, Line, by_year, panel, total, usable, years
from scraper.onepage.regions import coverage, heat
from scraper.onepage.section import Cell, Page, Section, Tile, coded, label, legend, section, table

_CODES = """SELECT code, severity, count(*) AS count, count(DISTINCT report) AS reports FROM findings
  WHERE report IN (SELECT id FROM reports WHERE scope = ?) GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 12"""
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


def overview(db: Database, found: list[Line], scope: str, name: str) -> Page:
    """The page of all the reports of a scope."""
    good = usable(found)
    span = years(found)
    parts = [
        trend(good, span),
        shares(good),
        applicants(db, scope),
        quality(found),
        heat(db, good),
        coverage(db),
        findings(db, scope),
    ]
    lead = f"{name} · {label(scope, 'scopes')} · {_span(span)}"
    title = "政府信息公开工作年度报告"
    return Page(title, lead, tiles(found, good), tuple(part for part in parts if part))


def _span(span: list[int]) -> str:
    return f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0])


def tiles(found: list[Line], good: list[Line]) -> tuple[Tile, ...]:
    """The figures at the top: how many reports there are, and how far they can be trusted."""
    held, failed = total(found, "held") or 0, total(found, "failed") or 0
    proved = sum(line["requests_status"] == "proved" for line in found)
    span = years(good)
    latest = [line for line in good if span and line["report_year"] == span[-1]]
    made = [
        Tile(f"{len(found):,}", label("reports")),
        Tile(f"{len({line['agency'] for line in found}):,}", label("agencies")),
        Tile(f"{proved / len(found):.0%}", label("proved")),
        Tile(f"{held / (held + failed):.2%}" if held + failed else "—", label("equations"),
             f"{held:,} / {held + failed:,}"),
    ]  # fmt: skip
    if latest:
        asked = total(latest, "new_requests") or 0
        made.append(Tile(f"{asked:,}", label("new_requests"), str(span[-1])))
    return tuple(made)


def trend(good: list[Line], span: list[int]) -> Section:
    """New requests over the years, of all reports and of the agencies with a report in every year."""
    every, same = by_year(good), by_year(panel(good, span))
    kinds = (label("all"), label("panel")) if same else (label("all"),)
    points = [{"year": year, "kind": kind, "value": total(parted[year], "new_requests")}
              for kind, parted in zip(kinds, (every, same), strict=False) for year in parted]  # fmt: skip
    rows = [
        (str(year), len(those), total(those, "new_requests"), total(those, "results_total"),
         total(those, "carried_forward"), len(same.get(year, ())),
         total(same.get(year, ()), "new_requests"))
        for year, those in every.items()
    ]  # fmt: skip
    head = [
        label(key)
        for key in ("year", "reports", "new_requests", "results_total", "carried_forward")
    ]
    head += [f"{label('panel')} · {label(key)}" for key in ("reports", "new_requests")]
    return section("trend", charts.trend(points, label("requests"), kinds),
                   table(head, rows, folded=True), legend=legend(kinds, charts.LINES))  # fmt: skip


def findings(db: Database, scope: str) -> Section | None:
    """The findings by code, with their sentences."""
    rows = [
        (Cell(row["code"], row["severity"]), row["count"], row["reports"],
         f"{codes()[row['code']].zh} {codes()[row['code']].en}")
        for row in db.query(_CODES, [scope])
    ]  # fmt: skip
    head = [label(key) for key in ("code", "count", "reports", "meaning")]
    return section("findings", None, table(head, rows)) if rows else None
