"""This module reads the codes in an index number.

>>> codes("11330800002618736G/2025-00251")
Codes(agency='11330800002618736G', organization='002618736', region='330800')
"""

import re
from functools import lru_cache
from typing import NamedTuple

from stdnum.cn import uscc

from parsers.metadata.divisions import name_of

_SHAPES = re.compile(r"([0-9A-HJ-NPQRTUWXY]{18})(?![0-9A-Z])|([0-9A-Z]{8})-?([0-9X])(?:-?/|-)\d{4}")
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


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
    if not uscc.is_valid(code) or _is_filled_in(code):
        return Codes()
    organization = code[8:17] if is_organization_code(code[8:17]) else None
    return Codes(code, organization, code[2:8] if name_of(code[2:4] + "0000") else None)


def is_organization_code(code: str) -> bool:
    """Whether nine characters are an organisation code, by the check digit of GB 11714.

    >>> is_organization_code("00835003X"), is_organization_code("035210000"), is_organization_code("000000000")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code) or _is_filled_in(code):
        return False
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    return "0123456789X0"[11 - total % 11] == code[8]


def _is_filled_in(code: str) -> bool:
    """Whether a code is one sign over and over, which its check digit may suit: who has none writes zeros."""
    return len(set(code)) == 1
