"""This module finds what may lead from a page to the report column: by name, never by address alone.

The column's own name comes first, then the platform's under which it stands, then frames and
included scripts; a page that is nothing but a redirect leads where its script literally says.
"""

import re
from dataclasses import replace
from typing import Literal

from parsers.depth import parse_html
from parsers.listings import gkmlpt, pages
from parsers.listings.links import TAGS, address, base_of, scripts, shown
from parsers.listings.listing import Answer, Ask, Way
from parsers.listings.menus import included, named
from parsers.listings.names import bare, rank_of_column, rank_of_platform
from parsers.listings.pagers import same
from parsers.listings.script_links import with_addresses

Kind = Literal["column", "platform"]

MOST_WORDS = 120  # a page with more to say than this is more than a redirect
_REDIRECT = re.compile(
    r"""(?<![\w.])(?:(?:window|self|top|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*=\s*["']([^"'<>]+)["']"""
    r"""|location\s*\.\s*(?:replace|assign)\s*\(\s*["']([^"'<>]+)["']\s*\)"""
)
_CONDITION = re.compile(r"\bif\s*\(|\bfunction\s+\w+\s*\(|\?[^:]*$")
_ALIVE = "li a[href], tr a[href], iframe, frame, [querydata], form"  # a page that has these shows something
_REFRESH = re.compile(r"""^\s*\d*\.?\d*\s*[;,]\s*url\s*=\s*["']?([^"'>]+)""", re.IGNORECASE)


def ways(answer: Answer, agency: str | None = None) -> tuple[Way, ...]:
    """Every way on, the best first; a page that only redirects has that one way."""
    led = redirect(answer)
    if led is not None:
        return (led,)
    answer = replace(answer, text=with_addresses(answer.text))
    found = [*gkmlpt.ways(answer)]
    tree = parse_html(answer.text)
    names = list(named(answer, tree))
    found += _best(names, answer, "column")
    found += _best(names, answer, "platform")
    found += [Way("platform", Ask(url), name) for name, url in names if _is_agency(name, agency)]
    base = base_of(answer, tree)
    found += [Way("frame", ask) for ask in pages.frames(tree, base, answer.url)]
    found += [Way("frame", Ask(url)) for url in included(tree, base)]
    unique: dict[Ask, Way] = {}
    for way in found:
        unique.setdefault(way.ask, way)
    return tuple(unique.values())


def redirect(answer: Answer) -> Way | None:
    """Where a page that says hardly anything sends its reader: a literal address only."""
    tree = parse_html(answer.text)
    if len("".join(_words(answer.text).split())) > MOST_WORDS or tree.css_matches(_ALIVE):
        return None
    base = base_of(answer, tree)
    for meta in tree.css("meta[http-equiv][content]"):
        match = _REFRESH.match(meta.attributes.get("content") or "")
        if (meta.attributes.get("http-equiv") or "").lower() == "refresh" and match:
            return _redirect(base, match[1])
    for script in scripts(answer.text):
        match = _REDIRECT.search(script)
        if match and not _CONDITION.search(script, 0, match.start()):
            return _redirect(base, match[1] or match[2])
    return None


def _redirect(base: str, where: str) -> Way | None:
    url = address(base, where)
    return None if url is None or url == base else Way("redirect", Ask(url))


def _words(html: str) -> str:
    return TAGS.sub("", shown(html))


def _best(named: list[tuple[str, str]], answer: Answer, kind: Kind) -> list[Way]:
    """The ways of one kind, ranked by how well their names say it; of equals, in the page's order."""
    rank = rank_of_column if kind == "column" else rank_of_platform
    ranked = [(place, name, url) for name, url in named if (place := rank(name)) is not None]
    if kind == "platform":
        ranked = [each for each in ranked if not same(each[2], answer.url)]
    ordered = sorted(ranked, key=lambda each: each[0])
    return [
        Way("column" if kind == "column" else "platform", Ask(url), bare(name))
        for _, name, url in ordered
    ]


def _is_agency(name: str, agency: str | None) -> bool:
    """Whether a link is the agency's own, on a platform that holds many: by name or its end."""
    return (
        agency is not None
        and len(name) >= 3
        and (name == agency or agency.endswith(name.lstrip("本市县区省")))
    )


def says_column(answer: Answer) -> bool:
    """Whether a page says itself that it is the report column: its metadata, title or breadcrumb."""
    tree = parse_html(answer.text)
    for meta in tree.css("meta[content]"):
        if (meta.attributes.get("name") or "").lower() == "columnname":
            return rank_of_column(meta.attributes.get("content") or "") is not None
    current = tree.css_first("#col1_name")
    if current is not None:
        return rank_of_column(current.text()) is not None
    crumbs = tree.css("a.CurrChnlCls")
    if crumbs:
        return rank_of_column(crumbs[-1].text()) is not None
    title = tree.css_first("title")
    first = re.split(r"[-_|—]", title.text() if title is not None else "")[0]
    return rank_of_column(first) is not None and rank_of_column(first) != 4
