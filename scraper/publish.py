"""This module shows a database with Datasette: described in both languages, read-only, local.

Titles, descriptions and units come from the dictionary, questions from `queries.toml`.
"""

import asyncio
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from scraper import search
from scraper.database import reading
from scraper.dictionary import Entry, glosses, of_column
from scraper.errors import GongkaiError, ToolMissing

SETTINGS = {
    "allow_download": False,
    "sql_time_limit_ms": 4000,
    "facet_time_limit_ms": 1000,
    "max_returned_rows": 5000,
    "suggest_facets": False,
}
_FACETS = {
    "reports": ["report_year", "form", "status", "scope", "level"],
    "findings": ["code", "severity"],
    "captures": ["outcome", "media_type"],
    "agencies": ["level", "superior"],
    "repairs": ["table"],
    "dictionary": ["kind"],
    "quality": ["status", "report_year", "form"],
    "year_pairs": ["check", "key"],
    "coverage": ["report_year", "level"],
}
_LABELS = {"agencies": "name", "reports": "title", "captures": "name", "portals": "agency"}
_FILTERS = {
    "own": "scope = CASE WHEN :scope = '' THEN 'own' ELSE :scope END",
    "year": "(:year = '' OR report_year = CAST(:year AS INTEGER))",
    "agency": "(:agency = '' OR agency_name LIKE '%' || :agency || '%')",
    "level": "(:level = '' OR level = :level)",
    "superior": "(:superior = '' OR superior = :superior)",
}
_TITLE = "政府信息公开工作年度报告 / Annual reports on government information disclosure"
_ABOUT = (
    "Figures as printed, proved by the form's own arithmetic where it can be. Look at `status` before "
    "you use a figure, and never add consolidated reports to those of departments. "
    "数据照原文录入，并以表式自身的勾稽关系核对；使用前请看 status 列，汇总报告不可与部门报告相加。"
)


def metadata(path: Path, searchable: bool = False) -> dict[str, Any]:
    """Datasette's metadata for a database of ours; `searchable` where our search plugin is loaded.

    A file that is no database of ours is DatabaseUnusable.
    """
    with reading(path) as db:
        tables = {name: _table(db, name) for name in _names(db)}
    if searchable:
        tables["sections"] |= {"fts_table": "sections_fts", "fts_pk": "id"}
    described = {"title": _TITLE, "description": _ABOUT, "tables": tables, "queries": queries()}
    return {"title": _TITLE, "description": _ABOUT, "databases": {path.stem: described}}


def _names(db: Database) -> list[str]:
    told = {**glosses()["tables"], **glosses()["views"]}
    return [name for name in (*db.table_names(), *db.view_names()) if name in told]


def _table(db: Database, name: str) -> dict[str, Any]:
    told = {**glosses()["tables"], **glosses()["views"]}[name]
    columns = (row[1] for row in db.execute(f"PRAGMA table_info({name})"))
    described = {key: _words(entry) for key in columns if (entry := of_column(name, key))}
    made = {"title": told["zh"].partition("：")[0], "description": f"{told['zh']}。{told['en']}.",
            "columns": described}  # fmt: skip
    return (
        made
        | ({"facets": _FACETS[name]} if name in _FACETS else {})
        | ({"label_column": _LABELS[name]} if name in _LABELS else {})
        | ({"hidden": True} if name == "sections_fts" else {})
    )


def _words(entry: Entry) -> str:
    """A description with its unit in words: Datasette's own `units` turns figures into floats."""
    unit = f" · 单位 unit: {entry.unit}" if entry.unit else ""
    return f"{entry.zh} / {entry.en}{unit}"


@cache
def queries() -> dict[str, dict[str, str]]:
    """The questions with their SQL, as Datasette takes them."""
    text = files("scraper").joinpath("queries.toml").read_text(encoding="utf-8")
    return {
        name: {
            "sql": _filtered(one["sql"]),
            "title": f"{one['zh']} / {one['en']}",
            "description": one["read"],
        }
        for name, one in tomllib.loads(text).items()
    }


def _filtered(sql: str) -> str:
    for name, condition in _FILTERS.items():
        sql = sql.replace(f"{{{name}}}", condition)
    return sql


def application(path: Path) -> Any:
    """The Datasette that shows a database, started; ToolMissing where the extra is not installed."""
    try:
        from datasette.app import Datasette  # noqa: PLC0415  (an extra)
        from datasette.plugins import pm  # noqa: PLC0415
    except ImportError as error:
        raise ToolMissing("Datasette is not installed: pip install 'gongkai[serve]'") from error
    if not pm.is_registered(search):
        pm.register(search, name="gongkai-search")
    described = metadata(path, searchable=True)
    shown = Datasette([], immutables=[str(path)], metadata=described, settings=SETTINGS)
    asyncio.run(shown.invoke_startup())
    return shown


def serve(path: Path, port: int) -> None:
    """Serve a database on this machine until interrupted; a port in use is a GongkaiError."""
    shown = application(path)
    import uvicorn  # noqa: PLC0415  (comes with the extra)

    try:
        uvicorn.run(shown.app(), host="127.0.0.1", port=port, log_level="info", lifespan="on")
    except SystemExit as error:
        if error.code:
            raise GongkaiError(f"port {port} of 127.0.0.1 cannot be used: name another") from error
