import pytest

from parsers.metadata import is_report, metadata
from parsers.metadata.opening import named, reports
from parsers.page import Page

NAMED = [
    ("根据《条例》规定,现公布甲县教育局2021年政府信息公开工作年度报告。", "甲县教育局"),
    ("特向社会公布2020年国家税务总局甲市税务局政府信息公开年度报告。", "国家税务总局甲市税务局"),
    ("现将甲县人民政府2024年政府信息公开工作年度报告予以公开。", "甲县人民政府"),
    ("甲镇人民政府2024年政府信息公开工作年度报告根据《条例》编制。", "甲镇人民政府"),
    ("2021年度甲区统计局信息公开工作报告是根据《条例》的要求编制而成。", "甲区统计局"),
    ("根据要求,甲市审计局编制了2023年政府信息公开工作年度报告,分六部分。", "甲市审计局"),
    ("按照要求,甲市海关向社会公布本单位2020年政府信息公开工作年度报告。", "甲市海关"),
    ("编制《甲区审计局2023年政府信息公开工作年度报告》。", "甲区审计局"),
    ("公布甲市乙局(以下简称“乙局”)2020年政府信息公开工作报告。", "甲市乙局"),
    ("为做好公开工作。现发布由甲镇人民政府2021年度政务公开年度报告。", "甲镇人民政府"),
    ("特向社會公佈海南乙丙局2020年政府資訊公開工作年度報告。", "海南乙丙局"),
    ("特向社會公布2020年甲市農業農村局政府信息公開工作年度報告。", "甲市農業農村局"),
    ("现公布甲市自然资源局政府信息公开工作2022年度报告。", "甲市自然资源局"),
    ("本年报根据要求,由甲市公安局编制的2011年度政府信息公开年度报告。", "甲市公安局"),
    ("现公布甲县教育局2025年度政府信息公开工作情况。", "甲县教育局"),
    ("特向社会公布甲市乙区财政局2021年度政府信息公开情况。", "甲市乙区财政局"),
    ("现将丙镇人民政府2021年政府信息公开工作总体情况报告如下:", "丙镇人民政府"),
    ("根据规定,制定了甲县教育局2019年度政府信息公开年度报告。", "甲县教育局"),
    ("现编制2016至2017学年甲乙大学信息公开工作年度报告。", "甲乙大学"),
    ("现公布南开区教育局2021年政府信息公开工作年度报告。", "南开区教育局"),
    ("现公布工业园区规划局2021年政府信息公开工作年度报告。", None),
    ("现将甲县各部门2021年政府信息公开工作情况的检查结果通报如下。", None),
    ("现将区教育局2025年政府信息公开工作情况报告如下。", None),
    # a short name, a notice, another body's demand, a report of no body
    ("现公布我局2021年政府信息公开工作年度报告。", None),
    ("现公布经开区2021年政府信息公开工作年度报告。", None),
    ("现公布教育局2021年政府信息公开工作年度报告。", None),
    ("现公布县教育局2021年政府信息公开工作年度报告。", None),
    ("特向社会公布2019年度本机关信息公开工作年度报告。", None),
    ("按照《甲县人民政府办公室关于编制甲县2021年政府信息公开工作年度报告的通知》编制。", None),
    ("按照甲县人民政府办公室编制2021年政府信息公开工作年度报告的要求,现予公布。", None),
    ("根据甲县人民政府2021年政府信息公开工作年度报告编制工作的通知,我局整理如下。", None),
    ("本报告由甲县教育局编制。", None),
    # who wrote it, which of a government's report may be the office that all others report to
    ("本报告由甲市信访办公室根据《政府信息公开条例》要求编制,分六部分。", "甲市信访办公室"),
    ("本年报根据信息公开有关规定,由甲城市林业局编制。", "甲城市林业局"),
    ("根据信息公开有关规定,本报告由甲乙镇综合办公室编制。", "甲乙镇"),
    ("结合2025年甲市统计局政府信息公开工作实际,编制发布本报告。", "甲市统计局"),
    ("根据《信息公开条例》《公开工作要点》要求,本年度报告由甲区民政局编制。", "甲区民政局"),
    ("根据《关于做好政府信息公开工作的通知》要求甲区管理局编制了本报告。", "甲区管理局"),
    ("本报告依据《条例》,结合2021年甲县残疾人联合会政府信息公开工作编制而成。", "甲县残疾人联合会"),
    ("本年报由甲市乙区丙街道政务公开工作领导小组编制。", "甲市乙区丙街道"),
    ("本报告由甲县财政局政府信息公开领导小组办公室编制。", "甲县财政局"),
    (
        "本报告由甲市人民政府信息公开工作领导小组办公室根据《条例》,汇总各部门情况编制。",
        "甲市人民政府",
    ),
    ("根据要求,综合2017年度甲市各县(市、区)政府和市级各部门的信息公开年度报告编制。", "甲市"),
    ("按照《条例》要求,由甲市民政局结合有关统计数据编制信息公开报告。", "甲市民政局"),
    (
        "在2013年度甲市乙区城市综合管理委员会信息公开工作的基础上编制本报告。",
        "甲市乙区城市综合管理委员会",
    ),
    ("根据要求,以及2013年度甲区人民政府和各街道、委办局的信息公开年度报告编制。", "甲区"),
    ("本报告由甲市政务公开办公室综合各县区、各部门信息公开年度报告编制。", None),
    ("本报告由市政府办公厅综合各区信息公开年度报告编制。", None),
    ("按照要求,汇总全县各乡镇、各部门信息公开工作情况编制本报告。", None),
    ("结合甲县政府信息公开工作实际,编制本报告。", None),
    ("本报告由甲县政务服务管理局根据《政府信息公开条例》编制。", None),
    ("本报告由甲县人民政府办公室汇总各部门信息公开情况,根据《条例》编制。", None),
    ("按照甲县人民政府办公室政府信息公开工作有关要求,编制本报告。", None),
    ("一句。二句。三句。现公布甲县教育局2021年政府信息公开工作年度报告。", None),
]
REPORTS = [
    ("我乡紧紧围绕重要工作,现将2020年政府信息公开工作报告如下:一、完成情况。", True),
    ("为做好公开工作,现将我局2011年度政府信息公开工作情况汇报如下。", True),
    ("为做好公开工作,现将我局2011年上半年政府信息公开工作情况报告如下。", False),
    ("根据要求,特编制并向社会公布甲区统计局2014年度政府信息公开年度报告如下:", True),
    ("根据要求,现公布甲区2014年度政府信息公开工作考核结果如下:", False),
    ("根据《政府信息公开条例》,结合2021年工作,编制本年度报告。", True),
    ("根据甲学院2021-2022学年信息公开工作实际,特编制本报告。", True),
    ("根据《法治政府建设督察规定》,结合2021年工作,编制本年度报告。", False),
    ("根据《政府信息公开条例》,结合2021年工作,编制本指南。", False),
    ("为做好公开工作,现将2020年政府信息公开工作要点通知如下。", False),
    ("根据《现将2020年政府信息公开工作报告如下》的要求,通知如下。", False),
]
LONG = "根据《中华人民共和国政府信息公开条例》和省、市的要求,"


@pytest.mark.parametrize(("paragraph", "body"), NAMED)
def test_a_sentence_names_whose_report_it_publishes_and_no_other_body(paragraph, body):
    assert named(paragraph) == body


@pytest.mark.parametrize(("sentence", "follows"), REPORTS)
def test_a_page_is_a_report_that_says_its_report_of_a_year_follows(sentence, follows):
    page = Page((sentence, "(一)机构建设方面。"))
    read, _ = metadata(page)
    assert reports(page) is is_report(page, read) is follows
    assert (read.report_year is not None) is follows


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("为方便群众看懂年报,现就2023年政府信息公开工作年度报告解读如下:", False),
        ("现就甲县2023年政府信息公开工作年度报告进行如下解读。", False),
        ("全年解读政策12件,现将2023年政府信息公开工作情况报告如下:", True),
        ("我局严格落实要求,对3份重点政策文件进行了解读,解读如下:", True),
        ("为便于公众查阅,现对本报告所用术语解读如下:", True),
    ],
)
def test_a_page_that_begins_as_a_word_about_a_report_is_none(sentence, is_one):
    page = Page((sentence, "统计期限为2023年1月1日至2023年12月31日。", "一、总体情况"))
    assert is_report(page, metadata(page)[0]) is is_one


def agency(*lines: str) -> str | None:
    return metadata(Page(lines))[0].agency


def test_the_opening_sentence_says_whose_a_page_without_title_and_publisher_is():
    sentence = f"{LONG}现公布甲县教育局2021年政府信息公开工作年度报告。"
    read, _ = metadata(Page((sentence, "一、总体情况")))
    assert (read.agency, read.level, read.scope, read.title) == (
        "甲县教育局",
        "county",
        "own",
        None,
    )
    assert ("agency", "opening", "甲县教育局") in {
        (one.field, one.source, one.value) for one in read.candidates
    }


@pytest.mark.parametrize(
    ("above", "body"),
    [
        ("甲县乙局2021年政府信息公开工作年度报告", "甲县乙局"),
        ("县教育局2021年政府信息公开工作年度报告", "甲县教育局"),
        ("教育局2021年政府信息公开工作年度报告", "甲县教育局"),
        ("丙市乙局2021年政府信息公开工作年度报告", "丙市乙局"),
        ("发布机构: 甲县乙局", "甲县乙局"),
        ("发布机构: 县教育局", "甲县教育局"),
    ],
)
def test_a_full_name_in_title_or_box_stands_before_the_sentence(above, body):
    sentence = f"{LONG}现公布甲县教育局2021年政府信息公开工作年度报告。"
    assert agency(above, sentence, "一、总体情况") == body


def test_a_short_name_in_the_title_is_the_full_one_that_the_prose_gives_it():
    said = "2025年,甲市残疾人联合会（以下简称 “市残联”）依法公开信息,现将报告公布如下。"
    assert agency("市残联政府信息公开工作年度报告", said) == "甲市残疾人联合会"
    assert agency("市残联政府信息公开工作年度报告", said.replace("甲市", "")) == "市残联"
    made = "根据要求,由甲乙自治区经济区规划办公室（以下简称自治区规划办）编制2025年报告。"
    named = "甲乙自治区经济区规划办公室"
    assert agency("自治区规划办2025年政府信息公开工作年度报告", made) == named


def test_a_title_that_says_where_the_body_is_stands_before_one_that_repeats_it_without():
    whole, part = "甲市乙区管理委员会 卫生健康办公室2023年", "卫生健康办公室2023年"
    rest = "政府信息公开工作年度报告"
    lines = (whole + rest, "", "甲市乙区管理委员会", "", part + rest, "", "一、总体情况")
    assert agency(*lines) == "甲市乙区管理委员会卫生健康办公室"


def test_a_government_names_itself_where_its_office_publishes():
    sentence = f"{LONG}现公布甲县人民政府2021年政府信息公开工作年度报告。"
    read, _ = metadata(Page(("发布机构: 甲县人民政府办公室", sentence, "一、总体情况")))
    assert (read.agency, read.scope) == ("甲县人民政府", "consolidated")


def test_what_later_paragraphs_say_of_other_bodies_reports_names_nobody():
    prose = f"{LONG}本机关编制本报告。"
    later = f"{LONG}现公布甲县教育局2021年政府信息公开工作年度报告。"
    assert agency(prose, "一、总体情况", prose, later) is None
