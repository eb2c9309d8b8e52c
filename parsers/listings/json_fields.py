"""This module knows the fields of rows in JSON by their names, or by their values where the names say nothing.

In {lj: '/nb/1.html', bt: '甲局2024年政府信息公开工作年度报告'} lj is the address, bt the title.
"""

import re
from collections.abc import Sequence
from datetime import date

from parsers.dates import PUBLISHED, json_day
from parsers.listings.askable import is_action
from parsers.listings.json_values import Table
from parsers.listings.links import PICTURE
from parsers.listings.part_names import is_kind_or_body
from parsers.listings.report_titles import CUT, may_be_of_a_year
from parsers.patterns import DOCUMENT_ENDING, PAGE_ENDING, TAGS

URLS = (
    "url", "infourl", "chnldocurl", "docpuburl", "link", "href", "linkurl", "puburl", "viewurl", "docurl", "infolink",
    "posturl", "manuscripturl", "staticurl", "detailurl", "pageurl", "jumpurl", "htmlurl", "visiturl",
)  # fmt: skip
TITLES = (
    "title", "realtitle", "doctitle", "infotitle", "headline", "name", "subject", "vctitle",
    "manuscripttitle", "customtitle", "articletitle", "contenttitle", "biaoti",
    "titlehtml", "showtitle",
)  # fmt: skip
_DATES = ("date", *PUBLISHED, "infodate", "docreltime", "createtime", "time")
# Those of a column or a body in a menu.
NAMES = (
    "name", "title", "text", "label", "columnname", "channelname", "catalogname", "nodename", "menuname", "displayname",
)  # fmt: skip
_ADDRESS = re.compile(
    rf"(?:https?:)?//\S+|\.{{0,2}}/\S+|[\w/-]+(?:{PAGE_ENDING}|{DOCUMENT_ENDING})(?:\?\S*)?"
)


def first_of(table: Table, names: tuple[str, ...]) -> str | None:
    """The first of these fields of an object that has text."""
    values = (table.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def name_of(table: Table) -> str | None:
    """The name of a menu's entry or of a choice: in a field for names, else what is a body's by its words."""
    texts = (value.strip() for value in table.values() if isinstance(value, str))
    return first_of(table, NAMES) or next(filter(is_kind_or_body, texts), None)


def date_of(table: Table) -> date | None:
    """The day that a row has, in one of its fields."""
    values = (table.get(name) for name in _DATES)
    return next((found for value in values if (found := json_day(value)) is not None), None)


def learn_names(tables: Sequence[Table]) -> tuple[str, str] | None:
    """The names of address and title in objects of one list, which one that describes a report tells; None where none does."""
    texts = [
        {key: TAGS.sub("", value) for key, value in table.items() if isinstance(value, str)}
        for table in tables
    ]
    for one in texts:
        title = next((key for key, value in one.items() if _is_report(value)), None)
        found = [key for key, value in one.items() if _leads(value)]
        url = max(found, key=lambda key: (_differing(texts, key), "/" in one[key]), default=None)
        if title and url:
            return url, title
    return None


def _leads(value: str) -> bool:
    """Whether a value looks like the address of a page or a document, where nothing is changed."""
    told = value.strip()
    return bool(_ADDRESS.fullmatch(told)) and not (PICTURE.search(told) or is_action(told))


def _differing(texts: Sequence[dict[str, str]], key: str) -> int:
    return len({one.get(key) for one in texts})


def _is_report(value: str) -> bool:
    return may_be_of_a_year(value) and not _ADDRESS.fullmatch(value)


def title_of(table: Table) -> str | None:
    """The title of a row; where one name has it cut short, the whole one under another name."""
    first = first_of(table, TITLES)
    begun = CUT.sub("", first or "")
    whole = (value for name in TITLES if isinstance(value := table.get(name), str))
    return max(
        (value for value in whole if begun and value.startswith(begun)), key=len, default=first
    )
