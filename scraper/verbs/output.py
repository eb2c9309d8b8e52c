"""This module prints a verb's result as JSON or tables, and holds the exit codes."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import click
from rich import box
from rich.console import Console
from rich.table import Table

from schemas.finding import Severity
from scraper.escaping import encodable_json, escape_controls
from scraper.language import say
from scraper.words import translated

Row = TypeVar("Row")

FOUND = 3
NOT_ALL = 4
_WIDTH = 120  # columns, where the output is redirected


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(encodable_json(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def console() -> Console:
    """The console for tables: as wide as the terminal, or `_WIDTH` columns if redirected."""
    terminal = Console()
    return terminal if terminal.is_terminal else Console(width=_WIDTH)


def table(
    columns: Iterable[str],
    title: str | None = None,
    right: Container[str] = (),
    whole: Container[str] = (),
    head: Callable[[str], str] = say,
) -> Table:
    """An empty table that wraps long texts, with columns of these names; `right` are those of figures.

    Neither these nor the columns of `whole`, as of dates and codes, are wrapped, unless the terminal is narrow.
    `head` says what stands over a column of a name.
    """
    roomy = console().width >= _WIDTH
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for name in columns:
        made.add_column(
            head(name) if name else "",
            justify="right" if name in right else "left",
            overflow="fold",
            no_wrap=roomy and (name in right or name in whole),
        )
    return made


def shortened(title: str, rows: Sequence[Row], most: int) -> tuple[str, Sequence[Row]]:
    """A table's title and its first `most` rows; the title says so if there are more."""
    if len(rows) > most:
        title = say("first-of", title=title, all=len(rows), some=most)
    return title, rows[:most]


def tell_unreadable(unreadable: Iterable[Mapping[str, str]]) -> None:
    """Name the files that could not be read, each with the reason, on standard error."""
    for one in unreadable:
        click.echo(escape_controls(translated(f"{one['page']}: {one['reason']}")), err=True)


def reaches(findings: Iterable[Mapping[str, Any]], level: str | None) -> bool:
    """Whether any finding's severity is at or above the level given with --fail-on."""
    order = [severity.value for severity in Severity]
    failing = order[: order.index(level) + 1] if level else ()
    return any(one["severity"] in failing for one in findings)
