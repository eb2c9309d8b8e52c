"""This module holds the SQL for when a report was first published and when it was due, for `publication`.

By article 49 of the Regulations, departments publish by 31 January, and governments their consolidated
report by 31 March. The first date of publication counts, since later corrections make no report late.
"""

FIRST = "min(captures.claimed_on)"
DUE = """(lacking.report_year + 1) ||
    CASE lacking.scope WHEN 'consolidated' THEN '-03-31' ELSE '-01-31' END"""
LATE = f"CAST(julianday({FIRST}) - julianday({DUE}) AS INTEGER)"
TIMING = f"""CASE WHEN {FIRST} IS NULL OR lacking.report_year IS NULL THEN 'undated'
    WHEN {FIRST} > {DUE} THEN 'late' ELSE 'in-time' END"""
