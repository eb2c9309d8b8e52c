"""This module reads the page of one year's reports, whose rows are named by bodies alone.

2023年部门政府信息公开年报 > 县财政局, 县水利局
"""

import re

from selectolax.lexbor import LexborHTMLParser

from parsers.listings.links import link_target, link_title
from parsers.listings.listing import Row
from parsers.listings.subcolumns import is_kind_of_bodies
from parsers.normalize import normalize

_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:局|厅|委|办|院|会|室|处|[镇乡](?:人民)?(?:政府)?|街道(?:办事处)?|政府|中心|队|站)(?:\([\u4e00-\u9fff]{2,30}\))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMN = re.compile(r"(?:19|20)\d\d年?(?:度)?.{0,12}(?:年报|年度报告)")
FEWEST = 2  # bodies of a list


def body_rows(tree: LexborHTMLParser, base: str) -> tuple[Row, ...]:
    """The reports of the bodies that a page names, if its heading says that it lists one year's reports."""
    headings = (normalize(one.text()) for one in tree.css("title, h1, h2, h3, .title, .position"))
    heading = next((said for said in headings if len(said) < 60 and _COLUMN.search(said)), None)
    if heading is None:
        return ()
    year = _YEAR.findall(heading)[0]
    found: dict[str, Row] = {}
    for link in tree.css("li a[href], td a[href], dd a[href], p a[href]"):
        name, url = normalize(link_title(link)), link_target(link, base)
        if url and _BODY.fullmatch(name) and not is_kind_of_bodies(name):
            found.setdefault(url, Row(url, f"{name}{year}年政府信息公开工作年度报告"))
    return tuple(found.values()) if len(found) >= FEWEST else ()
