"""This module knows each metadata field: which source is believed first, and what the field can hold.

The sources: `label`, a value beside its label; `unlabelled`, one beside the title, in a known form;
`heading`, a title's line; `document`, the page's own title; `line`, a title of any document; `column`, the
name of a column, where the page names its article; `meta`, the page's head; `period`, the sentence on the period covered; `title` and `category`, the year in them; `head`, that of
another title in the head;
`opening`, `contact`, `short` and `prose`, sentences of the report, ever less sure; `signature`, the lines
that end it; `link`, the text of the link to it.
"""

from collections.abc import Callable
from typing import NamedTuple

from parsers.dates import printed_date
from parsers.metadata.titles import is_report_title
from schemas.report import Candidate


class Field(NamedTuple):
    """A field's sources in order of precedence, how its value is read (None: it cannot be), and whether sources must agree."""

    sources: tuple[str, ...] = ("label", "unlabelled", "meta")  # what is printed precedes the head
    read: Callable[[str], object] = str
    agree: bool = False


def _number(value: str) -> str | None:
    numbered = any(character.isdigit() for character in value)
    return value if numbered and not is_report_title(value) else None


_USUAL = Field()
_YEARS = ("period", "title", "category", "head", "opening", "prose", "link")
_FIELDS = {
    "title": Field(("label", "heading", "meta", "document", "line", "column")),
    "agency": Field(("unlabelled", "signature", "opening", "contact", "link", "short")),
    "report_year": Field(_YEARS, read=int, agree=True),
    "index_number": Field(read=_number, agree=True),
    "document_number": Field(read=_number, agree=True),
    "written_on": Field(read=printed_date, agree=True),
    "published_on": Field(read=printed_date, agree=True),
    "issued_on": Field(read=printed_date),
}
AGREED = tuple(name for name, field in _FIELDS.items() if field.agree)
DATES = tuple(name for name, field in _FIELDS.items() if field.read is printed_date)


def said(field: str, source: str, value: object) -> Candidate:
    """What a source says of a field."""
    return Candidate(field=field, source=source, value=str(value))


def rank(one: Candidate) -> int:
    """The place of a candidate's source in the order of precedence of its field."""
    sources = _FIELDS.get(one.field, _USUAL).sources
    return sources.index(one.source) if one.source in sources else len(sources)


def value_of(one: Candidate) -> object:
    """What a candidate says, read as its field's value; None where it cannot be one."""
    return _FIELDS.get(one.field, _USUAL).read(one.value)
