"""This module recognises the pages of anti-bot shields and firewalls, and error notices (walls.toml)."""

import re
from functools import cache

from schemas.data_files import read_toml

_ENCODINGS = ("utf-8", "gb18030")


@cache
def _marks() -> tuple[bytes, ...]:
    challenges = _table()["challenges"].values()
    return tuple(mark.encode() for marks in challenges for mark in marks)


@cache
def _words(kind: str) -> re.Pattern[bytes]:
    words = _table()[kind]["words"]
    return re.compile(b"|".join(re.escape(word.encode(e)) for e in _ENCODINGS for word in words))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return read_toml("scraper.crawling", "walls.toml")


def has_shield(content: bytes) -> bool:
    """Whether a page contains the script of an anti-bot shield; it may have other content as well.

    >>> has_shield(b"<script>$_ts=window['$_ts'];</script>"), has_shield(b"<p>1</p>")
    (True, False)
    """
    return any(mark in content for mark in _marks())


def names_refusal(content: bytes) -> bool:
    """Whether a page contains the words of a firewall's refusal or challenge, in UTF-8 or GBK.

    >>> names_refusal("<p>您的请求可能存在威胁，已被拦截！</p>".encode("gb18030"))
    True
    """
    return _words("refusals").search(content) is not None


def names_error(content: bytes) -> bool:
    """Whether a page contains the words of a site whose software has failed."""
    return _words("errors").search(content) is not None


def names_closure(content: bytes) -> bool:
    """Whether a page contains the words of a site that is closed for a while.

    >>> names_closure("<h1>系统维护中，请稍后访问</h1>".encode())
    True
    """
    return _words("closures").search(content) is not None
