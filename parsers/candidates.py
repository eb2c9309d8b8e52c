"""This module turns a page into what each of its sources says of each metadata field.

Nothing is chosen here: a label, a title on the page, a page head and a sentence stay apart.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from parsers import years
from parsers.agencies import from_title, is_name
from parsers.boxes import before_report, box_pairs
from parsers.labels import Pair, clean, fields, label_of, pairs
from parsers.opening import opening
from parsers.page import Page
from parsers.titles import (
    document_titles,
    headings,
    is_agency,
    is_bare,
    is_report_title,
    of_document,
    squeezed,
    title_year,
    trimmed,
    undated,
)
from schemas.report import Candidate
from schemas.vocabulary import vocabulary

_INDEX = re.compile(r"[0-9A-Z]{9,18}(?:X?-[0-9A-Z])?/\d{4,6}-\d+")
_DATE_ALONE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)")
_A_YEAR = re.compile(
    r"(?:1\s*9|2\s*0)\s*\d\s*\d\s*[-/.年]"
)  # as every day has it; its spaces may be odd
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度(?=政府|政务|信息))?")
_LAST_BLOCKS = 60
_LONGEST_DAY, _LONGEST_VALUE = 24, 40
_BODIES = ("source", "publisher")
_SHORT = ("validity", "document_number", "topic", "category", "disclosure_method", "keywords")
_PROSE = re.compile(r"。|》.*[,，]")
_TEMPLATE = re.compile(r"[{}<>$#]|^[\s\-—_/\\*.]*$|^(?:请|此处)")


def candidates(page: Page) -> tuple[list[Candidate], list[Pair]]:
    """What every source says of the fields, in order of print, and the pairs that are of no field."""
    blocks = before_report(page)
    printed = [
        pair
        for pair in box_pairs(blocks)
        if is_said(pair.value) and not (_is_label(pair) or _is_prose(pair))
    ]
    found = [
        Candidate(field=fields()[label][0], source="label", value=_name_alone(label, value))
        for label, value in sorted(printed, key=lambda pair: fields().get(pair.label, ("", 0))[1])
        if label in fields()
    ]
    lines = [_unbarred(block) for block in blocks if isinstance(block, str)]
    found += _titles(page, lines)
    found += _unlabelled(lines)
    found += _head(page)
    found += _signature(page)
    if body := opening(page):
        found.append(Candidate(field="agency", source="opening", value=body))
    return [*found, *_years(page, found)], [p for p in printed if p.label not in fields()]


def _name_alone(label: str, value: str) -> str:
    """A body's name without the prose that a copy ran into its line."""
    name, _, rest = value.partition(" ")
    run_on = len(rest) > _LONGEST_DAY and fields()[label][0] in _BODIES and is_agency(name)
    return name if run_on else value


def _is_label(pair: Pair) -> bool:
    """Whether the value is the next label: both were left empty."""
    return label_of(pair.value) is not None


def _is_prose(pair: Pair) -> bool:
    """Whether a copy ran the report's first words into a box's last label, which was left empty."""
    field = fields().get(pair.label, ("", 0))[0]
    return field in _SHORT and len(pair.value) > _LONGEST_VALUE and bool(_PROSE.search(pair.value))


def is_said(value: str) -> bool:
    """Whether a printed value says something: no dash, no 无, nothing a template left in."""
    return (
        not _TEMPLATE.search(value) and "".join(value.split()).lower() not in vocabulary().nothing
    )


@lru_cache(maxsize=4096)
def _unbarred(line: str) -> str:
    """A line as a title may stand in it: of several cells, none."""
    line = trimmed(line)
    return "" if "|" in line else line


def _titles(page: Page, lines: Sequence[str]) -> Iterator[Candidate]:
    # Links to other years' reports stand above the report, so of several titles the last is its own.
    told = _whole([undated(clean(title)) for title in headings(lines)][::-1])
    own = of_document(page.title) if page.title else None
    if own:
        told.sort(key=lambda title: squeezed(title) not in squeezed(page.title or ""))
    for title in dict.fromkeys(_fullest_first(told)):
        yield Candidate(field="title", source="heading", value=title)
    if own:
        yield Candidate(field="title", source="document", value=own)
    if not told:
        yield from (
            Candidate(field="title", source="line", value=title)
            for title in document_titles([line for line in lines if not pairs(line)])
        )


def _whole(titles: Sequence[str]) -> list[str]:
    """The titles without those that only repeat another and leave its year out."""
    undated = {_undated(title) for title in titles if title_year(title)}
    return [title for title in titles if title_year(title) or _undated(title) not in undated]


def _fullest_first(titles: Sequence[str]) -> list[str]:
    """The titles, the last printed first, but for one that says less of the report than another."""
    named = sorted(titles, key=is_bare)
    return sorted(named, key=lambda title: not _is_fuller(title, named[0]))


def _is_fuller(title: str, last: str) -> bool:
    """Whether a title names in full the body that the last one names short, of the same year."""
    short, full = from_title(last), from_title(title)
    if not short or not full or is_name(short) or not is_name(full):
        return False
    return full.endswith(short.lstrip("本我省市州县区旗")) and title_year(title) == title_year(last)


def _undated(title: str) -> str:
    return _YEAR.sub("", squeezed(title))


def _unlabelled(lines: Sequence[str]) -> Iterator[Candidate]:
    """Values that stand without labels under a title: an index number, a body, a date, one a line."""
    for index, line in enumerate(lines[:-1]):
        if "公" not in line or not is_report_title(line):
            continue
        below = [text for text in lines[index + 1 : index + 4] if text]
        numbered = bool(below) and bool(_INDEX.fullmatch(below[0]))
        if numbered:
            yield Candidate(field="index_number", source="unlabelled", value=below.pop(0))
        yield from _body_and_date(below, numbered)


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
    for above, line in pairwise(lines):
        if not _A_YEAR.search(line):
            continue
        name, day = trimmed(above), trimmed(line)
        if len(day) <= _LONGEST_DAY and is_day(day) and is_agency(name):
            yield Candidate(field="agency", source="signature", value=name)
            yield Candidate(field="written_on", source="signature", value=day)
            return


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
