import json
import os
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlite_utils import Database

from schemas.report import Status
from scraper.database.dictionary import value_words
from scraper.errors import GongkaiError
from scraper.onepage.charts import COVER, HEAT, heat
from scraper.onepage.compare import compared_figures
from scraper.onepage.figures import panel, peers, place, places
from scraper.onepage.regions import coverage
from scraper.onepage.section import link
from scraper.reading import make_reading
from scraper.report import Wanted, Written, report
from scraper.store import Store
from tests import reports
from tests.commands import gongkai
from tests.reports import HOSTILE, hostile_database, stored
from tests.yearbook import one_page, yearbook

vl_convert = pytest.importorskip("vl_convert")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return yearbook(tmp_path_factory.mktemp("report") / "reports.db", 24, range(2019, 2025))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_database(tmp_path_factory.mktemp("hostile") / "hostile.db")


def written(database: Path, out: Path, **wanted: Any) -> tuple[Written, str]:
    done = report(database, out, Wanted(**wanted))
    return done, out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, str]:
    """The page of all agencies."""
    out = tmp_path_factory.mktemp("whole") / "r.html"
    return one_page(out, 24, range(2019, 2025)), out.read_text(encoding="utf-8")


def drawn_in(text: str) -> dict[str, Any]:
    """The charts of a page by name."""
    (held,) = re.findall(r'id="charts">(.*?)</script>', text)
    charts: dict[str, Any] = json.loads(held)
    return charts


def test_one_page_has_every_part_and_stays_under_two_megabytes(whole):
    done, text = whole
    assert done.sections == [
        "trend", "shares", "applicants", "quality", "heat", "coverage", "findings",
    ]  # fmt: skip
    assert done.bytes == len(text.encode()) < 2_000_000
    assert 'id="method"' in text


def test_every_chart_is_one_by_the_schema_of_vega_lite(whole):
    import altair  # noqa: PLC0415  (takes long)
    import jsonschema  # noqa: PLC0415

    charts = drawn_in(whole[1])
    for spec in charts.values():
        altair.Chart.from_dict(spec)  # raises where it is none
    with pytest.raises(jsonschema.ValidationError):
        altair.Chart.from_dict(charts["trend"] | {"autosize": 1})


@pytest.mark.parametrize("shades", [HEAT, COVER])
@pytest.mark.parametrize("dark", [False, True])
def test_a_figure_can_be_read_on_every_shade_of_a_heat_map_on_a_dark_screen_too(shades, dark):
    turns, shown = (shades.dim, on_a_dark_screen) if dark else (shades.dark, list)
    parts = len(shades.colours) - 1
    colours = [
        [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in shades.colours
    ]
    for share in (step / 200 for step in range(201)):
        at = min(int(share * parts), parts - 1)
        field = [a + (b - a) * (share * parts - at)
                 for a, b in zip(colours[at], colours[at + 1], strict=True)]  # fmt: skip
        lights = sorted(map(lightness, (shown(field), shown([float(share > turns)] * 3))))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) > 4.5, share


@pytest.mark.parametrize("years", [1, 7, 12, 18])
def test_the_figures_of_a_heat_map_fit_its_fields_and_its_years_stand_apart(years):
    rows = [{"place": "浙江省", "year": 2026 - at, "value": 1, "reports": 1} for at in range(years)]
    drawing = vl_convert.vegalite_to_svg({**heat(rows, "", ".0%", COVER), "width": 460})
    sizes = {int(size) for size in re.findall(r'font-size="(\d+)px"[^>]*>100%<', drawing)}
    heads = re.findall(r'translate\(([\d.]+),[^)]*\)"[^>]*opacity="([01])"[^>]*>20\d\d<', drawing)
    fields = [right - left for left, right in pairwise(float(at) for at, _ in heads)]
    # 100% is two and a half times as wide as high
    assert max(sizes) * 2.5 < min(fields, default=460)
    shown = [float(at) for at, opaque in heads if opaque == "1"]
    assert len(heads) == years <= len(shown) * 2
    assert all(right - left > 27 for left, right in pairwise(shown))  # as 2024 in letters of 12


def on_a_dark_screen(colour: list[float]) -> list[float]:
    """A colour after `invert(1) hue-rotate(180deg)`, by the matrix of the standard."""
    weights, inverted = (0.213, 0.715, 0.072), [1 - part for part in colour]
    grey = 2 * sum(w * part for w, part in zip(weights, inverted, strict=True))
    return [min(1, max(0, grey - part)) for part in inverted]


def lightness(colour: list[float]) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_the_same_database_gives_the_same_page_and_no_other_file(database, whole, tmp_path):
    assert written(database, tmp_path / "a.html")[1] == whole[1]
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]


def test_a_database_whose_name_is_in_gbk_is_named_in_chinese(database, tmp_path):
    named = tmp_path / os.fsdecode("全市.db".encode("gbk"))
    named.symlink_to(database)
    assert "全市" in written(named, tmp_path / "a.html")[1]


def test_the_figures_are_those_of_the_database(database, whole):
    text = whole[1]
    charts = drawn_in(text)
    shown = {p["year"]: p["value"] for p in charts["trend"]["data"]["values"]
             if p["kind"].startswith("全部")}  # fmt: skip
    with Store(database) as store:
        stored = dict(store.db.execute(
            "SELECT report_year, sum(total) FROM requests JOIN reports ON reports.id = report "
            "WHERE row = 'new_requests' AND requests_status IN ('proved', 'consistent', 'contradicted') "
            "AND scope = 'own' GROUP BY 1").fetchall())  # fmt: skip
    assert shown == stored
    assert len(stored) == 6
    for parts in ("shares", "applicants", "quality"):
        sums: dict[int, float] = {}
        for point in charts[parts]["data"]["values"]:
            sums[point["year"]] = sums.get(point["year"], 0) + point["share"]
        assert all(abs(whole - 1) < 1e-9 for whole in sums.values()), parts
    heads = {name: re.search(f'id="{name}".*?</thead>', text, re.DOTALL) for name in charts}
    assert "件数 Requests" in heads["shares"][0]
    assert "报告 Reports" in heads["quality"][0]
    assert value_words("status", "proved") in {
        point["kind"] for point in charts["quality"]["data"]["values"]
    }


def test_a_card_shows_one_agency_beside_its_peers(database, tmp_path):
    done, text = written(database, tmp_path / "card.html", agency="海晏市应急管理局")
    assert done.title.startswith("海晏市应急管理局")
    assert done.sections == ["peers", "shares", "card"]
    assert "同类中位数" in text
    assert "宁川市应急管理局" not in text


@pytest.mark.parametrize(("name", "message"), [
    ("应急管理局", "agencies have this in their name"), ("海晏市应急管里局", "did you mean 海晏市应急管理局"),
])  # fmt: skip
def test_a_name_that_is_not_one_agency_is_a_line_that_says_what_to_type(
    database, tmp_path, name, message
):
    with pytest.raises(GongkaiError, match=message):
        report(database, tmp_path / "card.html", Wanted(agency=name))
    assert not list(tmp_path.iterdir())


def test_two_years_stand_side_by_side_with_what_changed_marked(database, tmp_path):
    done, text = written(database, tmp_path / "y.html", years=(2022, 2023))
    assert done.sections == [
        "compared-disclosures",
        "compared-requests",
        "compared-disputes",
        "movers",
    ]
    assert re.search(r'class="(up|down)">[\d,]+ → [\d,]+<', text)
    assert '<th scope="col">行 Row</th><th scope="col" class="n">自然人 natural person</th>' in text
    assert "<td>不予公开 1.属于国家秘密 withheld: state secret</td>" in text
    with pytest.raises(GongkaiError, match="choose other years"):
        report(database, tmp_path / "n.html", Wanted(years=(1999, 2023)))


def test_what_only_one_years_form_has_did_not_change(database, tmp_path):
    _, text = written(database, tmp_path / "y.html", years=(2020, 2021), agency="宁川市应急管理局")
    printed = re.findall(r'<td class="(\w+)">(— → [\d,.]+|[\d,.]+ → —)<', text)
    assert printed
    assert {mark for mark, _ in printed} == {"n"}, "the form of 2021 took the place of that of 2019"


def test_what_changed_is_marked_though_an_agency_printed_an_old_form(tmp_path):
    with Store(tmp_path / "a.db") as store:
        for number, (agency, form) in enumerate((("甲县财政局", "2021"), ("乙县财政局", "2019"))):
            for year in (2023, 2024):
                page = reports.capture(f"{agency}{year}")
                told = reports.report(page, agency=agency, report_year=year)
                rules = told.disclosures[0].model_copy(update={"issued": year - 2020 + number})
                changed = {"form": form, "disclosures": (rules, *told.disclosures[1:])}
                store.add(make_reading(page, told.model_copy(update=changed)))
        store.finish()
    _, text = written(tmp_path / "a.db", tmp_path / "y.html", years=(2023, 2024))
    assert '<td class="up">7 → 9</td>' in text
    assert re.findall(r'class="n">[^<]*→', text) == []


def two_years(path: Path, totals: Iterable[tuple[str, Any]], **tables: Any) -> None:
    """Agencies with so many requests in 2023 and 2024; of some the table is proved otherwise."""
    pages = []
    for agency, both in totals:
        for year, total in zip((2023, 2024), both, strict=True):
            page = reports.capture(f"{agency}{year}")
            told = reports.report(page, agency=agency, report_year=year, total=total)
            proofs = told.tables | ({"requests": tables[agency]} if agency in tables else {})
            pages.append((page, told.model_copy(update={"tables": proofs})))
    reports.filled(path, pages)


TWO = {
    "甲县财政局": (3, 10), "乙县财政局": (5, 1), "丙县财政局": (0, 0), "丁县财政局": (None, 4), "戊县财政局": (2, 5),
}  # fmt: skip
# Who has no figure in one of the years is in no sum; who moved most comes first.
SUMS, MOVERS = (10, 16), [("甲县财政局", "3", "10", "+7"), ("乙县财政局", "5", "1", "-4"), ("戊县财政局", "2", "5", "+3")]  # fmt: skip


def test_two_years_of_many_agencies_are_the_sums_of_those_that_have_both(tmp_path):
    two_years(tmp_path / "a.db", TWO.items())
    _, text = written(tmp_path / "a.db", tmp_path / "y.html", years=(2023, 2024))
    tiles = re.findall(
        r"<li><strong>([\d,]+)</strong><span>[^<]*</span>(?:<small>(.*?)</small>)?</li>", text
    )
    marked = len(re.findall(r'class="(?:up|down)">[^<]*→', text))
    assert "<h1>两年对照</h1>" in text
    before, after = SUMS
    assert tiles == [("4", ""), (f"{marked}", ""), *[(f"{after}", f"2023: {before}")] * 2]
    assert marked == 4, "new requests of people and of all, what was granted, the results"
    rows = re.findall(r'<tr><td>(.县财政局)</td><td class="n">(\d+)</td><td class="n">(\d+)</td>'
                      r'<td class="(?:up|down)">([+-]\d+)</td></tr>', text)  # fmt: skip
    assert rows == MOVERS


def test_two_years_of_one_agency_are_its_own_figures(hostile, tmp_path):
    _, text = written(hostile, tmp_path / "y.html", years=(2023, 2024), agency=HOSTILE)
    assert '<td class="up">2,023 → 2,024</td>' in text
    assert '<td class="n">12.50</td>' in text, "money that did not change, as it is printed"


@pytest.mark.parametrize(("was", "now", "text", "mark"), [
    (1, 1, "1", "n"), (1, 2, "1 → 2", "up"), (2, 1, "2 → 1", "down"), (None, 0, "— → 0", "up"),
    (0, None, "0 → —", "down"), (None, None, "—", "n"),
])  # fmt: skip
def test_a_blank_that_became_a_zero_is_a_change(was, now, text, mark):
    field = compared_figures(was, now)
    assert (field.text, field.mark) == (text, mark)


def test_only_agencies_of_every_year_are_in_the_panel():
    lines = [{"agency": a, "report_year": y} for a, y in (("x", 1), ("x", 2), ("y", 1))]
    assert panel(lines, (1, 2)) == lines[:2]


@pytest.mark.parametrize(("regions", "by"), [
    (["浙江省 衢州市", "浙江省 湖州市"], "region"), (["浙江省 衢州市"], "agency_name"), ([None], "agency_name"),
    ([f"浙江省 {n}市" for n in range(40)], "region"), ([f"浙江省 {n}市" for n in range(41)], "agency_name"),
    ([f"{p}省 {n}市" for p in "甲乙" for n in range(30)], "province"),
])  # fmt: skip
def test_places_are_told_apart_by_what_fits_the_page(regions, by):
    assert places([{"region": region} for region in regions]) == by


@pytest.mark.parametrize(("region", "by", "where"), [
    ("浙江省 衢州市", "province", "浙江省"), ("北京市", "province", "北京市"), (None, "province", "—"),
    ("浙江省 衢州市", "region", "浙江省 衢州市"), (None, "region", "—"), ("浙江省", "superior", "—"),
])  # fmt: skip
def test_a_report_stands_in_its_province_or_region(region, by, where):
    assert place({"region": region}, by) == where


NEAR, FAR = "浙江省 衢州市", "浙江省 湖州市"
# Agencies with level and region, the first of whom is compared; with whom, and in which region.
PEERS = [
    (["county " + NEAR] * 4 + ["county " + FAR, "prefecture " + NEAR], [1, 2, 3], NEAR),
    (["county " + NEAR] * 3 + ["county " + FAR, "prefecture " + NEAR], [1, 2, 3], None),
    (["county " + NEAR, "township " + NEAR, "county " + FAR], [2], None),
    (["county " + NEAR, "township " + NEAR], [], None),
]


@pytest.mark.parametrize(("told", "others", "region"), PEERS)
def test_peers_are_others_of_the_level_and_of_the_region_where_three_are(told, others, region):
    found = [
        {"agency": number, "report_year": year, "new_requests": 10 * number + year,
         "level": one.partition(" ")[0], "region": one.partition(" ")[2]}
        for number, one in enumerate(told) for year in (1, 2)
    ]  # fmt: skip
    got = peers(found, found[1])
    assert [line["agency"] for line in got.lines if line["report_year"] == 1] == others
    assert (got.level, got.region) == ("county", region)
    figures = [10 * number + 2 for number in others]
    assert got.middle(2, "new_requests") == (median(figures) if len(others) > 2 else None)


def test_a_card_has_the_agencys_own_years_beside_the_median_of_the_others(tmp_path):
    with Store(tmp_path / "a.db") as store:
        for number in range(5):
            for year in (2023, 2024):
                named = (
                    {"url": "http://x.gov.cn/0"}
                    if year == 2024
                    else {"name": f"pages/{number}.html"}
                )
                page = reports.capture(f"{number}{year}", **named)
                told = reports.report(page, agency=f"甲县第{number}局", level="county", report_year=year,
                                      total=10 * number + year - 2020,
                                      organization_code=None if number else "002640022")  # fmt: skip
                store.add(make_reading(page, told))
        store.finish()
    _, text = written(tmp_path / "a.db", tmp_path / "c.html", agency="甲县第0局")
    tiles = re.findall(
        r"<li><strong>(.*?)</strong><span>[^<]*</span><small>[^<]*?([^ <]*)</small>", text
    )
    assert tiles == [("2024", "proved"), ("4", "29"), ("4", "29"), ("0", "0"), ("100.0%", "100.0%")]
    years = re.findall(r"<tr>((?:<td[^>]*>.*?</td>){14})</tr>", text)
    cells = [re.sub(r"<[^>]*>", " ", one).split() for one in years]
    assert [(one[0], *one[1:5], *one[10:12], one[14:]) for one in cells] == [
        ("2024", "4", "4", "0", "100.0%", "1", "—", ["原文", "page"]),
        ("2023", "3", "3", "0", "100.0%", "1", "—", ["0.html"]),
    ]
    assert '<p class="lead">县级 county · 002640022</p>' in text
    assert "Peers: county, 4 other agencies" in text
    points = drawn_in(text)
    drawn = [(point["year"], point["value"]) for point in points["peers"]["data"]["values"]]
    assert drawn == [(2023, 3), (2024, 4), (2023, 28), (2024, 29)]


def test_the_head_and_the_first_chart_are_the_sums_of_what_is_well_read(tmp_path):
    wrong = reports.PROVED.model_copy(
        update={"held": 38, "failed": 1, "status": Status.CONTRADICTED}
    )
    doubted = reports.PROVED.model_copy(update={"status": Status.DOUBTFUL})
    totals = {"甲县财政局": (3, 5), "乙县财政局": (7, 11), "丙县财政局": (100, 200), "丁县财政局": (13, None)}  # fmt: skip
    two_years(tmp_path / "a.db", totals.items(), 乙县财政局=wrong, 丙县财政局=doubted)
    _, text = written(tmp_path / "a.db", tmp_path / "r.html")
    tiles = re.findall(
        r"<li><strong>(.*?)</strong><span>[^<]*</span>(?:<small>(.*?)</small>)?</li>", text
    )
    assert tiles == [("8", ""), ("4", ""), ("50%", ""), ("99.36%", "310 / 312"), ("16", "2024")]
    assert "agencies&#39; own reports · 2023–2024</p>" in text
    points = drawn_in(text)
    drawn = [(point["year"], point["value"]) for point in points["trend"]["data"]["values"]]
    every, of_each_year = [(2023, 23), (2024, 16)], [(2023, 10), (2024, 16)]
    assert drawn == every + of_each_year


def test_superiors_stand_for_places_where_no_region_is_known():
    assert places([{"region": None, "superior": f"{n}县人民政府"} for n in range(3)]) == "superior"


def test_places_stand_in_the_order_of_their_codes_and_those_without_last():
    db = Database(memory=True)
    named = {
        "海清省 丙市": "910300",
        "海清省 甲市": "910100",
        "海清省 乙市": "910200",
        None: "910050",
    }
    for region, code in named.items():
        db["coverage"].insert({"region": region, "superior": None, "agency_name": "甲局",
                               "report_year": 2024, "reports": 1})  # fmt: skip
        db["agencies"].insert({"region": region, "name": "甲局", "region_code": code})
    shown = coverage(db)
    assert shown is not None
    points = shown.chart["data"]["values"]
    assert [point["place"] for point in points] == ["甲市", "乙市", "丙市", "未注明 Not named"]


def test_places_that_the_page_does_not_hold_are_counted(tmp_path):
    schools = (f"甲市第{number}中学管理局" for number in range(50))
    reports.filled(
        tmp_path / "a.db",
        ((page := reports.capture(name), reports.report(page, agency=name)) for name in schools),
    )
    _, text = written(tmp_path / "a.db", tmp_path / "r.html")
    assert text.count("只列报告最多的 40 处，共 50 处。") == 2


@pytest.mark.parametrize(("address", "href"), [
    ("https://a.gov.cn/1", "https://a.gov.cn/1"), ("javascript:alert(1)", None), ("//[", None),
    ("data:text/html,x", None), (None, None), ("file:///etc/passwd", None),
])  # fmt: skip
def test_only_an_address_of_the_web_is_a_link(address, href):
    assert link("x", address).href == href


@pytest.mark.parametrize("wanted", [{}, {"agency": HOSTILE}, {"years": (2023, 2024)}])
def test_hostile_text_stays_text(hostile, tmp_path, wanted):
    _, text = written(hostile, tmp_path / "h.html", **wanted)
    ours = re.sub(r'<script type="module">.*?</script>', "", text, flags=re.DOTALL)
    for told in ("<script>document.title", "<img", "javascript:"):
        assert told not in ours
    assert "&lt;img src=x" in ours or "\\u003cimg src=x" in ours


def test_nothing_to_show_is_one_line_that_says_what_to_do(tmp_path):
    stored(tmp_path / "none.db", ())
    out = tmp_path / "r.html"
    told = gongkai("report", tmp_path / "none.db", out)
    assert told.returncode == 1
    assert "gongkai extract" in told.stderr
    assert told.stderr.count("\n") == 1
    assert not out.exists()


def test_what_is_not_on_the_page_is_counted(tmp_path):
    kinds = (
        ("甲县财政局", "own", 2024),
        ("甲县财政局", "own", None),
        ("甲县人民政府", "consolidated", 2024),
    )
    with Store(tmp_path / "a.db") as store:
        for number, (agency, scope, year) in enumerate(kinds):
            page = reports.capture(f"{number}", url=f"http://a.example/{number}")
            told = reports.report(page, agency=agency, scope=scope, report_year=year,
                                  organization_code=None)  # fmt: skip
            store.add(make_reading(page, told))
        store.finish()
    asked = (str(tmp_path / "a.db"), str(tmp_path / "r.html"))
    told = gongkai("report", *asked)
    assert told.stdout.split("; ")[1] == "1 report, 0.9 MB\n"
    assert told.stderr == (
        "Not on the page: 1 report of scope consolidated (--scope consolidated), "
        "1 report whose year is unknown\n"
    )
    assert gongkai("report", *asked, "--agency", "甲县财政局").stderr == ""
    for called in ("甲县人民政府", "甲县政府"):
        told = gongkai("report", *asked, "--agency", called, "--json")
        assert json.loads(told.stdout)["scope"] == "consolidated"


def test_a_database_of_governments_alone_is_shown_in_their_scope_and_says_so(tmp_path):
    page = reports.capture("a")
    consolidated = reports.report(page, scope="consolidated", agency="甲县人民政府")
    reports.filled(tmp_path / "a.db", [(page, consolidated)])
    done, _ = written(tmp_path / "a.db", tmp_path / "r.html")
    assert (done.reports, done.scope, "汇总口径" in done.title) == (1, "consolidated", True)
    with pytest.raises(GongkaiError, match="--scope consolidated"):
        report(tmp_path / "a.db", tmp_path / "r.html", Wanted(scope="own"))


def test_a_database_without_a_known_year_is_told_so_and_sent_to_no_other_scope(tmp_path):
    page = reports.capture("a")
    reports.filled(tmp_path / "a.db", [(page, reports.report(page, report_year=None))])
    with pytest.raises(GongkaiError, match="no report whose year is known"):
        report(tmp_path / "a.db", tmp_path / "a.html", Wanted())
