"""This module classifies a response: a page, a challenge, a throttle, or an error page with status 200.

A challenge is recognised and reported, never answered.
"""

import re

from parsers import walls
from parsers.decode import decode
from parsers.depth import parse_html
from scraper.crawling.outcome import Reply, Unfetched
from scraper.pace import LONGEST, retry_after

_STATUSES = {
    **dict.fromkeys((401, 403, 405, 451), "forbidden"),
    **dict.fromkeys((412, 521), "challenge-status"),
    404: "not-found",
    410: "gone",
    429: "too-many-requests",
}
# What a response with status 200 may be instead of a page: the notice of a firewall, or of a site closed for a while.
_NOTICES: dict[str, walls.Notice] = {"firewall-page": "refusals", "out-of-service": "closures"}
_CHALLENGED = frozenset({200, 202, 403, 503})
BUSY = frozenset({429, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Bytes: the largest pages that an anti-bot shield or a firewall sends.
_SHIELD, _FIREWALL = 1 << 19, 1 << 16
_HEAD = 4096
_LINKS = 10  # a page with more links is no notice, and its text need not be searched
_MOST_WORDS = 20_000  # characters: a longer page is no "not found" notice
_TITLE = re.compile(r"<title[^>]*>([^<]*)", re.IGNORECASE)
_LINK = re.compile(rb"<a\s[^>]*?href", re.IGNORECASE)  # a page with a link has content
_RELOADS = re.compile(rb"location\s*\.\s*reload\s*\(", re.IGNORECASE)
_NOT_THERE = re.compile(
    "页面不存在|您访问的页面|你访问的页面|页面未找到|页面已(?:被)?(?:删除|转移|移除|下线)|页面找不到"
    "|找不到(?:该|您|相关)?页面|无法找到该(?:网)?页|可能已(?:经)?(?:被)?删除、(?:已)?更名"
    "|文件或目录未找到|正在建设|(?:文件|信息|文章|内容|栏目)不存在"
    "|404\\s*(?:错误|页面)|(?:错误|status)\\s*404|not found",
    re.IGNORECASE,
)


def raise_unless_page(reply: Reply, *, may_be_empty: bool = False) -> None:
    """Raise Unfetched for a response that is not a page; pages, 304 and redirects pass."""
    url = reply.request.url
    if reply.status in _CHALLENGED and _is_challenge(reply):
        raise Unfetched("challenge-page", url)
    for reason, kind in _NOTICES.items() if reply.status == 200 else ():
        if _is_notice(kind, reply.content):
            raise Unfetched(reason, url)
    if why := _STATUSES.get(reply.status) or _reason_by_class(reply):
        raise Unfetched(why, url, reply.status_line)
    if reply.status == 200 and not (reply.body or may_be_empty):
        raise Unfetched("empty-answer", url)


def _reason_by_class(reply: Reply) -> str | None:
    if reply.status >= 500:
        return "server-error"
    known = reply.status in (200, 304) or reply.status in REDIRECTS
    return None if known else "bad-answer"


def _is_challenge(reply: Reply) -> bool:
    """Whether a response has no text of its own, and is a known shield's script or sets a cookie and reloads.

    The cookie is set by the script, or by a header while the script only reloads.
    """
    content = reply.content
    if len(content) > _SHIELD or not content.lstrip().startswith(b"<"):
        return False
    if not (_sets_and_reloads(reply) or (not _LINK.search(content) and walls.has_shield(content))):
        return False
    html = decode(content).text
    return len(visible_text(html)) < walls.FEW_WORDS and not parse_html(html).css_matches("a[href]")


def _sets_and_reloads(reply: Reply) -> bool:
    if len(reply.body) > walls.SMALL:
        return False
    content = reply.content
    scripted = walls.sets_cookie_and_leads_on(content)
    given = reply.header("set-cookie") is not None and _RELOADS.search(content)
    return bool(scripted or given)


def is_error(content: bytes) -> bool:
    """Whether a page is only a notice that the site's software has failed."""
    return _is_notice("errors", content)


def _is_notice(kind: walls.Notice, content: bytes) -> bool:
    """Whether a page contains the words of such a notice, and hardly anything else.

    Long pages and pages with a menu are ruled out first, as their text takes longer to search.
    """
    if len(content) > _FIREWALL or content.count(b"<a ") > _LINKS:
        return False
    return (
        walls.has_words_of(kind, content)
        and len(visible_text(decode(content).text)) < walls.A_NOTICE
    )


def visible_text(html: str) -> str:
    """The text of a page that a reader sees, without white space."""
    tree = parse_html(html)
    for node in tree.css("script, style, title, noscript, textarea"):
        node.decompose()
    return "".join((tree.body.text() if tree.body else "").split())


def title_of(html: str) -> str:
    """The title in a page's head; empty where it has none."""
    title = _TITLE.search(html[:_HEAD])
    return title[1].strip() if title else ""


def says_not_there(html: str) -> bool:
    """Whether a page with status 200 says that it does not exist: in its title, or in a short text."""
    if _NOT_THERE.search(title_of(html)):
        return True
    if len(html) > _MOST_WORDS or not _NOT_THERE.search(html):
        return False
    words = visible_text(html)
    return len(words) < 300 and _NOT_THERE.search(words) is not None


def retry_after_seconds(reply: Reply) -> float | None:
    """The Retry-After of a 429 or 503 in seconds; raises Unfetched if it is more than ten minutes."""
    if reply.status not in (429, 503):
        return None
    seconds = retry_after(reply.header("retry-after"), reply.header("date"))
    if seconds is not None and seconds > LONGEST:
        reason = "rate-limited" if reply.status == 429 else "retry-later"
        raise Unfetched(reason, reply.request.url, f"Retry-After: {seconds:.0f} s")
    return seconds
