"""The JSON that a portal's interface answers with is read where it holds one report, and refused where several."""

import json

import pytest

from parsers import NotAReport, extract
from parsers.documents import read_document
from parsers.evidence import find_evidence, marked_table
from schemas.capture import Capture
from schemas.report import Status
from tests.documents import differences, sample
from tests.test_script_tables import body

OWN, OTHER = sample(1), sample(7)
ARTICLE = {
    "id": 7,
    "title": OWN.article.title,
    "tags": ["年报"],
    "content": body(OWN),
    "author": None,
}


def dumped(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)


ANSWERS = {
    "plain": dumped({"code": 200, "data": ARTICLE}),
    "in escapes": json.dumps({"data": {"list": [ARTICLE]}}),
    "with escaped slashes": dumped(ARTICLE).replace("</", "<\\/"),
    "as an argument": f"callback_1({dumped(ARTICLE)});",
    "among other news": dumped(
        [{"title": "海晏市天气", "content": "<p>今天天气很好。</p>"}, ARTICLE]
    ),
    "twice": dumped([ARTICLE, ARTICLE]),
    "with a mark in front": "\ufeff " + dumped(ARTICLE),
}


@pytest.mark.parametrize("media_type", ["application/json", "text/html", None])
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_with_one_report_is_read(answer: str, media_type: str | None) -> None:
    capture = Capture(body=ANSWERS[answer].encode(), name="a.json", media_type=media_type)
    report = extract(capture)
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert (report.metadata.title, report.source.reader) == (OWN.article.title, "json")
    found = find_evidence(capture, "requests.new_requests.total")
    assert found is not None
    assert marked_table(capture, found) is None


def test_an_answer_with_several_reports_is_none() -> None:
    other = {"title": OTHER.article.title, "content": body(OTHER)}
    with pytest.raises(NotAReport, match="JSON: 2 reports") as refusal:
        extract(Capture(body=dumped([ARTICLE, other]).encode()))
    assert refusal.value.unread


@pytest.mark.parametrize(
    "text",
    ["{|\n| 本年新收\n|}", "[链接](a) 本年新收", '{"本年新收": [1, 2]}', "{" * 5000 + "本年新收", '["本年新收"]',
     "f(" + "[" * 3000 + "本年新收"],
)  # fmt: skip
def test_what_is_no_such_answer_is_read_as_text(text: str) -> None:
    assert read_document(Capture(body=text.encode()))[1].reader in ("text", "html")
