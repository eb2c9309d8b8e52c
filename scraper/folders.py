"""This module walks folders for files that may be pages, in the order of names, and holds no list of them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from scraper.beside import ASSETS, PICTURES
from scraper.documents import SUFFIXES

# What lies beside saved pages and is none: their truths and notes, their style, an archive's memory.
NO_PAGES = (
    ".json", ".jsonl", ".md", ".rst", ".toml", ".yaml", ".yml", ".csv", ".log", ".py", ".db",
    ".db-wal", ".db-shm", ".sqlite", ".css", ".js", ".map", ".svg", ".ico", ".woff", ".woff2",
    ".ttf", ".eot", ".swf", ".mp3", ".mp4", ".lock", ".part", ".tmp", ".cdx", ".cdxj",
)  # fmt: skip

Skip = Callable[[str], None]


def files(folder: Path, skip: Skip) -> Iterator[Path]:
    """The files of a folder and the folders below; a link that leads out is not followed."""
    root = folder.resolve()
    for file, linked in _walk(folder):
        if not file.is_file():
            if not file.is_dir():
                skip("pipes, devices and broken links")
        elif linked and not file.resolve().is_relative_to(root):
            skip("links out of the folder")
        elif reason := no_page(file.relative_to(folder)):
            skip(reason)
        else:
            yield file


def may_keep(folder: Path) -> bool:
    """Whether documents or pictures may lie beside pages: of which page, only each page's links tell."""
    return any(
        file.name.lower().endswith(SUFFIXES) or file.parent.name.endswith(ASSETS)
        for file, _ in _walk(folder)
    )


def _walk(folder: Path) -> Iterator[tuple[Path, bool]]:
    """What a folder and those below hold, folders apart, and whether it is a link."""
    try:
        with os.scandir(folder) as found:
            held = sorted(
                (one.name, one.is_dir(follow_symlinks=False), one.is_symlink()) for one in found
            )
    except PermissionError:
        return
    for name, below, linked in held:
        if below:
            yield from _walk(folder / name)
        else:
            yield folder / name, linked


def no_page(path: PurePath) -> str | None:
    """Why a file is no page, by its name and its folders' names; None where it may be one."""
    name = path.name.lower()
    if any(part.startswith(".") for part in path.parts) or name.startswith(("readme", "thumbs.db")):
        return "notes and hidden files"
    if name.endswith(NO_PAGES):
        return "files that hold no page"
    kept = any(part.endswith(ASSETS) for part in path.parts[:-1])
    return "pictures of saved pages" if kept and name.endswith(PICTURES) else None
