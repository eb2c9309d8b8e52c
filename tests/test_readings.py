"""Two readings of a table: what survives which damage, and what is never called well read."""

import pytest

from parsers import records
from parsers.page import Grid, Span
from parsers.readers import html
from parsers.recognise import find_tables
from schemas.form import forms
from tests.documents import blocks, sample
from tests.printing.markup import MARKUP

FORM = forms()["2021"].tables["requests"]
COLUMNS = [column.labels[0] for column in FORM.columns.values()]
HEADER = (
    ("(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)", "申请人情况"),
    ("自然人", "法人或其他组织", "总计"),
    tuple(COLUMNS[1:-1]),
)
HEADER_SPANS = {
    (0, 0): Span(3, 3),
    (0, 1): Span(1, 7),
    (1, 0): Span(2, 1),
    (1, 1): Span(1, 5),
    (1, 2): Span(2, 1),
}


def printed(values=lambda row, column: "1"):
    """Table 三 with every label over three grid columns, its values as `values` gives them."""
    lines, spans = list(HEADER), dict(HEADER_SPANS)
    for row in FORM.rows.values():
        spans[len(lines), 0] = Span(1, 3)
        lines.append((row.labels[0], *(values(row.key, column) for column in FORM.columns)))
    return tuple(lines), spans


def read(lines, spans):
    return records.read("requests", find_tables([Grid(tuple(lines), spans)]), None)


def test_both_readings_find_every_place_and_agree():
    table = read(*printed())
    assert set(table.values) == set(FORM.places)
    assert table.sound
    assert table.spans


def test_a_source_without_spans_has_one_reading_and_every_place():
    lines, _ = printed()
    table = read(lines, None)
    assert set(table.values) == set(FORM.places)
    assert table.sound
    assert not table.spans


def test_all_spans_lost_leaves_the_printed_order():
    lines, _ = printed()
    table = read(lines, {})
    assert len(table.values) == 175
    assert not table.spans


@pytest.mark.parametrize("span", [Span(2, 3), Span(1, 2), Span(3, 1)])
def test_a_wrong_span_of_a_label_moves_no_figure(span):
    lines, spans = printed(lambda row, column: f"{len(row)}{len(column)}")
    spans[5, 0] = span
    table = read(lines, spans)
    assert table.sound
    assert table.values == read(*printed(lambda row, column: f"{len(row)}{len(column)}")).values


@pytest.mark.parametrize("reach", [1, 2, 4])
def test_a_wrong_span_is_no_excuse_for_a_lost_cell(reach):
    lines, spans = printed(lambda row, column: str(len(row)))
    spans[5, 0] = Span(reach, 3)
    lines = (*lines[:6], lines[6][:-1], *lines[7:])
    assert not read(lines, spans).sound


def test_a_blank_beside_a_label_without_its_span_is_not_the_figure_of_a_row_that_lost_another():
    lines, spans = printed(lambda row, column: str(len(row)))
    del spans[5, 0]
    label, *values = lines[5]
    lines = (*lines[:5], (label, "", *values[:-1]), *lines[6:])
    assert not read(lines, spans).sound


@pytest.mark.parametrize("dropped", [1, 4, 7])
def test_a_dropped_cell_is_never_filled_from_its_neighbour(dropped):
    lines, spans = printed(lambda row, column: str(len(row)))
    lines = list(lines)
    lines[6] = (*lines[6][:dropped], *lines[6][dropped + 1 :])
    table = read(lines, spans)
    assert not table.sound
    assert any(f.code == "row-not-placed" for f in table.findings)


@pytest.mark.parametrize(("cells", "moved"), [
    (("3", "1", "0", "0", "0", "4", ""), True),
    (("3", "1", "0", "0", "0", "9", ""), True),
    (("3", "1", "0", "0", "0", "1", ""), False),
    (("0", "0", "0", "0", "0", "0", ""), False),
    (("4", "0", "0", "0", "0", "4", "8"), False),
])  # fmt: skip
@pytest.mark.parametrize("spans", [True, False])
def test_a_row_filled_up_at_its_end_for_a_cell_left_out_is_doubted(cells, moved, spans):
    lines, found = printed()
    lines = [(line[0], *cells) if line[0] == "(一)予以公开" else line for line in lines]
    table = read(lines, found if spans else None)
    assert ("figures-moved" in {one.code for one in table.findings}) is moved
    assert table.sound is not moved


@pytest.mark.parametrize(("last", "lost"), [("5", True), ("1", False), ("0", False)])
def test_a_table_whose_totals_are_all_blank_may_have_lost_a_column_before_them(last, lost):
    cells = {"natural_person": "2", "other_organization": last, "total": ""}
    table = read(*printed(lambda row, column: cells.get(column, "0")))
    assert [one.code for one in table.findings] == ["figures-moved"] * lost
    assert table.sound is not lost


def test_swapped_columns_are_read_by_their_headers_and_doubted():
    lines, spans = printed(lambda row, column: str(list(FORM.columns).index(column)))
    swapped = [list(line) for line in lines]
    swapped[2][0], swapped[2][1] = swapped[2][1], swapped[2][0]
    table = read([tuple(line) for line in swapped], spans)
    assert table.values["granted", "business_enterprise"] == 2
    assert not table.sound
    assert any(f.code == "out-of-order" for f in table.findings)


def test_swapped_rows_are_doubted():
    lines, spans = printed()
    lines = list(lines)
    lines[9], lines[10] = lines[10], lines[9]
    assert not read(lines, spans).sound


def test_an_unknown_row_is_reported_and_shifts_nothing():
    lines, _ = printed()
    lines = (*lines[:8], ("9.某种新的情形", *["5"] * 7), *lines[8:])
    table = read(lines, None)
    assert len(table.values) == 175
    assert [f.text for f in table.findings] == ["9.某种新的情形 | 5 | 5 | 5 | 5 | 5 | 5 | 5"]
    assert not table.sound


def test_padding_after_the_values_is_no_value():
    lines, _ = printed(lambda row, column: "" if column == "total" else "3")
    padded = [(*line, "", "") for line in lines]
    table = read(padded, None)
    assert table.values["granted", "natural_person"] == 3
    assert table.values["granted", "total"] is None


def test_padding_between_label_and_values_is_no_value():
    lines, _ = printed(lambda row, column: "" if column == "natural_person" else "3")
    padded = [*lines[:3], *((line[0], "", "", *line[1:]) for line in lines[3:])]
    width = len(padded[-1])
    padded[:3] = [
        (lines[0][0], "", "", lines[0][1], *[""] * 6),
        ("", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"),
        ("", "", "", "", *COLUMNS[1:-1], ""),
    ]
    assert {len(line) for line in padded} == {width}
    table = read(padded, {})
    assert table.values["granted", "natural_person"] is None
    assert table.values["granted", "total"] == 3
    assert table.sound


def test_a_table_split_at_a_page_end_is_one_table():
    lines, spans = printed()
    first = Grid(tuple(lines[:12]), {k: v for k, v in spans.items() if k[0] < 12}, number=1)
    rest = (*HEADER, *lines[12:])
    moved = {(k[0] - 9, k[1]): v for k, v in spans.items() if k[0] >= 12}
    second = Grid(rest, {**HEADER_SPANS, **moved}, number=2)
    table = records.read("requests", find_tables([first, second]), None)
    assert len(table.values) == 175
    assert table.sound


SPECIMEN = sample(1)
(GROUPED,) = (
    grid
    for block in blocks(SPECIMEN)
    if not isinstance(block, str)
    for grid in html.read(MARKUP["clean"](block)).grids
    if len(grid.lines) > 20
)
TOP = len(HEADER)


def cut(at, lines=GROUPED.lines, repeated=0):
    """Table 三 with its groups in merged cells, cut before a line; the second part begins with headers."""
    spans = GROUPED.spans
    moved = {(line - at + repeated, cell): s for (line, cell), s in spans.items() if line >= at}
    head = {place: s for place, s in spans.items() if place[0] < repeated}
    first = Grid(lines[:at], {place: s for place, s in spans.items() if place[0] < at}, number=1)
    second = Grid((*lines[:repeated], *lines[at:]), {**head, **moved}, number=2)
    return records.read("requests", find_tables([first, second]), None)


@pytest.mark.parametrize("repeated", [0, TOP])
@pytest.mark.parametrize(
    "at", [TOP + 1, TOP + 3, TOP + 6, TOP + 13, TOP + 17, len(GROUPED.lines) - 1]
)
def test_groups_that_a_page_end_cuts_are_read_twice_and_alike(at, repeated):
    table = cut(at, repeated=repeated)
    assert table.spans
    assert table.sound
    assert {place: table.values[place] for place in FORM.places} == {
        (row, column): SPECIMEN.figures["requests", row, column] for row, column in FORM.places
    }


@pytest.mark.parametrize("line", [TOP + 8, TOP + 12, TOP + 16, len(GROUPED.lines) - 1])
@pytest.mark.parametrize("repeated", [0, TOP])
def test_a_cell_lost_after_such_a_cut_is_doubted_all_the_same(line, repeated):
    lines = list(GROUPED.lines)
    lines[line] = (*lines[line][:-2], lines[line][-1])
    assert not cut(TOP + 6, tuple(lines), repeated).sound


def test_a_menu_that_names_the_rows_is_no_table():
    menu = Grid(
        (("行政许可", "行政处罚", "行政强制"), ("规章", "规范性文件", "行政事业性收费")), {}
    )
    assert find_tables([menu]) == []


@pytest.mark.parametrize("text", ["0", "", "—", "/"])
def test_a_merged_cell_that_prints_nothing_says_so_of_every_column(text):
    lines, spans = printed()
    place = len(HEADER) + 2
    lines = (*lines[:place], (lines[place][0], text), *lines[place + 1 :])
    table = read(lines, {**spans, (place, 1): Span(1, 7)})
    row = list(FORM.rows)[2]
    assert {table.values[row, column] for column in FORM.columns} == {0 if text == "0" else None}
    assert (table.sound, table.findings) == (True, ())


def test_a_figure_merged_over_columns_is_none_of_theirs():
    lines, spans = printed()
    lines = (*lines[:5], (lines[5][0], "5"), *lines[6:])
    table = read(lines, {**spans, (5, 1): Span(1, 7)})
    assert "row-not-placed" in [told.code for told in table.findings]
    assert (list(FORM.rows)[2], "total") not in table.values


@pytest.mark.parametrize("figure", ["0", "", "7"])
def test_headers_that_changed_places_over_two_lines_are_doubted_whatever_the_figures(figure):
    lines, spans = printed(lambda row, column: figure)
    (corner, upper, lower, *rows) = lines
    upper = ("自然人", "法人或其他组织", "商业企业")
    table = read((corner, upper, ("总计", *lower[1:]), *rows), spans)
    assert not table.sound
    assert "readings-disagree" in [told.code for told in table.findings]


def test_a_cell_added_among_a_rows_values_is_never_filled_from_its_neighbour():
    lines, spans = printed(lambda row, column: str(len(row)))
    at = next(n for n, line in enumerate(lines) if line[0] == "(一)予以公开")
    lines = [(*line[:4], "", *line[4:]) if n == at else line for n, line in enumerate(lines)]
    table = read(lines, spans)
    assert not table.sound
    assert not any(row == "granted" for row, _ in table.values)


@pytest.mark.parametrize("spans", [True, False])
def test_a_blank_cell_too_many_makes_the_places_of_a_row_of_zeros_and_blanks_doubtful(spans):
    """It may stand before any of the row's zeros, whose sums hold wherever they stand."""
    zeros = dict(zip(FORM.columns, ("0", "", "", "0", "", "0", ""), strict=True))
    lines, kept = printed(lambda row, column: zeros[column] if row == "granted" else "1")
    at = next(n for n, line in enumerate(lines) if "(一)予以公开" in line)
    assert ("granted", "total") in read(lines, kept if spans else None).values
    wider = [(*line, "") if n == at else line for n, line in enumerate(lines)]
    table = read(wider, kept if spans else None)
    assert not table.sound
    assert spans or not any(row == "granted" for row, _ in table.values)
    assert "row-not-placed" in {one.code for one in table.findings}


GROUPS = ("未经复议直接起诉", "复议后起诉")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DISPUTES = [
    "376", "97", "196", "121", "790", "16", "1", "12", "27", "56", "74", "1", "30", "51", "156",
]  # fmt: skip


def disputes(line, lost=None):
    spans = {(0, 0): Span(1, 5), (0, 1): Span(1, 10), (1, 5): Span(1, 5), (1, 6): Span(1, 5)}
    spans |= {(1, place): Span(2, 1) for place in range(5)}
    spans = {at: span for at, span in spans.items() if at != lost}
    lines = (("行政复议", "行政诉讼"), (*OUTCOMES, *GROUPS), OUTCOMES * 2, tuple(line))
    return records.read("disputes", find_tables([Grid(lines, spans)]), None)


@pytest.mark.parametrize("blanks", [(0, 1), (1, 0)])
@pytest.mark.parametrize("group", [0, 1, 2])
def test_a_blank_too_many_before_the_figures_of_disputes_shifts_none(group, blanks):
    before, after = ([""] * (group * 5 + blanks[0]), [""] * ((2 - group) * 5 + blanks[1]))
    table = disputes([*before, "1", "", "", "", "1", *after])
    padded = blanks == (0, 1)
    assert sum(value or 0 for value in table.values.values()) == (2 if padded else 0)
    assert table.sound is padded


def test_a_header_whose_span_is_lost_over_blank_figures_is_doubted():
    assert not disputes([*[""] * 11, "7", "7", "", ""], lost=(1, 3)).sound


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        (DISPUTES, 3),
        (DISPUTES[:11] + DISPUTES[12:], 2),  # a cell lost, which shifts those after it
        (DISPUTES[:2] + DISPUTES[3:], 0),
        (DISPUTES[:14], 2),
        ([*DISPUTES[:7], "", *DISPUTES[7:]], 0),
    ],
)
def test_figures_of_disputes_that_a_cell_lost_or_added_has_shifted_are_not_read(line, rows):
    table = disputes(line)
    assert [*table.values.values()] == [int(one) for one in DISPUTES[: rows * 5]]
    assert table.sound is (rows == 3)
