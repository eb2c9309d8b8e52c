r"""This module finds when an article was published where only a script says it: on WeChat and on gkmlpt.

Both fill in the time when the page is shown. The names are those of the heads of government pages.

>>> wechat = (("og:site_name", "微信公众平台"), ("og:title", "甲县2023年政府信息公开工作年度报告"))
>>> script_dates('<script>var ct = "1706492400";</script>', wechat)
(('ArticleTitle', '甲县2023年政府信息公开工作年度报告'), ('PubDate', '2024-01-29'))
>>> script_dates('<link href="/gkmlpt/a.css"><script>_CONFIG={DETAIL:{"title":"\\u7532","create_time":1706492400}}</script>', ())
(('ArticleTitle', '甲'), ('PubDate', '2024-01-29'))
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from parsers.javascript import unescape_literal

Named = tuple[tuple[str, str], ...]

_CHINA = timezone(timedelta(hours=8))
_WECHAT = "微信公众平台"
_GKMLPT, _HEAD = "gkmlpt", 4000  # its styles are linked so near to the beginning
# The time in seconds, or as a day, by the names that the two give it.
_TIME = r"[\"']?(?P<time>1\d{9}|20\d\d-\d\d-\d\d)(?!\d)"
_OF_WECHAT = re.compile(
    rf"\b(?:var\s+|window\.)(?:ct|oriCreateTime|createTime|publish_time)\s*=\s*{_TIME}"
)
_OF_GKMLPT = re.compile(rf"[\"']?create_time[\"']?\s*:\s*{_TIME}")
_TITLE = re.compile(r"[\"']?title[\"']?\s*:\s*\"((?:[^\"\\\n]|\\.){2,400})\"")
_DETAIL = re.compile(r"[\"']?DETAIL[\"']?\s*:\s*\{")


def script_dates(html: str, metas: Iterable[tuple[str, str]]) -> Named:
    """The title and the day of an article, by the script of its page; empty for any other page."""
    named = dict(metas)
    if named.get("og:site_name") == _WECHAT:
        found = _OF_WECHAT.search(html)
        return _told(named.get("og:title"), found)
    if html.find(_GKMLPT, 0, _HEAD) < 0:
        return ()
    detail = _DETAIL.search(html)
    if detail is None:
        return ()
    title = _TITLE.search(html, detail.end())
    return _told(title and unescape_literal(title[1]), _OF_GKMLPT.search(html, detail.end()))


def _told(title: str | None, found: re.Match[str] | None) -> Named:
    if not title or found is None:
        return ()
    time = found["time"]
    day = time if "-" in time else datetime.fromtimestamp(int(time), UTC).astimezone(_CHINA).date()
    return (("ArticleTitle", title), ("PubDate", str(day)))
