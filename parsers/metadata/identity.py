"""This module decides which agency made a report, from the chosen metadata."""

import re
from collections.abc import Iterator
from itertools import chain

from parsers.metadata.agencies import (
    has_place,
    is_agency,
    is_bare_town,
    is_central_body,
    is_full_name,
    is_government,
    is_named,
)
from parsers.metadata.codes import Codes, codes
from parsers.metadata.divisions import after_places, region_name
from parsers.metadata.hosts import hosted_body, is_host, is_hosted, own_kinds
from parsers.metadata.levels import Agency, classify_agency, covers_all_under
from parsers.metadata.names import (
    body_of_office,
    defined_name,
    full_name,
    government_of,
    is_printed,
)
from parsers.metadata.offices import (
    is_for_all,
    is_government_office,
    is_inner_office,
    keeps_site,
    strip_author_office,
    strip_site,
)
from parsers.metadata.report_identity import is_of_unknown_kind, is_other_body, is_same_body
from parsers.metadata.spellings import government_in_full
from parsers.metadata.titles import agency_in_title, is_cover_letter_title, is_report_title
from parsers.normalize import normalize
from parsers.page import Page
from parsers.patterns import HAN
from schemas.capture import Registrant
from schemas.report import Metadata
from schemas.vocabulary import vocabulary

# Who sends its report, or made its list of statistics: 甲局关于报送2019年…的函, 甲局2016年…统计表.
_MAKER = re.compile(
    rf"((?:(?!关于)[{HAN}]){{2,30}}?)(?:关于(?:报送|上报|呈报|报请|印发|公布|发布)?《?)?(?:19|20)\d\d年"
)
_BRACKETED = re.compile(r"(?<=政府)\((办公[室厅])\)$")  # 甲市人民政府(办公室)


def resolve_codes(chosen: Metadata, page: Page) -> Codes:
    """The codes in the index number; a region that it lacks is taken from the site's own code."""
    code = codes(chosen.index_number or "")
    owner = vocabulary().borrowed.get(code.organization or "")
    if owner and owner not in (chosen.publisher or ""):
        code = Codes()
    site = page.named.get("siteidcode", "")[:6]
    return code if code.region or region_name(site) is None else code._replace(region=site)


def resolve_agency(
    chosen: Metadata, code: Codes, page: Page, registrant: Registrant | None
) -> Agency:
    """The agency under the fullest of its names: publisher, title, short name with its region, or portal."""
    title = chosen.title or ""
    titled = is_report_title(title) or (title.endswith("公告") and is_cover_letter_title(title))
    in_title = agency_in_title(title) if titled else None
    in_text = _body(normalize(chosen.agency or ""), in_title)
    publisher = _publisher(normalize(chosen.publisher or ""), in_title, in_text, page)
    place = region_name(code.region) if code.region else None
    of_site = registrant.agency if registrant else ""
    last = _last_names(publisher, in_title, normalize(title), of_site)
    names = chain(_names(publisher, in_title, in_text, place, page), last)
    found = classify_agency(_in_full(next(filter(None, names), None), page), code.region)
    if in_title and found.name and covers_all_under(in_title, found.name):
        return found._replace(scope="consolidated")
    return found


def _publisher(printed: str, in_title: str | None, in_text: str, page: Page) -> str:
    """The body that a page calls its publisher; empty for one on whose site the report only stands."""
    publisher = strip_site(printed)
    # A government's site has the reports of many bodies.
    anyones = publisher != printed and is_government(publisher)
    publisher = _body(publisher, in_title)
    keeper = keeps_site(publisher) and not is_same_body(publisher, in_title or in_text or publisher)
    publisher = _government_beside(publisher) if keeper else publisher
    hosted = not in_title and (anyones or keeper or is_hosted(publisher, page.lines))
    return "" if hosted or is_inner_office(publisher) else _BRACKETED.sub(r"\1", publisher)


def _last_names(
    publisher: str, in_title: str | None, title: str, of_site: str
) -> tuple[str | None, ...]:
    """The names of an agency whose place nothing tells: by its portal, or as title or publisher have it."""
    is_body = is_agency(publisher) or is_government(publisher)  # not admin, 今日甲县
    body = publisher if is_body else ""
    longer = publisher if in_title and publisher.endswith(in_title) else in_title or body
    short = in_title or ("" if is_for_all(publisher) else publisher)
    maker = _MAKER.match(title)
    makes = maker[1] if maker and is_named(maker[1]) else ""
    apart = in_title and has_place(in_title) and is_of_unknown_kind(in_title, of_site)
    of_portal = in_title if apart else of_site
    return hosted_body(of_site, short), of_portal, makes if makes.endswith(longer) else longer


def _body(name: str, in_title: str | None) -> str:
    """The body whose inner office publishes or signs a report, unless the title names an office."""
    titled = (in_title or "").endswith("办公室")
    return body_of_office(name, in_title) or (name if titled else strip_author_office(name))


def _government_beside(publisher: str) -> str:
    """The government whose site its party's office or its media keep; empty where they name no place."""
    name = publisher.removeprefix("中共")
    end = after_places(name)
    return f"{name[:end]}人民政府" if end else ""


def _names(
    publisher: str, in_title: str | None, in_text: str, place: str | None, page: Page
) -> Iterator[str | None]:
    """What the agency may be called, the surest and fullest first: by publisher, title and text."""
    # An opening may be copied from another agency's report, so it is ignored if title and publisher agree.
    agree = in_title is not None and has_place(in_title) and publisher.startswith(in_title)
    text = in_text if in_title or not is_government(in_text) else None
    whole = text if in_title and text and text.endswith(in_title) else in_title
    bodies = [] if agree else [body for body in (whole, text) if body]
    # What a government, or its office, publishes: for a body on its site, or as its own report.
    yield next((body for body in bodies if is_full_name(body) and is_host(publisher, body)), None)
    # A site gives the reports of a body that is no more to its successor.
    yield (
        in_title
        if in_title and in_title == in_text and is_other_body(publisher, in_title)
        else None
    )
    signed = None if is_government_office(in_text) else in_text or None
    yield hosted_body(publisher, in_title or signed)
    yield government_of(publisher, in_title or in_text or None)
    yield government_of(in_text, in_title) if in_text.endswith("政府") else None
    yield in_title if in_title and _is_a_governments(in_title, publisher, page) else None
    # The publisher, under the longer name that the text has for it, or as it is.
    yield in_text if publisher and _is_longer(in_text, publisher) else None
    # A government publishes for a body that only the title names, however short.
    for_body = is_agency(in_title or "") and not is_government(in_title or "")
    published = "" if for_body and is_government(publisher) else publisher
    said = is_full_name(published) and _says_more(published, in_title or "")
    yield published if said else None
    # A short name in full: with its region, as the prose defines it, or with a town's county.
    short = publisher or in_title or in_text
    yield full_name(short, place, page.lines) if short and place else None
    yield defined_name(short, page.lines)
    yield _town_in_full(in_title or "", in_text)
    # Whatever is left, with its place before without.
    titled = in_title if in_title and is_full_name(in_title) else None
    yield titled if titled and (has_place(titled) or is_central_body(titled)) else None
    yield in_text or None
    yield publisher if titled and publisher.endswith(titled) else titled
    yield published if is_full_name(published) else None


def _in_full(name: str | None, page: Page) -> str | None:
    """The name of a government with 人民 inserted, if the page prints it like this anywhere."""
    if not name or not name.endswith("政府") or name.endswith("人民政府"):
        return name
    full = f"{name.removesuffix('政府')}人民政府"
    return full if is_printed(full, page.lines) else name


def _is_longer(in_text: str, publisher: str) -> bool:
    """Whether the text's name is the publisher's with more before it: 甲县乙街道办事处 for 乙街道."""
    whole, short = government_in_full(in_text), government_in_full(publisher)
    return whole[1:].endswith(short) and is_full_name(in_text)


def _town_in_full(in_title: str, in_text: str) -> str | None:
    """The name that the prose gives a town, if it says more than the title's: 甲县乙镇人民政府 for 乙镇."""
    return in_text if in_title and is_bare_town(in_title) and in_title in in_text[1:] else None


def _is_a_governments(in_title: str, publisher: str, page: Page) -> bool:
    """Whether a title names a government though a bureau publishes, and the report calls no bureau its own body."""
    titled = in_title.endswith("政府") and has_place(in_title) and not is_government(publisher)
    return titled and bool(publisher) and not own_kinds(page.lines)


def _says_more(publisher: str, in_title: str) -> bool:
    """Whether a publisher is at least as long as the title's agency and as clear about its place."""
    placed = has_place(publisher) or not (is_full_name(in_title) and has_place(in_title))
    return placed and len(publisher) >= len(in_title)
