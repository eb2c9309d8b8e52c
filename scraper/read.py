"""This module reads one page with its attachments: whatever it is, the answer is a reading."""

from parsers.errors import NotAReport
from parsers.extract import extract as report_of
from scraper.attached import Group
from scraper.errors import Unreadable
from scraper.reading import Outcome, Reading, reading


def read(group: Group) -> Reading:
    """Read one page with its attachments; whatever it is, the answer is a reading."""
    return reading(group.capture, _outcome(group), group.attachments)


def _outcome(group: Group) -> Outcome:
    try:
        return report_of(group.capture, group.attachments)
    except NotAReport as refusal:
        return refusal
    except Exception as error:
        return Unreadable(f"a fault of this program: {type(error).__name__}: {error}")
