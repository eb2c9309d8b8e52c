"""This module tells of what kind a report's own body is, by what the report calls it: 我局, 本镇.

>>> lines = ["2023年,我局公开信息6条。"]
>>> is_of_own_kind("甲县水利局", lines), is_of_own_kind("甲县乙镇", lines), is_of_own_kind("甲县乙镇", [])
(True, False, True)
"""

from collections.abc import Sequence
from itertools import islice

from parsers.normalize import plain
from parsers.patterns import late
from parsers.traditional import simplified

_LINES, _LONGEST = 60, 800
_MOSTLY = 4  # of so many kinds one may be another's
_OWN = late(r"[我本]([局委厅镇乡街校院馆队办处会])(?![法理议]|公[室厅])")
_OF_A_GOVERNMENT = late("政府办公[室厅]$")
# What only a government says: its place acts in the report, and not its office alone.
_PLACE_ACTS = late(
    r"(?:^|[。,;])(?:20\d\d年(?:度|以来)?,?)?[我全](?:[省市县区旗盟州]|自治[区州县])"
    r"(?:[共累总各坚认深主积严通]|政府|政务公开|行政机关)"
)


def is_of_own_kind(name: str, lines: Sequence[str]) -> bool:
    """Whether an agency is of the kind that the report calls its own: 我局 cannot be a 镇."""
    body = simplified(name)
    kinds = own_kinds(lines)
    whole = f"{body}合会" if body.endswith("联") else body  # 我会 of 县残联
    own = [kind for kind in kinds if kind in whole]
    if _OF_A_GOVERNMENT.search(body) and "办" not in own and (kinds or is_of_place(lines)):
        return False
    return len(kinds) - len(own) <= len(own) // _MOSTLY


def is_anothers_office(body: str, lines: Sequence[str]) -> bool:
    """Whether a government's office is named in a report that calls its own body a 局, 厅 or town.

    >>> is_anothers_office("甲县人民政府办公室", ["2023年,我局公开信息6条。"])
    True
    """
    if not _OF_A_GOVERNMENT.search(simplified(body)):
        return False
    return bool(own_kinds(lines)) and not is_of_own_kind(body, lines)


def own_kinds(lines: Sequence[str]) -> list[str]:
    """The kinds of body that a report calls its own: 局 for 我局."""
    beginnings = (simplified(line[:_LONGEST]) for line in islice(lines, _LINES))
    return [kind for beginning in beginnings for kind in _OWN.findall(beginning)]


def is_of_place(lines: Sequence[str]) -> bool:
    """Whether a report tells what a place did, as a government's does: 我市坚持公开为常态."""
    return any(_PLACE_ACTS.search(plain(line[:_LONGEST])) for line in islice(lines, _LINES))
