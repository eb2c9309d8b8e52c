"""This module describes the CSV files as a Frictionless data package: types, keys, links, meaning."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from schemas.report import Report
from scraper.database.dictionary import TITLE, of_column, table_glosses
from scraper.exports.sheets import Field, Sheet
from scraper.language import Language

_DESCRIPTOR = "datapackage.json"
_SCHEMA = "report.schema.json"
_NAME = "gongkai"
CODEBOOKS: dict[str, Language] = {"codebook.zh.md": "zh", "codebook.en.md": "en"}
_FORMATS = ("parquet", "csv", "xlsx")
_OF_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # put into a folder that was looked at
_READ = (
    "Figures as printed; look at `status` before using one, and never add consolidated reports to "
    "those of departments. A text that a spreadsheet would run as a formula has an apostrophe before it "
    "in CSV; the Parquet files have every value as it is. 数据照原文录入；使用前请看 status 列，"
    "汇总报告不可与部门报告相加。"
)
_TYPES = {"decimal": "number", "number": "number", "integer": "integer", "date": "date",
          "string": "string"}  # fmt: skip


def write(folder: Path, sheets: Sequence[Sheet], version: str) -> None:
    """Write the descriptor, and the JSON Schema of a report beside it."""
    names = {sheet.name for sheet in sheets}
    described = {
        "name": _NAME,
        "title": TITLE,
        "description": _READ,
        "version": version,
        "resources": [_resource(sheet, names) | _contents(folder, sheet) for sheet in sheets],
    }
    _dump(folder / _DESCRIPTOR, described)
    _dump(folder / _SCHEMA, Report.model_json_schema(mode="serialization"))


def is_ours(folder: Path) -> bool:
    """Whether a folder contains an earlier export and nothing else, and so may be replaced."""
    names = {path.name for path in folder.iterdir()} - _OF_SYSTEMS
    if not set(CODEBOOKS) <= names <= {*CODEBOOKS, *_FORMATS, _DESCRIPTOR, _SCHEMA}:
        return False
    if _DESCRIPTOR not in names:  # an export without CSV has none
        return True
    try:
        descriptor = json.loads((folder / _DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(descriptor, dict) and descriptor.get("name") == _NAME


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _resource(sheet: Sheet, names: set[str]) -> dict[str, Any]:
    gloss = table_glosses()[sheet.name]
    schema: dict[str, Any] = {"fields": [_field(sheet.name, field) for field in sheet.fields],
                              "missingValues": [""]}  # fmt: skip
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    links = [(column, table) for column, table in sheet.links if table in names]
    if links:
        schema["foreignKeys"] = [_link(column, table, sheet.name) for column, table in links]
    return {
        "name": sheet.name.replace("_", "-"),
        "title": gloss["zh"],
        "description": gloss["en"],
        "path": _path(sheet),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }


def _contents(folder: Path, sheet: Sheet) -> dict[str, Any]:
    """Size and SHA-256 of a CSV file, so that the descriptor's own digest stands for the whole package."""
    path = folder / _path(sheet)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def _path(sheet: Sheet) -> str:
    return f"csv/{sheet.name}.csv"


def _link(column: str, table: str, own: str) -> dict[str, Any]:
    resource = "" if table == own else table.replace("_", "-")
    return {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}


def _field(table: str, field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"name": field.name, "type": _TYPES[field.kind]}
    if entry := of_column(table, field.name):
        unit = f" · {entry.unit}" if entry.unit else ""
        made |= {"title": entry.zh, "description": f"{entry.en}{unit}"}
    return made
