import csv
import json
import re
import shlex
import sqlite3
import zipfile
from pathlib import Path

import pytest

from scraper.database.incremental import digest_of, reader
from tests.archives import answer, warc, with_headers
from tests.commands import extracted, gongkai
from tests.dumped import altered, dumped
from tests.golden import FIXTURES
from tests.in_memory import zipped

PAGE = """甲县应急管理局{year}年政府信息公开工作年度报告
第二十条第(一)项 | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | {figure} | 0 | 0
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder as people keep them: pages, notes, truths, a picture, what a browser put beside."""
    folder = tmp_path / "pages"
    (folder / "below").mkdir(parents=True)
    (folder / "a_files").mkdir()
    (folder / "a.txt").write_text(PAGE.format(year=2024, figure=1))
    (folder / "below" / "b.txt").write_text(PAGE.format(year=2023, figure=2))
    (folder / "a.truth.json").write_text("{}")
    (folder / "README.md").write_text("# pages")
    (folder / "a_files" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 99)
    (folder / "empty.html").touch()
    (folder / "list.html").write_text("<html><title>新闻</title><p>今天天气很好</p></html>")
    return folder


def test_a_folder_without_a_report_leads_to_no_empty_database(tmp_path):
    (tmp_path / "empty").mkdir()
    told = gongkai("extract", tmp_path / "a.db", tmp_path / "empty").stdout
    assert "No report yet" in told
    assert "Next:" not in told


def test_a_folder_becomes_a_database_and_the_rest_is_counted(pages, tmp_path):
    told = extracted(tmp_path / "a.db", pages)
    assert told["outcomes"] == {"report": 2, "not-a-report": 2}
    assert sum(told["skipped"].values()) == 3
    assert told["in_database"]["reports"] == 2
    chinese = gongkai("extract", tmp_path / "a.db", pages, "--lang", "zh").stdout
    assert "；略过 1 个不含页面的文件、1 个说明与隐藏文件、1 个网页的配图" in " ".join(
        chinese.split()
    )
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute("SELECT report_year, issued FROM disclosures JOIN reports ON "
                      "reports.id = report ORDER BY 1").fetchall() == [(2023, 2), (2024, 1)]  # fmt: skip


def test_a_file_that_was_not_read_is_told_with_the_folder_it_lies_in(tmp_path):
    bodies = {"甲局/1.pdf": b"torn", "乙局/1.pdf": b"", "乙局/1.html": b"<p>news</p>", "a/link.url": b"[InternetShortcut]"}  # fmt: skip
    for name, body in bodies.items():
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_bytes(body)
    told = json.loads(gongkai("extract", tmp_path / "a.db", tmp_path / "pages", "--json").stdout)
    assert {one["page"]: one["reason"].rpartition("; ")[2] for one in told["unreadable"]} == {
        "甲局/1.pdf": "it is no pdf",
        "乙局/1.pdf": "it is empty",
    }
    assert [one["page"] for one in told["not_reports"]] == ["乙局/1.html"]
    assert told["skipped"] == {"files that hold no page": 1}


def test_an_answer_of_an_interface_is_read_and_what_show_printed_of_it_is_not(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    page = (FIXTURES / "reports" / "openness-2021.html").read_text(encoding="utf-8")
    answer = {
        "code": 200,
        "data": {"title": "甲县教育局2021年政府信息公开工作年度报告", "content": page},
    }
    for name, ascii_only in (("a.json", True), ("b.JSON", False)):
        (folder / name).write_text(json.dumps(answer, ensure_ascii=ascii_only), encoding="utf-8")
    (folder / "shown.json").write_text(gongkai("show", folder / "a.json").stdout, encoding="utf-8")
    (folder / ".cache").mkdir()
    for hidden in (".hidden.json", ".cache/a.json"):
        (folder / hidden).write_text(json.dumps(answer), encoding="utf-8")
    (folder / "package.json").write_text('{"name": "政府信息公开"}', encoding="utf-8")
    told = json.loads(gongkai("extract", tmp_path / "a.db", folder, "--json").stdout)
    assert (told["outcomes"], told["skipped"]) == (
        {"report": 2},
        {"files that hold no page": 2, "notes and hidden files": 2},
    )
    named = gongkai(
        "extract", tmp_path / "b.db", folder / "b.JSON", folder / "shown.json", "--json"
    )
    assert json.loads(named.stdout)["skipped"] == {"files that hold no page": 1}


def test_a_link_out_of_the_folder_is_not_followed(pages, tmp_path):
    (tmp_path / "outside.txt").write_text(PAGE.format(year=2022, figure=9))
    (pages / "out.txt").symlink_to(tmp_path / "outside.txt")
    (pages / "around").symlink_to(tmp_path)
    told = extracted(tmp_path / "a.db", pages)
    assert told["in_database"]["reports"] == 2
    assert told["skipped"]["links out of the folder"] >= 1


def test_a_zip_of_pages_is_read_and_a_torn_one_is_one_line(tmp_path):
    pages = zipped({"报告/甲.txt": PAGE.format(year=2024, figure=1), "readme.txt": "notes"})
    (tmp_path / "pages.zip").write_bytes(pages)
    (tmp_path / "torn.zip").write_bytes(pages[:150])
    result = gongkai(
        "extract", tmp_path / "a.db", tmp_path / "torn.zip", tmp_path / "pages.zip", "--json"
    )
    assert result.returncode == 4
    assert json.loads(result.stdout)["in_database"]["reports"] == 1
    assert [line for line in result.stderr.splitlines() if line] == [
        f"{tmp_path / 'torn.zip'}: it is no zip, or not all of one; save it again"]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "value", "why"),
    [
        ((6, 8), 1, "设有密码；请另存一份不设密码的文件"),
        ((8, 10), 99, "压缩方式不受支持；请重新打包为普通 zip"),
        ((14, 16), 1, "文件已损坏"),  # another checksum
    ],
)
def test_why_a_page_in_a_zip_is_not_read_is_told_in_words(places, value, why, tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"年报.txt": PAGE.format(year=2024, figure=1)}))
    with_headers(tmp_path / "a.zip", places, value)
    told = gongkai("--lang", "zh", "extract", tmp_path / "a.db", tmp_path / "a.zip").stderr
    assert told.splitlines() == [f"{tmp_path / 'a.zip'}：年报.txt：{why}"]


class WindowsName(zipfile.ZipInfo):
    """An entry whose name is written in GBK and not declared, as Chinese Windows does it."""

    charset = "gb18030"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the library's name)
        return self.filename.encode(self.charset), self.flag_bits & ~0x800


def test_a_torn_archive_gives_what_is_whole_and_exit_code_4(tmp_path):
    pages = (PAGE.format(year=2020 + n, figure=n).encode() for n in range(4))
    answers = [answer(f"http://x/{n}.txt", page, "text/plain; charset=utf-8") for n, page in enumerate(pages)]  # fmt: skip
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(warc(*answers)[:-40])
    result = gongkai("extract", tmp_path / "a.db", archive, "--json")
    assert json.loads(result.stdout)["in_database"]["reports"] >= 3
    assert result.returncode == 4


class MacName(WindowsName):
    """An entry whose name is written in UTF-8 and not declared, as macOS does it."""

    charset = "utf-8"


def test_chinese_names_in_a_zip_are_read_declared_or_as_windows_and_macos_write_them(tmp_path):
    named = (zipfile.ZipInfo("甲.txt"), WindowsName("年报/乙.txt"), MacName("年报/丙.txt"))
    pages = {name: PAGE.format(year=year, figure=1) for year, name in enumerate(named, 2022)}
    (tmp_path / "a.zip").write_bytes(zipped(pages))
    extracted(tmp_path / "a.db", tmp_path / "a.zip")
    names = sqlite3.connect(tmp_path / "a.db").execute("SELECT name FROM captures ORDER BY name")
    assert [Path(name).name for (name,) in names] == ["丙.txt", "乙.txt", "甲.txt"]


def test_a_report_in_markdown_is_read_and_notes_and_an_export_are_not(tmp_path):
    names = ("a.md", "codebook.zh.md", "gongkai.xlsx", "datapackage.json")
    files = [tmp_path / name for name in names]
    for file in files:
        file.write_text(PAGE.format(year=2024, figure=1), encoding="utf-8")
    told = extracted(tmp_path / "a.db", *files)
    assert (told["outcomes"], told["skipped"]) == ({"report": 1}, {"notes and hidden files": 3})


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_of_two_files_of_one_name_in_a_zip_the_later_is_read_and_the_other_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        for figure in (1, 2):
            packed.writestr("a.txt", PAGE.format(year=2024, figure=figure))
    told = extracted(tmp_path / "a.db", tmp_path / "a.zip")
    assert told["skipped"] == {"files that a later one of their name replaces": 1}
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute("SELECT issued FROM disclosures").fetchall() == [(2,)]


def test_files_named_one_by_one_are_what_their_folder_is(pages, tmp_path):
    """A shell writes `pages/*` out, with the report as JSON that somebody has laid beside its page."""
    (pages / "a.json").write_text(gongkai("show", pages / "a.txt").stdout, encoding="utf-8")
    files = [file for file in pages.rglob("*") if file.is_file() and file.suffix != ".png"]
    told = [
        json.loads(gongkai("extract", tmp_path / f"{number}.db", *named, "--json").stdout)
        for number, named in enumerate([[pages], files])
    ]
    assert told[0]["outcomes"] == told[1]["outcomes"] == {"report": 2, "not-a-report": 2}
    assert told[0]["in_database"] == told[1]["in_database"]
    alone = gongkai("show", pages / "a.json")
    assert (alone.returncode, alone.stderr) == (1, f"Error: {pages}/a.json: contains no page\n")


@pytest.mark.parametrize(("charset", "rows"), [
    ("utf-8", "superior,agency,code\n甲县人民政府,甲县应急管理局,\n"),
    ("utf-8-sig", "序号,主管部门,单位名称\n1,甲县人民政府,甲县应急管理局\n"),
    ("gb18030", "机关名称;上级机关\n甲县应急管理局;甲县人民政府\n"),
    ("utf-8", "甲县机关名册,\n\n上级机关,机关名称\n,\n甲县人民政府,甲县 应急管理局\n甲县人民政府,甲县应急管理局\n"),
])  # fmt: skip
def test_a_roster_sets_the_superior(charset, rows, pages, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(rows, encoding=charset)
    extracted(tmp_path / "a.db", pages, "--agencies", roster)
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute("SELECT superior FROM agencies").fetchall() == [("甲县人民政府",)]


def test_the_headline_counts_what_was_read_before_and_what_could_not_be(pages, tmp_path):
    words = ("extract", tmp_path / "a.db", pages, "--lang", "en")
    first, second = (" ".join(gongkai(*words).stdout.split()) for _ in range(2))
    assert first.startswith(
        "4 pages read: 2 reports, 2 not a report; skipped "
        "1 file without a page, 1 note or hidden file, 1 image belonging to a saved page"
    )
    assert second.startswith("Nothing new, 4 pages read before; skipped ")
    assert "Findings by code" not in second
    (pages / "torn.zip").write_bytes(b"PK\x03\x04")
    third = " ".join(gongkai(*words).stdout.split())
    assert third.startswith("Nothing new, 4 pages read before, 1 unreadable; skipped ")
    assert "Findings by code" in first
    assert "Look at these first Agency year Status errors Page" in first
    assert "甲县应急管理局 2024 absent 0 a.txt" in first
    for number in range(5):
        for folder in (pages / "one", pages / "other"):
            folder.mkdir(exist_ok=True)
            (folder / f"z{number}.html").write_text(f"<p>第{number}条新闻</p>", encoding="utf-8")
    gongkai(*words)
    fourth = " ".join(gongkai(*words).stdout.split())
    assert fourth.startswith("Nothing new, 9 pages read before, 1 unreadable; skipped")


def test_who_of_a_roster_has_no_report_is_told(pages, tmp_path):
    names = [f"甲县第{number}局" for number in range(6)]
    rows = "".join(f"甲县人民政府,{name}\n" for name in ("甲县应急管理局", *names))
    (tmp_path / "roster.csv").write_text(f"superior,agency\n{rows}", encoding="utf-8")
    words = ("extract", tmp_path / "a.db", pages, "--agencies", tmp_path / "roster.csv")
    assert not gongkai(*words).stderr
    told = " ".join(gongkai(*words, "--lang", "en").stdout.split())
    assert "6 agencies of the roster or the portals without a report" in told
    assert re.search(r"reports? from 1 agency\b", told), "who has no report is not counted"
    assert f"differently): {', '.join(names[:5])}…" in told
    assert json.loads(gongkai(*words, "--json").stdout)["without_report"] == names
    assert "on the roster" not in gongkai("extract", tmp_path / "b.db", pages).stdout


def test_what_a_spreadsheet_has_taken_from_a_roster_is_told(pages, tmp_path):
    rows = "superior,agency,code\n,甲县财政局,1.13308E+17\n甲县人民政府,甲县水务局,\n"
    (tmp_path / "roster.csv").write_text(rows, encoding="utf-8")
    words = ("extract", tmp_path / "a.db", pages, "--agencies", tmp_path / "roster.csv")
    without, codes = gongkai(*words, "--lang", "en").stderr.splitlines()
    assert ("甲县财政局" in without, "1.13308E+17" in codes) == (True, True)


_LACKS = (
    "a line must name the columns: superior (上级机关) and agency (机关名称), "
    "and may name code (统一社会信用代码)"
)
NO_ROSTERS = {
    b"name\nx\n": _LACKS,
    b"": _LACKS,
    b"PK\x03\x04": "is an Excel workbook; save it as CSV UTF-8",
    "superior,agency\n甲县".encode()[:-1]: "is neither UTF-8 nor GB 18030; save it as CSV UTF-8",
    "superior,agency\n甲县,乙局\n".encode(
        "utf-16"
    ): "is neither UTF-8 nor GB 18030; save it as CSV UTF-8",
    b'superior,agency\n"' + b"a" * 200_000: "line 2: field larger than field limit (131072)",
    'superior,agency\n"甲县,乙局\n'.encode(): "line 2: unexpected end of data",
    'superior,agency\n甲县,"乙局\n甲县,丙局\n'.encode(): "line 2: unexpected end of data",
    "superior,agency\n甲县,财政局\n乙县,财政局\n".encode(): "lines 2 and 3 put 财政局 under two superiors; give its full name or its code",
}


@pytest.mark.parametrize("body", NO_ROSTERS, ids=range(len(NO_ROSTERS)))
def test_what_is_no_roster_is_one_line_and_names_no_agency(body, pages, tmp_path):
    (tmp_path / "roster.csv").write_bytes(body)
    before = csv.field_size_limit(131_072)  # Python's own, which some libraries raise
    try:
        result = gongkai("extract", tmp_path / "a.db", pages, "--agencies", tmp_path / "roster.csv")
    finally:
        csv.field_size_limit(before)
    assert result.returncode == 1
    assert result.stderr == f"Error: {tmp_path}/roster.csv: {NO_ROSTERS[body]}\n"
    assert not (tmp_path / "a.db").exists()


def test_check_tells_of_a_damaged_file_in_one_line(pages, tmp_path):
    extracted(tmp_path / "a.db", pages)
    body = bytearray((tmp_path / "a.db").read_bytes())
    body[8192:40960] = b"x" * 32768
    (tmp_path / "a.db").write_bytes(body)
    result = gongkai("check", tmp_path / "a.db", "--json")
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


def test_check_names_the_report_that_evidence_is_asked_for(tmp_path):
    page = Path(__file__).parents[1] / "fixtures" / "reports" / "one-wrong-2021.html"
    database = tmp_path / "a.db"
    extracted(database, page)
    (report,) = {
        one["report"] for one in json.loads(gongkai("check", database, "--json").stdout)["failing"]
    }
    shown = gongkai("check", database).stdout
    assert report in shown
    assert "\n    requests.unable_not_held: 1 + 21 " in shown, (
        "a sum stands in a line of its own, not in a narrow column"
    )
    told = gongkai("evidence", database, report, "requests.granted.total", page)
    assert "requests.granted.total is printed as “27”" in told.stdout


def test_the_summary_ends_with_the_next_command(pages, tmp_path):
    said = gongkai("extract", tmp_path / "a.db", pages).stdout
    assert "2 reports" in said
    assert said.rstrip().endswith(f"gongkai serve {tmp_path / 'a.db'}")
    said = gongkai("extract", tmp_path / "my 年报.db", pages).stdout
    assert shlex.split(said)[-3:] == ["gongkai", "serve", str(tmp_path / "my 年报.db")]


def test_what_was_read_is_not_read_again_but_by_another_version(pages, tmp_path):
    database = tmp_path / "a.db"
    assert extracted(database, pages)["unchanged"] == 0
    before = list(dumped(database, {"runs"}))
    told = extracted(database, pages)
    assert (told["unchanged"], told["pages"], told["outcomes"]["report"]) == (4, 4, 2)
    assert extracted(database, pages, "--again")["unchanged"] == 0
    altered(database, "UPDATE captures SET read_by = '0.0.9' WHERE name = 'a.txt'")
    assert extracted(database, pages)["unchanged"] == 3
    assert list(dumped(database, {"runs"})) == before


def test_code_brought_up_to_date_is_another_reader_though_its_version_is_the_same(tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "read.py").write_text("a = 1\n")
    before = digest_of([tmp_path])
    (tmp_path / "read.cpython-311.pyc").write_text("compiled")
    assert digest_of([tmp_path]) == before
    (tmp_path / "forms" / "2021.toml").write_text("a = 1\n")
    after = digest_of([tmp_path])
    (tmp_path / "read.py").write_text("a = 2\n")
    assert len({before, after, digest_of([tmp_path])}) == 3
    assert re.fullmatch(r"[0-9.]+\+[0-9a-f]{8}( [a-z]+)*", reader())


def test_pages_that_bring_no_report_of_their_own_are_counted(pages, tmp_path):
    (pages / "copy.txt").write_bytes((pages / "a.txt").read_bytes())
    (pages / "revised.txt").write_text(PAGE.format(year=2024, figure=7))
    told = extracted(tmp_path / "a.db", pages)
    assert (told["outcomes"]["report"], told["in_database"]["reports"]) == (4, 2)
    assert told["repeated"] == 2
    shown = gongkai("extract", tmp_path / "b.db", pages).stdout
    assert "2 pages only repeat or revise a report that another page has" in " ".join(shown.split())


def test_pages_of_one_content_that_name_different_agencies_under_one_code_are_told(tmp_path):
    """One that differs shows that the code is no agency's own; without it the two may be one that is renamed."""
    (tmp_path / "pages").mkdir()
    page = "索引号：11330800002618736G/2025-00251\n" + PAGE.format(year=2024, figure=5)
    for name in ("甲县教育局", "甲县财政局", "甲县财政", "县财政局"):
        (tmp_path / "pages" / f"{name}.txt").write_text(page.replace("甲县应急管理局", name))
    told = extracted(tmp_path / "a.db", tmp_path / "pages")
    assert told["clashes"] == [
        {"report": "002618736-2024-own", "names": ["甲县教育局", "甲县财政局"]}
    ]
    shown = gongkai("extract", tmp_path / "a.db", tmp_path / "pages", "--lang", "zh").stdout
    assert "1 份报告的页面写着不同的机关，代码却相同" in shown.replace("\n", "")
    assert (
        json.loads(gongkai("check", tmp_path / "a.db", "--json").stdout)["clashes"]
        == told["clashes"]
    )
    assert "甲县教育局, 甲县财政局" in gongkai("check", tmp_path / "a.db").stdout
    many = [f"甲县第{number}中学" for number in range(100, 140)]
    (tmp_path / "many").mkdir()
    for name in many:
        (tmp_path / "many" / f"{name}.txt").write_text(page.replace("甲县应急管理局", name))
    shown = gongkai("extract", tmp_path / "b.db", tmp_path / "many").stdout
    assert many[0] in shown
    assert many[-1] not in shown  # that all share a code takes one line, not a screen
    differs = PAGE.format(year=2024, figure=6).replace("甲县应急管理局", "甲县水务局")
    (tmp_path / "pages" / "甲县水务局.txt").write_text(
        f"索引号：11330800002618736G/2025-9\n{differs}"
    )
    parted = extracted(tmp_path / "a.db", tmp_path / "pages")
    assert (parted["clashes"], parted["in_database"]["reports"]) == ([], 5)


def test_a_changed_page_is_read_and_the_others_are_not(pages, tmp_path):
    extracted(tmp_path / "a.db", pages)
    (pages / "a.txt").write_text(PAGE.format(year=2024, figure=7))
    told = extracted(tmp_path / "a.db", pages)
    assert (told["unchanged"], told["pages"]) == (3, 4)
