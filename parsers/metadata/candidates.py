"""This module gathers what each source on a page says of each metadata field.

Nothing is chosen here: a label, a title, the page head and a sentence remain separate candidates.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.dates import printed_date
from parsers.metadata import years
from parsers.metadata.agencies import (
    agency_in_title,
    has_place,
    is_central_body,
    is_full_name,
    is_inner_office,
)
from parsers.metadata.boxes import box_pairs
from parsers.metadata.contact import body_to_contact, is_anothers_office, writing_source
from parsers.metadata.front import before_report
from parsers.metadata.label_pairs import Pair
from parsers.metadata.labels import fields_by_label
from parsers.metadata.opening import body_in_opening
from parsers.metadata.short_body import governed_place, short_body
from parsers.metadata.title_candidates import find_title_candidates, find_titles_elsewhere
from parsers.metadata.title_lines import report_together, title_line, trim
from parsers.metadata.titles import is_agency, is_report_title, title_year
from parsers.metadata.unlabelled import find_self_explanatory, find_unlabelled, is_day
from parsers.metadata.values import day_after, field_told, has_value, is_meaningful, trim_body
from parsers.normalize import normalize
from parsers.page import Page
from schemas.report import Candidate
from schemas.vocabulary import vocabulary

_A_YEAR = re.compile(
    r"(?:1\s*9|2\s*0)\s*\d\s*\d\s*[-/.年]"
)  # as every day has it; its spaces may be odd
_LAST_BLOCKS = 60
_ABOVE, _BELOW = 3, 3  # lines beside a title that say whose it is, or go on with it
_LONGEST_DAY = 24


def find_candidates(page: Page) -> tuple[list[Candidate], list[Pair]]:
    """The candidates of all fields in the order of print, and the pairs whose label belongs to no field."""
    blocks = before_report(page)
    pairs = list(box_pairs(blocks))
    printed = [pair for pair in map(trim_body, pairs) if has_value(pair)]
    ranked = sorted(printed, key=lambda pair: fields_by_label().get(pair.label, ("", 0))[1])
    found = [
        Candidate(field=field, source="label", value=pair.value)
        for pair in ranked
        if (field := field_told(pair))
    ]
    lines = [block for block in blocks if isinstance(block, str)]
    near = _near_titles(lines)
    year = years.period_of(page)
    found += find_title_candidates(page, near, lines, year)
    if not any(one.field == "title" and one.source != "line" for one in found):
        found += find_titles_elsewhere(blocks)
    found = _cut_last(found)
    found += find_unlabelled(near, year)
    found += [*find_self_explanatory(lines), *_after_source(pairs)]
    found += _head(page)
    found += _signature(page)
    found += _in_prose(page, found)
    return [*found, *_years(found, year)], [p for p in printed if p.label not in fields_by_label()]


def _cut_last(found: list[Candidate]) -> list[Candidate]:
    """The candidates, a title that a box has cut (甲县2023年政府信息公开工作...) after the whole ones."""
    headings = [one.value for one in found if one.field == "title" and one.source == "heading"]
    return [
        one.model_copy(update={"source": "line"})
        if one.field == "title"
        and one.source == "label"
        and any(title.startswith(one.value.rstrip(".… ")) for title in headings)
        and not is_report_title(one.value)
        else one
        for one in found
    ]


def _near_titles(lines: Sequence[str]) -> list[str]:
    """The lines near possible titles: each line with 公, the three before it and the three after it."""
    named = [index for index, line in enumerate(lines) if "公" in line]
    near = sorted({index + step for index in named for step in range(-_ABOVE, _BELOW + 1)})
    return [title_line(lines[index]) for index in near if 0 <= index < len(lines)]


def _after_source(pairs: Sequence[Pair]) -> Iterator[Candidate]:
    return (
        Candidate(field="published_on", source="unlabelled", value=day)
        for day in filter(None, map(day_after, pairs))
    )


def _signature(page: Page) -> Iterator[Candidate]:
    """The agency and the day under a report's last words, which a site's own lines may follow.

    Above its last heading such a day may be any, so that only the agency counts. A day alone is one
    that ends the page, under a sentence.
    """
    first = max(0, len(page.blocks) - _LAST_BLOCKS)
    lines = [
        (at, line) for at, line in enumerate(page.blocks[first:], first)
        if isinstance(line, str) and line
    ]  # fmt: skip
    dated = bool(_A_YEAR.search("\n".join(line for _, line in lines)))
    for number in range(1, len(lines) if dated else 0):
        at, line = lines[number]
        if not _A_YEAR.search(line):
            continue
        name, day = trim(lines[number - 1][1]), trim(line)
        if len(day) > _LONGEST_DAY or not is_day(day):
            continue
        if is_agency(name):
            beside = trim(lines[number - 2][1]) if number > 1 else ""
            both = f"{beside}、{name}" if report_together(beside, name) else name
            yield Candidate(field="agency", source="signature", value=both)
        elif number < len(lines) - 1 or not name.endswith("。") or "年" not in day:
            continue
        if at > max(page.headings, default=-1):
            whole = day if printed_date(day) else "".join(day.split())
            yield Candidate(field="written_on", source="signature", value=whole)
        return


def _in_prose(page: Page, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The agency that the opening sentences name, or the one to contact where no source names one in full."""
    body = body_in_opening(page)
    if body and not is_anothers_office(body, page.lines):
        yield Candidate(field="agency", source="opening", value=body)
        return
    names = _bodies(found)
    if any(is_full_name(name) and (has_place(name) or is_central_body(name)) for name in names):
        return
    sources = [one.value for one in found if one.field == "source"]
    body = body_to_contact(page.lines, names) or writing_source(sources, page.lines, names)
    if body:
        yield Candidate(field="agency", source="contact", value=body)
    elif not names and (short := short_body(page.lines) or governed_place(page.lines)):
        yield Candidate(field="agency", source="short", value=short)


def _bodies(found: Sequence[Candidate]) -> list[str]:
    """The agencies named by box, titles and signature, in full or abbreviated."""
    titles = (one.value for one in found if one.field == "title" and is_report_title(one.value))
    printed = (normalize(one.value) for one in found if one.field in ("publisher", "agency"))
    return [
        name
        for name in (*map(agency_in_title, titles), *printed)
        if name and not is_inner_office(name)
    ]


def _head(page: Page) -> Iterator[Candidate]:
    """What the page head says of an article; the head of a list page may be left over, and is ignored."""
    named = {name.lower(): value for name, value in reversed(page.metas) if is_meaningful(value)}
    if "articletitle" not in named:
        return
    for field, names in vocabulary().head.items():
        for name in names:
            if name.lower() in named:
                yield Candidate(field=field, source="meta", value=named[name.lower()])


def _years(found: Sequence[Candidate], year: int | None) -> Iterator[Candidate]:
    if year:
        yield Candidate(field="report_year", source="period", value=str(year))
    title = next((one for one in found if one.field == "title"), None)
    for one in found:
        if one is title and is_report_title(one.value):
            year = title_year(one.value)
        elif one.field == "category" and one.source == "label":
            year = years.category_year(one.value)
        else:
            continue
        if year:
            yield Candidate(field="report_year", source=one.field, value=str(year))
