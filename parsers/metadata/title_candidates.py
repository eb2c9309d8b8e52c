"""This module finds the candidates for a report's title in the lines above it, the best first.

Only where no line is a title, one is sought that is joined to its date, or alone in a table's row:
rows of a list end in days, too.

>>> stamped_title(["甲局2023年政府信息公开工作年度报告 2024-01-29", "本报告由甲局编制,数据截至2023年12月31日。" * 2])
('甲局2023年政府信息公开工作年度报告', '2024-01-29')
"""

import re
from collections.abc import Iterator, Sequence

from parsers.metadata.agencies import has_place, is_agency, is_full_name
from parsers.metadata.fields import said
from parsers.metadata.label_pairs import boxed_pairs, split_pairs
from parsers.metadata.labels import clean_value, field_of, label_of
from parsers.metadata.report_year import year_in_report
from parsers.metadata.title_lines import (
    are_of_other_years,
    document_titles,
    full_titles,
    menu_and_others,
    title_line,
)
from parsers.metadata.titles import (
    SHORTEST_PROSE,
    agency_in_title,
    is_report_title,
    lacks_year_and_agency,
    report_title_in,
    strip_day,
    title_year,
)
from parsers.normalize import normalize
from parsers.page import Block, Grid, Page
from schemas.report import Candidate

_YEAR = re.compile(r"(?:19|20)\d\d年(?:度(?=政府|政务|信息))?")

# A place of one letter is what a copy leaves of a longer one more often than a place: 东省 of 山东省.
_CUT = re.compile("[\u4e00-\u9fff][省市县縣区區州旗盟]")
# The names of site and column that a copy runs into a title: 甲市人民政府门户网站 部门 甲市体育局2022年….
_CRUMB = re.compile(
    "^[\u4e00-\u9fff]{2,20}(?:网站|门户网|门户|首页)\\s+(?:[\u4e00-\u9fff]{2,8}\\s+){0,3}(?=[\u4e00-\u9fff]{4,}|20)"
)
_OF_THE_YEAR = re.compile(r"(?<=(?:19|20)\d\d)年度?(?=政府|政务|信息)")
_STAMP = re.compile(
    r"(?P<title>.{6,}[告报報])\s+\[?(?P<day>(?:19|20)\d\d(?:[-./]\d{1,2}){2})\]?(?:\s+\d\d?:\d\d(?::\d\d)?)?"
)


def find_title_candidates(
    page: Page, near: Sequence[str], lines: Sequence[str], year: int | None
) -> Iterator[Candidate]:
    """The titles in headings, in the page's own title, and in names of documents, the report's own first.

    `near` are the lines in which headings are sought, without pipes; `year` is the one that the
    report says it covers.
    """
    own = report_title_in(page.title) if page.title else None
    titles = _own_titles(page, near, year, own)
    if own:
        titles.sort(key=lambda title: normalize(title) not in normalize(page.title or ""))
    for title in dict.fromkeys(_fullest_first(titles)):
        yield said("title", "heading", title)
    if own:
        yield said("title", "document", own)
    if not titles:
        yield from (
            said("title", "line", title)
            for title in document_titles(
                [line for line in map(title_line, lines) if not split_pairs(line)]
            )
        )


def _own_titles(page: Page, near: Sequence[str], year: int | None, own: str | None) -> list[str]:
    """The titles in headings that may be the report's own, the last printed first.

    Links to other years' reports stand above the report, so of several titles the last is its own, unless
    it belongs to a menu of years: then the own one is that of the year which the rest of the page names.
    """
    found = filter(None, map(_unlabelled, full_titles(list(_without_values(near)))))
    titles = _whole([strip_day(title) for title in found][::-1])
    if are_of_other_years(titles, year):
        return [title for title in titles if not title_year(title)]
    menu, others = menu_and_others(near) if len(titles) > 1 else ([], [])
    if not menu:
        return titles
    told = _year_in_head(page, own) or year or next(iter(others), None) or year_in_report(page)
    return [title for title in titles if title_year(title) in (None, told)]


def _year_in_head(page: Page, own: str | None) -> int | None:
    """The year in the titles that a page's head names."""
    named = {name.lower(): value for name, value in page.metas}.get("articletitle", "")
    return title_year(own or "") or title_year(named)


def _unlabelled(title: str) -> str:
    """A title without a label that its line begins with; empty where the label is of another field."""
    named = boxed_pairs(title.strip("《》").replace("《", ""))
    field = field_of(named[0].label) if named else ""
    if not field:
        return clean_value(_CRUMB.sub("", title) if " " in title else title)
    return named[0].value if field == "title" else ""


def _without_values(lines: Sequence[str]) -> Iterator[str]:
    """The lines, each that is the value of the label before it made blank: a column's name, a publisher."""
    field = "title"
    for line in lines:
        of_label = field != "title" and lacks_year_and_agency(line)
        yield "" if of_label or (field == "publisher" and is_agency(line)) else line
        label = label_of(line)
        field = (
            field_of(label) if label else field if not line and field != "publisher" else "title"
        )


def _whole(titles: Sequence[str]) -> list[str]:
    """The titles without those that repeat another but for its year, or for the 年 in it."""
    undated = {_undated(title) for title in titles if title_year(title)}
    worn = {bare for title in titles if (bare := _worn(title)) != normalize(title)}
    whole = [title for title in titles if normalize(title) not in worn]
    return [title for title in whole if title_year(title) or _undated(title) not in undated]


def _fullest_first(titles: Sequence[str]) -> list[str]:
    """The titles, the last printed first, unless an earlier one names its agency in full."""
    named = sorted(titles, key=lacks_year_and_agency)
    return sorted(named, key=lambda title: not _is_fuller(title, named[0]))


def _is_fuller(title: str, last: str) -> bool:
    """Whether a title names in full the agency that the last one names short, for the same year."""
    short, full = agency_in_title(last), agency_in_title(title)
    if not short and full and is_full_name(full):
        return title != last and normalize(title).endswith(normalize(last))
    if not short or not full or not is_full_name(full):
        return False
    if _CUT.match(short) and full != short and full.endswith(short):
        return title_year(title) == title_year(last)
    if is_full_name(short) and (has_place(short) or not has_place(full)):
        return False
    return full.endswith(short.lstrip("本我省市州县区旗")) and title_year(title) == title_year(last)


def _worn(title: str) -> str:
    """A title as a copy may have worn it down: 2021政府信息公开…, without 年."""
    return _OF_THE_YEAR.sub("", normalize(title))


def _undated(title: str) -> str:
    return _YEAR.sub("", normalize(title))


def find_titles_elsewhere(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The title, and its day, of a report whose blocks before it have no line that is a title."""
    lines = [block for block in blocks if isinstance(block, str)]
    if stamped := stamped_title(lines):
        yield said("title", "heading", stamped[0])
        yield said("published_on", "unlabelled", stamped[1])
    elif title := _title_in_cell(blocks):
        yield said("title", "heading", title)


def stamped_title(lines: Sequence[str]) -> tuple[str, str] | None:
    """The title and the day of the one line that has both, where prose follows; else None."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _stamped(line))]
    if len(found) != 1:
        return None
    at, match = found[0]
    follows = any(len(line) > SHORTEST_PROSE and "。" in line for line in lines[at + 1 : at + 3])
    return (match["title"], match["day"]) if follows else None


def _stamped(line: str) -> re.Match[str] | None:
    match = _STAMP.fullmatch(line.strip()) if "公" in line else None
    return match if match and is_report_title(match["title"]) else None


def _title_in_cell(blocks: Sequence[Block]) -> str | None:
    """The title that is alone in a row of a layout table; None if there are several."""
    grids = (block for block in blocks if isinstance(block, Grid))
    alone = (cells[0] for grid in grids for cells in map(_printed, grid.lines) if len(cells) == 1)
    titles = list(dict.fromkeys(cell for cell in alone if is_report_title(cell)))
    return titles[0] if len(titles) == 1 else None


def _printed(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]
