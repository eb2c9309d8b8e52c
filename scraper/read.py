"""This module reads pages with their attachments: whatever a page is, the answer is a reading.

Pages are read a few at a time, every stage for all of them before the next: a page's tree drives what
the other stages need out of the processor's cache, and back it comes once for all. It saves a tenth.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.attachments import ANOTHER, considered_attachments
from parsers.corrections import apply
from parsers.documents import Document, is_picture, is_text, read_document
from parsers.errors import NotAReport
from parsers.extract import extract as report_of
from schemas.capture import Capture
from schemas.report import Report
from scraper.database.claims import is_registered, is_told
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.office import with_conversion
from scraper.inputs.saved import Saved, open_page
from scraper.reading import Filed, Outcome, Reading, fetched_capture, make_reading, mostly_differ

_FEW = 16  # pages read together
_QUICK = 1_000_000  # bytes: a text of fewer is read in a moment


def read_sources(sources: Iterable[Saved | Group]) -> Iterator[Reading | Unreadable]:
    """Read pages, opened or not, in their order; a file that cannot be opened gives no reading."""
    few: list[Group] = []
    for one in map(open_page, sources):
        quick = isinstance(one, Group) and _is_quick(one)
        if len(few) == _FEW or not quick:
            yield from _read_together(few)
            few = []
        if isinstance(one, Unreadable):
            yield one
        elif quick:
            few.append(one)
        else:
            yield read(one)
    yield from _read_together(few)


def read(group: Group) -> Reading:
    """Read one page with its attachments; whatever it is, the answer is a reading."""
    return _reading(group, outcome(group))


def _is_quick(group: Group) -> bool:
    """Whether a page is read in a moment: no picture or document is, nor a page with some attached."""
    try:
        return not group.attachments and len(group.capture.body) < _QUICK and is_text(group.capture)
    except Exception:  # `outcome` meets it again, and tells
        return False


def _read_together(few: list[Group]) -> Iterator[Reading]:
    documents = [_document(group.capture) for group in few]
    outcomes = list(map(outcome, few, documents))
    yield from map(_reading, few, outcomes)


def _document(text: Capture) -> Document | None:
    """A text as read, or None where this program fails at it: `outcome` tries again and tells."""
    try:
        return read_document(text)
    except Exception:
        return None


def _reading(group: Group, found: Outcome) -> Reading:
    """A page's reading; attachments that turn out to be other reports are read by themselves."""
    looked_at = set(map(id, considered_attachments(group.attachments)))
    apart = [one for one in group.attachments if id(one) not in looked_at or _is_apart(one, found)]
    left = set(map(id, apart))
    mine = tuple(one for one in group.attachments if id(one) not in left)
    read_page = make_reading(group.capture, found, mine)
    return replace(read_page, apart=tuple(_by_themselves(group, apart, read_page)))


def _by_themselves(group: Group, documents: Sequence[Capture], page: Reading) -> Iterator[Reading]:
    """Read some documents of a page each by itself.

    The portal's agency settles whose one is that does not say so, but not where another of its year
    prints other figures: of several bodies, its SHA-256 stands in for its own.
    """
    alone = [read(replace(group, capture=one, attachments=())) for one in documents]
    filed = [one.filed for one in (page, *alone) if one.filed]
    for document, one in zip(documents, alone, strict=True):
        doubted = one.filed and is_registered(one.filed.claim, document.registrant)
        yield _left_open(group, document, one, filed) if doubted else one


def _left_open(
    group: Group, document: Capture, read_alone: Reading, filed: Sequence[Filed]
) -> Reading:
    """A document as it is read without its portal, where that alone says whose it is, and it may be another's."""
    mine = read_alone.filed
    if mine is None or not any(_are_two(mine, other) for other in filed):
        return read_alone
    bare = document.model_copy(update={"registrant": None})
    unregistered = read(replace(group, capture=bare, attachments=()))
    if unregistered.filed is None or is_told(unregistered.filed.claim):
        return read_alone
    return replace(unregistered, registrant=document.registrant, capture=fetched_capture(document))


def _are_two(one: Filed, other: Filed) -> bool:
    """Whether two reports are of one year and print other figures."""
    same_year = one.claim.year == other.claim.year
    return same_year and one is not other and mostly_differ(one.made.rows, other.made.rows)


def outcome(group: Group, document: Document | None = None) -> Outcome:
    """The report of a page with its attachments, or why there is none; `document`: it as read before."""
    try:
        attachments = tuple(map(with_conversion, group.attachments))
        report = report_of(with_conversion(group.capture), attachments, document)
        decided = [one for one in group.corrections if one.sha256 == group.capture.sha256]
        return apply(report, decided) if decided else report
    except NotAReport as refusal:
        return Unreadable(refusal.reason) if refusal.unread else refusal
    except Exception as error:
        return Unreadable(f"an error in gongkai: {type(error).__name__}: {error}")


def _is_apart(attachment: Capture, found: Outcome) -> bool:
    """Whether an attachment is no part of what its page is: of another year, or of no report at all."""
    if not isinstance(found, Report):
        return not is_picture(attachment)
    texts = (one.text or "" for one in found.findings if one.code == ANOTHER)
    return any(text.startswith(attachment.sha256[:16]) for text in texts)
