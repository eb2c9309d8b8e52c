"""This module loads a corrections file; a mistake in it is reported in one line with file, line and key."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas.correction import Correction
from scraper.toml import TomlFile, file_beside, text_of, validation_message

_NAME = "corrections.toml"
_KEYS = tuple(key for key in Correction.model_fields if key != "line")

Corrections = dict[str, tuple[Correction, ...]]  # by the SHA-256 of the page


def load(path: Path | None, database: Path) -> Corrections:
    """Load a corrections file, by default the one beside a database, if any; raises click.UsageError for a mistake."""
    path = path or file_beside(database, _NAME)
    return read(str(path), text_of(path)) if path else {}


def read(name: str, text: str) -> Corrections:
    """Read a corrections file's text; see `load`."""
    source = TomlFile(name, text)
    found: dict[str, dict[str, Correction]] = defaultdict(dict)
    for line, entry in source.entries("correction"):
        one = _correction(source, line, entry)
        if first := found[one.sha256].get(one.place):
            raise click.UsageError(
                f"{name}:{line}: {one.place} of this page is already corrected on line {first.line}"
            )
        found[one.sha256][one.place] = one
    return {sha256: tuple(by_place.values()) for sha256, by_place in found.items()}


def _correction(source: TomlFile, line: int, entry: dict[str, Any]) -> Correction:
    source.known_keys(line, entry, _KEYS)
    try:
        return Correction(**entry, line=line)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else "value"
        raise source.mistake(line, key, _problem(first)) from error


def _problem(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        return "is not a SHA-256 in lower-case hexadecimal"
    if error["type"] in ("int_type", "string_type"):
        return 'is a whole number; an amount with decimals stands in quotes, a blank is ""'
    return validation_message(error)
