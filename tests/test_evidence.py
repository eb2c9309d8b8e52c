"""Any figure can be seen where it was printed: the cell, the page's own table, the bytes in the archive."""

import json
from pathlib import Path

import pytest

from parsers import extract
from parsers.evidence import find_evidence, marked_table
from parsers.form_words import TABLES
from parsers.text import squeeze
from schemas.capture import Capture
from schemas.form import forms
from scraper.evidence import as_html, context_lines
from tests.archives import warc
from tests.commands import gongkai
from tests.dumped import selected
from tests.golden import FIXTURES, fixtures
from tests.in_memory import zipped
from tests.printing import statistics
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
from tests.render import Layout, specimen
from tests.samples import SAMPLES, WHY_NOT

CELL = "requests.granted.total"
# Only table 三 is long enough to be split.
MARKED = [Layout(markup=name, apart=name.startswith("split")) for name in MARKUP]
LAYOUTS = MARKED + [Layout(flat=name) for name in FLAT]
HONGZE = SAMPLES / "hongze_2023.pdf"


def printed(seed, layout, name="page.html"):
    return Capture(body=specimen(seed, layout).text.encode(), name=name)


def figures(report):
    for table in TABLES:
        for one in getattr(report, table):
            for column in forms()[report.tables[table].form].tables[table].rows[one.row].columns:
                yield f"{table}.{one.row}.{column}", getattr(one, column)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda it: it.flat or it.markup)
def test_every_figure_of_a_page_is_the_one_printed_where_its_evidence_says(layout):
    capture = printed(4, layout)
    all_of_them = list(figures(extract(capture)))
    assert len(all_of_them) == 200
    part = LAYOUTS.index(layout) % 20
    for where, value in all_of_them[part::20]:  # all, by twenty layouts together
        found = find_evidence(capture, where)
        assert found.value == value, where
        assert found.grid.lines[found.line][found.cell] == found.text


@pytest.mark.parametrize("layout", MARKED, ids=lambda it: it.markup)
def test_the_pages_own_table_is_shown_with_one_cell_marked(layout):
    capture = printed(5, layout)
    found = find_evidence(capture, CELL)
    shown = marked_table(capture, found)
    assert shown.count('class="marked"') == 1
    text = shown.split('class="marked"')[1].split("</td")[0]
    assert "".join(c for c in text.split(">", 1)[1] if c.isdigit()) == found.text


@pytest.mark.parametrize("around", ["form", "button"])
def test_a_table_within_what_acts_is_shown_without_it(around):
    """Many a portal is one form from its first element to its last."""
    page = specimen(5, Layout()).text
    page = page.replace("<body>", f"<body><{around} onsubmit='alert(1)'>")
    capture = Capture(body=page.replace("</body>", f"</{around}></body>").encode())
    found = find_evidence(capture, CELL)
    shown = marked_table(capture, found)
    assert f'class="marked">{found.text}</td>' in shown
    assert around not in shown


def test_a_page_saved_as_mhtml_shows_its_own_table():
    page = specimen(5, Layout()).text
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    capture = Capture(body=f"{head}{part}{page}\r\n--x--\r\n".encode(), name="page.mhtml")
    found = find_evidence(capture, CELL)
    assert f'class="marked">{found.text}</td>' in marked_table(capture, found)


def test_what_acts_or_fetches_is_no_part_of_the_evidence():
    acts = ('<img src="http://x/y.png" onerror="alert(1)"><a href="javascript:alert(2)">1</a>'
            '<script>alert(3)</script><svg onload="alert(4)"></svg>')  # fmt: skip
    text = specimen(5, Layout()).text.replace("</td>", f"{acts}</td>", 1)
    capture = Capture(body=text.replace("<td", '<td onclick="alert(5)"').encode())
    shown = as_html(capture, find_evidence(capture, CELL))
    assert "alert" not in shown
    assert "http://x" not in shown
    assert "<svg" not in shown


def test_a_text_has_its_table_drawn_and_its_words_escaped():
    text = specimen(5, Layout(flat="padded pipes")).text
    capture = Capture(body=text.replace("（六）其他处理", "（六）<b>其他</b>处理").encode())
    found = find_evidence(capture, CELL)
    shown = as_html(capture, found)
    assert f'class="marked">{found.text}</td>' in shown
    assert "<b>" not in shown
    assert all(word in shown for word in ("第", "is printed as"))


def test_a_place_that_is_not_printed_has_no_evidence():
    capture = printed(1, Layout())
    for where in ("requests.other_total.total", "requests", "nothing.at.all", "metadata.topic", ""):
        assert find_evidence(capture, where) is None


def test_the_lines_around_a_cell_are_shown_with_the_cell_between_marks():
    capture = printed(6, Layout())
    shown = list(context_lines(find_evidence(capture, CELL)))
    assert len(shown) == 5
    assert shown[2].endswith("«")
    assert "予以公开" in shown[2]


def test_show_says_where_a_figure_stands_and_writes_the_page(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(printed(7, Layout()).body)
    told = gongkai("show", page, "--evidence", CELL, "--out", tmp_path / "cell.html")
    assert told.returncode == 0
    assert told.stdout.startswith(f"{CELL} is printed as “")
    assert 'class="marked"' in (tmp_path / "cell.html").read_text("utf-8")
    value = json.loads(gongkai("show", page, "--evidence", CELL, "--json").stdout)["value"]
    report = json.loads(gongkai("show", page).stdout)
    assert value == next(r["total"] for r in report["requests"] if r["row"] == "granted")


@pytest.mark.parametrize(("place", "out", "said"), [
    ("requests.granted.totl", None, "no such place; did you mean requests.granted.total"),
    ("requests.other_total.total", None, "nothing was read there"),
    ("", None, "no such place"),
    (CELL, "x.jpg", "name a file ending in .html or .png"),
    (CELL, "x.png", "has no pages"),
])  # fmt: skip
def test_what_cannot_be_shown_is_one_line(tmp_path, place, out, said):
    page = tmp_path / "page.html"
    page.write_bytes(printed(7, Layout()).body)
    more = ("--out", tmp_path / out) if out else ()
    told = gongkai("show", page, "--evidence", place, *more)
    assert told.returncode == 1
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("place", [CELL, "metadata.title"])
def test_the_evidence_is_that_of_the_report_that_show_prints(tmp_path, place):
    news = "<h1>甲县召开会议</h1><table><tr><td>姓名</td></tr></table>"
    (tmp_path / "a.html").write_text(news, encoding="utf-8")
    told = gongkai("show", tmp_path / "a.html", "--evidence", place)
    assert told.stderr == gongkai("show", tmp_path / "a.html").stderr
    assert (told.returncode, "not a report" in told.stderr) == (1, True)
    pages = zipped({"a.html": news, "b.html": printed(7, Layout()).body})
    (tmp_path / "both.zip").write_bytes(pages)
    found = json.loads(gongkai("show", tmp_path / "both.zip", "--evidence", place, "--json").stdout)
    assert found["source"]["name"].endswith("b.html")


def stored(tmp_path: Path) -> Path:
    archive = tmp_path / "archive"
    archive.mkdir()
    head = [("Content-Type", "text/html; charset=utf-8")]
    pages = [
        (f"http://x.gov.cn/{n}.html", "200 OK", head, printed(n, Layout()).body) for n in range(3)
    ]
    (archive / "a.warc.gz").write_bytes(warc(*pages))
    return archive


def test_from_any_figure_of_a_database_one_command_shows_the_bytes(tmp_path):
    archive = stored(tmp_path)
    assert gongkai("extract", tmp_path / "a.db", archive).returncode == 0
    rows = selected(
        tmp_path / "a.db",
        'SELECT r.report, r.total, c.sha256, c.warc, c."offset" FROM requests AS r JOIN reports'
        " ON reports.id = r.report JOIN captures AS c ON c.id = reports.capture"
        " WHERE r.row = 'granted'",
    )
    assert len(rows) == 3
    for report, total, sha256, file, offset in rows:
        told = json.loads(
            gongkai("evidence", tmp_path / "a.db", report, CELL, archive, "--json").stdout
        )
        assert told["value"] == total
        assert (told["source"]["sha256"], told["source"]["warc"]) == (sha256, file)
        assert told["source"]["offset"] == offset


def test_bytes_that_are_not_there_and_reports_that_are_not_are_told(tmp_path):
    archive = stored(tmp_path)
    assert gongkai("extract", tmp_path / "a.db", archive).returncode == 0
    (tmp_path / "empty").mkdir()
    report, agency = selected(tmp_path / "a.db", "SELECT id, agency_name FROM reports")[0]
    gone = gongkai("evidence", tmp_path / "a.db", report, CELL, tmp_path / "empty")
    assert (gone.returncode, "was not found" in gone.stderr) == (1, True)
    none = gongkai("evidence", tmp_path / "a.db", "nobody", CELL, archive)
    assert (none.returncode, none.stderr) == (
        1,
        f"Error: nobody: no such report in {tmp_path}/a.db\n",
    )
    named = gongkai("evidence", tmp_path / "a.db", agency, CELL, archive)
    assert f"no such report in {tmp_path}/a.db; there are " in named.stderr
    assert report in named.stderr


def test_a_file_of_the_same_name_in_another_archive_hides_no_figure(tmp_path):
    archive = stored(tmp_path)
    assert gongkai("extract", tmp_path / "a.db", archive).returncode == 0
    other = tmp_path / "another"
    other.mkdir()
    (other / "a.warc.gz").write_bytes(b"\x1f\x8b torn")
    report = selected(tmp_path / "a.db", "SELECT id FROM reports ORDER BY id")[0][0]
    told = gongkai("evidence", tmp_path / "a.db", report, CELL, other, archive, "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["source"]["warc"] == "a.warc.gz"


def test_saved_pages_are_found_by_their_bytes(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(printed(2, Layout()).body)
    assert gongkai("extract", tmp_path / "a.db", page).returncode == 0
    report = selected(tmp_path / "a.db", "SELECT id FROM reports")[0][0]
    assert gongkai("evidence", tmp_path / "a.db", report, CELL, tmp_path).returncode == 0


@pytest.mark.skipif(not HONGZE.exists(), reason=WHY_NOT)
def test_a_pdf_has_page_and_box_and_a_picture_with_the_box_drawn(tmp_path):
    pdfplumber = pytest.importorskip("pdfplumber")
    out = tmp_path / "cell.png"
    told = gongkai(
        "show", HONGZE, "--evidence", "disputes.reconsideration.total", "--out", out, "--json"
    )
    found = json.loads(told.stdout)
    assert (found["printed"], found["page"]) == ("0", 4)
    with pdfplumber.open(HONGZE) as document:
        inside = document.pages[3].crop(found["box"]).extract_text().split()
    assert inside == ["0"]
    assert out.read_bytes().startswith(b"\x89PNG")


DESCRIBED = ("title", "index_number", "publisher", "published_on", "report_year")


@pytest.mark.parametrize("fixture", fixtures()[::3], ids=lambda one: one.path.name)
def test_a_field_of_the_metadata_is_shown_where_its_source_prints_it(fixture):
    capture = Capture(body=fixture.path.read_bytes(), name=fixture.path.name)
    report = extract(capture)
    chosen = {one.field: one.value for one in reversed(report.metadata.candidates)}
    for field in chosen.keys() & set(DESCRIBED):
        found = find_evidence(capture, f"metadata.{field}")
        assert squeeze(found.value) in squeeze(found.text)
        assert squeeze(chosen[field]) in squeeze(found.value)
        assert found.grid.lines[found.line][found.cell] == found.text
        assert found.value in as_html(capture, found)


def test_a_code_is_shown_in_the_index_number_that_it_comes_from():
    capture = Capture(body="<table><tr><td>索引号</td><td>11330800002618736G/2025-00251</td></tr></table>"
                      "<h1>海晏市水务局2024年政府信息公开工作年度报告</h1>".encode())  # fmt: skip
    found = find_evidence(capture, "metadata.agency_code")
    assert (found.value, found.text) == ("11330800002618736G", "11330800002618736G/2025-00251")
    assert (found.place.line, found.place.cell) == (1, 2)
    assert find_evidence(capture, "metadata.validity") is None
    assert find_evidence(capture, "metadata.candidates") is None


@pytest.mark.parametrize("shape", statistics.SHAPES)
def test_a_figure_of_before_2019_is_shown_where_it_is_printed(shape):
    told = statistics.figures(5)
    capture = Capture(body=statistics.SHAPES[shape](statistics.lines(told)).encode())
    part = [*statistics.SHAPES].index(shape) % 5
    for key, value in [*told.items()][part::5]:  # all, by five shapes together
        found = find_evidence(capture, f"statistics.{key}")
        assert found.value == value
        assert found.text == str(value)
    assert find_evidence(capture, "statistics.nothing") is None


def test_show_tells_what_stands_outside_the_tables():
    page = FIXTURES / "reports" / "trs-2021.html"
    told = gongkai("show", page, "--evidence", "metadata.index_number")
    assert "outside the tables" in told.stdout
    assert "»索引号：000218844/2024-00391«" in told.stdout
