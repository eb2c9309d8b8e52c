"""This module chooses a report's metadata: one value for each field, with all sources kept as candidates.

A field is decided by the label that prints it. Where sources differ, the first in the order of `fields` is
chosen; if the field is one on which sources must agree, the difference is a finding.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from parsers.metadata.candidates import find_candidates
from parsers.metadata.counties import Clues, name_on_site, name_with_city, name_with_county
from parsers.metadata.divisions import region_name
from parsers.metadata.fields import AGREED, DATES, rank, value_of
from parsers.metadata.hosts import is_host, kinds_of_others
from parsers.metadata.identity import resolve_agency, resolve_codes
from parsers.metadata.labels import Pair
from parsers.metadata.levels import Agency, classify_agency
from parsers.metadata.report_identity import is_of_unknown_kind, is_other_body, joint_bodies
from parsers.metadata.report_year import outvoting_year
from parsers.metadata.titles import agency_in_title, is_report_title
from parsers.normalize import normalize
from parsers.page import Page
from schemas.capture import Registrant
from schemas.finding import Finding, finding
from schemas.report import Candidate, Metadata
from schemas.vocabulary import vocabulary

_TELLING = frozenset(("label", "heading", "meta", "document", "opening", "signature"))
_LATEST = 4  # the month in which reports are published, with those that are late


def read_metadata(
    page: Page,
    registrant: Registrant | None = None,
    link: str | None = None,
    file: str | None = None,
) -> tuple[Metadata, tuple[Finding, ...]]:
    """The metadata of a page, None where it says nothing, and findings about them.

    What is still open is taken from the text of the link to the page, then from the portal's agency; the county
    of a town without a portal also from the name of the page's file.
    """
    found, rest = find_candidates(page, link)
    ordered = sorted(found, key=rank)
    chosen = _choose(page, ordered)
    code = resolve_codes(chosen, page)
    whose = resolve_agency(chosen, code, page, registrant)
    if whose.name and registrant is None:
        clues = Clues(code.region, chosen.publisher, link, file)
        name = name_with_city(name_with_county(whose.name, page, clues), page, clues)
        if (on_site := name_on_site(name, page, clues)) != name:
            whose = classify_agency(on_site, code.region)._replace(scope=whose.scope)
        else:
            whose = whose._replace(name=name)
    resolved = {
        "agency": whose.name,
        "agency_code": code.agency,
        "organization_code": code.organization,
        "region_code": code.region,
        "region": region_name(code.region) if code.region else None,
        "scope": whose.scope,
        "level": whose.level,
        "other": _other(rest, ordered),
        "candidates": tuple(dict.fromkeys(ordered)),
    }
    told = _findings_of_agency(whose, chosen.publisher, ordered, page.lines)
    findings = (*_findings(chosen, ordered), *told, *_finding_of_portal(whose, chosen, registrant))
    return chosen.model_copy(update=resolved), findings


def _findings_of_agency(
    whose: Agency, publisher: str | None, ordered: Sequence[Candidate], lines: Sequence[str]
) -> Iterator[Finding]:
    """Findings where a government's site only hosts another's report, where several bodies report together,
    and where a source names another body, or the prose calls its own by another kind, as one does that was copied.
    """
    name = whose.name or ""
    if whose.scope == "consolidated" and is_host(publisher or "", name):
        text = f"label: {publisher}; title: {whose.name}"
        yield finding("metadata-disagrees", "metadata.agency", text)
    if not name:
        return
    if joint_bodies(name):
        yield finding("joint-report", "metadata.agency", name)
        return
    kinds = (f"prose: 我{kind}" for kind in kinds_of_others(name, lines))
    named = list(dict.fromkeys(_others(name, ordered)))
    headings = [one for one in named if one.startswith("heading:")]  # several are of a list
    named = [one for one in named if one not in headings] if len(headings) > 1 else named
    if others := list(dict.fromkeys((*named, *kinds))):
        yield finding("metadata-disagrees", "metadata.agency", "; ".join((name, *others)))


def _finding_of_portal(
    whose: Agency, chosen: Metadata, registrant: Registrant | None
) -> Iterator[Finding]:
    """A finding where the portal's agency is given a report that may be of a body which its title names without a place."""
    if registrant is None or whose.name != registrant.agency:
        return
    title = chosen.title or ""
    body = agency_in_title(title) if is_report_title(title) else None
    if body and is_of_unknown_kind(body, registrant.agency):
        text = f"{registrant.agency}; title: {body}"
        yield finding("metadata-disagrees", "metadata.agency", text)


def _others(name: str, ordered: Sequence[Candidate]) -> Iterator[str]:
    """The other bodies that sources give a report to, each with its source."""
    for one in ordered:
        if one.source not in _TELLING or name in one.value:
            continue
        titled = one.field == "title" and is_report_title(one.value)
        said = one.value if one.field in ("agency", "publisher") else ""
        body = agency_in_title(one.value) if titled else normalize(said)
        if body and is_other_body(body, name):
            yield f"{one.source}: {body}"


def _choose(page: Page, ordered: Sequence[Candidate]) -> Metadata:
    """Metadata with the first candidate of each field that can be read as a value of that field."""
    chosen: dict[str, Any] = {}
    for one in ordered:
        if one.field in chosen:
            continue
        value = value_of(one)
        if value is not None:
            chosen[one.field] = value
    if year := outvoting_year(page, ordered):
        chosen["report_year"] = year
    return Metadata(**chosen)


def _other(rest: Sequence[Pair], ordered: Sequence[Candidate]) -> dict[str, str]:
    """Every label of no field, verbatim, and every value that its field cannot hold."""
    kept = {one.field: one.value for one in ordered if value_of(one) is None}
    known = frozenset(vocabulary().furniture)
    return kept | {label: value for label, value in reversed(rest) if label not in known}


def _findings(chosen: Metadata, ordered: Sequence[Candidate]) -> Iterator[Finding]:
    """What a reader should know of the choice: sources that disagree, and dates that cannot be right."""
    for field in AGREED:
        values = [one for one in ordered if one.field == field]
        if len(values) > 1 and any(
            _differs(value_of(one), getattr(chosen, field)) for one in values
        ):
            text = "; ".join(dict.fromkeys(f"{one.source}: {one.value}" for one in values))
            yield finding("metadata-disagrees", f"metadata.{field}", text)
    yield from _year_of_prose(chosen, ordered)
    unread = (one for one in ordered if one.field in DATES and value_of(one) is None)
    yield from (finding("unreadable-date", f"metadata.{x.field}", x.value) for x in unread)
    if (year := chosen.report_year) and is_report_title(chosen.title or ""):
        for field in ("written_on", "published_on"):
            day = getattr(chosen, field)
            if day and day < date(year, 12, 1):
                yield finding("written-before-year-end", f"metadata.{field}", day.isoformat())


def _year_of_prose(chosen: Metadata, ordered: Sequence[Candidate]) -> Iterator[Finding]:
    """A finding where prose alone gives the year, and a day on which reports are published that of another."""
    sources = {one.source for one in ordered if one.field == "report_year"}
    if (year := chosen.report_year) is None or sources != {"prose"}:
        return
    for field in ("written_on", "published_on"):
        day = getattr(chosen, field)
        if day and day.month <= _LATEST and day.year - 1 != year:
            text = f"prose: {year}; {field}: {day.isoformat()}"
            yield finding("metadata-disagrees", "metadata.report_year", text)
            return


def _differs(value: object, chosen: object) -> bool:
    if value is None or chosen is None:
        return False
    return normalize(str(value)) != normalize(str(chosen))
