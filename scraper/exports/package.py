"""This module describes what is exported: the CSV files as a Frictionless data package, and every table and column in a codebook."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from schemas.report import Report
from scraper.database.dictionary import TITLE, Entry, by_key, of_column, table_glosses
from scraper.exports.sheets import Field, Sheet, empty_sheets
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
_WORDS = {
    "en": {
        "title": "Codebook",
        "lead": "Every table and view of the database and of its exports. Blank is not zero: an empty "
                "place was printed blank, or is not in that version of the form.",
        "columns": ("column", "type", "meaning", "unit", "forms"),
        "rows": "Rows of the tables of figures",
        "row_columns": ("table", "row", "printed as", "meaning", "forms"),
        "table": "table", "view": "view", "key": "key",
    },
    "zh": {
        "title": "数据字典",
        "lead": "数据库及其导出文件的全部表、视图与列。空白不等于零：空值表示原文为空，或该版表式没有此栏。",
        "columns": ("列", "类型", "说明", "单位", "表式"),
        "rows": "数据表的行",
        "row_columns": ("表", "行", "原文", "英文", "表式"),
        "table": "表", "view": "视图", "key": "主键",
    },
}  # fmt: skip


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


def codebook(language: Language, sheets: Iterable[Sheet] = ()) -> str:
    """The codebook as Markdown, for the given sheets or all of them."""
    words = _WORDS[language]
    chosen = tuple(sheets) or empty_sheets()
    parts = [f"# {words['title']}\n\n{words['lead']}\n"]
    parts += ["\n".join(_sheet(sheet, language)) for sheet in chosen]
    parts.append("\n".join(_rows(language)))
    return "\n".join(parts)


def _sheet(sheet: Sheet, language: Language) -> Iterator[str]:
    gloss = table_glosses()[sheet.name]
    words = _WORDS[language]
    kind = words["view" if sheet.view else "table"]
    yield f"## {sheet.name}\n\n{gloss[language]} ({kind})\n"
    if sheet.key:
        yield f"{words['key']}: {', '.join(f'`{name}`' for name in sheet.key)}\n"
    yield from table(words["columns"], (_column(sheet.name, field, language)
                                        for field in sheet.fields))  # fmt: skip
    yield ""


def _column(name: str, field: Field, language: Language) -> tuple[str, ...]:
    entry = of_column(name, field.name) or Entry("column", field.name, "", "")
    unit = _unit(entry.unit, language)
    return (f"`{field.name}`", field.kind, getattr(entry, language), unit, entry.forms or "")


def _unit(unit: str | None, language: Language) -> str:
    """A unit in one language; units are written in both, as in `件 requests`."""
    if not unit or " " not in unit or not unit.partition(" ")[0].isalpha() or unit[0].isascii():
        return unit or ""
    chinese, _, english = unit.partition(" ")
    return chinese if language == "zh" else english


def _rows(language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield f"## {words['rows']}\n"
    entries = (entry for (kind, _), entry in by_key().items() if kind == "row")
    yield from table(words["row_columns"], (_row(entry) for entry in entries))
    yield ""


def _row(entry: Entry) -> tuple[str, ...]:
    name, _, row = entry.key.partition(".")
    return (name, f"`{row}`", entry.zh, entry.en, entry.forms or "")


def table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a Markdown table; vertical bars in texts are escaped."""
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(text.replace('|', '&#124;') for text in row)} |"
