"""This module writes the codebook: every table, view and column described in Chinese or English."""

from collections.abc import Iterable, Iterator

from scraper.database.dictionary import Entry, by_key, of_column, table_glosses
from scraper.exports.sheets import Field, Sheet, empty_sheets
from scraper.language import Language

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
