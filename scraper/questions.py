"""This module loads the canned queries, each a question with its SQL and an explanation (queries.toml), and the charts (dashboards.toml)."""

import re
import sqlite3
from functools import cache
from html import escape
from typing import Any, NamedTuple

from schemas.data_files import read_toml
from scraper.database.absence import CRAWLED, SPELLED, WHY, WHY_DETAIL
from scraper.database.dictionary import Entry, of_column
from scraper.database.lines import rows_of
from scraper.database.tables import figure_columns, record_tables
from scraper.database.views import views

_FILTERS = {
    "own": "scope = CASE WHEN :scope = '' THEN 'own' ELSE :scope END",
    "year": "(:year = '' OR report_year = CAST(:year AS INTEGER))",
    "agency": "(:agency = '' OR agency_name LIKE '%' || :agency || '%')",
    "level": "(:level = '' OR level = :level)",
    "superior": "(:superior = '' OR superior LIKE '%' || :superior || '%')",
    # Reports whose page names the agency so; an index covers it, so no report is read.
    "named": "(SELECT rowid FROM reports WHERE :agency != '' AND agency_name LIKE '%' || :agency || '%')",
}
_ABSENCE = {"spelled": SPELLED, "why_missing": WHY, "why_detail": WHY_DETAIL, "crawled": CRAWLED}
_PARAMETER = re.compile(r":([a-z_]+)\b")
_CHOSEN = re.compile(r"\[\[.*?\]\]", re.DOTALL)  # what a filter adds to a chart's query
_STRING = re.compile(r"'[^']*'")
# The tables, in this order, in which the description of a column is looked up.
_SOURCES = ("", "request_totals", "outcomes", "disclosure_totals", "dispute_totals", "requests",
            "disclosures", "facts", "similarities", "captures", "findings")  # fmt: skip
# The version that the plugin ships; any other makes every chart show a warning.
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


class Question(NamedTuple):
    """A question in both languages, its explanation, its SQL, and the columns that only it has."""

    zh: str
    en: str
    read_zh: str
    read_en: str
    sql: str
    columns: dict[str, Entry]

    @property
    def parameters(self) -> list[str]:
        """The parameters of the SQL, each once, in order."""
        return list(dict.fromkeys(_PARAMETER.findall(_STRING.sub("''", self.sql))))

    def column(self, name: str) -> Entry | None:
        """The description of a column of the result."""
        known = (of_column(source, name) for source in _SOURCES)
        return self.columns.get(name) or next((entry for entry in known if entry), None)


@cache
def questions() -> dict[str, Question]:
    """All questions by name, in the file's order."""
    return {name: _question(one) for name, one in _file()["queries"].items()}


@cache
def parameters() -> dict[str, dict[str, str]]:
    """The meaning of each parameter, in both languages."""
    known: dict[str, dict[str, str]] = _file()["parameters"]
    return known


@cache
def _file() -> dict[str, Any]:
    return read_toml("scraper", "queries.toml")


def _question(one: dict[str, Any]) -> Question:
    own = {name: Entry("column", name, **gloss) for name, gloss in one.pop("columns", {}).items()}
    return Question(**one | {"sql": expand_sql(one["sql"]), "columns": own})


def expand_sql(sql: str) -> str:
    """The SQL of a question, with its placeholders for filters and fragments filled in."""
    parts = {
        "facts": _facts(),
        "printed_order": _printed_order(),
        "withheld": _withheld(),
        **_ABSENCE,
    } | _FILTERS
    for name, part in parts.items():
        sql = sql.replace(f"{{{name}}}", part)
    return sql


def _facts() -> str:
    """The view `facts`, restricted to the chosen report within each of its parts, so that keys are used."""
    parts = views()["facts"].split("\nUNION ALL ")
    chosen = "WHERE report = (SELECT id FROM chosen) AND ("
    return "\nUNION ALL ".join(f"{part.replace('WHERE ', chosen, 1)})" for part in parts)


def _printed_order() -> str:
    """SQL to order facts as the form prints them: by table, row and column."""
    rows = [f"{table}.{row}" for table in record_tables() for row in rows_of(table)]
    columns = [f"{table}.{one}" for table in record_tables() for one in figure_columns(table)]
    return ", ".join(
        f"instr('|{'|'.join(keys)}|', '|' || told.\"table\" || '.' || told.{axis} || '|')"
        for axis, keys in (("row", rows), ("column", columns))
    )


def _withheld() -> str:
    """The sum for the reason that a dictionary row describes."""
    reasons = (row for row in rows_of("requests") if row.startswith("withheld_"))
    cases = " ".join(f"WHEN 'requests.{row}' THEN {row}" for row in reasons)
    return f"CASE dictionary.key {cases} END"


def canned_query(question: Question, columns: list[str]) -> dict[str, Any]:
    """A question in Datasette's format; `columns` are those of its result."""
    return {
        "sql": question.sql,
        "title": f"{question.zh} / {question.en}",
        "description_html": _explanation(question, columns),
        "params": question.parameters,
        "hide_sql": True,
    }


def _explanation(question: Question, columns: list[str]) -> str:
    """Explanation and columns of a question, as HTML; what its parameters mean stands at their fields."""
    known = [(name, entry) for name in columns if (entry := question.column(name))]
    return (
        f'<div class="gk-read"><p>{_prose(question.read_zh)}</p>'
        f'<p lang="en">{_prose(question.read_en)}</p></div>'
        + _list("各列 Columns", [(name, described(entry)) for name, entry in known])
    )


def _prose(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def described(entry: Entry) -> str:
    """A description with its unit; Datasette's own `units` would turn figures into floats."""
    unit = f" · 单位 unit: {entry.unit}" if entry.unit else ""
    return f"{entry.zh} / {entry.en}{unit}"


def _list(title: str, lines: list[tuple[str, str]]) -> str:
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in lines)
    summary = f"<summary>{title}</summary>"
    return f'<details class="gk-list">{summary}<dl>{pairs}</dl></details>' if pairs else ""


def dashboards(database: str, db: sqlite3.Connection | None = None) -> dict[str, Any]:
    """All dashboards by name, for a database of the given name; with `db`, without what that has nothing to show in."""
    filters = _shown(_boards()["filters"], db, {"db": database})
    boards = {}
    for name, one in _boards()["boards"].items():
        charts = _shown(one["charts"], db, {"db": database, "library": "vega-lite"})
        layout = [kept for row in one["layout"] if (kept := [key for key in row if key in charts])]
        if layout:
            wide = [[*row, *row[-1:] * (len(one["layout"][0]) - len(row))] for row in layout]
            boards[name] = one | {"filters": filters, "charts": charts, "layout": wide}
    return boards


def _shown(
    parts: dict[str, Any], db: sqlite3.Connection | None, more: dict[str, str]
) -> dict[str, Any]:
    """The charts or filters whose query has a row."""
    made = {name: one | more | {"query": expand_sql(one["query"])} for name, one in parts.items()}
    for one in made.values():
        if "display" in one:
            one["display"] = {"$schema": _SCHEMA} | one["display"]
    asked = {name: _CHOSEN.sub("", one["query"]) for name, one in made.items()}
    return {name: one for name, one in made.items()
            if db is None or db.execute(f"SELECT 1 FROM ({asked[name]}) LIMIT 1").fetchone()}  # noqa: S608  # fmt: skip


@cache
def _boards() -> dict[str, Any]:
    return read_toml("scraper", "dashboards.toml")
