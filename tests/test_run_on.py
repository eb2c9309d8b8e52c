"""Paragraphs into which a copy ran a report's headings and tables, apart again."""

import re

import pytest

from parsers import extract
from parsers.flat.run_on import split_run_on_paragraphs
from parsers.metadata.title_lines import once
from parsers.page import Grid, Page
from schemas.capture import Capture
from schemas.report import Status
from tests.reading import report_of
from tests.render import Layout, specimen

OPENING = "本报告统计期限为2023年1月1日至2023年12月31日。"
REPORT = (
    "二、主动公开政府信息情况 第二十条第(一)项 信息内容 本年制发件数 本年废止件数 现行有效件数 规 章 0 0 0 "
    "行政规范性文件 4 1 27 第二十条第(五)项 信息内容 本年处理决定数量 行政许可 61 第二十条第(六)项 "
    "信息内容 本年处理决定数量 行政处罚 18 行政强制 2 第二十条第(八)项 信息内容 本年收费金额(单位:万元) "
    "行政事业性收费 3.5 三、收到和处理政府信息公开申请情况 申请人情况 自然人 法人或其他组织 总计 商业 企业 "
    "科研 机构 社会公益组织 法律服务机构 其他 一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6 "
    "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0"
)
WHOLE = [
    f"{OPENING}全文分为 一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 三部分。",
    f"{OPENING} 一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 四、其他",
    f"{OPENING} 一是总体情况 良好,二是主动公开政府信息情况 良好,三是没有收到申请,四是没有复议诉讼。",
    "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 " + "关于情况 的说明" * 10,
]


def report(text):
    return report_of(f"甲县乙局2023年政府信息公开工作年度报告\n{text}")


def test_a_report_run_together_without_a_blank_is_cut_at_the_forms_words_and_where_its_sums_allow() -> (
    None
):
    disputes = (
        "四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
        + "结果维持结果纠正其他结果尚未审结总计" * 2
        + "0" * 15
        + "五、存在的主要问题及改进情况人员不足。六、其他需要报告的事项无"
    )
    read = report(
        f"{OPENING}一、总体情况2023年,我局依法公开政府信息。{REPORT.replace(' ', '')}{disputes}"
    )
    figures = {one.row: one for one in (*read.disclosures, *read.requests, *read.disputes)}
    assert (figures["rules"].in_force, figures["licensing"].decisions) == (0, 61)
    assert "normative_documents" not in figures  # 4127
    assert (figures["new_requests"].natural_person, figures["new_requests"].total) == (5, 6)
    assert figures["litigation_after_reconsideration"].upheld == 0
    assert [one.code for one in read.findings if one.text == "行政规范性文件 | 4127"] == [
        "row-not-placed"
    ]
    assert [one.number for one in read.sections] == [0, 1, 2, 3, 4, 5, 6]
    assert not any(table.status is Status.PROVED for table in read.tables.values())


def test_headings_that_were_run_into_one_paragraph_begin_parts_of_their_own():
    read = report(
        f"{OPENING} 一、总体情况 2023年,我局依法公开政府信息。 (一)主动公开。全年公开信息12条。 "
        "五、存在的主要问题及改进情况 人员不足,下一步加强培训。 六、其他需要报告的事项 无"
    )
    assert [(one.number, one.heading, one.text) for one in read.sections] == [
        (0, "", OPENING),
        (1, "总体情况", "2023年,我局依法公开政府信息。 (一)主动公开。全年公开信息12条。"),
        (5, "存在的主要问题及改进情况", "人员不足,下一步加强培训。"),
        (6, "其他需要报告的事项", "无"),
    ]


def test_headings_of_a_reports_own_that_count_on_begin_parts_too():
    read = report(
        f"{OPENING} 一、概述 2017年,我街道依法公开政府信息。 二、公开情况不好说 良好。 "
        "二、主动公开政府信息情况 公开86条。 三、依申请公开情况 收到1件。 四、咨询情况 无人咨询, "
        "五、复议情况 未发生。"
    )
    assert [(one.number, one.heading, one.text) for one in read.sections[1:]] == [
        (1, "概述", "2017年,我街道依法公开政府信息。 二、公开情况不好说 良好。"),
        (2, "主动公开政府信息情况", "公开86条。"),
        (3, "依申请公开情况", "收到1件。"),
        (4, "咨询情况", "无人咨询, 五、复议情况 未发生。"),
    ]


def test_a_heading_may_end_the_paragraph():
    read = report(f"{OPENING} 一、总体情况 2023年,我局依法公开政府信息。 二、主动公开政府信息情况")
    assert [one.heading for one in read.sections] == ["", "总体情况", "主动公开政府信息情况"]


@pytest.mark.parametrize(
    "report_text",
    [
        REPORT,
        re.sub("(第二十条|信息|本年|行政)(?=[第内处新许])", r"\1 ", REPORT),
        f"登录 | 注册。 {REPORT}",
    ],
    ids=["whole", "broken", "below links"],
)
@pytest.mark.parametrize("between", [" ", "\n"], ids=["in it", "on lines of their own"])
def test_tables_that_were_run_into_one_paragraph_are_read_whether_their_headings_are_in_it(
    between, report_text
):
    text = report_text.replace("情况 第二十条", f"情况{between}第二十条")
    for cut in (" 三、", "(?<=申请情况) "):
        text = re.sub(cut, lambda found: between + found[0].strip(), text)
    read = report(f"一、总体情况\n{text}")
    assert read.tables["disclosures"].status == "doubtful"
    told = {row.row: row for row in read.disclosures}
    assert (told["rules"].in_force, told["normative_documents"].in_force) == (0, 27)
    assert (told["licensing"].decisions, told["penalties"].decisions) == (61, 18)
    assert str(told["fees"].amount) == "3.5"
    assert [(row.row, row.natural_person, row.total) for row in read.requests] == [
        ("new_requests", 5, 6),
        ("carried_over", 0, 0),
    ]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_the_table_of_disputes_is_read_from_its_paragraph(between):
    head = "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3
    read = report(
        f"一、总体情况\n{OPENING}\n四、政府信息公开行政复议、行政诉讼情况{between}行政复议 行政诉讼 "
        f"未经复议直接起诉 复议后起诉 {head}1 0 2 0 3 0 0 0 1 1 0 0 0 0 0"
    )
    assert [(row.upheld, row.other_outcome, row.pending, row.total) for row in read.disputes] == [
        (1, 2, 0, 3),
        (0, 0, 1, 1),
        (0, 0, 0, 0),
    ]
    assert read.tables["disputes"].status == "doubtful"
    assert "table-run-on" in [one.code for one in read.findings]


@pytest.mark.parametrize("after", ["", " 2", " 2 件已结", " 0 条意见 五、其他需要报告的事项 无"])
def test_a_figure_after_a_table_that_lost_a_blank_makes_no_row_trusted(after):
    head = "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3
    read = report(
        f"一、总体情况\n{OPENING}\n四、政府信息公开行政复议、行政诉讼情况 行政复议 行政诉讼 "
        f"未经复议直接起诉 复议后起诉 {head}1 0 2 0 3 0 0 0 0 0 0 0 1 1{after}"
    )
    assert read.tables["disputes"].status in ("doubtful", "partial")
    if "件" in after or "条" in after:
        assert any(after.split(" 五")[0].strip() in one.text for one in read.sections)


def test_a_table_that_is_printed_as_one_is_proved_beside_a_paragraph_that_has_it_too():
    page = specimen(3, Layout()).text.replace("</body>", f"<p>{OPENING} {REPORT}</p></body>")
    read = report_of(page)
    assert "table-run-on" in {one.code for one in read.findings}
    assert read.tables["requests"].status == "proved"


def test_prose_about_the_figures_stays_whole_before_and_after_a_table():
    prose = "本年新收政府信息公开申请 6 件,均已答复。"
    read = report(
        f"{OPENING} 一、总体情况 {prose} {REPORT} 以上为本年度 的数据。 五、存在的主要问题及改进情况 人员不足。"
    )
    told = {one.heading: one.text for one in read.sections}
    assert told["总体情况"] == prose
    assert told["收到和处理政府信息公开申请情况"].endswith("以上为本年度 的数据。")
    assert [row.total for row in read.requests] == [6, 0]


def test_a_row_whose_blanks_were_lost_in_the_paragraph_is_not_read():
    read = report(f"一、总体情况\n{REPORT.replace('文件 4 1 27', '文件 4 27')}")
    assert "normative_documents" not in {row.row for row in read.disclosures}
    assert "row-not-placed" in {one.code for one in read.findings}


def test_rows_without_the_beginning_of_their_table_are_read_from_a_paragraph():
    rows = (
        "0 0 0 7.属于行政执法案卷 0 0 0 0 0 0 0 8.属于行政查询事项 1 0 0 0 0 0 1 （四）无法提供 "
        "1.本机关不掌握相关政府信息 2 3 0 0 0 0 5 2.没有现成信息需要另行制作 0 0 0 0 0 0 0"
    )
    read = report_of(rows)
    found = {row.row: (row.natural_person, row.total) for row in read.requests}
    assert found["unable_not_held"] == (2, 5)
    assert read.tables["requests"].status == "partial"


@pytest.mark.parametrize("text", WHOLE)
def test_a_list_of_contents_a_row_and_prose_stay_whole(text):
    page = Page((text, Grid((("甲",),), None)))
    assert split_run_on_paragraphs(page) is page


@pytest.mark.parametrize("joint", ["|", " | ", "\t", "\\n", " "])
def test_a_page_joined_to_one_line_is_read_as_its_lines_are(joint):
    lines = [*f"来源:甲网\n{OPENING}\n一、总体情况\n我局公开信息。".split("\n"), *REPORT.split(" ")]
    lines = ["甲县乙局2023年政府信息公开工作年度报告", *lines]
    one, whole = (report_of(between.join(lines)) for between in (joint, "\n"))
    assert (one.metadata, one.sections) == (whole.metadata, whole.sections)
    assert one.disclosures == whole.disclosures != ()


def test_a_title_run_into_the_prose_of_its_page_is_its_title():
    read = extract(
        Capture(body=f"首页 甲县乙局2023年政府信息公开工作年度报告 {OPENING} {REPORT}".encode())
    )
    assert read.metadata.title == "甲县乙局2023年政府信息公开工作年度报告"


def test_a_title_without_a_year_is_not_cut_from_the_prose_that_names_the_body():
    opening = f"本报告根据《条例》编制。{OPENING}全文包括概述、主动公开、依申请公开等部分，电子版可在政府门户网站的专栏下载。"
    for title, cut in (
        ("甲市政府信息公开工作年度报告", False),
        ("甲市2023年政府信息公开工作年度报告", True),
    ):
        assert once(title + opening) == (title if cut else title + opening)


@pytest.mark.parametrize("own", ["本年度报告", "本报告", "本年报", "本政府信息公开年度报告"])
@pytest.mark.parametrize(
    "day", ["", " ", "2024年1月26日", "(2024-01-26)", "发布时间:2024年1月26日 "]
)
@pytest.mark.parametrize("title", ["", "甲县乙局2023年政府信息公开工作年度报告"])
def test_a_reports_first_words_run_on_after_its_title_or_a_day_are_no_title(title, day, own):
    text = f"根据《中华人民共和国政府信息公开条例》要求,由甲县乙局编制,现向社会公布。全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等。{OPENING}"
    body = f"{title}{day}{own}{text}\n一、总体情况\n2023年,我局依法主动公开政府信息。"
    read = report_of(body).metadata
    assert (read.title, read.agency, read.report_year) == (title or None, "甲县乙局", 2023)


WORK = "<p>2018年,退役军人事务信息公开紧紧围绕县委中心工作,发挥政府网站作用,强化措施。</p>"
NEIGHBOURS = "".join(
    f"<li><a href='/{n}'>乙镇2017年政府信息公开工作年度报告</a>{day}</li>"
    for n, day in enumerate(("", "<span>2018-01-19</span>", "<span>[2018-01-20]</span>"))
)


def test_years_in_a_list_of_others_reports_are_not_the_reports_own():
    title = "退役军人事务局政府信息公开工作年度报告"
    body = f"<h1>{title}</h1><p>一、总体情况</p>{WORK}<p>二、主动公开政府信息情况</p><ul>{NEIGHBOURS}</ul>"
    read = report_of(f"<html><body>{body}</body></html>").metadata
    assert (read.title, read.report_year) == (title, 2018)


@pytest.mark.parametrize("way", ["title", "titled", "meta"])
@pytest.mark.parametrize(
    "parts", ["2018年乙县人力资|源局政府信息公开年度报告", "乙县教育局2018年政府信|息公开年度报告"]
)
def test_a_title_that_is_broken_anywhere_is_whole_by_the_pages_own(parts, way):
    title = parts.replace("|", "")
    head = {
        "title": f"<title>{title}</title>",
        "titled": f"<title>{title}-政府信息公开年报-乙县人民政府</title>",
        "meta": f"<meta name='ArticleTitle' content='{title}'>",
    }[way]
    said = "".join(f"<p>{part}</p>" for part in parts.split("|"))
    body = f"<ul><li>政府信息公开年报</li></ul>{said}<p>一、总体情况</p>{WORK}"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert report_of(page).metadata.title == title
