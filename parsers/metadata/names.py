"""This module finds the fuller of an agency's names: of a short one, its office's, its government's."""

import re
from collections.abc import Iterable

from parsers.metadata import agencies
from parsers.metadata.offices import body_before_office, strip_government_office
from parsers.normalize import normalize, plain
from parsers.patterns import HAN
from parsers.traditional import simplified

_DEFINED = rf"(?:^|[,;。:]|由|公布)(?:由|[现特]?公布)?([{HAN}]{{4,30}})\((?:以下)?简称[“\"'‘]?"


def full_name(short: str, region: str | None, lines: Iterable[str]) -> str | None:
    """A short name (市应急管理局) prefixed by its region, if the page prints it like this; else None."""
    if not region or not simplified(short).startswith(agencies.SHORT):
        return None
    place = region.split()[-1]
    level = short[: len(next(filter(simplified(short).startswith, agencies.SHORT)))]
    name = place + short.removeprefix(level) if place.endswith(level) else place + short
    return name if is_printed(name, lines) else None


def is_printed(name: str, lines: Iterable[str]) -> bool:
    """Whether a name is printed in one line or across several; blanks within it are ignored.

    >>> is_printed("甲县人民政府", ["2024年1月 甲 县人民", "政府"])
    True
    """
    text = "".join(lines)
    return name in text or name in "".join(text.split())


def defined_name(short: str, lines: Iterable[str]) -> str | None:
    """The full name for which prose defines a short one: 甲市残疾人联合会(以下简称“市残联”).

    >>> defined_name("市残联", ["2025年,甲市残疾人联合会（以下简称 “市残联”）在市委领导下依法公开。"])
    '甲市残疾人联合会'
    """
    known = simplified(short)
    if not known.startswith(agencies.SHORT):
        return None
    pattern = re.compile(rf"{_DEFINED}{re.escape(known)}[”\"'’]?\)")
    for line in lines:
        if short in line and "简称" in simplified(line) and (match := pattern.search(plain(line))):
            name = normalize(line)[slice(*match.span(1))]
            return name if agencies.is_full_name(name) and agencies.has_place(name) else None
    return None


def government_of(publisher: str, named: str | None) -> str | None:
    """The government of a report that it or its office publishes; the title may name only the place.

    >>> government_of("临渚县人民政府办公室", "临渚县")
    '临渚县人民政府'
    """
    seat = strip_government_office(publisher)
    if not named or not seat.endswith("政府"):
        return None
    short, place = _place_of(seat), _place_of(named)
    if place == short or (agencies.is_government(place) and short.endswith(place)):
        return max(seat, named, key=len)
    is_short = simplified(short) in agencies.SHORT
    return named if is_short and place.endswith(short) else None


def body_of_office(publisher: str, named: str | None) -> str | None:
    """The agency named in the title, if its own office is the publisher.

    >>> body_of_office("甲县气象局办公室", "县气象局"), body_of_office("甲县气象局办公室", "甲县气象局办公室")
    ('甲县气象局', None)
    """
    body = body_before_office(publisher)
    if not named or not agencies.is_named(body) or agencies.is_government(body):
        return None
    return body if simplified(body).endswith(agencies.without_level(named)) else None


def _place_of(government: str) -> str:
    return government.removesuffix("政府").removesuffix("人民")


def is_abbreviation(short: str, full: str) -> bool:
    """Whether a name consists of characters of another in their order, as an abbreviation does.

    >>> is_abbreviation("甲市应急局", "甲市应急管理局"), is_abbreviation("甲市教育局", "甲市应急管理局")
    (True, False)
    """
    letters = iter(full)
    return all(letter in letters for letter in short)
