"""This module tests that Word and PDF documents are read to the last cell, whatever printed them."""

import re
from email.message import EmailMessage
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from parsers import NotAReport
from parsers.readers.drawing import Drawing, Ink, Mark
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter
from parsers.readers.ofd_drawer import OfdDrawer
from parsers.readers.paper import Paper
from schemas.finding import Finding
from schemas.report import Status
from tests.documents import (
    as_docx,
    as_markup,
    as_ofd,
    as_pdf,
    as_xlsx,
    blocks,
    differences,
    docx,
    read,
    sample,
    xlsx,
)
from tests.in_memory import parts, repacked, saved, zipped
from tests.printing.flat import FLAT
from tests.printing.paper import Habits
from tests.printing.pdf import RULED, USUAL, Manner
from tests.printing.tables import Cell, Lines
from tests.render import Specimen

FORMS = ("2021", "2019")
LONG = pytest.mark.slow
PRINTS = {
    "rows cut at page ends": (Habits(), Manner()),
    "rows cut, rules drawn at page ends": (Habits(closed=True), Manner()),
    "rows moved overleaf": (Habits(cut=False), Manner()),
    "headers repeated": (Habits(cut=False, heads=3), Manner()),
    "rules drawn as lines": (Habits(), Manner(boxes=False, surfaces=False)),
    "pages turned by 90": (Habits(), Manner(rotate=90)),
    "pages turned by 270": (Habits(), Manner(rotate=270)),
    "pages on their heads": (Habits(), Manner(rotate=180)),
    "drawn sideways": (Habits(), Manner(sideways=True)),
    "level rules alone": (Habits(uprights=False), RULED),
}


def test_a_mail_that_only_has_a_document_attached_is_called_so():
    mail = EmailMessage()
    mail.set_content("见附件")
    mail.add_attachment(as_docx(sample(1)), maintype="application", subtype="msword")
    with pytest.raises(NotAReport, match="attachments, which are not read") as told:
        read(mail.as_bytes())
    assert told.value.unread


@pytest.mark.parametrize("indent", ["", "\t"])
def test_a_table_that_tabs_lay_out_in_word_keeps_its_blank_cells(indent):
    one = sample(1)
    texts = [block if isinstance(block, str) else FLAT["tabs"](block) for block in blocks(one)]
    lines = "\n".join(re.sub(r"\t0(?=\t|$)", "\t", text, flags=re.MULTILINE) for text in texts)
    report = read(docx(f"{indent}{line}" for line in lines.split("\n")))
    assert {name: table.status for name, table in report.tables.items()} == {
        "disclosures": Status.CONSISTENT, "requests": Status.PROVED, "disputes": Status.PROVED,
    }  # fmt: skip
    assert set(differences(one, report).values()) == {(0, None)}


@pytest.mark.parametrize(("form", "print_"), [
    ("2019", "rows cut at page ends"), *(("2021", name) for name in PRINTS),
    *(pytest.param("2019", name, marks=LONG) for name in [*PRINTS][1:]),
])  # fmt: skip
def test_a_pdf_is_read_to_the_last_cell_and_proved(form, print_):
    one = sample(1, form)
    report = read(as_pdf(one, *PRINTS[print_]))
    assert differences(one, report) == {}
    assert (report.status, report.source.reader) == ("proved", "pdf")
    assert report.metadata.title == one.article.title


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("reader", "written"), {
    "docx": as_docx, "xlsx": as_xlsx, "ofd": as_ofd,
}.items(), ids=["docx", "xlsx", "ofd"])  # fmt: skip
def test_a_document_is_read_to_the_last_cell_and_proved(reader, written, form):
    one = sample(2, form)
    report = read(written(one))
    assert differences(one, report) == {}
    assert (report.status, report.source.reader) == ("proved", reader)
    assert [section.number for section in report.sections] == [0, 1, 2, 3, 4, 5, 6]


PACKAGES = {
    "a template": ("wordprocessingml.document.main", "wordprocessingml.template.main"),
    "with macros": ("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"),
    "written by a program on the web": ("document.xml", "document2.xml"),
    "in the strict form": ("schemas.openxmlformats.org/wordprocessingml/2006/", "purl.oclc.org/ooxml/wordprocessingml/"),
}  # fmt: skip


def replaced(body: bytes, old: str, new: str) -> bytes:
    """A zip with a text replaced in the names and the contents of its parts."""
    return zipped({
        name.replace(old, new): held.replace(old.encode(), new.encode())
        for name, held in parts(body).items()
    })  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PACKAGES.values(), ids=PACKAGES)
def test_a_docx_in_another_package_is_read_as_well(old, new):
    one = sample(1)
    report = read(replaced(as_docx(one), old, new))
    assert differences(one, report) == {}
    assert (report.status, report.source.reader) == ("proved", "docx")


MHTML = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


@pytest.mark.parametrize(
    "taken_in", [lambda one: one.text.encode(), lambda one: MHTML + one.text.encode(), as_docx]
)
def test_a_document_in_an_envelope_of_word_is_read_as_it_is_alone(taken_in):
    """As programs write DOCX that only put documents together: its body takes in a page or another DOCX."""
    one = sample(2)
    relation = '<Relationship Id="x" Type="{}/aFChunk" Target="afchunk.mht"/></Relationships>'
    body = replaced(docx(["x"]), "<w:p><w:r><w:t>x</w:t></w:r></w:p>", '<w:altChunk r:id="x"/>')
    body = replaced(body, "</Relationships>", relation.format("http://x"))
    report = read(zipped(parts(body) | {"word/afchunk.mht": taken_in(one)}))
    assert differences(one, report) == {}
    assert report.status == "proved"


def test_a_document_whose_taken_in_file_is_damaged_is_read_without_it_and_tells_it():
    one = sample(2)
    told = '<Relationship Id="x" Type="http://x/aFChunk" Target="x.docx"/></Relationships>'
    body = replaced(as_docx(one), "<w:body>", '<w:body><w:altChunk r:id="x"/>')
    body = replaced(body, "</Relationships>", told)
    report = read(zipped(parts(body) | {"word/x.docx": as_docx(one)[:-60]}))
    assert differences(one, report) == {}
    assert "document-damaged" in {found.code for found in report.findings}


def test_a_workbook_saved_as_one_web_page_is_read_with_all_sheets_that_are_visible():
    """Excel writes a part for each, which the first part's frame shows."""
    one = sample(2)
    start, *rest = as_markup(one, titled=True).split("<table")
    sheets = [
        start,
        *(f"<table{table}" for table in rest),
        "<table" + rest[1].replace(">0<", ">9<"),
    ]
    listed = "".join(
        f'<x:ExcelWorksheet><x:WorksheetSource HRef="a.files/sheet{n}.htm"/>'
        f"{'<x:Visible>SheetHidden</x:Visible>' * (n == len(sheets) - 1)}</x:ExcelWorksheet>"
        for n in range(len(sheets))
    )
    frame = f"<meta name='Excel Workbook Frameset'>{listed}<frameset><frame src='a.files/sheet0.htm'></frameset>"
    parts = {"a.htm": frame} | {f"a.files/sheet{n}.htm": text for n, text in enumerate(sheets)}
    head = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: file:///C:/"
    body = "".join(f"--x\r\n{head}{name}\r\n\r\n{text}\r\n" for name, text in parts.items())
    archive = f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n{body}--x--"
    report = read(archive.encode())
    assert differences(one, report) == {}
    assert report.status == "proved"


def as_word_2003(body: bytes) -> bytes:
    """A DOCX as the one file of XML that Word 2003 writes, with a head, a comment and a deleted figure."""
    text = parts(body)["word/document.xml"].decode()
    aml = 'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    said = "<aml:annotation {} w:type='Word.{}'><aml:content>{}</aml:content></aml:annotation>"
    comment = said.format(aml, "Comment", "<w:p><w:r><w:t>99</w:t></w:r></w:p>")
    deleted = said.format(aml, "Deletion", "<w:r><w:delText>7</w:delText></w:r>")
    text = text.replace("<w:t>0</w:t></w:r>", f"<w:t>0</w:t></w:r>{deleted}<w:r>{comment}</w:r>")
    text = text.replace(
        "</w:sectPr>", "<w:hdr><w:p><w:r><w:t>99</w:t></w:r></w:p></w:hdr></w:sectPr>"
    )
    text = text.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006/main",
        "schemas.microsoft.com/office/word/2003/wordml",
    )
    return text.replace("w:vMerge", "w:vmerge").replace("w:document", "w:wordDocument").encode()


def as_one_file(body: bytes) -> bytes:
    """A DOCX as one file of XML, as later versions of Word write it."""
    part = '<pkg:part pkg:name="/word/document.xml" pkg:contentType="x.document.main+xml"><pkg:xmlData>'
    text = parts(body)["word/document.xml"].decode().partition("?>")[2]
    name = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<pkg:package xmlns:pkg="{name}">{part}{text}</pkg:xmlData></pkg:part></pkg:package>'.encode()


@pytest.mark.parametrize("written", [as_word_2003, as_one_file])
def test_a_word_document_of_one_file_is_read_as_well(written):
    one = sample(2)
    report = read(written(as_docx(one)))
    assert differences(one, report) == {}
    assert (report.status, report.source.reader) == ("proved", "wordxml")


def test_a_strict_workbook_is_read_as_well():
    one = sample(2)
    usual, strict = "schemas.openxmlformats.org/{}/2006/", "purl.oclc.org/ooxml/{}/"
    body = as_xlsx(one)
    for name in ("spreadsheetml", "officeDocument"):
        body = replaced(body, usual.format(name), strict.format(name))
    assert differences(one, read(body)) == {}


DRAWN_OFD = {
    # as it is drawn in full: what is beside the figures, and whether it is told
    "a figure that is switched off": ("Visible='false'", "", False),
    "a figure that lets all through": ("Alpha='0'", "", True),
    "a white figure": ("", "<ofd:FillColor Value='255 255 255'/>", True),
    "a figure without ink": ("", "<ofd:FillColor Value='0 0 0 0'/>", True),
    "a figure that nothing fills": ("Fill='false'", "", True),
    "words aslant": ("CTM='0.7 0.7 -0.7 0.7 0 0'", "", False),
}


@pytest.mark.parametrize(("look", "colour", "told"), DRAWN_OFD.values(), ids=DRAWN_OFD)
def test_of_an_ofd_nothing_is_read_that_nobody_sees(look, colour, told):
    one = sample(2)
    body = changed_ofd(as_ofd(one), f"<ofd:TextObject {look} ", colour)
    report = read(body)
    assert differences(one, report) == {}
    assert ("hidden-figure" in {found.code for found in report.findings}) is told
    assert (report.status == "proved") is not told


OF_LAYER = "<Page><Layer DrawParam='1'><TextObject {}><TextCode X='0' Y='9'>5</TextCode></TextObject></Layer></Page>"
LOOKS = {
    "1": "<DrawParam Relative='2'/>",
    "2": "<DrawParam><FillColor Value='255 0 0'/></DrawParam>",
    "3": "<DrawParam/>",
}


@pytest.mark.parametrize(("own", "hue"), [("", "ff0000"), ("DrawParam='3'", "")])
def test_an_object_of_an_ofd_is_drawn_with_its_layers_parameters_if_it_has_none(own, hue):
    drawing = Drawing()
    looks = {number: fromstring(look) for number, look in LOOKS.items()}
    drawer = OfdDrawer(drawing, looks)
    drawer.draw(
        fromstring(OF_LAYER.format(f"{own} Boundary='0 0 9 9' Size='9'")), (1, 0, 0, 1, 0, 0)
    )
    assert [(mark.letter.text, mark.letter.ink) for mark in drawing.marks] == [("5", hue)]


def changed_ofd(body: bytes, begin: str, colour: str) -> bytes:
    """An OFD that draws another figure beside each, which begins and is coloured so."""
    figure = re.compile(r"<ofd:TextObject (Boundary='[\d.]+ [^>]*>)(<ofd:TextCode [^>]*>)\d+<")

    def doubled(match: re.Match[str]) -> str:
        return f"{begin}{match[1]}{colour}{match[2]}8</ofd:TextCode></ofd:TextObject>{match[0]}"

    return repacked(body, lambda _, held: figure.sub(doubled, held.decode()))


def test_a_page_with_more_letters_than_are_read_is_told():
    told: list[Finding] = []
    mark = Mark(Letter(Box(0, 0, 9, 9), "一"), Ink(0, (), Box(0, 0, 9, 9)))
    Paper(1, (595.0, 842.0), Drawing([mark] * 20_001)).seen(told)
    assert [one.code for one in told] == ["document-cut"]


def test_what_an_ofd_draws_by_an_annotation_or_a_unit_of_its_resources_is_read():
    """Its first page is an annotation, the second a composite object."""
    one = sample(2)
    space = "xmlns:ofd='http://www.ofdspec.org/2016'"
    added = {
        "Annots.xml": "<ofd:Page PageID='0'><ofd:FileLoc>Note.xml</ofd:FileLoc></ofd:Page>",
        "Note.xml": "<ofd:Annot><ofd:Appearance Boundary='0 0 9 9'>{}</ofd:Appearance></ofd:Annot>",
        "Res.xml": "<ofd:CompositeGraphicUnit ID='7'><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>",
    }
    drawn = "<ofd:CompositeObject Boundary='0 0 9 9' ResourceID='7'/>"
    body = replaced(
        as_ofd(one), "</ofd:CommonData>", "<ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData>"
    )
    made = parts(
        replaced(body, "</ofd:Document>", "<ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>")
    )  # fmt: skip
    for page, taken, left in (("Page_0", "Note.xml", b""), ("Page_1", "Res.xml", drawn.encode())):
        name = next(name for name in made if page in name)
        layer = made[name].partition(b"<ofd:Layer>")[2].partition(b"</ofd:Layer>")[0]
        added[taken] = added[taken].format(f"<ofd:Group>{layer.decode()}</ofd:Group>")
        made[name] = made[name].replace(layer, left)
    for name, text in added.items():
        made[f"Doc_0/{name}"] = f"<ofd:Part {space}>{text}</ofd:Part>".encode()
    report = read(zipped(made))
    assert differences(one, report) == {}
    assert report.status == "proved"


@pytest.mark.parametrize(
    ("code", "value", "shown", "found"),
    [
        ("#,##0_ ", 1234, 1234, None),
        ("0.00_);[Red]\\(0.00\\)", 7, 7, None),
        ("0,", 12345, 12, None),
        ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 0, None, None),
        (";;;", 7, None, "hidden-figure"),
        ("0%", 7, None, "unreadable-figure"),
        ('0!.0,"万"', 12345, None, "unreadable-figure"),
        ('0,"千"', 12345, None, "unreadable-figure"),
        ('0"件"', 7, 7, None),
        ('"约"0', 7, None, "unreadable-figure"),
    ],
)
def test_a_figure_of_a_workbook_is_the_one_that_its_format_shows(code, value, shown, found):
    book = load_workbook(BytesIO(as_xlsx(sample(2))))
    (label,) = (cell for row in book.active for cell in row if cell.value == "规章")
    issued = label.offset(column=1)
    issued.value, issued.number_format = value, code
    report = read(saved(book))
    (rules,) = (one for one in report.disclosures if one.row == "rules")
    assert rules.issued == shown
    assert {one.code for one in report.findings} - {"information-fee-stated"} == {found} - {None}


@pytest.mark.parametrize(("ink", "ground", "told"), [
    ("FFFFFF", None, True), ("000000", "000000", True), ("FFFFFF", "0000FF", False),
])  # fmt: skip
def test_a_figure_of_a_workbook_in_the_colour_of_its_ground_is_left_out_and_told(ink, ground, told):
    book = load_workbook(BytesIO(as_xlsx(sample(2))))
    (label,) = (cell for row in book.active for cell in row if cell.value == "规章")
    issued = label.offset(column=1)
    issued.font = Font(color=ink)
    issued.fill = PatternFill("solid", fgColor=ground) if ground else PatternFill()
    report = read(saved(book))
    assert (report.disclosures[0].issued is None) is told
    assert ("hidden-figure" in {one.code for one in report.findings}) is told


def in_margin(lines: Lines) -> Lines:
    return [[Cell(""), *line] for line in lines]


def with_old_row(lines: Lines) -> Lines:
    return [*lines[:4], [Cell("7")] * 10, *lines[4:]] if len(lines) > 20 else lines


def with_old_column(lines: Lines) -> Lines:
    return [[*line, Cell("", 1, 5), Cell("7")] for line in lines] if len(lines) > 20 else lines


def hide(sheet: Worksheet) -> None:
    for (cell,) in sheet["A1:A60"]:
        sheet.row_dimensions[cell.row].hidden = cell.value == 7
    sheet.column_dimensions["P"].hidden = any(cell.value == 7 for (cell,) in sheet["P1:P60"])


def without_size(body: bytes) -> bytes:
    """A workbook whose hidden rows and columns are of no size instead, as programs other than Excel write them."""

    def changed(_: str, held: bytes) -> str:
        text = held.decode()
        for kind, size in (("row", "ht"), ("col", "width")):
            for element in re.findall(rf'<{kind} [^>]*hidden="1"[^>]*>', text):
                shown = re.sub(rf' {size}="[^"]*"', "", element)
                text = text.replace(element, shown.replace('hidden="1"', f'{size}="0"'))
        return text

    return repacked(body, changed)


def test_of_a_sheet_formatted_far_down_all_is_read_that_it_says():
    one = sample(2)

    def far(sheet: Worksheet) -> None:
        for row in (60_000, 70_000):
            sheet.cell(row, 40).font = Font(bold=True)

    assert differences(one, read(xlsx(blocks(one), finish=far))) == {}


@pytest.mark.parametrize("written", [bytes, without_size])
@pytest.mark.parametrize("change", [in_margin, with_old_row, with_old_column])
def test_of_a_sheet_nothing_is_read_but_what_it_shows(change, written):
    one = sample(2)
    printed = [part if isinstance(part, str) else change(part) for part in blocks(one)]
    report = read(written(xlsx(printed, finish=hide)))
    assert differences(one, report) == {}
    assert (report.status, [f.code for f in report.findings]) == (
        "proved",
        ["information-fee-stated"],
    )


@pytest.mark.parametrize("manner", [USUAL, RULED], ids=["boxes", "lines"])
def test_a_line_torn_by_a_page_end_is_never_read_as_another_figure(manner):
    one = sample(4)
    for place, value in one.figures.items():
        one.figures[place] = (value or 0) * 100 if place[0] == "disputes" else value
    report = read(as_pdf(one, manner=manner, paragraphs=4))
    assert {table for table, _, _ in differences(one, report)} == {"disputes"}
    assert report.tables["disputes"].status in ("doubtful", "partial")


def test_a_row_torn_by_a_page_end_is_whole_on_the_page_on_which_it_goes_on():
    one = sample(2)
    assert differences(one, read(as_pdf(one, paragraphs=27))) == {}


@pytest.mark.parametrize("paragraphs", [3, 12, *(pytest.param(n, marks=LONG) for n in (4, 6, 8))])
def test_of_figures_torn_by_a_page_end_none_is_misread_nor_proposed_wrongly(paragraphs):
    one = wide(sample(3))
    report = read(as_pdf(one, paragraphs=paragraphs))
    torn = differences(one, report)
    assert {table for table, _, _ in torn} == {"requests"}
    assert {told for _, told in torn.values()} == {None}
    assert report.tables["requests"].status == "doubtful"
    proposed = {(r.table, r.row, r.column): r.proposed for r in report.repairs}
    assert proposed.items() <= {place: printed for place, (printed, _) in torn.items()}.items()


@pytest.mark.parametrize("paragraphs", [7, *(pytest.param(n, marks=LONG) for n in (1, 11))])
def test_a_page_in_the_middle_of_a_merged_cell_is_of_the_table(paragraphs):
    one = wide(sample(3))
    report = read(as_pdf(one, paragraphs=paragraphs))
    assert differences(one, report) == {}
    assert report.tables["requests"].status == "proved"


def wide(one: Specimen) -> Specimen:
    """The report with figures of table 三 that do not fit in one line of their cells."""
    for place, value in one.figures.items():
        if place[0] == "requests":
            one.figures[place] = (value or 0) * 1_234_567
    return one


@pytest.mark.parametrize(("cut", "manner", "paragraphs"), [
    (False, USUAL, 7), (False, RULED, 7), (False, USUAL, 26), (True, USUAL, 21),
], ids=["one row, in boxes", "one row, by lines", "the last row", "half a header"])  # fmt: skip
def test_a_table_of_which_a_page_has_but_a_row_or_half_its_header_is_whole(cut, manner, paragraphs):
    one = sample(1)
    report = read(as_pdf(one, Habits(cut=cut), manner, paragraphs))
    assert differences(one, report) == {}
    assert report.status == "proved"
