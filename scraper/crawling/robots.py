"""This module parses robots.txt as RFC 9309 says, for the token `gongkai`."""

import math
import re
from dataclasses import dataclass
from typing import Any, Literal

from protego import Protego

from scraper.crawling.outcome import Unfetched
from scraper.pace import LONGEST

_TOKEN = "gongkai"  # noqa: S105  (the product token in robots.txt)
MOST = 512_000  # bytes that are read; the rest is ignored
FRESH = 24 * 3600.0  # seconds for which a copy is used without asking again
STALE = 30 * 24 * 3600.0  # seconds for which a copy is used if no new one can be fetched
# A group is for the product that its line names, whatever version stands beside it.
_VERSION = re.compile(r"^(\s*user-agent\s*:\s*[a-z_-]+)/[^\s#]*", re.IGNORECASE | re.MULTILINE)
State = Literal["none", "rules", "stale", "unreachable"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin's robots.txt; `state` says where they come from."""

    state: State
    parsed: Any = None

    def check(self, url: str) -> None:
        """Raise Unfetched `robots-disallow` if the rules forbid the address."""
        if self.parsed is not None and not self.parsed.can_fetch(url, _TOKEN):
            raise Unfetched("robots-disallow", url)

    def delay(self, url: str) -> float:
        """The Crawl-delay in seconds; raises Unfetched if it is more than ten minutes."""
        asked = self.parsed.crawl_delay(_TOKEN) if self.parsed is not None else None
        seconds = float(asked or 0.0)
        if not math.isfinite(seconds) or seconds > LONGEST:
            raise Unfetched("crawl-delay", url, f"Crawl-delay: {seconds:g}")
        return max(seconds, 0.0)


def read(body: bytes | None, *, stale: bool = False) -> Rules:
    """Parse a robots.txt; None (there is none) and an HTML page have no rules."""
    text = (body or b"")[:MOST].decode("utf-8-sig", errors="replace")
    if not text.strip() or text.lstrip().startswith("<"):
        return Rules("none")
    rules = Protego.parse(_VERSION.sub(r"\1", text))
    return Rules("stale" if stale else "rules", rules)
