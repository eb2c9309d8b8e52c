"""This module finds a report's agency by the contact it gives its readers and the work it describes.

It is consulted only where title, box and opening sentences name no agency in full. A government's
office answers both for the government and for itself, so that only what it does tells that it reports.
Neither the site's footer is considered, nor who hosts, supports or supervises a site.

>>> body_asked("如对本报告有任何疑问,请与甲县水利局办公室联系(地址:甲县乙路1号)。")
'甲县水利局'
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from parsers.headings import heading_of
from parsers.metadata.agencies import is_named_without, without_level
from parsers.metadata.hosts import is_of_own_kind, own_kinds
from parsers.metadata.levels import classify_agency
from parsers.metadata.named_bodies import bodies_named
from parsers.metadata.offices import is_government_office, without_offices
from parsers.metadata.report_identity import is_same_body
from parsers.metadata.sentences import ACTING, ADDRESS, ASKED, CITED, DETAIL, MADE
from parsers.metadata.short_body import short_body
from parsers.normalize import normalize
from parsers.patterns import late
from parsers.site_lines import line_kind
from parsers.traditional import printed, simplified

_LONGEST, _MOST = 800, 12  # characters and paragraphs
_LONGEST_DETAIL = 120
_PARAGRAPHS = 6  # before or under a report's first heading stands what its body did
_SHORTEST, _BEGINNING = 20, 160
_SHARED = late(
    r"公开|领导小组|电子政务|网站|[为依]|(?<!数)据|[我本各]|(?<!安)全|直接与|要求|^(?:现|在|[按根]|国务院办公|国务院$|结合|保税|综保|示范|自贸)|直属机关$"
)
_FOR_ALL = late("政务服务|行政审批")  # in many a county it answers for all


def body_to_contact(
    lines: Sequence[str], names: Sequence[str], sources: Sequence[str]
) -> str | None:
    """The agency that lines or sources name in full, if every name found elsewhere may be short for it.

    A source counts where the report says of what kind its body is. Whom to ask may be called shorter than who acts.
    """
    kinds = own_kinds(lines)
    is_offices = "办" in kinds or (not kinds and tells_of_office(lines))
    offices = _offices_asked(lines) if is_offices else ()
    answering = list(_named(lines))
    found = chain(answering, sources if kinds else (), offices, _most_named(lines, kinds))
    bodies = (one for one in found if _is_body(one) and is_of_own_kind(one, lines))
    body = next((one for one in bodies if all(_is_short(name, one) for name in names)), None)
    fuller = (one for one in answering if body and len(one) > len(body) and is_same_body(body, one))
    return max(fuller, key=len, default=body)


def _prose(lines: Sequence[str]) -> list[str]:
    return [
        line[:_LONGEST]
        for line in lines
        if len(line) > _SHORTEST and "|" not in line and any(sign in line for sign in ",，。")
    ][:_MOST]


def _most_named(lines: Sequence[str], kinds: Sequence[str]) -> Iterator[str]:
    """The body of the report's own kinds that its prose alone names, or names twice as often as any other, as its own.

    If the prose calls its body by a short name too, this is it in full.
    """
    short = short_body(lines) or ""
    every = [one for one in bodies_named(lines, kinds or short[-1:]) if _is_body(one[0])]
    named = Counter(body for body, _ in every)
    likely = {body for body, is_likely in every if is_likely}
    for body, times in named.most_common(1):
        others = [one for one in named if one != body and not is_same_body(one, body)]
        is_own = body.endswith(short) or (short[0] in body and is_same_body(short, body))
        is_most = all(named[one] * 2 <= times for one in others)
        said = any(one not in others for one in likely)
        if said and is_own and is_most and not is_government_office(body):
            yield max((one for one in named if one not in others), key=len)


def tells_of_office(lines: Sequence[str]) -> bool:
    """Whether a report begins with what a government's office did: 2024年,市政府办公室以习近平新时代…."""
    acting = filter(None, map(_acting, _prose(lines)[:_PARAGRAPHS]))
    return any(map(is_government_office, acting))


def _offices_asked(lines: Sequence[str]) -> Iterator[str]:
    """The governments' offices to contact, in reports that such an office makes, without their sections."""
    asked = (name for line in _prose(lines) for name in printed(ASKED, normalize(line)))
    return (one for name in asked for one in without_offices(name) if is_government_office(one))


def _named(lines: Sequence[str]) -> Iterator[str]:
    """The agencies to contact, that describe their work and that have accounts, the surest first."""
    prose = _prose(lines)
    found = (
        *map(body_asked, prose),
        *(_answering(name) for name in filter(None, map(body_in_detail, _details(lines)))),
        *map(body_acting, prose[:_PARAGRAPHS]),
    )
    yield from filter(None, found)


def body_asked(paragraph: str) -> str | None:
    """The agency that a paragraph tells readers to contact, without its inner office."""
    text = normalize(paragraph)
    known = simplified(text)
    asked = printed(ASKED, text) if any(word in known for word in ("联", "询", "致电")) else ()
    return next(filter(None, map(_answering, asked)), None)


def body_acting(paragraph: str) -> str | None:
    """The agency whose work a paragraph begins to describe."""
    name = _acting(paragraph)
    return name if name and _is_body(name) else None


def _acting(paragraph: str) -> str | None:
    """The name, in full or short, of the body whose work a paragraph begins to describe."""
    begun = CITED.sub("", normalize(paragraph[:_LONGEST]))[:_BEGINNING]
    return next(printed(ACTING, begun), None)


def body_in_detail(line: str) -> str | None:
    """The agency named by a contact detail, which may follow an address.

    A government at the end of an address is only the building, which many agencies share.
    """
    text = normalize(line)
    if name := next(printed(DETAIL, text), None):
        return name
    name = next(printed(ADDRESS, text), None)
    return name if name and classify_agency(name, None).scope != "consolidated" else None


def _details(lines: Sequence[str]) -> Iterator[str]:
    """The lines that name a report's author or, below its first heading, a contact, up to the site's footer."""
    begun = False
    for line in lines:
        begun = begun or heading_of(line) is not None
        if begun and line_kind(line) == "footer":
            return
        if len(line) > _LONGEST_DETAIL:
            continue
        words = simplified(line)
        if words.startswith(MADE) or (begun and ("联系" in words or "地址" in words)):
            yield line


def _answering(name: str) -> str | None:
    """The agency that an office belongs to; None if that may be a whole government."""
    if _FOR_ALL.search(simplified(name)):
        return None
    bodies = [one for one in without_offices(name) if _is_body(one)]
    if bodies and (bodies[-1] == name or classify_agency(bodies[-1], None).scope != "consolidated"):
        return bodies[-1]
    return None


def _is_body(name: str) -> bool:
    return is_named_without(name, _SHARED)


def _is_short(other: str, name: str) -> bool:
    """Whether a name found elsewhere may be short for a body's: 市水利局, 水利局, 区市场监管局."""
    return simplified(name).endswith(without_level(other)) or is_same_body(other, name)
