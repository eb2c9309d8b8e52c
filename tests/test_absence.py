"""This module tests that an operator is told of every agency without a report of a year why there is none."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from scraper.audit import audit
from scraper.database import crawl_runs
from scraper.questions import questions
from scraper.reading import make_reading
from scraper.store import Store
from tests.commands import gongkai
from tests.crawling import QUICK
from tests.dumped import selected
from tests.reports import capture, report
from tests.site import MENU, NO_ROBOTS, Route, Says, page, site

COUNTY = "海晏县人民政府"
YEAR = 2024
TITLE = "{agency}{year}年政府信息公开工作年度报告"
TABLE = "<p>一、总体情况</p><p>本机关依法公开。</p>" * 40


def portal(
    agency: str, years: tuple[int, ...], more: dict[str, Route] | None = None
) -> dict[str, Route]:
    """A site that lists an agency's reports of some years; `more` are other pages, or these again."""
    listed = "".join(
        f"<li><a href='/{year}.html'>{TITLE.format(agency=agency, year=year)}</a></li>"
        for year in years
    )
    pages: dict[str, Route] = {
        f"/{year}.html": page(f"<h1>{TITLE.format(agency=agency, year=year)}</h1>{TABLE}")
        for year in years
    }
    whole = {"/": page(MENU), "/nb/": page(f"{MENU}<ul>{listed}</ul>"), "/robots.txt": NO_ROBOTS}
    return whole | pages | (more or {})


# Each agency's site, and what is said of its report of the year: None where there is one.
SITES: dict[str, tuple[dict[str, Route], str | None, str]] = {
    "海晏县教育局": (portal("海晏县教育局", (2023, YEAR)), None, ""),
    "海晏县林业局": (portal("海晏县林业局", (2023,)), "not-listed", ""),
    "海晏县水利局": (
        portal("海晏县水利局", (2023, YEAR), {f"/{YEAR}.html": Says(b"", 404)}),
        "not-fetched", f"not-found .*/{YEAR}.html",
    ),
    "海晏县公安局": (portal("海晏县公安局", (YEAR,), {"/": Says(b"", 403)}), "blocked", "forbidden"),
    "海晏县司法局": (
        portal("海晏县司法局", (YEAR,), {"/robots.txt": Says(b"User-agent: *\nDisallow: /")}),
        "refused", "robots-disallow",
    ),
    "海晏县统计局": (
        portal("海晏县统计局", (YEAR,), {f"/{YEAR}.html": Says(b"%PDF-1.4 torn", headers=(("Content-Type", "application/pdf"),))}),
        "not-read", f"damaged.*/{YEAR}.html",
    ),
    "海晏县民政局": (portal("海晏县民政局", (2023,), {"/nb/": page(MENU + "<p>建设中</p>")}), "incomplete", "no-reports"),
}  # fmt: skip
ROSTER = (*SITES, "海晏县档案局")  # which has no portal of its own, as its superior has not


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("absence")
    running = [site(routes) for routes, *_ in SITES.values()]
    try:
        opened = [one.__enter__() for one in running]
        lines = ["[defaults]", *(f"{key} = {value}" for key, value in QUICK.items())]
        for number, (agency, one) in enumerate(zip(SITES, opened, strict=True)):
            lines += [f"[portals.p{number}]", f'agency = "{agency}"', f'start = "{one.url}/"']
        (folder / "p.toml").write_text("\n".join(lines), encoding="utf-8")
        crawled = gongkai("crawl", folder / "archive", "--portals", folder / "p.toml")
        assert crawled.returncode == 4
    finally:
        for each in running:
            each.__exit__(None, None, None)
    roster = "\n".join(["superior,agency", *(f"{COUNTY},{agency}" for agency in ROSTER)])
    (folder / "roster.csv").write_text(roster, encoding="utf-8")
    told = gongkai(
        "extract", folder / "a.db", folder / "archive", "--agencies", folder / "roster.csv"
    )
    assert told.returncode == 4
    return folder / "a.db"


def test_one_question_tells_of_every_missing_report_why_there_is_none(database):
    question = questions()["missing_reports"]
    with sqlite3.connect(database) as db:
        cursor = db.execute(question.sql, dict.fromkeys(question.parameters, "") | {"year": YEAR})
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
    assert {row["agency_name"]: row["why_missing"] for row in rows} == {
        agency: why for agency, (_, why, _) in SITES.items() if why
    } | {"海晏县档案局": "no-portal"}
    for row in rows:
        _, _, detail = SITES.get(row["agency_name"], ({}, None, ""))
        assert re.search(detail, row["why_detail"] or ""), row


def test_the_audit_says_the_same(database):
    with sqlite3.connect(database) as db:
        lines = audit(db, COUNTY, YEAR).agencies
    told = {line["agency_name"]: line["why_missing"] for line in lines}
    assert told == {agency: why for agency, (_, why, _) in SITES.items()} | {
        "海晏县档案局": "no-portal"
    }
    shown = gongkai("audit", database, COUNTY, "--year", YEAR).stdout
    for why, agency in (
        ("not listed", "林业局"), ("listed, not fetched", "水利局"), ("fetched, not read", "统计局"),
        ("refused", "司法局"), ("blocked", "公安局"), ("no portal", "档案局"),
    ):  # fmt: skip
        assert f"missing, {why} (1): 海晏县{agency}" in shown


@pytest.mark.parametrize(
    ("county", "town"),
    [(COUNTY, "海晏县东河镇"), (COUNTY, "海晏县东河镇人民政府"), ("海晏县", "海晏县东河镇")],
)
def test_a_town_without_a_portal_is_looked_for_on_its_superiors(tmp_path, county, town):
    listed = portal("海晏县东河镇", (2023, YEAR), {f"/{YEAR}.html": Says(b"", 500)})
    with site(listed) as running:
        lines = ["[defaults]", *(f"{key} = {value}" for key, value in QUICK.items())]
        lines += ["[portals.county]", f'agency = "{COUNTY}"', f'start = "{running.url}/"']
        (tmp_path / "p.toml").write_text("\n".join(lines), encoding="utf-8")
        gongkai("crawl", tmp_path / "archive", "--portals", tmp_path / "p.toml")
    lines = [f"海晏市人民政府,{county}", f"{county},{town}", f"{county},海晏县西岭镇"]
    roster = "\n".join(["superior,agency", *lines])
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    gongkai(
        "extract", tmp_path / "a.db", tmp_path / "archive", "--agencies", tmp_path / "roster.csv"
    )
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.execute(
            "INSERT INTO coverage SELECT id, name, superior, level, region, 2024, NULL, NULL, NULL, 0 FROM agencies"
        )
        sql = questions()["missing_reports"].sql
        cursor = db.execute(
            sql, dict.fromkeys(questions()["missing_reports"].parameters, "") | {"year": YEAR}
        )
        told = {row[0]: row[3] for row in cursor}
    assert told == {
        town: "not-fetched", "海晏县西岭镇": "not-listed", county: "not-listed",
    }  # fmt: skip


def test_portals_that_never_brought_a_report_are_asked_about_without_a_roster(tmp_path):
    silent, speaking = "海晏县公安局", "海晏县教育局"
    shut = portal(silent, (YEAR,), {"/": Says(b"", 403)})
    with site(portal(speaking, (YEAR,))) as one, site(shut) as other:
        lines = ["[defaults]", *(f"{key} = {value}" for key, value in QUICK.items())]
        for ident, agency, running in (("a", speaking, one), ("b", silent, other)):
            lines += [f"[portals.{ident}]", f'agency = "{agency}"', f'start = "{running.url}/"']
            lines += [f'superior = "{COUNTY}"']
        (tmp_path / "p.toml").write_text("\n".join(lines), encoding="utf-8")
        words = ("crawl", tmp_path / "archive", "--portals", tmp_path / "p.toml")
        gongkai(*words)
        gongkai("extract", tmp_path / "a.db", tmp_path / "archive")
        assert missing(tmp_path / "a.db") == {silent: "blocked"}
        other.routes |= {"/": page(MENU)}
        gongkai(*words)
    gongkai("extract", tmp_path / "a.db", tmp_path / "archive")
    assert missing(tmp_path / "a.db") == {}
    agencies = selected(tmp_path / "a.db", "SELECT name, superior FROM agencies ORDER BY name")
    assert agencies == [(silent, COUNTY), (speaking, COUNTY)]


def missing(database: Path) -> dict[str, str]:
    question = questions()["missing_reports"]
    with sqlite3.connect(database) as db:
        rows = db.execute(question.sql, dict.fromkeys(question.parameters, "") | {"year": YEAR})
        return {row[0]: row[3] for row in rows}


@pytest.mark.parametrize(("status", "problems", "why"), [
    ("blocked", [], "blocked"),
    ("incomplete", [{"reason": "not-found", "url": "/1", "agency": "海晏县残联", "year": YEAR}], "not-fetched"),
    ("incomplete", [{"reason": "not-found", "url": "/1", "agency": "海晏县妇联", "year": YEAR}], "not-listed"),
])  # fmt: skip
def test_a_portal_that_is_registered_by_its_bodys_short_name_is_that_of_the_rosters_body(
    status, problems, why, tmp_path
):
    roster, row = (
        [(COUNTY, "海晏县残疾人联合会", None)],
        dict.fromkeys(re.findall(r":(\w+)", crawl_runs.INSERT)),
    )
    row |= {"started": "1", "portal": "p", "agency": "海晏县残联", "status": status}
    with Store(tmp_path / "a.db") as store:
        page = capture("a")
        store.add(make_reading(page, report(page, agency="海晏县教育局", report_year=YEAR)))
        store.keep_crawls([row | {"problems": json.dumps(problems)}])
        store.finish(roster)
    assert missing(tmp_path / "a.db") == {"海晏县残疾人联合会": why}
    assert owing(tmp_path / "a.db", YEAR) == {"海晏县残疾人联合会": why}


OLD, NEW = "海晏县水务局", "海晏县住房和城乡建设局"


def owing(path: Path, year: int) -> dict[str, str | None]:
    """The agencies of the county by an audit of a year, each with why it has no report."""
    with sqlite3.connect(path) as db:
        return {one["agency_name"]: one["why_missing"] for one in audit(db, COUNTY, year).agencies}


@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (NEW, OLD)])
def test_an_agency_that_a_portals_file_names_no_more_owes_no_report(before, after, tmp_path):
    with site(portal(before, (2023,))) as running, site(portal("海晏县教育局", (YEAR,))) as other:
        for agency in (before, after):  # at first nothing is published under the new name
            lines = ["[defaults]", *(f"{key} = {value}" for key, value in QUICK.items())]
            for ident, name, one in (("p", agency, running), ("q", "海晏县教育局", other)):
                lines += [f"[portals.{ident}]", f'agency = "{name}"', f'start = "{one.url}/"',
                          f'superior = "{COUNTY}"']  # fmt: skip
            (tmp_path / "p.toml").write_text("\n".join(lines), encoding="utf-8")
            gongkai("crawl", tmp_path / "archive", "--portals", tmp_path / "p.toml")
            gongkai("extract", tmp_path / "a.db", tmp_path / "archive")
            running.routes |= portal(after, (2023, YEAR))
            running.routes |= {"/2023.html": portal(before, (2023,))["/2023.html"]}
    gongkai("extract", tmp_path / "new.db", tmp_path / "archive")
    for database in (tmp_path / "a.db", tmp_path / "new.db"):
        assert owing(database, YEAR) == {after: None, "海晏县教育局": None}
        assert owing(database, 2023)[before] is None
    assert gongkai("verify", tmp_path / "a.db", tmp_path / "archive").returncode == 0


def test_an_agency_that_a_later_roster_leaves_out_owes_no_report(tmp_path):
    (tmp_path / "page.html").write_text(
        f"<h1>{TITLE.format(agency=OLD, year=2023)}</h1>{TABLE}", encoding="utf-8"
    )
    for superior, names in (
        (COUNTY, (OLD, "海晏县老局", NEW)),
        ("乙县", ("乙县局",)),
        (COUNTY, (NEW,)),
    ):
        rows = "\n".join(["superior,agency", *(f"{superior},{name}" for name in names)])
        (tmp_path / "r.csv").write_text(rows, encoding="utf-8")
        roster = ("--agencies", tmp_path / "r.csv")
        gongkai("extract", tmp_path / "a.db", tmp_path / "page.html", *roster)
    names = selected(tmp_path / "a.db", "SELECT name, superior_from FROM agencies ORDER BY name")
    assert names == [("乙县局", "roster"), (NEW, "roster"), (OLD, "former")]
    assert list(owing(tmp_path / "a.db", 2023)) == [NEW, OLD]


def test_a_file_of_runs_that_cannot_be_read_is_named(tmp_path):
    """Without it, no reason is known for what is missing."""
    (tmp_path / crawl_runs.LOG).symlink_to("/proc/self/mem")  # unreadable to root, too
    told = gongkai("extract", tmp_path / "a.db", tmp_path)
    assert (told.returncode, told.stderr.strip()) == (
        4, f"{tmp_path / crawl_runs.LOG}: Input/output error",
    )  # fmt: skip
