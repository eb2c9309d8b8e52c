"""HTML is read as a browser shows it: what is hidden is not there, what is small is a note."""

from html import escape
from pathlib import Path

import pytest

from parsers.numbers import number
from parsers.page import Grid
from parsers.readers import html
from tests.reading import report_of

ROW = "<table><tr><td>规章</td><td>{}</td></tr><tr><td>规范性文件</td><td>4</td></tr></table>"


def cell(inner: str) -> str:
    (grid,) = html.read(ROW.format(inner)).grids
    return grid.lines[0][1]


@pytest.mark.parametrize(("inner", "text"), [
    ("22<sup>1</sup>", "22[1]"),
    ("22<sup>[1]</sup>", "22[1]"),
    ("22<sup><a href='#n'>①</a></sup>", "22[①]"),
    ("22<sup>1<sup>2</sup></sup>", "22[12]"),
    ("22<sup> </sup>", "22"),
    ("<span style='DISPLAY: none'>9</span>22", "22"),
    ("<span hidden>9</span>22", "22"),
    ("<b>2</b><font>2</font>", "22"),
    ("<del>21</del><ins>22</ins>", "22"),
    ("<s>21<strike>9</strike></s>22", "22"),
    ("<input value='22' readonly>", "22"),
    ("<input type=number value=' 2,200 '> 件", "2,200 件"),
    ("<input type=hidden value=9>22", "22"),
    ("<input type=checkbox value=9>22", "22"),
    ("<input style='display:none' value=9>22", "22"),
    ("<input value='请输入'>22", "22"),
    ("<input type=tel value=22 disabled>", "22"),
    ("<input value='22件'>", "22件"),
    ("<input value='—'>", "—"),
    ("<input value='-8'>", "-8"),
    ("<input value='约3件'>", "约3件"),
    ("<input value='2024-01-05'>22", "22"),
    ("<textarea readonly>\n22 </textarea>", "22"),
    ("<textarea>22</textarea> 件", "22 件"),
    ("<textarea>请输入</textarea>22", "22"),
    ("<textarea hidden>9</textarea>22", "22"),
    ("<select disabled><option>0<option selected>22</select>", "22"),
    ("<select><option>22<option>9</select>", "22"),
    ("<select multiple><option>9</select>22", "22"),
    ("<select style='display:none'><option>9</select>22", "22"),
    ("<p>2</p><!-- 9 --><script>9</script>", "2"),
    ("<style>#old, i.a .b {display:none}</style><b id=old>9</b><i class=a><u class=b>9</u></i>22", "22"),
    ("<!-- <style>.old {display:none}</style> --><b class=old>22</b>", "22"),
])  # fmt: skip
def test_a_cell_says_what_is_seen_in_it(inner, text):
    assert cell(inner) == text


@pytest.mark.parametrize(("label", "inner", "text"), [
    ("本年新收", "<p><img src=2.png></p>", "[图片]"),
    ("本年新收", "8<img src=2.png>", "8"),
    ("本年新收", "<input value='见附件'>", "见附件"),
    ("本年新收", "<img src=dot.gif width=1 height=20>", ""),
    ("联系人", "<p><img src=2.png></p>", ""),
])  # fmt: skip
def test_what_stands_in_the_place_of_a_figure_is_no_blank(label, inner, text):
    page = html.read(f"<table><tr><td>{label}</td><td>{inner}</td></tr></table>")
    assert page.grids[0].lines[0] == (label, text)


@pytest.mark.parametrize(("inner", "text"), [
    ("<s>21</s>22", "22"),
    ("<style>.old{display:none}</style><i class=old>9</i>22", "22"),
    ("22<sup>1</sup>", "22[1]"),
    ("<span style='opacity:0'>9</span>22 | 3", "9 / 22 | 3"),
])  # fmt: skip
def test_what_a_table_without_cells_says_is_what_is_seen_in_it(inner, text):
    page = html.read(f"<div>第二十条第（一）项</div><div>规章</div><div>{inner}</div>")
    assert page.blocks == ("第二十条第（一）项", "规章", text)


def test_rows_of_blocks_keep_their_blank_cells():
    row = "<div><p>{}</p><p>{}</p><p></p></div>"
    rows = row.format("规章", "<s>4</s>3") + row.format("行政规范性文件", "")
    page = html.read(f"<div>第二十条第（一）项</div><div>{rows}</div>")
    assert page.blocks == ("第二十条第（一）项", "规章 | 3 | |", "行政规范性文件 | | |")


def test_paragraphs_beside_a_menu_are_no_row_of_cells():
    menu = "<ul><li>首页</li><li>政务公开</li></ul>"
    prose = "<p>一、总体情况</p><p>全年公开三件。</p><p>第二十条第（一）项</p>"
    page = html.read(f"{menu}<div>{prose}</div>{menu}")
    assert page.blocks[2:5] == ("一、总体情况", "全年公开三件。", "第二十条第（一）项")


def test_the_marks_of_words_lists_part_no_line():
    mark = "<!--[if !supportLists]-->{}<!--[endif]-->"
    assert html.read(f"<p>{mark.format('一、')}总体情况</p>").blocks == ("一、总体情况",)


@pytest.mark.parametrize("script", ["", f"<script>{'!' * 999}</script>"])
def test_the_comments_of_a_template_part_no_line(script):
    day = "<!--<$[信息发布日期]>begin-->2024-01-15<!--<$[信息发布日期]>end-->"
    page = html.read(
        f"{script}<p>发布日期：{day} 来源： <!--x-->甲局</p><!-- 二 --><p>一<!-- 三 --></p>"
    )
    assert page.blocks == ("发布日期：2024-01-15 来源： 甲局", "一")


def test_a_style_sheet_within_the_marks_of_a_comment_hides_what_it_says():
    hiding = "<style>.a{color:red}\n<!-- .old{display:none} -->\n.c{color:red}</style>"
    rows = "<tr><td>规章</td><td>1</td></tr><tr class=old><td>规章</td><td>8</td></tr>"
    assert html.read(f"{hiding}<table>{rows}</table>").grids[0].lines == (("规章", "1"),)
    assert "".join(html.read("<p>收到<!-->3件，办结<!--x-->2件</p>").lines) == "收到3件，办结2件"


def test_the_lines_of_a_text_are_lines():
    text = "一、总体情况\n全年<b>公开</b>三件<br>规章\t0\t1\t2"
    assert html.read(f"<pre>{text}</pre>").blocks == (
        "一、总体情况",
        "全年公开三件",
        "| 规章 | 0 | 1 | 2 |",
    )
    assert cell("<pre>\n22\n件</pre>") == "22 件"


def test_a_field_outside_of_a_table_is_no_part_of_the_text():
    page = html.read(
        "<div><p>第 <input value='1'> 页</p></div>" + ROW.format("<b><input value=7></b>")
    )
    assert "".join(page.lines) == "第页"
    assert page.grids[0].lines[0][1] == "7"


@pytest.mark.parametrize("inner", [
    "<input value=5><input value=3>", "1<input value=234>", "<input value=2>1", "<p>5<p><input value=3>",
    "1<textarea>234</textarea>", "<select><option>2</select>1", "<select><option>2</select><textarea>1</textarea>",
])  # fmt: skip
def test_figures_of_fields_in_one_cell_are_never_one(inner):
    assert number(cell(inner)).state == "unparsed"


@pytest.mark.parametrize("depth", [1, 3])
def test_what_a_frame_holds_stands_in_its_place_and_has_its_evidence(depth):
    held = f"<html><head><title>甲</title></head><body>中{ROW.format('8')}</body></html>"
    for _ in range(depth):
        held = f'前<iframe style="border: none" srcdoc="{escape(held)}">无</iframe>'
    read = html.read(f"{held}后{ROW.format('1')}")
    lines = [block if isinstance(block, str) else block.lines[0][1] for block in read.blocks]
    assert "".join(lines) == "前" * depth + "中8后1"
    shown = html.mark_cell(f"{held}后{ROW.format('1')}", 1, 0, 1)
    assert shown is not None
    assert 'class="marked">8<' in shown


@pytest.mark.parametrize("hidden", [
    "<!-- {} -->", "<script>var a = '{}'</script>", "<p></p><noscript>{}</noscript>", "<div hidden>{}</div>",
])  # fmt: skip
def test_a_frame_that_no_browser_shows_holds_nothing(hidden):
    frame = f'<iframe srcdoc="{escape(ROW.format("8"))}"></iframe>'
    assert html.read(hidden.format(frame) + "后").blocks == ("后",)
    assert html.read(frame.replace("srcdoc", "style='display:none' srcdoc") + "后").blocks == (
        "后",
    )


def test_a_hidden_table_takes_no_number():
    hidden = f"<div style='display:none'>{ROW.format('9')}</div>{ROW.format('8')}"
    first, second = html.read(hidden + ROW.format("1")).grids
    assert (first.number, first.lines[0][1]) == (1, "8")
    assert (second.number, second.lines[0][1]) == (2, "1")
    shown = html.mark_cell(hidden + ROW.format("1"), second.number, 0, 1)
    assert shown is not None
    assert 'class="marked">1<' in shown


@pytest.mark.parametrize("said", ["display: table", "visibility: visible"])
def test_a_table_whose_style_says_that_it_is_shown_is_one_table(said):
    styled = ROW.format("8").replace("<table", f'<table style="{said}"')
    first, second = html.read(f"前<br>{styled}{styled}后").grids
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(("letters", "tables"), [(1200, 1), (1201, 0)])
def test_a_table_with_a_cell_that_says_more_than_the_forms_lays_out_a_page(letters, tables):
    page = html.read(f"<table><tr><td>{'公' * letters}</td><td>开</td></tr></table>")
    assert len(page.grids) == tables
    assert "".join([*page.lines, *page.cells]) == "公" * letters + "开"


def test_what_stands_between_tables_is_in_its_order():
    page = html.read(
        f"<p> 前 <br><br> </p>{ROW.format('1')}{ROW.format('2')}<p> </p>中<hr>{ROW.format('3')}"
    )
    told = [block if isinstance(block, str) else block.lines[0][1] for block in page.blocks]
    assert told == ["前", "1", "2", "中", "3"]


def test_a_row_that_a_style_sheet_hides_is_no_row():
    hidden = "<tr class=old><td>规章</td><td>9</td></tr>"
    rows = (
        html.read(
            f"<style>.old {{display: none}}</style>{ROW.format('8')}".replace(
                "<tr>", f"{hidden}<tr>"
            )
        )
        .grids[0]
        .lines
    )
    assert rows == (("规章", "8"), ("规范性文件", "4"))


def test_a_hidden_row_is_no_row():
    page = html.read(ROW.format("1") + "<table><tr hidden><td>规章</td><td>9</td></tr></table>")
    grids = [block for block in page.blocks if isinstance(block, Grid)]
    assert [line for grid in grids for line in grid.lines] == [("规章", "1"), ("规范性文件", "4")]


@pytest.mark.parametrize(
    "between", ["<!-- 9 -->", "<![endif]>", "<form action=x>", "<script>9</script>"]
)
def test_only_a_cell_is_a_cell_of_its_row(between):
    table = f"<table><tr>{between}<td>规章</td>{between}<td>1</td>{between}</tr></table>"
    (grid,) = html.read(table).grids
    assert grid.lines == (("规章", "1"),)


@pytest.mark.parametrize("before", ["", "0</td><td>3</td></tr>", "</tr>", "<td>总计</td></tr>"])
def test_a_part_of_a_page_that_begins_within_a_table_has_the_rows_that_follow(before):
    text = f"{before}<tr><td>规章</td><td>1</td></tr><tr><td>规范性文件</td><td>4</td></tr></table>"
    (grid,) = html.read(text).grids
    assert grid.lines[-2:] == (("规章", "1"), ("规范性文件", "4"))
    marked = html.mark_cell(text, 1, len(grid.lines) - 1, 1)
    assert marked is not None
    assert '<td class="marked">4</td>' in marked


def test_rows_in_an_early_script_are_no_beginning_of_a_page_within_a_table():
    head = "<title>甲局年报</title><meta name=PubDate content=2024-01-05>"
    page = html.read(f"<!-- 甲 --><html><script>'<tr><td>'</script>{head}{ROW.format('1')}</html>")
    assert (page.title, page.metas) == ("甲局年报", (("PubDate", "2024-01-05"),))


def test_bytes_at_hand_are_read_as_their_text_is():
    text = ROW.format("１２<sup>③</sup>&nbsp;<i>件</i>")
    assert html.read(text, text.encode()) == html.read(text)


def test_a_figure_between_two_cells_is_told_and_its_table_is_not_proved():
    page = Path("fixtures/reports/one-wrong-2021.html").read_text(encoding="utf-8")
    head, end, values = page.rpartition("  <td>1</td>\n  <td>0</td>\n  <td>0</td>\n  <td>0</td>\n")
    assert end
    shifted = "  <td></td><td>1</td>0<td>0</td>\n  <td>0</td>\n"  # a blank, 1, 0, 0 and the total 1
    report = report_of(f"{head}{shifted}{values}")
    assert report.tables["disputes"].status == "doubtful"
    assert ("row-not-placed", "0") in [(one.code, one.text) for one in report.findings]
