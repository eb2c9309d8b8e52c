"""A table without upright rules keeps its blank cells, by where its headers stand; else its lines stay as they are."""

import pytest

from parsers.readers.geometry import Box, outline
from parsers.readers.header_columns import keep_columns
from parsers.readers.letters import Letter, line_text
from parsers.readers.paragraphs import TextLine
from schemas.report import Status
from tests.documents import blocks, differences, read, sample
from tests.printing.paper import Habits, lay
from tests.printing.pdf import RULED, pdf

STEP, HIGH = 80, 10
LABEL = 200  # where the first column begins, its words in its middle
THREE = ("本年制发件数", "本年废止件数", "现行有效件数")
FULL = ("规章", "4", "12", "7")
GAPS = ("行政规范性文件", "", "", "27")


def line(*words: str, shifts: dict[int, float] | None = None) -> TextLine:
    """A line: a label, then what stands in the middle of each column, moved aside in some."""
    label, *cells = words
    letters = [Letter(Box(6 * n, 0, 6 * n + 6, HIGH), sign) for n, sign in enumerate(label)]
    for at, cell in enumerate(cells):
        wide = 10 if "本" in cell or "现" in cell else 5
        left = LABEL + STEP * at - wide * len(cell) / 2 + (shifts or {}).get(at, 0)
        letters += [
            Letter(Box(left + wide * n, 0, left + wide * (n + 1), HIGH), sign)
            for n, sign in enumerate(cell)
        ]
    return TextLine(outline(letters), line_text(letters), letters)


def said(*lines: TextLine) -> list[str]:
    return [one.text for one in keep_columns(lines)]


HEAD = line("信息内容", *THREE)
BARRED = ["| 规章 | 4 | 12 | 7 |", "| 行政规范性文件 |  |  | 27 |"]


def test_a_row_with_blank_cells_has_bars_between_them_as_all_of_its_table_has():
    assert said(HEAD, line(*FULL), line(*GAPS))[1:] == BARRED


def test_a_label_alone_is_a_row_that_is_all_blank_and_a_groups_name_is_none():
    lines = [HEAD, line(*FULL), line("第二十条第（一）项"), line("行政规范性文件")]
    assert said(*lines)[1:] == [BARRED[0], "第二十条第（一）项", "| 行政规范性文件 |  |  |  |"]


def test_headers_of_several_lines_stand_in_the_last_of_them():
    first, second = line("", THREE[0], "", THREE[2]), line("", "", THREE[1])
    assert said(line("信息内容"), first, second, line(*FULL))[1:] == [
        f"| {' | '.join(THREE)} |", "规章 4 12 7",
    ]  # fmt: skip


def test_what_follows_the_heading_of_a_part_is_of_no_table_above_it():
    heading = line("三、收到和处理政府信息公开申请情况")
    assert said(HEAD, line(*FULL), heading, line(*GAPS))[1:] == [
        "规章 4 12 7", heading.text, "行政规范性文件 27",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "below",
    {
        "no blank": [line(*FULL)],
        "a figure under no header": [line(*GAPS, shifts={2: 38})],
        "a figure further aside than another": [line(*FULL), line(*GAPS, shifts={2: 20})],
        "two figures under one header": [line(*GAPS), line("规章", "4", "12", shifts={1: -STEP + 20})],
        "a figure whose label is on no line": [line("", "", "", "27")],
        "words under a header": [line("规章", "", "若干", "27")],
        "a row whose label is not known beside one that has no figures": [line("规章"), line("某某", *FULL[1:])],
    }.values(),
)  # fmt: skip
def test_lines_that_do_not_tell_their_columns_stay_as_they_are(below):
    assert said(HEAD, *below) == [one.text for one in (HEAD, *below)]


@pytest.mark.parametrize("above", ["总计", "尚未审结"])
def test_a_figure_without_its_total_is_under_another_header_than_its_own(above):
    """Headers that need more room than their columns stand further right, each more than the one before."""
    heads = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    row = line("行政复议", "3", *("3" if one == above else "" for one in heads[1:]))
    is_read = said(line("类别", *heads), row)[1] != row.text
    assert is_read is (above == "总计")


def test_columns_are_known_only_by_headers_that_are_all_of_a_table():
    lines = [line("信息内容", *THREE[:2], "某某"), line(*FULL), line("行政规范性文件", "3", "")]
    assert said(*lines)[:2] == [one.text for one in lines[:2]]


@pytest.mark.parametrize("rules", [True, False], ids=["level rules alone", "no rules"])
def test_a_pdf_without_upright_rules_is_read_with_its_blank_cells(rules):
    one = sample(1)
    printed = [
        block
        if isinstance(block, str)
        else [
            [cell._replace(text="") if cell.text == "0" else cell for cell in row] for row in block
        ]
        for block in blocks(one)
    ]
    leaves = lay(printed, Habits(uprights=False))
    for leaf in leaves:
        leaf.strokes = leaf.strokes if rules else []
    report = read(pdf(leaves, RULED))
    assert set(differences(one, report).values()) <= {(0, None)}
    assert {name: table.status for name, table in report.tables.items()} == {
        "disclosures": Status.CONSISTENT, "requests": Status.PROVED, "disputes": Status.PROVED,
    }  # fmt: skip
