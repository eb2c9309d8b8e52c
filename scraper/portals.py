"""This module loads a portals file; a mistake in it is one line naming file, line and key."""

import re
import tomllib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from parsers.listings import ENGINES
from schemas.portal import Portal
from scraper import toml

HEADER = re.compile(r"^\s*\[\s*([^\]]+?)\s*\]")
KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+?)\s*=")
PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
TOP = ("defaults", "portals")
UNNAMED = "(not named)"


class Portals(dict[str, Portal]):
    """Portals by id, in the file's order; `unnamed` is what the defaults make of any other."""

    unnamed: Portal


class PortalsFile:
    """A portals file's text, which knows on which line a key stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text = text

    def mistake(self, table: str, key: str, message: str) -> click.UsageError:
        """The usage error for one key: `portals.toml:7: portals.qz-yjj.delay: …`."""
        path = f"{table}.{key}" if key else table
        return click.UsageError(f"{self.name}:{self.line(table, key)}: {path}: {message}")

    def line(self, table: str, key: str) -> int:
        """The line of a key, else of its table, else the first."""
        places = self._places()
        dotted = (line for path, line in places.items() if path.startswith(f"{table}.{key}."))
        return places.get(f"{table}.{key}") or next(dotted, None) or places.get(table) or 1

    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        current = ""
        for number, line in enumerate(self._text.splitlines(), 1):
            if header := HEADER.match(line):
                current = _bare(header[1])
                places.setdefault(current, number)
            elif key := KEY.match(line):
                path = f"{current}.{_bare(key[1])}".lstrip(".")
                places.setdefault(path, number)
        return places

    def tables(
        self, top: Sequence[str] = TOP, decimal: Callable[[str], Any] = float
    ) -> dict[str, dict[str, Any]]:
        """The file's tables, which `top` names; an error of syntax names its line."""
        try:
            content = toml.loads(self._text, decimal)
        except tomllib.TOMLDecodeError as error:
            raise click.UsageError(_syntax(self.name, self._text, str(error))) from error
        for key, value in content.items():
            if key not in top:
                known = [f"[{name}.ID]" if name == "portals" else f"[{name}]" for name in top]
                told = f"{', '.join(known[:-1])} and {known[-1]}"
                raise self.mistake(key, "", f"unknown table: there are {told}")
            if not isinstance(value, dict):
                raise self.mistake(key, "", "must be a table")
        return content


def _syntax(name: str, text: str, message: str) -> str:
    """An error of syntax with its line in the place where it stands for every other mistake."""
    place = PLACE.search(message)
    line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
    key = KEY.match(text.splitlines()[line - 1]) if 0 < line <= len(text.splitlines()) else None
    told = PLACE.sub("", message).strip()
    return f"{name}:{line}: " + (f"{_bare(key[1])}: " if key else "") + told


def _bare(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))


SHIPPED = "portals.toml"


def registry() -> str:
    """The text of the registry that ships."""
    return files("scraper").joinpath("portals.toml").read_text(encoding="utf-8")


def load(path: Path | None = None) -> Portals:
    """Read a portals file (None: the one that ships) to portals by id, in the file's order.

    A mistake is a click.UsageError of one line: file, line, key and what is wrong.
    """
    if path is None:
        return read(SHIPPED, registry())
    try:
        return read(str(path), path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: cannot be read: {error}") from error


def read(name: str, text: str) -> Portals:
    """Read a portals file's text; see `load`."""
    source = PortalsFile(name, text)
    content = source.tables()
    defaults = content.get("defaults", {})
    for key in ("id", "agency", "start"):
        if key in defaults:
            raise source.mistake("defaults", key, "belongs to a portal, not to the defaults")
    tables = content.get("portals", {})
    unnamed = _portal(source, "defaults", "x", {"agency": "x", "start": "http://x/"} | defaults)
    found = Portals(
        (ident, _from_table(source, ident, tables[ident], defaults)) for ident in tables
    )
    found.unnamed = unnamed
    return found


def _from_table(source: PortalsFile, ident: str, table: Any, defaults: dict[str, Any]) -> Portal:
    where = f"portals.{ident}"
    if not isinstance(table, dict):
        raise source.mistake(where, "", "must be a table")
    if "id" in table:
        raise source.mistake(where, "id", "unknown key: the id is the table's name")
    return _portal(source, where, ident, defaults | table)


def _portal(source: PortalsFile, where: str, ident: str, table: dict[str, Any]) -> Portal:
    try:
        portal = Portal(id=ident, **table)
    except ValidationError as error:
        first = error.errors()[0]
        raise source.mistake(where, _key(first["loc"]), _said(first)) from error
    except TypeError as error:
        raise source.mistake(where, "", str(error)) from error
    if portal.engine not in engines():
        raise source.mistake(where, "engine", f"no such engine; there are {', '.join(engines())}")
    return portal


def _key(loc: tuple[int | str, ...]) -> str:
    key = str(loc[0]) if loc else ""
    return "" if key == "id" else key


def _said(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "unknown key" + (f": {error['loc'][-1]}" if len(error["loc"]) > 1 else "")
    if error["type"] == "missing":
        return "is required"
    return str(error["msg"]).removeprefix("Value error, ")


def unlisted(url: str, path: Path | None = None) -> Portal:
    """A portal for an address that stands in no portals file; the file's defaults hold for it."""
    defaults = load(path).unnamed.model_dump(mode="json", exclude={"id", "agency", "start"})
    source = PortalsFile("URL", "")
    return _portal(source, "probe", "probe", {**defaults, "agency": UNNAMED, "start": url})


def engines() -> tuple[str, ...]:
    """The names that `engine` may take: auto and the engines of `parsers.listings`."""
    return ("auto", *ENGINES)


def chosen(
    portals: dict[str, Portal], names: Sequence[str], file: Path | None = None
) -> tuple[Portal, ...]:
    """The portals named, in the file's order; without names every enabled one.

    An unknown name is a click.UsageError.
    """
    for name in names:
        if name not in portals:
            where = f"{file or SHIPPED}:1: portals.{name}"
            raise click.UsageError(f"{where}: no such portal; `gongkai portals` lists them")
    wanted = set(names) or {ident for ident, portal in portals.items() if portal.enabled}
    return tuple(portal for ident, portal in portals.items() if ident in wanted)
