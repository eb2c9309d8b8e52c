"""The JSON that a portal's interface answers with is read where it holds one report, and refused where several."""

import json
from datetime import date
from html import escape
from urllib.parse import quote

import pytest

from parsers import NotAReport, extract
from parsers.documents import read_document
from parsers.evidence import find_evidence, marked_table
from schemas.capture import Capture
from schemas.report import Status
from tests.documents import as_markup, blocks, differences, sample
from tests.reading import report_of
from tests.render import Layout, specimen

OWN, OTHER = sample(1), sample(7)
ARTICLE = {
    "id": 7, "title": OWN.article.title, "tags": ["年报"], "content": as_markup(OWN), "author": None,
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
    "escaped as in an address": dumped({**ARTICLE, "content": quote(ARTICLE["content"])}),
    "in a line of its own": "\n".join(
        [dumped({"title": "海晏市天气", "content": "<p>今天天气很好。</p>"}), dumped(ARTICLE), ""]
    ),
    "with a mark in front": "\ufeff " + dumped(ARTICLE),
}


@pytest.mark.parametrize("media_type", ["application/json", "text/html", None])
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_with_one_report_is_read(answer, media_type):
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
        ({"publish_date": "20220124"}, date(2022, 1, 24)),
        ({"pubdate": 20220124}, date(2022, 1, 24)),
        ({"create_time": 1642953600, "publish_date": "2022年1月25日"}, date(2022, 1, 25)),
        ({"pubdate": None, "publishtime": 0}, None),
        ({"pubdate": 10**30, "publishtime": True}, None),
    ],
)
def test_the_day_beside_a_report_is_that_of_its_publication(beside, day):
    report = report_of(dumped({"data": ARTICLE | beside}))
    assert report.metadata.published_on == day


@pytest.mark.parametrize("lines", [False, True])
def test_an_answer_with_several_reports_is_none(lines):
    other = {"title": OTHER.article.title, "content": as_markup(OTHER)}
    text = f"{dumped(ARTICLE)}\r\n{dumped(other)}\r\n" if lines else dumped([ARTICLE, other])
    with pytest.raises(NotAReport, match="JSON: 2 reports") as refusal:
        report_of(text)
    assert refusal.value.unread


@pytest.mark.parametrize(
    "text",
    ["{|\n| 本年新收\n|}", "[链接](a) 本年新收", '{"本年新收": [1, 2]}', "{" * 5000 + "本年新收", '["本年新收"]',
     "f(" + "[" * 3000 + "本年新收"],
)  # fmt: skip
def test_what_is_no_such_answer_is_read_as_text(text):
    assert read_document(Capture(body=text.encode()))[1].reader in ("text", "html")


@pytest.mark.parametrize("text", [
    json.dumps("\ud83d"), json.dumps({"title": "\ud83d政府信息公开工作年度报告", "content": "\udc00本年新收"}),
    json.dumps({"pages": [{"page": "9" * 5000, "text": "本年新收"}, {"page": 2, "text": "自然人"}]}),
    f"<script type='application/ld+json'>{json.dumps({'title': chr(0xD83D), 'pubDate': '2024'})}</script>",
])  # fmt: skip
def test_half_a_letter_or_a_number_without_end_breaks_nothing(text):
    page = read_document(Capture(body=text.encode()))[0]
    said = (page.title or "", *page.lines, *page.cells, *(value for _, value in page.metas))
    assert "".join(said).encode()


PROSE = [one for one in blocks(OWN) if isinstance(one, str)]
PARAGRAPHS = "".join(f"<p>{escape(line)}</p>" for line in PROSE)
ALONE = {
    "HTML": PARAGRAPHS,
    "HTML in escapes": escape(PARAGRAPHS),
    "text": "\n".join(PROSE),
}


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("written", ALONE)
def test_a_report_of_prose_alone_is_read_without_the_marks_of_json(written, ascii_only):
    told = {
        "data": {"title": OWN.article.title, "pubDate": "2023-01-09", "content": ALONE[written]}
    }
    body_ = json.dumps(told, ensure_ascii=ascii_only).encode()
    report = extract(Capture(body=body_, name="a.json"))
    plain = report_of(f"<title>{OWN.article.title}</title>{PARAGRAPHS}")
    assert report.sections == plain.sections
    assert (report.metadata.title, report.source.reader) == (OWN.article.title, "json")
    assert report.metadata.published_on == date(2023, 1, 9)


def test_several_reports_of_prose_alone_are_none():
    every = [
        {"title": OWN.article.title, "content": text}
        for text in (PARAGRAPHS, PARAGRAPHS + "<p>另一份。</p>")
    ]
    with pytest.raises(NotAReport, match="2 reports"):
        extract(Capture(body=dumped(every).encode(), name="a.json"))


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("beside", [{}, {"html": "", "url": "http://www.example.gov.cn/1.html"}])
def test_a_record_of_a_data_set_is_read_as_the_text_in_it(beside, ascii_only):
    flat = specimen(5, Layout("hanweb", "clean", "padded pipes")).text
    record = json.dumps({"text": flat} | beside, ensure_ascii=ascii_only).encode()
    report, plain = (
        extract(Capture(body=one, name=name))
        for one, name in ((record, "1.json"), (flat.encode(), "1.txt"))
    )
    assert (report.metadata, report.sections) == (plain.metadata, plain.sections)
    assert report.requests == plain.requests != ()
    assert report.tables == plain.tables


def test_the_text_beside_the_html_of_a_report_is_no_other_report():
    lines = "\n".join(["本年新收", *"0" * 20])
    report = report_of(dumped([ARTICLE, {"text": lines}]))
    assert report.metadata.title == ARTICLE["title"]


@pytest.mark.parametrize("other", [OTHER, OWN])
def test_a_draft_beside_a_report_that_prints_other_figures_raises_doubt(other):
    report = report_of(dumped(ARTICLE | {"draft": as_markup(other)}))
    sound = {one.status for one in report.tables.values()} <= {Status.PROVED, Status.CONSISTENT}
    assert sound is (other is OWN)
    assert ("row-printed-twice" in {one.code for one in report.findings}) is not sound


BESIDE = {"索引号": "AB01/2022-0007", "发布机构": "乙县统计局", "公开方式": "主动公开"}
NAMED = {
    "labels for names": BESIDE,
    "a list by labels": {
        "meta": [{"code": "box", "all": [{"key": key, "name": key, "value": BESIDE[key]} for key in BESIDE]}]
    },
}  # fmt: skip


@pytest.mark.parametrize("said", NAMED)
def test_the_box_beside_a_report_is_of_its_metadata(said):
    report = report_of(dumped({"data": [ARTICLE | NAMED[said]]}))
    read = report.metadata
    assert (read.index_number, read.publisher) == ("AB01/2022-0007", "乙县统计局")
    assert read.disclosure_method == "主动公开"
    assert differences(OWN, report) == {}


@pytest.mark.parametrize(
    ("beside", "field", "value"),
    [
        ({"identifier": "AB01/2022-0007"}, "index_number", "AB01/2022-0007"),
        ({"identifier": "a1b2c3"}, "index_number", None),
        ({"publisher": "乙县统计局"}, "publisher", "乙县统计局"),
        ({"publisher": "admin"}, "publisher", None),
        ({"document_number": "乙统〔2022〕7号"}, "document_number", "乙统〔2022〕7号"),
        ({"docNo": 7}, "document_number", None),
        ({"date_written": 1642953600}, "written_on", date(2022, 1, 24)),
        ({"sign_date": "2022年1月24日"}, "written_on", date(2022, 1, 24)),
        ({"classify_theme_name": "综合政务"}, "topic", "综合政务"),
        ({"identifier": "AB01/2022-0007", "索引号": "AB01/2022-0008"}, "index_number", "AB01/2022-0008"),
    ],
)  # fmt: skip
def test_a_box_may_have_the_names_of_a_portal(beside, field, value):
    article = {"title": ARTICLE["title"], "content": PARAGRAPHS}
    told = report_of(dumped(article | beside)).metadata
    plain = report_of(dumped(article)).metadata
    assert getattr(told, field) == (getattr(plain, field) if value is None else value)


def test_what_a_report_prints_of_itself_comes_before_what_is_said_beside_it():
    box = "<table><tr><td>索引号：</td><td>CD02/2022-0009</td><td>发布日期：</td><td>2022-01-25</td></tr></table>"
    beside = BESIDE | {"发布日期": "2022-01-27", "content": box + PARAGRAPHS}
    read = report_of(dumped(ARTICLE | beside)).metadata
    assert (read.index_number, read.published_on) == ("CD02/2022-0009", date(2022, 1, 25))
    assert read.disclosure_method == "主动公开"


def test_of_what_is_beside_a_report_only_values_are_metadata():
    beside = {
        "indexNo": "AB01/2022-0007",
        "docSource": "乙县统计局",
        "索引号": None,
        "关键词": "年报 下载",
    }
    beside |= {
        "相关": [{"索引号": "CD/2", "成文日期": "2022-01-20"}],
        "来源": "http://a.example.cn/1",
        "发布机构": "一段\n很长的话",
        "成文日期": 20220124,
    }
    read = report_of(dumped(ARTICLE | beside)).metadata
    assert (read.index_number, read.source) == ("AB01/2022-0007", "乙县统计局")
    assert (read.publisher, read.written_on, read.keywords) == (None, None, None)


def test_what_a_record_says_may_stand_in_an_object_of_its_own():
    about = {"title": ARTICLE["title"], "date_published": "2022-01-24", "source": "乙县统计局网站"}
    read = report_of(dumped({"text": ALONE["text"], "meta": about})).metadata
    assert (read.title, read.source) == (ARTICLE["title"], "乙县统计局网站")
    assert read.published_on == date(2022, 1, 24)


def test_a_record_of_a_part_of_a_report_is_one():
    part = "本报告依照条例编制，供社会各界查阅。\n联系地址：甲县人民路一号，电话 0100-1234567，欢迎来电咨询。"
    record = {"title": "甲县水利局2023年政府信息公开工作年度报告", "content": part}
    read = report_of(dumped(record)).metadata
    assert (read.agency, read.report_year) == ("甲县水利局", 2023)


def test_a_list_with_the_beginnings_of_reports_is_none():
    part = "本报告依照条例编制，供社会各界查阅。联系地址：甲县人民路一号，电话 0100-1234567，欢迎来电咨询。"
    rows = [
        {"title": f"甲县水利局{year}年政府信息公开工作年度报告", "summary": part} for year in (2022, 2023)
    ]  # fmt: skip
    with pytest.raises(NotAReport):
        report_of(dumped(rows))
