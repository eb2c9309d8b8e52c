import csv
import json
import shutil
import sqlite3
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schemas.capture import Capture
from schemas.report import Report
from scraper.errors import DatabaseUnusable
from scraper.export import export
from scraper.exports.csv_files import escape_formula
from scraper.exports.redaction import redact_people, redact_rows
from scraper.exports.sheets import Field, Sheet, empty_sheets, sheets
from tests.commands import gongkai
from tests.dumped import altered, selected
from tests.reports import capture, filled, report, stored
from tests.yearbook import yearbook

parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")

FORMULA = '=HYPERLINK("http://127.0.0.1","x")'
AMOUNTS = ("12.50", "0.1000001", "123456789012345.67", "0")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = yearbook(tmp_path_factory.mktemp("export") / "reports.db", 9, range(2019, 2025))
    page = capture("hostile", name="/home/wang/page.html")
    text = '甲,乙\n"丙"\u0007' + "长" * 33_000
    told = report(page, agency="戊县财政局", title=FORMULA, text=text)
    paid = (fees(f"己县第{number}局", amount) for number, amount in enumerate(AMOUNTS))
    return filled(path, [(page, told), *paid])


def fees(agency: str, amount: str) -> tuple[Capture, Report]:
    """A report that prints so much of fees."""
    page = capture(agency)
    told = report(page, agency=agency)
    row = told.disclosures[1].model_copy(update={"amount": Decimal(amount)})
    return page, told.model_copy(update={"disclosures": (row,)})


@pytest.fixture(scope="module")
def out(database: Path) -> Path:
    folder = database.parent / "out"
    export(database, folder)
    return folder


def held(database: Path, name: str) -> list[tuple[Any, ...]]:
    return selected(database, f'SELECT * FROM "{name}"')


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def equal(stored: Any, read: Any) -> bool:
    if isinstance(read, Decimal):
        return Decimal(str(stored)) == read
    return bool(stored == plain(read))


@pytest.mark.parametrize("name", [sheet.name for sheet in empty_sheets()])
def test_parquet_equals_sqlite_row_for_row(database, out, name):
    read = parquet.read_table(out / "parquet" / f"{name}.parquet")
    rows = [tuple(row.values()) for row in read.to_pylist()]
    stored = held(database, name)
    assert len(rows) == len(stored)
    order = [n for n, kind in enumerate(read.schema.types) if not str(kind).startswith("decimal")]
    for mine, theirs in zip(
        sorted(stored, key=lambda row: repr([row[n] for n in order])),
        sorted(rows, key=lambda row: repr([plain(row[n]) for n in order])), strict=True,
    ):  # fmt: skip
        assert all(map(equal, mine, theirs)), (mine, theirs)


ORDERS = {"facts": ("report", "table", "row", "column"), "reports": ("id",), "requests": ("report", "row"),
          "coverage": ("agency", "report_year"), "year_pairs": ("report", "check", "key")}  # fmt: skip


@pytest.mark.parametrize("name", ORDERS)
def test_rows_stand_in_the_order_of_what_tells_them_apart(out, name):
    read = parquet.read_table(out / "parquet" / f"{name}.parquet", columns=list(ORDERS[name]))
    keys = [tuple((value is not None, value) for value in row.values()) for row in read.to_pylist()]
    assert len(keys) > 1
    assert keys == sorted(keys)


def test_money_and_counts_have_exact_types(out):
    fees = parquet.read_table(out / "parquet" / "disclosures.parquet")
    assert str(fees.schema.field("amount").type) == "decimal128(38, 7)"
    assert str(fees.schema.field("issued").type) == "int64"
    amounts = {value for value in fees["amount"].to_pylist() if value is not None}
    assert {Decimal(amount) for amount in AMOUNTS} <= amounts
    days = {
        "reports": "published_on",
        "publication": "due_on",
        "report_years": "latest",
        "coverage": "published_on",
    }
    for table, day in days.items():
        schema = parquet.read_schema(out / "parquet" / f"{table}.parquet")
        assert str(schema.field(day).type) == "date32[day]", table


def test_an_amount_wider_than_any_decimal_is_kept_as_text(tmp_path):
    amount = "1" * 37 + ".25"
    filled(tmp_path / "a.db", [fees("甲市应急管理局", amount)])
    export(tmp_path / "a.db", tmp_path / "out", ["parquet"])
    read = parquet.read_table(tmp_path / "out" / "parquet" / "disclosures.parquet")
    assert read["amount"].to_pylist() == [amount]


@pytest.mark.parametrize(("wide", "table", "column"), [
    ("request_totals", "requests", "total"), ("dispute_totals", "disputes", None),
    ("disclosure_totals", "disclosures", None),
])  # fmt: skip
def test_wide_tables_equal_the_pivot_of_facts(out, wide, table, column):
    pivot: dict[tuple[str, str], Any] = {}
    for fact in parquet.read_table(out / "parquet" / "facts.parquet").to_pylist():
        if fact["table"] == table and column in (None, fact["column"]):
            key = fact["row"] if column else f"{fact['row']}_{fact['column']}"
            pivot[fact["report"], key] = fact["value"]
    lines = parquet.read_table(out / "parquet" / f"{wide}.parquet").to_pylist()
    names = {key for _, key in pivot}
    assert names <= set(lines[0])
    assert pivot == {(line["report"], name): line[name] for line in lines for name in names
                     if (line["report"], name) in pivot}  # fmt: skip
    left = {(line["report"], name) for line in lines for name in names if line[name] is not None}
    assert left <= pivot.keys()


def read_csv(out: Path, name: str) -> list[dict[str, str]]:
    with (out / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_says_what_sqlite_says(database, out):
    assert (out / "csv" / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with sqlite3.connect(database) as db:
        names = [sheet.name for sheet in sheets(db)]
    for name in names:
        told = sorted(tuple(row.values()) for row in read_csv(out, name))
        stored = sorted(tuple("" if v is None else escape_formula(str(v)) for v in row)
                        for row in held(database, name))  # fmt: skip
        assert told == stored, name


@pytest.mark.parametrize(("text", "shown"), [
    ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("@SUM(A1)", "'@SUM(A1)"),
    ("-2+3", "'-2+3"), ("\t=1", "'\t=1"), ("-", "-"), ("-5", "-5"), ("+1,250.5", "+1,250.5"),
    ("—", "—"), ("甲=乙", "甲=乙"), ("", ""), ("＝1＋1", "'＝1＋1"), ("＠SUM(A1)", "'＠SUM(A1)"),
    ("\n=1", "'\n=1"), ("－", "－"),
])  # fmt: skip
def test_no_text_of_a_csv_runs_as_a_formula(text, shown):
    assert escape_formula(text) == shown


def test_the_data_package_validates(out):
    frictionless = pytest.importorskip("frictionless")
    found = frictionless.Package(str(out / "datapackage.json")).validate()
    assert found.valid, found.flatten(["type", "note"])[:5]
    told = json.loads((out / "datapackage.json").read_text())
    fields = {one["name"]: one["schema"] for one in told["resources"]}["requests"]["fields"]
    assert all("title" in field and "description" in field for field in fields)


def test_a_file_that_was_changed_after_the_export_is_told(out, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    shutil.copytree(out, tmp_path / "out")
    changed = tmp_path / "out" / "csv" / "agencies.csv"
    changed.write_bytes(changed.read_bytes().replace("县".encode(), "区".encode(), 1))
    package = frictionless.Package(str(tmp_path / "out" / "datapackage.json"))
    found = {name: package.get_resource(name).validate() for name in ("agencies", "portals")}
    assert found["agencies"].flatten(["type"]) == [["hash-count"]]
    assert found["portals"].valid


def test_xlsx_holds_texts_and_numbers_and_no_formula(out):
    book = openpyxl.load_workbook(out / "xlsx" / "gongkai.xlsx")
    assert {"reports", "request_totals", "quality", "findings"} <= set(book.sheetnames)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert FORMULA in {cell.value for cell in cells}
    totals = book["request_totals"]
    head = [cell.value for cell in totals[1]]
    assert isinstance(totals.cell(2, head.index("new_requests") + 1).value, int)
    note = totals.cell(1, head.index("new_requests") + 1).comment.text
    assert note == "一、本年新收政府信息公开申请数量\nnew requests\n件 requests"
    assert totals.auto_filter.ref == totals.dimensions
    links = {
        cell.value: cell.hyperlink.location for cell in book.worksheets[0]["A"] if cell.hyperlink
    }
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    assert book.sheetnames[1] == "request_totals", "what most come for"
    held = {name: book[name].freeze_panes for name in ("reports", "request_totals")}
    assert held == {"reports": "A2", "request_totals": "D2"}, "an agency's name stays in view"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_csv_opens_rightly_in_libreoffice(out, tmp_path):
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--infilter=CSV:44,34,76,1",  # what the import dialog chooses by the byte order mark
         "--convert-to", "xlsx", "--outdir", str(tmp_path), str(out / "csv" / "reports.csv")],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "reports.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "id", "the byte order mark is no part of the first name"
    names = rows[0]
    told = {row[names.index("id")]: row for row in rows[1:]}
    for row in read_csv(out, "reports"):
        assert told[row["id"]][names.index("agency_name")] == row["agency_name"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_public_export_names_no_person_and_no_number(database, tmp_path):
    export(database, tmp_path / "all", ["csv"])
    export(database, tmp_path / "public", ["csv"], public=True)
    whole, public = (
        "".join(file.read_text(encoding="utf-8-sig") for file in (tmp_path / name).rglob("*.csv"))
        for name in ("all", "public")
    )
    for private in ("王小明", "3025000", "13800138000", "/home/wang"):
        assert private in whole, private
        assert private not in public, private
    assert "联系人：〔姓名略〕，联系电话：〔号码略〕，手机〔号码略〕" in public
    assert not (tmp_path / "public" / "csv" / "revisions.csv").exists()
    figures = [(tmp_path / name / "csv" / "facts.csv").read_bytes() for name in ("all", "public")]
    assert figures[0] == figures[1]


KEYS = {
    "captures": ("id", "sha256", "url", "report"),
    "reports": ("id", "agency", "index_number", "capture"),
}


def test_the_public_export_changes_no_key_and_no_address(tmp_path):
    page = capture("1", url="http://x.gov.cn/13800138000/0570-3025000.html")
    told = report(page, agency="电话13800138000局", index_number="13800138000/2024-1")
    filled(tmp_path / "a.db", [(page, told)])
    for name in ("all", "public"):
        export(tmp_path / "a.db", tmp_path / name, ["parquet"], public=name == "public")
    for sheet, columns in KEYS.items():
        whole, public = (parquet.read_table(tmp_path / name / "parquet" / f"{sheet}.parquet")
                         for name in ("all", "public"))  # fmt: skip
        assert public.select(columns) == whole.select(columns)
        assert "13800138000" in str(whole.select(columns))
    (name,) = public["agency_name"].to_pylist()
    assert "13800138000" not in name


@pytest.mark.parametrize(("told", "left"), [
    ({"联系人": "王小明"}, {"联系人": "〔姓名略〕"}),
    ({"a": ["联系人：王小明", {"电话": "0570-3025000"}], "b": 13800138000},
     {"a": ["联系人：〔姓名略〕", {"电话": "〔号码略〕"}], "b": 13800138000}),
    (["13800138000", None, True, 1.5], ["〔号码略〕", None, True, "1.5"]),
    (["公开"], ["公开"]),
])  # fmt: skip
def test_people_are_left_out_of_json_too(told, left):
    sheet = Sheet("reports", (Field("other", "string"),))
    ((text,),) = redact_rows(sheet, [(json.dumps(told, ensure_ascii=False),)])
    assert text == json.dumps(left, ensure_ascii=False)


@pytest.mark.parametrize(("text", "left"), [
    ("联系人：王小明，电话：0570-3025000。", "联系人：〔姓名略〕，电话：〔号码略〕。"),
    ("联系电话:(0570)3025000转8012", "联系电话:〔号码略〕"),
    ("手机号 138 0013 8000", "手机号 〔号码略〕"),
    ("可拨打０５７０－３０２５０００咨询", "可拨打〔号码略〕咨询"),
    ("由局长李国强任组长，副局长张伟、科长陈芳负责", "由局长〔姓名略〕任组长，副局长〔姓名略〕、科长〔姓名略〕负责"),
    ("王某某不服，申请行政复议", "王某某不服，申请行政复议"),
    ("审核人：欧阳娜娜", "审核人：〔姓名略〕"),
    ("邮箱 zwgk@example.gov.cn", "邮箱 〔邮箱略〕"),
    ("身份证号330802199001011234", "身份证号〔号码略〕"),
    ("全年收费123456789元，办件20240131件", "全年收费123456789元，办件20240131件"),
    ("局长办公会议研究，主任负责制", "局长办公会议研究，主任负责制"),
    ("索引号11330800002618736G/2025-00251", "索引号11330800002618736G/2025-00251"),
    ("2024年1月1日至2024年12月31日", "2024年1月1日至2024年12月31日"),
    ("申请人情况", "申请人情况"), ("负责人：待定", "负责人：〔姓名略〕"),
    ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
    ("12345热线办结 1234567 件", "12345热线办结 1234567 件"),
])  # fmt: skip
def test_people_are_left_out_and_nothing_else(text, left):
    assert redact_people(text) == left


def test_an_export_that_fails_leaves_the_one_before(database, tmp_path):
    folder, copy = tmp_path / "out", tmp_path / "copy.db"
    export(database, folder, ["csv"])
    before = {p: p.read_bytes() for p in folder.rglob("*.csv")}
    shutil.copy(database, copy)
    altered(copy, "UPDATE reports SET published_on = '2024-13-45'")
    with pytest.raises(DatabaseUnusable, match="month"):
        export(copy, folder, ["csv"])
    assert {p: p.read_bytes() for p in folder.rglob("*.csv")} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.db", "out"]


def test_an_empty_database_is_exported_with_the_same_columns(out, tmp_path):
    stored(tmp_path / "none.db", ())
    export(tmp_path / "none.db", tmp_path / "out")
    heads: dict[str, list[Any]] = defaultdict(list)
    for folder in (out, tmp_path / "out"):
        for file in sorted((folder / "parquet").iterdir()):
            schema = parquet.read_schema(file)
            heads[file.name].append([(f.name, str(f.type).split("(")[0]) for f in schema])
        for file in sorted((folder / "csv").iterdir()):
            heads[file.name].append(file.read_bytes().partition(b"\n")[0])
    for name, (full, empty) in heads.items():
        assert full == empty, name
    full, empty = (
        json.loads((folder / "datapackage.json").read_text()) for folder in (out, tmp_path / "out")
    )
    assert [one["schema"] for one in empty["resources"]] == [
        one["schema"] for one in full["resources"]
    ]


def test_the_verb_says_what_was_written(database, tmp_path):
    told = gongkai("export", database, tmp_path / "o", "--format", "csv", "--json")  # fmt: skip
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    assert said["formats"] == ["csv"]
    assert said["rows"]["reports"] == len(held(database, "reports"))
    failed = gongkai("export", tmp_path / "no.db", tmp_path / "p")
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["长", "1", "王", "申请人", "a.b-", "电话：", "联系人：王小、", "电话 1 "]
)
def test_a_long_text_is_cleaned_in_time_that_grows_with_it(text):
    assert redact_people(text * 30_000)  # minutes where a pattern looks back over all of it
