"""This module finds the values that stand beside a title without labels.

These are an index number, a document number, an agency and a day, each on a line above or below it.

>>> [one.value for one in find_unlabelled(["甲财〔2024〕3号", "甲局2023年政府信息公开工作年度报告", "2024-01-29"], 2023)]
['甲财〔2024〕3号', '2024-01-29']
>>> [one.value for one in find_self_explanatory(["甲财〔2024〕3号 签发人:某某", "2024-01-29 来源:甲局"])]
['甲财〔2024〕3号', '2024-01-29']
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.metadata import stamps
from parsers.metadata.title_lines import are_of_other_years, find_titles, trim
from parsers.metadata.titles import day_in_title, is_agency, is_report_title, title_year
from schemas.report import Candidate

_INDEX = re.compile(
    r"[0-9A-Z]{9,18}(?:X?-[0-9A-Z])?/\d{4,6}-\d+|[A-Z]{2}\d{7}-(?:19|20)\d\d-\d{3,5}"
)
_FILED = re.compile(r"[\u4e00-\u9fff]{1,12}[〔﹝\[(（【](?:19|20)\d\d[〕﹞\])）】]\d{1,4}号?")
# Before its signer, or as collections of laws print it: 字号 is else the size of the type.
_NUMBERED = re.compile(
    rf"({_FILED.pattern})\s*(?:签发|簽發)人?[:：]|【字\s*号】\s*({_FILED.pattern})$"
)
_DAY_ALONE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)")
_BELOW = 3  # lines under a title that may hold such a value


def find_unlabelled(lines: Sequence[str], year: int | None) -> Iterator[Candidate]:
    """The values beside each title that is of the same year as the last title with a year.

    Links to the reports of other years may stand above the report, each with its day; `year` is the
    one that the report says it covers.
    """
    titles = list(find_titles(lines))
    if are_of_other_years((one.title for one in titles), year):
        return
    last = next(filter(None, (title_year(one.title) for one in titles[::-1])), None)
    for start, end, title in titles:
        if title_year(title) == last:
            yield from _beside(lines, start, end)


def find_self_explanatory(lines: Sequence[str]) -> Iterator[Candidate]:
    """The values that can be told without a title: a document number before its signer or after 【字号】, a day before 来源."""
    text = "\n".join(lines)
    if any(word in text for word in ("签发", "簽發", "号】")):
        found = (_NUMBERED.match(line.strip()) for line in lines)
        numbers = [match[1] or match[2] for match in found if match]
        yield from _each("document_number", numbers)
    if "来源" in text or "來源" in text:
        filled = [*filter(None, map(trim, lines)), ""]
        stamped = (
            f"{line} {after}" if ":" in line and after[:2] in ("来源", "來源") else line
            for line, after in pairwise(filled)
        )  # fmt: skip
        days = dict.fromkeys(filter(None, map(stamps.day_before_label, stamped)))
        yield from _each("published_on", days if len(days) == 1 else ())  # several are of a list


def _each(field: str, values: Iterable[str]) -> Iterator[Candidate]:
    return (Candidate(field=field, source="unlabelled", value=value) for value in values)


def is_day(text: str) -> bool:
    """Whether a line is nothing but a date."""
    return bool(_DAY_ALONE.fullmatch("".join(text.split()).strip("()（）")))


def _beside(lines: Sequence[str], start: int, end: int) -> Iterator[Candidate]:
    below = [text for text in lines[end : end + _BELOW] if text]
    above = 2 if start > 1 and is_agency(lines[start - 1]) else 1  # whose name begins the title
    beside = [*lines[max(start - above, 0) : start], *below[:1]]
    number = next(filter(_INDEX.fullmatch, beside), None)
    document = next(filter(_FILED.fullmatch, beside), None)
    if document:
        yield Candidate(field="document_number", source="unlabelled", value=document)
    if number:
        yield Candidate(field="index_number", source="unlabelled", value=number)
    below = [text for text in below if text not in (document, number)]
    yield from _body_and_date(below, numbered=number is not None)
    if (
        day := day_in_title(lines[end - 1])
        or stamps.day_below_title(below)
        or stamps.day_above_title(lines, start)
    ):
        yield Candidate(field="published_on", source="unlabelled", value=day)


def _body_and_date(below: Sequence[str], numbered: bool) -> Iterator[Candidate]:
    """An agency and a day: a signature with the day of writing or, in a box of values, of publication."""
    if (
        below and re.match("[(（].*年", below[0]) and is_day(below[0])
    ):  # (2021年1月15日), as documents have it
        yield Candidate(field="written_on", source="unlabelled", value=below[0])
    if len(below) < 2 or not is_agency(below[0]) or is_report_title(below[0]):
        return
    if not is_day(below[1]):
        return
    body = "publisher" if numbered else "agency"
    yield Candidate(field=body, source="unlabelled", value=below[0])
    field = "published_on" if numbered else "written_on"
    yield Candidate(field=field, source="unlabelled", value=below[1])
