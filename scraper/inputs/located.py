"""This module finds in which folder a file lies that was not read: a capture is known by its name and bytes alone.

Whoever is sent a folder of folders has many files named `1.pdf`.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from scraper.errors import Unreadable
from scraper.inputs.saved import Saved, printable_path
from scraper.inputs.tree import files_below

_MOST = 1000  # files that are looked for: nobody goes through a list of more by hand

Named = tuple[str, str]  # a name and the SHA-256 of the bytes


def locate(paths: Iterable[Path], wanted: Collection[Named]) -> dict[Named, str]:
    """The path below its folder of each wanted file; what lies in no folder, as in a zip, is left out."""
    found: dict[Named, str] = {}
    names = {name for name, _ in wanted}
    if not 0 < len(wanted) <= _MOST:
        return found
    for folder in filter(Path.is_dir, paths):
        for file in files_below(folder):
            name = printable_path(file.name)
            opened = Saved(file).open() if name in names else None
            if opened is not None and not isinstance(opened, Unreadable):
                found.setdefault(
                    (name, opened.capture.sha256), printable_path(file.relative_to(folder))
                )
    return found
