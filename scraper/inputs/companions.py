"""This module finds the documents saved beside a page: those it links to, and the one of the same name.

A page saved from a browser keeps its pictures in a folder of its own; a person saves `report.html`
and `report.pdf`. Both are one report.
"""

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import TypeVar
from urllib.parse import unquote

from scraper.inputs.document_links import document_links
from scraper.inputs.documents import SUFFIXES

_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php")
_NAMESAKES = (".docx", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".xlsx", ".xls")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp")
ASSETS = ("_files", ".files")  # where browsers put what belongs to a saved page
_SMALLEST = 8_000  # bytes of a picture; less is a sign or a line

Name = TypeVar("Name", bound=PurePath)


def documents_beside(
    path: Path, files: Callable[[], Iterable[Path]], largest: int
) -> dict[Path, tuple[Path, ...]]:
    """The documents and pictures beside the pages among the files of a folder, or beside one page.

    `files` lists them each time it is called.
    """
    root = (path if path.is_dir() else path.parent).resolve()

    def exists(file: Path) -> bool:
        least = _SMALLEST if file.name.lower().endswith(PICTURES) else 1
        try:
            real = file.resolve()
            there = real.is_relative_to(root) and real.is_file()
            return there and least <= real.stat().st_size <= largest
        except OSError:  # gone between two questions
            return False

    def read(file: Path) -> bytes:
        try:
            return file.read_bytes() if exists(file) else b""
        except OSError:
            return b""

    return pages_with_documents(files, read, exists)


def pages_with_documents(
    names: Callable[[], Iterable[Name]],
    read: Callable[[Name], bytes],
    exists: Callable[[Name], bool],
) -> dict[Name, tuple[Name, ...]]:
    """The pages among the names that have documents beside them, each with those documents.

    `names` lists them each time it is called, so that they need not all be in memory; `read` gives a
    page's bytes; `exists` says whether a name may be read, listed or not.
    """
    documents = {name for name in names() if name.suffix.lower() in SUFFIXES}
    found = {}
    for page in names():
        if page.suffix.lower() in _PAGES:
            linked = (_target(page, link) for link in document_links(read(page)))
            mine = [name for name in linked if name and (name in documents or exists(name))]
            mine += [
                name
                for end in _NAMESAKES
                if (name := page.with_suffix(end)) in documents or exists(name)
            ]
            if mine:
                found[page] = tuple(dict.fromkeys(mine))
    return found


def _target(page: Name, link: str) -> Name | None:
    """The file that a link names, from the page's own folder; None for an address or none of ours."""
    path = unquote(link.partition("#")[0].partition("?")[0]).replace("\\", "/").strip()
    if not path or "://" in path or path.startswith(("/", "data:")) or "\x00" in path:
        return None
    target = page.parent
    for part in path.split("/"):
        if part == "..":
            target = target.parent
        elif part not in ("", "."):
            target = target / part
    return target if target.suffix.lower() in SUFFIXES else None
