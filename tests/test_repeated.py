"""A program that prints a merged cell once for each place it covers has said it once all the same."""

import pytest

from schemas.form import forms
from schemas.report import Status
from tests.documents import misread
from tests.printing import tables
from tests.printing.paper import placed
from tests.printing.tables import Lines
from tests.reading import report_of
from tests.render import true_figures

TITLE = "甲州市乙县财政局2023年政府信息公开工作年度报告"
HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、行政复议、行政诉讼情况",
)


def as_table(rows: list[list[str]]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


WAYS = {
    "HTML": as_table,
    "HTML, titled": lambda rows: as_table([["主动公开政府信息情况"] * len(rows[0]), *rows]),
    "bars": lambda rows: "\n".join(" | ".join(row) for row in rows),
    "markdown": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "row numbers": lambda rows: "\n".join(
        f"|  {at} | {' | '.join(row)} |" for at, row in enumerate(rows)
    ),
}


def expanded(lines: Lines) -> list[list[str]]:
    """The cells of every place of the grid, a merged one's text in each that it covers."""
    grid: dict[tuple[int, int], str] = {}
    for line, column, cell in placed(lines):
        for down in range(cell.rows):
            for right in range(cell.columns):
                grid[line + down, column + right] = cell.text
    width = max(column for _, column in grid) + 1
    height = max(line for line, _ in grid) + 1
    return [[grid[line, column] for column in range(width)] for line in range(height)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", ["2021", "2019"])
def test_every_figure_is_read_once(version, way):
    form = forms()[version]
    figures = true_figures(form, len(way))
    parts = (
        f"{head}\n{WAYS[way](expanded(lines))}"
        for head, lines in zip(HEADINGS, tables.three_tables(form, figures), strict=True)
    )
    report = report_of("\n".join((TITLE, *parts)))
    assert misread(figures, report) == {}
    assert report.status is Status.PROVED


def test_equal_figures_under_headers_of_their_own_are_each_a_figure():
    text = f"{TITLE}\n{HEADINGS[0]}\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 4 | 4 | 4"
    (rules,) = report_of(text).disclosures
    assert (rules.issued, rules.repealed, rules.in_force) == (4, 4, 4)


def test_unequal_figures_under_one_header_are_not_placed():
    head = "信息内容 | 本年处理决定数量 | 本年处理决定数量"
    text = f"{TITLE}\n{HEADINGS[0]}\n{head}\n行政许可 | 4 | 5\n行政处罚 | 7 | 7"
    report = report_of(text)
    assert "licensing" not in {row.row for row in report.disclosures}
