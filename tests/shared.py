"""This module shares expensive fixtures between the processes of a test run: the first that asks makes them."""

import fcntl
import pickle
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
place: list[Path] = []  # the folder of this run, if it is one of pytest


def made_once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Wrap a pure function so that each result is made only once in a test run.

    What it gives is pickled; the arguments, by position, are part of a file's name.
    """

    @wraps(make)
    def shared(*given: Given.args, **_: Given.kwargs) -> Made:
        if not place:
            return make(*given)
        file = place[0] / f"{make.__module__}.{make.__name__}{given}"
        with file.open("a+b") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            held.seek(0)
            if not held.read(1):
                pickle.dump(make(*given), held)
                held.flush()
            held.seek(0)
            made: Made = pickle.load(held)
        return made

    return cache(shared)
