"""This module chooses the language of messages, and formats them (sentences.toml).

The database and JSON output contain codes; sentences are made when they are shown.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Literal

import click

from schemas.data_files import read_toml

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_CHOSEN: ContextVar[Language | None] = ContextVar("language", default=None)
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as in POSIX


def language() -> Language:
    """The language given with --lang, else the locale's; English unless Chinese is asked for and can be written."""
    if asked := _CHOSEN.get():
        return asked
    locale = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") and _can_be_written("中文") else "en"


def _can_be_written(text: str) -> bool:
    """Whether standard output can encode a text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def option() -> click.Option:
    """The option --lang, which every verb has."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="Language of messages; by default the locale's (LC_ALL, LC_MESSAGES, LANG).",
    )


@contextmanager
def language_from(words: Sequence[str]) -> Iterator[None]:
    """Within the block, use the --lang of a command line, even if the rest of it is wrong."""
    pairs = zip(words, [*words[1:], ""], strict=False)
    values = [after if word == "--lang" else word.removeprefix("--lang=") for word, after in pairs
              if word.partition("=")[0] == "--lang"]  # fmt: skip
    found = next((one for one in LANGUAGES if one in values[-1:]), None)
    token = _CHOSEN.set(found)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def say(key: str, **values: Any) -> str:
    """The sentence of a key in the chosen language, with values filled in.

    A count can have a noun with its plural: `{pages:page|pages}`.
    """
    return say_in(language(), key, **values)


def say_in(chosen: Language, key: str, **values: Any) -> str:
    """The sentence of a key in the given language; threads need it, as --lang is known to the main one only.

    >>> say_in("en", "so-many-requests", count=1)
    '1 request'
    """
    values = {
        name: _Count(value) if isinstance(value, int) else value for name, value in values.items()
    }
    return str(_sentences()[key][chosen]).format(**values)


class _Count(int):
    """A number whose format may name its noun: `one|many`."""

    def __format__(self, spec: str) -> str:
        one, _, many = spec.partition("|")
        return f"{int(self):,} {one if self == 1 else many}" if many else format(int(self), spec)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return read_toml("scraper", "sentences.toml")
