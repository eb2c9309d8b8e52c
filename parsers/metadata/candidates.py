"""This module turns a page into what each of its sources says of each metadata field.

Nothing is chosen here: a label, a title on the page, a page head and a sentence stay apart.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.metadata import stamps, years
from parsers.metadata.agencies import from_title, is_name, is_placed, is_within
from parsers.metadata.boxes import before_report, box_pairs
from parsers.metadata.contact import answering
from parsers.metadata.label_values import alone, is_said, says
from parsers.metadata.labels import Pair, fields
from parsers.metadata.opening import opening
from parsers.metadata.title_candidates import titled
from parsers.metadata.titles import (
    is_agency,
    is_report_title,
    squeezed,
    title_year,
    trimmed,
    unbarred,
)
from parsers.page import Page
from schemas.report import Candidate
from schemas.vocabulary import vocabulary

_INDEX = re.compile(r"[0-9A-Z]{9,18}(?:X?-[0-9A-Z])?/\d{4,6}-\d+")
_FILED = re.compile(r"[\u4e00-\u9fff]{1,12}[〔﹝\[(（【](?:19|20)\d\d[〕﹞\])）】]\d{1,4}号")
_SIGNED_BY = re.compile(rf"({_FILED.pattern})\s*(?:签发人|簽發人)[:：]")
_DATE_ALONE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)")
_A_YEAR = re.compile(
    r"(?:1\s*9|2\s*0)\s*\d\s*\d\s*[-/.年]"
)  # as every day has it; its spaces may be odd
_LAST_BLOCKS = 60
_ABOVE, _BELOW = 2, 3  # lines beside a title that say whose it is, or go on with it
_LONGEST_DAY = 24


def candidates(page: Page) -> tuple[list[Candidate], list[Pair]]:
    """What every source says of the fields, in order of print, and the pairs that are of no field."""
    blocks = before_report(page)
    printed = [pair for pair in map(alone, box_pairs(blocks)) if says(pair)]
    found = [
        Candidate(field=fields()[label][0], source="label", value=value)
        for label, value in sorted(printed, key=lambda pair: fields().get(pair.label, ("", 0))[1])
        if label in fields()
    ]
    lines = [block for block in blocks if isinstance(block, str)]
    near = _near_titles(lines)
    found += titled(page, near, lines)
    found += _unlabelled(near)
    found += _filed(lines)
    found += _head(page)
    found += _signature(page)
    found += _in_prose(page, found)
    return [*found, *_years(page, found)], [p for p in printed if p.label not in fields()]


def _near_titles(lines: Sequence[str]) -> list[str]:
    """The lines that may be a title, each with the two before it and the three after, unbarred.

    A title names 公开, if only where it goes on in a second line; of hundreds of lines few do.
    """
    named = [index for index, line in enumerate(lines) if "公" in line]
    near = sorted({index + step for index in named for step in range(-_ABOVE, _BELOW + 1)})
    return [unbarred(lines[index]) for index in near if 0 <= index < len(lines)]


def _unlabelled(lines: Sequence[str]) -> Iterator[Candidate]:
    """Values that stand without labels beside a title: an index number, a body, a date, one a line.

    Links to other years' reports stand above the report, each with its day; the last title is of its year.
    """
    titles = [at for at, line in enumerate(lines) if "公" in line and is_report_title(line)]
    for index in titles:
        if title_year(lines[index]) != title_year(lines[titles[-1]]):
            continue
        below = [text for text in lines[index + 1 : index + 4] if text]
        beside = [*lines[max(index - 1, 0) : index], *below[:1]]  # above the title or below it
        number = next(filter(_INDEX.fullmatch, beside), None)
        filed = next(filter(_FILED.fullmatch, beside), None)
        if filed:
            yield Candidate(field="document_number", source="unlabelled", value=filed)
        if number:
            yield Candidate(field="index_number", source="unlabelled", value=number)
        below = [text for text in below if text not in (filed, number)]
        yield from _body_and_date(below, numbered=number is not None)
        if day := stamps.stamp(below) or stamps.above(lines, index):
            yield Candidate(field="published_on", source="unlabelled", value=day)


def _filed(lines: Sequence[str]) -> Iterator[Candidate]:
    """The number at the head of a document that names who signed it: 甲水〔2011〕4号 签发人:某某."""
    for line in lines:
        if ("签发人" in line or "簽發人" in line) and (match := _SIGNED_BY.match(line.strip())):
            yield Candidate(field="document_number", source="unlabelled", value=match[1])


def _body_and_date(below: Sequence[str], numbered: bool) -> Iterator[Candidate]:
    """A date that a body signs is when it wrote; in a box of values it is when it published."""
    if len(below) < 2 or not is_agency(below[0]) or is_report_title(below[0]):
        return
    if not is_day(below[1]):
        return
    body = "publisher" if numbered else "agency"
    yield Candidate(field=body, source="unlabelled", value=below[0])
    field = "published_on" if numbered else "written_on"
    yield Candidate(field=field, source="unlabelled", value=below[1])


def _signature(page: Page) -> Iterator[Candidate]:
    """The body and the day under a report's last words; a site's own lines may follow them."""
    lines = [line for line in page.blocks[-_LAST_BLOCKS:] if isinstance(line, str) and line]
    for above, line in pairwise(lines) if _A_YEAR.search("\n".join(lines)) else ():
        if not _A_YEAR.search(line):
            continue
        name, day = trimmed(above), trimmed(line)
        if len(day) <= _LONGEST_DAY and is_day(day) and is_agency(name):
            yield Candidate(field="agency", source="signature", value=name)
            yield Candidate(field="written_on", source="signature", value=day)
            return


def _in_prose(page: Page, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The body that the opening sentences name; where nothing names it in full, whom to ask."""
    if body := opening(page):
        yield Candidate(field="agency", source="opening", value=body)
        return
    names = _bodies(found)
    if any(is_name(name) and is_placed(name) for name in names):
        return
    if body := answering(page.lines, names):
        yield Candidate(field="agency", source="contact", value=body)


def _bodies(found: Sequence[Candidate]) -> list[str]:
    """The bodies that box, titles and signature name, in full or short."""
    titles = (one.value for one in found if one.field == "title" and is_report_title(one.value))
    printed = (squeezed(one.value) for one in found if one.field in ("publisher", "agency"))
    return [name for name in (*map(from_title, titles), *printed) if name and not is_within(name)]


def is_day(text: str) -> bool:
    """Whether a line is nothing but a date."""
    return bool(_DATE_ALONE.fullmatch("".join(text.split()).strip("()（）")))


def _head(page: Page) -> Iterator[Candidate]:
    """What the page head names; only where it names an article, since a list page's head may stay."""
    named = {name.lower(): value for name, value in reversed(page.metas) if is_said(value)}
    if "articletitle" not in named:
        return
    for field, names in vocabulary().head.items():
        for name in names:
            if name.lower() in named:
                yield Candidate(field=field, source="meta", value=named[name.lower()])


def _years(page: Page, found: Sequence[Candidate]) -> Iterator[Candidate]:
    year = years.period(page)
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
