"""This module gives the pages that a verb's argument PAGE names: a file's, or the one on standard input."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from schemas.capture import Capture
from scraper.body import LARGEST, without_gzip
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.sources import Skipped, sources

_STANDARD_INPUT = Path("-")


def _no_folder(_: click.Context, __: click.Parameter, page: Path) -> Path:
    if page.is_dir():
        said = f"is a folder; read its pages into a database: gongkai extract reports.db {page}"
        raise click.UsageError(f"{page}: {said}")
    return page


PAGE = click.argument(
    "page", type=click.Path(exists=True, allow_dash=True, path_type=Path), callback=_no_folder
)


def pages_of(page: Path) -> Iterator[Group | Unreadable]:
    """The pages in a file with their attachments; Unreadable for what cannot be read."""
    if page != _STANDARD_INPUT:
        yield from sources([page], Skipped())
        return
    body = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""  # it may be closed
    if len(body) > LARGEST:
        yield Unreadable("too large for a page", page, why="too-large")
    else:
        yield Group(Capture(body=without_gzip(body, LARGEST)))
