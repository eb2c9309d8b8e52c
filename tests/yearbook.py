"""This module fills a database without reading a page: agencies of many places over some years.

The reports are built as the parsers would give them, every figure from a seed, so that a test of
what is shown or exported need read no page.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from schemas.finding import finding
from schemas.form import Form, forms
from schemas.report import (
    Disclosure,
    Dispute,
    Metadata,
    Report,
    Request,
    Section,
    Source,
    Status,
    TableResult,
)
from scraper.reading import make_reading
from scraper.report import Wanted, Written, report
from scraper.store import Store
from tests.figures import balanced
from tests.reports import capture
from tests.shared import made_once

CITIES = ("海晏市", "宁川市", "云岭市", "安澜市", "青浦州", "石泉市", "白水市", "临江市")
BUREAUS = (
    "应急管理局", "水务局", "民政局", "自然资源局", "教育局", "财政局", "档案局", "交通运输局",
)  # fmt: skip
EVERYTHING = Wanted()
PROSE = "本年度收到申请{n}件。联系人：王小明，联系电话：0570-3025000，手机13800138000。"
_KINDS = {"requests": Request, "disclosures": Disclosure, "disputes": Dispute}


def yearbook(path: Path, agencies: int, years: range) -> Path:
    """The database of so many agencies with a report of nearly every year."""
    path.write_bytes(_made(agencies, years))
    return path


@made_once
def _made(agencies: int, years: range) -> bytes:
    """The bytes of the database, which several tests share."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reports.db"
        _fill(path, agencies, years)
        return path.read_bytes()


def one_page(path: Path, agencies: int, years: range, wanted: Wanted = EVERYTHING) -> Written:
    """Write the page of such a database, as `report` does, and return what that tells of it."""
    told, text = _written(agencies, years, wanted)
    path.write_bytes(text)
    return told


@made_once
def _written(agencies: int, years: range, wanted: Wanted) -> tuple[Written, bytes]:
    with TemporaryDirectory() as folder:
        database, page = Path(folder) / "reports.db", Path(folder) / "r.html"
        told = report(yearbook(database, agencies, years), page, wanted)
        return told, page.read_bytes()


def _fill(path: Path, agencies: int, years: range) -> None:
    with Store(path) as store:
        for number in range(agencies):
            for year in years:
                if (number + year) % 11:  # an agency in eleven has not published
                    page = capture(f"{number}-{year}", name=f"pages/{number}-{year}.html")
                    store.add(make_reading(page, annual(page.sha256, number, year)))
        store.finish((f"{_city(n)}人民政府", _name(n), None) for n in range(agencies))


def _city(number: int) -> str:
    return CITIES[number % len(CITIES)]


def _name(number: int) -> str:
    return f"{_city(number)}{BUREAUS[number // len(CITIES) % len(BUREAUS)]}"


def annual(sha256: str, number: int, year: int) -> Report:
    """The report of one agency and year, determined by its number."""
    version = "2021" if year >= 2021 else "2019"
    rows = {name: _rows(forms()[version], name, number * 31 + year) for name in _KINDS}
    status = (Status.PROVED, Status.PROVED, Status.PROVED, Status.CONSISTENT, Status.CONTRADICTED,
              Status.DOUBTFUL, Status.PARTIAL)[(number * 7 + year * 3) % 23 % 7]  # fmt: skip
    late = (number * 5 + year) % 9
    return Report(
        source=Source(sha256=sha256, name=f"pages/{number}-{year}.html"),
        form=version,
        status=status,
        tables={name: _proof(name, version, status) for name in _KINDS},
        metadata=Metadata(
            title=f"{_name(number)}{year}年政府信息公开工作年度报告",
            agency=_name(number),
            region=f"江东省 {_city(number)}",
            level="prefecture" if number % 3 else "county",
            report_year=year,
            scope="own",
            published_on=date(year + 1, 1 + late // 6, 1 + late * 3),
            other={"联系人": "王小明", "联系电话": "0570-3025000"},
        ),
        sections=(Section(number=1, heading="一、总体情况", text=PROSE.format(n=number)),),
        findings=_findings(status),
        **rows,
    )


def _rows(form: Form, name: str, seed: int) -> tuple[Any, ...]:
    random = Random(seed)
    three = balanced(seed, form.version, most=4 + seed % 31 + form.years[0] % 7)
    made = []
    for row in form.tables[name].rows.values():
        figures: dict[str, Any] = {column: random.randint(0, 40) for column in row.columns}
        if name == "requests":
            figures = {column: three[row.key, column] for column in row.columns}
        if "amount" in figures:
            figures["amount"] = Decimal(random.randint(0, 10**6)) / 100
            figures["unit"] = "万元"
        if name == "disputes":
            figures["total"] = sum(list(figures.values())[:-1])
        made.append(_KINDS[name](row=row.key, **figures))
    return tuple(made)


def _proof(name: str, version: str, status: Status) -> TableResult:
    failed = int(status is Status.CONTRADICTED and name == "requests")
    mine = status if name == "requests" else Status.CONSISTENT
    return TableResult(form=version, status=mine, places=175, expected=175,
                       held=39 - failed, failed=failed)  # fmt: skip


def _findings(status: Status) -> tuple[Any, ...]:
    told = {
        Status.CONTRADICTED: finding("equation-failed", "requests.total", "12 ≠ 13"),
        Status.DOUBTFUL: finding("unknown-label", text="本年新收件"),
        Status.PARTIAL: finding("places-missing", "requests.granted"),
    }
    return (told[status],) if status in told else ()
