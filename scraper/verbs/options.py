"""This module holds the options that several verbs have."""

from pathlib import Path

import click

from schemas.finding import Severity

FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Exit with 3 if there is a finding of this severity or a worse one.",
)
CORRECTIONS = click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
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
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Portals file to use instead of the built-in registry.",
)
