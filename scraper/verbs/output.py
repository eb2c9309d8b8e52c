"""This module prints a verb's result as JSON or tables, and holds the exit codes."""

import json
from collections.abc import Container, Iterable
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from schemas.finding import Severity
from scraper.charset import encodable_json

FOUND = 3
NOT_ALL = 4
FAIL_ON = click.Choice([severity.value for severity in Severity])


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(encodable_json(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def console() -> Console:
    """The console for tables: as wide as the terminal, or 120 columns if redirected."""
    terminal = Console()
    return terminal if terminal.is_terminal else Console(width=120)


def table(heads: Iterable[str], title: str | None = None, right: Container[str] = ()) -> Table:
    """An empty table that wraps long texts; `right` are the heads of right-aligned columns."""
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for head in heads:
        made.add_column(head, justify="right" if head in right else "left", overflow="fold")
    return made


def reaches(worst: Severity | None, level: str | None) -> bool:
    """Whether the worst finding is at or above the level given with --fail-on."""
    if level is None or worst is None:
        return False
    order = list(Severity)
    return order.index(worst) <= order.index(Severity(level))
