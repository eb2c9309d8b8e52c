"""This module walks folders for files that may be pages, in the order of their names, without a list of them all."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from scraper.inputs.companions import ASSETS, PICTURES
from scraper.inputs.documents import SUFFIXES
from scraper.inputs.tree import Fail, files_below, walk

# What lies beside saved pages and is none: their truths and notes, their style, an archive's memory.
NO_PAGES = (
    ".json", ".jsonl", ".md", ".rst", ".toml", ".yaml", ".yml", ".csv", ".log", ".py", ".db",
    ".db-wal", ".db-shm", ".sqlite", ".css", ".js", ".map", ".svg", ".ico", ".woff", ".woff2",
    ".ttf", ".eot", ".swf", ".mp3", ".mp4", ".lock", ".part", ".tmp", ".cdx", ".cdxj",
)  # fmt: skip

Skip = Callable[[str], None]


def files(folder: Path, skip: Skip, fail: Fail) -> Iterator[Path]:
    """The files of a folder and the folders below; a link that leads out is not followed.

    `fail` is told what cannot be listed or looked at.
    """
    root = folder.resolve()
    for file, linked in walk(folder, fail):
        try:
            reason = _passed_over(file, linked, folder, root)
        except OSError as error:
            fail(file, error)
            continue
        if reason is None:
            yield file
        elif reason:
            skip(reason)


def _passed_over(file: Path, linked: bool, folder: Path, root: Path) -> str | None:
    """Why a file is not read, empty for a folder that is a link; None where it is."""
    if not file.is_file():
        file.lstat()  # raises where it is gone since it was listed
        return "" if file.is_dir() else "pipes, devices and broken links"
    if linked and not file.resolve().is_relative_to(root):
        return "links out of the folder"
    return why_no_page(file.relative_to(folder))


def may_keep(folder: Path) -> bool:
    """Whether documents or pictures may lie beside pages: of which page, only each page's links tell."""
    return any(
        file.name.lower().endswith(SUFFIXES) or file.parent.name.endswith(ASSETS)
        for file in files_below(folder)
    )


def why_no_page(path: PurePath) -> str | None:
    """Why a file is no page, by its name and its folders' names; None where it may be one."""
    name = path.name.lower()
    if any(part.startswith(".") for part in path.parts) or name.startswith(("readme", "thumbs.db")):
        return "notes and hidden files"
    if reason := why_no_page_by_ending(path):
        return reason
    kept = any(part.endswith(ASSETS) for part in path.parts[:-1])
    return "pictures of saved pages" if kept and name.endswith(PICTURES) else None


def why_no_page_by_ending(path: PurePath) -> str | None:
    """Why a file is no page by its ending alone: a shell writes out `pages/*` with all that lies there."""
    return "files that hold no page" if path.name.lower().endswith(NO_PAGES) else None
