"""This module defines a case of the fuzz target: bytes, the ways to damage them, and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.mutations import Mutation


@dataclass(frozen=True, slots=True)
class Case:
    """The bytes to damage, and the function that reads them.

    `read` tells the promise that was broken, or None; whatever it raises is a broken one too.
    """

    body: bytes
    mutations: tuple[Mutation, ...]
    read: Callable[[bytes], str | None]
