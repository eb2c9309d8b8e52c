"""Tables of wikitext are read as they are written, and what is not well written is never proved."""

import re

import pytest

from parsers import extract
from parsers.page import Grid, Span
from parsers.readers import pipes
from schemas.capture import Capture
from schemas.report import Report, Status
from tests.documents import blocks, differences, sample
from tests.printing.wiki import WIKI, a_cell_a_line, a_row_a_line
from tests.render import Specimen

WELL = {"requests": Status.PROVED, "disclosures": Status.CONSISTENT, "disputes": Status.PROVED}


def written(one: Specimen, way: str) -> str:
    return "\n".join(b if isinstance(b, str) else WIKI[way](b) for b in blocks(one))


def read(text: str) -> Report:
    return extract(Capture(body=text.encode(), name="report.txt"))


@pytest.mark.parametrize("version", ["2021", "2019"])
@pytest.mark.parametrize("way", WIKI)
def test_every_figure_of_wikitext_is_read_and_proved(way, version):
    for seed in (1, 2):
        one = sample(seed, version)
        report = read(written(one, way))
        assert differences(one, report) == {}
        assert {name: table.status for name, table in report.tables.items()} == WELL


@pytest.mark.parametrize(
    ("text", "lines", "spans"),
    [
        ("{|\n| a || b\n|-\n| c\n|}", (("a", "b"), ("c",)), {}),
        ("{|\n|-\n|-\n! a !! b\n|-\n|\n| 1\n|}", (("a", "b"), ("", "1")), {}),
        ("{|\n| -\n| 3\n|}", (("-", "3"),), {}),  # the sign for nothing, and no row's rule
        ('{|\n| rowspan=2 | a\n| colspan="3"|b\n|}', (("a", "b"),),
         {(0, 0): Span(2, 1), (0, 1): Span(1, 3)}),
        ("{|\n| [[甲|乙]] || {{nowrap|22}}\n|}", (("乙", "{{nowrap|22}}"),), {}),
        ("{|\n|+ 表 | 一\n二\n| a\n行\n|}", (("a 行",),), {}),
        ("{|\n| a\n{|\n| 9\n|}\n| b\n|}", (("a {| | 9 |}", "b"),), {}),  # a table in a cell
        (":{| class=x\n| a!!b\n|}", (("a!!b",),), {}),
    ],
)  # fmt: skip
def test_the_marks_of_wikitext(text, lines, spans):
    assert pipes.read(text).blocks == (Grid(lines, spans),)


def test_what_stands_around_the_tables_is_text_without_its_marks():
    page = pipes.read("== 一、总体情况 ==\n'''甲'''县[[公开|信息公开]]\n{|\n| a\n|}\n* 完")
    assert page.lines == ("一、总体情况", "甲县信息公开", "完")


HURT = {
    "a rule is lost": lambda text: re.sub(r"\|-\n(\| 3\.|\|[^\n]*\| 3\.)", r"\1", text, count=1),
    "the end is lost": lambda text: text.replace("\n|}", ""),
    "a cell is lost": lambda text: re.sub(r"(\n\| \d+)(?=\n\|-)", "", text, count=1),
    "two cells are one": lambda text: re.sub(
        r"(\n\| \d+)\n\| (\d+)(?=\n\| \d)", r"\1 \2", text, count=1
    ),
}


@pytest.mark.parametrize("hurt", HURT)
@pytest.mark.parametrize("way", [a_cell_a_line, a_row_a_line], ids=["cells", "rows"])
def test_wikitext_that_lost_its_marks_gives_no_wrong_figure_as_well_read(way, hurt):
    one = sample(3)
    text = HURT[hurt]("\n".join(b if isinstance(b, str) else way(b) for b in blocks(one)))
    report = read(text)
    wrong = {
        place[0] for place, (_, found) in differences(one, report).items() if found is not None
    }
    assert not [name for name in wrong if report.tables[name].status in WELL.values()]
