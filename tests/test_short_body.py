"""Whose report it is where its prose names the agency only in short, and nothing else names it."""

import pytest

from parsers.metadata import read_metadata
from parsers.page import Page
from tests.reports import registrant

PERIOD = "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
ACTS = "2021年,县财政局认真公开信息,取得成效。"

TOLD = [
    ((ACTS,), ("县财政局", "county", "own")),
    (("2021年,省民政厅坚持公开为常态。我厅网站更新及时。",), ("省民政厅", "province", "own")),
    (("2021年,区档案馆按照要求公开信息。",), ("区档案馆", "county", "own")),
    (("2021年,县统计局的政府信息公开工作严格按照要求推进。",), ("县统计局", "county", "own")),
    (("根据要求,结合工作实际,县粮食局编制2021年度报告。",), ("县粮食局", "county", "own")),
    (("本年度报告根据要求,由市发展和改革委员会编制。", "2021年,市物价办主动公开信息6条。"), ("市发展和改革委员会", None, "own")),
    (("本年度报告根据要求,由市政务公开办公室汇总编制。",), (None, None, None)),
    (("2021年,县粮食局着力推进公开。",), ("县粮食局", "county", "own")),
    (("根据要求,现公布省水利厅2021年政府信息公开工作年度报告。",), ("省水利厅", "province", "own")),
    (("根据要求,结合市农业农村局工作情况,特向社会公布2021年本局年度报告。",), ("市农业农村局", None, "own")),
    (("现公布《县水利局2021年度政府信息公开年度报告》。",), ("县水利局", "county", "own")),
    (("为了加强领导,县统计局成立了领导小组,2021年公开信息6条。",), ("县统计局", "county", "own")),
    (("市人民防空办认真贯彻规定,现公布2021年年度报告。",), ("市人民防空办", None, "own")),
    (("公布2021年区残联政府信息公开工作年度报告。我会公开信息6条。",), ("区残联", "county", "own")),
    (("2021年区文委在区委、区政府领导下,公开信息6条。",), ("区文委", "county", "own")),
    (("2021年,县林业局在县委、县政府的统筹安排下,认真公开。",), ("县林业局", "county", "own")),
    (("为方便查询,2021年区园林绿化局在甲乙网站积极公开信息。",), ("区园林绿化局", "county", "own")),
    (("2021年,縣審計局認真公開信息。",), ("縣審計局", "county", "own")),
    # in full where it is quoted so, though by other words
    ((ACTS, "为做好岱山县财政局政府信息公开工作,我局精心组织。"), ("岱山县财政局", "county", "own")),
    ((ACTS, "我局印发《甲县财政局2021年政务公开工作要点》。"), ("甲县财政局", "county", "own")),
    (("请与我局联系,市地震局甲乙科联系电话:1。", "登录甲网和衢州市地震局官网。"), ("衢州市地震局", "prefecture", "own")),
    (("2021年,区经信委积极公开信息。", "印发《甲区经济和信息化委员会指南》。"), ("甲区经济和信息化委员会", "county", "own")),
    (("2021年,在市委市政府信息公开工作领导小组的领导下,在县政府指导下,稳步推进。",), (None, None, None)),
    (("2021年,市城管局积极公开信息。", "印发《甲市城市管理局2021年计划》。"), ("甲市城市管理局", None, "own")),
    ((ACTS, "开通“甲县教育局”公众号。"), ("县财政局", "county", "own")),
    # another body than the report calls its own, two bodies, and no body
    ((ACTS, "我镇公开信息6条。"), (None, None, None)),
    ((ACTS, "2021年,县教育局积极公开信息。"), (None, None, None)),
    (("2021年,县委认真部署,县政府高度重视公开。",), (None, None, None)),
    # a place that its government's site names
    (("2021年,我县认真公开信息。", "截至12月底,甲乙县政府网站公开信息6条。"), ("甲乙县", "county", "consolidated")),
    (("2021年,我县认真公开信息。", "全年编印《甲乙县人民政府公报》6期。"), ("甲乙县", "county", "consolidated")),
    (("2021年,我县认真公开信息,充分发挥县政府网站作用。",), (None, None, None)),
    (("2021年,我县认真公开信息。", "请与甲乙县政务公开办公室联系。"), ("甲乙县", "county", "consolidated")),
    (("2021年,我市认真公开信息。", "请与甲乙市人民政府办公厅联系。"), ("甲乙市", None, "consolidated")),
    (("2021年,全县认真公开信息。", "甲乙县人民政府办公室认真公开我县信息。"), (None, None, None)),
    (("2021年,我局认真公开信息。", "截至12月底,甲乙县政府网站公开信息6条。"), (None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "whose"), TOLD)
def test_prose_tells_by_a_short_name_whose_report_it_is(lines, whose):
    read, _ = read_metadata(Page((*lines, PERIOD, "一、总体情况")))
    assert (read.agency, read.level, read.scope) == whose


def test_a_short_name_in_prose_is_not_asked_for_where_title_or_box_names_any():
    title = "教育局2021年政府信息公开工作年度报告"
    assert read_metadata(Page((title, ACTS, PERIOD)))[0].agency == "教育局"
    assert read_metadata(Page(("发布机构：县水利局", ACTS, PERIOD)))[0].agency == "县水利局"


@pytest.mark.parametrize(("beside", "agency"), [
    ("甲市住房保障和房屋管理局", "甲市住房保障和房屋管理局"),
    ("甲市财政局", "市房管局"),
    ("甲市人民政府", "市房管局"),
])  # fmt: skip
def test_a_short_name_in_the_title_is_the_full_one_beside_the_day_under_it(beside, agency):
    title = "市房管局2021年政府信息公开工作年度报告"
    page = Page((title, f"2022-01-25 14:48 {beside}", PERIOD, "一、总体情况"))
    assert read_metadata(page)[0].agency == agency


def test_an_office_of_a_government_that_no_place_names_is_nobody():
    read, _ = read_metadata(Page(("发布机构：政府办公室", PERIOD)), registrant("甲县人民政府"))
    assert (read.publisher, read.agency) == ("政府办公室", "甲县人民政府")


@pytest.mark.parametrize("short", ["自治区应急管理厅", "应急管理厅"])
def test_a_title_that_says_only_the_level_of_its_body_yields_to_the_one_above_in_full(short):
    named, title = "西藏自治区应急管理厅", "2021年政府信息公开工作年度报告"
    page = Page((f"{named}{title}", f"{short}{title}", PERIOD, "一、总体情况"))
    assert read_metadata(page)[0].agency == named


@pytest.mark.parametrize(("short", "government", "told"), [
    ("市应急管理局", "银川市人民政府", ("银川市应急管理局", "own")),
    ("自治区应急管理厅", "宁夏回族自治区人民政府", ("宁夏回族自治区应急管理厅", "own")),
])  # fmt: skip
@pytest.mark.parametrize("said", ["{}", "发布机构：{}\n"])
def test_a_short_name_is_of_a_body_of_the_government_whose_portal_it_is_on(
    said, short, government, told
):
    above = f"{said.format(short)}2021年政府信息公开工作年度报告".split("\n")
    read, _ = read_metadata(Page((*above, PERIOD, "一、总体情况")), registrant(government))
    assert (read.agency, read.scope) == told


@pytest.mark.parametrize("publisher", ["县融媒体中心", "县政务公开办", "县委宣传部", "县信息中心"])
def test_who_publishes_for_a_government_under_a_short_name_has_no_report_of_its_own(publisher):
    above = (f"发布机构：{publisher}", "2021年政府信息公开工作年度报告")
    read, _ = read_metadata(Page((*above, PERIOD, "一、总体情况")), registrant("甲县人民政府"))
    assert (read.agency, read.scope) == ("甲县人民政府", "consolidated")
