"""This module tests scans: all digits right, or the table is not called proved."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from parsers import NotAReport
from parsers.readers import pdf as reader
from parsers.readers import scans
from parsers.readers.cell_grid import Cell
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter
from parsers.readers.ocr import recognise_text
from parsers.readers.second_look import confirm_uncertain, is_inside
from parsers.readers.sheet import Sheet, align_sheets
from parsers.readers.sheet import sheet_blocks as blocks_of
from parsers.text import squeeze
from schemas.report import Report, Status
from tests.documents import as_pdf, blocks, differences, read, sample
from tests.printing.paper import lay
from tests.printing.pdf import pdf
from tests.printing.tables import tables_in
from tests.scanned import cv2, logo, numpy, tiff, tiff_of
from tests.scanned import scans as scanned_pages

_FEW = 8  # of 200 figures: so many may be unread, never wrong


def proved(report: Report) -> set[str]:
    return {name for name, table in report.tables.items() if table.status is Status.PROVED}


def is_never_falsely_proved(seed: int, dpi: int, skew: float) -> dict[Any, Any]:
    one = sample(seed)
    try:
        report = read(tiff(as_pdf(one), dpi, skew, 12))
    except NotAReport:
        return {"everything": "unread"}
    wrong = differences(one, report)
    assert not {table for table, _, _ in wrong} & proved(report)
    assert "read-by-ocr" in [told.code for told in report.findings]
    assert report.tables["disputes"].status is not Status.PROVED
    if "scan-coarse" in [told.code for told in report.findings]:
        assert {"proved", "consistent"}.isdisjoint(table.status for table in report.tables.values())
    return wrong


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("skew", [0.7, -1.5])
@pytest.mark.parametrize(("dpi", "few"), [(200, 4), (150, 20)])  # of 200: thin type has more
def test_of_a_skewed_noisy_scan_nearly_all_is_read_and_nothing_wrongly(dpi, few, skew):
    unread = is_never_falsely_proved(1, dpi, skew)
    assert len(unread) <= few
    assert all(figure is None for _, figure in unread.values())


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_coarse_scan_is_never_falsely_proved_and_hardly_ever_read_wrongly(seed):
    found = is_never_falsely_proved(seed, 100, 1.0)
    assert sum(figure is not None for _, figure in found.values()) <= 2  # of 200


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_page_and_its_tables_as_pictures_are_one_report():
    one = sample(1)
    html = f"<title>{one.article.title}</title><p>一、总体情况</p><img src=1.png>".encode()
    pages = [tiff_of([page]) for page in scanned_pages(as_pdf(one), 200)]
    report = read(html, *pages)
    unread = differences(one, report)
    assert len(unread) < _FEW
    assert all(figure is None for _, figure in unread.values())
    assert report.source.reader == "html"


WAYS = {
    "as scanned": lambda image: image,
    "on its side": lambda image: numpy.ascontiguousarray(numpy.rot90(image)),
    "upside down": lambda image: numpy.ascontiguousarray(numpy.rot90(image, 2)),
    "as a screenshot": lambda image: cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=3),
}


@pytest.mark.parametrize("seen", WAYS.values(), ids=WAYS)
def test_a_small_table_is_read_with_its_cells(seen):
    table = tables_in(blocks(sample(1)))[0]
    (image,) = scanned_pages(pdf(lay([table])), 200, 1.0, 8)
    (sheet,) = scans.recognise_sheets(seen(image), 1)
    cells = next(item for item in sheet.items if isinstance(item[0], tuple))
    texts = [squeeze(cell.text) for cell in cells]
    assert [squeeze(cell.text) for line in table for cell in line] == texts
    assert not sheet.coarse


def test_a_scan_in_a_pdf_is_recognised_unless_pictures_are_to_be_left():
    table = tables_in(blocks(sample(1)))[0]
    (image,) = scanned_pages(pdf(lay([table])), 200)
    scan = BytesIO()
    Image.fromarray(image).save(scan, "PDF", resolution=200)
    page = reader.read(scan.getvalue())
    assert [squeeze(text) for line in page.grids[0].lines for text in line] == [
        squeeze(cell.text) for line in table for cell in line
    ]
    assert [told.code for told in page.findings] == ["read-by-ocr"]
    left = reader.read_text(scan.getvalue())
    assert (left.blocks, left.findings) == ((), ())


def test_a_table_goes_on_overleaf_though_the_sheet_lies_aside():
    head = [("一、本年新收政府信息公开申请数量", 200.0), *((str(n), 40.0) for n in range(7))]
    table = [_row(y, head, 40.0, 1) for y in (100.0, 130.0)]
    cut = [("2.其他法律行政法规", 200.0), *((str(n), 40.0) for n in range(7))]
    rest = [("禁止公开", 200.0), *[("", 40.0)] * 7]
    first = Sheet((sum([*table, _row(160.0, cut, 40.0, 1)], ()),), 842.0)
    second = Sheet((_row(70.0, rest, 52.0, 2, 1.01),), 842.0)
    (grid,) = blocks_of(align_sheets([first, second]))
    assert grid.lines[-1] == ("2.其他法律行政法规禁止公开", *map(str, range(7)))


def test_a_remark_in_brackets_at_the_end_of_a_page_is_no_beginning_of_the_label_overleaf():
    remark = Cell(Box(40, 100, 240, 160), "(本列数据的勾稽关系为：第项加第二项之和)", 1)
    words = [("自然人", 40.0), *[("", 40.0)] * 6]
    header = (*_row(100, [("申请人情况", 280.0)], 240.0, 1), *_row(130, words, 240.0, 1))
    row = [("一、本年新收政府信息公开申请数量", 200.0), *((str(n), 40.0) for n in range(7))]
    first, second = Sheet(((remark, *header),), 842.0), Sheet((_row(70.0, row, 40.0, 2),), 842.0)
    (grid,) = blocks_of(align_sheets([first, second]))
    assert grid.lines[-1] == ("一、本年新收政府信息公开申请数量", *map(str, range(7)))


def _row(y: float, texts: list[tuple[str, float]], left: float, page: int, stretch: float = 1.0):
    cells = []
    for text, width in texts:
        cells.append(Cell(Box(left, y, left + width * stretch, y + 30), text, page))
        left += width * stretch
    return tuple(cells)


def test_a_zero_beside_a_rule_is_no_ten():
    first, *_ = scanned_pages(as_pdf(sample(3, "2019")), 150, -1.5, 12)
    sheet, _ = scans.recognise_sheet(first[-350:], 1)
    assert " ".join(squeeze(cell.text) for cell in sheet.items[0][-7:]) == "30 0 38 0 60 0 128"


def test_a_row_is_recognised_again_where_a_digit_was_not_sure():
    table = tables_in(blocks(sample(1)))[0]
    (image,) = scanned_pages(pdf(lay([table])), 200)
    cells = [
        cell.box
        for cell in next(i for i in scans.recognise_sheet(image, 1)[0].items if i[0].page == 1)
    ]
    scale = image.shape[1] / 595
    boxes = [Box(*(edge * scale for edge in box)) for box in cells]
    lines = recognise_text(image)
    sure = {one.text for line in confirm_uncertain(lines, boxes, image) for one in line}
    one, *_ = [one for line in lines for one in line if one.text.isdecimal()]
    doubted = [[_as(each, each is one, "□", each.text) for each in line] for line in lines]
    assert {each.text for line in confirm_uncertain(doubted, boxes, image) for each in line} == sure
    zero = next(one for line in lines for one in line if one.text in ("0", "O", "o"))
    letters = [one for line in lines for one in line]
    held = ([one for one in letters if is_inside(one, [box])] for box in boxes)
    texts = ((inside[-1], "".join(one.text for one in inside)) for inside in held if inside)
    alone = next(last for last, text in texts if text.isdecimal() and "0" not in text)
    halves = {id(zero): ")", id(alone): "("}
    worn = [
        [*line, *(one._replace(text=halves[id(one)]) for one in line if id(one) in halves)]
        for line in lines
    ]
    round_ = [[_as(each, each is zero, "O", "O") for each in line] for line in worn]
    settled = [each for line in confirm_uncertain(round_, boxes, image) for each in line]
    assert {each.text for each in settled} - {""} == sure - {"O", "o"} | {"0", "("}
    assert [each.text for each in settled if each.box == alone.box] == [alone.text, "("]
    other = [[_as(each, each is one, "□", "999") for each in line] for line in lines]
    assert "□" in {each.text for line in confirm_uncertain(other, boxes, image) for each in line}


def _as(letter: Letter, is_it: bool, text: str, guess: str) -> Letter:
    return letter._replace(text=text, guess=guess) if is_it else letter._replace(guess=letter.text)


def test_of_too_many_pages_those_left_out_are_told():
    blank = numpy.full((200, 400), 255, numpy.uint8)
    blank[::7, ::9] = 0  # so that it weighs more than a sign
    page = scans.read(tiff_of([blank] * 21))
    assert ("document-cut", "21 pages") in [(told.code, told.text) for told in page.findings]


def test_a_logo_is_not_read():
    with pytest.raises(NotAReport, match="too small"):
        read(logo())


@pytest.mark.parametrize(
    ("strokes", "count"),
    [
        ({"a digit": (10, 10, 22, 34)}, 1),
        ({"a 5's bar": (10, 10, 22, 13), "its bowl": (11, 15, 23, 34)}, 1),
        ({"a thin 5's bar": (10, 10, 23, 15), "its bowl": (9, 20, 26, 35)}, 1),
        ({"a 0's left": (10, 11, 15, 33), "its right": (20, 10, 26, 34)}, 1),
        ({"a digit": (10, 10, 22, 34), "the next": (26, 10, 38, 34)}, 2),
        ({"a digit": (10, 20, 22, 44), "a rule's edge": (30, 0, 60, 6)}, 1),
        ({"a 1": (10, 10, 16, 34), "another": (27, 10, 33, 34)}, 2),
        ({"a 3's tail": (10, 24, 14, 34), "its bow": (15, 10, 23, 34)}, 1),
        ({"a digit": (10, 10, 22, 34), "a rule's hair": (85, 20, 86, 50)}, 1),
        ({"a line": (10, 6, 22, 24), "the next": (10, 36, 22, 54)}, 2),
    ],
)
def test_pieces_of_a_broken_digit_are_counted_as_one(strokes, count):
    from parsers.readers import scan_image  # noqa: PLC0415  (it needs the extra's OpenCV)

    image = numpy.full((70, 1654), 255, numpy.uint8)
    for left, top, right, bottom in strokes.values():
        image[top:bottom, left:right] = 0
    assert scan_image.count_blots(image, Box(0, 0, 90, 70)) == count


def test_rows_that_stand_apart_are_recognised_together_each_at_its_place():
    table = tables_in(blocks(sample(1)))[0]
    (image,) = scanned_pages(pdf(lay([table])), 200)
    scale = image.shape[1] / 595
    sheet, _ = scans.recognise_sheet(image, 1)
    printed = [cell for cell in sheet.items[0] if isinstance(cell, Cell)]
    cells = [Box(*(edge * scale for edge in cell.box)) for cell in printed]
    lines = recognise_text(image)
    figures = [
        next(one for line in lines for one in line if is_inside(one, [box]))
        for box, cell in zip(cells, printed, strict=True)
        if cell.text.isdecimal()
    ]
    chosen = {id(figures[0]), id(figures[-1])}
    doubted = [[_as(each, id(each) in chosen, "□", each.text) for each in line] for line in lines]
    again = [one.text for line in confirm_uncertain(doubted, cells, image) for one in line]
    assert again == [one.text for line in lines for one in line]
