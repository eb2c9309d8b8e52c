"""This module reads plain text to a page: its lines as paragraphs, empty ones included.

Tables that a copy has flattened are found among the paragraphs by `parsers.flat.text_tables`. Lines
with commas between cells, as spreadsheets save them, get pipes: a text is such a table if as many
lines as table 三 has rows end in seven figures between commas.

>>> list(commas_to_pipes(['规章,0,0,"1,250"', '全年受理2件,均已答复。']))
['规章 | 0 | 0 | 1,250 |', '全年受理2件,均已答复。']
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.flat.pieces import split_cells
from parsers.flat.tabs import tabs_to_pipes
from parsers.page import Page
from parsers.readers import wiki
from parsers.readers.text_markup import strip_markup
from parsers.text import is_figure
from schemas.finding import Finding, finding

_LONGEST_LINE = 100_000
_MOST_LINES = 100_000
_LONGEST_CELL = 200
# The wide and no-break spaces that a copy lost, before prose, a figure and the end of a cell.
_LOST_SPACE = re.compile(
    r"^\?{2,4} ?(?=[(（\u4e00-\u9fff]|20\d\d年)|(?:^|(?<=\| ))\?{1,4}(?: (?=\d[\d.,]* ?\|)| ?(?=\|))"
)
_ROW = re.compile(r"(?:,\"?\s*[\d.]*\s*(?:件)?\"?){7}$")
_ROWS = 18  # of table 三, which has more
_LONGEST = 2000


def read(text: str) -> Page:
    """Read decoded text to a `Page` of its lines; a no-break space is a space."""
    lines = text.replace("\xa0", " ").splitlines()
    findings = (*_cut(lines), *_broken_off(text, lines))
    kept = [line[:_LONGEST_LINE] for line in lines[:_MOST_LINES]]
    if wiki.has_wiki_table(text):
        return Page(tuple(wiki.read_blocks(kept)), findings=findings)
    kept = tabs_to_pipes(kept) if "\t" in text else kept
    kept = list(commas_to_pipes(kept)) if has_commas(kept) else kept
    return Page(tuple(_with_spaces(strip_markup(line.strip())) for line in kept), findings=findings)


def _with_spaces(line: str) -> str:
    return _LOST_SPACE.sub("", line) if "?" in line else line


def _cut(lines: list[str]) -> Iterator[Finding]:
    if len(lines) > _MOST_LINES:
        yield finding("document-cut", None, f"{len(lines)} lines")


def _broken_off(text: str, lines: list[str]) -> Iterator[Finding]:
    """What to tell of a text whose last letter is a figure's, in a cell and without a line end."""
    last = split_cells(lines[-1][-_LONGEST_CELL:].strip())[-1:] if text[-1:].isdigit() else ()
    if last and is_figure(last[0]):
        yield finding("ends-in-figure", None, last[0])


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
