"""This module finds the documents saved beside a page: those it links to, and those of the same name, and the further
pages of its article.

Browsers save a page's pictures in a folder of its own; users save `report.html` and `report.pdf`. In
both cases the files form one report.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePath
from typing import TypeVar
from urllib.parse import unquote

from parsers.article_pages import article_page
from schemas.capture import Capture
from scraper.body import LARGEST, without_gzip
from scraper.inputs.document_links import document_links, frame_links
from scraper.inputs.documents import SUFFIXES

_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php")
_NAMESAKES = (".docx", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".xlsx", ".xls")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp")
ASSETS = ("_files", ".files")  # endings of the folders in which browsers save a page's resources
_NUMBERED = re.compile(r"(.+)[_-][1-9]\d?(\.(?:s?html?|jsp|aspx?|php))", re.IGNORECASE)
_NO_NAME = re.compile(r"[/\\\x00]|^\.+$")
_SMALLEST = 8_000  # bytes of a picture; smaller ones are icons and lines

Name = TypeVar("Name", bound=PurePath)


def documents_beside(
    path: Path, files: Callable[[], Iterable[Path]], largest: int
) -> dict[Path, tuple[Path, ...]]:
    """The documents and pictures beside the pages in a folder, or beside a single page.

    `files` must list the files anew each time it is called; `largest` is in bytes.
    """
    root = (path if path.is_dir() else path.parent).resolve()

    def exists(file: Path) -> bool:
        least = _SMALLEST if file.name.lower().endswith(PICTURES) else 1
        try:
            real = file.resolve()
            there = real.is_relative_to(root) and real.is_file()
            return there and least <= real.stat().st_size <= largest
        except OSError:  # deleted meanwhile
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

    `names` lists the names anew each time it is called, so that they need not all be in memory; `read`
    returns a page's bytes; `exists` tells whether a name can be read, even if it is not listed.
    """
    documents = {name for name in names() if name.suffix.lower() in SUFFIXES}
    found = {}
    for page in names():
        if page.suffix.lower() in _PAGES:
            body = without_gzip(read(page), LARGEST)
            linked = [_target(page, link, SUFFIXES) for link in document_links(body)]
            linked += [_target(page, link, _PAGES) for link in frame_links(body)]
            attached = [name for name in linked if name and (name in documents or exists(name))]
            attached += [
                name
                for end in _NAMESAKES
                if (name := page.with_suffix(end)) in documents or exists(name)
            ]
            attached += _further_pages(page, body, read, exists)
            if attached:
                found[page] = tuple(dict.fromkeys(attached))
    return found


def may_belong(name: Name, exists: Callable[[Name], bool]) -> bool:
    """Whether a file may belong to a page, by names alone: a document, or a page of an article (`12_2.html` beside `12.html`)."""
    if name.name.lower().endswith(SUFFIXES):
        return True
    numbered = _NUMBERED.fullmatch(name.name)
    return numbered is not None and exists(name.with_name(f"{numbered[1]}{numbered[2]}"))


def shows_page_beside(page: Path) -> bool:
    """Whether a page shows another page in a frame that was saved with it."""
    if page.suffix.lower() not in _PAGES:
        return False
    try:
        body = page.read_bytes() if page.is_file() else b""
    except OSError:
        return False
    shown = (_target(page, link, _PAGES) for link in frame_links(body))
    return any(one is not None and one != page and one.is_file() for one in shown)


def _further_pages(
    page: Name, body: bytes, read: Callable[[Name], bytes], exists: Callable[[Name], bool]
) -> Iterator[Name]:
    """The files that are further pages of the article on a page, as both say themselves, whatever their names."""
    own = article_page(Capture(body=body, name=page.name))
    if own is None or own.number:
        return
    names = [unquote(url.rpartition("/")[2]) for url in own.others.values()]
    names += [
        f"{page.stem}{mark}{at}{page.suffix}" for at in range(1, len(names) + 2) for mark in "_-"
    ]
    for name in dict.fromkeys(name for name in names if name and not _NO_NAME.search(name)):
        beside = page.with_name(name)
        if exists(beside) and own.has(article_page(Capture(body=read(beside), name=name))):
            yield beside


def _target(page: Name, link: str, endings: Collection[str]) -> Name | None:
    """The file with one of some endings that a relative link names; None for other links and other files."""
    path = unquote(link.partition("#")[0].partition("?")[0]).strip()
    if not path or "://" in path or path.startswith(("/", "data:")) or "\x00" in path:
        return None
    target = page.parent
    for part in path.split("/"):
        if part == "..":
            target = target.parent
        elif part not in ("", "."):
            target = target / part
    return target if target.suffix.lower() in endings else None
