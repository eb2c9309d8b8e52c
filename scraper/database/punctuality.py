"""This module says when a report was first published, and when it was due: the columns of `publication`.

Article 49 of the Regulation: departments publish by 31 January, the consolidated report of a
government by 31 March. A correction published later makes no report late, so the first date counts.
"""

FIRST = "min(captures.claimed_on)"
DUE = """(lacking.report_year + 1) ||
    CASE lacking.scope WHEN 'consolidated' THEN '-03-31' ELSE '-01-31' END"""
LATE = f"CAST(julianday({FIRST}) - julianday({DUE}) AS INTEGER)"
TIMING = f"""CASE WHEN {FIRST} IS NULL OR lacking.report_year IS NULL THEN 'undated'
    WHEN {FIRST} > {DUE} THEN 'late' ELSE 'in-time' END"""
