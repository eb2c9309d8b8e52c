"""This module reads robots.txt by RFC 9309, for the token `gongkai`."""

import math
from dataclasses import dataclass
from typing import Any, Literal

from protego import Protego

from scraper.crawling.failures import Unfetched
from scraper.pace import LONGEST

TOKEN = "gongkai"  # noqa: S105  (the name that robots.txt calls us by)
MOST = 512_000  # bytes that are read; the rest counts as not there
FRESH = 24 * 3600.0
STALE = 30 * 24 * 3600.0
State = Literal["none", "rules", "stale", "unreachable"]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt allows; `state` says how it is known."""

    state: State
    parsed: Any = None

    def check(self, url: str) -> None:
        """Raise Unfetched `robots-disallow` where the rules forbid the address."""
        if self.parsed is not None and not self.parsed.can_fetch(url, TOKEN):
            raise Unfetched("robots-disallow", url)

    def delay(self, url: str) -> float:
        """The Crawl-delay in seconds; one of more than ten minutes is a refusal."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed is not None else None
        seconds = float(asked or 0.0)
        if not math.isfinite(seconds) or seconds > LONGEST:
            raise Unfetched("crawl-delay", url, f"Crawl-delay: {seconds:g}")
        return max(seconds, 0.0)


def read(body: bytes | None, *, stale: bool = False) -> Rules:
    """The rules in a robots.txt; None (there is none) and an HTML page have no rules."""
    text = (body or b"")[:MOST].decode("utf-8-sig", errors="replace")
    if not text.strip() or text.lstrip().startswith("<"):
        return Rules("none")
    return Rules("stale" if stale else "rules", Protego.parse(text))
