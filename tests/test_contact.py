import pytest

from parsers.metadata import read_metadata
from parsers.metadata.contact import body_acting, body_asked
from parsers.page import Page

PERIOD = "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"

ASKED = [
    ("如对本报告有任何疑问,请与甲县水利局联系(地址:乙路1号,电话:123)。", "甲县水利局"),
    (
        "如对本报告有任何疑问，请联系甲市乙区丙街道办事处（办公地址：丁大街7号）。",
        "甲市乙区丙街道办事处",
    ),
    ("如有疑问,请与甲市审计局综合科联系。", "甲市审计局"),
    ("如有疑问,请联系:甲区教育局局党政办公室,地址:乙路1号。", "甲区教育局"),
    ("如有任何疑问,可致电甲市乙区审计局,电话:123。", "甲市乙区审计局"),
    ("本报告可从网站下载。甲市气象局联系电话:0000-6582。", "甲市气象局"),
    ("如有疑问,请联系甲街道办事处综合与经济发展办公室(地址:乙路1号)。", "甲街道办事处"),
    ("如有疑问,请与甲乡人民政府党政办联系(地址:甲乡1号)。", "甲乡人民政府"),
    ("如有疑问,请与甲乙街道综合事务部联系(地址:甲路1号)。", "甲乙街道"),
    ("如有疑问,请与甲市乙区丙镇政府综合督考办公室联系(地址:甲路1号)。", "甲市乙区丙镇政府"),
    ("如有疑问,请与甲乡人民政府便民服务中心联系。", "甲乡人民政府"),
    ("如有疑问,请与甲市疾病预防控制中心政府信息公开办公室联系。", "甲市疾病预防控制中心"),
    ("如有疑问,请与甲市医疗保障局政府信息公开申请受理机构联系。", "甲市医疗保障局"),
    ("如有疑问,请与甲市国家安全局综合科联系。", "甲市国家安全局"),
    ("如有疑问,请与甲县地方志编纂委员会办公室联系。", "甲县地方志编纂委员会办公室"),
    ("如有疑问,请与甲市政府研究室联系(地址:乙路1号)。", "甲市政府研究室"),
    ("如有疑问,请与国家统计局甲乙调查队办公室联系。", "国家统计局甲乙调查队"),
    ("如有疑问,请与依兰县水利局办公室联系。", "依兰县水利局"),
    ("如有疑问,请与无为市水利局办公室联系。", "无为市水利局"),
    ("如有疑问,请与本局水利科联系。", None),
    ("如有疑问,请与甲乙镇党建办联系(地址:丙路1号)。", "甲乙镇"),
    ("如有疑问,请与甲盟行署外事办公室联系(电话:1)。", "甲盟行署外事办公室"),
    ("如有疑问,可与甲市水利局政府信息公开工作领导小组办公室联系。", "甲市水利局"),
    ("如對本報告有疑問,請與甲市殘疾人聯合會聯系(地址:甲市)。", "甲市殘疾人聯合會"),
    ("如有疑问,请与甲县残联办公室联系。", "甲县残联"),
    ("如有疑问,请联系:甲市公安局乙区分局指挥中心警讯组,电话123。", "甲市公安局乙区分局"),
    ("如有疑问,请与甲开发区(乙区)财政局联系。", "甲开发区(乙区)财政局"),
    ("如有疑问,请与交通运输部办公厅联系。", "交通运输部"),
    ("如有疑问,请联系:国家甲乙委办公厅政务信息处。", "国家甲乙委"),
    ("如有疑问,请与甲区数据局联系(联系人:乙)。", "甲区数据局"),
    ("如有疑问,请与甲市应急管理局政办科联系(地址:乙路1号)。", "甲市应急管理局"),
    ("如有疑问,请与甲乙工业园区管委会联系。", "甲乙工业园区管委会"),
    # a short name, and an office that answers for a government or for disclosure alone
    ("如有疑问,请与经济技术开发区管委会联系。", None),
    ("如有疑问,请与县水利局办公室联系。", None),
    ("如有疑问,请与水利局办公室联系。", None),
    ("如有疑问,请与我局办公室联系。", None),
    ("如有疑问,请联系甲市政府政务服务中心(地址:乙路1号)。", None),
    ("如有疑问,请与甲市人民政府办公室政府信息公开处联系。", None),
    ("如有疑问,请与甲市政务公开办公室联系。", None),
    ("如有疑问,请与甲市人民政府办公室政务办公室联系。", None),
    ("如有疑问,请与甲州人民政府电子政务办公室联系。", None),
    ("2021年,甲县水利局与乙县水利局联系密切。", None),
]

ACTING = [
    ("2024年,在区政府有关部门的引领下,甲街道办事处严格按要求推进公开。", "甲街道办事处"),
    ("2024年,在甲市水利局召开会议,全面推进信息公开。", None),
    ("2012年的甲乙市政府信息公开工作,围绕中心有序推进。", "甲乙市"),
    ("2014年,甲乡人民政府信息公开工作紧紧围绕全乡大局。", "甲乡人民政府"),
    ("2021年,甲市审计局坚持以人民为中心,推进政府信息公开。", "甲市审计局"),
    ("在2024年,甲市审计局坚决贯彻决策部署。", "甲市审计局"),
    ("2021年,甲区民政局以履职尽责为宗旨,公开信息6条。", "甲区民政局"),
    (f"根据《{'关于加强政务公开工作的' * 4}通知》的要求,2021年,甲市司法局突出重点。", "甲市司法局"),
    ("2021年,甲市公安局(以下简称“市公安局”)以习近平新时代思想为指导。", "甲市公安局"),
    ("2021年度甲市财政局在市政府网站上主动公开信息134条。", "甲市财政局"),
    ("根据《条例》的规定,甲市司法局按照分类规范的要求进行了梳理。", "甲市司法局"),
    ("根据有关规定,现将甲区审计局政府信息公开工作情况报告如下。", "甲区审计局"),
    ("今年以来,甲乙镇进一步完善政务公开机制。", "甲乙镇"),
    ("2021年,新开河街道党工委、办事处按照要求推进公开。", "新开河街道"),
    ("2021年,甲市城市管理服务中心未收到公开申请。", "甲市城市管理服务中心"),
    ("2021年,甲区审计局自觉履行政府信息公开工作职责。", "甲区审计局"),
    ("(一)主动公开。2021年,甲区财政局全年公开信息6条。", "甲区财政局"),
    ("2025 年,甲县教育局以提升公开质效为核心,认真公开信息。", "甲县教育局"),
    ("截至2019年12月31日,甲乡人民政府通过平台公开信息3条。", "甲乡人民政府"),
    ("甲市人民政府扶贫开发办公室属行政机关,核定编制9名。", "甲市人民政府扶贫开发办公室"),
    ("一直以来,甲市政府高度重视政府信息公开工作。", "甲市政府"),
    ("2022年,甲乙国家高新区根据有关要求,明确公开任务。", "甲乙国家高新区"),
    # whom it does not name in full, and what is no body that acts
    ("2025年,甲县教育局以文件为准公布信息。", None),
    ("2019年,甲县水利局没有收到公开申请。", "甲县水利局"),
    ("2022年,甲县水利局把政务公开纳入考核。", "甲县水利局"),
    ("2021年,我局坚持公开为常态。", None),
    ("2021年,县财政局坚持公开为常态。", None),
    ("2021年,在甲县人民政府的领导下,各部门认真公开。", None),
    ("2021年,保税区坚持公开为常态。", None),
    ("近年来,国务院办公厅高度重视政府信息公开。", None),
    ("2021年,甲县各部门认真公开信息。", None),
    ("近年来,结合市教育局要求,学校认真公开信息。", None),
]


def told(*lines: str) -> str | None:
    return read_metadata(Page((*lines, PERIOD, "一、总体情况")))[0].agency


@pytest.mark.parametrize(("sentence", "body"), ASKED)
def test_a_report_names_the_body_that_its_readers_are_to_ask(sentence, body):
    assert body_asked(sentence) == body


@pytest.mark.parametrize(("sentence", "body"), ACTING)
def test_a_report_begins_with_the_body_whose_work_it_tells(sentence, body):
    assert body_acting(sentence) == body


def test_the_body_to_ask_is_a_candidate_and_stands_before_the_one_that_acts():
    lines = (
        "2021年,甲县教体局坚持公开为常态,取得成效。",
        "如有疑问,请与甲县教育体育局联系(电话:1)。",
    )
    read, _ = read_metadata(Page((*lines, PERIOD)))
    assert (read.agency, read.level, read.scope) == ("甲县教育体育局", "county", "own")
    assert ("agency", "contact", "甲县教育体育局") in {
        (one.field, one.source, one.value) for one in read.candidates
    }


@pytest.mark.parametrize(
    ("above", "body"),
    [
        ("丙市乙局2021年政府信息公开工作年度报告", "丙市乙局"),
        ("发布机构: 丙市水利局", "丙市水利局"),
        ("现公布丙市乙局2021年政府信息公开工作年度报告,分六部分。", "丙市乙局"),
        ("水利局2021年政府信息公开工作年度报告", "甲县水利局"),
        ("发布机构: 县水利局", "甲县水利局"),
        ("发布机构: 县水局", "甲县水利局"),
        ("海关总署(本级机关)2021年政府信息公开工作年度报告", "海关总署(本级机关)"),
        ("财政局2021年政府信息公开工作年度报告", "财政局"),
    ],
)
def test_a_name_in_title_box_or_opening_is_only_completed_by_the_body_to_ask(above, body):
    assert told(above, "如对本报告有疑问,请与甲县水利局联系(电话:1)。") == body


@pytest.mark.parametrize(
    ("own", "body"),
    [
        ("2021年,我局公开信息6条,本局网站更新及时。", "甲县水利局"),
        ("2021年,我镇公开信息6条。", None),
        ("2021年我局总体情况如下。我镇公开信息6条。", None),
        ("按照本办法和本会议要求公开。", "甲县水利局"),
    ],
)
def test_a_body_of_another_kind_than_the_report_calls_its_own_is_not_its_writer(own, body):
    assert told(own, "如有疑问,请与甲县水利局办公室联系(电话:1)。") == body


@pytest.mark.parametrize(
    ("own", "body"),
    [
        ("我办坚持公开为常态。", "甲市人民政府办公室"),
        ("按照我市要求公开信息,举办全市活动。", "甲市人民政府办公室"),
        ("我市坚持公开为常态。", None),
        ("2021年,全市各部门公开信息6条。", None),
    ],
)
def test_a_governments_office_acts_for_itself_where_the_report_does_not_tell_what_its_place_does(
    own, body
):
    assert told("2021年,甲市人民政府办公室认真公开信息,取得成效。", own) == body


def test_a_zone_is_a_body_that_calls_its_committee_its_own():
    acting = "2022年,甲乙国家高新区根据有关要求,明确公开任务。"
    assert told(acting, "我委严格按照规定审查信息。") == "甲乙国家高新区"
    assert told(acting, "我局严格按照规定审查信息。") is None


def test_the_office_to_ask_wrote_a_report_that_begins_with_what_it_did():
    asked = "如对本报告有疑问,请与甲市人民政府办公室联系(电话:1)。"
    did = "2024年,{}认真贯彻落实《条例》,公开信息6条。"
    assert told(asked, did.format("市政府办公室")) == "甲市人民政府办公室"
    assert told(asked, did.format("市政府")) is None


def test_a_governments_office_wrote_no_report_that_calls_itself_another_kind_of_body():
    written = (
        "本报告由甲区人民政府办公室按照《条例》编制。如有疑问,请联系甲区城管局(地址:乙路1号)。"
    )
    assert told(written, "2023年,我局认真公开信息。") == "甲区城管局"
    assert told(written, "2023年,我办认真公开信息。") == "甲区人民政府办公室"
    of_place = (
        "由县农业局办公室编制了丙丁县2017年政府信息公开工作年度报告。请与丙丁县农业局办公室联系。"
    )
    assert told(of_place, "2017年,我局认真公开信息。我局已按时公开。") == "丙丁县农业局"
    assert told(of_place, "2017年,我县认真公开信息。") == "丙丁县"


UNDER = [
    ("联系单位：甲县水利局", "甲县水利局"),
    ("（联系单位：甲县水利局办公室，联系电话：1）", "甲县水利局"),
    ("联系部门：甲县水利局综合科 电话：1", "甲县水利局"),
    ("联系地址：甲县人民路1号甲县水利局，邮编：1", "甲县水利局"),
    ("地址：甲县人民路1号（甲县水利局）", "甲县水利局"),
    ("联系方式：甲县水利局办公室，电话1", "甲县水利局"),
    ("填报单位（盖章）：甲县水利局", "甲县水利局"),
    ("编制单位：甲县水利局", "甲县水利局"),
    # a house, a short name, and who only hosts, supports or supervises
    ("地址：甲县人民政府大楼3楼", None),
    ("地址：甲县人民路1号甲县人民政府", None),
    ("联系单位：县水利局", None),
    ("联系单位：甲县政务公开办公室", None),
    ("主办单位：甲县人民政府", None),
    ("技术支持：甲县大数据局", None),
    ("监督投诉：甲县纪律检查委员会，电话：1", None),
    ("联系电话：1", None),
]


@pytest.mark.parametrize(("line", "body"), UNDER)
def test_contact_details_under_a_report_name_its_body_where_nothing_else_does(line, body):
    def named(*lines):
        return read_metadata(Page((PERIOD, "一、总体情况", "2021年，按规定公开信息。", *lines)))[
            0
        ].agency

    assert named(line) == body
    assert named("主办：甲县大数据局 版权所有", line) is None  # what a site prints under a report
    assert named("如有疑问，请与乙县水利局联系（电话：1）。", line) == "乙县水利局"


def test_contact_details_only_complete_what_the_title_says():
    lines = ("一、总体情况", "联系单位：甲县水利局")
    assert told("水利局2021年政府信息公开工作年度报告", *lines) == "甲县水利局"
    assert told("丙市财政局2021年政府信息公开工作年度报告", *lines) == "丙市财政局"


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("我局网站公开信息5条,甲市民政局微信公众号发布信息3条。", "甲市民政局"),
        ("我局通过“甲市民政局”官方微博公开信息3条。", "甲市民政局"),
        ("我局通过甲市人民政府微信公众号公开信息3条。", None),
        ("我局通过甲市民政局微博、乙市民政局微博公开信息3条。", None),
    ],
)
def test_the_only_body_whose_account_a_report_names_is_its_writer(sentence, body):
    assert told(sentence) == body
