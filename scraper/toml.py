"""This module reads a user's TOML: what Python's own reader chokes on is a mistake on a line, too."""

import tomllib
from collections.abc import Callable
from typing import Any


def loads(text: str, decimal: Callable[[str], Any] = float) -> dict[str, Any]:
    """Read TOML, `decimal` a number with a point; a mistake is a tomllib.TOMLDecodeError with its line.

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
    """What is said of the line that has the most of some marks."""
    counts = [sum(map(line.count, marks)) for line in text.splitlines()]
    line = counts.index(max(counts)) + 1
    return tomllib.TOMLDecodeError(f"{message} (at line {line}, column 1)")
