"""When an article was published is read from its script where a site says it nowhere else."""

import json

import pytest

from parsers import extract
from parsers.evidence import find_evidence
from schemas.capture import Capture
from tests.documents import blocks, sample
from tests.printing.markup import marked_up

ONE = sample(1)
TITLE = ONE.article.title
BODY = marked_up(blocks(ONE)[1:])
WECHAT = (
    f'<meta property="og:site_name" content="微信公众平台"><meta property="og:title" content="{TITLE}">'
    "<title></title></head><body><script>{}</script>"
    '<em id="publish_time"></em><div id="js_content" style="visibility: hidden">'
)
GKMLPT = '<link href="/gkmlpt/a.css"></head><body><script>window._CONFIG = {}</script><div>'
DETAIL = json.dumps(
    {"content": BODY, "title": TITLE, "create_time": 1706492400, "date": 1706000000}
)
# A page's head and script, and the day that it says.
SAID = {
    "seconds on WeChat": (WECHAT.format('var ct = "1706492400";'), "2024-01-29"),
    "an hour before midnight in London": (WECHAT.format('var ct = "1706457600";'), "2024-01-29"),
    "a day on WeChat": (WECHAT.format('var publish_time = "2024-01-29" || "";'), "2024-01-29"),
    "an hour on WeChat": (WECHAT.format("var createTime = '2024-01-29 09:30';"), "2024-01-29"),
    "seconds in the platform of Guangdong": (
        GKMLPT.replace("{}", "{SID:'1', DETAIL: " + DETAIL.replace("</", "<\\/") + "}"), "2024-01-29"),
    "nothing on WeChat": (WECHAT.format("var ct = getTime();"), None),
    "seconds elsewhere": ('</head><body><script>var ct = "1706492400";</script><div>', None),
    "no article": (GKMLPT.replace("{}", '{TREE:[{"title":"x","create_time":1706492400}]}'), None),
    "a head that says it": (
        f'<meta name=ArticleTitle content="{TITLE}"><meta name=PubDate content=2024-01-30>'
        + WECHAT.format('var ct = "1706492400";'), "2024-01-30"),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_the_day_that_a_script_says_is_when_a_report_was_published(case):
    head, day = SAID[case]
    capture = Capture(
        body=f"<html><head><meta charset=utf-8>{head}<h1>{TITLE}</h1>{BODY}</div>".encode()
    )
    read = extract(capture).metadata
    assert (read.published_on and read.published_on.isoformat()) == day
    if day:
        found = find_evidence(capture, "metadata.published_on")
        assert found is not None
        assert found.text.startswith(day)
