import asyncio
import importlib.util
import io
import re
import socket
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from parsers.extract import extract
from parsers.form_words import TABLES
from schemas.capture import Capture
from schemas.finding import codes
from schemas.form import forms
from scraper.audit import audit
from scraper.browse.bilingual import phrases, worded
from scraper.browse.cells import Cell, render
from scraper.browse.report_form import lay_out
from scraper.database.dictionary import glosses
from scraper.publish import Site, metadata
from scraper.questions import parameters, questions
from tests.commands import gongkai
from tests.dumped import altered
from tests.province import CITY, Printed, county, database
from tests.reports import capture, filled, report, stored
from tests.serving import browsed, listed, served
from tests.yearbook import yearbook

pytest.importorskip("datasette")
FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Printed]]:
    path = tmp_path_factory.mktemp("browse") / "reports.db"
    return path, database(path, 3)


@pytest.fixture(scope="module")
def site(printed: tuple[Path, list[Printed]]) -> Iterator[httpx.Client]:
    with browsed(printed[0]) as client:
        yield client


def text(site: httpx.Client, path: str, **values: Any) -> str:
    answer = site.get(path, params=values)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def test_home_tells_sizes_statuses_questions_and_tables(site, printed):
    page = text(site, "/")
    reports = len({(one.agency, one.year) for one in printed[1]})
    assert f"<b>{reports}</b> 报告 reports" in page
    assert f"<b>{len({one.agency for one in printed[1]})}</b> 有报告的机关 agencies" in page
    assert "已核实 proved" in page
    assert all(f'href="/reports/{name}"' in page for name in questions())
    shown = [*glosses()["tables"], *glosses()["views"]]
    hidden = {"sections_fts", "sketches", "spare_texts"}
    assert all((f'href="/reports/{name}"' in page) == (name not in hidden) for name in shown)


def test_a_figure_leads_to_the_page_it_was_read_from(site, printed):
    page = text(site, "/reports/request_totals", report_year=2024)
    assert 'class="gk-figure" href="/reports/evidence?table=requests&amp;row=new_requests' in page
    one = next(p for p in printed[1] if p.year == 2024 and p.number == 1 and not p.faults)
    found = listed(site, "most_requests", year=2024)
    key = next(r["report"] for r in found if r["agency_name"] == one.agency)
    told = {"report": key, "table": "requests", "row": "granted", "column": "total"}
    rows = listed(site, "evidence", **told)
    assert [(row["value"], row["sha256"], row["url"]) for row in rows] == [
        (one.figures["requests", "granted", "total"], one.capture.sha256, one.capture.url)
    ]


def test_the_page_of_a_report_has_a_line_a_column_and_leads_to_its_figures(site):
    (one,) = listed(site, "reports", _size=1)
    page = text(site, f"/reports/reports/{one['id']}")
    assert re.findall(r'<th scope="row">(\w+) <small>[^<]', page) == list(one)
    assert f'<a href="/reports/evidence?report={one["id"]}">evidence</a>' in page
    assert f'<a href="/reports/requests?report={one["id"]}">requests</a> 25 ' in page
    assert "sketches" not in page


def test_the_page_of_a_report_shows_the_form_as_it_is_printed(site, printed):
    one = next(p for p in printed[1] if p.faults == {"sum"} and p.year > 2021)
    rows = listed(site, "reports", agency_name=one.agency, report_year=one.year)
    page = text(site, f"/reports/reports/{rows[0]['id']}")
    form = forms()[rows[0]["form"]]
    for name in ("requests", "disputes"):
        table = form.tables[name]
        shown = re.findall(
            rf'report=[^"]*table={name}&amp;row=(\w+)&amp;column=(\w+)">(\d+)<', page
        )
        assert shown == [(*place, str(one.figures[name, *place])) for place in table.places]
    granted = one.figures["requests", "granted", "total"]
    assert 'title="granted" class="gk-fails"' in page
    assert 'title="partially_granted" class="gk-fails"' not in page
    assert f"表三“予以公开”行“总计”列 {granted} → {int(granted) - 3}" in page
    assert page.count(" ≠ ") == 2
    old = text(site, f"/reports/reports/{rows[0]['agency']}-2019-{rows[0]['scope']}")
    assert "采购总金额</th>" in old
    assert "本年收费金额" not in old  # the header that the form of 2021 has in its place


def test_the_page_of_a_report_sets_the_year_before_beside_what_differs(site, printed):
    found = listed(site, "reports", report_year=2024)
    before = {(p.agency, p.year): p.figures for p in printed[1]}
    one = next(row for row in found if (row["agency_name"], 2023) in before)
    place = ("requests", "new_requests", "natural_person")
    was, now = (before[one["agency_name"], year][place] for year in (2023, 2024))
    page = text(site, f"/reports/reports/{one['id']}")
    shown = re.search(
        r'new_requests&amp;column=natural_person">(\d+)</a>( <small[^>]*>← (\d+))?', page
    )
    assert shown is not None
    assert (shown[1], shown[3]) == (str(now), None if was == now else str(was))
    assert f'href="/reports/reports/{one["agency"]}-2023-{one["scope"]}"' in page


def test_the_page_of_a_corrected_report_tells_what_was_corrected(site, printed):
    rows = listed(site, "revised")
    pages = {(one.agency, one.year, one.number): one for one in printed[1]}
    assert {(row["agency_name"], row["report_year"]) for row in rows} == {
        key[:2] for key in pages if key[2] == 2
    }
    one = rows[0]
    before, now = (pages[one["agency_name"], one["report_year"], number] for number in (1, 2))
    place = ("disclosures", "penalties", "decisions")
    shown = text(site, f"/reports/reports/{one['report']}")
    told = f"{before.figures[place]} → {now.figures[place]}"
    assert re.findall(r"“行政处罚”行“[^”]+”列：(\d+ → \d+)</li>", shown) == [told]
    assert (
        f"Revision 2 of {now.published_on}: figures differ from the one before, of {before.published_on}"
        in shown
    )


def test_a_place_that_a_page_does_not_print_has_no_field_and_a_blank_an_empty_one(tmp_path):
    (printed, lost), (whole, blank) = (
        [row.fields[0] for row in shown_rows(tmp_path, name) if row.key in keys]
        for name, keys in (
            ("missing-row-2021", ("withheld_process_information", "granted")),
            ("openness-blank-2021", ("new_requests", "carried_over")),
        )
    )
    assert lost is None
    assert printed.text.isdigit()
    assert (blank.text, whole.text.isdigit()) == ("", True)


def shown_rows(folder: Path, fixture: str) -> list[Any]:
    """The rows of table 三 on the page of a fixture's report, in the order in which they stand."""
    page = Capture(body=(FIXTURES / f"{fixture}.html").read_bytes(), name=fixture)
    path = filled(folder / f"{fixture}.db", [(page, extract(page))])
    with sqlite3.connect(path) as db:
        shown = lay_out(
            db, db.execute("SELECT id FROM reports").fetchone()[0], lambda *place: ".".join(place)
        )
    assert shown is not None
    (table,) = [one for one in shown["tables"] if one.name == "requests"]
    return [row for block in table.blocks for row in block.rows]


def test_a_figure_leads_to_the_table_that_prints_it_where_the_archive_is_at_hand(tmp_path):
    page = (FIXTURES / "one-wrong-2021.html").read_bytes()
    (tmp_path / "pages").mkdir()
    hostile = page.replace(b"<td", b"<td onclick='steal()'", 1) + b"<script>steal()</script>"
    (tmp_path / "pages" / "a.html").write_bytes(hostile)
    made = gongkai("extract", str(tmp_path / "reports.db"), str(tmp_path / "pages"))
    assert made.returncode == 0, made.stderr
    place = Site(archives=(tmp_path / "pages",))
    with browsed(tmp_path / "reports.db", place) as site:
        (one,) = listed(site, "reports")
        shown = text(site, f"/reports/reports/{one['id']}").replace("&amp;", "&")
        (link,) = re.findall(r'href="(/-/printed?[^"]*place=requests.granted.total)"', shown)
        (value,) = re.findall(rf'"{re.escape(link)}">(\d+)<', shown)
        told = {"report": one["id"], "table": "requests", "row": "granted", "column": "total"}
        assert f'"{link}">{value}<' in text(site, "/reports/evidence", **told).replace("&amp;", "&")
        answer = site.get(link)
        assert re.search(rf'class="[^"]*marked[^"]*"[^>]*>\D*{value}\D', answer.text)
        policy = answer.headers["content-security-policy"]
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        lost = "/-/printed", {"report": one["id"], "place": "requests.nothing.total"}
        assert site.get(lost[0], params=lost[1]).status_code == 404
        assert site.get("/-/printed", params={"report": "none", "place": "x"}).status_code == 404


def test_without_an_archive_there_is_no_printed_page(site):
    assert site.get("/-/printed", params={"report": "a", "place": "b"}).status_code == 404


def test_a_site_for_everybody_reads_no_archive(tmp_path):
    told = gongkai("serve", str(tmp_path / "a.db"), "--public", "--archive", str(tmp_path))
    assert (told.returncode, "leave out --public or it" in told.stderr) == (2, True)


def test_no_address_is_named_where_another_program_listens(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = gongkai("serve", yearbook(tmp_path / "a.db", 1, range(2023, 2024)), "--port", port)
    assert (told.returncode, "http://" in told.stderr) == (1, False)
    assert f"Error: port {port} of 127.0.0.1 cannot be used" in told.stderr


def test_a_host_that_no_address_can_have_is_refused_in_one_line(tmp_path):
    told = gongkai(
        "serve", yearbook(tmp_path / "a.db", 1, range(2023, 2024)), "--host", "bad..host"
    )
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert "of bad..host cannot be used; choose another with --port, or check --host" in told.stderr


def test_the_evidence_of_a_report_follows_the_form(site):
    (one,) = listed(site, "reports", _size=1, report_year=2024)
    rows = listed(site, "evidence", report=one["id"], _size="max")
    order = [
        (name, *place) for name in TABLES
        for place in forms()[one["form"]].tables[name].places if place[1] != "unit"
    ]  # fmt: skip
    assert [(row["table"], row["row"], row["column"]) for row in rows] == order


@pytest.mark.parametrize("region", ["", "江东省"])
def test_a_sum_of_a_region_leads_to_the_reports_that_it_adds(tmp_path, region):
    yearbook(tmp_path / "reports.db", 12, range(2022, 2025))
    with browsed(tmp_path / "reports.db") as site:
        told = {"region": region, "year": "2024"}
        lines = listed(site, "requests_by_region", **told)
        page = text(site, "/reports/requests_by_region", **told)
        links = re.findall(r'href="/reports/request_totals\?([^"]*)">(\d+)<', page)
        assert [int(shown) for _, shown in links] == [line["reports"] for line in lines]
        for line, (query, _) in zip(lines, links, strict=True):
            asked = dict(parse_qsl(query.replace("&amp;", "&")))
            found = listed(site, "request_totals", **asked)
            assert len(found) == line["reports"]
            assert sum(one["new_requests"] or 0 for one in found) == line["new_requests"]
            assert (
                sum(one["status"] in ("proved", "consistent") for one in found) == line["trusted"]
            )


def test_a_failing_equation_leads_to_the_figures_it_is_made_of(site):
    page = text(site, "/reports/failing_equations")
    failing = listed(site, "failing_equations")
    links = re.findall(r'class="gk-figure" href="([^"]*)">([^<]*)<', page)
    assert [where for _, where in links] == [one["where"] for one in failing]
    for link, where in links[:20]:
        rows = listed(
            site, "evidence", **dict(parse_qsl(urlsplit(link.replace("&amp;", "&")).query))
        )
        assert len(rows) > 1, "both sides"
        assert {where.split(".")[1]} in (
            {row["row"] for row in rows},
            {row["column"] for row in rows},
        )


def test_a_year_that_no_calendar_has_is_none(site):
    found = site.get("/-/audit", params={"superior": CITY, "year": "9" * 30})
    assert (found.status_code, f"{CITY} 2025" in found.text) == (200, True)


WORDED = pytest.mark.skipif(
    not version("datasette").startswith("0.65."),
    reason="the words are of Datasette 0.65; those of another stay English",
)


@pytest.mark.parametrize(("path", "shown"), [
    ("/reports/outcomes", "%</span>"),
    ("/reports/outcomes", '<a class="gk-key" href="/reports/reports/'),
    ("/reports/reports", '<span class="gk-value gk-proved">已核实 proved</span>'),
    ("/reports/requests", '<small class="gk-label">'),
    ("/reports/findings", codes()["information-fee-stated"].zh),
    ("/reports/how_answered", "占该年度、该层级全部办理结果的比例"),
    ("/reports/how_answered", "of all results"),
    ("/reports/year_pairs", "上年结转 carried over"),
    ("/reports/request_totals", '<td class="col-new_requests gk-number type-int">'),
    ("/reports/request_totals", '<td class="col-report_year type-int">'),
    pytest.param("/reports/request_totals", 'class="col-new_requests" data-kind="gk-number"', marks=WORDED),
    pytest.param("/reports/most_requests", '<td class="col-cumulative_share gk-number">', marks=WORDED),
    ("/reports/year_breaks", '<small class="gk-label">所列</small>'),
    ("/reports/failing_equations", '<td class="col-url">'),
    pytest.param("/reports/evidence", '<td class="col-unit type-none">&nbsp;', marks=WORDED),
    ("/reports/search?words=群众", "只列前 only the first 200 行 rows"),
])  # fmt: skip
def test_cells_and_pages_say_what_they_show(site, path, shown):
    path, _, asked = path.partition("?")
    assert shown in text(site, path, **dict(parse_qsl(asked)))


@pytest.mark.parametrize("cell", [
    Cell({}, "其他", "other", "reports"), Cell({}, "ab" * 32, "sha256", "captures"),
    Cell({}, None, "share", "similarities"), Cell({}, "unknown-label", "kind", None),
    Cell({"row": "granted"}, 7, "natural_person", "requests"), Cell({}, "requests.granted.total", "where", None),
    Cell({"report": "1"}, "requests.granted.total", "text", "findings"),
    Cell({"extent": "province", "scope": "own", "region": "x", "report_year": 2020}, 5, "reports", "agencies"),
])  # fmt: skip
def test_a_cell_that_leads_nowhere_is_shown_as_it_is(cell):
    assert render(cell, "/reports") is None


def test_an_agency_has_its_name_for_a_title(site):
    of = listed(site, "agencies", superior=CITY)
    assert re.search(
        rf"<h1[^>]*>{of[0]['name']} <small>", text(site, f"/reports/agencies/{of[0]['id']}")
    )


@pytest.mark.parametrize("table", ["agencies", "captures", "findings", "requests"])
def test_a_browser_names_the_page_of_a_row_as_its_heading_does(site, table):
    (one,) = listed(site, table, _size=1)
    keys = {"agencies": ["id"], "captures": ["id"], "findings": ["report", "number"]}
    asked = ",".join(str(one[key]) for key in keys.get(table, ["report", "row"]))
    shown = text(site, f"/reports/{table}/{asked}")
    heading = re.search(r"<h1[^>]*>([^<]*?) *</?(?:small|h1)", shown)
    assert heading
    assert f"<title>{heading[1]} · reports</title>" in shown


def test_an_agency_that_no_report_names_is_said_to_be_without_a_name(tmp_path):
    page = capture("a", name="a.html")
    path = filled(tmp_path / "reports.db", [(page, report(page, agency=None))])
    with browsed(path) as site:
        (one,) = listed(site, "reports")
        for place in (f"reports/{one['id']}", f"agencies/{one['agency']}"):
            shown = text(site, f"/reports/{place}")
            assert re.search(r"<h1[^>]*>（机关未注明 agency not named）", shown), place


def test_the_page_of_a_report_leads_to_its_agencys_other_years_its_prose_and_its_capture(site):
    (one,) = listed(site, "reports", _size=1)
    shown = text(site, f"/reports/reports/{one['id']}")
    for path in (f"reports?agency={one['agency']}", f"captures/{one['capture']}",
                 f"sections?report={one['id']}&amp;_sort=position"):  # fmt: skip
        assert f'href="/reports/{path}"' in shown
        text(site, f"/reports/{path.replace('amp;', '')}")


def test_files_that_were_not_read_are_counted_at_home_and_listed_with_the_reason(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"")
    gongkai("extract", tmp_path / "reports.db", tmp_path / "a.pdf")
    with served(tmp_path / "reports.db") as base:
        home = httpx.get(base, timeout=100).text
        found = re.search(r'href="(/reports/captures\?[^"]*)"><b>1</b> 未能读取的文件', home)
        assert found
        listed = httpx.get(base + found[1].replace("&amp;", "&"), timeout=100).text
    assert re.search(r"it is empty <small[^>]*>文件无法读取：[^<]*；文件为空</small>", listed)


def test_an_address_that_leads_nowhere_leads_home(site):
    answer = site.get("/reports/no_such_table")
    assert (
        answer.status_code,
        '<a href="/">回到首页 Back to the home page</a>' in answer.text,
    ) == (404, True)


def test_a_text_of_a_page_is_shown_as_text(tmp_path):
    path = tmp_path / "reports.db"
    database(path, 3)
    with sqlite3.connect(path) as db:
        db.execute(
            "UPDATE agencies SET name = '<script>alert(1)</script>' WHERE superior = ?", (CITY,)
        )
        db.execute("UPDATE findings SET text = '<b onclick=x>' WHERE code = 'equation-failed'")
        db.execute("UPDATE captures SET url = 'javascript:alert(1)'")
    pages = ("/", "/reports/request_totals", "/reports/failing_equations", f"/-/audit?superior={CITY}",
             "/-/audit", "/reports/agencies", "/reports/evidence")  # fmt: skip
    with served(path) as base:
        for page in pages:
            shown = httpx.get(base + page, timeout=100, follow_redirects=True).text
            assert "<script>alert" not in shown, page
            assert "<b onclick" not in shown, page
            assert 'href="javascript' not in shown, page


def test_the_audit_lists_superiors_and_shows_one(site, printed):
    assert CITY in text(site, "/-/audit")
    assert 'data-label="机关 Agencies"' in text(site, "/-/audit")
    page = next(one for one in printed[1] if "sum" in one.faults)
    shown = text(site, "/-/audit", superior=page.superior, year=page.year)
    assert not re.search(r'Published">\s', shown)  # a blank there pushes the word down a line
    found = audit(sqlite3.connect(printed[0]), page.superior, page.year)
    for line in found.agencies:
        assert line["agency_name"] in shown
        assert all(one["text"] in shown for one in line["failing"])
    assert site.get("/-/audit", params={"superior": "某市"}).status_code == 404
    failing = {line["agency_name"] for line in found.agencies if line["failing"]}
    only = text(site, "/-/audit", superior=page.superior, year=page.year, only="failing")
    listed = re.findall(r'data-label="机关 Agency"><a [^>]*>([^<]*)', only)
    assert ({*listed}, 0 < len(failing) < len(found.agencies)) == (failing, True)
    assert "&amp;only=failing" in shown, "the count leads there"


def test_the_audit_is_a_workbook_and_json_too(site):
    openpyxl = pytest.importorskip("openpyxl")
    asked = {"superior": f"{county(0)}人民政府", "year": 2023}
    answer = site.get("/-/audit.xlsx", params=asked)
    assert "attachment" in answer.headers["content-disposition"]
    told = site.get("/-/audit.json", params=asked).json()
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.worksheets[0].max_row - 2 == len(told["agencies"])
    assert told["year"] == 2023


def test_a_question_has_an_answer_unasked_and_every_column_and_parameter_is_described(printed):
    described = metadata(printed[0])["databases"]["reports"]["queries"]
    asked = set()
    db = sqlite3.connect(printed[0])
    for name, one in questions().items():
        cursor = db.execute(one.sql, dict.fromkeys(one.parameters, ""))
        assert cursor.fetchone(), name
        missing = [column[0] for column in cursor.description if one.column(column[0]) is None]
        assert missing == [], name
        asked |= set(one.parameters)
        shown = described[name]["description_html"]
        assert all(f"<dt>{column[0]}</dt>" in shown for column in cursor.description), name
        assert one.read_zh in shown
        assert "units" not in described[name]
    assert asked == set(parameters())


def test_a_database_without_a_report_is_shown(tmp_path):
    path = tmp_path / "reports.db"
    stored(path, ())
    with served(path) as base:
        for page in ("/", "/-/audit", "/reports/request_totals", "/reports/how_answered"):
            assert httpx.get(base + page, timeout=100).status_code == 200, page
        assert "/-/dashboards/" not in httpx.get(f"{base}/", timeout=100).text


def test_a_database_that_is_not_ours_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    altered(
        path,
        "CREATE TABLE notes (status TEXT, report TEXT)",
        "INSERT INTO notes VALUES ('proved', 'a')",
    )

    from datasette.app import Datasette  # noqa: PLC0415  (takes a second to load)

    async def asked() -> tuple[str, int]:
        other = Datasette([str(path)])
        await other.invoke_startup()
        pages = [await other.client.get(page) for page in ("/", "/other/notes", "/other/notes/1")]
        shown = "".join(page.text for page in pages if page.status_code == 200)
        return shown, (await other.client.get("/-/audit")).status_code

    shown, status = asyncio.run(asked())
    assert "notes: 1" in shown
    assert "gk-" not in shown
    assert status == 404


def test_a_public_site_is_bounded(printed):
    public = Site(base_url="/gongkai/", https=True, public=True)
    with served(printed[0], public) as base:
        home = httpx.get(f"{base}/gongkai/", timeout=100)
        assert 'href="/gongkai/reports/reports"' in home.text
        assert 'action="/gongkai/reports/search"' in home.text
        table = httpx.get(f"{base}/gongkai/reports/findings", timeout=100)
        assert "/gongkai/reports/findings.json" in table.text
        assert "/gongkai/gongkai/" not in home.text + table.text
        faceted = httpx.get(f"{base}/gongkai/reports/facts?_facet=report", timeout=100)
        assert faceted.status_code == 400
        slow = (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        )
        stopped = httpx.get(f"{base}/gongkai/reports.json", params={"sql": slow}, timeout=100,
                            follow_redirects=True)  # fmt: skip
        assert stopped.status_code == 400
        assert httpx.get(f"{base}/gongkai/reports.db", timeout=100).status_code == 403
        assert "Disallow: /" in httpx.get(f"{base}/gongkai/robots.txt", timeout=100).text


def templates() -> dict[str, str]:
    """The text of each template of Datasette and of its dashboards that is worded in both languages."""
    found = {}
    for package in ("datasette", "datasette_dashboards"):
        folder = Path(str(importlib.util.find_spec(package).origin)).parent / "templates"
        found |= {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    return {name: found[name] for name in phrases()}


@WORDED
@pytest.mark.parametrize("name", phrases())
def test_a_template_of_datasette_has_what_is_worded_in_both_languages(name):
    text = templates()[name]
    for english, both in phrases()[name].items():
        assert english in text, english
        text = text.replace(english, both)
    assert text == worded(name, templates()[name])


@WORDED
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/reports/reports", ["首页 home", "行 rows", "筛选 Apply", "本页数据 This data as", "导出 Export CSV", '<small class="gk-label">报告年度</small>', "已核实 proved</a>"]),
        ("/reports/failing_equations", ["<title>不成立的勾稽关系清单 / Every failing equation · reports</title>", "参数 Query parameters", "查询 Show the answer", "显示 show SQL", "上级取自名册或网站登记 part of the superior",
                                        '<small class="gk-label">机关名称</small>', "“予以公开”行", "（自然人 + 商业企业"]),
        ("/reports/search?words=麒麟", ["没有结果 0 results"]),
        ("/reports/findings", ['<small class="gk-label">链接</small></th>', "content: \"Link 链接\""]),
        ("/reports", ["数据表 Tables", "视图 Views"]),
        ("/-/audit", ["首页 home", "选择一个上级机关"]),
    ],
)  # fmt: skip
def test_a_page_of_datasette_speaks_both_languages(site, path, words):
    path, _, asked = path.partition("?")
    page = text(site, path, **dict(parse_qsl(asked)))
    assert [word for word in words if word not in page] == []


@WORDED
def test_a_question_offers_the_values_that_a_parameter_may_have(site):
    page = text(site, "/reports/evidence")
    offered = {
        name: re.findall(r'<option value="([^"]*)">', options)
        for name, options in re.findall(r'<datalist id="gk-(\w+)">(.*?)</datalist>', page)
    }
    form = forms()["2021"].tables
    assert offered.keys() == {"table", "row", "column"}, "a report's key is free text"
    assert offered["table"] == ["disclosures", "requests", "disputes"]
    assert {*offered["row"]} >= {*form["requests"].rows, *form["disputes"].rows}
    assert {*offered["column"]} >= {*form["requests"].columns, *form["disclosures"].columns}
    assert all(f'name="{name}" list="gk-{name}"' in page for name in offered)
    assert '<option value="consolidated">汇总 consolidated</option>' in text(site, "/reports/peers")
