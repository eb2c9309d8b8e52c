"""This module exports a database as a data package: a snapshot, written whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scraper import atomic_output
from scraper.codebook import codebook
from scraper.database.connect import open_readonly
from scraper.errors import DatabaseUnusable, GongkaiError
from scraper.exports import csv_files, package, parquet, redaction, workbook
from scraper.exports.sheets import Sheet, Value, sheets

FORMATS: dict[str, Callable[..., None]] = {
    "parquet": parquet.write, "csv": csv_files.write, "xlsx": workbook.write,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, as `export --json` prints it."""

    folder: str
    formats: list[str]
    public: bool
    rows: dict[str, int]
    bytes: int


@dataclass(frozen=True, slots=True)
class _Public(Sheet):
    """A sheet whose texts name no person."""

    def batches(self, db: Any) -> Iterator[list[tuple[Value, ...]]]:
        for rows in Sheet.batches(self, db):
            yield redaction.redact_rows(self, rows)


def export(path: Path, folder: Path, formats: Sequence[str] = tuple(FORMATS), *,
           public: bool = False) -> Exported:  # fmt: skip
    """Write a database to a folder; `public` leaves out telephone numbers and personal names.

    A folder that holds anything but an earlier export is a GongkaiError, and is left as it is.
    """
    _free(folder)
    with _of_kinds(path), open_readonly(path) as opened, atomic_output.folder(folder) as made:
        db = opened.conn
        db.execute("BEGIN")  # every file is of the same moment, whoever writes meanwhile
        chosen = _chosen(sheets(db), public)
        for name in formats:
            FORMATS[name](made / name, chosen, db)
        if "csv" in formats:
            package.write(made, chosen, version("gongkai"))
        for name, language in package.CODEBOOKS.items():
            (made / name).write_text(codebook(language, chosen), encoding="utf-8")
        rows = {sheet.name: db.execute(f'SELECT count(*) FROM "{sheet.name}"').fetchone()[0]  # noqa: S608
                for sheet in chosen}  # fmt: skip
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Exported(str(folder), list(formats), public, rows, size)


@contextmanager
def _of_kinds(path: Path) -> Iterator[None]:
    """Where a value is not what its column holds, somebody has changed the database: one line."""
    try:
        yield
    except (ValueError, ArithmeticError) as error:
        raise DatabaseUnusable(f"{path}: a value is not of its column's kind: {error}") from error


def _chosen(found: list[Sheet], public: bool) -> list[Sheet]:
    if not public:
        return found
    return [_Public(one.name, one.fields, one.key, one.links, one.view)
            for one in found if one.name not in redaction.LEFT_OUT]  # fmt: skip


def _free(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise GongkaiError(f"{folder.parent}: no such folder; create it first")
    if folder.exists() and not (
        folder.is_dir() and (not any(folder.iterdir()) or package.is_ours(folder))
    ):
        raise GongkaiError(
            f"{folder}: contains something other than an export; choose another folder"
        )
