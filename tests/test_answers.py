"""The JSON that a portal's interface answers with is read where it holds one report, and refused where several."""

import json
from datetime import date
from html import escape

import pytest

from parsers import NotAReport, extract
from parsers.documents import read_document
from parsers.evidence import find_evidence, marked_table
from schemas.capture import Capture
from schemas.report import Status
from tests.documents import blocks, differences, sample
from tests.render import Layout, specimen
from tests.test_script_tables import body

OWN, OTHER = sample(1), sample(7)
ARTICLE = {
    "id": 7, "title": OWN.article.title, "tags": ["年报"], "content": body(OWN), "author": None,
}  # fmt: skip


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
    "as JSON in a text of JSON": dumped({"data": dumped({"article": ARTICLE})}),
    "with its marks escaped": dumped({**ARTICLE, "content": escape(ARTICLE["content"])}),
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


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ({"pubDate": "2022-01-24 10:12:00"}, date(2022, 1, 24)),
        ({"publishTime": 1642953600000}, date(2022, 1, 24)),  # midnight in Beijing
        ({"display_publish_time": "1642953600"}, date(2022, 1, 24)),
        ({"create_time": 1642953600, "publish_date": "2022年1月25日"}, date(2022, 1, 25)),
        ({"pubdate": None, "publishtime": 0}, None),
        ({"pubdate": 10**30, "publishtime": True}, None),
    ],
)
def test_the_day_beside_a_report_is_that_of_its_publication(beside: dict, day: date | None) -> None:
    report = extract(Capture(body=dumped({"data": ARTICLE | beside}).encode()))
    assert report.metadata.published_on == day


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


PROSE = [one for one in blocks(OWN) if isinstance(one, str)]
PARAGRAPHS = "".join(f"<p>{escape(line)}</p>" for line in PROSE)
ALONE = {
    "HTML": PARAGRAPHS,
    "HTML in escapes": escape(PARAGRAPHS),
    "text": "\n".join(PROSE),
}


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("written", ALONE)
def test_a_report_of_prose_alone_is_read_without_the_marks_of_json(
    written: str, ascii_only: bool
) -> None:
    told = {
        "data": {"title": OWN.article.title, "pubDate": "2023-01-09", "content": ALONE[written]}
    }
    body_ = json.dumps(told, ensure_ascii=ascii_only).encode()
    report = extract(Capture(body=body_, name="a.json"))
    plain = extract(Capture(body=f"<title>{OWN.article.title}</title>{PARAGRAPHS}".encode()))
    assert report.sections == plain.sections
    assert (report.metadata.title, report.source.reader) == (OWN.article.title, "json")
    assert report.metadata.published_on == date(2023, 1, 9)


def test_several_reports_of_prose_alone_are_none() -> None:
    every = [
        {"title": OWN.article.title, "content": text}
        for text in (PARAGRAPHS, PARAGRAPHS + "<p>另一份。</p>")
    ]
    with pytest.raises(NotAReport, match="2 reports"):
        extract(Capture(body=dumped(every).encode(), name="a.json"))


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("beside", [{}, {"html": "", "url": "http://www.example.gov.cn/1.html"}])
def test_a_record_of_a_data_set_is_read_as_the_text_in_it(beside: dict, ascii_only: bool) -> None:
    flat = specimen(5, Layout("hanweb", "clean", "padded pipes")).text
    record = json.dumps({"text": flat} | beside, ensure_ascii=ascii_only).encode()
    report, plain = (
        extract(Capture(body=one, name=name))
        for one, name in ((record, "1.json"), (flat.encode(), "1.txt"))
    )
    assert (report.metadata, report.sections) == (plain.metadata, plain.sections)
    assert report.requests == plain.requests != ()
    assert report.tables == plain.tables


def test_the_text_beside_the_html_of_a_report_is_no_other_report() -> None:
    lines = "\n".join(["本年新收", *"0" * 20])
    report = extract(Capture(body=dumped([ARTICLE, {"text": lines}]).encode()))
    assert report.metadata.title == ARTICLE["title"]
