"""This module defines a portal: an agency's site, how to crawl it, and what it must contain.

The keys and defaults are those of a `[portals.ID]` table in a portals file.
"""

import re
from datetime import datetime, timedelta, timezone
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    field_validator,
)
from stdnum.cn import uscc

from schemas.record import Record

BEIJING = timezone(timedelta(hours=8))  # without summer time since 1991
DAY = 24 * 60
HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
Name = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]
Positive = Annotated[StrictInt, Field(ge=1)]
Year = Annotated[StrictInt, Field(ge=2000, le=9999)]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _network(value: Any) -> IPv4Network | IPv6Network:
    if not isinstance(value, str):
        raise ValueError('must be a network such as "127.0.0.0/8"')
    try:
        return ip_network(value)
    except ValueError:
        raise ValueError(f"not a network: {value}") from None


Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]


class Hours(Record):
    """The hours of a day, in minutes of Beijing time, in which a portal may be crawled.

    >>> Hours(begin=22 * 60, end=6 * 60).closed_for(datetime(2026, 1, 1, 12, tzinfo=BEIJING))
    36000.0
    """

    begin: int
    end: int

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.begin, self.end))

    def closed_for(self, now: datetime | None = None) -> float:
        """Seconds until the hours begin; 0 within them."""
        here = (now or datetime.now(BEIJING)).astimezone(BEIJING)
        minute = here.hour * 60 + here.minute
        if (minute - self.begin) % DAY < (self.end - self.begin) % DAY:
            return 0.0
        return (self.begin - minute) % DAY * 60 - here.second - here.microsecond / 1e6


def _hours(value: Any) -> Any:
    match = HOURS.fullmatch(value) if isinstance(value, str) else None
    if match is None or match.group(1, 2) == match.group(3, 4):
        raise ValueError('hours are like "22:00-06:00", in Beijing time')
    hours = [int(part) for part in match.groups()]
    return {"begin": hours[0] * 60 + hours[1], "end": hours[2] * 60 + hours[3]}


def _host(value: str) -> str:
    parts = urlsplit(f"//{value}")
    parts.port  # noqa: B018  (a port out of range raises here)
    if not parts.hostname or parts.netloc != value or "@" in value or " " in value:
        raise ValueError('a host is "host" or "host:port"')
    return value.lower()


def _credit_code(value: str) -> str:
    if not uscc.is_valid(value):
        raise ValueError("not a unified social credit code: 18 characters, the last a check digit")
    return value


HostName = Annotated[Name, AfterValidator(_host)]


class Expect(Record):
    """What a run must find of the portal's own agency: report years, a number of reports."""

    years: Annotated[tuple[Year, ...], BeforeValidator(_frozen)] = ()
    reports: Annotated[StrictInt, Field(ge=0)] | None = None


class Portal(Record):
    """One agency's portal, as a portals file describes it (the id is the table's name)."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    agency: Name
    start: StrictStr
    agency_code: Annotated[Name, AfterValidator(_credit_code)] | None = None
    superior: Name | None = None
    hosts: Annotated[tuple[HostName, ...], BeforeValidator(_frozen)] = ()
    engine: Name = "auto"
    title: Name | None = None
    delay: Seconds = 2.0
    hours: Annotated[Hours, BeforeValidator(_hours)] | None = None
    timeout: Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)] = 60.0
    attempts: Positive = 3
    backoff: Seconds = 5.0
    max_requests: Positive = 2000
    max_page: Positive = 16_000_000
    max_attachment: Positive = 64_000_000
    allow_private_addresses: Annotated[tuple[Network, ...], BeforeValidator(_frozen)] = ()
    tls: Literal["verify", "legacy", "insecure"] = "verify"
    expect: Expect | None = None
    empty_ok: Name | None = None
    enabled: StrictBool = True
    verified: StrictBool = Field(default=True, exclude=True)  # false: no live answer seen yet

    @property
    def is_government(self) -> bool:
        """Whether the agency is a government, or the committee of a zone: its column has the reports of the bodies below it."""
        return self.agency.endswith(("政府", "管理委员会", "管委会"))

    @field_validator("start")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must begin with http:// or https://")
        if {" ", "@"} & set(parts.netloc):
            raise ValueError('its host must be "host" or "host:port"')
        parts.port  # noqa: B018  (a port out of range raises here)
        return value

    @field_validator("title")
    @classmethod
    def _is_a_pattern(cls, value: str | None) -> str | None:
        if value is not None:
            _compiled(value)
        return value


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
