"""This module walks a folder and those below it, in the order of their names, without a list of them all."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

Fail = Callable[[Path, OSError], None]  # told of what cannot be listed


def files_below(folder: Path, fail: Fail = lambda _, __: None) -> Iterator[Path]:
    """Everything that a folder and those below hold, folders apart, whatever it is."""
    return (file for file, _ in walk(folder, fail))


def walk(folder: Path, fail: Fail) -> Iterator[tuple[Path, bool]]:
    """What a folder and those below hold, folders apart, and whether it is a link."""
    under_way = [_held(folder, fail)]  # no recursion: folders may lie a thousand deep
    while under_way:
        for path, is_folder, linked in under_way[-1]:
            if is_folder:
                under_way.append(_held(path, fail))
                break
            yield path, linked
        else:
            under_way.pop()


def _held(folder: Path, fail: Fail) -> Iterator[tuple[Path, bool, bool]]:
    """What one folder holds, in the order of names: whether it is a folder, whether a link."""
    try:
        with os.scandir(folder) as found:
            held = sorted(
                (one.name, one.is_dir(follow_symlinks=False), one.is_symlink()) for one in found
            )
    except OSError as error:
        fail(folder, error)
        return
    yield from ((folder / name, is_folder, linked) for name, is_folder, linked in held)
