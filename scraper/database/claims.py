"""This module decides which agency and year a captured report claims to be of, never by its address.

The agency is identified by its organisation code, else by its full name with its region; a government that
a page calls by its place (甲县2023年…) is the one of that place. A portal's registered agency settles only
what a page leaves open: the names 市教育局 and 残联 do not say of which place, but they do say that the agency is
not 甲市应急管理局; 城关镇 does not say of which county. Where only a code tells, the short name is kept beside it:
under a code that 县教育局 and 县水务局 print, they are two agencies of whichever county it is.
"""

import re
from typing import NamedTuple
from unicodedata import normalize

from parsers.metadata.agencies import (
    has_place,
    is_agency,
    is_bare_town,
    is_central_body,
    is_of_seat,
)
from parsers.metadata.county_names import cities_of, city_of_code, is_of_county
from parsers.metadata.divisions import after_place, after_places
from parsers.metadata.names import is_abbreviation
from parsers.metadata.offices import without_offices
from parsers.metadata.report_identity import is_same_body
from parsers.metadata.spellings import spellings
from parsers.metadata.titles import agency_in_title
from parsers.traditional import simplified
from schemas.capture import Registrant
from schemas.report import Metadata, Report

# Not full names: 市应急管理局 tells the level but not the place, 应急管理局 not even that. (镇安县 is a place.)
_SHORT = re.compile(
    r"(?!市[中南北]区)(?:本|我|全)?(?:省|自治[区州县旗]|市|县|区|州|盟|旗|镇|乡|街道)(?=$|[^区州盟旗])"
    r"|(?:国家级|经济|高新|技术|产业|工业)*(?:开发区|高新区|新区|园区)"
)
_BY_LEVEL = re.compile(
    r"(?:自治[区州县旗]|[省市县縣区區州盟旗])(?![场場区區级級直本属屬])[\u4e00-\u9fff]{2,30}"
)
_GOVERNMENT = re.compile(r"(.{1,20}[省市县区旗州盟])(?:人民)?政府(?:办公[室厅])?")
_NO_BODY = re.compile("[本我全各].*|.*(?:本级|机关|网站?)")  # any agency says so of itself
_AS_WRITTEN = "乾於昇"  # letters of simplified names too: 乾县, 於潜镇
# What a capture's page calls the agency, without the code that stands behind a short name.
PRINTED_NAME = "replace(claimed_name, '(' || coalesce(claimed_code, '?') || ')', '')"
_ORGANISATION = re.compile(r"[0-9A-Z]{9}")


class Claim(NamedTuple):
    """What a capture says about its agency, year and scope, completed from its portal."""

    code: str | None
    name: str | None
    region: str | None
    year: int | None
    scope: str


def claim(report: Report, registrant: Registrant | None) -> Claim:
    """The claim of a report: code and full name as read, completed with the registered agency."""
    metadata = report.metadata
    code = printed_code(metadata)
    own = _folded(registrant.agency) if registrant else ""
    name = _own_name(metadata, own)
    name = own if name and own in spellings(name) else name
    town = name is None and lacks_county(metadata)
    if registrant and name in ((None,) if code else (None, own)) and not town:
        if other := _other(metadata, own):
            name = _placed(other, own)
        elif not code:
            code, name = organisation(registrant.agency_code), own
    if code and not name and metadata.agency:
        name = f"{_folded(metadata.agency)}({code})"
    return Claim(code, name, metadata.region_code, metadata.report_year, metadata.scope or "own")


def printed_code(metadata: Metadata) -> str | None:
    """The organisation code that a page prints."""
    return organisation(metadata.organization_code) or organisation(metadata.agency_code)


def organisation(code: str | None) -> str | None:
    """The nine characters of an organisation code, alone or within a unified social credit code."""
    bare = (code or "").replace("-", "").strip().upper()
    bare = bare[8:17] if len(bare) == 18 else bare
    return bare if _ORGANISATION.fullmatch(bare) else None


def lacks_county(metadata: Metadata) -> bool:
    """Whether the agency is a town, and the page does not tell of which county: many have its name.

    So it is with a district of a name that districts of several cities have.
    """
    return _has_namesakes(_folded(metadata.agency or ""), metadata.region_code)


def _has_namesakes(name: str, region: str | None) -> bool:
    if is_bare_town(name):
        return not is_of_county(region)
    return bool(cities_of(name)) and city_of_code(name, region) is None


def _own_name(metadata: Metadata, own: str) -> str | None:
    """The name that says whose the report is, a town's with the county of its portal's agency `own`."""
    agency, region = _folded(metadata.agency or ""), metadata.region_code
    if _has_namesakes(agency, region):
        placed = _in_county(agency, own)
        stays = _has_namesakes(placed, None) and placed != own
        # A district's name is kept on a portal: whoever registered it knows of which city it is.
        return None if stays and (is_bare_town(placed) or not own) else placed
    named = (_full_name(name, region) for name in (agency, _folded(metadata.publisher or "")))
    return next((one for one in named if one), None)


def _full_name(bare: str, region: str | None) -> str | None:
    """The name if it identifies an agency, by itself or with the region on the page; else None."""
    if not bare or (_SHORT.match(bare) and not after_place(bare)):
        return None
    said = region or has_place(bare) or is_central_body(bare) or is_of_seat(bare)
    return bare if said else None


def _other(metadata: Metadata, own: str) -> str | None:
    """The body of a page that names it without its place (市教育局, 残联), if it is not the registered one.

    On the portal of 甲市应急管理局, 市应急局 and 信息公开科 are that. The office of a government is a body of its own
    if a title names it with its level.
    """
    titled = _folded(agency_in_title(metadata.title or "") or "")
    body = titled or _folded(metadata.agency or "")
    bare = body[1:] if _BY_LEVEL.fullmatch(body) else body
    if _NO_BODY.fullmatch(body) or not is_agency(f"其他{bare}"):
        return None
    within = (bare,) if titled and bare != body else without_offices(bare)
    placed = _placed(body, own) or body
    is_own = own in (*spellings(body), *spellings(placed)) or is_same_body(placed, own)
    is_own = is_own or any(is_abbreviation(one, own) for one in within)
    return None if is_own else body


def _in_county(name: str, own: str) -> str:
    """A town's or a district's name with the place of the registered agency, whose portal prints it without.

    Many counties have a 城关镇, several cities a 朝阳区.
    """
    if not own:
        return name
    if not is_bare_town(name):
        return f"{next((city for city in cities_of(name) if city in own), '')}{name}"
    if own.endswith(spellings(name)):
        return own
    government = _GOVERNMENT.fullmatch(own)
    return f"{own[: government.end(1)]}{name}" if government else name


def _placed(body: str, own: str) -> str | None:
    """A name that begins with a level (市教育局), completed with the registered agency's place at that level.

    One without a level (教育局) is completed with the place of the government, or that of the register.
    """
    if not _BY_LEVEL.fullmatch(body):
        government = _GOVERNMENT.fullmatch(own)
        place = government[1] if government else own[: after_places(own)]
        return place + body if place else None
    named = re.match(f".{{1,12}}?{body[0]}", own)
    rest = "人民政府" if body[1:] == "政府" else body[1:]
    return named[0] + rest if named else None


def is_registered(claimed: Claim, registrant: Registrant | None) -> bool:
    """Whether a claim's name is that of the agency registered for the portal."""
    return registrant is not None and claimed.name == _folded(registrant.agency)


def _folded(name: str) -> str:
    """A name without blanks in simplified characters: a portal's page in traditional ones is of the same agency."""
    bare = re.sub(r"\s+", "", normalize("NFKC", name))
    known = simplified(bare)
    if bare == known:
        return bare
    pairs = zip(bare, known, strict=True)
    return "".join(one if one in _AS_WRITTEN else other for one, other in pairs)


def is_told(claimed: Claim) -> bool:
    """Whether a claim names an agency at all."""
    return claimed.code is not None or claimed.name is not None
