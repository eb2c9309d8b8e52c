import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from scraper.database.dictionary import glosses
from scraper.questions import dashboards, questions
from scraper.report import Wanted, report
from tests import browsers
from tests.province import COUNTIES, county, database
from tests.reports import hostile_database
from tests.serving import served
from tests.yearbook import one_page

pytestmark = pytest.mark.thorough

pytest.importorskip("datasette_dashboards")

PHONE = 577  # pixels, below which Datasette lays a table out as cards
SHOTS = os.environ.get("SCREENSHOTS")  # a folder to keep pictures of every page in
AUDIT = f"/-/audit?superior={quote(county(2) + '人民政府')}&year=2024"
EVERY_DAY = [
    "/", "/reports/request_totals", "/reports/how_answered", AUDIT, "/-/dashboards/requests",
]  # fmt: skip


def every_page() -> list[str]:
    """Every page that a reader can come to from the home page."""
    told = [*glosses()["tables"], *glosses()["views"], *questions()]
    hidden = ("sections_fts", "sketches", "spare_texts")
    return [
        "/", "/reports", "/-/audit", AUDIT, "/-/dashboards",
        *(f"/-/dashboards/{name}" for name in dashboards("reports")),
        *(f"/-/dashboards/{name}?superior={quote(county(2) + '人民政府')}" for name in dashboards("reports")),
        *(f"/reports/{name}" for name in told if name not in hidden),
        f"/reports/sections?_search={quote('群众 超期')}", f"/reports/search?words={quote('群众 超期')}",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browsers.chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "reports.db"
    database(path, 3)
    with served(path) as base:
        yield base


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "reports.db"
    assert len(database(path, COUNTIES)) > 2900
    with served(path) as base:
        yield base


def looked_at(chromium: Any, base: str, paths: list[str], width: int) -> list[str]:
    """Open every page, and say what went wrong in any of them."""
    wrong: list[str] = []
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(100_000)
    page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on(
        "request", lambda r: wrong.append(f"outside: {r.url}") if _outside(r.url, base) else None
    )
    page.on("response", lambda r: wrong.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    for path in paths:
        page.goto(base + path, wait_until="networkidle")
        for sign in (".message-error", ".facets-timed-out"):
            wrong += [f"{path}: {sign}"] * page.locator(sign).count()
        if "/-/dashboards/" in path:
            cards = page.locator(".dashboard-card").count()
            drawn = page.locator(".dashboard-card canvas, .dashboard-card svg.marks").count()
            wrong += [f"{path}: {drawn} of {cards} charts drawn"] * (drawn < cards)
        wrong += [f"{path}: without a label: {one}" for one in page.evaluate(_UNNAMED)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        cut = wide > 0 and ("audit" in path or width < PHONE)
        wrong += [f"{path}: {wide} pixels wider than the screen"] * cut
        if SHOTS:
            name = f"{width}{path.replace('/', '_').partition('?')[0]}.png"
            page.screenshot(path=Path(SHOTS) / name, full_page=True)
    page.close()
    return wrong


# What a screen reader cannot name: fields, links and the heads of our own tables.
_UNNAMED = """() => [...document.querySelectorAll(
    'input:not([type=hidden], [type=submit]), select, .content a, .gk-audit th:not([scope]), .gk-form th:not([scope])')]
  .filter(e => e.checkVisibility() && !(e.labels?.length || e.ariaLabel || e.tagName == 'A' && e.textContent.trim()))
  .map(e => e.outerHTML.slice(0, 80)).concat(document.querySelector('[role=main]#content') ? [] : ['no main'])"""


def _outside(url: str, base: str) -> bool:
    return not url.startswith((base, "data:", "blob:"))


def test_the_pages_of_every_day_open_without_an_error_or_another_host(chromium, small):
    assert looked_at(chromium, small, EVERY_DAY, 1280) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_three_thousand_reports_opens(chromium, large, width):
    assert looked_at(chromium, large, every_page(), width) == []


def test_the_years_of_a_heat_map_stand_apart_on_a_phone(chromium, small):
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    (chart,) = (
        one
        | {
            "width": 125,
            "data": {
                "values": [
                    {"report_year": str(year), "superior": "甲", "share": 1}
                    for year in range(2019, 2026)
                ]
            },
        }
        for board in dashboards("reports").values()
        for one in (chart["display"] for chart in board["charts"].values())
        if one.get("encoding", {}).get("y", {}).get("field") == "superior"
    )
    page.set_default_timeout(100_000)
    page.goto(f"{small}/-/dashboards/requests", wait_until="networkidle")
    right_of_left = page.evaluate(_EDGES, chart)
    page.close()
    assert len(right_of_left) > 2
    assert min(left - right for (_, right), (left, _) in pairwise(right_of_left)) > 1


# Where the labels of a chart's years begin and end, drawn as SVG.
_EDGES = """async chart => {
  const place = document.body.appendChild(document.createElement('div'))
  await vegaEmbed(place, chart, {renderer: 'svg', actions: false})
  return [...place.querySelectorAll('text')].filter(e => /^\\d{4}$/.test(e.textContent) && getComputedStyle(e).opacity > 0)
    .map(e => e.getBoundingClientRect()).map(e => [e.left, e.right]).sort((a, b) => a[0] - b[0])
}"""


# The width of a sheet of A4 in CSS pixels, without its margins, upright and across.
SHEETS = {"/reports/reports/{report}": (718, ".gk-form"), AUDIT: (1047, ".gk-audit")}


@pytest.mark.parametrize("path", SHEETS)
def test_nothing_of_a_printed_page_is_cut_off(chromium, small, path):
    width, printed = SHEETS[path]
    page = chromium.new_page(viewport={"width": width, "height": 900})
    (one,) = page.request.get(f"{small}/reports/reports.json?_size=1&_shape=array").json()
    page.goto(small + path.format(report=one["id"]))
    page.emulate_media(media="print")
    edges = page.evaluate(
        f"[...document.querySelectorAll('{printed} td')].map(e => e.getBoundingClientRect().right)"
    )
    assert page.locator("header").is_hidden()
    page.close()
    assert len(edges) > 50
    assert max(edges) <= width


HEIGHTS = """cells => cells.map(cell => {
  const within = document.createRange(); within.selectNodeContents(cell);
  return within.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).lineHeight);
})"""


def test_keys_and_json_take_one_line_of_a_list(chromium, small):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{small}/reports/reports")
    cells = page.locator("td:is(.col-id, .col-candidates, .col-other)")
    assert cells.count() > 0
    assert max(cells.evaluate_all(HEIGHTS)) < 1.5
    page.close()


def test_a_figure_can_be_seen_to_lead_to_its_evidence(chromium, small):
    page = chromium.new_page()
    page.goto(f"{small}/reports/request_totals")
    style = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("a.gk-figure").first.evaluate(style) == "underline"
    page.close()


@pytest.mark.parametrize("column", ["agency_name", "new_requests"])
def test_an_answer_is_ordered_by_a_column_with_the_keyboard(chromium, small, column):
    page = chromium.new_page()
    page.goto(f"{small}/reports/most_requests")
    shown = lambda: page.locator(f"td.col-{column}").all_inner_texts()  # noqa: E731
    read = (lambda text: int(text.replace(",", ""))) if column == "new_requests" else str
    button = page.locator(f"th.col-{column} button")
    button.press("Enter")
    page.wait_for_selector(f"th.col-{column}[aria-sort]")
    first = [read(text) for text in shown()]
    button.press("Enter")
    turned = [read(text) for text in shown()]
    assert len(set(first)) > 2
    assert [first[0], first[-1]] == [turned[-1], turned[0]]
    if column == "new_requests":
        assert first == sorted(first, reverse=True)
    page.close()


def test_the_heads_that_order_an_answer_are_on_a_phone_too(chromium, small):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{small}/reports/most_requests")
    page.locator("th.col-new_requests button").click()
    shown = page.locator("td.col-new_requests").all_inner_texts()
    figures = [int(text.split()[-1].replace(",", "")) for text in shown]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert figures == sorted(figures, reverse=True)
    assert wide <= 360


def test_the_menu_of_a_column_opens_and_closes_by_keyboard(chromium, small):
    page = chromium.new_page()
    page.goto(f"{small}/reports/request_totals?_sort=other_total")
    page.get_by_label("other_total 菜单 menu").press("Enter")
    offered = page.locator(".dropdown-menu a:visible").all_inner_texts()
    page.keyboard.press("Escape")
    assert offered[0] == "降序 Sort descending"
    assert offered[-1] == "只看非空白的行 Show not-blank rows", (
        "a column of figures has blanks, too"
    )
    assert page.locator(".dropdown-menu a:visible").count() == 0
    page.close()


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
@pytest.mark.parametrize("wanted", [
    pytest.param({}, id="all"),
    pytest.param({"agency": "海晏市应急管理局"}, id="card", marks=pytest.mark.slow),
    pytest.param({"years": (2022, 2023)}, id="years", marks=pytest.mark.slow),
])  # fmt: skip
def test_a_browser_draws_a_report_page_and_asks_for_nothing(tmp_path, chromium, width, wanted):
    pytest.importorskip("vl_convert")
    done = one_page(tmp_path / "r.html", 24, range(2019, 2025), Wanted(**wanted))
    page = chromium.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((tmp_path / "r.html").as_uri())
    drawn = [name for name in done.sections if page.locator(f"#chart-{name}").count()]
    for name in drawn:
        page.locator(f"#chart-{name} svg").wait_for(timeout=100_000)
        box = page.locator(f"#chart-{name} svg").bounding_box()
        assert box["width"] > 200, name
    assert bool(drawn) is not bool(wanted.get("years"))
    assert asked == [(tmp_path / "r.html").as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("path", ["/", "/reports/nowhere"])
def test_a_dark_screen_has_light_and_dark_exchanged_and_paper_never(chromium, small, path):
    page = chromium.new_page()
    page.goto(small + path)
    shown = []
    for medium, scheme in (("screen", "dark"), ("screen", "light"), ("print", "dark")):
        page.emulate_media(media=medium, color_scheme=scheme)
        told = page.evaluate("getComputedStyle(document.documentElement).filter")
        shown.append("invert" in told)
    page.close()
    assert shown == [True, False, False]


@pytest.mark.slow
def test_hostile_text_runs_in_no_browser(tmp_path, chromium):
    pytest.importorskip("vl_convert")
    report(hostile_database(tmp_path / "hostile.db"), tmp_path / "h.html", Wanted())
    page = chromium.new_page()
    page.goto((tmp_path / "h.html").as_uri())
    page.locator("#chart-heat svg").wait_for(timeout=100_000)
    assert page.title() != "owned"
    assert page.locator("img").count() == 0
    page.close()
