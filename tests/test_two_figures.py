"""Two figures in one cell stay two, and what is struck out is none: glued, digits would prove a third.

Where every figure has one digit, ten times last year's and this year's keep every sum true.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from parsers.numbers import number
from parsers.readers import html
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter, cell_text, line_text
from parsers.readers.overprints import strike_out
from schemas.form import forms
from schemas.report import Report, Status
from tests.documents import as_docx, as_xlsx, blocks, differences, read, sample
from tests.in_memory import saved
from tests.printing.leaf import drawing, text
from tests.printing.markup import MARKUP
from tests.printing.tables import figures_of
from tests.render import Specimen

SMALL = {
    **{("requests", row, column): figure
       for row in ("new_requests", "granted", "results_total")
       for column, figure in (("natural_person", 2), ("business_enterprise", 1), ("total", 3))},
    ("disputes", "reconsideration", "upheld"): 2, ("disputes", "reconsideration", "total"): 2,
    ("disclosures", "licensing", "decisions"): 4,
}  # fmt: skip
DIGIT = re.compile(r">(\d)</td>")


def small() -> Specimen:
    """A report whose figures have one digit each, every equation true."""
    one = sample(1)
    form = forms()["2021"]
    return Specimen(form, figures_of(form, lambda p: SMALL.get(p, 0)), one.layout, one.article)


def as_html(way: str) -> bytes:
    """The report, in each cell what a way makes of this year's figure and last year's."""
    parts = [b if isinstance(b, str) else MARKUP["clean"](b) for b in blocks(small())]
    page = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return DIGIT.sub(lambda told: f">{way.format(told[1], int(told[1]) * 2)}</td>", page).encode()


TWO = {
    "broken": "{}<br>{}",
    "paragraphs": "<p>{}</p><p>{}</p>",
    "one of them a paragraph": "{}<p><span>{}</span></p>",
    "blocks in spans": "<span><div>{}</div></span><span><div>{}</div></span>",
    "a list": "<ul><li>{}</li><li>{}</li></ul>",
    "lines by their style": '<span style="display:block">{}</span><span style="display: block">{}</span>',
    "a link": '{}<a href="#last">{}</a>',
    "out of sight": '{}<span style="position:absolute;left:-999px">{}</span>',
    "of no size": '{}<font style="font-size:0">{}</font>',
    "seen through": '{}<i style="opacity: 0.0">{}</i>',
    "side by side by their style": '<i style="float:left">{}</i><i style="float: right">{}</i>',
    "pushed aside": '{}<span style="margin-left:2em">{}</span>',
    "halves of a cell": '<b style="display:inline-block">{}</b><b style="display:inline-block">{}</b>',
    "by the page's style sheet": "<style>.year i {{display:block}}</style><p class=year><i>{}</i><i>{}</i></p>",
    "out of an element's bounds": '{}<span style="display:inline-block;width:0;overflow: hidden">{}</span>',
    "in a frame": '{}<iframe srcdoc="{}"></iframe>',
    "a button": "{}<button>{}</button>",
    "white": '{}<b style="background:#000;color: #fff">{}</b>',
    "white, as an editor writes it": '{1}<font color="#FFFFFF">{0}</font>',
    "red beside black": '{1}<span style="color:red">{0}</span>',
    "black beside red": '<font color="#C00000">{1}</font><span style="color: #000">{0}</span>',
    "marked": "{1}<mark>{0}</mark>",
    "boxes": '<p style="display: flex"><i>{}</i><i>{}</i></p>',
    "written by a script": "{}<script>document.write('{}')</script>",
    "written by a script alone": "<script>document.write(shown({}))</script>",
}
MARKED = {
    "lowered": "{}<sub>{}</sub>",
    "small": "<b>{}</b><small>{}</small>",
    "raised by its style": '<b>{}<!-- note --></b><span style="vertical-align: super">{}</span>',
}
STRUCK = {
    "by its style": '<span style="color:red;text-decoration: line-through">{1}</span>{0}',
    "by the page's style sheet": '<style>.old {{text-decoration:line-through}}</style><i class="old">{1}</i>{0}',
    "hidden by the page's style sheet": '<style>i.old{{display:none}}</style><i class="old">{1}</i>{0}',
    "hidden by a rule for screens": "<style>@media screen {{td b:first-child {{display:none}}}}</style><b>{1}</b><i>{0}</i>",
    "hidden by the weightier rule": "<style>td i.old {{visibility:hidden}} .old {{visibility:visible}}</style><i class=old>{1}</i>{0}",
    "hidden at last": "<style>i {{display:inline;display:none}}</style><i>{1}</i>{0}",
    "to unfold": "<details><summary>{0}</summary>{1}</details>",
    "said to a browser alone": "<datalist><option>{1}</datalist>{0}<meter value=1>{1}</meter>",
    "by the line of its style": '{0}<u style="text-decoration-line:line-through">{1}</u>',
}


def assert_not_proved(report: Report) -> None:
    """No figure is taken, and every table says why."""
    assert not [row for row in report.requests if row.total is not None]
    assert not {Status.PROVED, Status.CONSISTENT} & {t.status for t in report.tables.values()}


def assert_proved(report: Report) -> None:
    assert differences(small(), report) == {}
    assert report.tables["requests"].status is Status.PROVED


@pytest.mark.parametrize("way", TWO.values(), ids=TWO)
def test_two_figures_in_a_cell_of_a_page_prove_no_third(way):
    assert_not_proved(read(as_html(way)))


def test_a_figure_that_begins_with_a_nought_may_be_that_of_the_cell_before_and_its_own():
    report = read(as_html("0{}<!-- {} -->"))
    assert report.tables["requests"].status is Status.DOUBTFUL
    assert "unreadable-figure" in {one.code for one in report.findings}


@pytest.mark.parametrize("way", [*MARKED.values(), *STRUCK.values()], ids=[*MARKED, *STRUCK])
def test_a_mark_beside_a_figure_and_what_is_struck_out_are_no_part_of_it(way):
    assert_proved(read(as_html(way)))


@pytest.mark.parametrize(("inner", "value"), [
    ("1<span>2</span><b>3</b>", 123),
    ("<p>12</p>", 12),
    ("<p>12</p><p>&nbsp;</p>", 12),
    ("<p>12</p>件", 12),
    ("12<br>（其中网上3件）", 12),
    ("12,<br>345", 12345),
    ("83593<br>059", 83593059),
    ('<a name="OLE_1">1</a>2', 12),
    ("<small>12</small>", 12),
    ('<span style="opacity:0.9">1</span>2', 12),
    ("<style>@media print {.p {display:none}} .q:hover {display:none}</style><i class=p>1</i><i class=q>2</i>", 12),
    ('<span style="display:none;display:inline">1</span>2', 12),
    ('<style>b:after {content: "件"}</style><b>12</b>', 12),
    ('<b hidden style="display:inline">12</b>', 12),
    ('<i style="position:relative;overflow:hidden">1</i>2', 12),
    ('<span style="margin:0;padding:0px">1</span>2', 12),
    ("1\u00ad2", 12),
    ('<span style="color:#333">1</span><font color="black">2</font>', 12),
    ('<p style="color:red"><b>1</b><span style="color: rgb(255, 0, 0)">2</span></p>', 12),
    ("<ruby>12<rp>(</rp><rt>3</rt><rp>)</rp></ruby>", 12),
    ("15<br>120", None),
    ("1234<br>56", None),
    ("1234<br>567", None),
])  # fmt: skip
def test_a_figure_in_pieces_is_whole_and_one_that_may_be_two_is_none(inner, value):
    row = f"<table><tr><td>规章</td><td>{inner}</td></tr><tr><td>规范性文件</td><td>4</td></tr></table>"
    (grid,) = html.read(row).grids
    assert number(grid.lines[0][1]).value == value


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_TWO = {
    "paragraphs": "<w:p><w:r><w:t>{0}</w:t></w:r></w:p><w:p><w:r><w:t>{1}</w:t></w:r></w:p>",
    "broken": "<w:p><w:r><w:t>{0}</w:t><w:br/><w:t>{1}</w:t></w:r></w:p>",
    "tabbed": "<w:p><w:r><w:t>{0}</w:t><w:tab/><w:t>{1}</w:t></w:r></w:p>",
}
RUN = "<w:r><w:rPr>{}</w:rPr><w:t>{{{}}}</w:t></w:r>"
BOXED = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{{}}}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
WORD_TWO |= {
    "tiny": "<w:p>" + RUN.format('<w:sz w:val="2"/>', 1) + RUN.format("", 0) + "</w:p>",
    "red": "<w:p>" + RUN.format("", 1) + RUN.format('<w:color w:val="FF0000"/>', 0) + "</w:p>",
    "raised by its place": "<w:p>"
    + RUN.format("", 0)
    + RUN.format('<w:position w:val="8"/>', 1)
    + "</w:p>",
    "in a text box": "<w:p>" + RUN.format("", 0) + BOXED.format(1) + "</w:p>",
}
FIELD = "".join(
    f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>{said}'
    for mark, said in (("begin", "{}"), ("separate", "{}"), ("end", ""))
)
WORD_ONE = {
    "as a field that depends on another's result": "<w:p>"
    + FIELD.format(FIELD.format("", RUN.format("", 0)), RUN.format("", 0))
    + "</w:p>",
    "in a font of symbols": (
        "<w:p><w:r><w:sym w:font='Symbol' w:char='F03{0}'/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>"
    ),
    "in a text box alone": "<w:p>" + BOXED.format(0) + "</w:p>",
    "as an equation": (
        '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>{0}</m:t></m:r></m:oMath></w:p>"
    ),
    "all of it raised": "<w:p>" + RUN.format('<w:position w:val="8"/>', 0) + "</w:p>",
    "white on blue": "<w:p>"
    + RUN.format('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="0000FF"/>', 0)
    + "</w:p>",
    "seen whatever the ground": "<w:p>"
    + RUN.format('<w:color w:val="auto"/><w:highlight w:val="black"/>', 0)
    + "</w:p>",
    "under its sounds": (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>{1}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{0}</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r></w:p>"
    ),
    "with a struck style": "<w:p>"
    + RUN.format('<w:rStyle w:val="Old"/>', 1)
    + RUN.format("", 0)
    + "</w:p>",
    "with a raised style": "<w:p>"
    + RUN.format("", 0)
    + RUN.format('<w:rStyle w:val="Mark"/>', 1)
    + "</w:p>",
    "with a style based on a struck one": "<w:p>"
    + RUN.format('<w:rStyle w:val="Older"/>', 1)
    + RUN.format("", 0)
    + "</w:p>",
}
WORD_STRUCK = (
    "<w:p><w:r><w:rPr><w:{}/></w:rPr><w:t>{{1}}</w:t></w:r><w:r><w:t>{{0}}</w:t></w:r></w:p>"
)


def as_word(way: str) -> bytes:
    """The report as DOCX, in each cell what a way makes of this year's figure and last year's."""
    document = Document(BytesIO(as_docx(small())))
    for name, look in (("Old", "strike"), ("Mark", "superscript")):
        setattr(document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font, look, True)
    older = document.styles.add_style("Older", WD_STYLE_TYPE.CHARACTER)
    older.base_style = document.styles["Old"]
    printed = [one for one in document.element.body.iter(f"{W}p") if one.text.isdecimal()]
    for paragraph in printed:
        said = way.format(paragraph.text, int(paragraph.text) * 2)
        for made in parse_xml(f"<w:body {nsdecls('w')}>{said}</w:body>"):
            paragraph.addprevious(made)
        paragraph.getparent().remove(paragraph)
    return saved(document)


@pytest.mark.parametrize("way", WORD_TWO.values(), ids=WORD_TWO)
def test_two_figures_in_a_cell_of_word_prove_no_third(way):
    assert_not_proved(read(as_word(way)))


@pytest.mark.parametrize(
    "ground", ["", '<w:shd w:val="clear" w:fill="FFFFFF"/>', '<w:highlight w:val="none"/>']
)
def test_a_white_figure_of_word_is_left_out_and_told(ground):
    white = RUN.format(f'<w:color w:val="ffffff"/>{ground}', 1)
    report = read(as_word(f"<w:p>{RUN.format('', 0)}{white}</w:p>"))
    assert differences(small(), report) == {}
    assert {table.status for table in report.tables.values()} == {Status.DOUBTFUL}
    assert "hidden-figure" in {one.code for one in report.findings}


@pytest.mark.parametrize("way", WORD_ONE.values(), ids=WORD_ONE)
def test_a_figure_of_word_is_read_in_whatever_holds_it(way):
    assert_proved(read(as_word(way)))


@pytest.mark.parametrize("way", ["strike", "dstrike"])
def test_what_word_strikes_out_is_not_said(way):
    assert_proved(read(as_word(WORD_STRUCK.format(way))))


def test_a_paragraph_that_its_style_hides_is_not_said():
    hidden = "<w:p><w:pPr><w:pStyle w:val='Hid'/></w:pPr><w:r><w:t>{1}</w:t></w:r></w:p>"
    document = Document(BytesIO(as_word("<w:p><w:r><w:t>{0}</w:t></w:r></w:p>" + hidden)))
    document.styles.add_style("Hid", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    assert_proved(read(saved(document)))


def test_a_row_that_word_hides_is_no_row():
    document = Document(BytesIO(as_docx(small())))
    for row in list(document.element.body.iter(f"{W}tr")):
        row.addprevious(hidden := deepcopy(row))
        hidden.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:hidden/></w:trPr>"))
    assert_proved(read(saved(document)))


@pytest.mark.parametrize("look", ["vanish", "strike"])
def test_a_row_of_word_none_of_whose_words_is_said_is_no_row(look):
    document = Document(BytesIO(as_docx(small())))
    for row in list(document.element.body.iter(f"{W}tr")):
        if any((text.text or "").isdecimal() for text in row.iter(f"{W}t")):
            row.addprevious(hidden := deepcopy(row))
            for run in hidden.iter(f"{W}r"):
                run.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:{look}/></w:rPr>"))
    assert_proved(read(saved(document)))


def as_sheet(made: Callable[[int], object], looks: Font | None = None) -> bytes:
    """The report as XLSX, each figure made anew."""
    book = load_workbook(BytesIO(as_xlsx(small())))
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                cell.value = made(cell.value)
                if looks:
                    cell.font = looks
    return saved(book)


def red(figure: int) -> CellRichText:
    """Last year's figure, and this year's in red."""
    return CellRichText(f"{figure * 2}", TextBlock(InlineFont(color="FFFF0000"), f"{figure}"))


@pytest.mark.parametrize(
    "made", [lambda figure: f"{figure}\n{figure * 2}", red], ids=["lines", "red"]
)
def test_two_figures_in_a_cell_of_a_sheet_prove_no_third(made):
    assert_not_proved(read(as_sheet(made)))


def test_a_sum_with_the_error_of_binary_fractions_is_what_a_sheet_shows():
    assert_proved(read(as_sheet(lambda figure: figure * (1 + 2**-52))))


def test_a_formula_that_no_program_has_calculated_is_no_blank():
    report = read(as_sheet(lambda figure: f"={figure}+0"))
    assert_not_proved(report)
    assert {"unreadable-figure"} <= {one.code for one in report.findings}


def test_what_a_sheet_strikes_out_is_not_said():
    def struck(figure: int) -> CellRichText:
        kept = TextBlock(InlineFont(), f"{figure}")
        return CellRichText(TextBlock(InlineFont(strike=True), f"{figure * 2}"), kept)

    # LibreOffice gives a cell the looks of its first words
    for looks in (
        Font(),
        Font(strike=True),
    ):
        assert_proved(read(as_sheet(struck, looks)))


def test_a_cell_of_a_sheet_that_is_struck_out_says_nothing():
    book = load_workbook(BytesIO(as_xlsx(small())))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == SMALL["disclosures", "licensing", "decisions"]:
                cell.font = Font(strike=True)
    said = [row.decisions for row in read(saved(book)).disclosures if row.row == "licensing"]
    assert said == [None]


DIGITS = f"BT /F 10 Tf 100 350 Td {text('125')} ET "  # half an em each


@pytest.mark.parametrize(
    ("rule", "left", "of_a_table"),
    {
        "through all": ("98 354 m 117 354 l S", "", False),
        "through the first": ("100 354 m 105 354 l S", "25", False),
        "as a box": ("105 353.5 10 0.6 re f", "1", False),
        "under them": ("98 349 m 117 349 l S", "125", False),
        "below them": ("98 346 m 117 346 l S", "125", True),
        "over them": ("98 359 m 117 359 l S", "125", True),
        "as long as a row": ("20 354 m 280 354 l S", "125", True),
        "between two sides of a cell": (
            "98 349 m 117 349 l S 98 340 m 98 370 l S 117 340 m 117 370 l S", "125", True,
        ),
        "upright": ("107 340 m 107 365 l S", "125", True),
        "beside other digits of their line": (f"98 354 m 117 354 l S BT /F 10 Tf 200 350 Td {text('7')} ET", "7", False),
        "as thick as a fifth of them": ("98 353 20 2 re f", "", True),
        "as thick as a bar": ("98 351 20 5 re f", "125", True),
    }.values(),
)  # fmt: skip
def test_a_rule_of_digits_alone_is_none_of_a_table_and_may_strike_them_out(rule, left, of_a_table):
    drawn = drawing(f"{DIGITS} {rule}")
    said, rules = strike_out([mark.letter for mark in drawn.marks], drawn.rules)
    assert "".join(letter.text for letter in said) == left
    assert (rules == drawn.rules) is of_a_table


@pytest.mark.parametrize(("ink", "said"), [
    ("1 0 0 rg", "12|5"),
    ("0 0 0.1 rg", "125"),
    ("0.4 g", "125"),
    ("0 1 1 0 k", "12|5"),
])  # fmt: skip
def test_digits_of_two_hues_are_of_two_figures(ink, said):
    marks = drawing(f"BT /F 10 Tf 100 350 Td {text('12')} {ink} {text('5')} ET").marks
    assert cell_text([mark.letter for mark in marks], Box(90, 0, 200, 400)) == said
    assert line_text([mark.letter for mark in marks]) == said.replace("|", " ")


def letters(*rows: str) -> list[Letter]:
    """Digits in lines, each half as wide as high."""
    return [
        Letter(Box(5 * x, 12 * y, 5 * x + 5, 12 * y + 10), digit)
        for y, row in enumerate(rows)
        for x, digit in enumerate(row)
    ]


@pytest.mark.parametrize(("rows", "said"), [
    (("2", "4"), "2|4"),
    (("123", "456"), "123|456"),
    (("1234", "567"), "1234567"),
    (("11,65", "8"), "11,658"),
    (("1,165", "8"), "1,165|8"),
])  # fmt: skip
def test_of_a_narrow_cell_only_a_long_figure_goes_on_below(rows, said):
    narrow = Box(0, 0, 5 * len(rows[0]) + 1, 30)
    assert cell_text(letters(*rows), narrow) == said


def test_a_figure_with_a_blank_among_its_digits_is_one_only_where_a_sum_vouches_for_it():
    """`4 444` may be two figures of two cells, or one with its thousands apart."""
    page = re.sub(r">([1-9])</td>", r">\1 \1\1\1</td>", as_html("{}").decode())
    report = read(page.encode())
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disclosures"].status is Status.DOUBTFUL
    told = [(one.where, one.text) for one in report.findings if one.code == "figure-parted"]
    assert told == [("disclosures.licensing.decisions", "4 444")]
