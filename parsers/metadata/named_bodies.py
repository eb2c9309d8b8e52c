"""This module finds the bodies that a report's prose names with their place, wherever that is.

What a report calls its own body (我局) says of which kind that is: of the names of this kind, one may be its own. It
likely is where the name goes on with what each body has for disclosure, or begins what the report says was made: a
superior asks, a neighbour is visited, and a court or another office is named for a case.

>>> list(bodies_named(["2014年,我局公开信息6条。", "我局成立了由甲市乙区粮食局长任组长的领导小组。"], {"局"}))
[]
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice

from parsers.metadata.divisions import after_place
from parsers.normalize import normalize
from parsers.patterns import HAN
from parsers.traditional import simplified

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
