"""This module reads the agency and year of a document from the text of the link to it."""

import re
from collections.abc import Iterator

from parsers.metadata.agencies import is_agency
from parsers.metadata.fields import said
from parsers.metadata.titles import agency_in_title, is_report_title, title_year
from parsers.normalize import normalize
from schemas.report import Candidate

_NUMBER = re.compile(r"^(?:附件?[\d一二三四五六七八九十]{0,3}[:.、]?|\(?\d{1,3}[.、)])")
_ENDING = re.compile(r"\.(?:docx?|wps|pdf|ofd|rtf|xlsx?)$", re.IGNORECASE)


def read_link_text(text: str) -> Iterator[Candidate]:
    """The body and the year that a link's text names.

    >>> [one.value for one in read_link_text("附件3：东河镇2024年政府信息公开工作年度报告.docx")]
    ['东河镇', '2024']
    >>> [one.value for one in read_link_text("12.西岭乡人民政府.pdf")], list(read_link_text("附件下载"))
    (['西岭乡人民政府'], [])
    """
    title = _ENDING.sub("", _NUMBER.sub("", normalize(text)))
    is_title = is_report_title(title)
    body = agency_in_title(title) if is_title else title if is_agency(title) else None
    if body:
        yield said("agency", "link", body)
    if is_title and (year := title_year(title)):
        yield said("report_year", "link", str(year))
