"""This module holds what one seed makes: bytes, what may happen to them, and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.mutations import Mutation


@dataclass(frozen=True, slots=True)
class Case:
    """What is damaged, and who reads it.

    `read` tells the promise that was broken, or None; whatever it raises is a broken one too.
    """

    body: bytes
    mutations: tuple[Mutation, ...]
    read: Callable[[bytes], str | None]
