"""This module holds the arguments and options that several verbs have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from schemas.finding import Severity


class _FileToWrite(click.Path):
    """A file that a verb writes at once or not at all, and so never standard output."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a usage error for `-`, which would become a file of that name."""
        if str(value) == "-":
            self.fail(
                "- names no file, and nothing is written to standard output; name one", param, ctx
            )
        return super().convert(value, param, ctx)


ANY = click.Path(path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = _FileToWrite(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

DB = click.argument("db", type=ANY)
ARCHIVES = click.argument("archive", metavar="ARCHIVE...", nargs=-1, required=True, type=EXISTING)
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Exit with 3 if there is a finding of this severity or a worse one.",
)
CORRECTIONS = click.option(
    "--corrections",
    type=EXISTING_FILE,
    help="Corrections that a person decided; by default corrections.toml beside DB.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1),
    help="Number of reading processes; by default one per core.",
)
PORTALS = click.option(
    "--portals",
    "file",
    type=EXISTING_FILE,
    help="Portals file to use instead of the built-in registry.",
)


def json_of(what: str) -> Callable[..., Any]:
    """The option --json of a verb that prints `what` as JSON instead of sentences and tables."""
    return click.option("--json", "json_wanted", is_flag=True, help=f"Print {what} as JSON.")
