"""This module compares the agencies and years of two reports, although one agency has several names, and
tells bodies that report together from one whose name has 和 in it.

>>> one, other = identity_of_title("甲县人民政府办公室2023年政府信息公开工作年度报告"), identity_of_title("甲县2023年政府信息公开年报")
>>> one.may_be(other), one.may_be(identity_of_title("甲县教育局2023年政府信息公开工作年度报告"))
(True, False)
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from parsers.metadata.agencies import has_place, is_agency, is_full_name, is_government
from parsers.metadata.divisions import after_places
from parsers.metadata.hosts import is_host
from parsers.metadata.levels import classify_agency
from parsers.metadata.names import is_abbreviation
from parsers.metadata.titles import agency_in_title, title_year
from parsers.normalize import normalize
from parsers.patterns import HAN
from parsers.traditional import simplified

_ENDS = "(?<=[局委厅府会办署院社部])"
_BETWEEN = re.compile(rf"[、,]|{_ENDS}[和与及](?=.)")
_JOINT_PLACE = re.compile(rf"[{HAN}]{{1,8}}?[省市县区旗州盟]")

_ACTING = re.compile(r"(?<=.{2})(?:人民)?(?:政府)?(?:办公[室厅]|办)?(?:\([^()]*\))?$")
_LEVELS = frozenset("本我省市县縣区區旗州盟镇鎮乡鄉")
_SHORTEST = 2  # letters of a body's name
_SAYS_NOTHING = ("管理", "事务", "監督管理", "监督管理", "服务管理")  # what short names leave out
_OF_GOVERNMENT = re.compile("(?<=.)人民政府(?=.)")  # 甲市人民政府体育局 is 甲市体育局
_OFFICE_OF_ZONE = re.compile("(?:(?<=管委会)|(?<=管理委员会))办公室$")
_MAY_BE_BODY = re.compile(rf"(?![本我全各直年])[{HAN}]{{3,}}")
_ENDS_NO_BODY = (
    "本级", "两级", "三级", "机关", "部门", "单位", "系统", "乡镇", "街道", "政府", "政务", "信息", "公开", "申请",
    "年度", "年报", "汇总", "统计表", "修订版", "网站", "领域", "决算", "事业",
)  # fmt: skip
_LONG_END = re.compile("(?<=委)员会$|(?<=联)合会$|(?<=街)道?(?:办事处)?$")


class ReportIdentity(NamedTuple):
    """The agency and year of a report, as far as they are known, and its title."""

    agency: str | None
    year: int | None
    title: str | None = None

    @property
    def described(self) -> str:
        """The identity in one line, for messages."""
        return self.title or " ".join(str(one) for one in self[:2] if one) or "?"

    @property
    def is_known(self) -> bool:
        """Whether agency or title is known."""
        return bool(self.agency or self.title)

    def may_be(self, other: "ReportIdentity") -> bool:
        """Whether two reports may be the same: neither their years nor their agencies contradict it."""
        if self.year and other.year and self.year != other.year:
            return False
        return not (self.agency and other.agency) or is_same_body(self.agency, other.agency)


def is_same_body(one: str, other: str) -> bool:
    """Whether two names may be of one agency: with or without its place, in full or short.

    >>> is_same_body("市卫健委", "甲市卫生健康委员会"), is_same_body("甲市人社局", "甲市人力资源和社会保障局")
    (True, True)
    """
    short, long = sorted(map(_core, (one, other)), key=len)
    if len(short) < _SHORTEST or long.endswith((short, _without_level(short))):
        return len(short) >= _SHORTEST
    if classify_agency(one, None).scope != classify_agency(other, None).scope:
        return False
    ways = product(_parted(short), _parted(long))
    return any(at.endswith(of) and _abbreviates(brief, full) for (of, brief), (at, full) in ways)


def is_other_body(one: str, other: str) -> bool:
    """Whether a full name is of another agency than a report's: no shorter name, part, host or government of it.

    >>> is_other_body("甲市教育局", "甲市体育局"), is_other_body("甲市人社局", "甲市人力资源和社会保障局")
    (True, False)
    >>> is_other_body("甲市人民政府", "甲市体育局"), is_other_body("甲市公安局", "甲市公安局交警大队")
    (False, False)
    >>> is_other_body("甲市高新区管委会办公室", "甲市高新技术产业开发区管理委员会")
    False
    """
    if not (is_full_name(one) and has_place(one)) or is_government(one) or is_government(other):
        return False
    related = one in other or other in one or is_host(one, other)
    short = is_abbreviation(_OFFICE_OF_ZONE.sub("", one), other) or is_abbreviation(other, one)
    return not (related or short or is_same_body(one, other))


def is_of_unknown_kind(titled: str, own: str) -> bool:
    """Whether a title names a body of a kind that is not known, which is not a portal's own agency: no letter is of its name.

    >>> [is_of_unknown_kind(one, "衢州市文化广电旅游局") for one in ("衢州市大剧场", "市大剧场", "市文旅", "市本级", "市体育局")]
    [True, True, False, False, False]
    """
    body = simplified(titled)
    rest = body[after_places(body) :]
    rest = rest[1:] if rest[:1] in _LEVELS else rest
    known = simplified(own)
    if is_agency(titled) or is_abbreviation(body, known) or not _MAY_BE_BODY.fullmatch(rest):
        return False
    is_matter = rest.endswith("环境") and not rest.endswith("生态环境")  # 优化营商环境
    if is_matter or rest.endswith(_ENDS_NO_BODY):
        return False
    return is_government(own) or not set(rest) & set(known[after_places(known) :])


def _without_level(name: str) -> str:
    return name[1:] if name[0] in _LEVELS and len(name) > _SHORTEST else name


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """Each way to split a name into a place, which ends in its level, and an agency there."""
    if _LEVELS.isdisjoint(name[1:-1]):
        yield "", name
    for at, letter in enumerate(name[:-1], 1):
        if letter in _LEVELS:
            yield name[:at].lstrip("本我"), name[at:]


def _abbreviates(brief: str, full: str) -> bool:
    """Whether a short name is made of letters of the full one, from its first to its last and in their order.

    人社局 does. A short name that is one whole part of the other is another agency's, unless the rest is a word such as 管理.
    """
    if brief[0] != full[0] or brief[-1] != full[-1]:
        return False
    if len(brief) > _SHORTEST and brief[:-1] in full:
        return full.removeprefix(brief[:-1])[:-1] in _SAYS_NOTHING
    return is_abbreviation(brief, full)


def _core(name: str) -> str:
    """A name without the office that acts for its agency, and with its ending as in short names."""
    return _OF_GOVERNMENT.sub("", _LONG_END.sub("", _ACTING.sub("", normalize(name))))


def identity_of_title(title: str | None) -> ReportIdentity:
    """The identity that a report's title gives it; an empty one without a title."""
    if not title:
        return ReportIdentity(None, None)
    return ReportIdentity(agency_in_title(title), title_year(title), title)


@lru_cache(maxsize=256)
def joint_bodies(name: str) -> tuple[str, ...]:
    """The bodies that an agency's name lists, if there are several; else none.

    >>> joint_bodies("甲县教育局和甲县体育局"), joint_bodies("甲县教育局甲县体育局")
    (('甲县教育局', '甲县体育局'), ('甲县教育局', '甲县体育局'))
    >>> joint_bodies("甲县文化和旅游局"), joint_bodies("甲县住房和城乡建设局"), joint_bodies("甲县发展改革委")
    ((), (), ())
    """
    plain = simplified(name)
    place = _JOINT_PLACE.match(plain)
    again = rf"|{_ENDS}(?={re.escape(place[0])})" if place and plain.count(place[0]) > 1 else ""
    cuts = [found.span() for found in re.finditer(_BETWEEN.pattern + again, plain)]
    if not cuts:
        return ()
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(name)]
    bodies = tuple(name[begin:end] for begin, end in zip(begins, ends, strict=True))
    return bodies if all(map(is_agency, bodies)) else ()
