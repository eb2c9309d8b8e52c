"""This module is the verb `audit`: one superior's agencies of a year, as disclosure offices look."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table

from scraper.audit import Audit, audit, superiors
from scraper.audit_workbook import write
from scraper.database import reading
from scraper.dictionary import value_words
from scraper.verbs.output import as_json, console
from scraper.verbs.verb import Verb


@click.command(
    "audit",
    cls=Verb,
    examples=(
        "gongkai audit reports.db",
        "gongkai audit reports.db 海晏市人民政府 --year 2024 --xlsx audit.xlsx",
    ),
)
@click.argument("db", type=click.Path(path_type=Path))
@click.argument("superior", required=False)
@click.option("--year", type=int, help="The year reported on; the latest if not said.")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook.")
@click.option("--json", "json_wanted", is_flag=True, help="Print what was found as JSON.")
def audit_verb(
    db: Path, superior: str | None, year: int | None, xlsx: Path | None, json_wanted: bool
) -> None:
    """Audit the agencies under SUPERIOR: published when, what fails, what is copied.

    Without SUPERIOR the superiors that DB knows are listed, from rosters and portals.
    """
    with reading(db) as held:
        if superior is None:
            found: Any = superiors(held.conn)
            as_json(found) if json_wanted else console().print(_superiors(found))
            return
        told = audit(held.conn, superior, year)
    if xlsx:
        write(told, xlsx)
    if json_wanted:
        as_json(asdict(told))
    else:
        _show(told)


def _superiors(found: list[dict[str, Any]]) -> Table:
    table = Table("superior", "agencies", "reports", "latest", box=box.SIMPLE_HEAD)
    for one in found:
        values = (one["superior"] or "—", one["agencies"], one["reports"], one["latest"] or "—")
        table.add_row(*map(str, values))
    return table


def _show(told: Audit) -> None:
    screen = console()
    counts = ", ".join(f"{value:,} {key.replace('_', ' ')}" for key, value in told.counts.items())
    screen.print(f"{told.superior or '—'} {told.year}: {counts}", highlight=False)
    table = Table("agency", "scope", "publication", "published", "form", "status", "equations",
                  "years", "prose", "last year", "peer", box=box.SIMPLE_HEAD)  # fmt: skip
    for line in told.agencies:
        table.add_row(*_cells(line))
    screen.print(table)


def _cells(line: dict[str, Any]) -> list[str]:
    words = [value_words(key, line[key]) or "—" for key in ("scope", "timing")]
    plain = [line["published_on"] or "—", line["form"] or "—", line["status"] or "—"]
    faults = [str(len(line[key]) or "") for key in ("failing", "breaks", "prose")]
    shares = [
        "" if line[key] is None else f"{line[key]:.0%}" for key in ("own_share", "peer_share")
    ]
    return [line["agency_name"], *words, *plain, *faults, *shares]
