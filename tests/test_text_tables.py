"""Tables that a copy has flattened to text, found again with every figure in its place."""

import pytest

from parsers import records
from parsers.flat.pieces import split_cells
from parsers.flat.text_tables import find_tables_in_text
from parsers.page import Grid
from parsers.proof import prove
from parsers.readers import html, pipes
from parsers.recognise import find_tables
from schemas.form import forms
from schemas.report import Status
from tests.figures import balanced
from tests.pressed import compared, pressed
from tests.printing import tables
from tests.printing.flat import FLAT
from tests.printing.markup import clean
from tests.printing.tables import Cell

CELLS = ["规章", "0", "0", "6", "行政规范性文件", "3", "2", "27"]
HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]

SHAPES = {
    "a row a line, padded": "第二十条第(一)项 | |||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | 0 | 0 | 6 |\n行政规范性文件 | 3 | 2 | 27 |",
    "a row a line, unpadded": "第二十条第(一)项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n"
    "规章 | 0 | 0 | 6\n行政规范性文件 | 3 | 2 | 27",
    "markdown": "| 第二十条第(一)项 | | | |\n|---|---|---|---|\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "| 规章 | 0 | 0 | 6 |\n| 行政规范性文件 | 3 | 2 | 27 |",
    "a label broken over two lines": "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | 0 | 0 | 6 |\n行政规范性\n文件 | 3 | 2 | 27 |",
    "a cell a line with a pipe after it": "第二十条第(一)项 |\n|||\n"
    + "\n".join(f"{cell} |" for cell in HEAD + CELLS),
    "a cell a line with a lone pipe between": "\n|\n".join(["第二十条第(一)项", *HEAD, *CELLS]),
    "headers whose pipes stand on lines of their own": "第二十条第(一)项 | |||\n"
    + "\n|\n".join([*HEAD, ""])
    + "\n".join(f"{cell} |" for cell in CELLS),
    "a cell a line with empty lines between": "\n\n".join(["第二十条第(一)项", *HEAD, *CELLS]),
    "a header broken over lines": "\n\n".join(
        ["信息内容", "本年制发", "件数", "本年废止", "件数", "现行有效件数", *CELLS]
    ),
    "cells glued to their label": "第二十条第(一)项\n信息内容本年制发件数本年废止件数现行有效件数\n"
    "规章006\n行政规范性文件 3 2 27",
    "several headers broken at once": "信息内容 | 本年制发 | 本年废止 | 现行有效件数 |\n件数 | 件数 |\n"
    "规章 | 0 | 0 | 6 |\n行政规范性文件 | 3 | 2 | 27 |",
    "a row that begins with a pipe of its own": "|\n第二十条第(一)项 |\n|||\n|\n"
    + "\n".join(f"{cell} |" for cell in HEAD)
    + "\n|\n".join(["", *("\n".join(f"{c} |" for c in row) for row in (CELLS[:4], CELLS[4:]))]),
    "figures side by side on a line of their own": "\n".join(HEAD)
    + "\n规章\n0 0 6\n行政规范性文件\n3 2 27",
    "traditional characters": "資訊內容 | 本年製發件數 | 本年廢止件數 | 現行有效件數 |\n"
    "規章 | 0 | 0 | 6 |\n行政規範性文件 | 3 | 2 | 27 |",
}


def disclosures(text):
    blocks = find_tables_in_text(pipes.read(text).blocks)
    found = find_tables(block for block in blocks if isinstance(block, Grid))
    return records.read("disclosures", found, None)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_flattened_table_is_read_to_the_last_cell(shape):
    table = disclosures(
        f"二、主动公开政府信息情况\n{SHAPES[shape]}\n三、收到和处理政府信息公开申请情况\n正文。"
    )
    figures = [table.values["rules", c] for c in ("issued", "repealed", "in_force")]
    figures += [table.values["normative_documents", c] for c in ("issued", "repealed", "in_force")]
    assert figures == [0, 0, 6, 3, 2, 27]
    assert table.sound


HEADER = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"


def requests(text):
    blocks = find_tables_in_text(pipes.read(text).blocks)
    found = find_tables([block for block in blocks if isinstance(block, Grid)])
    return records.read("requests", [p for p in found if p.table == "requests"], None)


@pytest.mark.parametrize("row", ["行政许可 | |||", "行政许可 |\n|||", "行政许可\n|\n|||"])
def test_a_row_filled_up_with_pipes_has_lost_its_figure_and_holds_no_blank(row):
    text = f"第二十条第(五)项 | |||\n信息内容 |\n本年处理决定数量 | ||\n{row}\n第二十条第(六)项 | |||\n"
    lost = disclosures(
        f"{text}信息内容 |\n本年处理决定数量 | ||\n行政处罚 |\n3 | ||\n行政强制 |\n | ||"
    )
    assert ("licensing", "decisions") in lost.missing
    assert {place: lost.values[place] for place in lost.values} == {
        ("penalties", "decisions"): 3,
        ("compulsory_measures", "decisions"): None,
    }


@pytest.mark.parametrize("between", ["\n", " "])
def test_a_label_that_narrow_cells_broke_over_many_lines_is_whole_again(between):
    rows = {
        "carried_over": "二、上年\n结转政\n府信息\n公开申\n请数量",
        "withheld_internal_affairs": "（三）\n不予公\n开\n5.属于\n三类内\n部事务\n信息",
        "other_correction_overdue": "1.申请人\n无正当理\n由逾期不\n补正、行\n政机关不\n再处理其\n政府信息\n公开申请",
    }
    printed = (
        f"{label}\n{between.join(('3', '0', '0', '/', '0', '1', str(4 + at)))}"
        for at, label in enumerate(rows.values())
    )
    table = requests(HEADER + "\n".join(printed) + "\n五、存在的主要问题及改进情况\n正文。")
    assert [table.values[row, "total"] for row in rows] == [4, 5, 6]
    assert [table.values[row, "public_interest_organization"] for row in rows] == [None] * 3


def test_the_last_words_of_a_label_may_stand_beside_the_figures():
    text = (
        "一、本年新收政府信息\n公开申请数量 1 0 0 0 0 0 1\n（三）不\n予公开\n2.其他法\n律行政法\n"
        "规禁止公\n开 0 3 0 0 0 0 3\n4.保护第\n三方合法 0 0 2 0 0 0 2\n权益\n（七）总计 1 3 2 0 0 0 6\n五、存在的主要问题\n正文。"
    )
    table = requests(HEADER + text)
    rows = ("new_requests", "withheld_prohibited_by_law", "withheld_third_party_rights")
    assert [table.values[row, "total"] for row in rows] == [1, 3, 2]


def test_units_that_spaces_part_from_their_figures_are_theirs():
    table = requests(
        f"{HEADER}四、结转下年度继续办理 34 件 3 件 0 件 12件 0 件 5 件 54 件\n五、存在的主要问题\n正文。"
    )
    read = [table.values["carried_forward", column] for column in table.table.columns]
    assert read == [34, 3, 0, 12, 0, 5, 54]


@pytest.mark.parametrize("gap", ["", "\n\n- 3 -\n"])
def test_the_end_of_a_label_that_stands_after_its_figures_is_put_back(gap):
    text = (
        "一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n（五）\n不予处理\n5.要求行\n政机关确\n认或重新\n"
        f"出具已获\n0\n0\n2\n4\n0\n0\n6{gap}\n取信息\n（六）其\n他处理\n1.申请人\n无正当理\n由逾期不\n"
        "补正、行\n政机关不\n再处理其\n政府信息\n公开申请\n0\n0\n0\n0\n0\n5\n5"
    )
    table = requests(HEADER + text + "\n五、存在的主要问题及改进情况\n正文。")
    told = [
        table.values[row, "total"]
        for row in ("not_processed_confirm_reissue", "other_correction_overdue")
    ]
    assert told == [6, 5]


@pytest.mark.parametrize("sign", ["/", "—", "-", "——", "无"])
def test_a_sign_for_nothing_beside_its_label_is_the_cell_after_it(sign):
    table = disclosures(f"信息内容 本年处理决定数量\n行政许可 {sign}\n行政处罚 7\n行政强制 {sign}")
    assert table.values["penalties", "decisions"] == 7
    assert table.values["licensing", "decisions"] is None
    assert ("licensing", "decisions") not in table.missing


@pytest.mark.parametrize("between", [" | ", " |\n", "\n\n"])
def test_a_cell_that_is_no_figure_takes_no_other_from_its_row(between):
    header = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    rows = (header, ["行政处罚", "253", "--253", "7"], ["行政强制", "4", "O", "减2"])
    table = disclosures("第二十条第(六)项\n" + "\n".join(between.join((*row, "")) for row in rows))
    assert [table.values["penalties", c] for c in ("items_previous_year", "decisions")] == [253, 7]
    assert {
        ("penalties", "items_change"),
        ("compulsory_measures", "items_change"),
    } <= table.unreadable


def test_a_row_with_a_value_missing_is_not_read():
    table = disclosures("\n\n".join([*HEAD, "规章", "0", "0", "行政规范性文件", "3", "2", "27"]))
    assert "rules" not in table.placed
    assert table.values["normative_documents", "in_force"] == 27


def test_a_row_of_blank_cells_is_blank_where_the_gap_has_room_for_them():
    text = "\n\n".join([*HEAD, "规章"]) + "\n\n\n\n\n" + "\n\n".join(CELLS[4:])
    table = disclosures(text)
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [None] * 3


def test_where_merged_cells_are_repeated_a_row_keeps_its_blanks_and_its_equal_figures():
    rows = (
        *(["第二十条第(一)项"] * 4, HEAD, ["规章", "", "", ""], ["行政规范性文件", "2", "2", "2"]),
        *(
            ["第二十条第(五)项"] * 4,
            ["信息内容"] + ["本年处理决定数量"] * 3,
            ["行政许可", "", "", ""],
        ),
        *(["第二十条第(六)项"] * 4, ["信息内容"] + ["本年处理决定数量"] * 3),
        *(["行政处罚", "", "", ""], ["行政强制", "", "", ""]),
        *(
            ["第二十条第(八)项"] * 4,
            ["信息内容"] + ["本年收费金额"] * 3,
            ["行政事业性收费", "3", "3", "3"],
        ),
    )
    table = disclosures("\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert not table.missing
    figures = {place: value for place, value in table.values.items() if value is not None}
    assert figures == {
        **{("normative_documents", column): 2 for column in ("issued", "repealed", "in_force")},
        ("fees", "amount"): 3,
    }


def test_a_pipe_that_ends_a_line_follows_a_blank_cell_where_no_figure_has_one_after_it():
    header = HEADER.replace("\n", " | ").strip(" |")
    table = requests(
        f"{header}\n一、本年新收政府信息公开申请数量 | 3 |  |  |  |  |  | 3\n"
        "二、上年结转政府信息公开申请数量 |  |  |  |  |  |  | \n"
        "(七)总计 | 3 |  |  |  |  |  | 3\n四、结转下年度继续办理 |  |  |  |  |  |  | "
    )
    assert list(table.placed) == [
        "new_requests",
        "carried_over",
        "results_total",
        "carried_forward",
    ]
    assert table.values["carried_over", "total"] is None
    assert table.values["results_total", "total"] == 3


def psfx(*rows):
    """Rows as a copy prints them that sets each cell, and the pipe that begins a row, on a line."""
    return "\n".join(
        "|\n" + "\n".join(f"{cell} |" if cell else "|" for cell in row) for row in rows
    )


def test_a_pipe_that_begins_a_row_is_no_blank_cell_of_the_row_before():
    rows = (HEAD, ["规章", "4", "", ""], ["行政规范性文件", "", "3", ""], ["第二十条第(五)项"])
    table = disclosures(psfx(*rows))
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [4, None, None]
    assert table.values["normative_documents", "repealed"] == 3


@pytest.mark.parametrize("stray", ["甲县人民政府", "3", "打印本页"])
@pytest.mark.parametrize("before", ["商业企业", "总计", "科研机构"])
def test_a_line_that_strays_into_a_header_moves_no_figure(stray, before):
    header = HEADER.split()
    lines = psfx(["自然人", "法人或其他组织", "总计"], header[1:6]).replace(
        f"{before} |", f"{stray}\n{before} |"
    )
    row = psfx(["一、本年新收政府信息公开申请数量", *"2100306"])
    table = requests(f"{lines}\n{row}\n|\n二、上年结转政府信息公开申请数量 |\n1 |\n")
    read = [v for (key, _), v in table.values.items() if key == "new_requests"]
    assert read in ([2, 1, 0, 0, 3, 0, 6], [])
    assert "results_total" not in table.placed
    assert not table.sound


@pytest.mark.parametrize("mark", ["3 / 8", "第 3 页 共 8 页", "- 3 -", "第3页,共8页"])
def test_a_page_mark_in_a_row_is_none_of_its_cells(mark):
    table = disclosures("\n".join([*HEAD, *CELLS[:2], mark, *CELLS[2:]]))
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [0, 0, 6]
    assert table.sound


def test_a_lone_pipe_is_a_blank_cell_where_every_cell_has_a_pipe_after_it():
    lines = [*HEAD, "规章", "", "", "6", "行政规范性文件", "3", "", "27"]
    table = disclosures("\n".join(f"{cell} |" if cell else "|" for cell in lines) + "\n|||")
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [None, None, 6]
    assert table.values["normative_documents", "repealed"] is None
    assert table.values["normative_documents", "in_force"] == 27


def test_a_blank_cell_keeps_its_place_where_every_pipe_stands_on_a_line_of_its_own():
    lines = [*HEAD, "规章", "4", "", "9", "行政规范性文件", "", "3", "27"]
    table = disclosures("第二十条第(一)项\n|\n||||\n" + "".join(f"{cell}\n|\n" for cell in lines))
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [4, None, 9]
    figures = [table.values["normative_documents", c] for c in ("issued", "repealed", "in_force")]
    assert figures == [None, 3, 27]


def test_a_lone_pipe_is_a_rows_last_cell_where_what_fills_rows_up_stands_beside_theirs():
    rows = ["第二十条第(一)项 | |||", *(f"{cell} |" for cell in HEAD), "规章 |", "4 |", "0 |", "|"]
    rows += ["行政规范性文件 |", "5 |", "12 |", "8 |", "第二十条第(五)项 | |||"]
    rows += ["信息内容 |", "本年处理决定数量 | ||", "行政许可 |", "7 | ||"]
    table = disclosures("\n".join(rows))
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [4, 0, None]
    assert table.values["licensing", "decisions"] == 7
    left_out = disclosures("\n".join(rows).replace("0 |\n|\n", "0 | |\n"))
    assert "rules" not in left_out.placed


@pytest.mark.parametrize(("between", "end"), [(" | ", " | "), (" |\n", " |\n"), ("\n|\n", "\n|\n")])
@pytest.mark.parametrize("left", [["4"], ["4", "9"]])
def test_figures_are_not_placed_where_a_copy_left_blank_cells_out_and_filled_the_row_up(
    between, end, left
):
    rows = [["第二十条第(一)项"], HEAD, ["规章", *left], CELLS[4:]]
    table = disclosures(
        "\n".join(f"{between.join(row)}{end}{'|' * (4 - len(row))}" for row in rows)
    )
    assert "rules" not in table.placed
    assert [one.text for one in table.findings] == [" | ".join(["规章", *left])]
    assert table.values["normative_documents", "in_force"] == 27


def test_a_row_beside_whose_label_a_copy_left_blanks_out_is_short_also_where_other_rows_are_blank():
    table = disclosures(
        f"第二十条第(一)项 | |||\n{' | '.join(HEAD)} |\n规章 | |||\n行政规范性文件 | 11 | ||"
    )
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [None] * 3
    assert "normative_documents" not in table.placed


def test_a_blank_cell_keeps_its_place_where_pipes_fill_up_only_what_spans_columns():
    text = (
        f"第二十条第(一)项 | |||\n{' | '.join(HEAD)} |\n规章 | 4 | | 9 |\n行政规范性文件 | 3 | | |"
    )
    table = disclosures(text)
    assert [table.values["rules", c] for c in ("issued", "repealed", "in_force")] == [4, None, 9]
    assert table.values["normative_documents", "issued"] == 3
    assert table.values["normative_documents", "in_force"] is None


@pytest.mark.parametrize(("between", "end"), [(" | ", " | "), (" |\n", " |\n")])
def test_a_blank_left_of_several_side_by_side_proves_no_place(between, end):
    rows = [["自然人", "法人或其他组织", "总计"], [*HEADER.split()[1:6]]]
    rows += [
        ["一、本年新收政府信息公开申请数量", "3", "", "3"],
        ["二、上年结转政府信息公开申请数量", "", "0"],
    ]
    lines = (f"{between.join(row)}{end}{'|' * (10 - len(row))}" for row in rows)
    table = requests("\n".join(lines))
    assert not table.placed
    assert [one.code for one in table.findings] == ["row-not-placed"] * 2


@pytest.mark.parametrize(
    "row",
    [
        "6.属于四类过程性信息 |  |  |  |  |  |  | \n7",
        "6.属于四类过程性信息 |\n|\n|\n|\n|\n|\n|\n|\n||\n7",
        "|\n6.属于四类过程性信息 |\n" + "|\n" * 7 + "|\n7",
        "| 6.属于四类过程性信息 |  |  |  |  |  |  |  |\n| 7",
    ],
)
def test_the_number_of_a_label_that_breaks_off_is_no_figure_of_the_row_before_it(row):
    table = requests(
        f"{HEADER.replace(chr(10), ' | ')}\n5.属于三类内部事务信息 | 1 |  |  |  |  |  | 1\n{row}"
    )
    figures = {v for (key, _), v in table.values.items() if key == "withheld_process_information"}
    assert figures <= {None}


@pytest.mark.parametrize(
    ("table", "row", "figures"),
    [
        # all that is left where a copy removed lines printed before: 18, 18 and 70, or 0, 0 and 70
        ("信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n8\n增4\n0\n"
         "第二十条第(六)项\n行政处罚\n70", "penalties", None),
        ("信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n8\n增4\n0\n"
         "第二十条第(六)项\n行政处罚\n18\n增52\n70", "penalties", [18, 52, 70]),
        ("信息内容\n本年处理决定数量\n行政许可\n8\n第二十条第(六)项\n行政处罚\n70", "penalties", [70]),
        ("| 信息内容 | 本年处理决定数量 | | |\n| 行政许可 | 8 | | |\n| 第二十条第(六)项 |\n"
         "| 行政处罚 | 70 | | |", "penalties", None),
        ("第二十条第(六)项\n行政处罚\n70", "penalties", None),  # nothing tells the form
        ("规范性文件\n0\n3\n5\n信息内容\n本年处理决定数量\n行政许可\n8", "normative_documents", None),  # a mixed one
    ],
)  # fmt: skip
def test_a_row_whose_header_is_lost_is_read_where_all_else_tells_its_columns(table, row, figures):
    read = disclosures(table)
    assert [v for (key, _), v in read.values.items() if key == row] == (figures or [])
    assert figures or ("header-missing", f"disclosures.{row}") in [
        (one.code, one.where) for one in read.findings
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "(四)无法提供 1.本机关不掌握相关\n政府信息 2 0 0 0 0 1 3",
        "(四)无法提供 1.本机关不掌握相关 2 0 0 0 0 1 3\n政府信息",
        "(四)无法提供 1.本机关不掌\n握相关政 2 0 0 0 0 1 3\n府信息",
    ],
)
@pytest.mark.parametrize(
    "header",
    [
        "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益 法律服务 其他\n组织 机构",
        "自然人 法人或其他组织 总计\n商业 科研 社会公益 法律服务 其他\n企业 机构 组织 机构",
    ],
)
def test_words_that_narrow_columns_of_a_pdf_broke_side_by_side_are_whole_again(header, lines):
    table = requests(f"{header}\n8.属于行政查询事项 0 0 0 0 0 0 0\n{lines}\n(七)总计 2 0 0 0 0 1 3")
    assert [v for (key, _), v in table.values.items() if key == "unable_not_held"] == [
        *(2, 0, 0, 0, 0, 1, 3)
    ]
    assert table.sound


@pytest.mark.parametrize(
    "lines", ["其他对外管理服务\n事项 8 -2 93", "其他对外管理服务 8 -2 93\n事项"]
)
def test_a_label_of_two_lines_has_the_figures_of_either(lines):
    header = "信息内容 上一年项 本年增/减 处理决定\n目数量 数量"
    table = disclosures(f"第二十条第(五)项\n{header}\n行政许可 3 0 7\n{lines}")
    assert [v for (key, _), v in table.values.items() if key == "other_services"] == [8, -2, 93]
    assert table.sound


def test_headers_beside_one_another_are_known_though_one_has_lost_its_end():
    table = disclosures(
        "第二十条第(五)项\n信息内容 上一年项目数量 本年增/ 处理决定数量\n行政许可 8 -2 93\n行政处罚 4"
    )
    assert [table.values["licensing", c] for c in ("items_previous_year", "items_change")] == [
        8,
        -2,
    ]
    assert "penalties" not in table.placed  # 4 may stand in any of three columns


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("本年新 | 本年新 | 对外公开总数量", ["newly_made", "newly_disclosed", "total_disclosed"]),
        (
            "本年新制 | 本年新公开数量 | 对外公开",
            ["newly_made", "newly_disclosed", "total_disclosed"],
        ),
    ],
)
def test_headers_whose_ends_a_copy_lost_are_known_by_their_beginnings_and_told(header, columns):
    table = disclosures(f"第二十条第(一)项 | |||\n信息内容 | {header} |\n规章 | 4 | 5 | 9 |")
    assert [table.values["rules", column] for column in columns] == [4, 5, 9]
    assert [one.code for one in table.findings] == ["header-cut"]
    assert table.sound


def test_a_header_printed_in_anothers_place_is_told_and_never_sound():
    words = "第二十条第(一)项 信息内容 本年新制作数量 本年新制作数量 对外公开总数量 规章 4 5 9 规范性文件 0 0 0"
    table = disclosures("\n".join(words.split()))
    columns = ("newly_made", "newly_disclosed", "total_disclosed")
    assert [table.values["rules", column] for column in columns] == [4, 5, 9]
    told = [(one.code, one.where) for one in table.findings]
    assert ("header-repeated", "disclosures.newly_disclosed") in told
    assert not table.sound


def test_a_block_under_a_misprinted_article_is_read_under_its_own_header_and_told():
    words = "规章 0 0 2 第二十一条第(五)项 信息内容 上一年项目数量 本年增/减 处理决定数量 行政许可 5 / 9"
    table = disclosures(
        "\n\n".join(
            ["信息内容", *"本年新制作数量", "本年新公开数量", "对外公开总数量", *words.split()]
        )
    )
    columns = ("items_previous_year", "items_change", "decisions")
    assert [table.values["licensing", column] for column in columns] == [5, None, 9]
    assert [(f.code, f.text) for f in table.findings] == [("unknown-label", "第二十一条第(五)项")]
    assert not table.sound


def test_a_misprinted_label_that_is_numbered_as_headings_are_is_told_and_ends_no_table():
    words = "一、本年新收政府信息公开申请数量 1 / / / / / 1 二、上年未结政府信息公开申请数量 / / / / / / 2 (一)予以公开 3 / / / / / 3"
    table = requests("\n\n".join([*HEADER.split(), *words.split()]))
    assert [table.values[row, "total"] for row in ("new_requests", "granted")] == [1, 3]
    told = [f.text for f in table.findings if f.code == "unknown-label"]
    assert told[0] == "二、上年未结政府信息公开申请数量"


@pytest.mark.parametrize(
    "header",
    [
        "本年新 | 本年新 | 对外",  # none is whole
        "对外公开总数量 | 本年新 | 本年新",  # not in the form's order
        "本年 | 本年新公开数量 | 对外公开总数量",  # so short a word begins many
    ],
)
def test_a_header_is_unknown_where_its_beginning_does_not_tell(header):
    table = disclosures(f"第二十条第(一)项 | |||\n信息内容 | {header} |\n规章 | 4 | 5 | 9 |")
    assert "unknown-label" in [one.code for one in table.findings]
    assert not table.sound


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章007", ("规章", "0", "0", "7")),
        ("规章271", ("规章", "271")),  # 27, 1 and a blank cell, or 2, 7 and 1
        ("规章1.5", ("规章1.5",)),
        ("规章1027", ("规章", "1027")),
        ("行政强制0", ("行政强制", "0")),
        ("行政许可289", ("行政许可289",)),  # of one column in one form, of three in another
        ("行政许可000", ("行政许可", "0", "0", "0")),  # no figure begins with a nought
        ("行政许可006", ("行政许可", "0", "0", "6")),
        ("行政许可００６", ("行政许可", "0", "0", "6")),
        ("行政事业性收费00", ("行政事业性收费", "0", "0")),
        ("行政许可060", ("行政许可", "060")),  # 0, 6 and 0, or 0, 60 and a blank cell
        ("行政事业性收费0.5", ("行政事业性收费0.5",)),
        ("(一)予以公开5100006", ("(一)予以公开", *"5100006")),
        ("(一)予以公开1200003", ("(一)予以公开", *"1200003")),
        ("(一)予以公开1200012", ("(一)予以公开1200012",)),  # 12, 0, 0, 0, 12 and a blank cell
        ("(一)予以公开120000012", ("(一)予以公开", "12", "0", "0", "0", "0", "0", "12")),
        ("(一)予以公开110000011", ("(一)予以公开110000011",)),  # 11, 0, … or 1, 10, …
        ("（三）不予公开1.属于国家秘密0000000", ("(三)不予公开", "1.属于国家秘密", *"0000000")),
        ("2.重复申请0 12 0 0 0 3 15", ("2.重复申请", "0", "12", "0", "0", "0", "3", "15")),
        ("2.重复申请0 12 0 0 0 3", ("2.重复申请0 12 0 0 0 3",)),
        # Of a merged cell beside it
        (
            "不予公 2.重复申请 0 1 0 0 0 0 1",
            ("2.重复申请", *"0100001"),
        ),
        ("三、本 （一）予以公开 0 1 0 0 0 0 1", ("（一）予以公开", *"0100001")),
        ("不当公 2.重复申请 0 1 0 0 0 0 1", ("不当公2.重复申请", *"0100001")),
        ("000000000000000", (*"000000000000000",)),
        ("100010000000000", ("100010000000000",)),  # 1, 0, 0, 0 and 1, or 10, a blank, 0, 0 and 10
    ],
)
def test_glued_figures_are_cut_only_where_there_is_one_way_to_cut_them(line, cells):
    assert split_cells(line) == cells


@pytest.mark.parametrize("between", ["", " "], ids=["run together", "apart"])
def test_a_report_whose_labels_are_run_together_with_figures_is_proved(between):
    form = forms()["2021"]
    figures = {("requests", *place): value for place, value in balanced(2, most=1).items()}
    rows = []
    for line in tables.requests(form, figures):
        texts = [cell.text for cell in line]
        first = next((at for at, text in enumerate(texts) if text.isdigit()), len(texts))
        rows.append("".join(texts[:first]) + between.join(texts[first:]))
    blocks = find_tables_in_text(pipes.read("\n".join(rows)).blocks)
    found = find_tables(block for block in blocks if isinstance(block, Grid))
    table = records.read("requests", found, None)
    assert {("requests", *place): value for place, value in table.values.items()} == figures
    assert prove("requests", table)[0].status is Status.PROVED


def test_a_row_whose_glued_figures_can_be_cut_in_two_ways_is_not_read():
    table = disclosures(
        "第二十条第(一)项\n信息内容本年制发件数本年废止件数现行有效件数\n规章271\n行政规范性文件009"
    )
    assert "rules" not in table.placed
    assert [one.text for one in table.findings] == ["规章 | 271"]
    assert table.values["normative_documents", "in_force"] == 9


def test_a_line_of_figures_is_no_single_figure():
    assert split_cells("0 0 0 12 0") == ("0", "0", "0", "12", "0")


def disputes(text: str) -> records.TableRead:
    """Table 四 as it is read of a text."""
    blocks = find_tables_in_text(pipes.read(text).blocks)
    found = find_tables(block for block in blocks if isinstance(block, Grid))
    return records.read("disputes", found, None)


def test_a_figure_under_a_word_with_a_note_is_no_end_of_it():
    outcomes = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计(gòng jì) | "
    lines = (
        f"行政复议 | 行政诉讼 |\n{outcomes}未经复议直接起诉 | 复议后起诉 |\n{outcomes * 2}\n"
        "2 | 0 | 0 | 0 | 2 | 0 | 2 | 0 | 1 | 3 | 0 | 2 | 2 | 0 | 4 |"
    )
    table = disputes(lines)
    assert table.values["reconsideration", "upheld"] == 2
    assert table.values["litigation_after_reconsideration", "total"] == 4


def test_figures_of_table_four_are_none_of_two_groups_where_the_headers_are_those_of_three():
    outcomes = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | "
    lines = (
        f"复议情况 | 行政诉讼 |\n{outcomes}未经复议直接起诉 | 复议后起诉 |\n{outcomes * 2}\n"
        "1 | 1 | 2 | 1 | 2 | 2 | 5 | 2 | 2 | 4 |"
    )
    assert not disputes(lines).placed


def test_a_group_of_table_four_is_not_read_where_the_place_of_its_total_is_blank():
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    groups = {"行政复议": ["1", "", "2", "5", "8"], "未经复议直接起诉": ["", "2", "", "9", "11"]}
    groups["复议后起诉"] = [""] * 5
    table = disputes(
        psfx(*(row for name, row in groups.items() for row in ([name], outcomes, row)))
    )
    assert table.values["reconsideration", "total"] == 8
    # The first blank is lost among those of its headers
    assert "litigation_direct" not in table.placed
    assert [one.text for one in table.findings][:1] == ["2 |  | 9 | 11 | "]


@pytest.mark.parametrize("flat", ["padded pipes", "markdown", "tabs", "a cell a line, empty lines"])
def test_the_groups_of_litigation_have_their_figures_also_where_they_stand_before_reconsideration(
    flat,
):
    form = forms()["2021"]
    counted = {place: at for at, place in enumerate(form.tables["disputes"].places)}
    figures = {("disputes", *place): at for place, at in counted.items()}
    (reconsideration, litigation), second, third, values = tables.disputes(form, figures)
    lines = [
        [litigation, reconsideration],
        [*second[5:], *second[:5]],
        third,
        [*values[5:], *values[:5]],
    ]
    table = disputes(FLAT[flat](lines))
    assert table.values == counted
    assert "out-of-order" in {finding.code for finding in table.findings}


def test_groups_that_each_have_a_line_have_the_one_header_above_them():
    table = disputes(
        "类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n行政复议 | 1 | 0 | 2 | 0 | 3\n"
        "未经复议直接起诉 | 0 | 4 | 0 | 0 | 4\n复议后起诉 | 0 | 0 | 0 | 5 | 5"
    )
    assert [table.values[row, "total"] for row in forms()["2021"].tables["disputes"].rows] == [
        3,
        4,
        5,
    ]
    assert not table.findings


@pytest.mark.parametrize("title", ["", "行政复议、行政诉讼情况表"])
@pytest.mark.parametrize("blank", [0, 1])
def test_a_title_and_a_blank_line_move_no_figure_of_table_four(title, blank):
    form = forms()["2021"]
    counted = {place: at for at, place in enumerate(form.tables["disputes"].places)}
    lines = tables.disputes(form, {("disputes", *place): at for place, at in counted.items()})
    empty = [[Cell("") for _ in lines[-1]]] * blank
    printed = [*([[Cell(title, columns=15)]] if title else []), *lines[:-1], *empty, lines[-1]]
    found = find_tables(html.read(clean(printed)).grids)
    table = records.read("disputes", found, None)
    assert (table.values, list(table.findings)) == (counted, [])


def test_headers_in_single_characters_do_not_end_a_table():
    broken = ["结 结 其 尚", "果 果 他 未", "维 纠 结 审", "持 正 果 结"] * 3
    lines = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", *broken, "1 0 0 0 1 " + "0 " * 10]
    blocks = find_tables_in_text(pipes.read("\n".join(lines)).blocks)
    found = find_tables(block for block in blocks if isinstance(block, Grid))
    table = records.read("disputes", found, None)
    assert table.values["reconsideration", "total"] == 1
    assert not table.sound


def test_a_row_without_cells_is_missing_rather_than_blank():
    table = disclosures("\n\n".join([*HEAD, "规章", *CELLS[4:]]))
    assert "rules" not in table.placed


def test_prose_that_names_the_forms_words_is_no_table():
    prose = (
        "一、总体情况\n2024年，我局制定行政规范性文件3件，废止2件。\n收到申请2件，其他情况正常，总计2件。\n"
        "二、主动公开政府信息情况\n本年度无规章。"
    )
    assert not any(isinstance(b, Grid) for b in find_tables_in_text(pipes.read(prose).blocks))


def test_the_heading_after_a_table_ends_it():
    blocks = find_tables_in_text(
        pipes.read("规章 | 0 | 0 | 6\n三、收到和处理政府信息公开申请情况\n2024年共收到5件。").blocks
    )
    assert blocks[-1] == "2024年共收到5件。"


ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（七）总计",
    "四、结转下年度继续办理",
)


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        # in order
        ([ROWS[0], "3 0 0 0 0 1 4", ROWS[2], "3 0 0 0 0 1 4", ROWS[3], "0 0 0 0 0 0 0"], [0, 2, 3]),
        # a label after a label has another row's figures, and what does not add up is of two rows
        ([ROWS[0], "3 0 0 0 0 1 4", "5", "6", "7 8", ROWS[1], ROWS[2], "2 0 0 0 0 0 2"], []),
        ([ROWS[0], "3 0 0 0 0 1 5", "5", "6", "7 8", ROWS[3], "2 0 0 0 0 0 2"], [3]),
        ([ROWS[0], "3 0 0 0 0 1 4", "9 9", ROWS[2], "2 0 0 0 0 0 2", "8", "7"], []),
    ],
)
def test_of_cells_in_disorder_only_what_is_beyond_doubt_is_read(told, sure):
    text = HEADER + "\n".join(told).replace(" ", "\n") + "\n五、存在的主要问题及改进情况\n正文。"
    keys = ("new_requests", "carried_over", "results_total", "carried_forward")
    assert [key for key in keys if key in requests(text).placed] == [keys[at] for at in sure]


def test_headers_and_labels_without_the_letters_that_a_copy_lost_are_read():
    table = disclosures(
        "二、主动公开政府信息情况\n第二十条第()\n信息内容\n本年制发件数\n年废止件数\n现行有效件数\n0\n0\n0\n"
        "行政规范性文件\n0\n1\n7\n第二十条第()\n信息内容\n处理决定数量\n(2023年办件量)\n政许可\n132\n"
        "第二十条第()\n信息内容\n处理决定数量\n政处罚\n22\n政强制\n2\n三、收到和处理政府信息公开申请情况"
    )
    assert {at: str(value) for at, value in table.values.items()} == {
        ("normative_documents", "issued"): "0",
        ("normative_documents", "repealed"): "1",
        ("normative_documents", "in_force"): "7",
        ("licensing", "decisions"): "132",
        ("penalties", "decisions"): "22",
        ("compulsory_measures", "decisions"): "2",
    }


def test_no_heading_fills_the_blank_cell_above_it():
    page = pressed(74)  # 政许可 | |, and 第二十条第（六）项 under it
    assert "政许可 |  |\n第二十条第（六）项" in page.text
    assert [told for _, told in compared(page) if told] == []
