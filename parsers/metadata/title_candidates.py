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
from parsers.metadata.opening import body_in_opening
from parsers.metadata.report_identity import is_other_body
from parsers.metadata.signature import find_signature
from parsers.metadata.title_choice import own_titles
from parsers.metadata.title_lines import title_line
from parsers.metadata.title_search import full_titles
from parsers.metadata.titles import (
    LONGEST,
    SHORTEST_PROSE,
    agency_in_title,
    is_report_title,
    lacks_year_and_agency,
    report_title_in,
    strip_day,
)
from parsers.normalize import normalize
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
# In one line with a title: 2024-01-29, 发布时间:2024-01-29 09:30 来源:甲局.
_STAMP = re.compile(
    rf"(?P<title>.{{6,80}}[告报報])\s*\[?(?:[{HAN}]{{0,2}}(?:日期|[时時][间間])[:：]\s*)?"
    rf"(?P<day>(?:19|20)\d\d(?:[-./]\d{{1,2}}){{2}})\]?(?:\s+\d\d?:\d\d(?::\d\d)?)?(?:\s+[{HAN}]{{2,4}}[:：].*)?"
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
    own = report_title_in(page.title or "")
    named = (own or "", page.named.get("articletitle", ""))
    whole = full_titles(list(_without_values(near)), named)
    found = [strip_day(title) for title in filter(None, map(_unlabelled, whole))]
    titles = own_titles(page, found, near, year)
    if len(titles) > 1 and not agency_in_title(found[-1]):
        titles = _others_last(page, titles)
    bare = bool(titles) and all(map(lacks_year_and_agency, titles))
    other = list(_documents(lines_under_column(page) if bare else lines if not titles else ()))
    is_fuller = own is not None and not lacks_year_and_agency(own)
    of_column = bare and (bool(other) or is_fuller or _names_article(page))
    yield from (said("title", "column" if of_column else "heading", title) for title in titles)
    if own:
        source = "column" if of_column and not is_fuller else "document"
        yield said("title", source, own)
    yield from (said("title", "line", line) for line in other)


def _others_last(page: Page, titles: list[str]) -> list[str]:
    """Titles above one that names no body, last those of links: they name another than the report's opening or signature."""
    signed = (one.value for one in find_signature(page) if one.field == "agency")
    bodies = [*filter(None, (body_in_opening(page), *signed))]
    in_head = normalize(page.title or "")

    def is_others(title: str) -> bool:
        whose = agency_in_title(title) or ""
        return normalize(title) not in in_head and any(is_other_body(whose, one) for one in bodies)

    return sorted(titles, key=is_others)


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


def find_titles_elsewhere(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The title, and its day, of a report whose blocks before it have no line that is a title."""
    lines = [block for block in blocks if isinstance(block, str)]
    if stamped := stamped_title(lines):
        yield said("title", "heading", stamped[0])
        yield said("published_on", "unlabelled", stamped[1])
    elif title := _title_in_cell(blocks):
        yield said("title", "heading", title)


def _title_in_cell(blocks: Sequence[Block]) -> str | None:
    """The title that is alone in a row of a layout table; None if there are several."""
    grids = (block for block in blocks if isinstance(block, Grid))
    rows = ([cell for cell in line if cell] for grid in grids for line in grid.lines)
    alone = (row[0] for row in rows if len(row) == 1)
    titles = list(dict.fromkeys(cell for cell in alone if is_report_title(cell)))
    return titles[0] if len(titles) == 1 else None


def stamped_title(lines: Sequence[str]) -> tuple[str, str] | None:
    """The title and the day of the one line that has both, where prose follows: rows of a list end in days, too.

    >>> stamped_title(["甲局2023年政府信息公开工作年度报告发布时间:2024-01-29", "本报告由甲局编制,数据截至2023年12月31日。" * 2])
    ('甲局2023年政府信息公开工作年度报告', '2024-01-29')
    >>> stamped_title(["甲局2023年政府信息公开工作年度报告 2024-01-29", "共1页。"])
    """
    found = [(at, match) for at, line in enumerate(lines) if (match := _stamped(line))]
    if len(found) != 1:
        return None
    at, match = found[0]
    follows = any(len(line) > SHORTEST_PROSE and "。" in line for line in lines[at + 1 : at + 3])
    return (match["title"], match["day"]) if follows else None


def _stamped(line: str) -> re.Match[str] | None:
    match = _STAMP.fullmatch(line.strip()) if "公" in line else None
    return match if match and is_report_title(match["title"]) else None
