"""What a converter leaves of Markdown and HTML in a text is taken out; its tables are read as a page's."""

from random import Random

import pytest

from parsers.flat.rows import split_rows
from parsers.readers.line_markup import strip_markup
from parsers.readers.text_markup import text_to_html
from schemas.form import forms
from schemas.report import Status
from tests.documents import misread
from tests.printing import tables
from tests.printing.flat import markdown
from tests.printing.markup import clean
from tests.printing.prose import HEADINGS
from tests.reading import report_of
from tests.render import true_figures

TITLE = "甲州市乙县财政局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("### （二）依申请公开", "（二）依申请公开"),
        ("#1号楼", "#1号楼"),
        ("- （1）全年公开12条。", "（1）全年公开12条。"),
        ("- 5", "- 5"),
        ("> 本报告由甲县财政局编制。", "本报告由甲县财政局编制。"),
        ("**规章** | **3** | 0 | __17__", "规章 | 3 | 0 | 17"),
        ("| ** | 3 | ** |", "| ** | 3 | ** |"),
        ("2022\\-01\\-12", "2022-01-12"),
        ("\\(三\\)不予公开 | \\ | 5", "(三)不予公开 | \\ | 5"),
        ("|没有现成信息需要<br>另行制作|8<br/>0|", "|没有现成信息需要 另行制作|8 0|"),
        ("|22<sup>2</sup>|<sup>科研</sup>机构|", "|22[2]|科研机构|"),
        ('<a id="top"></a>甲县<strong>财政局</strong>', "甲县财政局"),
        ("关于印发<年度报告格式>的通知", "关于印发<年度报告格式>的通知"),
        ("规章 | ~~3~~ 5 | <del>8</del>9 |", "规章 |  5 | 9 |"),
        ("乙~~丙", "乙~~丙"),
        ('[规章]{.underline} | [3]{style="color:black"} | 0', "规章 | 3 | 0"),
        ("::: {#zoom .article}", ""),
        ("规章&nbsp;&lt;5&gt;", "规章 <5>"),
        ("+------+-----+", ""),
        ("| --- |:---:| ---- |", ""),
        ("---|---|---", ""),
        (":   乙财〔2022〕5号", "乙财〔2022〕5号"),
        ("*公开方式*：主动公开", "公开方式：主动公开"),
        ("_【索引号】_113308220026/2022-17", "【索引号】113308220026/2022-17"),
        ("5*3*2", "5*3*2"),
        ("*2024-01-09* | _AB_2/3_ | 22*", "2024-01-09 | AB_2/3 | 22*"),
        ("**来源 ： **[甲网](javascript:go(1)) **文号：** **", "来源 ： 甲网 文号："),
        ("![](a.png)甲[1](注)", "甲[1](注)"),
        ("2024-01-09 __来源：甲网", "2024-01-09 来源：甲网"),
        ("来源：甲网 \\| 作者： \\", "来源：甲网 | 作者： "),
        ("规章 | 3 \\| 4 | 0", "规章 | 3   4 | 0"),
        ("|      +-----+-----+", ""),
        ("+-", "+-"),
        ("│ 规章 │ 3 │ 0 │", "| 规章 | 3 | 0 |"),
        ("规章｜3｜0", "规章|3|0"),
        ("- 2.重复申请 0 0", "2.重复申请 0 0"),
        ("- 0 0", "- 0 0"),  # of signs for nothing
        ("行政许可 ｜ 3578", "行政许可 | 3578"),
        ("├────┼───┤", ""),
        (
            "甲县2023年政府信息公开工作年度报告｜甲县人民政府网",
            "甲县2023年政府信息公开工作年度报告｜甲县人民政府网",
        ),
    ],
)
def test_a_line_says_what_its_marks_stand_around(line, said):
    assert strip_markup(line) == said


def _report(printed: list[str], mark: str) -> str:
    bodies = ["2023年本机关公开信息12条，均按时更新。", *printed, "解读不够通俗。", "无。"]
    parts = (f"{mark}{head}\n\n{body}" for head, body in zip(HEADINGS, bodies, strict=True))
    return "\n\n".join((f"# {TITLE}", "发布日期：2024-01-12", *parts))


def _tables(how, figures):
    return [how(lines) for lines in tables.three_tables(forms()["2021"], figures)]


@pytest.mark.parametrize(
    "how", [markdown, clean, lambda lines: f"<html><body>{clean(lines)}</body></html>"]
)
@pytest.mark.parametrize("mark", ["", "## "])
def test_a_report_in_markdown_is_read_to_the_last_figure_and_heading(how, mark):
    figures = true_figures(forms()["2021"], Random(len(mark)).randint(1, 99))
    report = report_of(_report(_tables(how, figures), mark))
    assert report.metadata.title == TITLE
    assert report.metadata.agency == "甲州市乙县财政局"
    assert str(report.metadata.published_on) == "2024-01-12"
    assert tuple(s.heading for s in report.sections if s.number) == tuple(
        head.partition("、")[2] for head in HEADINGS
    )
    assert report.tables["requests"].status is Status.PROVED
    assert misread(figures, report) == {}


@pytest.mark.parametrize("text", [
    "甲县<div><table><tr><td>1</td></tr></table></div>",
    "<table><tr><td>1</td></tr></table><p>甲县</p>",
    "<table><tr><td>1</td></tr></table>",
    "<div class='x'>甲县</div>\n<table></table>\n乙县",
    "甲县<table><tr><td>1</td></tr>",
    "甲县</table><br>",
    "甲县<br>\n乙县<a href='x'>丙县</a>",
    "<!DOCTYPE html><table></table>",
])  # fmt: skip
def test_a_page_stays_a_page(text):
    assert text_to_html(text) is None


def test_what_a_page_hides_is_no_text_of_its_markdown():
    shown = "**索引号**：0030-1\n\n<div>\n\n| 规章 | 3 |\n|---|---|\n\n</div>"
    hidden = '<div style="display: none">\n\n| 规章 | 9 |\n\n{}</div>\n\n'
    assert text_to_html(hidden.format("") + shown) == text_to_html("\n\n" + shown)
    assert text_to_html(hidden.format("<div>\n</div>") + shown) is None


def test_a_text_may_begin_with_a_table():
    box = "<html><body><table><tr><td>索引号</td><td>AB/2024-21</td></tr></table></body></html>"
    report = report_of(f"{box}\n\n# {TITLE}\n\n一、总体情况\n\n全年公开12条。")
    assert (report.metadata.title, report.metadata.index_number) == (TITLE, "AB/2024-21")
    assert [section.text for section in report.sections] == ["全年公开12条。"]


def test_a_text_in_which_but_words_are_marked_up_is_its_lines():
    text = f'<a id="top"></a># {TITLE}\n\n发布日期：2024\\-01\\-12\n\n一、总体情况\n\n全年公开<font>12</font>条。'
    report = report_of(text)
    assert (report.metadata.title, str(report.metadata.published_on)) == (TITLE, "2024-01-12")
    assert [section.text for section in report.sections] == ["全年公开12条。"]


@pytest.mark.parametrize("cell", ["8<br>0", "51 179", "3件 0件", "— 4"])
def test_a_row_is_not_placed_in_which_a_copy_ran_two_cells_into_one(cell):
    heads = "|信息内容|本年制发件数|本年废止件数|现行有效件数|"
    text = f"{TITLE}\n二、主动公开政府信息情况\n{heads}\n|规章||{cell}|5|\n|行政规范性文件|1|0|2|"
    report = report_of(text)
    assert [(row.row, row.issued) for row in report.disclosures] == [("normative_documents", 1)]
    assert "row-not-placed" in {one.code for one in report.findings}


def test_a_broken_rule_under_a_head_is_no_row():
    rule = "|---|--- |---|---|"
    rows = ["| 规章 | 1 | 0 | 2 |", rule, "| 行政规范性文件 | 3 | 1 | 5 |"]
    assert split_rows(rows) == [("规章", "1", "0", "2"), ("行政规范性文件", "3", "1", "5")]
