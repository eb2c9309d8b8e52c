"""This module finds the columns below a report column: those of single years or of some agencies' reports."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings import part_names, surroundings
from parsers.listings.addresses import is_same_page
from parsers.listings.askable import is_action
from parsers.listings.choices import YEAR
from parsers.listings.html_page import HtmlPage, open_page
from parsers.listings.links import ARTICLE, MORE, MORE_SIGN, link_title
from parsers.listings.listing import Request, Response, is_same_host
from parsers.listings.markup import is_in_zone, text_of
from parsers.patterns import DOCUMENT_ENDING

_MONTH_COLUMN = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:份)?")  # of a blog's archive
_MOST_MONTHS = 24
_INITIAL = re.compile("[A-Z]")  # of the names of the bodies in a list
# What a select of years is labelled
_OF_CHOICE = re.compile(r"请|按|选择|查看|查询|年度|年份|年报|年|[:：\s]")
_YEAR_ASKED = re.compile(r"(?:^|&)\w+=(?:19|20)\d\d(?:&|$)")
# The years before those that the column shows, wherever on the site they stand.
_YEAR_BEFORE = re.compile(r"[<《«‹]*\s*(?:上|前)一?年度?")
_OLDER = re.compile(
    r"""
    (?:点击|请|查看|浏览|查阅|更多){0,3}(?:历年|往年|历史|往期|以往|以前)(?:年度)?(?:的)?
    (?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告|报告)(?:归档|存档|查询)?
    (?:[(（][^()（）]{1,12}(?:以前|之前)[)）])?[\s>＞»›…]*
    |(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告)(?:归档|存档)
    |(?:19|20)\d\d年?(?:度)?(?:及)?(?:以前|之前).{0,8}(?:年报|年度报告)  # 2018年及以前的年报
    """,
    re.VERBOSE,
)
_MORE_CALLED = re.compile(r"(?<![A-Za-z])(?:gengduo|more)(?![A-Za-z])", re.IGNORECASE)
# 2018年及以前, 2014-2018年
_BEFORE_YEAR = re.compile(
    r"(?:19|20)\d\d年?(?:度)?(?:(?:及)?(?:以前|之前)|\s*[-–—~～至到]{1,2}\s*(?:19|20)\d\d年?(?:度)?)"
)
# As more is called where it is of earlier years.
_PAST = re.compile(r"(?:历年|往年|往期|历史)(?:回顾|数据|信息|归档|存档)?[\s>＞»›…]*")


def lists_year_columns(response: Response) -> bool:
    """Whether a page has links to the columns of several years."""
    page = open_page(response)
    entries = (entry(link, page) for link in page.css("a[href]"))
    return len({name for name, url in entries if url and part_names.is_year_column(name, url)}) > 1


def _filters(link: LexborNode, name: str, url: str, here: str) -> bool:
    """Whether an address is the same list, filtered by a year or a kind of bodies, or one that a script fetches for a year.

    A list that can be shown as a whole needs no filter.
    """
    one, other = urlsplit(url), urlsplit(here)
    same = one.path == other.path or "onclick" in link.attributes
    asks = _YEAR_ASKED.search(one.query) or (one.query and part_names.is_kind_of_bodies(name))
    asked = one.netloc == other.netloc and ((same and asks) or _is_of_other_year(url, here))
    return bool(asked) and not surroundings.has_all_beside(link)


def is_year_filter(url: str, here: str) -> bool:
    """Whether an address is that of a list with the choice of a year added."""
    one, other = urlsplit(url), urlsplit(here)
    same = one.netloc == other.netloc and one.path == other.path
    return same and bool(_YEAR_ASKED.search(one.query)) and not _YEAR_ASKED.search(other.query)


def _is_of_other_year(url: str, here: str) -> bool:
    """Whether two addresses differ in nothing but their years."""
    if YEAR_IN_DIGITS.search(url) is None:
        return False
    return YEAR_IN_DIGITS.sub("", url) == YEAR_IN_DIGITS.sub("", here)


def entry(link: LexborNode, page: HtmlPage) -> tuple[str, str | None]:
    """The name and address of a link, of what a script opens, or of a choice of a select."""
    if link.tag != "option":
        return link_title(link), page.target(link)
    value = link.attrs.sget("value")
    return link.text().strip(), page.resolve(value) if re.search(r"[/.?]", value) else None


def subcolumn_requests(page: HtmlPage, *, of_bodies: bool = False) -> tuple[Request, ...]:
    """The columns of single years, or of one body's reports, that stand below this one.

    `of_bodies`: those that are named by a body alone count too, as on a page that lists nothing else.
    """
    found: list[str] = []
    sorted_by: dict[str, list[str]] = {"month": [], "initial": []}
    bodies: list[str] = []
    here, folder = page.here, page.folder
    for link in page.css("a[href], area[href], option[value], [onclick], [ondblclick]"):
        name, url = entry(link, page)
        if url is None or is_same_page(url, here) or is_action(url):
            continue
        below = url.startswith(folder) and not is_same_page(url, folder)
        leads_on = _leads_on(link, name, url, page)
        if (leads_on and not surroundings.is_under_other_reports(link)) or (
            below and part_names.names_part(name, url)
        ):
            found.append(url)
        elif below and (order := _order_of(name, url)):
            sorted_by[order].append(url)
        elif of_bodies and below and not ARTICLE.search(url) and not is_in_zone(link):
            if part_names.names_reports(name) or (
                part_names.INDEX.search(url) and part_names.is_kind_or_body(name)
            ):
                found.append(url)
            elif part_names.is_kind_or_body(name):
                bodies.append(url)
    months, initials = sorted_by["month"], sorted_by["initial"]
    found += months if len(months) <= _MOST_MONTHS else ()
    found += initials if len(initials) >= part_names.FEWEST_BODIES else ()
    found += bodies if len(bodies) >= part_names.FEWEST_BODIES else ()
    return tuple(Request(url) for url in dict.fromkeys(found))


def _order_of(name: str, url: str) -> str:
    """By what lists with such a name are sorted: the months of a year, or the first letters of bodies; empty for others."""
    if part_names.INDEX.search(url) and _MONTH_COLUMN.fullmatch(name):
        return "month"
    return "initial" if _INITIAL.fullmatch(name) else ""


def _is_named(option: LexborNode) -> bool:
    """Whether the words before a select say of what it has the years: 统计公报: [2024年]."""
    select = option.parent if option.tag == "option" else None
    label = select.prev if select is not None else None
    if label is None or (label.tag != "-text" and label.css_first("a")):  # the list itself
        return False
    return bool(_OF_CHOICE.sub("", text_of(label)))


def _is_named_more(link: LexborNode, name: str) -> bool:
    """Whether a link without words, an icon, is called more by its class or by its picture: more.png."""
    picture = None if name else link.css_first("img")
    source = "" if picture is None else picture.attrs.sget("src").rpartition("/")[2]
    return not name and _MORE_CALLED.search(f"{link.attrs.sget('class')} {source}") is not None


def _leads_on(link: LexborNode, name: str, url: str, page: HtmlPage) -> bool:
    """Whether a link leads to more rows of this list: all of them, those of another year, or of a kind of bodies."""
    here, folder = page.here, page.folder
    same_site = is_same_host(url, here)
    before, past = _BEFORE_YEAR.fullmatch(name), _PAST.fullmatch(name)
    older = _OLDER.fullmatch(name)
    if (older or before or past) and surroundings.is_of_other_list(link):
        return False
    if same_site and (
        older
        or (part_names.is_whole_list(name) and url.startswith(folder))
        or surroundings.says_older_here(link, name)
        or ((before or (past and page.has_below(url))) and not is_in_zone(link))
    ):
        return True
    says_more = past or MORE.fullmatch(name) or MORE_SIGN.fullmatch(name)
    if (says_more or _is_named_more(link, name)) and surroundings.continues_column(
        link, same_site=same_site
    ):
        return True
    filters = _filters(link, name, url, here)
    if filters and _YEAR_BEFORE.fullmatch(name):
        return True
    # A select with the addresses of years is there to choose the list of one, as is what loads it.
    chooses = link.tag == "option" or ".load(" in link.attrs.sget("onclick")
    chosen = chooses and YEAR.fullmatch(name) and (url.startswith(folder) or not _is_named(link))
    chosen = chosen and not (surroundings.has_all_beside(link) or re.search(DOCUMENT_ENDING, url))
    of_year = (
        same_site
        and part_names.is_years_name(name)
        and (filters or chosen or part_names.INDEX.search(url))
        and not surroundings.is_under_other_years(link)
    )
    return bool(of_year) or (filters and part_names.is_kind_of_bodies(name))
