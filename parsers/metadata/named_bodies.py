"""This module finds the bodies that a report's prose names: with their place, or by a short name as 市城管局, 我旗.

What a report calls its own body (我局) says of which kind that is: of the names of this kind, one may be its own. It
likely is where the name goes on with what each body has for disclosure, or begins what the report says was made: a
superior asks, a neighbour is visited, and a court or another office is named for a case. Short names are consulted
only where nothing names an agency in full.

>>> list(bodies_named(["2014年,我局公开信息6条。", "我局成立了由甲市乙区粮食局长任组长的领导小组。"], {"局"}))
[]
>>> short_body(["请与省国资委办公室联系。", "推进政府信息公开工作是省国资委贯彻《条例》的举措。"])
'省国资委'
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from parsers.metadata.agencies import has_place, is_agency
from parsers.metadata.divisions import after_place
from parsers.metadata.hosts import is_of_own_kind, own_kinds
from parsers.metadata.offices import is_for_all
from parsers.metadata.report_identity import is_same_body
from parsers.metadata.sentences import DOES
from parsers.metadata.titles import is_report_title
from parsers.normalize import normalize, plain
from parsers.patterns import HAN, late
from parsers.traditional import printed, simplified

_LINES, _LONGEST = 60, 800
_LONGEST_NAME, _SHORTEST_END = 30, 2
# By the letter in 我局: how the name of such a body ends, and what makes another word of it.
_ENDS = {
    "局": f"局(?:[{HAN}]{{2,4}}分局)?",
    "委": "委(?:员会)?",
    "厅": "厅",
    "办": "办(?:公室)?",
    "会": "(?:联合会|委员会|联|会)",
    "社": "社",
    "院": "院",
    "馆": "馆",
    "队": "队",
    "处": "处",
    "镇": "镇(?:(?:人民)?政府)?",
    "乡": "乡(?:(?:人民)?政府)?",
    "街": "街道(?:办事处)?",
}
_GOES_ON = "(?![长党机属内办各室域级伍区保理罚于站议员计]|领(?!导小组))"
_QUOTES = ("“", '"', "《")
_NO_NAME = "在由将把被向对的了等以下列为按本我各全"  # letters of the sentence before it
_PLACE = re.compile(f"[{HAN}]{{1,3}}[市县区州旗]")
_NEAR = 16  # letters before or after a name
_ITS_OWN = re.compile(
    r"[”\"》]?(?:[^,。;《的等]{0,8}?(?:网站|官网|微[信博]|公众号|新媒体|QQ群)|(?:受理|20\d\d年)?(?:政府信息|政务|信息)公开"
    r"|网(?![络格点民])|领导小组|联系|欢迎您|\((?:(?:以下)?简?称|(?:联系)?(?:地址|电话)))"
)
_MADE = re.compile(
    r"(?:(?:印发|制[定订]|出台|修[订改]|更新|下发|编[制写]|完善|成立|组建|建立|设立)(?:实施|发布|印发)?[了有]?[《“\"由]?|地址[为是:])$"
)
_ANOTHERS = re.compile(
    r"(?:[按依遵参对]照|[根依]据|贯彻|落实|学习|转发|执行|接受|参加|会同|联合|指导|协助|配合|[赴向报送])[了《“\"]{0,2}(?:20\d\d年)?$"
)
_LETTERS = re.compile(rf"(?:(?![{_NO_NAME}])[{HAN}])*$")
# Of another's report, below or beside this one, with the day it was put there.
_TITLE = re.compile(r"(?:^|:)[^,。:;]{0,60}公开[^,。:;]{0,14}(?:报告|年报)[\s\d()\[\]年月日./-]*$")
_LEVELS = "省市县区州盟旗"
_BODY = r"(?:(?:委员|管委)会|委(?!员|会(?![同议]))|[局厅办馆社]|中心|联合会|[残妇文侨]联|队)"
_SHORT = (
    rf"([{_LEVELS}](?!委|政府|人民(?!防空)|级|直)"
    rf"(?:[残妇文侨]联|科协|[科教文农体]委|[{HAN}]{{2,14}}?{_BODY}))"
)
_CLOSED = 3  # letters of 区残联 and the like, of which the pattern has all
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


def bodies_named(lines: Sequence[str], kinds: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The names with a place that end as those of bodies of some kinds do, each time that one is printed.

    With each comes whether it is likely the report's own. Titles of reports name whose those are.
    """
    ends = _ending(frozenset(kinds).intersection(_ENDS))
    if ends is None:
        return
    for line in islice(lines, _LINES):
        text = normalize(line[:_LONGEST])
        known, last = simplified(text), 0
        if _TITLE.search(known):
            continue
        for end in ends.finditer(known):
            begins = max(last, end.end() - _LONGEST_NAME)
            name = _LETTERS.search(known, begins, end.end())
            last = end.end()
            if name is None:
                continue
            starts = range(name.start(), end.start() - _SHORTEST_END)
            start = next((at for at in starts if _is_place(known, at)), None)
            if start is not None:
                yield text[start:last], _is_likely_own(known, start, last)


def _is_likely_own(text: str, start: int, end: int) -> bool:
    """Whether what stands before or after a name in a text says that it is the writer's."""
    before = text[max(start - _NEAR, 0) : start]
    if _ANOTHERS.search(before):
        return False
    return bool(_ITS_OWN.match(text, end) or _MADE.search(before))


def _is_place(text: str, at: int) -> bool:
    """Whether a registered place begins at a position of a text, or in quotes what has the form of a place."""
    is_quoted = text[max(at - 1, 0) : at] in _QUOTES and _PLACE.match(text, at)
    return bool(is_quoted) or after_place(text, at) > 0


@cache
def _ending(kinds: frozenset[str]) -> re.Pattern[str] | None:
    if not kinds:
        return None
    return re.compile(f"(?:{'|'.join(_ENDS[kind] for kind in sorted(kinds))}){_GOES_ON}")


def short_body(lines: Sequence[str]) -> str | None:
    """The agency that a report's lines call by a short name: by which it says it was made, if by any."""
    text = [normalize(line[:_LONGEST]) for line in islice(lines, _LINES)]
    made = [name for line in text for name in _named(line, (_PUBLISHED, _MAKING))]
    under = (line for above, line in pairwise(text) if is_report_title(above))
    made += [name for line in under for name in _named(line, (_ALONE,))]
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
            if (is_agency(name) or len(name) == _CLOSED) and not is_for_all(name):
                yield name


def _is_one(names: Sequence[str]) -> bool:
    """Whether names are all short for one body: 区文旅局, 区文化和旅游局."""
    return all(is_same_body(names[0], other) for other in names[1:])
