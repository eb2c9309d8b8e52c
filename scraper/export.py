"""This module exports a database as a data package, from one snapshot and atomically."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scraper import atomic_output
from scraper.database.connect import open_readonly
from scraper.errors import DatabaseUnusable, GongkaiError, raised_as
from scraper.exports import csv_files, package, parquet, redaction, workbook
from scraper.exports.package import codebook
from scraper.exports.sheets import Sheet, Value, sheets

FORMATS: dict[str, Callable[..., None]] = {
    "parquet": parquet.write, "csv": csv_files.write, "xlsx": workbook.write,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, as `export --json` prints it; `rows` counts by table, `bytes` is the total size."""

    folder: str
    formats: list[str]
    public: bool
    rows: dict[str, int]
    bytes: int


@dataclass(frozen=True, slots=True)
class _Public(Sheet):
    """A sheet from whose texts personal data are removed."""

    def batches(self, db: Any) -> Iterator[list[tuple[Value, ...]]]:
        for rows in Sheet.batches(self, db):
            yield redaction.redact_rows(self, rows)


def export(path: Path, folder: Path, formats: Sequence[str] = tuple(FORMATS), *,
           public: bool = False) -> Exported:  # fmt: skip
    """Export a database to a folder; `public` leaves out telephone numbers and personal names.

    Raises GongkaiError if the folder contains anything but an earlier export, DatabaseUnusable if the
    database cannot be read.
    """
    _require_replaceable(folder)
    with (
        raised_as(  # only a changed database has such values
            (ValueError, ArithmeticError),
            lambda error: DatabaseUnusable(
                f"{path}: a value does not have its column's type: {error}"
            ),
        ),
        open_readonly(path) as opened,
        atomic_output.folder(folder) as made,
    ):
        db = opened.conn
        db.execute("BEGIN")  # all files show the same state, though another program may write
        chosen = _select(sheets(db), public=public)
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


def _select(found: list[Sheet], *, public: bool) -> list[Sheet]:
    if not public:
        return found
    return [_Public(one.name, one.fields, one.key, one.links, one.view)
            for one in found if one.name not in redaction.LEFT_OUT]  # fmt: skip


def _require_replaceable(folder: Path) -> None:
    atomic_output.require_parent(folder)
    if folder.suffix in (".csv", ".xlsx", ".parquet") and not folder.exists():
        raise GongkaiError(
            f"{folder}: a folder is written, not a file; name one, such as out, and take csv/request_totals.csv from it"
        )
    if folder.exists() and not (
        folder.is_dir() and (not any(folder.iterdir()) or package.is_ours(folder))
    ):
        raise GongkaiError(
            f"{folder}: contains something other than an export; choose another folder"
        )
