"""This module finds the candidates for a report's title in the lines above it, the best first.

Only where no line is a title, one is sought that is alone in a table's row.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.metadata.agencies import is_agency
from parsers.metadata.announcement import lines_under_column
from parsers.metadata.fields import said
from parsers.metadata.label_pairs import glued_label, pairs_of, split_pairs
from parsers.metadata.labels import clean_value, field_of, known_labels, label_of
from parsers.metadata.title_choice import own_titles
from parsers.metadata.title_lines import full_titles, title_line
from parsers.metadata.titles import (
    LONGEST,
    is_report_title,
    lacks_year_and_agency,
    report_title_in,
    strip_day,
)
from parsers.page import Block, Grid, Page
from parsers.patterns import HAN
from schemas.report import Candidate

# The names of site and column that a copy runs into a title: 甲市人民政府门户网站 部门 甲市体育局2022年….
_CRUMB = re.compile(
    f"^[{HAN}]{{2,20}}(?:网站|门户网|门户|首页)\\s+(?:[{HAN}]{{2,8}}\\s+){{0,3}}(?=[{HAN}]{{4,}}|20)"
)
_NUMBER = re.compile(f"^\\d{{1,2}}[、.．]\\s*(?=[{HAN}])")  # of a piece of a text: 1、
_DOCUMENT = re.compile(
    r".{6,}(?:通知|意见|办法|公告|规定|方案|报告|函|决定|细则)(?:[(\uff08][^()\uff08\uff09]{0,30}[)\uff09])?"
)
_SHORTEST = 8
_NO_TITLE = re.compile("[>。:：]|^[^《》]*》.")


def find_title_candidates(
    page: Page, near: Sequence[str], lines: Sequence[str], year: int | None
) -> Iterator[Candidate]:
    """The titles in headings, in the page's own title, and in names of documents, the report's own first.

    `near` are the lines in which headings are sought, without pipes; `year` is the one that the
    report says it covers.
    """
    found = filter(None, map(_unlabelled, full_titles(list(_without_values(near)))))
    titles = own_titles(page, [strip_day(title) for title in found], near, year)
    bare = bool(titles) and all(map(lacks_year_and_agency, titles))
    other = list(_documents(lines_under_column(page) if bare else lines if not titles else ()))
    of_column = bare and (bool(other) or _names_article(page))
    yield from (said("title", "column" if of_column else "heading", title) for title in titles)
    if own := report_title_in(page.title or ""):
        source = "column" if of_column and lacks_year_and_agency(own) else "document"
        yield said("title", source, own)
    yield from (said("title", "line", line) for line in other)


def _documents(lines: Sequence[str]) -> Iterator[str]:
    plain = (line for line in map(title_line, lines) if not split_pairs(line))
    return (line for line in plain if _is_document(line))


def _names_article(page: Page) -> bool:
    """Whether the head gives the article a title of its own, which is no name of a column, a site or a body."""
    title = page.named.get("articletitle", "")
    return len(title) >= _SHORTEST and not (lacks_year_and_agency(title) or is_agency(title))


def _is_document(line: str) -> bool:
    """Whether a line is the title of another kind of document: a notice, opinions, rules."""
    titled = 12 <= len(line) <= LONGEST and _DOCUMENT.fullmatch(line)
    return bool(titled) and not _NO_TITLE.search(line) and not is_report_title(line)


def _unlabelled(title: str) -> str:
    """A title without a number or label that its line begins with; empty where the label is of another field."""
    title = _NUMBER.sub("", title)
    bare = title.strip("《》").replace("《", "")
    named = next(iter(pairs_of(bare)), None) or glued_label(bare, known_labels())
    field = field_of(named.label) if named else ""
    if named is None or not field:
        return clean_value(_CRUMB.sub("", title) if " " in title else title)
    return named.value if field == "title" else ""


def _without_values(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with each one blanked that is the value of the label before it: a column's name, a publisher."""
    field = "title"
    for line in lines:
        of_label = field != "title" and lacks_year_and_agency(line)
        yield "" if of_label or (field == "publisher" and is_agency(line)) else line
        label = label_of(line)
        field = (
            field_of(label) if label else field if not line and field != "publisher" else "title"
        )


def title_in_cell(blocks: Sequence[Block]) -> str | None:
    """The title that is alone in a row of a layout table; None if there are several."""
    grids = (block for block in blocks if isinstance(block, Grid))
    rows = ([cell for cell in line if cell] for grid in grids for line in grid.lines)
    alone = (row[0] for row in rows if len(row) == 1)
    titles = list(dict.fromkeys(cell for cell in alone if is_report_title(cell)))
    return titles[0] if len(titles) == 1 else None
