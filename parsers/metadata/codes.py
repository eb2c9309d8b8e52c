"""This module reads the codes in an index number, and names the region of a code.

>>> codes("11330800002618736G/2025-00251")
Codes(agency='11330800002618736G', organization='002618736', region='330800')
>>> region_name("330800")
'浙江省 衢州市'
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from stdnum import numdb
from stdnum.cn import uscc

_SHAPES = re.compile(r"([0-9A-HJ-NPQRTUWXY]{18})(?![0-9A-Z])|([0-9A-Z]{8})-?([0-9X])[/-]\d{4}")
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ENDED = re.compile(r"\[\d*-(\d{4})\]")
_CODES_BEGAN = 2015
_SPANS = re.compile(r"\[[^\]]*\]")
_NO_PLACE = re.compile(r"市辖区|县|.*直辖县级.*")


class Codes(NamedTuple):
    """The codes of an agency with valid check digits (GB 32100, GB 11714), and the code of its region."""

    agency: str | None = None
    organization: str | None = None
    region: str | None = None


@lru_cache(maxsize=1024)
def codes(index_number: str) -> Codes:
    """The codes that an index number begins with; none if a check digit is wrong."""
    match = _SHAPES.match(index_number.strip().upper())
    if match is None:
        return Codes()
    whole, body, check = match.groups()
    if whole:
        return _from_credit_code(whole)
    code = body + check
    return Codes(None, code) if is_organization_code(code) else Codes()


def _from_credit_code(code: str) -> Codes:
    if not uscc.is_valid(code):
        return Codes()
    organization = code[8:17] if is_organization_code(code[8:17]) else None
    return Codes(code, organization, code[2:8] if _name(code[2:4] + "0000") else None)


def is_organization_code(code: str) -> bool:
    """Whether nine characters are an organisation code, by the check digit of GB 11714.

    >>> is_organization_code("00835003X"), is_organization_code("035210000")
    (True, False)
    """
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    total = sum(int(c, 36) * weight for c, weight in zip(code, _WEIGHTS, strict=False))
    return "0123456789X0"[11 - total % 11] == code[8]


@lru_cache(maxsize=1024)
def region_name(code: str) -> str | None:
    """The names of a region from its province down; None for the code of no region."""
    if not re.fullmatch(r"\d{6}", code) or not _name(code):
        return None
    names = [_name(code[:2] + "0000"), _name(code[:4] + "00"), _name(code)]
    kept = [name for name in names if name and not _NO_PLACE.fullmatch(name)]
    return " ".join([*kept[:1], *(b for a, b in pairwise(kept) if a != b)])


def provinces() -> Iterator[str]:
    """The names of the provinces of the register."""
    table: Any = numdb.get("cn/loc")
    yield from filter(None, (_name(f"{prefix[1]}0000") for prefix in table.prefixes))


def divisions() -> Iterator[tuple[str, str]]:
    """The code and name of every current division of the register below the provinces."""
    table: Any = numdb.get("cn/loc")
    for _, province, _, _, within in table.prefixes:
        for _, rest, _, about, _ in within:
            latest = about["county"].split(",")[-1]
            if not _ENDED.match(latest):
                yield province + rest, _SPANS.sub("", latest)


def _name(code: str) -> str | None:
    """The name of a region; the latest if it has had several."""
    table: Any = numdb.get("cn/loc")
    found: list[tuple[str, dict[str, str]]] = table.info(code)
    if len(found) < 2 or not found[1][1]:
        return found[0][1].get("province") if found and code.endswith("0000") else None
    latest = found[1][1].get("county", "").split(",")[-1]
    ended = _ENDED.match(latest)
    # A name given up before credit codes began in 2015 is not the one that such a code was given under.
    return None if ended and int(ended.group(1)) < _CODES_BEGAN else _SPANS.sub("", latest) or None
