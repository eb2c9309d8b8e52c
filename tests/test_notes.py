"""This module tests that a small figure beside a figure is a note's mark, in every format, no digit."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from PIL import Image

from parsers.numbers import number
from parsers.page import Page
from parsers.readers import READERS
from tests.in_memory import saved
from tests.printing.ofd import ofd
from tests.printing.paper import SIZE, Leaf, Mark, lay
from tests.printing.pdf import pdf
from tests.printing.tables import Cell

WORDS = ("规章", "信息内容", "现行有效件数")


def as_docx(mark: str, way: str) -> bytes:
    document = Document()
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, (*WORDS, "规章", "0", "22"), strict=True):
        cell.text = text
    run = table.cell(1, 2).paragraphs[0].add_run(mark)
    setattr(run.font, way, True)
    return saved(document)


def as_xlsx(mark: str, way: str) -> bytes:
    book = Workbook()
    for line in (WORDS, ("规章", 0, 22)):
        book.active.append(line)
    book.active["C2"] = CellRichText("22", TextBlock(InlineFont(vertAlign=way), mark))
    return saved(book)


def leaves(mark: str, way: str) -> list[Leaf]:
    lines = [[Cell(text) for text in line] for line in (WORDS, ("规章", "0", "22"))]
    (leaf,) = lay([lines])
    last = [one for one in leaf.marks if one.text == "2"][-1]
    y = last.y - 1 if way == "superscript" else last.y + SIZE / 2
    x = last.x + last.width
    for c in mark:
        leaf.marks.append(Mark(x, y, c, 6.0))
        x += leaf.marks[-1].width
    return [leaf]


def test_a_picture_where_the_form_has_a_figure_is_no_blank():
    document, picture = Document(), saved(Image.new("L", (8, 8)), "PNG")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "本年新收"
    table.cell(0, 1).paragraphs[0].add_run().add_picture(BytesIO(picture))
    assert READERS["docx"](saved(document)).grids[0].lines == (("本年新收", "[图片]"),)


MADE = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "pdf": lambda mark, way: pdf(leaves(mark, way)),
    "ofd": lambda mark, way: ofd(leaves(mark, way)),
}


@pytest.mark.parametrize("way", ["superscript", "subscript"])
@pytest.mark.parametrize("mark", ["1", "(1)", "①"])
@pytest.mark.parametrize("kind", MADE)
def test_a_small_figure_is_no_digit_of_the_one_beside_it(kind, mark, way):
    page: Page = READERS[kind](MADE[kind](mark, way))
    text = page.grids[0].lines[1][2]
    assert number(text).value == 22, text
    assert text.startswith("22")
    assert mark.strip("()") in text


@pytest.mark.parametrize("way", ["superscript", "subscript"])
@pytest.mark.parametrize("mark", ["1", "(1)"])
def test_a_small_figure_in_a_line_without_rules_is_no_digit_either(mark, way):
    (leaf,) = leaves(mark, way)
    leaf.strokes.clear()
    page: Page = READERS["pdf"](pdf([leaf]))
    figure = page.lines[-1].split()[-1]
    assert number(figure).value == 22, page.lines
    assert mark.strip("()") in figure


@pytest.mark.parametrize("kind", MADE)
def test_without_a_mark_the_figure_is_plain(kind):
    page: Page = READERS[kind](MADE[kind]("", "superscript"))
    assert page.grids[0].lines[1] == ("规章", "0", "22")
