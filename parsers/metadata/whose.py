"""This module compares whose reports are and of which years: two names of one body are the same.

>>> one, other = titled("甲县人民政府办公室2023年政府信息公开工作年度报告"), titled("甲县2023年政府信息公开年报")
>>> one.may_be(other), one.may_be(titled("甲县教育局2023年政府信息公开工作年度报告"))
(True, False)
"""

import re
from typing import NamedTuple

from parsers.metadata.agencies import from_title
from parsers.metadata.titles import squeezed, title_year

_OFFICE = re.compile(r"(?<=.{2})(?:人民)?(?:政府)?(?:办公[室厅]|办)?(?:\([^()]*\))?$")


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
        names = [_OFFICE.sub("", squeezed(one.agency)) for one in (self, other) if one.agency]
        return len(names) < 2 or names[0].endswith(names[1]) or names[1].endswith(names[0])


def titled(title: str | None) -> Whose:
    """What a report's title says of it; nothing where there is none."""
    return Whose(from_title(title), title_year(title), title) if title else Whose(None, None)
