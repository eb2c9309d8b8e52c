"""This module serves the audit of a superior's agencies: as a page, a workbook and JSON."""

import re
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Response

from scraper.audit import COPIED, FAULTS, Audit, audit, superiors, years
from scraper.audit_workbook import workbook
from scraper.browse.own_databases import requested_database
from scraper.database import names
from scraper.database.dictionary import value_words
from scraper.errors import GongkaiError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COUNTS = (
    ("agencies", "机关 agencies"), ("published", "已发布 published"), ("missing", "未见 missing"),
    ("late", "逾期 late"), ("undated", "无日期 undated"), ("old_form", "旧表式 old form"),
    ("unread", "未能读准 not read for certain"), ("failing", "勾稽不符 failing"), ("breaks", "跨年不符 breaks"), ("prose", "文表不符 prose"),
    ("copied", "雷同 copied"),
)  # fmt: skip

_YEAR = re.compile(r"[0-9]{1,4}")


async def page(request: Any, datasette: Any) -> Any:
    """The audit of the requested superior, or a list of all superiors."""
    database = await requested_database(request, datasette)
    if "superior" not in request.args:
        variables = {"superiors": await database.execute_fn(superiors)}
    else:
        found = await _audited(request, database)
        of = await database.execute_fn(lambda db: years(db, found.superior, below=_below(request)))
        only = request.args.get("only") or ""
        has = FAULTS.get(only, lambda _: True)
        variables = {"audit": found, "years": of, "counts": _COUNTS, "copied": COPIED, "only": only,
                     "lines": list(filter(has, found.agencies))}  # fmt: skip
    variables |= {"database": database.name, "path": datasette.urls.database(database.name),
             "words": value_words, "place": names.place, "formula": names.formula, "named": names.anywhere,
             "query": request.query_string, "below": _below(request)}  # fmt: skip
    return Response.html(
        await datasette.render_template("gongkai_audit.html", variables, request=request)
    )


async def xlsx(request: Any, datasette: Any) -> Any:
    """The audit as a workbook."""
    found = await _audited(request, await requested_database(request, datasette))
    name = quote(f"{found.superior or 'audit'}{found.year}.xlsx")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(workbook(found), headers=headers, content_type=_XLSX)


async def as_json(request: Any, datasette: Any) -> Any:
    """The audit as JSON, as `gongkai audit --json` prints it."""
    return Response.json(
        asdict(await _audited(request, await requested_database(request, datasette)))
    )


def _below(request: Any) -> bool:
    """Whether the agencies under the superior's own are asked for too."""
    return bool(request.args.get("below") == "1")


async def _audited(request: Any, database: Any) -> Audit:
    year = request.args.get("year") or ""
    superior = request.args.get("superior") or ""
    try:
        found: Audit = await database.execute_fn(
            lambda db: audit(
                db, superior, int(year) if _YEAR.fullmatch(year) else None, below=_below(request)
            )
        )
    except GongkaiError as error:
        raise NotFound(str(error)) from error
    return found
