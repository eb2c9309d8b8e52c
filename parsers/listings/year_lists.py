"""This module finds the lists of single years that a page of one year's reports leads to in no way that columns are named.

They have files beside it, or links that its script writes of the years that it holds or counts:

<a href="nb_2023.html">2023年</a>   var nav = [{name: "2023年", href: "/nb/a/"}];
var years = ["2024", "2023"]; … '<a href="nb.jsp?year=' + years[i] + '">'
for (var y = 2024; y >= 2017; y--) { document.write('<a href="nb_' + y + '.html">' + y + '年</a>'); }
"""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.javascript import NAME
from parsers.listings.addresses import is_same_page
from parsers.listings.askable import is_action
from parsers.listings.choices import MOST_YEARS, YEAR
from parsers.listings.html_page import HtmlPage
from parsers.listings.links import link_title
from parsers.listings.listing import Request
from parsers.listings.markup import inline_scripts, is_in_zone
from parsers.listings.subcolumns import is_year_filter
from parsers.listings.surroundings import is_under_other_reports, is_under_other_years
from parsers.patterns import DOCUMENT_ENDING

_MOST = 20  # loops and arrays of a script
_FEWEST = 2  # years of a list of them, or links to lists that differ in nothing else
_DIGITS = r"(?:19|20)\d\d"
_ARRAY = re.compile(
    rf"""\b({NAME})\s{{0,9}}[=:]\s{{0,9}}\[\s{{0,9}}((?:["']?{_DIGITS}["']?[\s,]{{0,9}}){{2,40}})\]"""
)
_OF_YEARS = re.compile("year|nian|nd", re.IGNORECASE)
_LOOP = re.compile(
    rf"""
    \bfor\s?\(\s?(?:var\s|let\s)?\s?({NAME})\s?=\s?([\w.()\s]{{1,40}}?)\s?;   # where it begins
    \s?\1\s?([<>]=?)\s?([\w.()\s]{{1,40}}?)\s?;                              # where it ends
    (?=[^;]{{1,20}}.{{0,200}}?(?:年|<option|<a\s))                           # each is shown
    """,
    re.DOTALL | re.VERBOSE,
)
_NAMED = re.compile(
    rf"""["']({_DIGITS})\s?年?度?["'][^{{}}]{{0,200}}?\b(?:url|href|link|path)["']?\s?:\s?["']([^"'<>\s]{{1,200}})["']"""
)
# '<a href="nb_' + years[i] + '.html">': what stands before the year, and after it
_WRITTEN = r"""(?:href|open|load|location)\s?[=(]\s?(?:\\?["']){{1,2}}([^"'<>\s]{{0,200}})["']\s?\+\s?(?:{each})(?![\w.])(?:\s?\+\s?["']([^"'<>\s]{{0,100}}))?"""


def linked_years(page: HtmlPage, years: tuple[str, ...]) -> tuple[Request, ...]:
    """The requests for the lists of these years that a page links, or whose links a script of it writes."""
    found = dict(_named(page))
    for script in inline_scripts(page.html):
        for each, _ in _told(script, ""):
            written = re.search(_WRITTEN.format(each=each), script)
            for year in years if written else ():
                url = page.resolve(f"{written[1]}{year}{written[2] or ''}") if written else None
                found |= {year: url} if url and _is_beside(url, page) else {}
    return tuple(Request(found[year]) for year in years if year in found)


def offered_years(page: HtmlPage, shown: str) -> tuple[str, ...]:
    """The years that links and scripts of a page name, which may count from or to the one that it shows."""
    found = [year for year, _ in _named(page)]
    for script in inline_scripts(page.html):
        found += [year for _, years in _told(script, shown) for year in years]
    return tuple(dict.fromkeys(found))


def _named(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Each year that a link or an object of a script is named by, with its address."""
    alike: dict[str, dict[str, str]] = {}
    for link in page.css("a[href], [onclick]"):
        name, url = link_title(link), page.target(link)
        if url and YEAR.fullmatch(name) and _is_beside(url, page) and not _is_other(link):
            alike.setdefault(YEAR_IN_DIGITS.sub("", url), {}).setdefault(name[:4], url)
    for script in inline_scripts(page.html):
        objects = ((year, page.resolve(url)) for year, url in _NAMED.findall(script))
        alike[script] = {year: url for year, url in objects if url and _is_beside(url, page)}
    for lists in alike.values():
        yield from lists.items() if len(lists) >= _FEWEST else ()


def _is_beside(url: str, page: HtmlPage) -> bool:
    """Whether an address lies in the folder of a page that is no whole site, or is its own with a year added; a document's or an action's does not."""
    beside = (page.has_below(url) or is_year_filter(url, page.here)) and not is_same_page(
        url, page.here
    )
    return beside and not (re.search(DOCUMENT_ENDING, url) or is_action(url))


def _is_other(link: LexborNode) -> bool:
    return is_in_zone(link) or is_under_other_years(link) or is_under_other_reports(link)


def _told(script: str, shown: str) -> Iterator[tuple[str, list[str]]]:
    """The years that arrays hold and loops count, with a pattern of what names each of them there."""
    for name, years in islice(_ARRAY.findall(script), _MOST):
        taken = rf"{name}\s?\.\s?(?:forEach|map)\s?\(\s?(?:function\s?)?\(?\s?({NAME})"
        given = re.search(taken, script)
        each = rf"{name}\s?\[\s?\w+\s?\]"
        if given or _OF_YEARS.search(name) or re.search(each, script):  # and no chart's or range's
            yield f"{each}|{given[1]}" if given else each, YEAR_IN_DIGITS.findall(years)
    for name, begin, sign, end in islice(_LOOP.findall(script), _MOST):
        bounds = [one if re.fullmatch(_DIGITS, one) else shown for one in (begin, end)]
        if {begin, end} & set(bounds) and all(bounds):
            first, last = sorted(map(int, bounds))
            first, last = first + (sign == ">"), last - (sign == "<")
            years = [str(year) for year in range(last, first - 1, -1)]
            yield name, years if len(years) <= MOST_YEARS else []
