"""This module chooses the language in which the program speaks, and holds its sentences (sentences.toml).

The database and every JSON key hold codes; a sentence is made when it is shown.
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
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_ASKED: ContextVar[Language | None] = ContextVar("language", default=None)
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as POSIX has it


def language() -> Language:
    """The language asked for by --lang, else the locale's; English where neither is Chinese or none can be written."""
    if asked := _ASKED.get():
        return asked
    locale = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") and _can_be_written("中文") else "en"


def _can_be_written(text: str) -> bool:
    """Whether standard output takes a text as it is: a terminal of ASCII would show escapes."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def option() -> click.Option:
    """The option --lang, which every verb has."""
    return click.Option(
        ["--lang"],
        type=click.Choice(_LANGUAGES),
        expose_value=False,
        help="Language of messages; by default the locale's (LC_ALL, LC_MESSAGES, LANG).",
    )


@contextmanager
def asked_by(words: Sequence[str]) -> Iterator[None]:
    """Within, the language that a command line asks for, be the rest of it right or wrong."""
    pairs = zip(words, [*words[1:], ""], strict=False)
    values = [after if word == "--lang" else word.removeprefix("--lang=") for word, after in pairs
              if word.partition("=")[0] == "--lang"]  # fmt: skip
    found = next((one for one in _LANGUAGES if one in values[-1:]), None)
    token = _ASKED.set(found)
    try:
        yield
    finally:
        _ASKED.reset(token)


def say(key: str, **values: Any) -> str:
    """The sentence of a key in the language at hand, with its values in their places.

    A count may name what it counts: `{pages:page|pages}`.
    """
    return said(language(), key, **values)


def said(chosen: Language, key: str, **values: Any) -> str:
    """The sentence of a key in a language, for a thread: what --lang asks for is known in the first alone."""
    told = {
        name: _Count(value) if isinstance(value, int) else value for name, value in values.items()
    }
    return str(_sentences()[key][chosen]).format(**told)


class _Count(int):
    """A number that knows its noun."""

    def __format__(self, spec: str) -> str:
        one, _, many = spec.partition("|")
        return f"{int(self):,} {one if self == 1 else many}" if many else format(int(self), spec)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return read_toml("scraper", "sentences.toml")
