import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from parsers.errors import NotAReport
from scraper.audit import audit
from scraper.database.claims import claim
from scraper.database.fulltext import query_phrases
from scraper.errors import DatabaseUnusable, Unreadable
from scraper.reading import Filed, Reading, make_reading
from scraper.store import Store
from tests.dumped import lines_of
from tests.reports import capture, registrant, report, stored


def told(body: str, day: int | None = None, **more: Any) -> Reading:
    page = capture(body, day, registrant=more.pop("registrant", None), name=more.pop("name", None))
    return make_reading(page, report(page, **more))


def filled(path: Path, readings: Iterable[Reading], roster: Any = ()) -> sqlite3.Connection:
    stored(path, readings, roster)
    return sqlite3.connect(path)


def turned(pages: list[Any]) -> list[tuple[Any, ...]]:
    """Orders in which each page comes first and last, and any two either way; of three pages all orders."""
    count = len(pages)
    around = [tuple((n + m) % count for m in range(count)) for n in range(count)]
    every = dict.fromkeys([*around, *(one[::-1] for one in around)])
    return [tuple(pages[n] for n in order) for order in every]


ORDERS = pytest.mark.parametrize(
    "orders", [turned, pytest.param(permutations, marks=pytest.mark.slow)]
)
Orders = Callable[[list[Any]], Iterable[tuple[Any, ...]]]


def searched(db: sqlite3.Connection, words: str) -> list[int]:
    sql = "SELECT rowid FROM sections_fts WHERE sections_fts MATCH ? ORDER BY rowid"
    return [row[0] for row in db.execute(sql, (query_phrases(words),))]


def test_a_report_becomes_rows_that_say_what_it_says(tmp_path):
    db = filled(tmp_path / "a.db", [told("a", title="年度报告", organization_code="002640022")])
    assert db.execute("SELECT id, agency, report_year, scope, status, held, failed, title, "
                      "revisions, disputes_status FROM reports").fetchall() == [
        ("002640022-2024-own", "002640022", 2024, "own", "proved", 39, 0, "年度报告", 1, "consistent")
    ]  # fmt: skip
    assert db.execute("SELECT name, code FROM agencies").fetchall() == [
        ("甲市应急管理局", "002640022")
    ]
    assert db.execute("SELECT amount, typeof(amount), unit FROM disclosures WHERE row = 'fees'"
                      ).fetchone() == ("12.50", "text", "万元")  # fmt: skip
    assert db.execute("SELECT natural_person, business_enterprise, printed FROM requests "
                      "WHERE row = 'new_requests'").fetchone() == (
        3, None, '{"business_enterprise": "—"}')  # fmt: skip
    assert db.execute("SELECT code FROM findings").fetchall() == [("form-not-of-year",)]
    assert not db.execute("PRAGMA foreign_key_check").fetchall()


def test_reading_again_changes_nothing(tmp_path):
    readings = [told("a", 3), told("b", 5, total=4), told("c", None, report_year=None)]
    before = lines_of(filled(tmp_path / "a.db", readings))
    assert lines_of(filled(tmp_path / "a.db", readings)) == before


def test_a_page_that_is_met_twice_counts_once_in_its_run(tmp_path):
    db = filled(tmp_path / "a.db", [told("a"), told("a"), told("b", total=4)])
    counted = db.execute("SELECT captures, reports, unreadable FROM runs").fetchall()
    assert counted == [(2, 2, 0)]


def test_a_changed_figure_makes_a_revision_and_a_visit_counter_none(tmp_path):
    db = filled(
        tmp_path / "a.db", [told("a", 1), told("a, seen 9 times", 2), told("b", 3, total=9)]
    )
    assert db.execute("SELECT number, json_extract(json, '$.requests[0].total') FROM revisions"
                      ).fetchall() == [(1, 3), (2, 9)]  # fmt: skip
    assert db.execute("SELECT total FROM requests WHERE row = 'granted'").fetchall() == [(9,)]


def test_a_page_fetched_again_changes_only_captures(tmp_path):
    before = lines_of(filled(tmp_path / "a.db", [told("a", 1)]))
    after = lines_of(filled(tmp_path / "a.db", [told("a, seen 9 times", 7)]))
    assert {line.split()[0] for line in set(before) ^ set(after)} == {"captures"}


def test_the_later_published_is_current_whatever_was_fetched_last(tmp_path):
    early = told("a", 9, total=1, published_on=date(2025, 1, 5))
    late = told("b", 2, total=2, published_on=date(2025, 3, 5))
    for number, order in enumerate(permutations([early, late])):
        db = filled(tmp_path / f"{number}.db", order)
        assert db.execute("SELECT total FROM requests WHERE row = 'granted'").fetchall() == [(2,)]


def test_a_saved_page_without_a_table_hides_no_figures_and_a_fetched_one_with_text_does(tmp_path):
    whole = told("a", published_on=None)
    nothing = {"disclosures": (), "requests": (), "disputes": ()}
    for number, (day, left, figures) in enumerate(
        [(None, {}, [(3,)]), (9, {}, []), (9, {"sections": ()}, [(3,)])]
    ):
        source = capture("b", day)
        bare = report(source).model_copy(update=nothing | left)
        for turn, order in enumerate(permutations([whole, make_reading(source, bare)])):
            db = filled(tmp_path / f"{number}{turn}.db", order)
            assert db.execute("SELECT total FROM requests WHERE row = 'granted'"
                              ).fetchall() == figures  # fmt: skip


def test_a_report_that_has_only_the_name_joins_the_agency_with_the_code(tmp_path):
    """With all its captures: a page with a visitor counter gives one a night."""
    nights = [told(f"a{night}", night, report_year=2023) for night in (1, 2)]
    coded = told("b", organization_code="002640022")
    for number, order in enumerate(permutations([*nights, coded])):
        db = filled(tmp_path / f"{number}.db", order)
        assert db.execute("SELECT id FROM agencies").fetchall() == [("002640022",)]
        assert db.execute("SELECT count(*) FROM reports").fetchone() == (2,)
        assert db.execute(
            "SELECT count(*) FROM captures WHERE report LIKE '00264%'"
        ).fetchone() == (3,)


def shared(body: str, day: int | None, agency: str, url: str | None = None, **more: Any) -> Reading:
    """A page under the code of whoever numbers the documents of all agencies of a place."""
    page = capture(body, day, url=url)
    return make_reading(page, report(page, agency=agency, organization_code="K45899617", **more))


@pytest.mark.parametrize(
    ("pages", "agencies"),
    [
        # two bureaus in one year, and a third page of one of them that has only the name
        (
            [
                shared("a", 1, "甲县教育局", total=1),
                shared("b", 2, "甲县水务局", total=2),
                shared("c", 3, "甲县水务局", report_year=2023),
                told("d", 4, agency="甲县水务局", report_year=2022),
            ],
            [(None, "甲县教育局", 1), (None, "甲县水务局", 3)],
        ),
        # towns are not renamed into one another
        (
            [
                shared("a", 1, "甲县乙镇人民政府"),
                shared("b", 2, "甲县丙镇人民政府", report_year=2023),
            ],
            [(None, "甲县丙镇人民政府", 1), (None, "甲县乙镇人民政府", 1)],
        ),
        # nor is a government into one of its bureaus, or a town, but it and its office report under one
        (
            [
                shared("a", 1, "甲县", scope="consolidated"),
                shared("b", 2, "甲县应急管理局", report_year=2023, total=9),
            ],
            [(None, "甲县", 1), (None, "甲县应急管理局", 1)],
        ),
        (
            [shared("a", 1, "甲县", scope="consolidated"), shared("b", 2, "甲县乙镇", total=9)],
            [(None, "甲县", 1), (None, "甲县乙镇", 1)],
        ),
        *[
            (
                [
                    shared("a", 1, government, scope="consolidated"),
                    shared("b", 2, office, report_year=2023, total=9),
                ],
                [("K45899617", government, 2)],
            )
            for government, office in (
                ("甲县人民政府", "甲县人民政府办公室"),
                ("青海省人民政府", "青海省人民政府办公厅"),
                ("重庆两江新区", "重庆两江新区管理委员会"),
            )
        ],
        # two whose pages do not tell of which county they are
        (
            [
                shared("a", 1, "县教育局", total=1),
                shared("b", 2, "县水务局", total=2),
                shared("c", 3, "水务局", report_year=2023),
            ],
            [
                (None, "县教育局(K45899617)", 1),
                (None, "县水务局(K45899617)", 1),
                (None, "水务局(K45899617)", 1),
            ],
        ),
        # one whose page alone does not
        (
            [shared("a", 1, "县教育局"), shared("b", 2, "甲县教育局", total=2)],
            [("K45899617", "甲县教育局", 1)],
        ),
        # but a town may become one of another kind
        (
            [
                shared("a", 1, "甲县乙彝族乡", report_year=2022),
                shared("b", 2, "甲县乙镇", report_year=2023),
            ],
            [("K45899617", "甲县乙镇", 2)],
        ),
        # one that is renamed, or written short
        (
            [
                shared("a", 1, "甲县畜牧局", report_year=2022),
                shared("b", 2, "甲县畜牧渔业服务中心", report_year=2023),
                shared("c", 1, "甲县畜牧中心", report_year=2023, total=9),
            ],
            [("K45899617", "甲县畜牧渔业服务中心", 2)],
        ),
        # a page on which the new name stands later, and one that has moved meanwhile
        (
            [
                shared("a", 1, "甲县畜牧局", "http://a.cn/1", total=1),
                shared("b", 9, "甲县渔业中心", "http://a.cn/1", total=2),
                shared("c", 10, "甲县畜牧局", "http://a.cn/2", report_year=2023),
                shared("d", 20, "甲县渔业中心", "http://b.cn/3", report_year=2023),
            ],
            [("K45899617", "甲县渔业中心", 2)],
        ),
        # one that copies another word for word
        (
            [
                shared("a", 1, "甲县畜牧局"),
                shared("b", 9, "甲县渔业中心"),
                shared("c", 3, "甲县教育局", total=4),
            ],
            [(None, "甲县教育局", 1), (None, "甲县渔业中心", 1), (None, "甲县畜牧局", 1)],
        ),
        # one whose page without a code, and that of another without a name, have the same words
        (
            [
                told("a", 2, agency="甲县乙镇"),
                told("b", 1, agency=None, organization_code="K45899617"),
                shared("c", 3, "甲县乙镇", report_year=2022),
                shared("d", 4, "甲县丙镇", total=9),
            ],
            [(None, None, 1), (None, "甲县丙镇", 1), (None, "甲县乙镇", 2)],
        ),
    ],
)
@ORDERS
def test_a_code_that_several_agencies_print_is_no_agencys(tmp_path, pages, agencies, orders):
    """And the order in which their pages are read, or whether one is read again, makes no difference."""
    sql = """SELECT agencies.code, agencies.name, count(*) FROM reports
      JOIN agencies ON agencies.id = reports.agency GROUP BY agencies.id ORDER BY agencies.name"""
    whole = filled(tmp_path / "whole.db", pages)
    assert whole.execute(sql).fetchall() == agencies
    for number, order in enumerate(orders(pages)):
        db = filled(tmp_path / f"{number}.db", [*order, order[0]])
        assert lines_of(db) == lines_of(whole)


@ORDERS
def test_a_code_that_is_set_aside_is_told_with_each_report_that_prints_it(tmp_path, orders):
    pages = [
        shared("a", 1, "甲县教育局"),
        shared("b", 2, "甲县水务局", total=9),
        told("c", 3, agency="甲县水务局", report_year=2023),
        told("d", 4, agency="甲县文化局", organization_code="002640022"),
    ]
    sql = """SELECT agency_name, report_year, findings.text FROM findings
      JOIN reports ON reports.id = findings.report WHERE code = 'code-shared' ORDER BY 1"""
    for number, order in enumerate(orders(pages)):
        db = filled(tmp_path / f"{number}.db", order)
        assert db.execute(sql).fetchall() == [
            ("甲县教育局", 2024, "K45899617"), ("甲县水务局", 2024, "K45899617")]  # fmt: skip
    with Store(
        tmp_path / "0.db"
    ) as store:  # the other page is read otherwise: it is the code of one
        store.add(told("b", 2, agency="甲县水务局", total=9))
        store.finish()
    assert sqlite3.connect(tmp_path / "0.db").execute(sql).fetchall() == []


def test_a_database_of_an_earlier_build_becomes_the_one_that_this_build_makes(tmp_path):
    """That build told no shared codes, and of a body without a place only its code."""
    placed = told(
        "c", 3, agency="海关", organization_code="002640022", registrant=registrant("甲县人民政府")
    )
    assert placed.filed
    short = placed.filed.claim._replace(name="海关(002640022)")
    codes = [shared("a", 1, "甲县教育局"), shared("b", 2, "甲县水务局", total=9)]
    old = filled(
        tmp_path / "old.db", [*codes, replace(placed, filed=replace(placed.filed, claim=short))]
    )
    old.execute("DROP TABLE spare_texts")
    old.execute("DELETE FROM findings WHERE code = 'code-shared'")
    old.commit()
    assert old.execute("SELECT name FROM agencies WHERE code NOT NULL").fetchall() == [("海关",)]
    new = filled(tmp_path / "new.db", [*codes, placed])
    assert lines_of(filled(tmp_path / "old.db", [*codes, placed])) == lines_of(new)


@ORDERS
def test_pages_without_a_name_keep_what_each_says_of_its_region(tmp_path, orders):
    places = {"330802": "浙江省 衢州市 柯城区", "330803": "浙江省 衢州市 衢江区"}
    alike = [
        told(code, n, agency=None, organization_code="K45899617", region_code=code, region=name)
        for n, (code, name) in enumerate(places.items(), 1)
    ]
    others = [shared("c", 3, "甲县教育局", total=1), shared("d", 4, "甲县水务局", total=2)]
    for number, order in enumerate(orders([*alike, *others])):
        db = filled(tmp_path / f"{number}.db", order)
        sql = "SELECT region_code, region FROM reports WHERE region IS NOT NULL ORDER BY 1"
        assert db.execute(sql).fetchall() == list(places.items())


def test_a_page_that_only_the_name_had_joined_to_a_code_leaves_it_with_the_page_that_had_both(
    tmp_path,
):
    named = told("a", 1, report_year=2023)
    before = told("b", 2, organization_code="002640022")
    after = told("b", 2, agency="乙县水务局", organization_code="002640022")
    whole = lines_of(filled(tmp_path / "whole.db", [named, after]))
    assert lines_of(filled(tmp_path / "parts.db", [named, before, after])) == whole


@pytest.mark.parametrize("claims", [
    # a code that the page with the region joins, and one that has the name alone leaves
    ({"agency": "甲市应急管理局"}, {"organization_code": "K45899617", "region_code": "330803"},
     {"agency": "甲市应急管理局", "region_code": "330802"}),
    # a page without a name, which is its own until the code of another has one
    ({"agency": "甲县教育局", "published_on": None}, {"agency": None, "organization_code": "002640022"},
     {"agency": "甲县教育局", "organization_code": "002640022"}, {"agency": "甲县教育局", "organization_code": "K45899617"}),
])  # fmt: skip
@ORDERS
def test_pages_of_one_content_that_claim_otherwise_are_each_told_as_they_claim(
    claims, tmp_path, orders
):
    """Whichever of them is read first, or leaves the others for another report."""
    pages = [told(str(day), day, **more) for day, more in enumerate(claims, 1)]
    whole = lines_of(filled(tmp_path / "whole.db", pages))
    for number, order in enumerate(orders(pages)):
        path = tmp_path / f"{number}.db"
        filled(path, order[:2])
        assert lines_of(filled(path, order[2:])) == whole


def test_the_own_text_of_a_page_goes_with_it_where_it_is_no_report_any_more(tmp_path):
    first = told("1", 1, agency="甲市应急管理局")
    second = told("2", 2, agency="甲市应急管理局", region_code="330802")
    spare = "SELECT count(*) FROM spare_texts"
    path = tmp_path / "a.db"
    assert filled(path, [first, second]).execute(spare).fetchone() == (1,)
    gone = [make_reading(capture(str(day), day), NotAReport("a list")) for day in (1, 2)]
    for order in permutations(gone):
        db = filled(path, [*order, first, second])
        assert db.execute(spare).fetchone() == (1,)
        assert filled(path, order).execute(spare).fetchone() == (0,)


@pytest.mark.parametrize("renamed", ["甲县水务局", None])
def test_what_a_portal_said_of_an_agency_goes_with_the_name_that_it_said_it_of(renamed, tmp_path):
    """In whatever run the agency's code brings another name, or the portal's file names no superior any more."""
    portal = registrant("甲县教育局", superior="甲县人民政府")
    first = told("a", 1, organization_code="002640022", agency="甲县教育局", report_year=2023,
                 registrant=portal)  # fmt: skip
    later = told("b", 2, organization_code="002640022", agency=renamed or "甲县教育局", total=9)
    files = {portal: "1.warc.gz"} | ({} if renamed else {registrant("甲县教育局"): "2.warc.gz"})
    dumps = []
    for number, runs in enumerate(
        [[([first, later], files)], [([first], {portal: "1.warc.gz"}), ([later], files)]]
    ):
        for pages, said in runs:
            stored(tmp_path / f"{number}.db", pages, registrations=said)
        dumps.append(lines_of(sqlite3.connect(tmp_path / f"{number}.db")))
    assert dumps[0] == dumps[1]
    assert "'甲县人民政府'" not in "".join(
        line for line in dumps[0] if line.startswith("agencies ")
    )


def test_a_report_that_cannot_be_written_shares_no_code(tmp_path):
    whole = shared("b", 2, "甲县水务局", total=2)
    assert whole.filed
    broken = replace(whole, filed=replace(whole.filed, text="{}"))
    with Store(tmp_path / "a.db") as store:
        store.add(shared("a", 1, "甲县教育局", total=1))
        with pytest.raises(ValidationError):
            store.add(broken)
        store.add(shared("c", 3, "甲县教育和体育局", report_year=2023))
        store.finish()
        assert store.db.execute("SELECT count(*) FROM agencies").fetchone() == (1,)


def test_a_code_is_an_agencys_again_when_the_other_page_is_none_of_its(tmp_path):
    pages = [shared("a", 1, "甲县教育局", total=1), shared("b", 2, "甲县水务局", total=2)]
    other = told("b", 2, agency="甲县水务局", total=2)
    stored(tmp_path / "a.db", (*pages, other))
    expected = lines_of(filled(tmp_path / "b.db", [pages[0], other]))
    assert lines_of(sqlite3.connect(tmp_path / "a.db")) == expected


def test_what_is_known_of_a_shared_code_is_not_asked_for_every_page_read_again(tmp_path):
    """A new release may read another text from a million nights' pages under one code."""
    asked = []
    names = [f"甲县{letter}局" for letter in "教水财民司卫文工"]
    for text in ("收到", "共收到"):
        with Store(tmp_path / "a.db") as store:
            store.db.set_trace_callback(lambda sql: asked.append("GROUP BY 2, 3" in sql))
            for night in range(1, 9):
                for total, name in enumerate(names):
                    store.add(shared(f"{name}{night}", night, name, total=total, text=text))
            store.finish()
    assert sum(asked) < 2 * len(names)


def test_the_portal_settles_a_short_name_and_never_a_full_one(tmp_path):
    office = registrant("甲市应急管理局", "11330800002640022F", "甲市人民政府")
    db = filled(tmp_path / "a.db", [
        told("a", agency=None, publisher="市应急管理局", registrant=office),
        told("b", agency="乙县财政局", registrant=office),
    ])  # fmt: skip
    assert db.execute("SELECT id, name, superior FROM agencies ORDER BY name").fetchall()[1] == (
        "002640022", "甲市应急管理局", "甲市人民政府")  # fmt: skip
    assert db.execute("SELECT code, superior FROM agencies WHERE name = '乙县财政局'"
                      ).fetchone() == (None, None)  # fmt: skip


@pytest.mark.parametrize(("name", "on_portal"), [
    ("应急管理局", "丙县应急管理局"), ("市场监督管理局", "丙县市场监督管理局"), ("住房和城乡建设局", "丙县住房和城乡建设局"),
    ("城市管理局", "丙县城市管理局"), ("经济开发区管委会", "丙县经济开发区管委会"), ("乡村振兴局", "丙县乡村振兴局"),
    ("山区发展办公室", "丙县山区发展办公室"), ("新区管委会", "丙县新区管委会"), ("社区服务中心", "丙县社区服务中心"),
    ("残联", "丙县残联"), ("红十字会", "丙县红十字会"), ("城投公司", "丙县城投公司"), ("县档案馆", "丙县档案馆"),
    ("公安局", "丙县公安局"), ("港口管理局", "丙县港口管理局"), ("市教育局", None),
    # the government itself, and who publishes its report
    ("区政府办公室", "丙县人民政府"), ("人民政府办公室", "丙县人民政府"), ("信息公开科", "丙县人民政府"), ("县政府", "丙县人民政府"),
    ("全县", "丙县人民政府"), ("县级机关", "丙县人民政府"),
])  # fmt: skip
def test_a_name_that_does_not_say_where_names_an_agency_only_with_a_portal(name, on_portal):
    """And on the portal of a government it is never the government's, whose report it would hide."""
    told = report(capture("a"), agency=name)
    assert claim(told, None).name is None
    assert claim(told, registrant("丙县人民政府")).name == on_portal


@pytest.mark.parametrize("name", ["衢州市应急管理局", "武昌区", "丁县长桥乡", "国家税务总局", "锡林郭勒盟农牧局", "市中区教育局",
                                  "北京市城乡建设委员会", "温州高新区(经开区)管委会", "房山区教育局", "浦东新区教育局", "阿里地区教育局",
                                  "昌平区教育局", "衢州经济技术开发区管委会", "国家税务局", "财政部", "海关总署", "镇安县水务局",
                                  "乡宁县", "乾县教育局", "杭州市临安区於潜镇", "蚌埠经济开发区管委会", "无锡海关",
                                  "大连海事局"])  # fmt: skip
def test_a_name_that_says_where_is_kept_whatever_the_portal(name):
    page = capture("a")
    assert claim(report(page, agency=name), registrant("丙县人民政府")).name == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("廣州市人民政府", "广州市人民政府"),
        ("乾縣教育局", "乾县教育局"),
        ("潁東區供銷合作社聯合社", "颍东区供销合作社联合社"),
        ("甲縣煙草專賣局", "甲县烟草专卖局"),
        ("甲縣畜牧獸醫局", "甲县畜牧兽医局"),
        ("杭州市錢塘區糧食和物資儲備局", "杭州市钱塘区粮食和物资储备局"),
    ],
)
def test_a_page_in_traditional_characters_is_of_the_same_agency(printed, name):
    assert claim(report(capture("a"), agency=printed), None).name == name


@pytest.mark.parametrize(("title", "name"), [
    ("市教育局2021年政府信息公开工作年度报告", "甲市教育局"),
    ("2021年市卫健委政府信息公开工作年度报告", "甲市卫健委"),
    ("市政府2021年政府信息公开工作年度报告", "甲市人民政府"),
    ("区教育局2021年政府信息公开工作年度报告", "甲市乙区教育局"),
    ("省财政厅2021年政府信息公开工作年度报告", None),
    ("区应急局2021年政府信息公开工作年度报告", "甲市乙区应急管理局"),
    ("市场监督管理局2021年政府信息公开工作年度报告", None),
    ("应急局2021年政府信息公开工作年度报告", "甲市乙区应急管理局"),
    ("2021年政府信息公开工作年度报告", "甲市乙区应急管理局"),
    ("区本级2021年政府信息公开工作年度报告", "甲市乙区应急管理局"),
])  # fmt: skip
@pytest.mark.parametrize("code", [None, "K45899617"])
def test_the_portal_is_not_another_body_that_a_title_names(title, name, code):
    page = report(capture("a"), agency=None, publisher=None, title=title, organization_code=code)
    named = None if code and name == "甲市乙区应急管理局" else name
    assert claim(page, registrant("甲市乙区应急管理局")).name == named


@pytest.mark.parametrize(("body", "own", "name"), [
    ("水务局", "甲县人民政府", "甲县水务局"),
    ("县水务局", "甲县人民政府", "甲县水务局"),
    ("政府办公室", "甲县人民政府", "甲县人民政府"),
    ("档案馆", "衢州市柯城区教育局", "衢州市柯城区档案馆"),
    ("国有资产监督管理委员会", "衢州市国资委", "衢州市国资委"),
    ("残疾人联合会", "衢州市残联", "衢州市残联"),
    ("教育厅", "甲省人民政府", "甲省教育厅"),
    ("无锡海关", "南京海关", "无锡海关"),
    ("机场海关", "南京海关", None),
])  # fmt: skip
def test_a_body_on_the_portal_of_another_is_not_that(body, own, name):
    page = report(capture("a"), agency=body, title=f"{body}2021年政府信息公开工作年度报告")
    assert claim(page, registrant(own)).name == name


@pytest.mark.parametrize("own", ["乙县丙镇", "乙县丙镇人民政府"])
@pytest.mark.parametrize("printed", ["丙镇", "丙镇人民政府", "乙县丙镇", "乙县丙镇人民政府"])
def test_a_portals_own_town_is_named_as_it_is_registered(own, printed):
    assert claim(report(capture("a"), agency=printed), registrant(own)).name == own


def test_where_agency_and_year_cannot_be_told_the_digest_stands_in(tmp_path):
    one = told("a", agency=None, report_year=None, total=1)
    two = told("b", agency="市政府", report_year=None, total=2)
    db = filled(tmp_path / "a.db", [one, two])
    assert {row[0] for row in db.execute("SELECT id FROM agencies")} == {
        one.capture.sha256, two.capture.sha256}  # fmt: skip
    assert db.execute("SELECT count(*) FROM findings WHERE code IN ('agency-unknown', "
                      "'year-unknown')").fetchone() == (4,)  # fmt: skip
    assert db.execute("SELECT sum(total) FROM requests WHERE row = 'granted'").fetchone() == (3,)


def test_articles_of_one_empty_page_are_reports_of_their_own_though_no_year_is_told(tmp_path):
    shells = [capture("shell", url=f"http://x/show.html?id={n}") for n in (1, 2)]
    readings = [make_reading(page, report(page, report_year=None, total=n), [capture(f"text {n}")])
                for n, page in enumerate(shells)]  # fmt: skip
    for order in (readings, readings[::-1]):
        db = filled(tmp_path / f"{order[0].capture.id}.db", order)
        assert db.execute("SELECT count(*) FROM reports").fetchone() == (2,)


def test_a_page_that_is_no_report_is_a_capture_and_no_row(tmp_path):
    readings = [make_reading(capture("a"), NotAReport("a list of reports")),
                make_reading(capture(""), Unreadable("x.html: empty"))]  # fmt: skip
    db = filled(tmp_path / "a.db", readings)
    assert sorted(db.execute("SELECT outcome, reason FROM captures")) == [
        ("not-a-report", "a list of reports"), ("unreadable", "x.html: empty")]  # fmt: skip
    assert not db.execute("SELECT 1 FROM reports UNION SELECT 1 FROM findings").fetchall()


def test_an_article_and_its_attachments_are_one_report(tmp_path):
    page, paper = capture("a", url="http://x/a.html"), capture("b", url="http://x/b.pdf")
    db = filled(tmp_path / "a.db", [make_reading(page, report(page), [paper])])
    assert db.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    assert db.execute("SELECT a.url FROM captures JOIN captures AS a ON a.id = captures.article"
                      ).fetchall() == [("http://x/a.html",)]  # fmt: skip


CASES = [
    told("a", 1, organization_code="002640022"),
    told("b", 2, total=4),
    told("c", None, total=3),
    told("d", 3, organization_code="002640022", report_year=2023, published_on=None),
    told("e", 4, report_year=None, text="共收到申请三件"),
    told("f", 5, report_year=None, text="共收到申请三件"),
    told("g", 6, agency=None, total=7),
    told("h", 7, agency=None, total=7),
    told("i", 8, region_code="330802", organization_code="MB0000001", total=5),
    told("j", 9, region_code="330102", total=5),
    told("k", 9, scope="consolidated", total=50),
    told("n", 1, agency="乙县"),
    told("o", 2, agency="乙县人民政府", report_year=2023),
    told("p", 3, agency="乙县政府", region_code="330802", report_year=2022),
    *(
        told(name, 4, agency=agency, organization_code="K45899617", total=total)
        for name, agency, total in (("q", "甲县教育局", 1), ("r", "甲县水务局", 2), ("s", None, 3))
    ),
    told("t", 5, agency="甲县教育局", organization_code="K45899617", report_year=2022),
    told("u", 5, agency="甲县教育局", report_year=2021),
    make_reading(capture("l"), NotAReport("a list")),
    make_reading(capture("m", 2), NotAReport("a list")),
]


@pytest.fixture(scope="module")
def of_all_cases(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    return filled(tmp_path_factory.mktemp("cases") / "whole.db", CASES)


@settings(max_examples=8)
@given(order=st.permutations(CASES), data=st.data())
def test_any_order_and_any_cut_into_runs_gives_the_same_database(
    order, data, tmp_path, of_all_cases
):
    parts = tmp_path / "parts.db"
    cut = data.draw(st.integers(0, len(order)))
    filled(parts, order[:cut])
    db = filled(parts, order[cut:])
    parts.unlink()
    assert lines_of(db) == lines_of(of_all_cases)
    for words in ("三件", "申请", "共收到"):
        assert searched(db, words) == searched(of_all_cases, words)


def _of_nobody(one: Filed) -> Filed:
    return replace(one, claim=one.claim._replace(scope="of nobody"))


def _without_heading(one: Filed) -> Filed:
    rows = one.made.rows
    sections = [
        (at, key, n, number, None, text) for at, key, n, number, _, text in rows["sections"]
    ]
    return replace(one, made=one.made._replace(rows={**rows, "sections": sections}))


@pytest.mark.parametrize(("broken", "why"), [(_of_nobody, "CHECK"), (_without_heading, "NOT NULL")])
@pytest.mark.parametrize(
    "portal", [None, registrant("甲市应急管理局")], ids=["no portal", "portal"]
)
@pytest.mark.parametrize("place", [0, 2])
def test_a_report_that_cannot_be_written_leaves_nothing_and_the_others_whole(
    place, portal, broken, why, tmp_path
):
    pages: list[tuple[str, int, Any]] = [
        ("a", 1, {}), ("b", 2, {"report_year": 2023}), ("c", 3, {"total": 9}), ("d", 4, {})
    ]  # fmt: skip
    good = [told(body, day, registrant=portal, **more) for body, day, more in pages]
    last = told("e", 5, agency="乙县财政局")
    assert last.filed
    bad = replace(last, filed=broken(last.filed))
    with pytest.raises(DatabaseUnusable, match=why):
        filled(tmp_path / "a.db", [*good[:place], bad])
    db = sqlite3.connect(tmp_path / "a.db")
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    assert lines_of(filled(tmp_path / "a.db", [])) == lines_of(
        filled(tmp_path / "b.db", good[:place])
    )


def test_words_of_any_length_are_found(tmp_path):
    db = filled(tmp_path / "a.db", [told("a", text="2024年应急管理局收到12件，复议3件")])
    found = [bool(searched(db, w)) for w in ("件", "应急", "急管", "应急 复议", "12", "复议 诉讼")]
    assert found == [True, True, True, True, True, False]


def test_the_index_follows_a_text_that_changes(tmp_path):
    filled(tmp_path / "a.db", [told("a", 1, text="复议三件")])
    db = filled(tmp_path / "a.db", [told("b", 2, text="诉讼三件")])
    assert (searched(db, "复议"), len(searched(db, "诉讼"))) == ([], 1)


def test_a_roster_says_who_is_over_whom_and_who_has_no_report(tmp_path):
    roster = [("甲市人民政府", "甲市应急管理局", None), ("甲市人民政府", "甲市财政局", "002640065")]
    db = filled(tmp_path / "a.db", [told("a")], roster)
    assert db.execute("SELECT agency_name, superior, own_report IS NOT NULL FROM coverage "
                      "ORDER BY agency_name").fetchall() == [
        ("甲市应急管理局", "甲市人民政府", 1), ("甲市财政局", "甲市人民政府", 0)]  # fmt: skip


def test_an_agency_keeps_its_code_where_its_latest_page_prints_none(tmp_path):
    pages = [told("a", 1, organization_code="002640022"), told("b", 2, total=9)]
    roster = [("甲市人民政府", "甲市安全生产监督管理局", "002640022")]  # as it was called
    for number, order in enumerate(permutations(pages)):
        db = filled(tmp_path / f"{number}.db", order, roster)
        sql = "SELECT id, name, code, superior FROM agencies"
        assert db.execute(sql).fetchall() == [
            ("002640022", "甲市应急管理局", "002640022", "甲市人民政府")]  # fmt: skip


def test_a_code_that_a_roster_gives_to_several_agencies_hides_none(tmp_path):
    bureaus = ["甲市应急管理局", "甲市水务局", "甲市财政局"]
    roster = [("甲市人民政府", name, "11330800002640022F") for name in bureaus]
    db = filled(tmp_path / "a.db", [told("a", organization_code="002640022")], roster)
    assert db.execute("SELECT agency_name, own_report IS NULL FROM coverage ORDER BY 2, 1"
                      ).fetchall() == list(zip(bureaus, (0, 1, 1), strict=True))  # fmt: skip


@pytest.mark.parametrize("spelled", [
    ("乙县", "乙县政府", "乙县人民政府"), ("乙县丙镇", "乙县丙镇人民政府"), ("丙街道", "丙街道办", "丙街道办事处"),
    ("白银市平川区", "甘肃省平川区政府", "平川区人民政府"), ("平川区教育局", "甘肃省白银市平川区教育局"),
    ("乙县残联", "乙县残疾人联合会"), ("乙市卫健委", "乙市卫生健康委", "乙市卫生健康委员会"), ("平川区住建局", "白银市平川区住房和城乡建设局"),
    ("中华人民共和国财政部", "财政部"), ("吉林省长春市朝阳区", "长春市朝阳区政府", "长春市朝阳区人民政府"),
    ("乙县政府办", "乙县政府办公室", "乙县人民政府办公室"), ("乙县科技局", "乙县科学技术局"), ("上海市科委", "上海市科学技术委员会"),
    ("甲经济开发区管委会", "甲经济开发区管理委员会"), ("乙县政府国资委", "乙县国资委", "乙县国有资产监督管理委员会"),
    ("凉山州审计局", "四川省凉山州审计局", "凉山彝族自治州审计局"), ("红河州金平县政府", "云南省金平县人民政府", "金平苗族瑶族傣族自治县人民政府"),
])  # fmt: skip
def test_an_agency_is_one_however_its_titles_call_it(spelled, tmp_path):
    readings = [
        told(name, agency=name, report_year=2020 + number, region_code="330802")
        for number, name in enumerate(spelled)
    ]
    for number, order in enumerate(permutations(readings)):
        db = filled(tmp_path / f"{number}.db", order)
        assert db.execute("SELECT name FROM agencies").fetchall() == [(spelled[-1],)]
    roster = [("甲市人民政府", spelled[0], None)]
    for listed in (roster, []):  # its spelling stays
        db = filled(tmp_path / "a.db", readings[1:], listed)
        assert db.execute("SELECT name, superior FROM agencies").fetchall() == [
            (spelled[0], "甲市人民政府")
        ]


def test_a_government_that_a_roster_had_added_under_its_place_is_not_missing_beside_its_reports(
    tmp_path,
):
    roster = [("甲市人民政府", "乙县", None), ("乙县人民政府", "乙县水利局", None)]
    filled(tmp_path / "a.db", []).executescript(
        "INSERT INTO agencies (id, name, superior, superior_from) VALUES ('n0', '乙县', '甲市人民政府', 'roster')"
    )
    db = filled(tmp_path / "a.db", [told("a", agency="乙县人民政府")], roster)
    assert db.execute("SELECT name, superior FROM agencies ORDER BY 1").fetchall() == [
        ("乙县", "甲市人民政府"), ("乙县水利局", "乙县人民政府")]  # fmt: skip
    found = audit(db, "甲市人民政府", below=True)
    assert [one["agency_name"] for one in found.agencies] == ["乙县", "乙县水利局"]


@pytest.mark.parametrize("superior", ["甲县人民政府", None])
def test_a_portal_tells_the_superior_of_its_agency_however_reports_spell_it(superior, tmp_path):
    portal = registrant("甲县残联", superior=superior)
    own = told("a", agency="甲县残疾人联合会", report_year=2023, registrant=portal)
    saved = told("b", agency="甲县残疾人联合会")
    for number, runs in enumerate(
        ([[own, saved]], [[own], [saved]], [[saved], [own]], [[], [own, saved]])
    ):
        for readings in runs:
            with Store(tmp_path / f"{number}.db") as store:
                store.add(told("c", agency="乙县教育局"))
                for one in readings:
                    store.add(one)
                store.db.execute("INSERT OR IGNORE INTO portals VALUES (?, ?, ?, ?)",
                                 (portal.portal, portal.agency, None, superior))  # fmt: skip
                store.finish(registrations={portal: "a.warc.gz"})
            with sqlite3.connect(tmp_path / f"{number}.db") as db:
                sql = "SELECT name, superior, superior_from FROM agencies WHERE name LIKE '甲县%'"
                held = db.execute(sql).fetchall()
        assert held == [("甲县残疾人联合会", superior, superior and "portal")]


def test_an_agency_that_an_earlier_build_added_for_a_silent_portal_is_not_missing_beside_its_reports(
    tmp_path,
):
    filled(tmp_path / "a.db", []).executescript(
        "INSERT INTO portals VALUES ('p', '甲县残联', NULL, '甲县人民政府');"
        "INSERT INTO agencies (id, name, superior, superior_from) VALUES ('n0', '甲县残联', '甲县人民政府', 'portal')"
    )
    db = filled(tmp_path / "a.db", [told("a", agency="甲县残疾人联合会")])
    assert db.execute("SELECT superior, id != 'n0' FROM agencies").fetchall() == [
        ("甲县人民政府", 1)
    ]


def test_a_ministry_that_a_roster_calls_by_its_short_name_is_the_one_with_reports(tmp_path):
    readings = [
        told(name, agency=name, report_year=2020 + number)
        for number, name in enumerate(("国家卫健委", "中华人民共和国国家卫生健康委员会"))
    ]
    db = filled(tmp_path / "a.db", readings, [("国务院", "国家卫健委", None)])
    assert db.execute("SELECT name, superior FROM agencies").fetchall() == [
        ("国家卫健委", "国务院")
    ]


def test_views_say_what_the_years_and_shares_are(tmp_path):
    db = filled(
        tmp_path / "a.db", [told("a", report_year=2023, carried=(0, 2)), told("b", carried=(3, 0))]
    )
    pairs = 'SELECT "check", key, expected, printed, difference FROM year_pairs ORDER BY key'
    assert db.execute(pairs).fetchall() == [
        ("carried-over", "natural_person", 2, 3, 1),
        ("in-force", "rules", 5, 4, -1),
        ("carried-over", "total", 2, 3, 1),
    ]
    assert db.execute("SELECT withheld_total, unable_total, disclosed_share FROM outcomes"
                      ).fetchall() == [(0, None, 1.0)] * 2  # fmt: skip
    assert db.execute("SELECT fees_amount, fees_amount_unit FROM disclosure_totals"
                      ).fetchall() == [("12.50", "万元")] * 2  # fmt: skip
    assert db.execute("SELECT value, unit FROM facts WHERE row = 'fees'").fetchall() == [
        ("12.50", "万元")] * 2  # fmt: skip


def test_no_statement_numbers_its_places_which_python_3_14_refuses():
    folder = Path(__file__).parents[1] / "scraper"
    numbered = re.compile(r"[=(, ]\?[0-9]")
    found = [path.name for path in folder.rglob("*.py") if numbered.search(path.read_text("utf-8"))]
    assert found == []
