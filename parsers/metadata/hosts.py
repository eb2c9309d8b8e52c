"""This module tells whose report a page is by what the report calls its own body (我局, 本镇), though a
government publishes it on its own site, or for its districts.

>>> lines = ["2023年,我局公开信息6条。"]
>>> is_of_own_kind("甲县水利局", lines), is_of_own_kind("甲县乙镇", lines), is_of_own_kind("甲县乙镇", [])
(True, False, True)
"""

import re
from collections.abc import Sequence
from itertools import islice

from parsers.metadata.agencies import (
    TOWNSHIP,
    has_place,
    is_agency,
    is_central_body,
    is_government,
    is_zone,
)
from parsers.metadata.names import is_abbreviation
from parsers.metadata.offices import is_government_office, is_inner_office, strip_government_office
from parsers.normalize import plain
from parsers.patterns import late
from parsers.traditional import simplified

_LINES, _LONGEST = 60, 800
_ORGANS = "局厅委镇乡廳鎮鄉"  # as which a report may call whom it was copied from
_CALLS_ITSELF = re.compile(f"我[{_ORGANS}]")
_MOSTLY = 4  # of so many kinds one may be another's
_OWN = late(
    r"[我本]([局委厅镇乡街校院馆队办处会署]|部(?![门署分])|社(?![区会保]))(?![法理议镇]|公[室厅])"
)
# What only a government says: its place acts in the report, and not its office alone.
_PLACE_ACTS = late(
    r"(?:^|[。,;])(?:20\d\d年(?:度|以来)?,?)?[我全](?:[省市县区旗盟州]|自治[区州县])"
    r"(?:[共累总各坚认深主积严通]|政府|政务公开|行政机关)"
)
_SEAT = re.compile("(?:人民)?政府$|(?:行政)?公署$|行署$")
_ITS_OFFICE = re.compile("(?:人民)?政府办(?:公[室厅])?")
_OF_SEAT = re.compile("政府$|^[本我各全]|[^治]区")  # and what a zone has
_OF_LEVEL = re.compile(
    "自治[区州县旗]|[省区县旗州盟]"
    "|市(?!场|容|监(?![察委狱])|政(?![府务法协数研])|民(?![政族宗委防营航]))"  # of 市民政局, but not of 市政管理局
)


def is_of_own_kind(name: str, lines: Sequence[str]) -> bool:
    """Whether an agency is of the kind that the report calls its own: 我局 cannot be a 镇."""
    body = simplified(name)
    kinds = own_kinds(lines)
    own = [kind for kind in kinds if _is_called(body, kind)]
    if is_government_office(body) and "办" not in own and (kinds or is_of_place(lines)):
        return False
    return len(kinds) - len(own) <= len(own) // _MOSTLY


def _is_called(name: str, kind: str) -> bool:
    """Whether a body of a name may be called by a kind: 我会 by 县残联, 我委 by 甲乙开发区."""
    body = simplified(name)
    in_full = "合会" if body.endswith("联") else "管委会" if is_zone(body) else ""
    return kind in f"{body}{in_full}"


def is_anothers_office(body: str, lines: Sequence[str]) -> bool:
    """Whether a government's office is named in a report that calls its own body a 局, 厅 or town.

    >>> is_anothers_office("甲县人民政府办公室", ["2023年,我局公开信息6条。"])
    True
    """
    return is_government_office(body) and bool(own_kinds(lines)) and not is_of_own_kind(body, lines)


def own_kinds(lines: Sequence[str]) -> list[str]:
    """The kinds of body that a report calls its own: 局 for 我局."""
    beginnings = (simplified(line[:_LONGEST]) for line in islice(lines, _LINES))
    return [kind for beginning in beginnings for kind in _OWN.findall(beginning)]


def kinds_of_others(name: str, lines: Sequence[str]) -> list[str]:
    """The kinds of body that a report calls its own, though its agency is none: it was copied from another's.

    A government's office writes for that, and says 我办.

    >>> kinds_of_others("甲市水利局", ["2023年,我厅公开信息6条。"]), kinds_of_others("甲县", ["我办公开信息6条。"])
    (['厅'], [])
    >>> kinds_of_others("甲县乙镇", ["我乡镇公开信息6条。"])  # as any town or township may say
    []
    """
    if is_government(name) or not _CALLS_ITSELF.search("\n".join(lines[:_LINES])):
        return []
    kinds = dict.fromkeys(kind for kind in own_kinds(lines) if kind in _ORGANS)
    return [kind for kind in kinds if not _is_called(name, kind)]


def is_of_place(lines: Sequence[str]) -> bool:
    """Whether a report tells what a place did, as a government's does: 我市坚持公开为常态."""
    return any(_PLACE_ACTS.search(plain(line[:_LONGEST])) for line in islice(lines, _LINES))


def is_host(publisher: str, named: str) -> bool:
    """Whether a publisher is only the government, or its office, that hosts another agency's report.

    Another place's government is one, too: a city's portal has the reports of its districts.

    >>> is_host("丙市人民政府", "丙市财政局"), is_host("丙市人民政府", "丙市")
    (True, False)
    """
    publisher = strip_government_office(publisher)
    seat, body = (_SEAT.sub("", name) for name in (publisher, named))
    apart = not seat.endswith(body) and not body.endswith(seat)
    apart = apart and not (is_government(named) and is_abbreviation(body, seat))
    of_its_own = TOWNSHIP.fullmatch(simplified(named)) or not is_government_office(named)
    hosts = apart and of_its_own and has_place(named) and is_government(publisher)
    return bool(hosts)


def hosted_body(publisher: str, named: str | None) -> str | None:
    """The body that a title names short, with its place, whose government (or its office) publishes the report.

    >>> hosted_body("甲市临渚县人民政府办公室", "县教育局"), hosted_body("临渚县人民政府", "教育局")
    ('甲市临渚县教育局', '临渚县教育局')
    """
    government = strip_government_office(publisher)
    seat = _SEAT.sub("", government)
    if not named or not is_government(government):
        return None
    known = simplified(named)
    level = _OF_LEVEL.match(known)
    body = named[level.end() if level else 0 :]
    is_anothers = level and not simplified(seat).endswith(level[0])
    if _ITS_OFFICE.fullmatch(simplified(body)) and not is_anothers:
        return publisher if publisher != government else seat + body
    if not body or not is_agency(seat + body) or is_inner_office(named) or _OF_SEAT.search(known):
        return None
    if not level and has_place(body):
        return None
    if is_central_body(named) or is_anothers:
        return named
    return seat + body


def is_hosted(publisher: str, lines: Sequence[str]) -> bool:
    """Whether a report that a government publishes is another's: it calls its own body a 局, a 厅 or a town.

    >>> is_hosted("甲县人民政府", ["2023年,我局公开信息6条。我局未收到申请。"])
    True
    """
    name = simplified(publisher)
    if not is_government(strip_government_office(name)):
        return False
    kinds = [kind for kind in own_kinds(lines) if kind != "办"]
    others = [kind for kind in kinds if kind not in name]
    is_others = len(others) > 1 or (others and not is_of_place(lines))
    return bool(is_others) and len(kinds) - len(others) <= len(others) // _MOSTLY
