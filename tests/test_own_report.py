"""Of several reports on one page only the page's own is read, and each other is a finding."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from parsers import extract
from parsers.page import Page
from parsers.report_starts import report_starts
from schemas.capture import Capture
from schemas.report import Report, Status
from tests.documents import as_docx, as_xlsx, blocks, differences, read, sample
from tests.in_memory import saved
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP, marked_up
from tests.printing.ofd import ofd
from tests.printing.paper import lay
from tests.printing.pdf import pdf
from tests.printing.tables import tables_in
from tests.render import Specimen

# The year before, another body of the same year, another body and year.
OWN, BEFORE, BODY = sample(1), sample(6), sample(7)
OLDER = sample(6, "2019")
OTHERS = {"a year": (BEFORE,), "a body": (BODY,), "three": (BEFORE, BODY), "a form": (OLDER,)}
ANOTHER, TWICE = "another-report-on-page", "row-printed-twice"


def printed(one: Specimen, mark: Callable = MARKUP["clean"], paragraph: str = "<p>{}</p>") -> str:
    """A report's paragraphs and tables; the first paragraph is its title."""
    return "\n".join(paragraph.format(b) if isinstance(b, str) else mark(b) for b in blocks(one))


def page(*parts: str, title: str | None = None) -> Report:
    """What is read of a page of these parts, whose own title is that of the first report."""
    head = OWN.article.title if title is None else title
    body = f"<html><head><title>{head}</title></head><body>{''.join(parts)}</body></html>"
    return extract(Capture(body=body.encode(), name="page.html"))


def told(report: Report, code: str = ANOTHER) -> list[str | None]:
    return [one.text for one in report.findings if one.code == code]


def assert_own_alone(report: Report, *others: Specimen) -> None:
    """The page's own figures, proved as if they stood alone, and a finding for each other report."""
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert told(report) == [one.article.title for one in others]
    assert told(report, TWICE) == []
    assert report.metadata.report_year == OWN.article.year
    assert report.metadata.agency == OWN.article.agency


@pytest.mark.parametrize("others", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("markup", MARKUP)
def test_of_a_page_with_several_reports_the_first_is_read(markup, others):
    mark = MARKUP[markup]
    assert_own_alone(page(*(printed(one, mark) for one in (OWN, *others))), *others)


@pytest.mark.parametrize("others", [OTHERS["three"], OTHERS["a form"]], ids=["three", "a form"])
@pytest.mark.parametrize("flat", FLAT)
def test_of_a_text_with_several_reports_the_first_is_read(flat, others):
    text = "\n".join(printed(one, FLAT[flat], "{}") for one in (OWN, *others))
    assert_own_alone(extract(Capture(body=text.encode(), name="page.txt")), *others)


def on_paper(*reports: Specimen) -> list:
    return lay([block for one in reports for block in blocks(one)])


WRITTEN = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "pdf": lambda *reports: pdf(on_paper(*reports)),
    "ofd": lambda *reports: ofd(on_paper(*reports)),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_of_a_document_with_several_reports_the_first_is_read(written):
    assert_own_alone(read(WRITTEN[written](OWN, BODY, BEFORE)), BODY, BEFORE)


def test_the_report_that_the_pages_own_title_names_is_read_wherever_it_stands():
    assert_own_alone(page(printed(BEFORE), printed(OWN)), BEFORE)
    assert_own_alone(page(printed(OWN), printed(BEFORE), title="政府信息公开年报"), BEFORE)


def without(*missing: int) -> str:
    """The page's own report without some of its three tables."""
    left = tables_in(blocks(OWN))
    gone = [left[at] for at in missing]
    kept = [b for b in blocks(OWN) if b not in gone]
    return marked_up(kept)


@pytest.mark.parametrize("missing", [(0, 1, 2), (1,), (0, 1)])
def test_a_table_that_the_report_lacks_is_not_taken_from_the_other(missing):
    report = page(without(*missing), printed(BEFORE))
    names = [name for at, name in enumerate(report.tables) if at in missing]
    assert [report.tables[name].status for name in names] == [Status.ABSENT] * len(missing)
    assert told(report) == [BEFORE.article.title]


def test_a_report_without_a_title_is_told_by_what_it_says_of_itself():
    untitled = printed(BEFORE).partition("\n")[2]
    report = page(printed(OWN), untitled)
    assert differences(OWN, report) == {}
    assert told(report) == [str(BEFORE.article.year)]


def test_a_report_that_says_nothing_of_itself_is_another_and_lends_no_table():
    unknown = printed(BEFORE).partition("\n")[2].replace(str(BEFORE.article.year), "")
    unknown = unknown.replace("我单位", "我们").replace("更新", "充实").replace("逐项", "一一")
    report = page(without(0, 1, 2), unknown)
    assert report.status is Status.ABSENT
    assert told(report) == ["?"]


LINKS = "".join(f"<li><a href='/{n}'>{one.article.title}</a></li>" for n, one in enumerate(
    (BEFORE, BODY, OLDER)))  # fmt: skip


@pytest.mark.parametrize("around", ["<p>相关文章</p><ul>{}</ul>", "<ul>{}</ul>"])
def test_titles_of_other_reports_that_nothing_follows_are_links(around):
    links = around.format(LINKS)
    for parts in ([printed(OWN), links], [links, printed(OWN)], [links, printed(OWN), links]):
        report = page(*parts)
        assert differences(OWN, report) == {}
        assert told(report) == []


def test_the_same_report_once_more_is_no_other():
    report = page(printed(OWN), LINKS, f"<div class='print'>{printed(OWN)}</div>")
    assert_own_alone(report)
    untitled = printed(OWN).partition("\n")[2]
    assert_own_alone(page(printed(OWN), f"<div class='print'>{untitled}</div>"))


def test_the_same_report_once_more_with_other_figures_is_doubtful():
    same = printed(BEFORE).replace(BEFORE.article.title, OWN.article.title)
    same = same.replace(str(BEFORE.article.year), str(OWN.article.year))
    report = page(printed(OWN), same)
    assert {one.status for one in report.tables.values()} == {Status.DOUBTFUL}
    assert told(report, TWICE)


def test_a_table_printed_only_where_others_are_printed_again_is_doubtful():
    same = printed(BEFORE).replace(BEFORE.article.title, OWN.article.title)
    same = same.replace(str(BEFORE.article.year), str(OWN.article.year))
    report = page(without(2), same)
    assert report.tables["disputes"].status is Status.DOUBTFUL


def assert_changes_nothing_above_tables(line: str) -> None:
    """Whether a page reads the same with a line above each of its tables."""
    report = page(
        *(f"<p>{b}</p>" if isinstance(b, str) else line + MARKUP["clean"](b) for b in blocks(OWN))
    )
    assert differences(OWN, report) == {}
    assert told(report) == []


def test_running_heads_of_last_year_begin_no_report():
    head = f"<p>{BEFORE.article.title}</p>"
    assert_changes_nothing_above_tables(head)


def test_a_table_of_contents_begins_no_report():
    headings = [b for b in blocks(OWN) if isinstance(b, str) and b[1:2] == "、"]
    contents = "".join(f"<p>{heading}……{n}</p>" for n, heading in enumerate(headings))
    report = page(f"<p>{OWN.article.title}</p><p>目录</p>{contents}", printed(OWN))
    assert_own_alone(report)


@pytest.mark.parametrize("within", ["1.基本情况", "（一）总体情况", "基本情况", "一、基本情况"])
def test_a_heading_within_a_part_begins_no_report(within):
    heading = f"<p>{within}</p>"
    assert_changes_nothing_above_tables(heading)


def test_a_report_begins_at_its_title_with_the_body_on_the_line_before():
    lines = ("甲县教育局", "2023年政府信息公开工作年度报告", "一、总体情况", "本年度按规定公开。")
    other = ("乙县水利局", *lines[1:])
    assert report_starts(
        Page((*lines, "全年共收到各类申请若干件，均已按时答复申请人。", *other))
    ) == [
        0,
        5,
    ]


@pytest.mark.parametrize("other", ["公安交通管理局", "公安考试中心"])
def test_a_body_whose_name_holds_that_of_the_page_is_another(other):
    mine = f"<p>甲市公安局{OWN.article.year}年政府信息公开工作年度报告</p><p>一、总体情况</p>"
    mine += "<p>全年主动公开政府信息若干条,均在网站公布。</p><p>二、主动公开政府信息情况</p>"
    theirs = printed(OWN).replace(OWN.article.agency, f"甲市{other}")
    report = page(mine, theirs, title=f"甲市公安局{OWN.article.year}年政府信息公开工作年度报告")
    assert report.metadata.agency == "甲市公安局"
    assert report.requests == ()
    assert told(report)


@pytest.mark.parametrize("caption", ["附件：{}年度政府信息公开数据", "（{}年度）"])
def test_tables_under_the_caption_of_the_year_before_are_left_out(caption):
    tables = marked_up(tables_in(blocks(BEFORE)))
    report = page(printed(OWN), f"<p>{caption.format(BEFORE.article.year)}</p>", tables)
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert told(report, "other-year-left") == [str(OWN.article.year)]


@pytest.mark.parametrize("name", ["{}年", "{}"])
def test_of_a_workbook_with_a_sheet_for_each_year_the_reports_own_is_read(name):
    book = load_workbook(BytesIO(as_xlsx(OWN)))
    own = book.worksheets[0]
    before = book.copy_worksheet(own)
    prose = [block for block in blocks(OWN) if isinstance(block, str)]
    for cell in (cell for row in before.iter_rows() for cell in row):
        if isinstance(cell.value, int):
            cell.value *= 2
        elif cell.value in prose:
            cell.value = None
    own.title, before.title = name.format(OWN.article.year), name.format(OWN.article.year - 1)
    book.move_sheet(before, -1)
    report = read(saved(book))
    assert differences(OWN, report) == {}
    assert told(report, "other-year-left") == [str(OWN.article.year)]
