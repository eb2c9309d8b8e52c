"""This module finds the pictures in the body of an article that are large enough to hold a table."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import is_same_host
from parsers.listings.markup import is_in_zone
from parsers.patterns import PICTURE_ENDING

_PICTURE = re.compile(rf"{PICTURE_ENDING}(?:$|[?#])", re.IGNORECASE)
_DRESS = re.compile(
    r"icon|logo|qr|ewm|erwei|weixin|wechat|wx|share|print|banner|blank|spacer|arrow|button|/module/|/theme|/skin|"
    r"/templates?/|/css/|/js/|dzjg|conac|jiucuo|badge|bg[_.]|line\.",
    re.IGNORECASE,
)
_BODIES = (
    "#zoom, #Zoom, .zoom, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, #UCAP-CONTENT, ucapcontent,"
    "#vsb_content, .v_news_content, .article-content, .bt_content, .article_con, .wzcon, .m-article,"
    "#ivs_content, .gknbxq_detail, .article, .content, article, main"
)
# Where a picture that is loaded once it is scrolled to has its address, the one in `src` being that of a sign of waiting.
_LATER = ("data-original", "data-src", "data-lazy-src", "data-echo", "lay-src", "original-src")
_SMALLEST = 120  # pixels: a smaller picture is no table


def body_pictures(page: HtmlPage, *, anywhere: bool) -> Iterator[tuple[str, str]]:
    """The pictures in the article's body that are large enough to hold a table.

    `anywhere`: those beside the menus of a page without a known body too.
    """
    bodies = [node for node in page.css(_BODIES) if node.css_first("img") is not None][:3]
    for body in bodies or page.css("body:not(:has(input[type=password]))"):
        for picture in body.css("img"):
            attributes = picture.attributes
            later = next((name for name in _LATER if attributes.get(name)), "src")
            url = page.resolve(attributes.get(later))
            if not (url and _PICTURE.search(url)) or _DRESS.search(url) or _is_small(picture):
                continue
            beside = is_same_host(url, page.base) and not is_in_zone(picture)
            if bodies or (anywhere and beside):
                yield url, picture.attrs.sget("alt")


def _is_small(picture: LexborNode) -> bool:
    said = (picture.attrs.sget(name) for name in ("width", "height"))
    sizes = (size.removesuffix("px") for size in said)
    return any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)
