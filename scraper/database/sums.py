"""This module derives sums over reports by year, and ranks among peers.

Only years with added or removed reports are computed again. Own and consolidated reports are never
added up together: `scope` is part of every key.
"""

from functools import cache

from scraper.database.lines import Columns, DerivedTable, rows_of, wide_places
from scraper.database.views import outcome_totals

_KEY: Columns = {
    "report_year": ("INTEGER", "t.report_year"),
    "scope": ("TEXT NOT NULL", "t.scope"),
    "level": ("TEXT", "t.level"),
    "superior": ("TEXT", "t.superior"),
    "reports": ("INTEGER NOT NULL", "count(*)"),
}
APPLICANTS = ("natural_person", "business_enterprise", "research_institution",
              "public_interest_organization", "legal_service_institution", "other_organization")  # fmt: skip
# The years without rows in a table: new ones, and those whose rows were deleted as stale.
_YEARS = """coalesce(t.report_year, 0) IN (SELECT coalesce(report_year, 0)
    FROM (SELECT DISTINCT report_year FROM publication) AS every
    WHERE NOT EXISTS (SELECT 1 FROM {name} WHERE {name}.report_year IS every.report_year))"""
_BY_KEY = f"WHERE {_YEARS} GROUP BY t.report_year, t.scope, t.level, t.superior"
_RANKED = f"""(SELECT scope, report_year, level, new_requests, disclosed_share,
      rank() OVER (group_of ORDER BY new_requests DESC) AS place, count(*) OVER group_of AS peers,
      row_number() OVER (group_of ORDER BY new_requests) AS by_requests,
      count(disclosed_share) OVER group_of AS with_share,
      row_number() OVER (group_of ORDER BY disclosed_share DESC NULLS LAST) AS by_share
    FROM (SELECT t.scope, t.report_year, t.level, t.new_requests,
      round(1.0 * {{disclosed}} / nullif(t.results_total, 0), 4) AS disclosed_share
      FROM request_totals AS t WHERE t.new_requests IS NOT NULL AND {_YEARS})
    WINDOW group_of AS (PARTITION BY scope, report_year, level))"""  # noqa: S608  (names are ours)


@cache
def yearly() -> dict[str, DerivedTable]:
    """All tables computed year by year, by name."""
    disputes = next(places for name, _, places in wide_places() if name == "dispute_totals")
    ranked = _RANKED.replace("{disclosed}", outcome_totals()["disclosed_total"])
    return {
        "request_years": _requests(),
        "dispute_years": DerivedTable(
            _KEY | {name: _sum(f"t.{name}") for name, _, _ in disputes},
            f"dispute_totals AS t {_BY_KEY}",
        ),
        "report_years": _reports(),
        "peer_groups": DerivedTable(_GROUPS, f"{ranked} GROUP BY scope, report_year, level"),
        "peer_places": DerivedTable(_PLACES, _COUNTED),
    }


def _sum(cell: str) -> tuple[str, str]:
    return ("INTEGER", f"sum({cell})")


def _count(condition: str) -> tuple[str, str]:
    return ("INTEGER NOT NULL", f"count(CASE WHEN {condition} THEN 1 END)")


def _requests() -> DerivedTable:
    """Sums of every row, of new requests by applicant, and of outcomes over reports that have results."""
    results = {"results_total": "t.results_total"} | outcome_totals()
    cells = (
        {row: _sum(f"t.{row}") for row in rows_of("requests")}
        | {"asked": ("INTEGER NOT NULL", "count(n.report)")}
        | {name: _sum(f"n.{name}") for name in APPLICANTS}
        | {"answered": _count("t.results_total > 0")}
        | {
            f"answered_{name.removesuffix('_total')}": _sum(
                f"CASE WHEN t.results_total > 0 THEN {total} END"
            )
            for name, total in results.items()
        }
    )
    asked = "LEFT JOIN requests AS n ON n.report = t.report AND n.row = 'new_requests'"
    return DerivedTable(_KEY | cells, f"request_totals AS t {asked} {_BY_KEY}")


def _reports() -> DerivedTable:
    """Numbers of reports with failed equations, and of those in time, late and undated."""
    cells = {
        "faulty": _count("q.failed > 0"),
        "in_time": _count("t.timing = 'in-time'"),
        "late": _count("t.timing = 'late'"),
        "undated": _count("t.timing = 'undated'"),
        "late_week": _count("t.timing = 'late' AND t.days_late <= 7"),
        "late_month": _count("t.timing = 'late' AND t.days_late BETWEEN 8 AND 31"),
        "late_quarter": _count("t.timing = 'late' AND t.days_late BETWEEN 32 AND 90"),
        "late_longer": _count("t.timing = 'late' AND t.days_late > 90"),
        "latest": ("TEXT", "max(t.first_published_on)"),
    }
    quality = "CROSS JOIN quality AS q ON q.report = t.report"
    return DerivedTable(_KEY | cells, f"publication AS t {quality} {_BY_KEY}")


_PEERS: Columns = {
    "scope": ("TEXT NOT NULL", "scope"),
    "report_year": ("INTEGER", "report_year"),
    "level": ("TEXT", "level"),
}
_MIDDLE = "avg(CASE WHEN {order} IN (({count} + 1) / 2, ({count} + 2) / 2) THEN {value} END)"
_GROUPS = _PEERS | {
    "peers": ("INTEGER NOT NULL", "max(peers)"),
    "median_new_requests": (
        "REAL", _MIDDLE.format(order="by_requests", count="peers", value="new_requests")),
    "median_disclosed_share": (
        "REAL", "round({}, 4)".format(_MIDDLE.format(
            order="by_share", count="with_share", value="disclosed_share"))),
}  # fmt: skip
_PLACES = _PEERS | {
    "new_requests": ("INTEGER NOT NULL", "new_requests"),
    "place": ("INTEGER NOT NULL", "1 + sum(reports) OVER more - reports"),
}
_COUNTED = f"""(SELECT t.scope, t.report_year, t.level, t.new_requests, count(*) AS reports
    FROM request_totals AS t WHERE t.new_requests IS NOT NULL AND {_YEARS}
    GROUP BY t.scope, t.report_year, t.level, t.new_requests)
  WINDOW more AS (PARTITION BY scope, report_year, level ORDER BY new_requests DESC
    ROWS UNBOUNDED PRECEDING)"""  # noqa: S608


def yearly_schema() -> str:
    """The tables computed year by year, as SQL."""
    tables = "".join(
        f"{one.create(name)}CREATE INDEX {name}_report_year ON {name}(report_year);\n"
        for name, one in yearly().items()
    )
    index = "peer_places_new_requests\n  ON peer_places(scope, report_year, new_requests, level)"
    return f"{tables}CREATE INDEX {index};\n"
