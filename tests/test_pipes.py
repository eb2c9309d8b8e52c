"""Flattened text is its lines, and the tables in them are found again with what is blank in them."""

import csv
import json
import re
from collections.abc import Sequence
from datetime import date
from io import StringIO
from itertools import zip_longest

import pytest

from parsers import extract
from parsers.flat.broken_labels import Token, join_broken_labels
from parsers.flat.pieces import split_at_pipes
from parsers.page import Page
from parsers.readers import pipes
from parsers.readers.comma_rows import cells_by_tabs
from parsers.readers.ruled_rows import join_ruled_rows
from schemas.capture import Capture
from schemas.report import Status
from tests.documents import blocks, differences, sample
from tests.printing.damage import unmerged
from tests.printing.flat import flattened
from tests.printing.tables import Cell
from tests.reading import report_of
from tests.render import Specimen

HEADS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
DISPUTES = (
    f"行政复议 | 行政诉讼 |\n{HEADS} | 未经复议直接起诉 | 复议后起诉 |\n{HEADS} | {HEADS} |\n"
)
TITLE = "甲县水利局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"


def disputes(text: str) -> dict[str, list[int | None]]:
    report = report_of(TITLE + text)
    columns = ("upheld", "corrected", "other_outcome", "pending", "total")
    return {row.row: [getattr(row, column) for column in columns] for row in report.disputes}


def test_a_page_of_text_is_its_lines_with_the_empty_ones():
    assert pipes.read("甲\xa0乙 \r\n\n 丙\x0b") == Page(("甲 乙", "", "丙"))


def test_a_label_and_its_colon_on_the_next_line_are_one_line():
    text = "索引号\n：0030-1\n发布机构 \n : 甲县水利局\n第一条。\n：乙\n甲：\n：丙"
    assert pipes.read(text).blocks == (
        "索引号：0030-1", "发布机构 : 甲县水利局", "第一条。", "：乙", "甲：", "：丙",
    )  # fmt: skip


def test_a_line_without_end_is_cut():
    (line,) = pipes.read("甲" * 200_000).blocks
    assert len(line) == 100_000 if isinstance(line, str) else False


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章 | 0 | 1 |", ["规章", "0", "1"]),
        ("| 规章 | 0 | 1 |", ["规章", "0", "1"]),
        ("规章|0||1", ["规章", "0", "", "1"]),
        ("规章 | 0 | |", ["规章", "0", ""]),
        ("|---|:--|--:|", []),
        ("||", [""]),
        ("规章", ["规章"]),
    ],
)
def test_a_line_is_cut_at_its_bars(line, cells):
    assert split_at_pipes(line) == cells


@pytest.mark.parametrize(
    ("values", "reconsideration"),
    [
        ("1 | 2 | 3 | 4 | 10 |", [1, 2, 3, 4, 10]),
        (" | 2 | 3 | 4 | 9 |", [None, 2, 3, 4, 9]),
        ("1 |  |  |  | 1 |", [1, None, None, None, 1]),
        (" |  |  |  |  |", [None] * 5),
    ],
)
@pytest.mark.parametrize("rest", ["0 | 0 | 0 | 7 | 7 | 5 | 0 | 0 | 0 | 5 |"])
@pytest.mark.parametrize("sets", [2, 3])  # of headers; a cell of two lines may be told for each
def test_blank_cells_between_bars_keep_their_places(values, reconsideration, rest, sets):
    header = DISPUTES.replace(f"{HEADS} | {HEADS}", " | ".join([HEADS] * sets))
    read = disputes(f"{header}{values} {rest}")
    assert read == {
        "reconsideration": reconsideration,
        "litigation_direct": [0, 0, 0, 7, 7],
        "litigation_after_reconsideration": [5, 0, 0, 0, 5],
    }


def test_a_last_group_all_blank_is_blank_and_not_missing():
    blocks = "".join(
        f"{group} |\n{HEADS} |\n{{}}\n" for group in ("行政复议", "未经复议直接起诉", "复议后起诉")
    )
    read = disputes(blocks.format("1 | 0 | 0 | 0 | 1 |", "0 | 0 | 0 | 0 | 0 |", " |  |  |  |  |"))
    assert read["litigation_after_reconsideration"] == [None] * 5


@pytest.mark.parametrize("cut", [1, 7])
def test_a_line_of_table_four_with_too_few_cells_is_not_read(cut):
    values = " | ".join(["1", "0", "0", "0", "1"] * 3).split(" | ")[:-cut]
    report = report_of(f"{TITLE}{DISPUTES}{' | '.join(values)} |")
    assert report.disputes == ()
    assert "row-not-placed" in {one.code for one in report.findings}
    assert report.tables["disputes"].status is Status.PARTIAL


@pytest.mark.parametrize("stroke", ["丨", "丨2", "2丨"])
@pytest.mark.parametrize("bar", [" | ", "|", "\t"])
def test_a_stroke_in_a_cell_may_be_a_figure_and_is_no_bar(stroke: str, bar: str) -> None:
    rows = (
        ("信息内容", "本年处理决定数量"),
        ("行政许可", stroke),
        ("行政处罚", "3"),
        ("行政强制", "0"),
    )
    report = report_of(TITLE.replace("四、", "二、") + "\n".join(map(bar.join, rows)))
    figures = {one.row: (one.decisions, one.printed.get("decisions")) for one in report.disclosures}
    assert figures["licensing"] == (None, stroke)
    assert "unreadable-figure" in {one.code for one in report.findings}


def test_a_group_beside_its_figures_is_read():
    read = disputes(
        f"{HEADS} |\n行政复议 | 1 | 2 | 3 | 4 | 10 |\n{HEADS} |\n复议后起诉 | 0 | 0 | 1 | 0 | 1 |"
    )
    assert read == {
        "reconsideration": [1, 2, 3, 4, 10],
        "litigation_after_reconsideration": [0, 0, 1, 0, 1],
    }


@pytest.mark.parametrize(
    "names",
    [
        ("行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"),
        ("（二）行政诉讼-未经复议直接起诉", "（三）行政诉讼-复议后起诉"),
        ("行政诉讼：未经复议直接起诉", "行政诉讼：复议后起诉"),
    ],
)
def test_each_group_of_table_four_may_have_a_table_of_its_own(names):
    heads = f"| {HEADS} |\n|---|---|---|---|---|\n"
    read = disputes(
        "\n\n".join(
            f"### {name}\n{heads}| {row} |"
            for name, row in zip(
                ("行政复议", *names),
                ("1 | 0 | 0 | 2 | 3", "0 | 4 | 0 | 0 | 4", "5 | 0 | 0 | 0 | 5"),
                strict=True,
            )
        )
    )
    assert read == {
        "reconsideration": [1, 0, 0, 2, 3],
        "litigation_direct": [0, 4, 0, 0, 4],
        "litigation_after_reconsideration": [5, 0, 0, 0, 5],
    }


def test_headers_that_are_not_the_forms_are_not_trusted():
    swapped = DISPUTES.replace("结果维持 | 结果纠正", "结果纠正 | 结果维持", 1)
    report = report_of(f"{TITLE}{swapped}{'1 | 0 | 0 | 0 | 1 | ' * 3}")
    assert report.tables["disputes"].status is not Status.PROVED
    assert "header-missing" in {one.code for one in report.findings}


def _rows(tab: str, blank: str) -> str:
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    lines = [("", *heads), ("一、本年新收政府信息公开申请数量", "3", blank, blank, blank, "4", blank, "7"),
             ("二、上年结转政府信息公开申请数量", blank, "2", blank, blank, blank, blank, "2"),
             ("（七）总计", "3", "2", blank, blank, "4", blank, "9"),
             ("四、结转下年度继续办理", *[blank] * 7)]  # fmt: skip
    return "\n".join(tab.join(line) for line in lines)


@pytest.mark.parametrize("end", ["", "\t", "\t\t"])
def test_between_tabs_a_blank_cell_keeps_its_place(end):
    text = "\n".join(f"{line}{end}" for line in _rows("\t", "").split("\n"))
    report = report_of(TITLE + text)
    read = {
        row.row: (row.natural_person, row.business_enterprise, row.total) for row in report.requests
    }
    assert read["new_requests"] == (3, None, 7)
    assert read["carried_over"] == (None, 2, 2)
    assert read["carried_forward"] == (None, None, None)


def test_tabs_that_only_line_words_up_are_spaces():
    report = report_of(TITLE + _rows("\t\t", "0"))
    assert [row.total for row in report.requests] == [7, 2, 9, 0]


def test_question_marks_that_a_copy_left_of_wide_spaces_are_no_text():
    page = pipes.read("??? 一、总体情况\n??（一）主动公开情况\n???是否公开？\n??2023年,\n?? 2024")
    assert page.blocks == ("一、总体情况", "（一）主动公开情况", "是否公开？", "2023年,", "?? 2024")
    # a blank's in a cell; what has no space may have been a sign
    assert pipes.read("? 0 |\n规章 | ? | ?? 3 | ?5 |").blocks == ("0 |", "规章 | | 3 | ?5 |")


def test_prose_with_a_tab_in_it_stays_as_it_is():
    page = pipes.read(f"\t一、总体情况\n发布日期：\t2024-01-15\n{_rows(chr(9), '')}")
    assert page.blocks[:2] == ("一、总体情况", "发布日期：\t2024-01-15")


def test_a_row_with_two_changes_in_a_cell_keeps_its_other_figures():
    table = (
        "二、主动公开政府信息情况\n第二十条第(五)项 |\n||||\n信息内容 |\n上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n"
        "|\n行政许可 |\n12 |\n3/0 |\n45 |\n|\n其他对外管理服务事项 |\n7 |\n0/0 |\n8 |\n|\n"
    )
    report = report_of(TITLE + table)
    read = [
        (row.row, row.items_previous_year, row.items_change, row.decisions, row.printed)
        for row in report.disclosures
    ]
    assert read == [
        ("licensing", 12, None, 45, {"items_change": "3/0"}),
        ("other_services", 7, None, 8, {"items_change": "0/0"}),
    ]
    told = [one.where for one in report.findings if one.code == "unreadable-figure"]
    assert told == ["disclosures.licensing.items_change", "disclosures.other_services.items_change"]


@pytest.mark.parametrize(("end", "read"), [("20", (4, "8")), ("202", (4, "8")), ("3", None)])
def test_a_page_may_break_off_in_the_year_of_the_prose_under_a_table(end, read):
    cells = [
        "第二十条第(九)项",
        "信息内容",
        "采购项目数量",
        "采购总金额",
        "政府集中采购",
        "4",
        "8",
        end,
    ]
    report = report_of(TITLE + "\n\n".join(cells))
    assert [(row.projects, row.amount and str(row.amount)) for row in report.disclosures] == (
        [read] if read else []
    )


@pytest.mark.parametrize(
    ("end", "read"),
    [("2", [1, 0, 0, 0, 0, 0, 1]), ("3", None), ("0", None)],
)
def test_a_page_may_break_off_after_the_number_of_a_label(end, read):
    cells = [
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    rows = [
        ["一、本年新收政府信息公开申请数量", *"1000001"],
        ["二、上年结转政府信息公开申请数量", *"0000000"],
        ["三、本年度办理结果", "(一)予以公开", *"0000000"],
        ["(三)不予公开", "1.属于国家秘密", *"1000001", end],
    ]
    text = "\n\n".join([*cells, *(cell for row in rows for cell in row)])
    found = {row.row: row for row in report_of(TITLE + text).requests}
    secret = found.get("withheld_state_secret")
    columns = (
        "natural_person",
        "business_enterprise",
        "research_institution",
        "public_interest_organization",
        "legal_service_institution",
        "other_organization",
        "total",
    )
    assert (secret and [getattr(secret, column) for column in columns]) == read


@pytest.mark.parametrize("way", ["bare pipes", "padded pipes", "tabs", "a cell a line, piped"])
@pytest.mark.parametrize("before", ["2.重复申请", "4.保护第三方合法权益", "四、结转下年度"])
def test_the_bare_number_of_a_page_is_no_figure(way, before):
    one = sample(1)
    text = flattened(blocks(one), way).replace(f"\n{before}", f"\n3\n{before}")
    report = report_of(text)
    assert text.count("\n3\n") >= 1
    assert differences(one, report) == {}
    assert report.tables["requests"].status is Status.PROVED


@pytest.mark.parametrize("cells", range(5, 10))
def test_an_excerpt_that_begins_in_a_header_and_breaks_off_in_a_row_moves_no_figure(cells):
    one = sample(1)
    text = flattened(blocks(one), "markdown", unmerged)
    text = text[text.index("第一项加第二项之和") : text.index("| 三、本年度办理结果")]
    above, last = text.rstrip().rsplit("\n", 1)
    broken = "|".join(last.split("|")[: cells + 1])
    report = report_of(f"{above}\n{broken} |")
    rows = {place[1] for place, (_, read) in differences(one, report).items() if read is not None}
    read = {row.row for row in report.requests}
    assert (rows, read) == (set(), {"new_requests"})


def _copied(cell: re.Match[str]) -> str:
    """A cell as a spreadsheet copies one that has lines, a quote or a comma in it."""
    words = cell[0].translate(dict.fromkeys(map(ord, "“”"), '""'))
    if len(words) > 5:
        words = f"{words[:4]}\n{words[4:]}"
    return f'"{words}"'


def _piped(one: Specimen) -> str:
    return flattened(blocks(one), "a cell a line, piped")


@pytest.mark.parametrize(
    ("way", "rewrite"),
    [
        ("markdown", lambda text: "> " + text.replace("\n", "\n> ")),
        ("markdown", lambda text: text.replace("\n", r"\n")),
        ("markdown", json.dumps),
        ("bare pipes", lambda text: " ".join(text.split("\n"))),
        ("bare pipes", lambda text: json.dumps(" ".join(text.split("\n")))),
        ("tabs", lambda text: re.sub(r"[^\t\n]+(?=\t)|(?<=\t)[^\t\n]+", _copied, text)),
        ("bare pipes", lambda text: text.replace("|", "||")),
        ("bare pipes", lambda text: text.replace("|", "¦")),
        ("padded pipes", lambda text: text.replace("|", "丨")),
    ],
    ids=["quoted", "signs for line ends", "a JSON string", "one line", "a JSON string of one line",
         "cells in quotes", "two bars", "broken bars", "a stroke"],
)  # fmt: skip
def test_a_table_is_read_whatever_a_program_made_of_its_lines(way, rewrite):
    one = sample(1)
    text = flattened(blocks(one), way)
    report = report_of(rewrite(text))
    assert differences(one, report) == {}
    assert report.tables["requests"].status is Status.PROVED


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_blank_cell_beside_a_merged_label_takes_no_figure_from_its_row(form):
    one = sample(1, form)
    report = report_of(flattened(blocks(one), "markdown", unmerged))
    assert differences(one, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    one.figures[
        next(p for p, value in one.figures.items() if p[0] == "requests" and value == 0)
    ] = 97
    text = flattened(blocks(one), "markdown", unmerged)
    report = report_of(text)
    assert differences(one, report) == {}
    assert report.tables["requests"].status is Status.DOUBTFUL


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("way", ["tabs", "markdown", "bare pipes"])
def test_a_row_that_ends_in_a_blank_cell_keeps_its_figures_beside_a_merged_label(way, form):
    one = sample(1, form)
    for row in ("carried_over", "granted"):
        for number, place in enumerate(p for p in one.figures if p[:2] == ("requests", row)):
            one.figures[place] = None if number else 0  # the total is the last
    text = flattened(blocks(one), way, unmerged)
    assert differences(one, report_of(text)) == {}
    every = re.sub(r"(\t.*)", r"\1\t", text)  # a tab more at the end of each row
    assert differences(one, report_of(every)) == {}


def _pieces(cell: str) -> list[str]:
    """The runs of letters, digits and signs of a cell, each of which an editor sets in a span of its own."""
    return re.findall(r"[\u4e00-\u9fff]+|[\d.]+|[^\u4e00-\u9fff\d.]+", cell)


def _halves(cell: str) -> list[str]:
    half = len(cell) // 2
    return [cell] if half < 2 or cell.isdigit() else [cell[:half], cell[half:]]


@pytest.mark.parametrize(
    "line_of",
    [
        lambda line: "\n".join(piece for cell in line for piece in _pieces(cell)),
        lambda line: "\n".join(piece for cell in line for piece in _halves(cell)),
        lambda line: "\n\n".join(piece for cell in line for piece in _halves(cell)),
    ],
    ids=["a run a line", "half a cell a line", "and empty lines"],
)
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_cells_that_a_copy_broke_into_lines_are_whole_again(form, line_of):
    one = sample(3, form)
    printed = (
        block
        if isinstance(block, str)
        else "\n".join(line_of([cell.text for cell in line]) for line in block)
        for block in blocks(one)
    )
    report = report_of("\n".join(printed))
    assert differences(one, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disputes"].status is Status.PROVED


def _drawn(line: Sequence[Cell]) -> str:
    """A row of a table with a rule under each row, whose cells have a paragraph for each half."""
    rows = list(zip_longest(*(_halves(cell.text) for cell in line), fillvalue=""))
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "+-----+-----+"])


def _boxed(line: Sequence[Cell]) -> str:
    """The same in a box; what spans rows is in the middle of them, beside the rule between two."""
    merged = "├────┤".join(cell.text for cell in line if cell.rows > 1)
    rows = list(zip_longest(*(_halves(c.text) for c in line if c.rows == 1), fillvalue=""))
    return "\n".join([*(f"│{'│'.join(row)}│" for row in rows), f"│{merged:6}├────┼────┤"])


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize(
    ("draw", "around"),
    [
        (_drawn, "{}"),
        (_boxed, "{}"),
        (_drawn, "<div>\n\n{}\n\n| 甲 | 乙 |\n|---|---|\n\n</div>"),
    ],
)
def test_rows_of_a_table_with_a_rule_under_each_are_read_whole(form, draw, around):
    one = sample(3, form)
    printed = (
        block if isinstance(block, str) else "\n".join(["+=====+", *map(draw, block)])
        for block in blocks(one)
    )
    report = report_of(around.format("\n\n".join(printed)))
    assert differences(one, report) == {}
    assert report.tables["requests"].status is Status.PROVED


def test_rows_without_a_rule_between_them_stay_apart():
    rule, rows = "+-----+-----+", ["| 规章 | |", "| 行政规范性文件 | |"]
    few = "\n".join([rule, "| 信息内容 | 件数 |", rule, *rows, rule])
    counted = "\n".join([rule, "| 规章 | 1 |", "| 行政许可 | 2 |", rule, "| 甲 | 3 |", rule, rule])
    assert [join_ruled_rows(text) for text in (few, counted)] == [few, counted]


def test_a_label_does_not_go_on_with_the_number_of_another():
    tokens = [Token(text) for text in ("其他", "(七", ")总计", "1")]
    assert [token.text for token in join_broken_labels(tokens)] == ["其他", "(七)总计", "1"]


@pytest.mark.parametrize("sign", ["/", "／", "无", "-"])
@pytest.mark.parametrize("after", ["", " |"])
def test_a_sign_for_nothing_on_a_line_of_its_own_is_a_cell_and_no_part_of_a_label(sign, after):
    cells = [
        *("第二十条第(一)项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        *("规章", sign, sign, sign, "行政规范性文件", "1", sign, "8"),
        *("第二十条第(五)项", "信息内容", "本年处理决定数量", "行政许可", sign),
    ]
    report = report_of(f"{after}\n".join(cells))
    rules, documents, licensing = report.disclosures
    assert rules.printed == dict.fromkeys(("issued", "repealed", "in_force"), sign)
    assert (documents.issued, documents.repealed, documents.in_force) == (1, None, 8)
    assert licensing.printed == {"decisions": sign}


def test_no_column_is_moved_for_a_group_on_a_line_above_in_a_header_that_says_no_order():
    text = (
        "甲县水利局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        "申请人情况\n法人或其他组织 | 总计\n自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n"
        "一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21\n"
    )
    report = report_of(text)
    assert [row.natural_person for row in report.requests] in ([1], [])


@pytest.mark.parametrize(
    "header",
    [
        "法人或其他组织\n自然人    总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他",
        "法人或其他组织 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计",
    ],
)
def test_the_organisations_are_columns_between_also_where_their_group_stands_before_all(header):
    text = (
        "甲县水利局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况\n"
        f"{header}\n"
        "一、本年新收政府信息公开申请数量  1 2 3 4 5 6 21\n二、上年结转政府信息公开申请数量  7 0 0 0 0 0 7\n"
    )
    report = report_of(text)
    assert [
        (row.natural_person, row.business_enterprise, row.total) for row in report.requests
    ] == [(1, 2, 21), (7, 0, 7)]
    assert "out-of-order" not in {told.code for told in report.findings}


def test_words_of_merged_cells_beside_a_label_and_above_a_header_move_no_figure():
    text = (
        "甲县水利局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        "|（本列数据的勾稽关系为|法人或其他组织||||\n|---|---|---|---|---|---|---|---|\n"
        "|二项之和）|自然人|商业企业|科研机构|社会公益<br>组织|法律服务机构|其他|总计|\n"
        "|一、本年新收政府信息公开申请数量|1|2|3|4|5|6|21|\n|三、本年度办<br>(一)予以公开|1|0|0|0|0|6|7|\n"
        "|（三）不予<br>4.保护第三方合法权益|0|2|0|0|0|0|2|\n"
    )
    report = report_of(text)
    assert [(row.row, row.natural_person, row.other_organization) for row in report.requests] == [
        ("new_requests", 1, 6), ("granted", 1, 6), ("withheld_third_party_rights", 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("below", ["2", "7", "14253"])
def test_a_figure_below_the_blank_that_ends_table_four_is_not_read_and_told(below):
    heads = HEADS.replace(" | ", "| ")
    text = (
        f"行政复议| 行政诉讼\n{heads}| 未经复议直接起诉| 复议后起诉\n{heads}| {heads}\n"
        f"1| 0| 0| 0| 1| 1| 0| 0| 0| 1| 0| 0| 2| 0|\n{below}\n"
    )
    report = report_of(TITLE + text)
    assert "litigation_after_reconsideration" not in {one.row for one in report.disputes}
    assert "row-not-placed" in {one.code for one in report.findings}


def test_a_blank_table_whose_cells_are_lost_has_the_form_of_its_header():
    table = (
        "信息内容\n\n本年新制作数量\n\n本年新公开数量\n\n对外公开总数量\n\n规章\n\n规范性文件\n\n第二十条第(九)项\n\n"
        "信息内容\n\n采购项目数量\n\n采购总金额\n\n政府集中采购\n\n申请人情况\n\n自然人\n\n商业企业\n\n"
        "一、本年新收政府信息公开申请数量\n\n二、上年结转政府信息公开申请数量"
    )
    report = report_of(TITLE + table)
    assert (report.form, report.tables["disclosures"].form) == ("2019", "2019")
    assert report.tables["disclosures"].status is Status.PARTIAL
    assert "hybrid-form" not in {one.code for one in report.findings}


def test_a_heading_without_a_number_parts_two_tables():
    table = (
        "主动公开政府信息情况\n第二十条第(八)项 |\n信息内容 |\n上一年项目数量 |\n本年增/减 |\n行政事业性收费 |\n4 |\n未增未减 |\n"
        "第二十条第(九)项 |\n信息内容 |\n采购项目数量 |\n采购总金额 |\n政府集中采购 |\n31批次 |\n70.9万元 |\n"
        "收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 |\n3 |\n0 |\n0 |\n0 |\n0 |\n0 |\n3 |\n"
    )
    report = report_of(TITLE + table)
    fees, procurement = report.disclosures
    assert (fees.items_previous_year, fees.items_change) == (4, None)
    assert fees.printed == {"items_change": "未增未减"}
    assert (procurement.projects, str(procurement.amount), procurement.unit) == (31, "70.9", "万元")
    assert [row.total for row in report.requests] == [3]
    assert "unknown-label" not in {one.code for one in report.findings}


_ROWS = (
    "一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 4 | 2 | 10",
    "二、上年结转政府信息公开申请数量 | 0 | 2 | 0 | 0 | 0 | 0 | 2",
    "（七）总计 | 3 | 2 | 0 | 0 | 4 | 2 | 11",
    "四、结转下年度继续办理 | 0 | 1 | 0 | 0 | 0 | 0 | 1",
)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (
            "总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他",
            "header-out-of-order",
        ),
        (
            "法人或其他组织 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 总计 | 法律服务机构 | 其他",
            "header-missing",
        ),
    ],
)
def test_figures_stand_in_the_forms_order_where_their_sums_say_so_and_a_copy_scattered_the_header(
    header, code
):
    report = report_of("\n".join((TITLE, header, *_ROWS)))
    first = report.requests[0]
    assert (first.natural_person, first.legal_service_institution, first.total) == (3, 4, 10)
    assert code in {one.code for one in report.findings}
    assert report.tables["requests"].status is Status.PARTIAL


def test_figures_stand_in_the_order_of_their_header_where_their_sums_deny_no_word_of_it():
    header = "总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"
    rows = [" | ".join((c := row.split(" | "))[:1] + c[-1:] + c[1:-1]) for row in _ROWS]
    (first, *_) = report_of("\n".join((TITLE, header, *rows))).requests
    assert (first.natural_person, first.legal_service_institution, first.total) == (3, 4, 10)


@pytest.mark.parametrize(
    ("end", "figure"),
    [
        ("| 行政事业性收费 | 26.5", "26.5"),
        ("行政事业性收费\n26", "26"),
        ("行政事业性收费 26.5", "26.5"),
        ("行政事业性收费 | 26.5 |", None),
        ("行政事业性收费\n26\n", None),
        ("联系电话：0933-2410055", None),
        ("", None),
    ],
)
def test_a_text_that_breaks_off_in_a_figure_says_so(end, figure):
    told = [one.text for one in pipes.read(end).findings if one.code == "ends-in-figure"]
    assert told == ([figure] if figure else [])


@pytest.mark.parametrize(
    ("over", "day"),
    [
        ("---\ntitle: {}\ndate: 2024-01-05\nsource: 甲网\nurl: http://a.cn/1\n---\n", "2024-01-05"),
        ('---\ntitle: "{}"\nsource: http://a.cn/1\n---\n', None),
        ("Title: {}_甲县人民政府\n\nURL Source: http://a.cn/1\n\nMarkdown Content:\n", None),
        ("Title: {}\n\nPublished Time: 2024-01-05T10:00:00+08:00\n\n", "2024-01-05"),
        ("Title: {}\nPublished Time: Fri, 05 Jan 2024 10:00:00 GMT\n", None),
        ("[title] {}\n[date] 2024-01-05\n", "2024-01-05"),
    ],
)
def test_what_a_program_put_over_a_text_is_of_the_page(over, day):
    title = "甲县水利局2023年政府信息公开工作年度报告"
    body = f"{over.format(title)}# 一、总体情况\n我局依法公开政府信息。"
    report = extract(Capture(body=body.encode(), name="a.md"))
    read = report.metadata
    assert (read.title, read.agency, read.report_year) == (title, "甲县水利局", 2023)
    assert read.published_on == (date.fromisoformat(day) if day else None)
    assert read.source == ("甲网" if "甲网" in over else None)
    assert [one.heading for one in report.sections] == ["总体情况"]


def test_names_of_a_portal_over_a_text_are_labels_of_a_box():
    over = "title: 甲县水利局2023年政府信息公开工作年度报告\npublisher: 甲县水利局\nindex_no: AB01/2024-0007\n\n一、总体情况\n我局依法公开政府信息。\n"
    read = extract(Capture(body=over.encode(), name="a.md")).metadata
    assert (read.publisher, read.index_number) == ("甲县水利局", "AB01/2024-0007")


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("zero", ["0", ""])
@pytest.mark.parametrize("version", ["2021", "2019"])
@pytest.mark.parametrize("over", [[], ["首页 | 信息公开"], ["\t00123"]], ids=["", "bar", "tab"])
def test_a_sheet_saved_as_text_with_commas_is_read_to_the_last_cell(mark, zero, version, over):
    """Merged cells are blank but for their first, and rows are as long as the longest."""
    one = sample(3, version)
    rows: list[list[str]] = [over]
    for block in blocks(one):
        rows += [[block]] if isinstance(block, str) else [
            [zero if cell.text == "0" else cell.text for cell in line] for line in unmerged(block)
        ]  # fmt: skip
    width = max(map(len, rows))
    sheet = StringIO()
    csv.writer(sheet, delimiter=mark).writerows(row + [""] * (width - len(row)) for row in rows)
    report = report_of(sheet.getvalue())
    assert set(differences(one, report).values()) <= {(0, None)}
    assert report.tables["requests"].status is Status.PROVED


@pytest.mark.parametrize("text", [
    "甲局,坚持,公开,为,常态\n" * 9, "规章,1,2,3,4\n规章,1,2,3,4\n", '规章,"1,2,3,4\n' * 9, "1,2,3,4,5\n" * 9,
    "规章,1,2,3 | 4\n" * 9, "规章,4,,7\n" * 9 + "规章,1,204,,7\n",
], ids=["prose", "too few rows", "quotes that do not end", "no words of the form", "bars", "a figure's own"])  # fmt: skip
def test_commas_that_part_no_cells_stay(text):
    assert cells_by_tabs(text) == text
