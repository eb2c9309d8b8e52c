"""This module finds the values that stand beside a title without labels.

These are an index number, a document number, an agency and a day, each on a line above or below it.

>>> [*find_unlabelled(["甲财〔2024〕3号", "甲局2023年政府信息公开工作年度报告", "2024-01-29"], 2023, None)]
[('document_number', '甲财〔2024〕3号'), ('published_on', '2024-01-29')]
>>> [*find_self_explanatory(["甲财〔2024〕3号 签发人:某某", "2024-01-29 来源:甲局"])]
[('document_number', '甲财〔2024〕3号'), ('published_on', '2024-01-29')]
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.dates import DAY, DAY_IN_WORDS
from parsers.metadata import stamps
from parsers.metadata.agencies import is_agency, is_full_name, is_government, is_named
from parsers.metadata.divisions import after_place
from parsers.metadata.names import is_abbreviation
from parsers.metadata.opening import body_in_paragraph
from parsers.metadata.report_identity import identity_of_title, is_same_body
from parsers.metadata.title_choice import are_of_other_years
from parsers.metadata.title_lines import trim
from parsers.metadata.title_search import YEAR_ALONE, find_titles
from parsers.metadata.titles import (
    agency_in_title,
    day_in_title,
    is_report_title,
    lacks_year_and_agency,
    title_year,
)
from parsers.patterns import HAN

_INDEX = re.compile(
    r"[0-9A-Z]{9,18}(?:X?-[0-9A-Z])?/\d{4,6}-\d+|[A-Z]{2}\d{7}-(?:19|20)\d\d-\d{3,5}"
)
# Not the State Council's, whose notices prescribe the report: （国办公开办函〔2021〕30号）.
_FILED = re.compile(
    rf"(?!国[办发])[{HAN}]{{1,12}}[〔﹝\[(（【](?:19|20)\d\d[〕﹞\])）】]\d{{1,4}}[号號]?"
)
# Before its signer, or as collections of laws print it: 字号 is else the size of the type.
_NUMBERED = re.compile(
    rf"({_FILED.pattern})\s*(?:签发|簽發)人?[:：]|【字\s*号】\s*({_FILED.pattern})$"
)
_BY_NUMBER, _BY_SOURCE = ("签发", "簽發", "号】"), ("来源", "來源")
# Words before a body that make brackets a note on the report: (含下属单位甲县水文站), but (含山县水利局).
_NOTES = ("含", "不含", "包括", "原", "由", "代", "各", "公章")
_DAY = re.compile(f"{DAY}|{DAY_IN_WORDS}")
_DATED = re.compile("[(（].*年|二")  # (2021年1月15日) or 二〇一一年三月五日, as documents have it
_NOTED_LINE = re.compile("^(?:[(（].*年|二.{3}年).*$", re.MULTILINE)
_BEGINS = re.compile(r"[引前]\s*言$|(?:编制说明[:：]?)?本(?:年度)?(?:[报報]告|年[报報])|根[据據]《")
_COVER = 8  # lines, with blank ones between
_BELOW = 3  # lines under a title that may hold such a value

Values = Iterator[tuple[str, str]]  # a field, and what is printed of it


def find_unlabelled(lines: Sequence[str], year: int | None, own: str | None) -> Values:
    """The values beside each title that is of the same year as the last title with a year, and of the same body as its own.

    Links to the reports of other years and bodies may stand above the report, each with its day; `year`
    is the one that the report says it covers, `own` its title.
    """
    titles = list(find_titles(lines))
    if are_of_other_years((one.title for one in titles), year):
        return
    last = next(filter(None, (title_year(one.title) for one in titles[::-1])), None)
    mine = identity_of_title(own)
    for start, end, title in titles:
        of_year = title_year(title) == last or _begun_in(lines, start) == last
        if of_year and (title == own or identity_of_title(title).may_be(mine)):
            yield from _beside(lines, start, end)


def _begun_in(lines: Sequence[str], start: int) -> int | None:
    """The year in the line that begins a title, with a body's name, as on a cover below the site's own title."""
    before = "".join(lines[max(start - 1, 0) : start])
    begun = lacks_year_and_agency(lines[start]) and is_agency(agency_in_title(before) or "")
    return title_year(before) if begun else None


def find_self_explanatory(lines: Sequence[str]) -> Values:
    """The values that are recognised without a title near them.

    They are a document number before its signer or after 【字号】, or alone in brackets near the top, a day before
    来源, one alone in brackets or Chinese numerals, and what a report's cover prints above its first words.
    """
    yield from _on_cover(lines)
    bracketed = (
        line.strip()[1:-1]
        for above, line in pairwise(["", *lines[:_COVER]])
        if line.rstrip().endswith((")", "）")) and not above.rstrip().endswith("》")
    )
    yield from (("document_number", one) for one in bracketed if _FILED.fullmatch(one))
    text = "\n".join(lines)
    noted = {line for line in _NOTED_LINE.findall(text) if is_day(line)}
    if len(noted) == 1:
        yield "written_on", noted.pop()
    if any(word in text for word in _BY_NUMBER):
        found = (_NUMBERED.match(line.strip()) for line in lines)
        yield from (("document_number", match[1] or match[2]) for match in found if match)
    if any(word in text for word in _BY_SOURCE):
        filled = [*filter(None, map(trim, lines)), ""]
        joined = (
            f"{line} {after}" if ":" in line and after.startswith(_BY_SOURCE) else line
            for line, after in pairwise(filled)
        )
        days = set(filter(None, map(stamps.day_before_label, joined)))
        if len(days) == 1:  # several are of a list
            yield "published_on", days.pop()


def _on_cover(lines: Sequence[str]) -> Values:
    """The body, and its day, that begin a page whose title was left behind, with the report's first words below."""
    body, *below = ([*filter(None, map(str.strip, lines[:_COVER]))] + [""] * 3)[:3]
    day = below.pop(0) if is_day(below[0]) else ""
    covers = _BEGINS.match(below[0]) and is_named(body) and (day or not is_government(body))
    told = body_in_paragraph(below[0]) if covers else None
    if covers and (told is None or is_same_body(told, body)):  # else a site's name and its day
        yield "agency", body
        yield from [("written_on", day)] * bool(day)


def is_day(text: str) -> bool:
    """Whether a line is nothing but a date, in digits or in Chinese numerals."""
    return bool(_DAY.fullmatch("".join(text.split()).strip("()（）")))


def _beside(lines: Sequence[str], start: int, end: int) -> Values:
    """The values around a title: an agency and a day sign it or, in a box of values, say who published it when."""
    below = [text for text in lines[end : end + _BELOW] if text]
    above = 2 if start > 1 and is_agency(lines[start - 1]) else 1  # whose name begins the title
    beside = [*lines[max(start - above, 0) : start], *below[:1]]
    number = next(filter(_INDEX.fullmatch, beside), None)
    document = next(filter(_FILED.fullmatch, beside), None)
    if document:
        yield "document_number", document
    if number:
        yield "index_number", number
    of_year = YEAR_ALONE.fullmatch  # a cover's line between: (2019年度)
    below = [text for text in below if text not in (document, number) and not of_year(text)]
    first, second = (*below, "", "")[:2]
    if is_day(first) and _DATED.match(first):
        yield "written_on", first
    signer = _signer(first)
    if is_agency(signer) and not is_report_title(signer):
        yield from _signed(signer, second, "".join(lines[start:end]), in_box=bool(number))
    of_title = day_in_title(lines[end - 1])
    if of_title:
        yield of_title
    is_open = not of_title or of_title[0] != "published_on"
    if is_open and (day := stamps.day_below_title(below) or stamps.day_above_title(lines, start)):
        yield "published_on", day
        if (body := stamps.body_after_day(first)) and _is_short("".join(lines[start:end]), body):
            yield "agency", body


def _signer(line: str) -> str:
    """The body below a title, as far as brackets around it hold nothing else: (甲乡人民政府)."""
    bare = line.strip("()（）") if line.startswith(("(", "（")) else line
    is_note = bare != line and bare.startswith(_NOTES) and not after_place(bare)
    return "" if is_note else bare


def _signed(body: str, after: str, title: str, *, in_box: bool) -> Values:
    """What a body under a title says: with a day who signed it when, and alone whose it is if the title names none."""
    if is_day(after):
        yield ("publisher" if in_box else "agency"), body
        yield ("published_on" if in_box else "written_on"), after
    elif (not after or "。" in after) and agency_in_title(title) is None and is_named(body):
        yield "agency", body


def _is_short(title: str, body: str) -> bool:
    """Whether a title names a body in short, and a site has its full name: 市房管局, 甲市住房保障和房屋管理局."""
    short = agency_in_title(title) or ""
    is_one = short[-1:] == body[-1] and is_abbreviation(short, body)
    return is_one and not is_full_name(short) and is_named(body)
