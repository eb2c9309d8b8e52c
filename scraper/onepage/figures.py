"""This module queries a database for the one-page report: one row per report, and sums."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlite_utils import Database

from schemas.report import WELL_READ

Line = dict[str, Any]

OUTCOMES = ("disclosed", "withheld", "unable", "not_processed", "other")
MOST_ROWS = 40
_FEWEST_PEERS = 3
NOWHERE = "—"


def lines(db: Database, scope: str) -> list[Line]:
    """All reports of a scope that have a year: totals, outcomes and disputes in one row."""
    by_agency: dict[str, Line] = {}
    for view in ("request_totals", "outcomes", "dispute_totals", "quality"):
        sql = f"SELECT * FROM {view} WHERE scope = ? AND report_year IS NOT NULL"  # noqa: S608
        for row in db.query(sql, [scope]):
            by_agency.setdefault(row["report"], {"requests_status": "absent"}).update(row)
    return sorted(by_agency.values(), key=lambda line: (line["report_year"], line["report"]))


def usable(found: Iterable[Line]) -> list[Line]:
    """The rows whose table of requests was well read and has figures."""
    return [line for line in found if line["requests_status"] in WELL_READ
            and line.get("new_requests") is not None]  # fmt: skip


def years(found: Iterable[Line]) -> list[int]:
    """The years that occur, in order."""
    return sorted({line["report_year"] for line in found})


def total(found: Iterable[Line], name: str) -> int | None:
    """A sum over rows without blanks; None if all are blank."""
    values = [line[name] for line in found if line.get(name) is not None]
    return sum(values) if values else None


def by_year(found: Iterable[Line]) -> dict[int, list[Line]]:
    """The rows of each year."""
    parted: dict[int, list[Line]] = defaultdict(list)
    for line in found:
        parted[line["report_year"]].append(line)
    return dict(sorted(parted.items()))


def panel(found: list[Line], wanted: Iterable[int]) -> list[Line]:
    """The rows of the agencies that have one in each of the given years."""
    needed = set(wanted)
    had: dict[str, set[int]] = defaultdict(set)
    for line in found:
        had[line["agency"]].add(line["report_year"])
    return [line for line in found
            if needed <= had[line["agency"]] and line["report_year"] in needed]  # fmt: skip


def places(found: list[Line]) -> str:
    """The column that distinguishes places on one page: region, province, superior or agency."""
    regions = {line["region"] for line in found if line.get("region")}
    superiors = {line["superior"] for line in found if line.get("superior")}
    fits = {
        "region": 1 < len(regions) <= MOST_ROWS,
        "province": len({province(region) for region in regions}) > 1,
        "superior": len(superiors) > 1,
    }
    return next((name for name, right in fits.items() if right), "agency_name")


def province(region: str) -> str:
    """The first word of a region: `浙江省 衢州市` to `浙江省`."""
    return region.partition(" ")[0]


def place(line: Line, by: str) -> str:
    """The place of a row, by the given column."""
    if by == "province":
        return province(line.get("region") or NOWHERE)
    return str(line.get(by) or NOWHERE)


@dataclass(frozen=True, slots=True)
class Peers:
    """The agencies that one is compared with: those of its level and region, or of its level only."""

    lines: tuple[Line, ...]
    level: str | None
    region: str | None

    def middle(self, year: int, name: str) -> float | None:
        """The median of a figure among the peers in a year; None if there are too few."""
        values = [line[name] for line in self.lines
                  if line["report_year"] == year and line.get(name) is not None]  # fmt: skip
        return float(median(values)) if len(values) >= _FEWEST_PEERS else None


def peers(found: list[Line], of: Line) -> Peers:
    """The rows of other agencies of the same level and region; of the same level if these are too few."""
    others = [line for line in found if line["agency"] != of["agency"]
              and line.get("level") == of.get("level")]  # fmt: skip
    near = [line for line in others if line.get("region") == of.get("region")]
    if len({line["agency"] for line in near}) >= _FEWEST_PEERS:
        return Peers(tuple(near), of.get("level"), of.get("region"))
    return Peers(tuple(others), of.get("level"), None)
