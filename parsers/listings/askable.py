"""This module tells whether an interface may be asked for a list, by its address and by the names of what it is sent."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from parsers.listings.listing import query_fields
from parsers.listings.page_values import SECRET
from parsers.listings.pagination import counts_pages

_LISTS = re.compile(
    r"list|page|search|query|article|news|info|doc|channel|column|data|manuscript|content|detail",
    re.IGNORECASE,
)
_SEARCHES = re.compile(r"list|page|search|query", re.IGNORECASE)
_GETS = re.compile(r"get|find|load|show", re.IGNORECASE)
_FILE = re.compile(r"\.(?:json|xml)$", re.IGNORECASE)
_UPLOADED = re.compile(r"/upload/.*\.[a-z]{3,5}$", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Words of an address that changes something, or that counts.
_ACTION_WORDS = """
visit visitcount counter hit hits click login token captcha verify save add insert register regist signup subscribe sms
pv uv count update delete submit vote praise remove del rm edit modify cancel reset reply send logout score rate evaluate
complain suggest like likes favorite favorites thumb thumbs thumbup zan dianzan shoucang pinglun liulan fangwen
"""
# And those that a folder of articles may have for a name too.
_FOLDER_WORDS = """
message comment mail weather session config feedback apply consult survey satisfaction appeal complaint suggestion upload
letter letters petition interact wsxf xinfang tousu jubao zixun toupiao tijiao diaocha wenjuan liuyan pingjia dafen shenhe
"""
_SURE_ACTIONS = frozenset(_ACTION_WORDS.split())
_ACTIONS = _SURE_ACTIONS.union(_FOLDER_WORDS.split())
# As one word in small letters: viewcount.do, updatehits.jsp, pageview
_COUNTS = re.compile(
    r"(?:hit|view|visit|click|read|browse)s?_?(?:count|num|times)|(?:add|up|update|set)_?(?:hit|view|visit|click|read)|page_?views?\b|dianji",
    re.IGNORECASE,
)
_ACTION_FIELDS = frozenset(
    ("method", "action", "act", "cmd", "command", "op", "oper", "operation", "do", "func", "a", "m")
)
# A field that does so by its own name, whatever its value: ?page=2&logout=1
_ACTION_NAMES = frozenset(("del", "delete", "remove", "logout", "vote", "subscribe"))


def may_change(url: str) -> bool:
    """Whether the words of an address say that it changes something, or counts; False for what is no address."""
    try:
        return _says_action(urlsplit(url).path) or names_action(query_fields(url))
    except ValueError:
        return False


def is_action(url: str) -> bool:
    """Whether an address that a script opens for a reader does something instead: /addHits.do?id=5, but not /message/5.html."""
    said = {word.lower() for word in _WORD.findall(url)}
    sure = not said.isdisjoint(_SURE_ACTIONS) or _COUNTS.search(url) is not None
    return sure and may_change(url)


def names_action(fields: Iterable[tuple[str, object]]) -> bool:
    """Whether a field that names what is to be done says so: method=updateHits, action=delete, or is named so: logout=1."""
    return any(
        name.lower() in _ACTION_NAMES
        or (name.lower() in _ACTION_FIELDS and _says_action(str(value)))
        for name, value in fields
    )


def _says_action(words: str) -> bool:
    said = {word.lower() for word in _WORD.findall(words)}
    if _COUNTS.search(words):
        return True
    # What was uploaded is a file: /profile/upload/2024/01/5.pdf
    return not _ACTIONS.isdisjoint(said - {"upload"} if _UPLOADED.search(words) else said)


def may_list(url: str, names: Iterable[str], here: str, *, blank: bool = False) -> bool:
    """Whether an address on the host of `here` gives a list, changes nothing and needs no secret; `names` are of what it is sent.

    `blank`: all that is posted is blank, as are the boxes of a letter that nobody has written, unless it is a search.
    """
    named = [*(name for name, _ in query_fields(url)), *names]
    if not may_ask(url, named, here):
        return False
    path = urlsplit(url).path
    lists = _SEARCHES if blank else _LISTS
    return counts_pages(named) or bool(lists.search(path) or _FILE.search(path))


def reads(url: str) -> bool:
    """Whether an address is, by the last part of its path, one that gives articles or lists of them; /article/share is none."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return _LISTS.search(last) is not None or _GETS.match(last) is not None


def may_ask(url: str, names: Iterable[str], here: str, *, blank: bool = False) -> bool:
    """Whether an address on the host of `here` changes nothing and needs no secret."""
    if blank or urlsplit(url).netloc != urlsplit(here).netloc or may_change(url):
        return False
    return not any(SECRET.search(name) for name in (*dict(query_fields(url)), *names))
