"""This module is a stand-in until the engines are there."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from parsers.listings.listing import Answer, Ask, Listing, Row

NAME = re.compile("年报|年度报告")


def _links(answer: Answer) -> list[tuple[str, str]]:
    tree = LexborHTMLParser(answer.text)
    return [
        (urljoin(answer.url, a.attributes.get("href") or ""), a.text(strip=True))
        for a in tree.css("a[href]")
    ]


def detect(answer: Answer) -> str:  # noqa: ARG001
    """Generic."""
    return "generic"


def read(
    answer: Answer,
    engine: str = "auto",  # noqa: ARG001
    previous: Listing | None = None,  # noqa: ARG001
) -> Listing:
    """Rows, next."""
    links = _links(answer)
    rows = tuple(Row(u, t) for u, t in links if t != "下一页" and not t.endswith("公开年报"))
    following = tuple(Ask(u) for u, t in links if t == "下一页")
    declared = re.search(r"共(\d+)条", answer.text)
    return Listing("generic", rows, following, int(declared[1]) if declared else None)


def find_column(answer: Answer) -> tuple[Ask, ...]:
    """Menu."""
    return tuple(Ask(u) for u, t in _links(answer) if t.endswith("公开年报"))


def may_be_report(title: str, pattern: str | None = None) -> bool:
    """Title."""
    return bool(re.search(pattern or "年度报告", title))


def attachments(answer: Answer) -> tuple[Row, ...]:
    """Documents."""
    return tuple(Row(u, t) for u, t in _links(answer) if u.endswith((".pdf", ".doc")))
