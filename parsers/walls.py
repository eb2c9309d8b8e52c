"""This module recognises the pages of anti-bot shields, firewalls and logins, and error notices (walls.toml).

They are named, never passed.
"""

import re
from functools import cache
from typing import Literal

from schemas.data_files import read_toml

Notice = Literal["refusals", "closures", "errors"]  # by what its words are in walls.toml
CHALLENGE, LOGIN = "challenge-page", "login-page"
FEW_WORDS, A_NOTICE = 60, 400  # characters of visible text: fewer is an empty page, or a notice
SMALL = 4096  # bytes of a page that only sets a cookie
_ENCODINGS = ("utf-8", "gb18030")
_SETS_COOKIE = re.compile(rb"document\s*\.\s*cookie\s*=|document\[[^\]]{1,40}\]\s*=")
_LEADS_ON = re.compile(
    rb"location\s*(\.\s*(reload|replace|assign|href)|\[|=)|http-equiv=[\"']?refresh", re.IGNORECASE
)
_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
_LOGIN = re.compile("登[录陆錄]|身份认证|login|sign in", re.IGNORECASE)


@cache
def _marks() -> tuple[bytes, ...]:
    challenges = _table()["challenges"].values()
    return tuple(mark.encode() for marks in challenges for mark in marks)


@cache
def _words(kind: Notice) -> re.Pattern[bytes]:
    words = _table()[kind]["words"]
    return re.compile(b"|".join(re.escape(word.encode(e)) for e in _ENCODINGS for word in words))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return read_toml("parsers", "walls.toml")


def wall_of(content: bytes, title: str, text: str) -> str | None:
    """The code of a page that stands before another, `challenge-page` or `login-page`; None for any other.

    `text` is what a reader sees of it.

    >>> wall_of(b"<script>document.cookie='a=1';location.reload()</script>", "", "")
    'challenge-page'
    >>> wall_of(b"<input type=password>", "统一身份认证平台", "用户名 密码")
    'login-page'
    """
    seen = len("".join(text.split()))
    if seen < FEW_WORDS and (has_shield(content) or sets_cookie_and_leads_on(content)):
        return CHALLENGE
    if seen >= A_NOTICE:
        return None
    if _words("refusals").search(f"{title}{text}".encode()):
        return CHALLENGE
    asked = f"{title} {text}" if _PASSWORD.search(content) else title
    return LOGIN if _LOGIN.search(asked) else None


def sets_cookie_and_leads_on(content: bytes) -> bool:
    """Whether a page is small, and its script sets a cookie and loads a page."""
    small = len(content) <= SMALL
    return small and bool(_SETS_COOKIE.search(content) and _LEADS_ON.search(content))


def has_shield(content: bytes) -> bool:
    """Whether a page contains the script of an anti-bot shield; it may have other content as well.

    >>> has_shield(b"<script>$_ts=window['$_ts'];</script>"), has_shield(b"<p>1</p>")
    (True, False)
    """
    return any(mark in content for mark in _marks())


def has_words_of(kind: Notice, content: bytes) -> bool:
    """Whether a page contains the words of a firewall, of a site closed for a while or one that fails, in UTF-8 or GBK.

    >>> has_words_of("refusals", "<p>您的请求可能存在威胁，已被拦截！</p>".encode("gb18030"))
    True
    >>> has_words_of("closures", "<h1>系统维护中，请稍后访问</h1>".encode())
    True
    """
    return _words(kind).search(content) is not None
