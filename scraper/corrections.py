"""This module loads a corrections file; a mistake in it is reported in one line with file, line and key."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas.correction import Correction
from schemas.suggestion import suggested
from scraper import toml

NAME = "corrections.toml"
_HEADER = re.compile(r"^\s*\[\[\s*correction\s*\]\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
_KEYS = tuple(key for key in Correction.model_fields if key != "line")

Corrections = dict[str, tuple[Correction, ...]]  # by the SHA-256 of the page


def default_path(database: Path) -> Path | None:
    """The corrections file beside a database, if there is one: the default of `--corrections`."""
    return toml.file_beside(database, NAME)


def load(path: Path | None) -> Corrections:
    """Load a corrections file; None has none. Raises click.UsageError for a mistake."""
    if path is None:
        return {}
    return read(str(path), toml.text_of(path))


def read(name: str, text: str) -> Corrections:
    """Read a corrections file's text; see `load`."""
    try:
        content = toml.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{name}: {error}") from error
    entries = content.get("correction", [])
    if set(content) - {"correction"} or not isinstance(entries, list):
        raise click.UsageError(f"{name}: may contain only [[correction]] tables")
    found: dict[str, dict[str, Correction]] = defaultdict(dict)
    for lines, entry in zip(_lines(text), entries, strict=True):
        one = _correction(name, lines, entry)
        if one.place in found[one.sha256]:
            first = found[one.sha256][one.place].line
            raise click.UsageError(
                f"{name}:{one.line}: {one.place} of this page is already corrected on line {first}"
            )
        found[one.sha256][one.place] = one
    return {sha256: tuple(by_place.values()) for sha256, by_place in found.items()}


def _lines(text: str) -> list[dict[str, int]]:
    """For each correction, the line numbers of its header (under "") and of its keys."""
    found: list[dict[str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if _HEADER.match(line):
            found.append({"": number})
        elif found and (key := _KEY.match(line)):
            found[-1].setdefault(key[1], number)
    return found


def _correction(name: str, lines: dict[str, int], entry: dict[str, Any]) -> Correction:
    try:
        for key in entry:
            if key not in _KEYS:
                said = suggested("unknown key", key, _KEYS)
                raise click.UsageError(f"{name}:{lines.get(key, lines[''])}: {key}: {said}")
        return Correction(**entry, line=lines[""])
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else ""
        line = lines.get(key or "value", lines[""])
        raise click.UsageError(f"{name}:{line}: {key or 'value'}: {_problem(first)}") from error


def _problem(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        return "is not a SHA-256 in lower-case hexadecimal"
    if error["type"] in ("int_type", "string_type"):
        return 'is a whole number; an amount with decimals stands in quotes, a blank is ""'
    return toml.validation_message(error)


def unmet_corrections(corrections: Corrections, met: set[str]) -> list[dict[str, Any]]:
    """The corrections of pages that were not read, in the file's order; `met` are the SHA-256 of those read."""
    left = (one for sha256, decided in corrections.items() if sha256 not in met for one in decided)
    return [one.model_dump(mode="json") for one in sorted(left, key=lambda one: one.line)]
