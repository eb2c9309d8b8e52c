"""This module reads TOML files written by users: a mistake is reported in one line with file, line and key."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from pydantic_core import ErrorDetails

from schemas.suggestion import suggested
from scraper.errors import unread_because

_HEADER = re.compile(r"^\s*+\[(\[?)\s*+([^\]]+)\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+?)\s*=")
_DECLARED = re.compile(r"\('[^()]*\)")  # how Python names a key: ('portals', 'a')
_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")
_CURLY = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}

# What a value must be, by what the type of pydantic's error begins with.
_MISTAKES = {
    "missing": "is required",
    "date": "must be a date, such as 2026-03-02",
    "int": "must be a whole number",
    "float": "must be a number",
    "finite": "must be a number",
    "bool": "must be true or false",
    "list": "must be a list",
    "tuple": "must be a list",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "literal": "must be {expected}",
    "greater_than_equal": "must be {ge:.15g} or more",
    "greater_than": "must be more than {gt:.15g}",
    "less_than_equal": "must be {le:.15g} or less",
    "model_type": "must be a table",
    "dict_type": "must be a table",
}


def file_beside(database: Path, name: str) -> Path | None:
    """The file of a name beside a database, if there is one."""
    path = database.parent / name
    return path if path.is_file() else None


def text_of(path: Path) -> str:
    """The text of a file; raises click.UsageError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: {unread_because(error)}") from error


def loads(text: str, decimal: Callable[[str], Any] = float) -> dict[str, Any]:
    """Parse TOML, with numbers that have a point passed to `decimal`; raises tomllib.TOMLDecodeError.

    >>> loads("delay = " + "9" * 5000)
    Traceback (most recent call last):
    tomllib.TOMLDecodeError: Number too long (at line 1, column 1)
    """
    try:
        return tomllib.loads(text, parse_float=decimal)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise _mistake(text, "Number too long", "0123456789") from None
    except RecursionError:
        raise _mistake(text, "Nested too deep", "[{.") from None


def _mistake(text: str, message: str, marks: str) -> tomllib.TOMLDecodeError:
    """The error for the line that has most of the given characters."""
    counts = [sum(map(line.count, marks)) for line in text.splitlines()]
    line = counts.index(max(counts)) + 1
    return tomllib.TOMLDecodeError(f"{message} (at line {line}, column 1)")


class TomlFile:
    """A file's text, which finds the line of a table's key.

    A table is called by its name, an entry of an array of tables by the line of its header.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text = text

    def mistake(self, table: str | int, key: str, message: str) -> click.UsageError:
        """The usage error for one key: `portals.toml:7: portals.qz-yjj.delay: …`."""
        path = ".".join(part for part in (table, key) if isinstance(part, str) and part)
        return click.UsageError(f"{self.name}:{self.line(table, key)}: {path}: {message}")

    def known_keys(self, table: str | int, keys: Iterable[str], known: Collection[str]) -> None:
        """Raise the usage error for the first unknown key of a table."""
        for key in keys:
            if key not in known:
                raise self.mistake(table, key, suggested("unknown key", key, known))

    def line(self, table: str | int, key: str) -> int:
        """The line number of a key, else of its table, else 1."""
        places = self._places()
        dotted = (line for path, line in places.items() if path.startswith(f"{table}.{key}."))
        return places.get(f"{table}.{key}") or next(dotted, None) or places.get(str(table)) or 1

    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        current = ""
        for number, line in enumerate(self._text.splitlines(), 1):
            if header := _HEADER.match(line):
                current = str(number) if header[1] else _bare(header[2])
                places.setdefault(current, number)
            elif key := _KEY.match(line):
                path = f"{current}.{_bare(key[1])}".lstrip(".")
                places.setdefault(path, number)
        return places

    def tables(
        self, top: Sequence[str], decimal: Callable[[str], Any] = float
    ) -> dict[str, dict[str, Any]]:
        """The file's tables; raises the usage error for a syntax error or a table that is not in `top`."""
        content = self._content(decimal)
        for key, value in content.items():
            if key not in top:
                known = [f"[{name}.ID]" if name == "portals" else f"[{name}]" for name in top]
                listed = f"{', '.join(known[:-1])} and {known[-1]}"
                said = suggested("unknown table", key, top)
                raise self.mistake(key, "", f"{said}; there are {listed}")
            if not isinstance(value, dict):
                raise self.mistake(key, "", "must be a table")
        return content

    def entries(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The entries of the file's one array of tables, each with its line; raises the usage error."""
        content = self._content()
        entries = content.pop(name, [])
        headers = [line for place, line in self._places().items() if place == str(line)]
        if content or not isinstance(entries, list) or len(entries) != len(headers):
            raise click.UsageError(f"{self.name}: may contain only [[{name}]] tables")
        return zip(headers, entries, strict=True)

    def _content(self, decimal: Callable[[str], Any] = float) -> dict[str, Any]:
        try:
            return loads(self._text, decimal)
        except tomllib.TOMLDecodeError as error:
            raise click.UsageError(_syntax(self.name, self._text, str(error))) from error


def validation_message(error: ErrorDetails) -> str:
    """What is wrong with a value, from the details that pydantic gives; in its own words if they are rare.

    >>> from pydantic import TypeAdapter, ValidationError
    >>> try: TypeAdapter(int).validate_python("soon")
    ... except ValidationError as error: validation_message(error.errors()[0])
    'must be a whole number'
    """
    said = (says for kind, says in _MISTAKES.items() if error["type"].startswith(kind))
    told = next(said, error["msg"].removeprefix("Value error, "))
    return told.format_map(error.get("ctx", {})) if told in _MISTAKES.values() else told


def _syntax(name: str, text: str, message: str) -> str:
    """A syntax error as `FILE:LINE: …`, like any other mistake."""
    place = _PLACE.search(message)
    lines = text.splitlines() or [""]
    line, column = map(int, place.groups()) if place and place[1] else (len(lines), 1)
    printed = lines[min(line, len(lines)) - 1]
    key = _KEY.match(printed)
    reason = _DECLARED.sub(
        lambda one: ".".join(re.findall("'([^']*)'", one[0])), _PLACE.sub("", message).strip()
    )
    of = f"{_bare(key[1])}: " if key else ""
    return f"{name}:{line}: {of}{reason}{_typed(printed, column)}"


def _typed(line: str, column: int) -> str:
    """Which mark of a Chinese keyboard stands where a line cannot be read: `“` where `"` must.

    >>> _typed("agency＝1", 7)
    '; ＝ stands where = must'
    """
    for mark in line[column - 1 : column + 1] or [one for one in line if one in _CURLY][-1:]:
        plain = _CURLY.get(mark) or unicodedata.normalize("NFKC", mark)
        if plain != mark and plain.isascii():
            return f"; {mark} stands where {plain} must"
    return ""


def _bare(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))
