"""This module compares whose reports are and of which years: two names of one body are the same.

>>> one, other = titled("甲县人民政府办公室2023年政府信息公开工作年度报告"), titled("甲县2023年政府信息公开年报")
>>> one.may_be(other), one.may_be(titled("甲县教育局2023年政府信息公开工作年度报告"))
(True, False)
"""

import re
from typing import NamedTuple

from parsers.metadata.agencies import agency, from_title
from parsers.metadata.titles import squeezed, title_year

_OFFICE = re.compile(r"(?<=.{2})(?:人民)?(?:政府)?(?:办公[室厅]|办)?(?:\([^()]*\))?$")

_LONG_END = re.compile("(?<=委)员会$|(?<=联)合会$|(?<=街道)办事处$")


class Whose(NamedTuple):
    """Whose a report is and of which year, as far as it says; and its title."""

    agency: str | None
    year: int | None
    title: str | None = None

    @property
    def told(self) -> str:
        """All of it in one line."""
        return self.title or " ".join(str(one) for one in self[:2] if one) or "?"

    @property
    def is_said(self) -> bool:
        """Whether it says whose it is."""
        return bool(self.agency or self.title)

    def may_be(self, other: "Whose") -> bool:
        """Whether neither the year nor the body says that the two are of different reports."""
        if self.year and other.year and self.year != other.year:
            return False
        return not (self.agency and other.agency) or is_same_body(self.agency, other.agency)


def is_same_body(one: str, other: str) -> bool:
    """Whether two names may be of one body: with the place or without, in full or in short.

    >>> is_same_body("市卫健委", "甲市卫生健康委员会"), is_same_body("甲市人社局", "甲市人力资源和社会保障局")
    (True, True)
    >>> is_same_body("甲市", "甲市教育局"), is_same_body("甲市公安局", "甲市公安局交警大队")
    (False, False)
    """
    short, long = sorted(map(_core, (one, other)), key=len)
    if long.endswith(short.lstrip("本我省市县區区縣旗州")):
        return True
    if short[-1] != long[-1] or agency(one, None).scope != agency(other, None).scope:
        return False
    left = iter(long)
    return all(
        letter in left for letter in short
    )  # each in its turn: 人社局 in 人力资源和社会保障局


def _core(name: str) -> str:
    """A name without the office that acts for its body, its ending as short names have it."""
    return _LONG_END.sub("", _OFFICE.sub("", squeezed(name)))


def titled(title: str | None) -> Whose:
    """What a report's title says of it; nothing where there is none."""
    return Whose(from_title(title), title_year(title), title) if title else Whose(None, None)
