"""This module finds the columns below a report column: those of single years or of some agencies' reports."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.depth import parse_html
from parsers.listings.column_names import is_of_other_reports, rank_of_column
from parsers.listings.links import (
    ARTICLE,
    HERE,
    MORE,
    MORE_SIGN,
    base_url,
    link_target,
    link_title,
    resolve_url,
)
from parsers.listings.listing import Request, Response
from parsers.listings.pagers import is_same_page
from parsers.listings.report_titles import may_be_report
from parsers.listings.zones import is_in_zone
from parsers.normalize import normalize
from parsers.patterns import HAN

MOST_AROUND = 3  # elements around a link, among which one may have the name beside it
_YEAR_COLUMN = re.compile(r"(?:19|20)\d\d\s*年?\s*(?:度)?(?:年报|年度报告|政府信息公开年报)?")
_MONTH_COLUMN = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:份)?")  # of a blog's archive
_YEARLY = re.compile(r"年报|年度报告|年度报表|年度工作报表")
MOST_MONTHS = 24
MOST_BEFORE = 30  # elements before a link that may be its heading, or other links of its list
LONGEST_SENTENCE = 60
SHORTEST_HEADING, LONGEST_HEADING = 4, 24  # letters
FEWEST_BODIES = 3  # of a list whose addresses are no folders
_YEAR_ASKED = re.compile(r"(?:^|&)\w+=(?:19|20)\d\d(?:&|$)")
_BODIES = re.compile(
    r".{0,12}(?:部门|单位|县|区|乡|镇|街道|政府|本级|市直|直属|派出机构).{0,6}(?:年报|年度报告)"
)
# What the list of a year's reports has in its name, and one body's report has not: 2024年县政府及部门政府信息公开年报
_SEVERAL = re.compile(r"(?:部门|乡镇|镇乡|街道(?!办)|直属单位|县区|区县).{0,24}(?:年报|年度报告)$")
_PART = re.compile(
    r".{1,16}(?:年报|年度报告)"
)  # 委办局年报, 街镇年报: below the column, it is a part of it
# The years before those that the column shows, wherever on the site they stand.
_OLDER = re.compile(
    r"""
    (?:(?:点击|请)?(?:查看|浏览|查阅|更多))?(?:历年|往年|历史|往期|以往|以前)(?:年度)?(?:的)?
    (?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告|报告)(?:归档|存档|查询)?
    |(?:19|20)\d\d年?(?:度)?(?:及)?(?:以前|之前).{0,8}(?:年报|年度报告)  # 2018年及以前的年报
    """,
    re.VERBOSE,
)
_OLDER_HERE = re.compile(r"(?:以前|之前|往年|历年|往期|历史).{0,16}(?:年报|年度报告)")
# Kinds of bodies, as the folders of a year's reports are named.
_KINDS = re.compile(
    r"""
    (?:各|本级|所属|下属)?(?:省|市|县|区|旗|州)?(?:人民)?(?:政府|级)?
    (?:本级|(?:工作|组成|直属)?部门|直属?(?:单位|机构|部门)|委办局)       # 县政府工作部门
    |各?(?:乡镇|镇乡|镇街|乡镇街道?|街道乡镇|街道|县区|区县|县市区|市县区)
    (?:[、(和]?(?:街道|乡镇|园区|开发区)\)?)?(?:人民政府|办事处)?         # 各乡镇(街道)
    """,
    re.VERBOSE,
)
_GOVERNMENT = re.compile(r"(?:省|市|县|区|旗|州|本级)(?:人民)?政府")
# The whole list, of which the column shows the first rows; it stands below it.
_ALL = re.compile(r"[\[【(]?(?:查看|浏览|显示)?全部(?:年报|年度报告|报告|信息)?[>»…\]】)]*")
_BODY = re.compile(
    rf"[{HAN}]{{2,30}}(?:局|厅|委|办|院|会|室|处|[镇乡](?:人民)?(?:政府)?|街道(?:办事处)?|政府|中心|队|站)"
    rf"(?:\([{HAN}]{{2,30}}\))?"
)
INDEX = re.compile(
    r"(?:/|/(?:19|20)\d\d|/(?:index|list)\w*\.\w{3,5}|/col/col\d+/(?:index\.html)?)$"
)


def is_year_column(name: str, url: str) -> bool:
    """Whether a link leads to the column of one year, rather than to a report that is named by its year."""
    return bool(_YEAR_COLUMN.fullmatch(name) and INDEX.search(url))


def lists_year_columns(response: Response) -> bool:
    """Whether a page has links to the columns of several years."""
    tree = parse_html(response.text)
    base = base_url(response, tree)
    entries = (entry(link, base) for link in tree.css("a[href]"))
    return len({name for name, url in entries if url and is_year_column(name, url)}) > 1


def is_kind_of_bodies(name: str) -> bool:
    """Whether a link is named by a kind of bodies, 乡镇街道, and by none of them."""
    return _KINDS.fullmatch(name) is not None


def is_body(name: str) -> bool:
    """Whether a link is named by a body, 县财政局, and by no kind of bodies."""
    return _BODY.fullmatch(name) is not None and not is_kind_of_bodies(name)


def _filters(link: LexborNode, name: str, url: str, here: str) -> bool:
    """Whether an address is the same list, filtered by a year or a kind of bodies, or one that a script fetches for a year.

    A list that can be shown as a whole needs no filter.
    """
    one, other = urlsplit(url), urlsplit(here)
    same = one.path == other.path or "onclick" in link.attributes
    asks = _YEAR_ASKED.search(one.query) or (one.query and is_kind_of_bodies(name))
    other_year = YEAR_IN_DIGITS.sub("", url) == YEAR_IN_DIGITS.sub(
        "", here
    ) and YEAR_IN_DIGITS.search(url)
    asked = one.netloc == other.netloc and ((same and asks) or other_year)
    return bool(asked) and not has_all_beside(link)


def has_all_beside(link: LexborNode) -> bool:
    """Whether a link stands beside one to the whole list."""
    item = link.parent if link.parent is not None and link.parent.tag in ("li", "dd") else link
    beside = item.parent.css("a, span, li") if item.parent is not None else []
    return any(_ALL.fullmatch(one.text().strip()) for one in beside)


def entry(link: LexborNode, base: str) -> tuple[str, str | None]:
    """The name and address of a link, of what a script opens, or of a choice of a select."""
    if link.tag != "option":
        return link_title(link), link_target(link, base)
    value = link.attributes.get("value") or ""
    return link.text().strip(), resolve_url(base, value) if re.search(r"[/.?]", value) else None


def _continues_column(link: LexborNode, *, own: bool) -> bool:
    """Whether a link to more rows stands beside the name of a report column, or, on its own host, of a kind of bodies."""
    if "xxgk_more" in (link.attributes.get("class") or ""):
        return True
    node, name = link.parent, ""
    for _ in range(MOST_AROUND):
        if node is None or name:
            break
        heading = node.css_first("h2, h3, h4, h5, dt")
        words = heading.text() if heading is not None else node.text()
        name = "".join(words.replace(link.text(), "", 1).split())
        node = node.parent
    name = normalize(name)
    return (
        rank_of_column(name) is not None
        or _BODIES.fullmatch(name) is not None
        or (own and (is_kind_of_bodies(name) or _has_reports_beside(link)))
    )


def _has_reports_beside(link: LexborNode) -> bool:
    """Whether most other links of the smallest part of a page that has any beside this one are titled as reports."""
    node = link.parent
    for _ in range(MOST_AROUND):
        titles = [link_title(one) for one in node.css("a[href]")] if node is not None else []
        if node is None or node.tag == "body":
            return False
        if len(titles) > 1:
            return 2 * sum(map(_is_titled_report, titles)) >= len(titles)
        node = node.parent
    return False


def _is_titled_report(title: str) -> bool:
    return YEAR_IN_DIGITS.search(title) is not None and may_be_report(title)


def _says_older_here(link: LexborNode, name: str) -> bool:
    """Whether the words around a link say that it leads to earlier years' reports: 2023年以前的年报请点击这里."""
    around = link.parent if HERE.fullmatch(name) else None
    said = "".join(around.text().split()) if around is not None else ""
    return len(said) <= LONGEST_SENTENCE and _OLDER_HERE.search(said) is not None


def subcolumn_requests(
    tree: LexborHTMLParser, base: str, here: str, *, of_bodies: bool = False
) -> tuple[Request, ...]:
    """The columns of single years, or of one body's reports, that stand below this one.

    `of_bodies`: those that are named by a body alone count too, as on a page that lists nothing else.
    """
    found: list[str] = []
    months: list[str] = []
    bodies: list[str] = []
    folder = re.sub(r"[^/]*$", "", here.partition("?")[0])
    for link in tree.css("a[href], option[value], [onclick], [ondblclick]"):
        name, url = entry(link, base)
        if url is None or is_same_page(url, here):
            continue
        below = url.startswith(folder) and not is_same_page(url, folder)
        if _continues(link, name, url, here, folder) or (below and _names_part(name, url)):
            found.append(url)
        elif below and INDEX.search(url) and _MONTH_COLUMN.fullmatch(name):
            months.append(url)
        elif of_bodies and below and not ARTICLE.search(url) and not is_in_zone(link):
            if rank_of_column(name) is not None or (INDEX.search(url) and is_kind_or_body(name)):
                found.append(url)
            elif is_body(name):
                bodies.append(url)
    found += months if len(months) <= MOST_MONTHS else ()
    found += bodies if len(bodies) >= FEWEST_BODIES else ()
    return tuple(Request(url) for url in dict.fromkeys(found))


def _continues(link: LexborNode, name: str, url: str, here: str, folder: str) -> bool:
    """Whether a link leads to more rows of this column: all of them, those of another year, or of a kind of bodies."""
    own = urlsplit(url).netloc == urlsplit(here).netloc
    if _is_of_other_reports(link):
        return False
    if own and (_OLDER.fullmatch(name) or (_ALL.fullmatch(name) and url.startswith(folder))):
        return True
    if own and _says_older_here(link, name):
        return True
    if (MORE.fullmatch(name) or MORE_SIGN.fullmatch(name)) and _continues_column(link, own=own):
        return True
    filters = _filters(link, name, url, here)
    of_year = own and _YEAR_COLUMN.fullmatch(name) and (filters or INDEX.search(url))
    return bool(of_year) or (filters and is_kind_of_bodies(name))


def _is_of_other_reports(link: LexborNode) -> bool:
    """Whether a link stands under the heading of other yearly reports: 政府网站工作年度报表 > 2024, 2023."""
    node: LexborNode | None = link
    for _ in range(MOST_AROUND):
        before = node.prev if node is not None else None
        for _ in range(MOST_BEFORE):
            said = "" if before is None else "".join((before.text() or "").split())
            if before is None or before.tag in ("ul", "dl", "table"):
                break
            if len(said) > SHORTEST_HEADING and not YEAR_IN_DIGITS.search(said):
                yearly = _YEARLY.search(said) and len(said) <= LONGEST_HEADING
                return bool(yearly) and is_of_other_reports(said)
            before = before.prev
        node = node.parent if node is not None else None
    return False


def _names_part(name: str, url: str) -> bool:
    """Whether a link is named as a report column, or as one of some bodies' reports."""
    of_bodies = (_SEVERAL.search if YEAR_IN_DIGITS.search(name) else _PART.fullmatch)(name)
    named = rank_of_column(name) is not None or (of_bodies and not is_of_other_reports(name))
    return bool(named) and INDEX.search(url) is not None


def is_kind_or_body(name: str) -> bool:
    """Whether a name is a body's, a kind of bodies', or the government's itself."""
    return is_body(name) or is_kind_or_government(name)


def is_kind_or_government(name: str) -> bool:
    """Whether a name is a kind of bodies', or the government's itself."""
    return is_kind_of_bodies(name) or _GOVERNMENT.fullmatch(name) is not None
