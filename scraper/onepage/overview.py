"""This module makes the one-page report of a whole database."""

from sqlite_utils import Database

from schemas.finding import codes
from scraper.onepage import charts
from scraper.onepage.figures import Line, by_year, panel, total, usable, years
from scraper.onepage.parts import applicants, quality, shares
from scraper.onepage.regions import coverage, heat
from scraper.onepage.section import Cell, Page, Section, Tile, legend, section, table
from scraper.onepage.words import label

_CODES = """SELECT code, severity, count(*) AS count, count(DISTINCT report) AS reports FROM findings
  WHERE report IN (SELECT id FROM reports WHERE scope = ?) GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 12"""


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
