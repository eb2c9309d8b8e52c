"""This package reads listings: one module per portal engine, told from the bytes of its answers.

`read` gives the rows of one answer and what is to be asked next; nothing here asks anything itself.
"""

import re
from collections.abc import Callable

from parsers.listings import (
    data,
    epoint,
    eportal,
    generic,
    gkmlpt,
    jcms,
    jpaas,
    ls,
    openness,
    shanghai,
    trs,
    ucap,
    vsb,
)
from parsers.listings.attachments import attachments
from parsers.listings.listing import Answer, Listing
from parsers.listings.report_titles import may_be_report
from parsers.listings.ways import says_column, ways

__all__ = [
    "ENGINES",
    "attachments",
    "detect",
    "may_be_report",
    "read",
    "says_column",
    "ways",
]

Reader = Callable[[Answer, Listing | None], Listing]

# In the order of detection: what carries another engine's marks beside its own comes first.
_MARKS: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    ("gkmlpt", gkmlpt.MARKS, gkmlpt.read),
    ("jpaas", jpaas.MARKS, jpaas.read),
    ("epoint", epoint.MARKS, epoint.read),
    ("ls", ls.MARKS, ls.read),
    ("openness", openness.MARKS, openness.read),
    ("jcms", jcms.MARKS, jcms.read),
    ("ucap", ucap.MARKS, ucap.read),
    ("trs", trs.MARKS, trs.read),
    ("vsb", vsb.MARKS, vsb.read),
    ("shanghai", shanghai.MARKS, shanghai.read),
    ("eportal", eportal.MARKS, eportal.read),
)
_READERS: dict[str, Reader] = {name: reader for name, _, reader in _MARKS} | {
    "generic": generic.read
}
ENGINES = tuple(sorted(_READERS))


# What an article's address tells, where nothing else does: most of the page's own links decide.
_ADDRESSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("jcms", jcms.ARTICLE),
    ("trs", trs.ARTICLE),
    ("ucap", ucap.ARTICLE),
    ("openness", openness.ARTICLE),
    ("vsb", vsb.ARTICLE),
)
_LINK = re.compile(r"""href\s*=\s*["']?((?!https?:|//)[^"'\s>]+)""", re.IGNORECASE)


def detect(answer: Answer, previous: Listing | None = None) -> str:
    """The engine that an answer's bytes tell; what tells nothing is as the page before it."""
    before = previous.engine if previous is not None and previous.engine in _READERS else None
    if before and data.parsed(answer.text) is not None:
        return before
    marked = f"{answer.ask.url}\n{answer.text}"
    told = next((name for name, marks, _ in _MARKS if marks.search(marked)), None)
    return told or _by_addresses(answer.text) or before or "generic"


def _by_addresses(html: str) -> str | None:
    """The engine whose articles most of a page's own links lead to."""
    links = " ".join(_LINK.findall(html))
    counts = {name: len(address.findall(links)) for name, address in _ADDRESSES}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def read(answer: Answer, engine: str = "auto", previous: Listing | None = None) -> Listing:
    """The listing on one page, or in one answer of an interface.

    `previous` is the listing that asked for the answer; `engine` overrules what the bytes tell.
    """
    name = detect(answer, previous) if engine == "auto" else engine
    return _READERS[name](answer, previous)
