"""This module holds the view `publication`: when a report was first published, and when it was due.

Article 49 of the Regulation: departments publish by 31 January, the consolidated report of a
government by 31 March. A correction published later makes no report late, so the first date counts.
"""

_FIRST = "(SELECT min(claimed_on) FROM captures WHERE captures.report = reports.id)"
_DUE = """(reports.report_year + 1) ||
    CASE reports.scope WHEN 'consolidated' THEN '-03-31' ELSE '-01-31' END"""

PUBLICATION = f"""SELECT reports.id AS report, reports.agency, agencies.name AS agency_name,
  agencies.superior, reports.report_year, reports.scope, agencies.level,
  {_FIRST} AS first_published_on, reports.published_on, {_DUE} AS due_on,
  CAST(julianday({_FIRST}) - julianday({_DUE}) AS INTEGER) AS days_late,
  CASE WHEN {_FIRST} IS NULL OR reports.report_year IS NULL THEN 'undated'
    WHEN {_FIRST} > {_DUE} THEN 'late' ELSE 'in-time' END AS timing
  FROM reports JOIN agencies ON agencies.id = reports.agency"""  # noqa: S608  (ours throughout)
