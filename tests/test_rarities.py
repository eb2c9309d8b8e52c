"""Hybrids and rarities: what agencies add to the form, leave out of it or move is never misread."""

import pytest

from parsers.page import Grid
from parsers.recognise import TableLine
from parsers.tables.reading import Reading, Stranger
from parsers.tables.subtotals import check_subtotals
from schemas.form import forms
from schemas.report import Status
from tests.printing import tables
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
from tests.printing.tables import Cell
from tests.reading import report_of
from tests.render import true_figures

TITLE = "海晏市水务局2022年政府信息公开工作年度报告"
SHAPES = {**{name: mark for name, mark in MARKUP.items() if name == "clean"}, **FLAT}


def printed(disclosed, requested, seed=1, change=lambda lines: lines, shape="clean"):
    """A page whose table 二 is of one form and whose table 三, changed, of another; its figures."""
    mark = SHAPES[shape]
    figures = true_figures(forms()[requested], seed)
    ours = true_figures(forms()[disclosed], seed)
    blocks = tables.disclosures(forms()[disclosed], ours)
    parts = [
        mark([line for block in blocks for line in block]),
        mark(change(tables.requests(forms()[requested], figures))),
        mark(tables.disputes(forms()[disclosed], ours)),
    ]
    wanted = {(row, c): v for (table, row, c), v in figures.items() if table == "requests"}
    return "\n".join([TITLE, *parts]), wanted


def read(page):
    report = report_of(page)
    found = {
        (one.row, column): getattr(one, column)
        for one in report.requests
        for column in forms()["2021"].tables["requests"].columns
    }
    return report, found


def codes(report):
    return {f.code for f in report.findings}


def values(line):
    return [int(cell.text or 0) for cell in line[-7:]]


def longer_results(lines):
    """The label of the results over one line more."""
    return [
        [line[0]._replace(rows=line[0].rows + 1), *line[1:]] if line[0].rows > 15 else line
        for line in lines
    ]


def extra_row(lines):
    at = next(i for i, line in enumerate(lines) if any("部分公开" in c.text for c in line))
    added = [Cell("其中：涉企信息", 1, 2), *[Cell("9")] * 7]
    return longer_results([*lines[: at + 1], added, *lines[at + 1 :]])


def subtotal_row(lines, by=0):
    at = next(i for i, line in enumerate(lines) if any("行政查询事项" in c.text for c in line))
    sums = [sum(column) + by for column in zip(*map(values, lines[at - 7 : at + 1]), strict=True)]
    added = [Cell("小计", 1, 2), *(Cell(str(s)) for s in sums)]
    return longer_results([*lines[: at + 1], added, *lines[at + 1 :]])


def column_before_total(lines, head, figure):
    first, second, third, *rest = lines
    return [
        [first[0], first[1]._replace(columns=8)],
        [second[0], second[1]._replace(columns=6), second[2]],
        [*third, Cell(head)],
        *([*line[:-1], Cell(figure(values(line))), line[-1]] for line in rest),
    ]


def subtotal_column(lines):
    return column_before_total(lines, "小计", lambda told: str(sum(told[1:6])))


def wrong_subtotal_column(lines):
    return column_before_total(lines, "小计", lambda told: str(sum(told[1:6]) + 1))


def a_second_total(lines):
    return column_before_total(lines, "合计", lambda told: str(sum(told[1:6])))


def an_applicant_of_its_own(lines):
    return column_before_total(lines, "村民委员会", lambda told: "8")


def column_before_the_organisations(lines, head, figure):
    first, second, third, *rest = lines
    return [
        [first[0], first[1]._replace(columns=8)],
        [second[0], second[1]._replace(columns=6), second[2]],
        [Cell(head), *third],
        *([*line[:-6], Cell(figure(values(line))), *line[-6:]] for line in rest),
    ]


def subtotal_before_its_parts(lines):
    return column_before_the_organisations(lines, "小计", lambda told: str(sum(told[1:6])))


def an_applicant_before_the_others(lines):
    return column_before_the_organisations(lines, "村民委员会", lambda told: "8")


def swapped_columns(lines):
    first, second, third, *rest = lines
    third = [third[1], third[0], *third[2:]]
    return [first, second, third, *([*line[:-6], line[-5], line[-6], *line[-4:]] for line in rest)]


def total_first(lines):
    first, second, third, *rest = lines
    return [
        first,
        [second[2], *second[:2]],
        third,
        *([*line[:-7], line[-1], *line[-7:-1]] for line in rest),
    ]


def a_column_for_remarks(lines, head="备注", remark="含当面申请"):
    first, second, third, *rest = lines
    told = [[*line, Cell("" if at else remark)] for at, line in enumerate(rest)]
    return [[*first, Cell(head, 3)], second, third, *told]


def a_column_of_figures(lines):
    return a_column_for_remarks(lines, remark="8")


def a_column_for_units(lines):
    first, second, third, *rest = lines
    first = [first[0], Cell("单位", 3), *first[1:]]
    return [first, second, third, *([*line[:-7], Cell("件"), *line[-7:]] for line in rest)]


def swapped_rows(lines):
    at = next(i for i, line in enumerate(lines) if any("重复申请" in c.text for c in line))
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("disclosed", "requested"), [("2021", "2019"), ("2019", "2021")])
def test_a_hybrid_is_read_by_the_forms_of_its_tables_and_said_to_be_one(
    disclosed, requested, shape
):
    page, wanted = printed(disclosed, requested, shape=shape)
    report, found = read(page)
    assert {place: found.get(place) for place in wanted} == wanted
    assert report.tables["disclosures"].form == disclosed
    assert report.tables["requests"].form == report.form == requested
    assert report.status is Status.PROVED
    assert "hybrid-form" in codes(report)


CHANGES = [
    (extra_row, "unknown-label"),
    (subtotal_row, "subtotal-holds"),
    (wrong_subtotal_column, "subtotal-failed"),
    (a_second_total, "subtotal-holds"),
    (an_applicant_of_its_own, "unknown-label"),
    (an_applicant_before_the_others, "unknown-label"),
    (swapped_columns, "out-of-order"),
    (total_first, "out-of-order"),
    (swapped_rows, "out-of-order"),
    (a_column_of_figures, "unknown-label"),
]
# What sums vouch for, or what holds no figure, raises no doubt.
UNDERSTOOD = {
    subtotal_column: {"subtotal-holds"},
    subtotal_before_its_parts: {"subtotal-holds"},
    a_column_for_remarks: {"remark-beside"},
    a_column_for_units: set(),
}


@pytest.mark.parametrize(("change", "code"), CHANGES, ids=lambda it: getattr(it, "__name__", it))
@pytest.mark.parametrize("seed", range(3))
def test_what_is_added_or_moved_is_told_and_every_figure_stands_in_its_place(change, code, seed):
    page, wanted = printed("2021", "2021", seed, change)
    report, found = read(page)
    assert found == wanted
    assert code in codes(report)
    assert ("readings-disagree" in codes(report)) == (change is a_second_total)
    assert report.tables["requests"].status is Status.DOUBTFUL


@pytest.mark.parametrize("change", UNDERSTOOD, ids=lambda it: it.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_a_column_that_sums_up_or_holds_no_figure_raises_no_doubt(change, seed):
    page, wanted = printed("2021", "2021", seed, change)
    report, found = read(page)
    assert found == wanted
    assert {f.code for f in report.findings if f.where and "requests" in f.where} == UNDERSTOOD[
        change
    ]
    assert report.tables["requests"].status is Status.PROVED


@pytest.mark.parametrize("shape", FLAT)
@pytest.mark.parametrize("change", UNDERSTOOD, ids=lambda it: it.__name__)
def test_flattened_too_such_a_column_moves_no_figure(change, shape):
    page, wanted = printed("2021", "2021", 1, change, shape)
    report, found = read(page)
    assert [p for p, v in found.items() if v is not None and v != wanted[p]] == []
    assert report.status is not Status.PROVED or found == wanted


def test_a_remark_is_told_with_its_place():
    report, _ = read(printed("2021", "2021", 1, a_column_for_remarks)[0])
    [told] = [one for one in report.findings if one.code == "remark-beside"]
    assert (told.text, told.place.table, told.place.line, told.place.cell) == (
        "含当面申请",
        2,
        4,
        9,
    )


@pytest.mark.parametrize("wide", [3, 1])
def test_remarks_go_on_in_a_table_that_continues_another_without_its_head(wide):
    figures = true_figures(forms()["2021"], 1)
    *lines, last = a_column_for_remarks(tables.requests(forms()["2021"], figures))
    last = [last[0]._replace(columns=wide), *last[1:-1], Cell("转入下年")]
    report, found = read(TITLE + SHAPES["clean"](lines) + SHAPES["clean"]([last]))
    assert found == {(row, c): v for (t, row, c), v in figures.items() if t == "requests"}
    assert report.tables["requests"].status is Status.PROVED
    assert [f.text for f in report.findings if f.code == "remark-beside"] == [
        "含当面申请",
        "转入下年",
    ]


def blocks_of_disclosures_beside(head, beside):
    """Table 二 with one more column in each of its blocks."""
    form = forms()["2021"]
    figures = true_figures(form, 1)
    for block in tables.disclosures(form, figures):
        title, header, *rows = block
        yield [title[0]._replace(columns=title[0].columns + 1)]
        yield [*header, Cell(head)]
        yield from ([*row, Cell(beside)] for row in rows)


@pytest.mark.parametrize(
    ("head", "beside", "status"),
    [
        ("备注", "", "consistent"),
        ("备注", "同比增加", "consistent"),
        ("说明", "无", "consistent"),
        ("单位", "件", "consistent"),
        ("备注", "3", "partial"),
        ("单位", "元", "partial"),
    ],
)
def test_remarks_and_units_beside_table_two_hide_none_of_its_figures(head, beside, status):
    form = forms()["2021"]
    figures = {p: v for p, v in true_figures(form, 1).items() if p[0] == "disclosures"}
    page = TITLE + SHAPES["clean"](list(blocks_of_disclosures_beside(head, beside)))
    report = report_of(page)
    assert report.tables["disclosures"].status == status
    if status == "consistent":
        found = {
            (row.row, column): getattr(row, column)
            for row in report.disclosures
            for _, r, column in figures
            if r == row.row
        }
        assert found == {(row, column): value for (_, row, column), value in figures.items()}


def test_of_a_line_that_lost_a_cell_beside_remarks_no_figure_stands_elsewhere_untold():
    lines = list(blocks_of_disclosures_beside("备注", "无"))
    at = next(i for i, line in enumerate(lines) if line[0].text == "行政规范性文件")
    del lines[at][1]
    report = report_of(TITLE + SHAPES["clean"](lines))
    assert report.tables["disclosures"].status is Status.PARTIAL


def test_a_line_for_remarks_below_a_table_is_no_column_of_them():
    heads = [Cell(text) for text in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    figures = [[Cell(text) for text in line] for line in ("10001", "02002", "00303")]
    lines = [
        [Cell("类别", columns=2), *heads],
        [Cell("行政复议", columns=2), *figures[0]],
        [Cell("行政诉讼", 2), Cell("未经复议直接起诉"), *figures[1]],
        [Cell("复议后起诉"), *figures[2]],
        [Cell("备注"), *[Cell("")] * 6],
    ]
    report = report_of(TITLE + SHAPES["clean"](lines))
    assert report.tables["disputes"].status is Status.PROVED
    assert [row.total for row in report.disputes] == [1, 2, 3]


@pytest.mark.parametrize("before", ["《条例》", "《中华人民共和国政府信息公开条例》"])
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_an_article_may_be_quoted_with_the_name_of_the_regulation(form, before):
    blocks = tables.disclosures(forms()[form], true_figures(forms()[form], 1))
    lines = [
        [
            cell._replace(text=cell.text.replace("第二十条第", f"{before}第二十条第"))
            for cell in line
        ]
        for block in blocks
        for line in block
    ]
    report = report_of(TITLE + SHAPES["clean"](lines))
    assert report.tables["disclosures"].status is Status.CONSISTENT


# Each change in a third of the shapes every day, each shape with a third of the changes.
@pytest.mark.parametrize(
    ("change", "shape"),
    [
        pytest.param(change, shape, marks=[pytest.mark.slow] * bool((m + n) % 3))
        for m, (change, _) in enumerate(CHANGES)
        for n, shape in enumerate(FLAT)
    ],
    ids=lambda it: getattr(it, "__name__", it),
)
def test_flattened_too_no_figure_is_put_in_a_place_that_is_not_its_own(change, shape):
    page, wanted = printed("2021", "2021", 1, change, shape)
    report, found = read(page)
    assert [p for p, v in found.items() if v is not None and v != wanted[p]] == []
    assert report.status is not Status.PROVED


def without_legal_services(lines):
    first, second, third, *rest = lines
    return [
        [first[0], first[1]._replace(columns=6)],
        [second[0], second[1]._replace(columns=4), second[2]],
        [*third[:3], third[4]],
        *([*line[:-3], *line[-2:]] for line in rest),
    ]


def test_of_a_table_that_leaves_a_column_out_the_others_are_read():
    page, wanted = printed("2021", "2021", 1, without_legal_services)
    report, found = read(page)
    missing = {place for place in wanted if place[1] == "legal_service_institution"}
    assert found == wanted | dict.fromkeys(missing)
    assert all("legal_service_institution" not in row.printed for row in report.requests)
    assert report.tables["requests"].status is Status.PARTIAL


def beside_last_year(lines):
    first, second, third, *rest = lines
    note, head = first
    return [
        [note, head._replace(text="2021年"), head._replace(text="2022年")],
        [*second, *second],
        [*third, *third],
        *([*line[:-7], *[Cell("1"), *[Cell("")] * 6], *line[-7:]] for line in rest),
    ]


def test_of_two_years_side_by_side_neither_is_taken_for_the_reports():
    page, _ = printed("2021", "2021", 1, beside_last_year)
    report, found = read(page)
    assert set(found.values()) <= {None}
    assert {"header-missing", "places-missing"} <= codes(report)
    assert report.tables["requests"].status is Status.PARTIAL


def headed_in_full(lines):
    first, second, third, *rest = lines
    natural, group, total = (cell._replace(rows=1) for cell in second)
    corner = first[0]._replace(rows=1)
    second = [corner, natural, *[group._replace(columns=1)] * 5, total]
    third = [corner, natural, *third, total]
    return [[corner, *[first[1]._replace(columns=1)] * 7], second, third, *rest]


@pytest.mark.parametrize("shape", ["clean", "bare pipes"])
def test_a_header_that_repeats_what_spans_lines_is_the_header(shape):
    page, wanted = printed("2021", "2021", 1, headed_in_full, shape)
    report, found = read(page)
    assert found == wanted
    assert report.tables["requests"].status is Status.PROVED


def test_a_line_that_lost_a_cell_under_a_span_too_long_gives_no_figure():
    page, _ = printed("2021", "2021", 1, lambda ls: [*longer_results(ls)[:-1], ls[-1][:-1]])
    report, found = read(page)
    assert "carried_forward" not in {row for row, _ in found}
    assert report.tables["requests"].status is Status.PARTIAL


def test_a_subtotal_of_one_organisation_alone_is_doubted_as_its_header_may_stand_over_that():
    def alone(line):
        told, none = values(line), Cell("0")
        total = Cell(str(told[0] + told[2]))
        return [*line[:-6], none, line[-5], none, none, none, total]

    page, _ = printed("2021", "2021", 1, lambda ls: subtotal_column([*ls[:3], *map(alone, ls[3:])]))
    report, _ = read(page)
    assert "unknown-label" in {one.code for one in report.findings}
    assert report.tables["requests"].status is Status.DOUBTFUL


def test_a_subtotal_that_disagrees_is_quoted_with_both_sides():
    page, _ = printed("2021", "2021", 1, lambda lines: subtotal_row(lines, by=2))
    report, _ = read(page)
    (told,) = [f for f in report.findings if f.code == "subtotal-failed"]
    assert told.where == "requests.withheld"
    assert "≠" in told.text


def test_notes_in_cells_and_another_word_for_total_change_nothing():
    def change(lines):
        noted = [
            [*line[:-1], line[-1]._replace(text=line[-1].text + "（其中修订1件）")]
            for line in lines[3:]
        ]
        return [
            [cell._replace(text=cell.text.replace("总计", "合计")) for cell in line]
            for line in [*lines[:3], *noted]
        ]

    page, wanted = printed("2021", "2021", 2, change)
    report, found = read(page)
    assert found == wanted
    assert report.tables["requests"].status is Status.PROVED
    assert all("（其中修订1件）" in one.printed["total"] for one in report.requests)


def test_a_subtotal_in_a_table_without_one_placed_row_is_let_be():
    line = TableLine(0, ("小计", "1", "1"), (), "other", -1)
    strangers = [Stranger("withheld_state_secret", Grid((line.cells,)), line)]
    reading = Reading("requests", strangers=strangers)
    check_subtotals(reading)
    assert (reading.findings, reading.sound) == ([], True)


GROUPS = {
    "（三）不予公开": "withheld", "（四）无法提供": "unable", "（五）不予处理": "not_processed", "（六）其他处理": "other",
}  # fmt: skip


def sums_of_group(lines, name, by=0, blank=False):
    """Table 三 whose group has a line of its own, with the sums of its rows."""
    at = next(i for i, line in enumerate(lines) if any(name[:3] in cell.text for cell in line))
    begin = next(i for i, cell in enumerate(lines[at]) if name[:3] in cell.text)
    first = lines[at][begin]
    rows = [values(line) for line in lines[at : at + first.rows]]
    sums = [sum(column) + by for column in zip(*rows, strict=True)]
    own = [*lines[at][:begin], Cell(name, 1, 2), *(Cell(str(s)) for s in sums)]
    rest = [[Cell("", first.rows), *lines[at][begin + 1 :]], *lines[at + 1 : at + first.rows]]
    if blank:
        rest = [[*line[:-7], *[Cell("")] * 7] for line in rest]
    return longer_results([*lines[:at], own, *rest, *lines[at + first.rows :]])


@pytest.mark.parametrize("shape", ["clean", "padded pipes"])
@pytest.mark.parametrize("name", GROUPS)
def test_the_sums_of_a_group_beside_its_name_are_no_row_and_proved_where_they_are_right(
    name, shape
):
    page, wanted = printed("2021", "2021", 1, lambda lines: sums_of_group(lines, name), shape)
    report, found = read(page)
    assert found == wanted
    (told,) = [one for one in report.findings if one.code == "subtotal-holds"]
    assert told.where == f"requests.{GROUPS[name]}"
    assert report.tables["requests"].status is Status.PROVED

    page, _ = printed("2021", "2021", 1, lambda lines: sums_of_group(lines, name, by=1), shape)
    report, found = read(page)
    assert found == wanted
    assert "subtotal-failed" in codes(report)
    assert report.tables["requests"].status is Status.DOUBTFUL


def test_a_figure_beside_the_name_of_rows_that_are_blank_is_kept():
    change = lambda lines: sums_of_group(lines, "（六）其他处理", blank=True)  # noqa: E731
    report, _ = read(printed("2021", "2021", 1, change)[0])
    (kept,) = [row for row in report.requests if row.row == "other_total"]
    assert kept.total is not None
    assert report.tables["requests"].status is Status.DOUBTFUL


def test_of_two_years_without_the_reports_own_nothing_is_left_out():
    theirs = tables.requests(forms()["2021"], true_figures(forms()["2021"], 2))
    page, _ = printed("2021", "2021", 1, lambda lines: [
        [Cell("2020年", 1, 10)], *lines, [Cell("2021年", 1, 10)], *theirs])  # fmt: skip
    report, _ = read(page)
    assert report.tables["requests"].status is Status.DOUBTFUL
    assert "row-printed-twice" in codes(report)


@pytest.mark.parametrize("shape", ["clean", "padded pipes", "markdown"])
@pytest.mark.parametrize("first", [True, False])
def test_of_two_years_one_below_the_other_the_reports_own_is_read_where_captions_tell(first, shape):
    theirs = tables.requests(forms()["2021"], true_figures(forms()["2021"], 2))

    def both(lines):
        ours, others = [[Cell("2022年", 1, 10)], *lines], [[Cell("2021年度情况", 1, 10)], *theirs]
        return [*ours, *others] if first else [*others, *ours]

    page, wanted = printed("2021", "2021", 1, both, shape)
    report, found = read(page)
    assert found == wanted
    assert report.tables["requests"].status is Status.PROVED
    assert "other-year-left" in codes(report)
