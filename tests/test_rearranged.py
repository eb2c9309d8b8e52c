"""Layouts of tables 三 and 四 that programs and offices make of the form's: read as the form, or told."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from parsers.form_words import TABLES
from schemas.report import Report, Status
from tests.documents import blocks, differences, read, sample
from tests.printing.markup import MARKUP
from tests.printing.tables import Cell, Lines

OWN = sample(3)
GROUPS = ("行政复议", "行政诉讼-未经复议直接起诉", "行政诉讼（复议后起诉）")


def report_with(name: str, arrange: Callable[[Lines], Lines]) -> Report:
    """The report as read from a page, one of its tables arranged in another way."""
    names = iter(TABLES)
    printed = (b if isinstance(b, str) or next(names) != name else arrange(b) for b in blocks(OWN))
    pieces = (f"<p>{b}</p>" if isinstance(b, str) else MARKUP["clean"](b) for b in printed)
    return read("".join(pieces).encode())


def glued(lines: Lines, *, whole: bool, seam: str) -> Lines:
    """Table 三 with the names of the groups of a row before its label in one cell."""
    out: Lines = [
        [cell._replace(columns=1) if n == 0 == at else cell for n, cell in enumerate(line)]
        for at, line in enumerate(lines[:3])
    ]
    groups: list[tuple[str, int]] = []
    for at, line in enumerate(lines[3:]):
        groups = [(text, end) for text, end in groups if end > at]
        *before, label = line[:-7]
        groups += [(cell.text, at + cell.rows) for cell in before]
        told = [text for text, _ in groups][0 if whole else 1 :]
        out.append([Cell(seam.join([*told, label.text])), *line[-7:]])
    return out


def numbered(lines: Lines) -> Lines:
    """Table 三 with a column that numbers the rows."""
    first = [Cell("序号", rows=3), *lines[0]]
    rows = ([Cell(str(at)), *line] for at, line in enumerate(lines[3:], 1))
    return [first, *lines[1:3], *rows]


def headed(lines: Lines) -> Lines:
    """Table 三 with a word over the labels."""
    return [[lines[0][0]._replace(text="统计项目"), *lines[0][1:]], *lines[1:]]


def of_fewer_rows(lines: Lines) -> Lines:
    """Table 三 whose first group covers as many rows as in the form of 2019."""
    return [[cell._replace(rows=20) if cell.rows > 20 else cell for cell in line] for line in lines]


def signed(lines: Lines) -> Lines:
    """Table 三 with a line of who made it."""
    return [*lines, [Cell("填报人：张某", columns=3), Cell("审核人：李某", columns=7)]]


def on_two_pages(lines: Lines) -> Lines:
    """Table 三 with its heads and the words of a second page among its rows."""
    return [*lines[:12], [Cell("续表", columns=10)], *lines[:3], *lines[12:]]


@pytest.mark.parametrize(
    "arrange",
    [
        *(lambda lines, w=w, s=s: glued(lines, whole=w, seam=s) for w in (True, False) for s in ("", "-")),
        numbered, headed, of_fewer_rows, on_two_pages, signed,
    ],
)  # fmt: skip
def test_an_arrangement_of_table_three_is_read_as_the_form(arrange):
    report = report_with("requests", arrange)
    assert not differences(OWN, report)
    assert report.tables["requests"].status == Status.PROVED


@pytest.mark.parametrize("arrange", [numbered, headed, of_fewer_rows, on_two_pages])
@pytest.mark.parametrize("at", [4, 14, 20, -1])
def test_a_cell_lost_in_such_an_arrangement_is_told(arrange, at):
    def torn(lines: Lines) -> Lines:
        found = arrange(lines)
        found[at] = [*found[at][:-3], *found[at][-2:]]
        return found

    report = report_with("requests", torn)
    assert report.tables["requests"].status not in (Status.PROVED, Status.CONSISTENT)


def test_a_column_of_figures_before_the_labels_that_nothing_heads_is_doubted():
    report = report_with("requests", lambda lines: headed([[*lines[0]], *numbered(lines)[1:]]))
    assert report.tables["requests"].status not in (Status.PROVED, Status.CONSISTENT)


def in_one_line(lines: Lines) -> Lines:
    """Table 四 with the name of its group before each outcome."""
    outcomes = [cell.text for cell in lines[1][:5]]
    return [[Cell(f"{group}{outcome}") for group in GROUPS for outcome in outcomes], lines[3]]


def unnamed(lines: Lines) -> Lines:
    """Table 四 with its outcomes alone."""
    return [[Cell(cell.text) for cell in lines[1][:5]] * 3, lines[3]]


def of_lines(lines: Lines) -> Lines:
    """Table 四 with a line for each group, and a word over these."""
    outcomes = [Cell(cell.text) for cell in lines[1][:5]]
    rows = zip(GROUPS, pairwise((0, 5, 10, 15)), strict=True)
    return [[Cell("类别"), *outcomes], *([Cell(g), *lines[3][a:b]] for g, (a, b) in rows)]


def counted(lines: Lines) -> Lines:
    """Table 四 with a word before its figures."""
    return [[Cell("项目", rows=3), *lines[0]], *lines[1:3], [Cell("数量"), *lines[3]]]


def told_again(lines: Lines) -> Lines:
    """Table 四 as a list, on each line of which its group is told again."""
    heads, figures = in_one_line(lines)
    pairs = zip(heads, figures, strict=True)
    return [[Cell(h.text[:-4]), Cell(h.text[-4:]), f] if h.text[-2:] != "总计" else
            [Cell(h.text[:-2]), Cell(h.text[-2:]), f] for h, f in pairs]  # fmt: skip


@pytest.mark.parametrize(
    ("arrange", "status"),
    [
        (in_one_line, Status.PROVED),
        (of_lines, Status.PROVED),
        (counted, Status.PROVED),
        (told_again, Status.PROVED),
        (unnamed, Status.DOUBTFUL),
    ],
)
def test_an_arrangement_of_table_four_is_read(arrange, status):
    report = report_with("disputes", arrange)
    assert not differences(OWN, report)
    assert report.tables["disputes"].status == status


def test_outcomes_alone_whose_figures_do_not_add_up_are_not_read():
    def wrong(lines: Lines) -> Lines:
        heads, figures = unnamed(lines)
        return [heads, [Cell("77"), *figures[1:]]]

    assert report_with("disputes", wrong).disputes == ()


def test_a_word_of_another_time_before_the_figures_is_doubted():
    def dated(lines: Lines) -> Lines:
        *heads, figures = counted(lines)
        return [*heads, [Cell("上半年"), *figures[1:]]]

    assert report_with("disputes", dated).tables["disputes"].status == Status.DOUBTFUL
