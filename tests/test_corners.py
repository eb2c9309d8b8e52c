"""What few pages print and some do: odd figures, odd headers, odd layouts, told as they stand."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from parsers import NotAReport
from parsers.readers import html
from schemas.form import forms
from schemas.report import Report, Status
from tests.pressed import press
from tests.printing.skins import Article
from tests.printing.tables import Cell, Figures, Lines
from tests.reading import report_of
from tests.render import Layout, render, true_figures

FORM = forms()["2021"]
RULES = ("disclosures", "rules", "issued")
TRUE = true_figures(FORM, 5)


def printed(cell: str, place: tuple[str, str, str] = RULES, layout: Layout | None = None) -> Report:
    """The report of a page on which one place prints this."""
    figures: Figures = TRUE | {place: cell}
    return press(FORM, figures, layout or Layout()).report()


def codes(report: Report) -> set[str]:
    return {one.code for one in report.findings} - {"information-fee-stated"}


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("-3", -3, "negative-figure"),
        ("3.0", 3, None),
        ("2.5", None, "unreadable-figure"),
        ("三", None, "unreadable-figure"),
        ("1/2", None, "unreadable-figure"),
        ("12件(其中修订3件)", 12, None),
        ("１，２５０", 1250, None),
        ("1 250", 1250, "figure-parted"),
        ("约5", None, "unreadable-figure"),
        ("0570-3080061", None, "unreadable-figure"),
        ("99999999999999999999", None, "unreadable-figure"),
        ("——", None, None),
        ("/", None, None),
        ("无", None, None),
    ],
)
def test_an_odd_count_is_told_as_printed(cell, value, code):
    report = printed(cell)
    (rules,) = (row for row in report.disclosures if row.row == "rules")
    assert rules.issued == value
    assert rules.printed == ({} if cell == str(value) else {"issued": cell})
    assert codes(report) == ({code} if code else set())


@pytest.mark.parametrize(
    ("cell", "amount", "unit"),
    [
        ("251000元", Decimal(251000), "元"),
        ("12.5万元", Decimal("12.5"), "万元"),
        ("26.5万", Decimal("26.5"), "万元"),
        ("约26.5万", None, "万元"),
        ("7,730.28", Decimal("7730.28"), "万元"),
        ("0.00", Decimal("0.00"), "万元"),
        ("", None, "万元"),
        ("3件", Decimal(3), "万元"),
    ],
)
def test_money_keeps_its_decimals_and_the_unit_that_is_printed(cell, amount, unit):
    (fees,) = (
        row for row in printed(cell, ("disclosures", "fees", "amount")).disclosures
        if row.row == "fees"
    )  # fmt: skip
    assert (fees.amount, fees.unit) == (amount, unit)


def test_a_note_under_a_table_is_no_row():
    def noted(lines: Lines) -> Lines:
        return [*lines, [Cell("注：本表数据不含乡镇。", 1, 10)]]

    report = report_of(_hurt(noted))
    assert codes(report) == set()
    assert report.tables["requests"].status is Status.PROVED


def test_a_number_in_a_cell_before_its_label_is_no_word():
    def parted(cell: Cell) -> list[Cell]:
        number, point, words = cell.text.partition(".")
        if number.isdecimal() and point:
            return [Cell(f"{number}."), Cell(words)]
        return [cell._replace(columns=cell.columns + (cell.columns in (2, 3)))]

    def numbered(lines: Lines) -> Lines:
        return [[one for cell in line for one in parted(cell)] for line in lines]

    report = report_of(_hurt(numbered))
    assert codes(report) == set()
    assert report.tables["requests"].status is Status.PROVED


def test_a_row_of_another_form_is_read_and_doubted():
    def mixed(lines: Lines) -> Lines:
        return [*lines[:-1], [Cell("(六)其他处理", 1, 3), *[Cell("0")] * 7], lines[-1]]

    report = report_of(_hurt(mixed))
    assert "row-of-another-form" in codes(report)
    assert report.tables["requests"].status is Status.DOUBTFUL
    assert report.requests[-1].row == "other_total"


def test_a_column_that_no_form_has_moves_no_figure():
    def wider(lines: Lines) -> Lines:
        head = [*lines[1][:-1], Cell("小计", 2), lines[1][-1]]
        rows = [[*line[:-1], Cell("77"), line[-1]] for line in lines[3:]]
        return [lines[0], head, lines[2], *rows]

    report = report_of(_hurt(wider))
    assert report.tables["requests"].status is not Status.PROVED
    for row in report.requests:
        for column in FORM.tables["requests"].columns:
            assert getattr(row, column) in (None, TRUE["requests", row.row, column])


@pytest.mark.parametrize("layout", [Layout(), Layout(flat="bare pipes")])
def test_an_unknown_word_over_the_organisations_moves_no_column(layout):
    page = press(FORM, TRUE, layout).text
    assert page.count("法人或其他组织") == 1
    report = report_of(page.replace("法人或其他组织", "法人等组织"))
    assert len(report.requests) == len(FORM.tables["requests"].rows)
    for row in report.requests:
        for column in FORM.tables["requests"].columns:
            assert getattr(row, column) == TRUE["requests", row.row, column]


def _hurt(change: Callable[[Lines], Lines]) -> str:
    article = Article(agency="海晏市水务局", year=2023)
    return render(FORM, TRUE, Layout(), article, change)


def test_a_report_of_prose_is_known_by_two_headings_of_which_one_is_only_its_own():
    one = "<p>一、总体情况</p><p>甲。</p>"
    for other in ("二、主动公开政府信息情况", "二、依申请公开办理情况", "四、复议、诉讼和申诉情况"):
        assert report_of(f"{one}<p>{other}</p><p>乙。</p>").status is Status.ABSENT
    for first in ("政府信息公开工作概述", "工作概况"):
        said = "2018年我镇认真公开信息,共五条。"
        own = report_of(f"<p>一、{first}</p><p>{said}</p><p>二、主动公开信息和平台建设情况</p>")
        assert (own.status, own.metadata.report_year) == (Status.ABSENT, 2018)
    within = "<p>(一)主动公开情况。{}认真公开信息。</p>"
    assert report_of(one + within.format("我局")).status is Status.ABSENT
    model = one + within.format("xx街道办事处")
    for page in (one, model, f"{one}<p>五、存在的主要问题及改进情况</p><p>乙。</p>"):
        with pytest.raises(NotAReport):
            report_of(page)


@pytest.mark.parametrize(
    "head", ["甲县水利局政府信息公开指南", "政府信息公开制度研究", "2022年村务公开工作总结"]
)
def test_a_page_whose_head_calls_it_another_text_is_no_report(head):
    own = "<p>一、工作概况</p><p>(一)主动公开情况。甲。</p><p>二、申请公开办理情况</p><p>乙。</p>"
    assert report_of(own).status is Status.ABSENT
    with pytest.raises(NotAReport):
        report_of(f"<title>{head}_甲县</title>{own}")


def test_a_word_about_a_report_that_lists_its_headings_is_no_report():
    headings = "<p>一、总体情况</p><p>甲。</p><p>五、存在的主要问题及改进情况</p>"
    for title in ("文字解读:{}", "{}解读", "一图读懂《{}》"):
        with pytest.raises(NotAReport):
            report_of(
                f"<p>{title.format('甲县水利局2023年政府信息公开工作年度报告')}</p>{headings}"
            )


@pytest.mark.parametrize(
    "page",
    ["<html><frameset><frame src=a></frameset></html>", "", "<!-- a -->", "<script>1</script>"],
)
def test_a_page_without_a_body_is_empty(page):
    assert [block for block in html.read(page).blocks if block] == []


def test_what_is_hidden_by_a_word_of_its_style_is_not_and_what_only_sounds_so_is():
    page = html.read(
        "<p style='display:none'>甲</p><p style='visibility: hidden'>乙</p>"
        "<p style='background:url(none.gif)'>丙</p><p style='overflow:hidden'>丁</p>"
    )
    assert [line for line in page.lines if line] == ["丙", "丁"]


def test_a_head_names_what_it_names():
    page = html.read(
        '<head><title> 甲\n 乙 </title><meta name="PubDate" content=" 2024-01-02 ">'
        '<meta property="og:title" content="丙"><meta content="丁"><meta name="x" content="">'
    )
    assert page.title == "甲 乙"
    assert page.metas == (("PubDate", "2024-01-02"), ("og:title", "丙"))


@pytest.mark.parametrize("day", ["成文日期：2023-06-30", "发布日期：12/01/24 10:42"])
def test_a_report_dated_before_its_year_ended_is_told(day):
    report = report_of(
        f"<p>{day}</p><h1>甲县水利局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p>"
    )
    assert "written-before-year-end" in codes(report)


def test_a_circular_that_a_library_files_under_another_name_is_no_report():
    circular = "甲市人民政府办公室关于印发《进一步加强政府信息公开工作的意见》的通知【制定机关】甲市人民政府办公室"
    opinions = "为深入贯彻落实《政府信息公开条例》,现就进一步加强政府信息公开工作提出以下意见。\n"
    name = "区府办信息公开报告\n- 格式:doc\n"
    with pytest.raises(NotAReport):
        report_of(f"{name}{circular}{opinions * 2}")
    follows = "我局认真贯彻落实国务院办公厅关于印发《政务公开工作要点》的通知(国办发〔2019〕14号)要求,公开信息12条。\n"
    text = f"甲县财政局2019年政府信息公开工作年度报告\n{follows * 2}"
    assert report_of(text).metadata.agency == "甲县财政局"


@pytest.mark.parametrize(("agency", "issued", "told"), [
    ("甲县水务局", 3, True), ("甲县乙镇人民政府", 3, True), ("甲县水务局", 0, False), ("甲县水务局", None, False),
    ("衢州市人民政府", 3, False), ("浙江省水利厅", 3, False), ("水利部", 3, False),
])  # fmt: skip
def test_rules_that_a_body_below_cities_states_as_its_own_are_told_and_kept(agency, issued, told):
    rules = dict.fromkeys((("disclosures", "rules", c) for c in ("repealed", "in_force")), 0)
    page = render(FORM, TRUE | rules | {RULES: issued}, Layout(), Article(agency, 2024))
    report = report_of(page)
    places = [(f.where, f.text) for f in report.findings if f.code == "rules-below-cities"]
    assert places == ([("disclosures.rules.issued", "3")] if told else [])
    assert (report.disclosures[0].issued, report.status) == (issued, Status.PROVED)
