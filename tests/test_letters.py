"""Letters tell each agency what its report has wrong, and nobody anything else."""

import csv
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from parsers.extract import extract
from schemas.capture import Capture
from scraper.audit import Audit, Row, audit
from scraper.letter_files import document
from scraper.letters import Letter, letters
from tests.commands import gongkai
from tests.province import CITY, Printed, agencies, county, database
from tests.reports import capture, filled, report, stored

docx = pytest.importorskip("docx")
COUNTIES = 5  # as the tests of the audit, so that the province is read once for both
FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
# What was printed into a page, and the heading under which its agency is told of it.
HEADINGS = {
    "sum": "Sums that fail", "prose": "Prose and tables disagree", "late": "Published late",
    "old-form": "Form",
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Printed]]:
    path = tmp_path_factory.mktemp("letters") / "reports.db"
    return path, database(path, COUNTIES)


def words(body: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(body)).paragraphs]


def test_an_audit_of_those_below_has_every_agency_of_the_province_once(printed):
    found = audit(Database(printed[0]).conn, CITY, 2024, below=True)
    all_of_them = [name for n in range(COUNTIES) for name in (*agencies(n), f"{county(n)}信访局")]
    assert sorted(line["agency_name"] for line in found.agencies) == sorted(all_of_them)
    assert {line["superior"] for line in found.agencies} == {
        CITY, *(f"{county(n)}人民政府" for n in range(COUNTIES))
    }  # fmt: skip


def letter(**told: object) -> Letter | None:
    """The letter to an agency of which an audit tells nothing but this."""
    line: Row = {
        "agency": "n1", "agency_name": "甲局", "superior": None, "timing": "on-time", "why_missing": None,
        "url": "http://a.example/1", "file": "1.html", "failing": [], "repairs": [], "breaks": [],
        "prose": [], "old_form": False, "own_share": None, "peer_share": None, "peer_name": None,
    }  # fmt: skip
    return next(iter(letters(Audit("", 2024, {}, [line | told]))), None)


def said(table: int | None) -> list[Row]:
    return [{"text": "收到申请3件", "where": "requests.new_requests.total", "table": table}]


# What an audit tells, and the sentences of the letter.
SENTENCES: dict[str, tuple[dict[str, object], list[str]]] = {
    "nothing": ({}, []),
    "a report that is not listed": ({"timing": "missing", "why_missing": "not-listed"}, ["not listed"]),
    "a portal that was not crawled, which is no matter of the agency's": (
        {"timing": "missing", "why_missing": "not-crawled"}, [""]),
    "a report that is missing and nothing more": ({"timing": "missing"}, [""]),
    "prose where the table has a zero": (
        {"prose": said(0)}, ["“收到申请3件”, where requests.new_requests.total is 0. "
                             "They may count differently; please check."]),
    "prose where the table is blank": (
        {"prose": said(None)}, ["“收到申请3件”, where requests.new_requests.total is —. "
                                "They may count differently; please check."]),
    "prose that was copied from the last year's and another agency's": (
        {"own_share": 0.7, "peer_share": 0.914, "peer_name": "乙局"},
        ["70% of the prose also stands in your report of the year before",
         "91% of the prose also stands in 乙局"]),
    "prose that was copied in part": ({"own_share": 0.69, "peer_share": 0.69, "peer_name": "乙局"}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", SENTENCES)
def test_a_letter_says_what_the_audit_tells(case):
    told, sentences = SENTENCES[case]
    made = letter(**told)
    assert [one for part in (made.parts if made else ()) for one in part.told] == sentences


@pytest.mark.parametrize(
    ("url", "file", "page"),
    [("http://a.example/1", "1.html", "http://a.example/1"), (None, "1.html", "1.html"), (None, None, "—")],
)  # fmt: skip
def test_a_letter_names_the_page_or_that_there_is_none(url, file, page):
    read = letter(old_form=True, form="2019", url=url, file=file)
    missing = letter(timing="missing")
    assert read
    assert missing
    assert f"({page})" in read.opening
    assert "none of yours for 2024 was found" in missing.opening
    assert (read.closing, missing.closing) == (
        "Please compare each point with the page; where it is a mistake, publish a corrected report and "
        "say that it is corrected.",
        "If it has been published, please tell us where; if not, please publish it.",
    )  # fmt: skip


@pytest.mark.parametrize(("printed", "shown"), [("3", "3"), ("", "blank"), (None, "blank")])
def test_what_would_mend_a_sum_is_told_beside_the_figure_or_the_blank(printed, shown):
    where = "requests.granted.total"
    made = letter(
        failing=[{"where": where, "text": "1 + 1 ≠ 3"}],
        repairs=[{"where": where, "printed": printed, "proposed": 2}],
        old_form=True,
        form="2019",
    )
    assert made
    sums, form = made.parts
    (note,) = sums.notes
    assert f"(printed {shown}) should be 2" in note
    assert form.notes == []


def test_superiors_that_stand_under_each_other_are_audited_once(tmp_path):
    stored(tmp_path / "reports.db", (), [("甲局", "乙局", None), ("乙局", "甲局", None)])
    found = audit(Database(tmp_path / "reports.db").conn, "甲局", 2024, below=True)
    assert [line["agency_name"] for line in found.agencies] == ["乙局", "甲局"]  # its own first


@pytest.mark.parametrize("year", [2019, 2021, 2024])
def test_every_fault_that_was_printed_is_told_to_its_agency_and_to_no_other(printed, year):
    faults = {p.agency: p.faults for p in printed[1] if p.year == year}
    made = {one.agency: {part.heading for part in one.parts}
            for one in letters(audit(Database(printed[0]).conn, CITY, year, below=True))}  # fmt: skip
    for agency, printed_faults in faults.items():
        expected = {HEADINGS[fault] for fault in printed_faults & {*HEADINGS}}
        expected -= {"Form"} if year < 2021 else set()
        assert made.get(agency, set()) & {*HEADINGS.values()} == expected, agency
    assert {agency for agency, told in made.items() if "No report found" in told} == (
        {name for n in range(COUNTIES) for name in (*agencies(n), f"{county(n)}信访局")} - {*faults}
    )


def test_a_sum_that_fails_is_told_with_both_sides_and_with_what_would_mend_it(printed, tmp_path):
    page = next(p for p in printed[1] if "sum" in p.faults and "corrected" not in p.faults)
    asked = (str(printed[0]), page.superior, "--year", str(page.year))
    told = gongkai("audit", *asked, "--letters", str(tmp_path / "out"), "--lang", "zh")
    assert told.returncode == 0, told.stderr
    text = words((tmp_path / "out" / f"{page.agency}.docx").read_bytes())
    total = int(page.figures["requests", "granted", "total"] or 0)
    assert text[:2] == [f"关于{page.year}年政府信息公开工作年度报告的核对意见", f"{page.agency}："]
    assert page.capture.url is not None
    assert page.capture.url in text[2]
    assert any("表三“予以公开”行" in line and f"= {total - 3} ≠ {total}（" in line for line in text)
    proposed = f"表三“予以公开”行“总计”列（原文 {total}）应为 {total - 3}。"
    assert any(line.endswith(proposed) for line in text)


def test_letters_are_listed_for_a_mail_merge(printed, tmp_path):
    out = tmp_path / "out"
    told = gongkai(
        "audit", str(printed[0]), CITY, "--below", "--year", "2024", "--letters", str(out)
    )
    with (out / "letters.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert {one["file"] for one in listed} == {path.name for path in out.glob("*.docx")}
    assert f"{out}: {len(listed)} letters, one for each agency" in told.stderr
    found = audit(Database(printed[0]).conn, CITY, 2024, below=True)
    assert not [one for one in listed if "；" in one["kinds"]], (
        "in English they are parted as in English"
    )
    assert [int(one["faults"]) for one in listed] == [one.faults for one in letters(found)]
    gongkai("audit", str(printed[0]), CITY, "--letters", str(tmp_path / "zh"), "--lang", "zh")
    heads = (tmp_path / "zh" / "letters.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert heads == "上级机关,机关,文件,问题数,问题类别"


def test_a_folder_that_holds_anything_is_left_as_it_is(printed, tmp_path):
    (tmp_path / "sent.docx").write_text("signed")
    told = gongkai("audit", str(printed[0]), CITY, "--letters", str(tmp_path))
    assert (told.returncode, told.stderr) == (
        1, f"Error: {tmp_path}: is not empty; letters need a folder of their own\n"
    )  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["sent.docx"]


def test_a_letter_is_on_a4_and_has_the_same_bytes_whenever_it_is_written(printed, monkeypatch):
    one = next(iter(letters(audit(Database(printed[0]).conn, CITY, 2024, below=True))))
    before = document(one)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 5, 0, 0, 0))
    assert document(one) == before
    (page,) = docx.Document(BytesIO(before)).sections
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_names_that_no_file_can_have_and_letters_that_no_document_can_hold_do_no_harm(tmp_path):
    agencies = ("../../甲\x01局", "../../甲/局", "=1+1局")
    for total, name in enumerate(agencies):
        page = capture(name, name=f"{total}.html", url=f"http://a.example/{total}")
        told = (page, report(page, agency=name, total=7))
        filled(tmp_path / "reports.db", [told], [("上级", each, None) for each in agencies])
    out = tmp_path / "out"
    told = gongkai(
        "audit", str(tmp_path / "reports.db"), "上级", "--year", "2024", "--letters", str(out)
    )
    assert told.returncode == 0, told.stderr
    names = sorted(path.name for path in out.glob("*.docx"))
    assert names == ["=1+1局.docx", "_.._甲_局 (2).docx", "_.._甲_局.docx"]
    assert ",'=1+1局,'=1+1局.docx," in (out / "letters.csv").read_text(encoding="utf-8-sig")
    assert any("甲\N{REPLACEMENT CHARACTER}局" in line
               for name in names for line in words((out / name).read_bytes()))  # fmt: skip


def test_for_a_report_that_was_not_read_for_certain_no_letter_vouches(tmp_path):
    page = Capture(body=(FIXTURES / "missing-row-2021.html").read_bytes(), name="a.html")
    filled(tmp_path / "reports.db", [(page, extract(page))])
    asked = (str(tmp_path / "reports.db"), "", "--letters", str(tmp_path / "out"))
    told = gongkai("audit", *asked, "--json")
    assert (
        "1 report was not read for certain, and no letter says whether the sums hold" in told.stderr
    )
    shown: Any = audit(Database(tmp_path / "reports.db").conn, "").counts
    assert (shown["unread"], shown["failing"]) == (1, 0)


def test_a_letter_counts_faults_and_not_what_would_mend_them(printed):
    page = next(p for p in printed[1] if p.faults == {"sum"})
    found = audit(Database(printed[0]).conn, page.superior, page.year)
    (letter,) = (one for one in letters(found) if one.agency == page.agency)
    assert [(len(part.told), len(part.notes)) for part in letter.parts] == [(2, 1)]
    assert letter.faults == 2
