"""This module reads what stands around a link of a report column: the heading above it, and the words and links beside it."""

import re

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings.column_names import is_of_other_reports, rank_of_column
from parsers.listings.links import HERE, link_title
from parsers.listings.markup import around, before, letters_of
from parsers.listings.part_names import is_kind_of_bodies, is_of_several, is_whole_list
from parsers.listings.report_titles import may_be_of_a_year
from parsers.normalize import normalize

_MOST_AROUND = 3  # elements around a link, among which one may have the name beside it
_MOST_BEFORE = 30  # elements before a link that may be its heading, or other links of its list
_LONGEST_SENTENCE = 60
_SHORTEST_HEADING, _LONGEST_HEADING = 4, 24  # letters; 部门年报
_HEADING = "h2, h3, h4, h5, dt"
_YEARLY = re.compile(r"年报|年度报告|年度报表|年度工作报表")
# The heading of years that are no disclosure's; a bureau of finance or of planning, or 年报下载, is none.
_OTHER_YEARS = re.compile(
    r"""
    (?:[预决]算|年鉴|公报|会议|规划|新闻|提案|重点领域|政策文件|采购|招标|统计|政府工作报告|工作(?:总结|计划|要点)
        |日历|访谈|直播|处罚|许可|资金|补[贴助]|招[聘考生]|建议|征集)
    (?!.*年报|.{0,6}(?:局|队|委员会|办公室|(?<!新闻)中心))
    |(?:网站|法治).{0,4}(?:年报|年度)
    """,
    re.VERBOSE,
)
_OWN_YEARS = re.compile(r"公开.{0,6}(?:年报|年度报告|工作报告|总结)")
# The heading of some bodies' reports: 市直部门年报, 各乡镇2024年度报告
_BODIES = re.compile(
    r".{0,12}(?:部门|单位|县|区|乡|镇|街道|政府|本级|市直|直属|派出机构).{0,6}(?:年报|年度报告)"
)
# A menu over the list may have such a name among others.
_SITES_OR_LETTERS = re.compile(
    r"网站|链接|网群|监管企业|^.{0,4}(?:(?:信箱|热线)|(?:写信|来信|留言|咨询|投诉).{0,4})$"
)
_OLDER_HERE = re.compile(r"(?:以前|之前|往年|历年|往期|历史).{0,16}(?:年报|年度报告)")


def has_all_beside(link: LexborNode) -> bool:
    """Whether a link stands beside one to the whole list: 全部 | 2024 | 2023."""
    place = list_around(link)
    return place is not None and offers_all(place)


def list_around(link: LexborNode) -> LexborNode | None:
    """The element that has a link and those beside it."""
    return entry_of(link).parent


def entry_of(link: LexborNode) -> LexborNode:
    """The element that is a link's own among those beside it: what it is in of a list, else the link itself."""
    item = link.parent
    return item if item is not None and item.tag in ("li", "dd") else link


def offers_all(place: LexborNode) -> bool:
    """Whether one of the links of an element is to the whole list."""
    choices = place.css("option" if place.tag == "select" else "a, span, li")
    return any(is_whole_list(one.text().strip()) for one in choices)


def continues_column(link: LexborNode, *, same_site: bool) -> bool:
    """Whether a link to more rows stands beside the name of a report column, or of a kind of bodies.

    `same_site`: the link leads to the site that it stands on; the name of a kind of bodies says too little of another.
    """
    if "xxgk_more" in link.attrs.sget("class"):
        return True
    places = (node.css_first(_HEADING) or node for node in around(link.parent, _MOST_AROUND))
    names = ("".join(one.text().replace(link.text(), "", 1).split()) for one in places)
    name = normalize(next(filter(None, names), ""))
    if rank_of_column(name) is not None or _BODIES.fullmatch(name):
        return True
    return same_site and (is_kind_of_bodies(name) or _has_reports_beside(link))


def _has_reports_beside(link: LexborNode) -> bool:
    """Whether most other links of the smallest part of a page that has any beside this one are titled as reports."""
    for node in around(link.parent, _MOST_AROUND):
        if node.tag == "body":
            break
        titles = [link_title(one) for one in node.css("a[href]")]
        if len(titles) > 1:
            return 2 * sum(map(may_be_of_a_year, titles)) >= len(titles)
    return False


def says_older_here(link: LexborNode, name: str) -> bool:
    """Whether the words around a link say that it leads to earlier years' reports: 2023年以前的年报请点击这里."""
    around = link.parent if HERE.fullmatch(name) else None
    said = letters_of(around) if around is not None else ""
    return len(said) <= _LONGEST_SENTENCE and _OLDER_HERE.search(said) is not None


def heading_over(link: LexborNode) -> str:
    """The words over a link that may be the heading of its part of the page; empty where there are none."""
    for node in around(link, _MOST_AROUND):
        for one in before(node, _MOST_BEFORE):
            if one.tag in ("ul", "dl", "table"):
                break
            said = letters_of(one)
            if len(said) >= _SHORTEST_HEADING and not _is_beside(one, node, said):
                return said if len(said) <= _LONGEST_HEADING else ""
    return ""


def _is_beside(one: LexborNode, node: LexborNode, said: str) -> bool:
    """Whether what stands before a link is a year or a link of the same list, and no heading."""
    linked = one.tag == "a" or one.css_first("a[href]") is not None
    return (one.tag == node.tag and linked) or YEAR_IN_DIGITS.search(said) is not None


def is_under_other_reports(link: LexborNode) -> bool:
    """Whether a link stands under the heading of other yearly reports: 政府网站工作年度报表 > 2024, 2023."""
    heading = heading_over(link)
    return _YEARLY.search(heading) is not None and is_of_other_reports(heading)


def is_under_other_years(link: LexborNode) -> bool:
    """Whether a link with a mere year stands under the heading of budgets, yearbooks or meetings, or of reports on sites or the rule of law."""
    heading = heading_over(link)
    return _OTHER_YEARS.search(heading) is not None and _OWN_YEARS.search(heading) is None


def is_of_other_list(link: LexborNode) -> bool:
    """Whether a link stands under such a heading, or behind a list under one: 在线访谈 > 做客直播间 > 往期回顾; none beside reports does."""
    if _has_reports_beside(link):
        return False
    if is_under_other_years(link):
        return True
    for node in around(link, _MOST_AROUND):
        for one in before(node, _MOST_BEFORE):
            if one.tag in ("ul", "dl", "table"):
                return is_under_other_years(one) or is_under_other_reports(one)
            if len(letters_of(one)) >= _SHORTEST_HEADING:
                return False
    return False


def is_under_other_lists(link: LexborNode) -> bool:
    """Whether a link stands under the heading of bodies' own sites, or of letters to them: 部门网站, 部门信箱."""
    return _SITES_OR_LETTERS.search(heading_over(link)) is not None


def names_bodies_reports(heading: str) -> bool:
    """Whether a heading is that of some bodies' reports: 乡镇（街道）政府信息公开年报."""
    name = normalize(heading)
    return bool(_BODIES.fullmatch(name) or is_of_several(name)) and not is_of_other_reports(name)
