"""This module finds the files in folders that may be pages, in the order of their names, without holding a list of all."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePath

from scraper.body import LARGEST
from scraper.inputs.companions import ASSETS, PICTURES, may_belong, shows_page_beside
from scraper.inputs.documents import has_report_text

# Endings of files that are no pages: settings, styles, an archive's state. Programs write reports as Markdown. JSON
# may be what a portal's interface answered.
_NO_PAGES = (
    ".json", ".jsonl", ".toml", ".yaml", ".yml", ".csv", ".parquet", ".log", ".py", ".db",
    ".db-wal", ".db-shm", ".sqlite", ".css", ".js", ".map", ".svg", ".ico", ".woff", ".woff2",
    ".ttf", ".eot", ".swf", ".mp3", ".mp4", ".lock", ".part", ".tmp", ".cdx", ".cdxj",
    ".ini", ".url", ".lnk",
)  # fmt: skip
_NO_PAGE, _NOTE = "files that hold no page", "notes and hidden files"
# How the names of notes begin, and of what an export holds: it repeats reports and is none.
_NOTES = ("readme", "changelog", "codebook.", "datapackage.json", "gongkai.xlsx", "thumbs.db", "~$")
# What a crawl keeps beside its archives, of which nobody need be told every night.
_STATE = frozenset({"frontier.db", "frontier.db-wal", "frontier.db-shm", "runs.jsonl", ".lock"})
# Keys of what `gongkai show` prints.
_OWN = (b'"form":', b'"status":', b'"tables":', b'"findings":')
_OPENED = 200  # pages, to see whether they have frames
Skip = Callable[[str], None]
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


def files(folder: Path, skip: Skip, fail: Fail) -> Iterator[Path]:
    """The files that may be pages in a folder and those below; links out of the folder are not followed.

    `skip` is called with the reason for each file passed over, `fail` with what cannot be listed or read.
    """
    root = folder.resolve()
    for file, linked in walk(folder, fail):
        try:
            reason = _skip_reason(file, folder, root, linked=linked)
        except OSError as error:
            fail(file, error)
            continue
        if reason is None:
            yield file
        elif reason:
            skip(reason)


def _skip_reason(file: Path, folder: Path, root: Path, *, linked: bool) -> str | None:
    """Why a file is not read: empty for a linked folder and a crawl's state, None if it is read."""
    if not file.is_file():
        file.lstat()  # raises if it has been deleted since it was listed
        return "" if file.is_dir() else "pipes, devices and broken links"
    if file.name in _STATE:
        return ""
    if linked and not file.resolve().is_relative_to(root):
        return "links out of the folder"
    return unless_answer(why_no_page(file.relative_to(folder)), file)


def may_have_attachments(folder: Path) -> bool:
    """Whether a folder contains documents or pictures, or pages of an article, which may belong to pages.

    Frames do not show in names: for them its first pages are opened, since whoever saves pages with frames saves
    many so, and a folder of a hundred thousand is not read twice.
    """
    named = any(
        file.parent.name.endswith(ASSETS) or may_belong(file, Path.exists)
        for file in files_below(folder)
    )
    return named or any(map(shows_page_beside, islice(files_below(folder), _OPENED)))


def unless_answer(reason: str | None, file: Path) -> str | None:
    """Why a file is no page; None also for JSON that holds a whole report, as an interface answers it.

    What this program read of a report is none, nor is what exceeds the size of a page.
    """
    if reason != _NO_PAGE or file.suffix.lower() != ".json":
        return reason
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return reason
        body = file.read_bytes()
    except OSError:
        return reason
    own = all(key in body for key in _OWN)
    return None if has_report_text(body) and not own else reason


def why_no_page(path: PurePath) -> str | None:
    """Why a file is no page, judged by its name and its folders' names; None if it may be one."""
    if any(part.startswith(".") and part != ".." for part in path.parts):
        return _NOTE
    if reason := why_no_page_by_name(path):
        return reason
    kept = any(part.endswith(ASSETS) for part in path.parts[:-1])
    return "pictures of saved pages" if kept and path.name.lower().endswith(PICTURES) else None


def why_no_page_by_name(path: PurePath) -> str | None:
    """Why a file is no page, judged by its name; for files named one by one, as by a shell's `pages/*`."""
    name = path.name.lower()
    if name.startswith(_NOTES):
        return _NOTE
    return _NO_PAGE if name.endswith(_NO_PAGES) else None
