"""This module holds the SQL that tells why an agency has no report for a year, for a row of `coverage`.

The reason comes from the last crawl of the agency's own portal, else of its superior's, which may list
its reports. A page of the report that could not be fetched takes precedence over how the crawl ended. A
government may be named in full by one file (甲县人民政府), and by its place in another (甲县), another body by its
short name (甲县残联); `SPELLED` is a part of the WITH clause that this SQL needs.
"""

import json

from parsers.metadata.short_names import endings

_ENDINGS = json.dumps(list(endings()), ensure_ascii=False, separators=(",", ":"))
SPELLED = f"""spelled(one, other) AS MATERIALIZED (SELECT one.value, other.value
  FROM json_each('{_ENDINGS}') AS kind, json_each(kind.value) AS one, json_each(kind.value) AS other)"""  # noqa: S608


def called(name: str) -> str:
    """The names that the government of a name may go by, in SQL: in full, with 政府, or its place's; see `spellings`."""
    longer = (f"{name} || '{more}'" for more in ("人民政府", "办事处", "事处"))
    others = (("政府", "人民政府"), ("人民政府", "政府"), ("人民政府", ""), ("街道办事处", "街道"))
    replaced = (f"replace({name}, '{old}', '{new}')" for old, new in others)
    return f"({', '.join((name, *longer, *replaced))})"


_BY_SHORT_NAME = """(SELECT substr(coverage.agency_name, 1, length(coverage.agency_name) - length(one)) || other
  FROM spelled WHERE coverage.agency_name LIKE '%' || one)"""
_PORTAL = f"""coalesce((SELECT min(id) FROM portals WHERE portals.agency = coverage.agency_name),
  (SELECT min(id) FROM portals WHERE substr(portals.agency_code, 9, 9) = coverage.agency),
  (SELECT min(id) FROM portals WHERE portals.agency IN {called("coverage.agency_name")}),
  (SELECT min(id) FROM portals WHERE portals.agency IN {_BY_SHORT_NAME}),
  (SELECT min(id) FROM portals WHERE portals.agency IN {called("coverage.superior")}))"""  # noqa: S608
_RUN = f"""(SELECT {_PORTAL} AS id) AS at LEFT JOIN portals AS site ON site.id = at.id
  LEFT JOIN runs AS last ON last.id =
    (SELECT max(id) FROM runs WHERE runs.command = 'crawl' AND runs.portal = at.id)"""  # noqa: S608
_OWN = f"""(site.agency IN {called("coverage.agency_name")} OR site.agency IN {_BY_SHORT_NAME}
  OR substr(site.agency_code, 9, 9) = coverage.agency)"""
_MISSED = f"""(SELECT json_extract(value, '$.reason') || ' ' || json_extract(value, '$.url')
  FROM json_each(last.problems) WHERE json_extract(value, '$.year') = coverage.report_year
    AND (json_extract(value, '$.agency') IN {called("coverage.agency_name")}
      OR {_OWN} AND coalesce(json_extract(value, '$.agency'), site.agency) = site.agency) LIMIT 1)"""  # noqa: S608
_UNREAD = f"""(SELECT captures.reason || ' ' || coalesce(url, '') FROM captures
  WHERE outcome = 'unreadable' AND captures.portal = at.id AND {_OWN} LIMIT 1)"""  # noqa: S608
_PARTLY = "('list-short', 'fewer-listed', 'budget-spent', 'no-reports', 'interrupted')"
# Reason, condition and detail of each case; the first whose condition holds applies.
_CASES = (
    ("'no-portal'", "at.id IS NULL", "NULL"),
    ("'not-crawled'", "last.id IS NULL", "NULL"),
    ("'not-fetched'", f"{_MISSED} IS NOT NULL", _MISSED),
    ("last.status", "last.status NOT IN ('ok', 'incomplete')", "last.reason"),
    ("'not-read'", f"{_UNREAD} IS NOT NULL", _UNREAD),
    ("last.status", f"last.status = 'incomplete' AND last.reason IN {_PARTLY}", "last.reason"),
)


def _case(place: int, otherwise: str) -> str:
    cases = " ".join(f"WHEN {case[1]} THEN {case[place]}" for case in _CASES)
    return f"(SELECT CASE {cases} ELSE {otherwise} END FROM {_RUN})"  # noqa: S608


WHY = _case(0, "'not-listed'")
WHY_DETAIL = _case(2, "NULL")
CRAWLED = f"(SELECT at.id || ' ' || coalesce(last.finished, '') FROM {_RUN})"  # noqa: S608
INDEXES = (
    "portals_agency ON portals(agency)",
    "portals_code ON portals(substr(agency_code, 9, 9))",
    "runs_portal ON runs(portal, command)",
    "captures_unread ON captures(portal) WHERE outcome = 'unreadable'",
)
