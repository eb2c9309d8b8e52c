"""This module decides which report of which agency a capture is, among all captures of its name or its content.

An agency is known by its organisation code, else by its full name with its region; a capture with only the name
joins the one agency that has code and name. If nothing tells, the capture's SHA-256 is the key.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from parsers.metadata.spellings import brief_name, spellings
from scraper.database.claims import Claim


class Known(NamedTuple):
    """A capture in the database: its claim, its content's digest, and its order in time."""

    id: str
    sha256: str
    claim: Claim
    content: str
    order: tuple[str, str, str]
    report: str | None


class Identity(NamedTuple):
    """A report's key and its agency's."""

    report: str
    agency: str


def identify(capture: Known, siblings: Iterable[Known]) -> Identity:
    """The report that a capture belongs to, among all captures of its name or its content.

    The result depends only on the set of captures, not on the order of reading.
    """
    return identities({*siblings, capture})[capture]


def identities(captures: Iterable[Known]) -> dict[Known, Identity]:
    """The report of each of the captures of one name or one content; see `identify`.

    Captures with the same claim and content are decided only once: a page fetched every night for
    years gives a thousand such captures.
    """
    every = sorted(set(captures), key=lambda one: (one.order, one.id))
    asked: dict[tuple[Claim, str], Identity] = {}
    found = {}
    for one in every:
        question = (one.claim, one.content or one.sha256)
        if question not in asked:
            asked[question] = _identity(one, every)
        found[one] = asked[question]
    return found


def _identity(capture: Known, every: list[Known]) -> Identity:
    agency = _agency(capture, every)
    year = str(capture.claim.year) if capture.claim.year else _stand_in(capture, every)[:16]
    return Identity(f"{agency}-{year}-{capture.claim.scope}", agency)


def _agency(capture: Known, every: list[Known]) -> str:
    if capture.claim.code:
        return capture.claim.code
    if not capture.claim.name:
        return _stand_in(capture, every)
    coded = [one for one in every if one.claim.code and _may_be_one(one.claim, capture.claim)]
    found = _only(capture, [(one, str(one.claim.code)) for one in coded])
    if found or capture.claim.region:
        return found or by_name(capture.claim.name, capture.claim.region)
    placed = [one for one in every if one.claim.region and _same_name(one.claim, capture.claim)]
    keys = [(one, by_name(capture.claim.name, one.claim.region)) for one in placed]
    return _only(capture, keys) or by_name(capture.claim.name, None)


def _only(capture: Known, candidates: list[tuple[Known, str]]) -> str | None:
    """The agency of the candidates; of several, one whose report has the same content."""
    keys = {key for _, key in candidates}
    if len(keys) > 1:
        keys = {key for one, key in candidates if one.content == capture.content}
    return min(keys, default=None)


def _may_be_one(one: Claim, other: Claim) -> bool:
    if not _same_name(one, other):
        return False
    first, second = ((region or "").rstrip("0") for region in (one.region, other.region))
    return first.startswith(second) or second.startswith(first)


def _same_name(one: Claim, other: Claim) -> bool:
    return one.name is not None and other.name in spellings(one.name)


def by_name(name: str, region: str | None) -> str:
    """The key of an agency identified by its name, a government's in full: a digest short enough for a URL."""
    named = f"{brief_name(name)}|{region or ''}"
    return "n" + sha256(named.encode()).hexdigest()[:15]


def _stand_in(capture: Known, every: list[Known]) -> str:
    """The SHA-256 of the first capture with the same content and claim, as a substitute for a key.

    Where others have other content and the same bytes, as an empty page has whose text a script fetches, the
    digest of the content takes its place.
    """
    if not capture.content:
        return capture.sha256
    same = (
        one.sha256 for one in every if one.content == capture.content and one.claim == capture.claim
    )
    first = next(same, capture.sha256)
    shared = any(one.sha256 == first and one.content != capture.content for one in every)
    return capture.content if shared else first
