"""This module finds a report's agency if its prose names it only by a short name: 市城管局, 我旗.

It is consulted only where nothing names an agency in full.

>>> short_body(["请与省国资委办公室联系。", "推进政府信息公开工作是省国资委贯彻《条例》的举措。"])
'省国资委'
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from parsers.metadata.agencies import has_place, is_agency
from parsers.metadata.hosts import is_of_own_kind, own_kinds
from parsers.metadata.offices import is_for_all
from parsers.metadata.report_identity import is_same_body
from parsers.metadata.sentences import DOES
from parsers.metadata.titles import is_report_title
from parsers.normalize import normalize, plain
from parsers.patterns import HAN, late
from parsers.traditional import printed

_LINES, _LONGEST = 60, 800
_LEVELS = "省市县区州盟旗"
_BODY = r"(?:(?:委员|管委)会|委(?!员|会(?![同议]))|[局厅办馆社]|中心|联合会|[残妇文侨]联|队)"
_SHORT = (
    rf"([{_LEVELS}](?!委|政府|人民(?!防空)|级|直)"
    rf"(?:[残妇文侨]联|科协|[科教文农体]委|[{HAN}]{{2,14}}?{_BODY}))"
)
_ACTS = (
    rf"(?:{DOES}|共主动公开|以习|成立|在[^,。]{{0,30}}(?:领导|安排|部署|指导|组织|支持)下"
    r"|在[^,。]{2,16}(?:网站?|平台|专栏)[^,。]{0,4}公开)"
)
_ACTING = late(
    r"(?:^|[。,;)])(?:(?:20\d\d年(?:度|以来)?|今年以来|一年来|近年来),?)?"
    rf"{_SHORT}(?:(?<=[局厅])党[委组])?(?:20\d\d年度?)?(?:的?(?:政府信息|政务)公开工作)?{_ACTS}"
)
_ASKED = late(
    r"(?:[与和同向]|联系|(?<=[,;。)])(?=[^,;。]{4,24}联系电话)):?"
    rf"{_SHORT}(?:[{HAN}]{{2,6}}[室科股处])?(?:联系|咨询|[(,。;:]|$)"
)
_PUBLISHED = late(
    rf"(?:现将|公布|发布|编制)《?(?:20\d\d年度?)?{_SHORT}(?=20\d\d|政府信息公开)|结合{_SHORT}工作(?:实际|情况)"
)
_MAKING = late(
    rf"(?:^|[,;。]){_SHORT}(?:编[制写]|公布|发布)了?(?=20\d\d|本)|由{_SHORT}(?:负责|组织|结合[^,;。]{{2,16}})?编[制写]"
)
_ALONE = late(rf"^{_SHORT}$")  # as it stands under a title that names nobody
_OWN = late(rf"(?:[我本]|全(?=[{_LEVELS}](?:各级|累计|共|主动公开)))([{_LEVELS}])(?![{_LEVELS}委])")
_OFFICE_ACTING = late(rf"政府办公[室厅]{_ACTS}")  # whose report it is, is then not told
_NO_PLACE = late(
    rf"发挥|利用|通过|依托|登录|完善|加强|推进|建设|维护|运用|借助|规范|提升|[以在由将把及与按其该等的了据]|[{_LEVELS}乡镇]+"
)


def short_body(lines: Sequence[str]) -> str | None:
    """The agency that a report's lines call by a short name: by which it says it was made, if by any."""
    text = [normalize(line[:_LONGEST]) for line in islice(lines, _LINES)]
    made = [name for line in text for name in _named(line, (_PUBLISHED, _MAKING))]
    for above, line, below in zip(text, text[1:], [*text[2:], ""], strict=False):
        if is_report_title(above) and not any(_named(below, (_ALONE,))):  # no list of bodies
            made += _named(line, (_ALONE,))
    names = Counter(made or (name for line in text for name in _named(line, (_ASKED, _ACTING))))
    likely = [name for name, _ in names.most_common() if is_of_own_kind(name, lines)]
    if not likely or not _is_one(likely):
        return None
    return likely[0]


def governed_place(lines: Sequence[str]) -> str | None:
    """The place whose government reports in the words 我旗 or 全旗各级, by the name of its government's site."""
    text = [plain(line[:_LONGEST]) for line in islice(lines, _LINES)]
    levels = Counter(level for line in text for level in _OWN.findall(line))
    if len(levels) != 1 or own_kinds(lines):
        return None
    named = _named_with(next(iter(levels)))
    found = (name for line in text for groups in named.findall(line) for name in groups)
    names = {name for name in found if has_place(name)}
    places: set[str] = {name for name in names if not _NO_PLACE.search(name[:-1])}
    if len(places) != 1 or any(map(_OFFICE_ACTING.search, text)):
        return None
    return places.pop()


@cache
def _named_with(level: str) -> re.Pattern[str]:
    """A place of a level where the prose names the site, the gazette or the office of its government."""
    place = rf"[{HAN}]{{1,9}}?{level}"
    return re.compile(
        rf"(?:^|[,。;:、(“在过])((?![各全本我]){place})(?:人民)?政府(?:门户)?网|《({place})人民政府公报》"
        rf"|请(?:[与和同向]|联系)({place})(?:人民政府|政府)?(?:政务公开|信息公开)?办(?:公[室厅])?(?=联系|[(,。])"
    )


def _named(line: str, ways: Sequence[re.Pattern[str]]) -> Iterator[str]:
    for pattern in ways:
        for name in printed(pattern, line):
            if is_agency(name) and not is_for_all(name):
                yield name


def _is_one(names: Sequence[str]) -> bool:
    """Whether names are all short for one body: 区文旅局, 区文化和旅游局."""
    return all(is_same_body(names[0], other) for other in names[1:])
