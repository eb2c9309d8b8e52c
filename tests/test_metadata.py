import fnmatch
import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parsers.flat.text_tables import find_tables_in_text
from parsers.metadata import is_report, read_metadata
from parsers.page import Page
from parsers.readers import html, pipes
from schemas.capture import Registrant
from tests.printed_metadata import LINES, PAGES, REPORTS, TITLE
from tests.samples import SAMPLES, WHY_NOT


def page_of(text: str) -> Page:
    page = html.read(text) if "<" in text[:300] and "</" in text else pipes.read(text)
    return replace(page, blocks=find_tables_in_text(page.blocks))


def told(text: str) -> dict[str, object]:
    return {k: v for k, v in read_metadata(page_of(text))[0].model_dump(mode="json").items() if v}


def plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", value))
    return re.sub("[“”‘’\"'《》【】〔〕\\[\\]()]", "", text)


def differences(document: Path, truth: dict) -> list[str]:
    got = read_metadata(page_of(document.read_text(encoding="utf-8")))[0].model_dump(mode="json")
    wrong = []
    for field, right in truth["metadata"].items():
        names = [n for n in truth.get("accepted", {}) if fnmatch.fnmatch(f"metadata.{field}", n)]
        further = [value for name in names for value in truth["accepted"][name]]
        if plain(got[field]) not in [plain(right), *map(plain, further)]:
            wrong.append(f"{document.name} {field}: {got[field]!r} instead of {right!r}")
    return wrong


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=WHY_NOT)
def test_metadata_of_the_samples_is_what_their_truth_says():
    places, wrong = 0, []
    for path in sorted(SAMPLES.glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        document = SAMPLES / truth["document"]
        if document.suffix in (".txt", ".html"):
            places += len(truth["metadata"])
            wrong += differences(document, truth)
    assert places > 1000
    # One empty box label is followed by a line that fills it, in a document that is no report.
    assert [line for line in wrong if not line.startswith("anqing_jtj_zd_2015.txt source")] == []


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_printed_label_decides_the_field(text, expected):
    got = told(text)
    assert {field: got.get(field) for field in expected} == expected


def test_a_value_is_never_taken_from_prose():
    got = told(
        "根据《通知》(国办公开办函〔2021〕30号)要求,文号:见附件。\n发布机构改革进展顺利。\n一、总体情况"
    )
    assert not {"document_number", "publisher"} & set(got)


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_a_box_of_any_markup_gives_its_values(text, expected):
    got = told(text)
    assert {field: got.get(field) for field in expected} == expected


@pytest.mark.parametrize(
    "markup",
    ["<li><span>{}</span>{}</li>", "<li><em>{}</em><span>{}</span></li>",
     "<table><tr><td><ul><li>{}</li><li>{}</li></ul></td></tr></table>",
     "<table><tr><td><b>{}</b>{}</td></tr></table>"],
)  # fmt: skip
def test_a_label_that_only_a_pages_style_parts_from_its_value_is_one(markup):
    box = {"发文字号": "甲政办〔2024〕3号", "发布机构": "甲县财政局", "公开方式": "主动公开"}
    rows = "".join(markup.format(*pair) for pair in box.items())
    read = read_metadata(html.read(f"<ul>{rows}</ul><h1>{TITLE}</h1><h2>一、总体情况</h2>"))[0]
    assert (read.document_number, read.publisher, read.disclosure_method) == tuple(box.values())


@pytest.mark.parametrize(
    "line", ["发布机构及其职能", "文号管理办法", "公开方式主动公开和依申请公开并重"]
)
def test_words_that_go_on_after_a_label_are_no_value(line):
    assert read_metadata(page_of(f"{line}\n{TITLE}\n一、总体情况"))[0].model_dump(
        exclude_none=True
    ) == read_metadata(page_of(f"{TITLE}\n一、总体情况"))[0].model_dump(exclude_none=True)


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_a_page_is_a_report_by_its_title_or_metadata(text, expected):
    page = page_of(text)
    assert is_report(page, read_metadata(page)[0]) is expected


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("临渚县2023年政府信息公开工作年度报告\n临渚县人民政府\n2024年1月9日\n一、总体情况", "临渚县人民政府"),
        ("2023年政府信息公开工作年度报告\n甲县水利局\n一、总体情况", "甲县水利局"),
        ("2023年政府信息公开工作年度报告\n(甲县乙乡人民政府)\n一、总体情况", "甲县乙乡人民政府"),
        ("2023年政府信息公开工作年度报告\n(含山县水利局)\n一、总体情况", "含山县水利局"),
        ("2023年政府信息公开工作年度报告\n(含下属单位甲县水文站)\n一、总体情况", None),
        ("2023年政府信息公开工作年度报告\n(原甲县水产局)\n一、总体情况", None),
        ("2023年政府信息公开工作年度报告\n临渚经开区(乙园)管委会\n一、总体情况", "临渚经开区(乙园)管委会"),
        ("2023年政府信息公开工作年度报告\n甲县人民政府\n首页\n一、总体情况", None),
        ("发布机构:乙区审计局\n现发布《甲市乙区审计局2023年政府信息公开工作年度报告》,统计期限自2023年1月1日起。\n一、总体情况", "甲市乙区审计局"),
    ],
)  # fmt: skip
def test_what_signs_or_opens_a_report_completes_the_name_of_its_body(text, agency):
    assert read_metadata(page_of(text))[0].agency == agency


@pytest.mark.parametrize(
    ("publisher", "title", "agency", "scope"),
    [
        ("临渚县人民政府办公室", "临渚县2023年政府信息公开工作年度报告", "临渚县人民政府", "consolidated"),
        ("县政府办公室", "临渚县2023年政府信息公开工作年度报告", "临渚县", "consolidated"),
        ("临渚县人民政府办公室", "临渚县人民政府办公室2023年政府信息公开工作年度报告", "临渚县人民政府办公室", "own"),
        ("临渚县人民政府(办公室)", "临渚县人民政府2023年政府信息公开工作年度报告", "临渚县人民政府", "consolidated"),
        ("甲市临渚县政府办公室", "临渚县2023年政府信息公开工作年度报告", "甲市临渚县政府", "consolidated"),
        ("临渚县政务公开领导小组", "临渚县2023年政府信息公开工作年度报告", "临渚县", "consolidated"),
        ("临渚县人民政府办公室", "乙县2023年政府信息公开工作年度报告", "临渚县人民政府办公室", "own"),
        ("甲乙市人民政府", "临渚县2023年政府信息公开工作年度报告", "临渚县", "consolidated"),
        ("临渚县人民政府办公室", "县财政局2023年政府信息公开工作年度报告", "临渚县财政局", "own"),
        ("临渚县人民政府", "县文联2023年政府信息公开工作年度报告", "临渚县文联", "own"),
        ("临渚县人民政府", "县政府办公室2023年政府信息公开工作年度报告", "临渚县政府办公室", "own"),
        ("临渚县财政局", "临渚县2023年政府信息公开工作年度报告", "临渚县财政局", "own"),
    ],
)  # fmt: skip
def test_a_governments_report_is_the_governments_though_its_office_publishes_it(
    publisher, title, agency, scope
):
    read, _ = read_metadata(Page((f"发布机构:{publisher}", title, "一、总体情况")))
    assert (read.agency, read.scope) == (agency, scope)


def test_a_report_on_the_site_of_another_government_says_so():
    page = Page(("发布机构:甲乙市人民政府", "临渚县2023年政府信息公开工作年度报告", "一、总体情况"))
    (one,) = read_metadata(page)[1]
    assert (one.code, one.where) == ("metadata-disagrees", "metadata.agency")


def test_a_report_of_a_bureau_is_not_the_governments_that_publishes_it():
    text = "发布机构:临渚县人民政府\n2023年政府信息公开工作年度报告\n一、总体情况\n我局依法公开,我局全年公开6条。"
    assert read_metadata(page_of(text))[0].agency is None


def test_sources_are_kept_apart_and_their_disagreement_is_a_finding():
    page = Page(
        ("甲县财政局2023年政府信息公开工作年度报告", "发布日期:2024-01-20", "一、总体情况"),
        metas=(
            ("articletitle", "甲县财政局2023年政府信息公开工作年度报告"),
            ("PUBDATE", "2024-01-19"),
        ),
    )
    read, findings = read_metadata(page)
    assert read.published_on.isoformat() == "2024-01-20"
    assert [(c.source, c.value) for c in read.candidates if c.field == "published_on"] == [
        ("label", "2024-01-20"),
        ("meta", "2024-01-19"),
    ]
    assert [(f.code, f.where) for f in findings] == [
        ("metadata-disagrees", "metadata.published_on")
    ]


def test_the_head_of_a_list_page_and_a_templates_words_are_refused():
    metas = (("PubDate", "2024-01-19"), ("ContentSource", "信息来源"))
    assert read_metadata(Page(("甲县",), metas=metas))[0].published_on is None
    metas = (*metas, ("ArticleTitle", "{{title}}"))
    assert read_metadata(Page(("甲县",), metas=metas))[0].title is None


def test_an_impossible_date_is_a_finding_and_stays_as_printed():
    read, findings = read_metadata(Page(("发布日期:2024-02-31", "一、总体情况")))
    assert (read.published_on, read.other) == (None, {"published_on": "2024-02-31"})
    assert [f.code for f in findings] == ["unreadable-date"]


@pytest.mark.parametrize("day", [
    "2024年1月15日", "2 0 2 4 年 1 月 15 日", "• 2024-01-15 打印", "二〇二四年一月十五日", "二Ｏ二四 年一月十五日",
])  # fmt: skip
def test_a_body_and_a_day_under_the_last_words_are_a_signature(day):
    read, _ = read_metadata(
        page_of(f"{TITLE}\n一、总体情况\n本年度公开。\n乙县水利局\n{day}\n友情链接2020年")
    )
    signed = {one.field: one.value for one in read.candidates if one.source == "signature"}
    assert signed.keys() == {"agency", "written_on"}
    assert signed["agency"] == "乙县水利局"
    assert read.written_on == date(2024, 1, 15)


def test_a_title_that_means_all_under_a_body_tells_the_scope_where_the_text_calls_the_body_short():
    read, _ = read_metadata(
        page_of(
            "甲省乙市气象部门2023年政府信息公开工作年度报告\n"
            "本报告由乙市气象局办公室根据《政府信息公开条例》编制,如有疑问,请与乙市气象局办公室联系。\n一、总体情况"
        )
    )
    assert (read.agency, read.scope) == ("乙市气象局", "consolidated")


def test_an_office_signs_for_the_body_that_the_title_names():
    def whose(title, office):
        notice = f"{title}\n现予公布。\n{office}\n2024年1月15日"
        return read_metadata(page_of(f"{notice}\n{title}\n一、总体情况\n本年度公开。"))[0].agency

    assert whose("2023年教育部政府信息公开工作年度报告", "教育部办公厅") == "教育部"
    assert whose("县水利局2023年政府信息公开工作年度报告", "乙县水利局办公室") == "乙县水利局"


def test_a_signatures_day_is_when_a_report_was_written_only_where_no_label_says_it():
    signed = "\n一、总体情况\n本年度公开。\n乙县水利局\n2024年1月15日"
    read, _ = read_metadata(page_of(f"成文日期:2024-01-20\n{TITLE}{signed}"))
    assert read.written_on == date(2024, 1, 20)
    read, _ = read_metadata(page_of(f"{TITLE}{signed}\n六、其他需要报告的事项\n无。"))
    assert read.written_on is None


@pytest.mark.parametrize(("end", "day"), [
    ("无。\n2024年1月29日", date(2024, 1, 29)),
    ("无。\n2024-01-29", None),
    ("截至\n2024年1月29日", None),
])  # fmt: skip
def test_a_day_alone_is_a_signatures_where_it_ends_the_page_under_a_sentence(end, day):
    read, _ = read_metadata(page_of(f"{TITLE}\n一、总体情况\n{end}"))
    assert read.written_on == day


@pytest.mark.parametrize(("below", "day"), [
    ("发布日期：2024-01-29 阅读次数：33\n主办：乙县人民政府", date(2024, 1, 29)),
    ("发布日期：2024-01-29\n发布日期：2024-01-30", None),
    ("发布日期：2024-01-29\n此件以文字为准。", None),
    ("相关阅读\n乙县水利局召开会议\n发布日期：2024-02-29", None),
    ("上一篇：乙县水利局召开会议 发布日期：2024-02-29", None),
    ("乙县水利局2022年部门决算\n发布日期：2024-02-29", None),
])  # fmt: skip
def test_a_day_with_its_label_under_a_report_is_when_it_was_published_if_no_other_says_so(
    below, day
):
    said = f"{TITLE}\n{{}}\n一、总体情况\n本年度公开。\n{below}"
    assert read_metadata(page_of(said.format("乙县概况")))[0].published_on == day
    above = read_metadata(page_of(said.format("发布日期：2024-01-15")))[0]
    assert above.published_on == date(2024, 1, 15)


@pytest.mark.parametrize("first", ["2022年1月1日", "2022年01月01日", "2022\n年1月\n1 日"])
def test_the_period_is_read_wherever_its_sentence_was_broken(first):
    page = page_of(
        f"本年报的统计期\n限:自{first}起至12月31日。\n另自2020年1月1日起施行。\n一、总体情况"
    )
    assert read_metadata(page)[0].report_year == 2022


def test_the_registered_agency_settles_only_what_the_page_leaves_open():
    registrant = Registrant(portal="p", agency="乙县财政局")
    named = Page(("甲县财政局2023年政府信息公开工作年度报告", "一、总体情况"))
    assert read_metadata(named, registrant)[0].agency == "甲县财政局"
    assert read_metadata(Page(("一、总体情况",)), registrant)[0].agency == "乙县财政局"


@pytest.mark.parametrize(("own", "titled", "agency", "told"), [
    ("衢州市文化广电旅游局", "衢州市大剧场", "衢州市大剧场", False),
    ("衢州市人民政府", "衢州市自来水", "衢州市自来水", False),
    ("衢州市文化广电旅游局", "市大剧场", "衢州市文化广电旅游局", True),
    ("衢州市人民政府", "公共资源交易", "衢州市人民政府", True),
    *(("衢州市文化广电旅游局", own, "衢州市文化广电旅游局", False)
      for own in ("衢州市文旅", "市文广旅局", "衢州市本级", "市直各单位", "我市文化广电旅游系统", "政务")),
    *(("呼和浩特市人民政府", own, "呼和浩特市人民政府", False) for own in ("呼和浩特", "呼和浩特市本级", "呼和浩特市重点领域", "呼和浩特市区两级", "呼和浩特市优化营商环境")),
    ("呼和浩特市人民政府", "呼和浩特市生态环境", "呼和浩特市生态环境", False),
])  # fmt: skip
def test_a_title_that_names_a_body_of_no_known_kind_is_not_silently_the_portals(
    own, titled, agency, told
):
    page = Page((f"{titled}2023年政府信息公开工作年度报告", "一、总体情况"))
    found, findings = read_metadata(page, Registrant(portal="p", agency=own))
    assert found.agency == agency
    said = [one.text for one in findings if one.where == "metadata.agency"]
    assert said == ([f"{own}; title: {titled}"] if told else [])


@pytest.mark.parametrize(("name", "own", "text"), [
    ("甲县水利局", "我厅", "甲县水利局; prose: 我厅"), ("甲县乙镇", "我局", "甲县乙镇; prose: 我局"),
    ("甲县水利局", "我局", None), ("甲县人民政府", "我局", None), ("甲乙开发区管委会", "我委", None), ("甲县水利局", "我县", None),
])  # fmt: skip
def test_prose_that_calls_the_body_by_another_kind_was_copied_from_another_report(name, own, text):
    title = f"{name}2023年政府信息公开工作年度报告"
    prose = f"2023年,{own}主动公开政府信息30条,均已按时更新。"
    told = read_metadata(Page((title, "一、总体情况", prose)))[1]
    assert [one.text for one in told if one.where == "metadata.agency"] == [text] * bool(text)


OLD_PERIOD = "统计期限为2022年1月1日至2022年12月31日。"
OF_2023 = "2023年,我局主动公开政府信息30条,均已按时更新,群众满意。"


@pytest.mark.parametrize(("lines", "year"), [
    (("甲县水利局2023年政府信息公开工作年度报告", OF_2023), 2023),
    (("现公布甲县水利局2023年政府信息公开工作年度报告。" + OLD_PERIOD, OF_2023), 2023),
    (("按照省、市有关要求,编制了2023年政府信息公开年度报告。" + OLD_PERIOD, OF_2023), 2023),
    (("甲县水利局2023年政府信息公开工作年度报告",), 2022),
    (("甲县水利局2023年政府信息公开工作年度报告", OF_2023.replace("2023", "2022")), 2022),
    (("甲县水利局2022年政府信息公开工作年度报告", OF_2023, OF_2023), 2022),
    (("年报", "2022年,我局按时公布2021年政府信息公开工作年度报告,督促各乡镇公布2021年度报告。"), 2022),
])  # fmt: skip
def test_a_period_left_from_last_year_is_outvoted_by_what_else_names_the_year(lines, year):
    """One alone is not enough against it, and it stands where any other has its year."""
    front, prose = lines[:1], lines[1:]
    read, found = read_metadata(Page((*front, OLD_PERIOD, "一、总体情况", *prose)))
    assert read.report_year == year
    differs = any("2023" in line for line in lines[:1])
    assert any(one.where == "metadata.report_year" for one in found) is differs


OF_2022 = "2022年,我局受理申请三件,上年结转二件,均已答复,群众满意。"


@pytest.mark.parametrize(("page", "year", "differs"), [
    (Page(("甲县水利局2022年政府信息公开年报",), "甲县水利局2023年政府信息公开年报"), 2022, True),
    (Page(("甲县水利局政府信息公开年报（2024年1月）", "一、总体情况", OF_2023)), 2023, False),
    (Page(("甲县水利局2023年政府信息公开年报", OLD_PERIOD.replace("2022年12", "2023年12"))), 2023, False),
    (Page(("甲县水利局政府信息公开年报", "一、总体情况", "根据2019年修订的《条例》公开。", *["2016年以前的文件都已经清理完成并公开。"] * 3, OF_2023)), 2023, False),
    (Page(("甲县水利局政府信息公开年报", "一、总体情况", OF_2023, "五、存在的主要问题及改进情况",
           *[OF_2023.replace("2023", "2024")] * 2)), 2023, False),
    (Page(("甲县水利局政府信息公开年报", "一、总体情况", "五、存在的主要问题及改进情况", "一、总体情况", OF_2023,
           "五、存在的主要问题及改进情况", *[OF_2023.replace("2023", "2024")] * 2)), 2023, False),
    (Page(("甲县水利局政府信息公开年报", "发布日期:2024-01-20", "一、总体情况", OF_2023, OF_2022, OF_2022)), 2022, True),
    (Page(("甲县水利局政府信息公开年报", "发布日期:2024-01-20", "一、总体情况", OF_2023)), 2023, False),
])  # fmt: skip
def test_the_year_of_plans_laws_and_days_is_no_reports_and_what_differs_is_told(
    page, year, differs
):
    read, found = read_metadata(page)
    assert read.report_year == year
    assert any(one.where == "metadata.report_year" for one in found) is differs


OPENING = "根据《中华人民共和国政府信息公开条例》的规定,由{}编制本报告,现予公布。"


@pytest.mark.parametrize(("said", "told"), [
    (f"{TITLE}\n{OPENING.format('甲县教育局')}\n一、总体情况", "甲县财政局; opening: 甲县教育局"),
    (f"{TITLE}\n一、总体情况\n已公开。\n甲县教育局\n2024年1月3日", "甲县财政局; signature: 甲县教育局"),
    (f"发布机构:甲县教育局\n{TITLE}\n一、总体情况", "甲县教育局; heading: 甲县财政局"),
    (f"发布机构:甲县人民政府办公室\n{TITLE}\n{OPENING.format('县财政局')}\n一、总体情况", None),
    *(
        (f"发布机构:甲县财政局\n{''.join(TITLE.replace('财政', one) + chr(10) for one in others)}{TITLE}\n一、总体情况", told)
        for others, told in ((["水利"], "甲县财政局; heading: 甲县水利局"), (["水利", "教育"], None))  # of a list
    ),
])  # fmt: skip
def test_a_body_whose_report_was_copied_is_told_where_it_is_left(said, told):
    _, found = read_metadata(page_of(said))
    other = [one.text for one in found if one.where == "metadata.agency"]
    assert other == [told] * bool(told)


@pytest.mark.parametrize("above", ["", "首页\n政务公开\n"])
def test_a_name_and_a_day_at_the_top_of_a_page_are_a_sites_where_the_report_says_whose_it_is(above):
    begins = (
        "根据《政府信息公开条例》规定,本报告由甲县水利局编制,统计期限为2023年1月1日至12月31日。"
    )
    page = f"{above}甲县人民政府\n2024-01-20\n{begins}\n一、总体情况\n2023年,我局认真公开信息。\n"
    assert read_metadata(pipes.read(page))[0].agency == "甲县水利局"
    cover = f"甲县水利局办公室{page[page.index(chr(10) + '2024') :]}"
    assert read_metadata(pipes.read(cover))[0].written_on == date(2024, 1, 20)
