"""This module reads one page with its attachments: whatever it is, the answer is a reading."""

from dataclasses import replace

from parsers.attachments import ANOTHER
from parsers.corrections import apply
from parsers.documents import is_picture
from parsers.errors import NotAReport
from parsers.extract import extract as report_of
from schemas.capture import Capture
from schemas.report import Report
from scraper.attached import Group
from scraper.errors import Unreadable
from scraper.office import prepared
from scraper.reading import Outcome, Reading, reading
from scraper.saved import Saved, opened


def read_source(source: Saved | Group) -> Reading | Unreadable:
    """Read one page, opened or not; a file that cannot be opened gives no reading."""
    group = opened(source)
    return group if isinstance(group, Unreadable) else read(group)


def read(group: Group) -> Reading:
    """Read one page with its attachments; whatever it is, the answer is a reading.

    Attachments that turn out to be other reports are read by themselves.
    """
    found = outcome(group)
    apart = [one for one in group.attachments if _is_apart(one, found)]
    mine = tuple(one for one in group.attachments if one not in apart)
    return replace(reading(group.capture, found, mine), apart=tuple(map(read, map(Group, apart))))


def outcome(group: Group) -> Outcome:
    """The report of a page with its attachments, or why there is none."""
    try:
        report = report_of(prepared(group.capture), tuple(map(prepared, group.attachments)))
        return apply(report, group.corrections) if group.corrections else report
    except NotAReport as refusal:
        return Unreadable(refusal.reason) if refusal.unread else refusal
    except Exception as error:
        return Unreadable(f"a fault of this program: {type(error).__name__}: {error}")


def _is_apart(attachment: Capture, found: Outcome) -> bool:
    """Whether an attachment is no part of what its page is: of another year, or of no report at all."""
    if not isinstance(found, Report):
        return not is_picture(attachment)
    told = (one.text or "" for one in found.findings if one.code == ANOTHER)
    return any(text.startswith(attachment.sha256[:16]) for text in told)
