"""This module turns what a page says about its publisher into whose report it is, by code and by name."""

from typing import Any

from parsers.metadata.agencies import (
    defined,
    from_title,
    full_name,
    governed,
    housed,
    is_host,
    is_name,
    is_placed,
    is_within,
)
from parsers.metadata.codes import Codes, codes, region
from parsers.metadata.levels import Agency, agency
from parsers.metadata.titles import is_report_title
from parsers.normalize import squeezed
from parsers.page import Page
from schemas.capture import Registrant
from schemas.vocabulary import vocabulary


def codes_of(chosen: dict[str, Any], page: Page) -> Codes:
    """The codes of the index number; the region, where it tells none, from the site's own code."""
    code = codes(chosen.get("index_number") or "")
    owner = vocabulary().borrowed.get(code.organization or "")
    if owner and owner not in (chosen.get("publisher") or ""):
        code = Codes()
    site = next((value for name, value in page.metas if name.lower() == "siteidcode"), "")
    if code.region or not site[:10].isdigit() or region(site[:6]) is None:
        return code
    return code._replace(region=site[:6])


def agency_of(
    chosen: dict[str, Any], code: Codes, page: Page, registrant: Registrant | None
) -> Agency:
    """The body by its fullest name: printed publisher, title, short name with its region, registry."""
    publisher, title = squeezed(chosen.get("publisher") or ""), chosen.get("title") or ""
    publisher = "" if is_within(publisher) else publisher
    named = from_title(title) if is_report_title(title) else None
    place = region(code.region) if code.region else None
    short = publisher or named or ""
    longer = publisher if named and publisher.endswith(named) else named or publisher
    # An opening may be copied from another body's report: not where title and publisher agree.
    agree = named is not None and is_placed(named) and publisher.startswith(named)
    told = [] if agree else [body for body in (named, chosen.get("agency")) if body]
    names = (
        next((body for body in told if is_name(body) and is_host(publisher, body)), None),
        governed(publisher, named or chosen.get("agency")),
        housed(publisher, named),
        publisher if is_name(publisher) and _says_more(publisher, named or "") else None,
        full_name(short, place, page.lines) if short and place else None,
        defined(short, page.lines),
        named if named and is_name(named) and is_placed(named) else None,
        squeezed(chosen.get("agency") or "") or None,
        longer if named and is_name(named) else None,
        publisher if is_name(publisher) else None,
        registrant.agency if registrant else None,
        longer,
    )
    return agency(_in_full(next((name for name in names if name), None), page), code.region)


def _in_full(name: str | None, page: Page) -> str | None:
    """A government's name with 人民 in it, where the page prints it so too."""
    if not name or not name.endswith("政府") or name.endswith("人民政府"):
        return name
    full = f"{name.removesuffix('政府')}人民政府"
    return full if any(full in line for line in page.lines) else name


def _says_more(publisher: str, named: str) -> bool:
    """Whether a publisher's name tells more than the title's: it is as long, and as surely placed."""
    placed = is_placed(publisher) or not (is_name(named) and is_placed(named))
    return placed and len(publisher) >= len(named)
