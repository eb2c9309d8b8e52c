"""A table that a site prints in pieces, or once more without its figures, is the table that its agency made."""

from collections.abc import Callable

import pytest

from parsers.form_words import TABLES
from parsers.page import Grid, Page, Span
from parsers.tables.in_pieces import put_together
from schemas.report import Report, Status
from tests.documents import differences, read, sample
from tests.printing import prose
from tests.printing.markup import MARKUP
from tests.printing.tables import Cell, Lines, three_tables
from tests.yardstick import within

ONE = sample(4)
TABLE_OF_YEAR = f"{ONE.article.year}年度政府信息公开情况统计表"
_HEADS = 3  # lines of the header of tables 三 and 四
_LABELS = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")


def as_html(lines: Lines) -> str:
    return MARKUP["clean"](lines)


def head_of(lines: Lines) -> Lines:
    return lines[: _HEADS if lines[0][0].rows > 1 or len(lines) == _HEADS + 1 else 0]


def blank(lines: Lines) -> str:
    """The table as the agency found it before it filled it in."""
    return as_html(
        [[c._replace(text="") if c.text.isdigit() else c for c in line] for line in lines]
    )


def fixed_head(lines: Lines) -> str:
    """A head that stays, and the rows that are scrolled under it, each a table."""
    head = head_of(lines)
    rows = as_html(lines[len(head) :])
    return f"<div>{as_html(head)}</div><div>{rows}</div>" if head else rows


def cloned_head(lines: Lines) -> str:
    """A head that stays, over the whole table with its own."""
    head = head_of(lines)
    return (as_html(head) if head else "") + as_html(lines)


def titled(title: str) -> Callable[[Lines], str]:
    def way(lines: Lines) -> str:
        return as_html([[Cell(title, 1, 10)], *lines])

    return way


WAYS: dict[str, Callable[[Lines], str]] = {
    "a head that stays": fixed_head,
    "a head that stays, cloned": cloned_head,
    "the blank form above": lambda lines: blank(lines) + as_html(lines),
    "the blank form below": lambda lines: as_html(lines) + blank(lines),
    "the report's title as first row": titled(ONE.article.title),
    "a title of the year as first row": titled(f"{ONE.article.agency}{TABLE_OF_YEAR}"),
}


def report_of_tables(way: Callable[[Lines], str], tables: list[Lines]) -> Report:
    parts = [way(lines) for lines in tables]
    printed = (
        b if b.startswith("<") else f"<p>{b}</p>" for b in prose.around(ONE.article.year, parts)
    )
    return read("".join([f"<p>{ONE.article.title}</p>", *printed]).encode())


def statuses(report: Report) -> list[Status]:
    return [report.tables[name].status for name in TABLES]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_table_in_pieces_or_with_its_blank_form_is_read_and_proved(way):
    report = report_of_tables(way, three_tables(ONE.form, ONE.figures))
    assert differences(ONE, report) == {}
    assert statuses(report) == [Status.CONSISTENT, Status.PROVED, Status.PROVED]
    assert not [one for one in report.findings if one.where and one.where.startswith(TABLES)]


@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_a_blank_form_with_words_before_the_filled_one_leaves_its_figures_doubtful(above):
    def way(lines: Lines) -> str:
        two = [blank(lines), as_html(lines)]
        return "<p>各乡镇汇总：</p>".join(two if above else two[::-1])

    report = report_of_tables(way, three_tables(ONE.form, ONE.figures))
    assert differences(ONE, report) == {}
    assert set(statuses(report)) == {Status.DOUBTFUL}


@pytest.mark.parametrize("what", ["年政府信息公开工作年度报告", "年度政府信息公开情况统计表"])
def test_a_table_titled_as_another_agencys_is_not_the_reports(what):
    title = f"甲县教育局{ONE.article.year}{what}"
    report = report_of_tables(titled(title), three_tables(ONE.form, ONE.figures))
    assert {Status.PROVED, Status.CONSISTENT}.isdisjoint(statuses(report))


def test_the_title_in_the_first_row_of_a_sheet_saved_as_a_page_is_the_reports():
    lines = [line for table in three_tables(ONE.form, ONE.figures) for line in table]
    report = read(titled(ONE.article.title)(lines).encode())
    assert differences(ONE, report) == {}
    assert report.metadata.title == ONE.article.title


@pytest.mark.parametrize("title", [ONE.article.title, f"{ONE.article.agency}{TABLE_OF_YEAR}"])
def test_a_table_titled_as_another_years_is_doubtful(title):
    other = title.replace(str(ONE.article.year), str(ONE.article.year - 1))
    report = report_of_tables(titled(other), three_tables(ONE.form, ONE.figures))
    assert set(statuses(report)) == {Status.DOUBTFUL}


@pytest.mark.parametrize("caption", ["2019年数据", "上年度数据"])
def test_the_figures_of_another_year_below_a_blank_table_are_not_the_reports(caption):
    report = report_of_tables(
        lambda lines: f"{blank(lines)}<p>{caption}</p>{as_html(lines)}",
        three_tables(ONE.form, ONE.figures),
    )
    rows = [*report.disclosures, *report.requests, *report.disputes]
    assert {value for row in rows for key, value in row if key not in ("row", "printed", "unit")} == {None}  # fmt: skip


@pytest.mark.parametrize("nested", [True, False], ids=["行政诉讼 over two lines", "in each label"])
def test_table_four_with_a_line_for_each_group_is_proved(nested):
    disclosures, requests, disputes = three_tables(ONE.form, ONE.figures)
    heads = [Cell("", 1, 1 + nested), *(cell._replace(rows=1) for cell in disputes[1][:5])]
    groups = [Cell(label) for label in _LABELS]
    if nested:
        under = [Cell("未经复议直接起诉"), Cell("复议后起诉")]
        firsts = [[groups[0]._replace(columns=2)], [Cell("行政诉讼", 2), under[0]], [under[1]]]
    else:
        firsts = [[group] for group in groups]
    figures = (disputes[3][at : at + 5] for at in (0, 5, 10))
    lines = [heads, *([*first, *five] for first, five in zip(firsts, figures, strict=True))]
    report = report_of_tables(as_html, [disclosures, requests, lines])
    assert differences(ONE, report) == {}
    assert statuses(report)[2] is Status.PROVED


@pytest.mark.parametrize("beside", [True, False], ids=["years beside", "years above"])
def test_of_two_years_of_table_four_under_one_header_the_reports_own_is_read(beside):
    disclosures, requests, disputes = three_tables(ONE.form, ONE.figures)
    year = ONE.article.year
    years = {year - 1: [cell._replace(text="3") for cell in disputes[3]], year: disputes[3]}
    lines = disputes[:3]
    if beside:
        lines = [[Cell("年度", 3), *lines[0]], *lines[1:]]
        lines += [[Cell(f"{one}年"), *figures] for one, figures in years.items()]
    else:
        pairs = ([[Cell(f"{one}年", 1, 15)], figures] for one, figures in years.items())
        lines = [*lines, *(line for pair in pairs for line in pair)]
    report = report_of_tables(as_html, [disclosures, requests, lines])
    assert differences(ONE, report) == {}


def test_the_figures_under_a_head_that_stays_keep_where_they_stand_on_their_page():
    head = Grid((("行政复议",), ("结果维持", "总计")), {(0, 0): Span(1, 2)}, 1, pages=(1, 1))
    body = Grid((("3", "3"),), {}, 2, pages=(2,), boxes={(0, 1): (60, 10, 90, 20)})
    page, _ = put_together(Page((head, body)))
    (whole,) = page.grids
    assert (whole.number, whole.pages, whole.boxes) == (2, (1, 1, 2), {(2, 1): (60, 10, 90, 20)})
    assert whole.origin(2, 1) == (0, 1)


def test_a_cell_told_once_a_place_stands_where_its_first_does():
    rows = (("信息内容", *["本年处理决定数量"] * 3), ("行政许可", *["7"] * 3))
    boxes = {(1, 1): (60, 10, 90, 20), (1, 2): (90, 10, 120, 20)}
    page, _ = put_together(Page((Grid(rows, {}, boxes=boxes),)))
    assert page.grids[0].lines[1] == ("行政许可", "7")
    assert page.grids[0].boxes == {(1, 1): (60, 10, 90, 20)}


def test_a_thousand_blank_tables_are_passed_in_a_moment():
    rows = ("信息内容", "本年处理决定数量"), ("行政许可", "")
    blanks = tuple(Grid(rows, {}, at) for at in range(1, 1500))
    with within(1):
        page, _ = put_together(Page(blanks))
    assert len(page.grids) == len(blanks)


def test_figures_under_a_table_of_other_words_stay_apart():
    page = Page((Grid((("姓名", "电话"),), {}, 1), Grid((("1", "2"),), {}, 2)))
    assert put_together(page)[0] is page
