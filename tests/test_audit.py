import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.cells import set_cell_size
from sqlite_utils import Database

from schemas.finding import finding
from scraper.audit import COPIED, audit, superiors
from scraper.errors import GongkaiError
from scraper.questions import questions
from tests.commands import gongkai
from tests.province import CITY, YEARS, Printed, county, database
from tests.reports import capture, filled, report

COUNTIES = 5


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Printed]]:
    path = tmp_path_factory.mktemp("audit") / "reports.db"
    return path, database(path, COUNTIES)


@pytest.fixture(scope="module")
def db(printed: tuple[Path, list[Printed]]) -> Any:
    return Database(printed[0]).conn


def places() -> list[tuple[str, int]]:
    names = [CITY, *(f"{county(number)}人民政府" for number in range(COUNTIES))]
    return [(name, year) for name in names for year in YEARS]


@pytest.mark.parametrize(("superior", "year"), places())
def test_an_audit_finds_the_faults_that_were_printed(db, printed, superior, year):
    pages = [p for p in printed[1] if (p.superior, p.year) == (superior, year)]
    of_year = {page.agency: page for page in pages}
    found = audit(db, superior, year)
    faults = Counter(fault for page in of_year.values() for fault in page.faults)
    assert found.counts["published"] == len(of_year)
    assert found.counts["late"] == faults["late"]
    assert found.counts["failing"] == faults["sum"]
    assert found.counts["prose"] == faults["prose"]
    assert found.counts["old_form"] == (faults["old-form"] if year > 2020 else 0)
    assert found.counts["missing"] == found.counts["agencies"] - len(of_year)


def test_a_correction_published_later_makes_no_report_late(db, printed):
    twice = [p for p in printed[1] if p.number == 2 and "late" not in p.faults]
    assert twice
    for page in twice:
        lines = audit(db, page.superior, page.year).agencies
        line = next(line for line in lines if line["agency_name"] == page.agency)
        assert (line["timing"], line["revisions"]) == ("in-time", 2)
        assert line["published_on"] < page.published_on


def test_both_sides_of_what_fails_are_told(db, printed):
    page = next(p for p in printed[1] if "sum" in p.faults)
    lines = audit(db, page.superior, page.year).agencies
    line = next(line for line in lines if line["agency_name"] == page.agency)
    total = page.figures["requests", "granted", "total"]
    row = next(one for one in line["failing"] if one["where"] == "requests.granted")
    assert f"= {int(total or 0) - 3} ≠ {total}" in row["text"]


def test_prose_is_told_with_the_figure_of_the_table(db, printed):
    page = next(p for p in printed[1] if "prose" in p.faults)
    lines = audit(db, page.superior, page.year).agencies
    line = next(line for line in lines if line["agency_name"] == page.agency)
    assert [(one["where"], one["table"]) for one in line["prose"]] == [
        ("requests.new_requests.total", page.figures["requests", "new_requests", "total"])
    ]


@pytest.mark.parametrize(("where", "table"), [
    ("requests.granted.total", 3), ("requests.withheld_state_secret.total", 0),
    ("requests.granted.natural_person", None), ("requests.fees.total", None),
    ("requests.granted.total+requests.results_total.total", 6),
    ("requests.granted.total+requests.granted.natural_person", 3),
    ("statistics.requests.value", None),
])  # fmt: skip
def test_prose_is_told_with_a_zero_or_with_nothing_as_the_table_has_it(where, table, tmp_path):
    page = capture("x", name="a.html")
    told = report(page).model_copy(
        update={"findings": (finding("prose-disagrees", where, "共收到申请4件"),)}
    )
    path = filled(tmp_path / "a.db", [(page, told)], [("上级", "甲市应急管理局", None)])
    (line,) = audit(Database(path).conn, "上级", 2024).agencies
    assert line["prose"] == [{"where": where, "text": "共收到申请4件", "table": table}]


def test_a_copy_is_told_with_whose_words_it_has(db, printed):
    copied = [p for p in printed[1] if p.faults == {"peer-copy"} and p.superior != CITY]
    lines = [
        line
        for page in copied
        for line in audit(db, page.superior, page.year).agencies
        if line["agency_name"] == page.agency and line["peer_share"]
    ]
    assert lines
    assert all(line["peer_share"] >= COPIED and line["peer_name"] for line in lines)


@pytest.mark.parametrize(("superior", "year"), places())
def test_the_copied_are_those_of_whom_so_much_stands_elsewhere(db, superior, year):
    found = audit(db, superior, year)
    shares = [{line["own_share"], line["peer_share"]} - {None} for line in found.agencies]
    assert found.counts["copied"] == sum(any(one >= COPIED for one in told) for told in shares)


def test_superiors_are_listed_with_their_agencies(db):
    found = {one["superior"]: one for one in superiors(db)}
    assert found[CITY]["agencies"] == COUNTIES
    sizes = [one["agencies"] for one in superiors(db) if one["superior"]]
    assert sizes == sorted(sizes, reverse=True)
    assert found[f"{county(0)}人民政府"]["agencies"] == 7


def test_an_unknown_superior_is_told_which_there_are(db):
    with pytest.raises(GongkaiError, match=r"no such superior; there are 云.*and others"):
        audit(db, "某市人民政府")
    with pytest.raises(GongkaiError, match=f"no such superior; there are {CITY}$"):
        audit(db, CITY.removesuffix("政府"))
    with pytest.raises(GongkaiError, match=f"no such superior; there are {CITY}$"):
        audit(db, CITY.replace("晏", "宴"))
    with pytest.raises(GongkaiError, match=f"an agency under {county(0)}人民政府$"):
        audit(db, f"{county(0)}财政局")


def test_a_superior_may_be_called_by_its_place(db):
    assert audit(db, CITY.removesuffix("人民政府")) == audit(db, CITY)


def test_without_a_roster_the_way_to_name_superiors_is_told(tmp_path):
    page = capture("a")
    held = Database(filled(tmp_path / "reports.db", [(page, report(page))])).conn
    with pytest.raises(GongkaiError, match="--agencies"):
        audit(held, "某市人民政府")
    assert [line["timing"] for line in audit(held, "").agencies] == ["in-time"]
    nobody = Database(filled(tmp_path / "none.db", [])).conn
    nobody.execute(
        "INSERT INTO agencies (id, name, superior) VALUES ('n1', '甲局', '某市人民政府')"
    )
    with pytest.raises(GongkaiError, match="give a year"):  # no letter is of the year 0
        audit(nobody, "某市人民政府")
    listed = gongkai("audit", tmp_path / "reports.db")
    assert "--agencies ROSTER.csv" in listed.stderr


def test_a_report_of_nobody_known_is_listed_and_none_of_another_year_is_missing(tmp_path):
    page, other = capture("a", name="a.html"), capture("b", name="b.html")
    pages = [(page, report(page)), (other, report(other, agency=None, report_year=2023))]
    held = Database(filled(tmp_path / "reports.db", pages)).conn
    assert [line["agency_name"] for line in audit(held, "", 2024).agencies] == ["甲市应急管理局"]
    nobody = [line for line in audit(held, "", 2023).agencies if line["report"]]
    assert [line["agency_name"] for line in nobody] == [None]
    told = gongkai("audit", tmp_path / "reports.db", "", "--year", "2023").stdout
    assert "None" not in told
    asked = questions()["missing_reports"]
    rows = held.execute(asked.sql, dict.fromkeys(asked.parameters, "")).fetchall()
    assert [row[:3] for row in rows] == [("甲市应急管理局", None, 2023)]


def test_the_verb_prints_json_and_a_table(printed):
    path = str(printed[0])
    told = gongkai("audit", path, CITY, "--year", "2023", "--json")
    assert (told.returncode, json.loads(told.stdout)["counts"]["agencies"]) == (0, COUNTIES)
    assert f"{CITY} 2025: {COUNTIES} agencies" in gongkai("audit", path, CITY).stdout
    listed = gongkai("audit", path).stdout
    assert CITY in listed
    assert f"\nNext: gongkai audit {path} '" in listed
    nobody = gongkai("audit", path, CITY.removesuffix("人民政府"), "--year", "2030").stderr
    assert nobody.startswith("No agency has a report for 2030; there are reports for: 2025, ")
    chinese = gongkai("audit", "--lang", "zh", path, CITY).stdout
    assert f"{CITY} 2025：机关 {COUNTIES} 个" in chinese
    assert "汇总" in chinese
    wrong = gongkai("audit", path, "某市")
    assert (wrong.returncode, wrong.stderr.startswith("Error: 某市: no such superior")) == (1, True)


FAULTS = {"failing": "equations", "breaks": "years", "prose": "prose", "own_share": "last year"}


@pytest.mark.parametrize("year", YEARS)
def test_a_table_cuts_no_name_off_and_has_no_empty_column(year, printed, db):
    said = gongkai("audit", printed[0], CITY, "--year", year).stdout
    lines = audit(db, CITY, year).agencies
    heads, _, *table = said[said.index("  agency") :].splitlines()
    wide = heads.index("scope")
    names = [set_cell_size(line, wide).strip() for line in table]
    assert "".join(names) == "".join(line["agency_name"] for line in lines)
    assert all(line["published_on"] in said for line in lines if line["published_on"]), (
        "no day is cut"
    )
    for key, head in FAULTS.items():
        assert (head in heads) == any(line[key] for line in lines), head


def test_the_workbook_holds_every_line_and_no_formula(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    page = capture("a", name='=HYPERLINK("http://example.org")', url="http://a.example/1")
    filled(tmp_path / "reports.db", [(page, report(page, agency="=1+1局", total=7))])
    path = tmp_path / "audit.xlsx"
    told = gongkai("audit", tmp_path / "reports.db", "", "--xlsx", path)
    assert told.returncode == 0
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert "f" not in {cell.data_type for cell in cells}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert {"=1+1局", '=HYPERLINK("http://example.org")'} <= set(texts)


def test_the_workbook_has_a_sheet_for_each_kind_of_fault(printed, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "audit.xlsx"
    gongkai("audit", printed[0], CITY, "--xlsx", path)
    found = audit(Database(printed[0]).conn, CITY)
    book = openpyxl.load_workbook(path)
    lines = [sheet.max_row - 2 for sheet in book]
    faults = [
        sum(len(line[key]) for line in found.agencies)
        for key in ("failing", "repairs", "breaks", "prose")
    ]
    assert lines == [len(found.agencies), *faults]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$2"
        assert (
            sheet.auto_filter.ref
            == f"A2:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
        )
    shares = [cell for column in "PQ" for cell in book.worksheets[0][column][2:] if cell.value]
    assert {cell.number_format for cell in shares} == {"0%"}
    assert all(isinstance(cell.value, float | int) for cell in shares)
    assert f"{found.counts['missing']}" in book.worksheets[0]["A1"].value
    days = [cell.value for cell in book.worksheets[0]["G"][2:] if cell.value]
    assert days
    assert all(isinstance(day, datetime) for day in days)
    late = [(line[3].value, line[8].value) for line in book.worksheets[0].iter_rows(min_row=3)]
    assert all(("late" in timing) == (days is not None) for timing, days in late)


def test_the_workbook_tells_a_place_and_an_equation_in_words(printed, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    page = next(p for p in printed[1] if "sum" in p.faults)
    path = tmp_path / "audit.xlsx"
    asked = ["audit", str(printed[0]), page.superior, "--year", str(page.year), "--xlsx", str(path)]
    gongkai(*asked)
    book = openpyxl.load_workbook(path)
    lines = book["勾稽 Equations"].iter_rows(values_only=True)
    told = next(line for line in lines if "requests.granted 表三“予以公开”行" in line)
    assert told[2].endswith(
        "= total) （自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 = 总计）"
    )
    suspected = book["疑误 Suspected"].iter_rows(values_only=True, min_row=3)
    (one,) = (line for line in suspected if line[0] == page.agency)
    assert one[1].startswith("requests.granted.total 表三")
    assert one[2] - one[3] == 3, "the figure printed, and what it would be"
    assert one[4] is None, "a page of HTML has no pages"
    assert all(one[5:8]), "table, line and cell"
