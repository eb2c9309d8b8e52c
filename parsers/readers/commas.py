"""This module converts comma-separated lines, as spreadsheets save them, to lines with pipes.

A text is such a table if as many lines as table 三 has rows end in seven figures between commas.

>>> list(commas_to_pipes(['规章,0,0,"1,250"', "全年受理2件,均已答复。"]))
['规章 | 0 | 0 | 1,250 |', '全年受理2件,均已答复。']
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

_ROW = re.compile(r"(?:,\"?\s*[\d.]*\s*(?:件)?\"?){7}$")
_ROWS = 18  # of table 三, which has more
_LONGEST = 2000


def has_commas(lines: Sequence[str]) -> bool:
    """Whether lines hold the form's tables with commas between their cells."""
    return sum(1 for line in lines if len(line) < _LONGEST and _ROW.search(line)) >= _ROWS


def commas_to_pipes(lines: Iterable[str]) -> Iterator[str]:
    """Return the lines, with the commas between values replaced by bars."""
    for line in lines:
        if "|" in line or "。" in line or "," not in line or len(line) > _LONGEST:
            yield line
            continue
        cells = next(csv.reader([line]), [])
        yield " | ".join(cell.strip() for cell in cells) + " |"
