"""This module walks a folder tree in the order of names, without holding a list of all files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

Fail = Callable[[Path, OSError], None]  # called for what cannot be listed


def files_below(folder: Path, fail: Fail = lambda _, __: None) -> Iterator[Path]:
    """Everything below a folder except folders."""
    return (file for file, _ in walk(folder, fail))


def walk(folder: Path, fail: Fail) -> Iterator[tuple[Path, bool]]:
    """Everything below a folder except folders, each with whether it is a link."""
    open_folders = [_entries(folder, fail)]  # not recursive: folders may be nested a thousand deep
    while open_folders:
        for path, is_folder, linked in open_folders[-1]:
            if is_folder:
                open_folders.append(_entries(path, fail))
                break
            yield path, linked
        else:
            open_folders.pop()


def _entries(folder: Path, fail: Fail) -> Iterator[tuple[Path, bool, bool]]:
    """The entries of a folder in the order of names: path, whether a folder, whether a link."""
    try:
        with os.scandir(folder) as found:
            held = sorted(
                (one.name, one.is_dir(follow_symlinks=False), one.is_symlink()) for one in found
            )
    except OSError as error:
        fail(folder, error)
        return
    yield from ((folder / name, is_folder, linked) for name, is_folder, linked in held)
