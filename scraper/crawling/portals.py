"""This module loads a portals file; a mistake in it is reported in one line with file, line and key."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from parsers.listings.engines import ENGINES
from schemas.data_files import read_text
from schemas.portal import Expect, Portal
from schemas.suggestion import suggested
from scraper.toml import TomlFile, text_of, validation_message

_SHIPPED = "portals.toml"
_TOP = ("defaults", "portals")
_UNNAMED = "(not named)"
_KEYS = tuple(key for key in Portal.model_fields if key != "id")


class Portals(dict[str, Portal]):
    """Portals by id, in the file's order; `unnamed` is a template with the defaults, for any other."""

    unnamed: Portal


def registry() -> str:
    """The text of the built-in registry."""
    return read_text("scraper", _SHIPPED)


def load(path: Path | None = None) -> Portals:
    """Load a portals file (None: the built-in registry) as portals by id, in the file's order.

    Raises click.UsageError for a mistake, in one line: file, line, key and what is wrong.
    """
    if path is None:
        return read(_SHIPPED, registry())
    return read(str(path), text_of(path))


def read(name: str, text: str) -> Portals:
    """Read a portals file's text; see `load`."""
    source = TomlFile(name, text)
    content = source.tables(_TOP)
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


def _from_table(source: TomlFile, ident: str, table: Any, defaults: dict[str, Any]) -> Portal:
    where = f"portals.{ident}"
    if not isinstance(table, dict):
        raise source.mistake(where, "", "must be a table")
    if "id" in table:
        raise source.mistake(where, "id", "unknown key: the id is the table's name")
    return _portal(source, where, ident, defaults | table)


def _portal(source: TomlFile, where: str, ident: str, table: dict[str, Any]) -> Portal:
    source.known_keys(where, table, _KEYS)
    if isinstance(expect := table.get("expect"), dict):
        source.known_keys(f"{where}.expect", expect, Expect.model_fields)
    try:
        portal = Portal(id=ident, **table)
    except ValidationError as error:
        first = error.errors()[0]
        *tables, key = [part for part in first["loc"] if isinstance(part, str)] or [""]
        if key == "id":
            raise source.mistake(where, "", "an id has only a-z, 0-9 and hyphens") from error
        where = ".".join([where, *tables])
        raise source.mistake(where, key, validation_message(first)) from error
    if portal.engine not in engines():
        said = suggested("no such engine", portal.engine, engines())
        raise source.mistake(where, "engine", f"{said}; there are {', '.join(engines())}")
    return portal


def unlisted_portal(url: str, path: Path | None) -> Portal:
    """A portal for an address that is in no portals file, with the defaults of the file; a mistake names the address."""
    defaults = load(path).unnamed.model_dump(mode="json", exclude={"id", "agency", "start"})
    try:
        table = {**defaults, "agency": _UNNAMED, "start": url}
        return _portal(TomlFile("", ""), "probe", "probe", table)
    except click.UsageError as error:
        raise click.UsageError(f"{url}: {error.message.rpartition('probe.start: ')[2]}") from error


def engines() -> tuple[str, ...]:
    """The names that `engine` may take: auto and the engines of `parsers.listings`."""
    return ("auto", *ENGINES)


def choose_portals(
    portals: dict[str, Portal], names: Sequence[str], file: Path | None = None
) -> tuple[Portal, ...]:
    """The named portals in the file's order; without names, all enabled ones.

    Raises click.UsageError for an unknown name, and if no portal is left to crawl.
    """
    called = file or _SHIPPED
    for name in names:
        if name not in portals:
            said = suggested("no such portal", name, portals)
            listing = f"gongkai portals{f' --portals {file}' if file else ''}"
            raise click.UsageError(f"{called}: portals.{name}: {said}; `{listing}` lists them")
    wanted = set(names) or {ident for ident, portal in portals.items() if portal.enabled}
    if not wanted:
        empty = "contains no portal; add [portals.ID]"
        said = "no portal is enabled; name one" if portals else empty
        raise click.UsageError(f"{called}: {said}")
    return tuple(portal for ident, portal in portals.items() if ident in wanted)
