"""This module finds figures of a list with several columns that may be two figures run together.

Such a figure stands alone in its row, while nearly all other rows are full, and is longer than any of their figures:
97569794 for 9756 and 9794.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from parsers.before_2019.indicators import STATISTICS
from schemas.finding import Finding, finding
from schemas.report import Statistic

_MANY = 8  # full rows
_NEARLY_ALL = 0.75


def lone_figures(rows: Sequence[Statistic]) -> Iterator[Finding]:
    """A finding for each such figure."""
    by_label: dict[str, list[Statistic]] = defaultdict(list)
    for row in rows:
        by_label[row.indicator or row.label].append(row)
    printed = {
        label: [str(one.value) for one in cells if one.value is not None]
        for label, cells in by_label.items()
        if len(cells) > 1
    }
    full = [values for label, values in printed.items() if len(values) == len(by_label[label])]
    if len(full) < max(_MANY, _NEARLY_ALL * len(list(filter(None, printed.values())))):
        return
    longest = max(len(value) for values in full for value in values)
    for label, values in printed.items():
        if len(values) == 1 and len(values[0]) > longest:
            yield finding("unusual-figures", f"{STATISTICS}.{label}", values[0])
