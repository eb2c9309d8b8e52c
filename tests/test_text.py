"""Labels folded for comparison, and figures read exactly."""

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.numbers import is_figure, number
from parsers.text import fold, squeeze
from tests.reading import report_of

SAME_LABEL = [
    ("（一）予以公开", "(一)予以公开"),
    ("㈠予以公开", "(一)予以公开"),
    ("1、属于国家秘密", "1.属于国家秘密"),
    ("1．属于国家秘密", "属于国家秘密"),
    ("商 业\u3000企\xa0业", "商业企业"),
    ("危及“三安全一稳定”", '3.危及"三安全一稳定"'),
    ("本年增/减", "本年增\\减"),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
    ("規範性文件", "规范性文件"),
    ("規(guī)章", "规章"),
    ("3.其它", "其他"),
    ("（本列数据的钩稽关系为：第一项）", "(本列数据的勾稽关系为:第一项)"),
    ("未經復議直接起訴", "未经复议直接起诉"),
    ("本年增/减(指2020年增加或减少的事项数,减用负值表示,如-8)", "本年增/减"),
]
FIGURES = [
    ("0", 0, None),
    ("１２", 12, None),
    ("1,250", 1250, None),
    ("１，２５０ 件", 1250, "件"),
    ("83593\n059", 83593059, None),
    ("-8", -8, None),
    ("减4", -4, None),
    ("零", 0, None),
    ("零件", 0, "件"),
    ("0。", 0, None),
    ("3件；", 3, "件"),
    ("12期", 12, "期"),
    ("22①", 22, None),
    ("22²", 22, None),
    ("22[1]", 22, None),
    ("22*", 22, None),
    ("3件※", 3, "件"),
    ("增加12", 12, None),
    ("＋1036", 1036, None),
    ("−3", -3, None),
    ("251000元", 251000, "元"),
    ("1646.5万元", Decimal("1646.5"), "万元"),
    ("59237.2449", Decimal("59237.2449"), None),
    ("22(其中修订16件)", 22, None),
    ("55（含自然失效29件）", 55, None),
    ("8（修改3件）", 8, None),
    ("8（应诉3件）", 8, None),
    ("8（应报尽报）", 8, None),
    ("8（数据正确）", 8, None),
    ("11398889", 11398889, None),
    ("31批次", 31, "批次"),
    ("新增5", 5, None),
]


@pytest.mark.parametrize(("printed", "label"), SAME_LABEL)
def test_a_label_folds_to_the_same_key_however_it_is_printed(printed, label):
    assert fold(printed) == fold(label)


def test_a_label_that_is_one_whole_note_keeps_its_words():
    assert fold("（本列数据的勾稽关系为：第一项加第二项之和）").startswith("本列数据的勾稽关系")


def test_three_safeties_is_not_an_enumerator():
    assert fold("三安全一稳定") == "三安全一稳定"


def test_the_number_of_the_next_label_is_no_note_of_the_one_that_a_copy_joined_to_it():
    assert fold("部分公开(区分处理的") == fold("部分公开")
    assert fold("其他处理(七") != fold("其他处理")


@pytest.mark.parametrize("printed", ["①", "2²2", "③3"])
def test_the_marks_of_notes_are_no_figures(printed):
    assert number(printed)[:2] == (None, "unparsed")


AMENDED = "8（减） 8(减少) 3件（下降） 8（应为12） 8（应填12） 8（误，应当是12） 8（实为12） 8（经核实为12） 8（更正：12） 8[改12] 8（正确数据12） 8（有误）"


@pytest.mark.parametrize("printed", AMENDED.split())
def test_a_figure_whose_note_makes_it_another_is_none(printed):
    assert number(printed)[:2] == (None, "unparsed")


@pytest.mark.parametrize(("header", "cell", "unit"), [
    ("本年收费金额（单位：万元）", "12.5", "万元"),
    ("本年收费金额[单位：元]", "12.5", "元"),
    ("本年收费金额【元】", "12.5", "元"),
    ("本年收费金额单位：元", "12.5", "元"),
    ("本年收费金额（单位为亿元）", "12.5", "亿元"),
    ("本年收费金额", "12.5", "万元"),
    ("本年收费金额（单位：万元）", "12.5（元）", "元"),
    ("本年收费金额（单位：万元）", "12.5(单位:元)", "元"),
    ("本年收费金额（单位：万元）", "12.5(其中3元)", "万元"),
])  # fmt: skip
def test_an_amount_has_the_unit_of_its_cell_or_its_header_in_whatever_brackets(header, cell, unit):
    page = (
        "甲县水利局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（八）项 | |\n"
        f"信息内容 | {header} |\n行政事业性收费 | {cell} |\n"
    )
    report = report_of(page)
    assert [(row.amount, row.unit) for row in report.disclosures] == [(Decimal("12.5"), unit)]
    assert [one.code for one in report.findings if one.code == "unknown-label"] == []


def test_a_row_whose_cell_also_says_what_it_means_and_a_header_with_its_year_are_known():
    page = (
        "甲县水利局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项 | |\n"
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章：省级政府规章指省级政府制定的文件。 | 1 | 2 | 3 |\n"
        "规范性文件：是指约束公众的文件。 | 4 | 5 | 6 |\n第二十条第（五）项 | |\n"
        "信息内容 | 上一年项目数量 2019年 | 本年增/减 | 处理决定数量 |\n行政许可 | 7 | 1 | 9 |\n"
    )
    report = report_of(page)
    rows = [(row.newly_made, row.items_previous_year) for row in report.disclosures]
    assert rows == [(1, None), (4, None), (None, 7)]
    assert [one.code for one in report.findings if one.code == "unknown-label"] == []


def test_a_row_of_another_year_is_not_the_reports_own():
    page = (
        "甲县水利局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项 | | |\n"
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章2022年 | 7 | 8 | 9\n规章 | 1 | 2 | 3\n"
        "行政规范性文件 | 4 | 5 | 6\n"
    )
    report = report_of(page)
    assert [row.issued for row in report.disclosures] == [1, 4]
    told = [one.text for one in report.findings if one.code == "unknown-label"]
    assert told == ["规章2022年 | 7 | 8 | 9"]


@pytest.mark.parametrize("printed", ["0 0 0", "3 0", "1 2 3 4 5 6 7", "12\n3"])
def test_figures_side_by_side_are_no_single_figure(printed):
    assert number(printed)[:2] == (None, "unparsed")


@pytest.mark.parametrize(("printed", "value", "unit"), FIGURES)
def test_a_figure_is_read_exactly_with_its_unit(printed, value, unit):
    read = number(printed)
    assert (read.value, read.unit, read.state) == (value, unit, "number")
    assert type(read.value) is type(value)


@pytest.mark.parametrize("printed", ["", " ", "\xa0", "\u3000", "\u200b"])
def test_a_blank_is_not_zero(printed):
    assert number(printed).value is None
    assert number(printed).state == "blank"


@pytest.mark.parametrize("printed", [
    "-", "—", "——", "_", "―", "─", "……", "/", "无", "N/A", "－", "没有", "不涉及", "未增未减", "无变化", "未收费",
])  # fmt: skip
def test_a_sign_for_nothing_is_not_zero(printed):
    assert number(printed).value is None
    assert number(printed).state == "dash"


@pytest.mark.parametrize(
    "printed", ["1,23", "约3", "三", "3万件", "2.1.3", "规章", "1/2", "３件左右", "9" * 30]
)
def test_what_is_no_figure_is_not_guessed(printed):
    assert number(printed).value is None
    assert number(printed).state == "unparsed"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_count_reads_back_as_printed(value):
    assert number(str(value)) == (value, "number", None, True)
    assert number(f"{value:,}").value == value


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_every_amount_reads_back_to_the_last_digit(value):
    assert Decimal(number(str(value)).value) == value


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_folds_and_reads_without_an_error(text):
    assert fold(fold(text)) is not None
    assert number(text).state in {"number", "blank", "dash", "unparsed"}
    assert is_figure(text) or number(text).state not in {"number", "dash"}


@given(st.text(st.sampled_from("，：；（）！＜\u0338か\u3099０a1件 \u3000\u200b"), max_size=12))
def test_the_shapes_of_a_squeezed_text_are_those_of_unicode(text):
    assert squeeze(text) == "".join(normalize("NFKC", text).replace("\u200b", "").split())


ROUGH = [
    "0/0", "3/0", "0/12", "+3/-1", "增3减1", "增2/减0", "约30万元", "26.5万", "3件以上", "↑3", "100%", "--253", "±0", "减-5",
    "—5", "3增1减", "下降2项", "9万6千元", "O",
]  # fmt: skip


@pytest.mark.parametrize("printed", ROUGH)
def test_two_changes_in_a_cell_and_rough_figures_are_no_words_and_never_guessed(printed):
    assert is_figure(printed)
    assert number(printed) == (None, "unparsed", None, False)


@pytest.mark.parametrize(
    "printed", ["1/3", "规章", "2021/12", "", "2.重复申请", "3.其他", "2021年", "第3项"]
)
def test_a_page_mark_is_no_figure(printed):
    assert not is_figure(printed)
