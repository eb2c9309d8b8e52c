"""On every simulated engine: crawl, then extract, gives the exact set of reports, nothing extra."""

import json
import sqlite3
from pathlib import Path

import pytest

from scraper.extract import extract
from tests.commands import gongkai
from tests.crawling import portals_toml, run
from tests.dumped import selected
from tests.portal import AGENCY, ENGINES, Simulated, simulated
from tests.portals import hanweb, interfaces, static
from tests.portals.common import html
from tests.portals.content import content
from tests.site import Says, site

pytestmark = pytest.mark.thorough


def crawled(folder: Path, portal: Simulated, **keys: str):
    """The crawl's word on a portal."""
    return run(folder, {"p": portal}, agency=AGENCY, **keys).portals[0]


def extracted(folder: Path) -> set[tuple[str, int]]:
    """The agency and year of every report that extraction makes of an archive."""
    database = folder / "reports.db"
    extract(database, [folder])
    sql = "SELECT agencies.name, report_year FROM reports JOIN agencies ON agencies.id = agency"
    return set(selected(database, sql))


# How a column goes on from page to page changes no page of a report: extracted every day are those whose pages
# are in another charset or come in another way, and one of the others.
EXTRACTED = {
    "jpaas with its first page", "trs in GBK", "trs (g) written", "jcms catalogue", "ucap's feed", "generic in JSON",
}  # fmt: skip
# No line of the program is run for these alone.
LIKE_OTHERS = {
    "trs (a)", "trs (b)", "trs (c)", "trs (d)", "trs (e, linked)", "jcms by record", "jcms by page", "jpaas", "openness",
    "eportal by links",
}  # fmt: skip


@pytest.mark.parametrize(("name", "whole"), [
    *((name, name in EXTRACTED) for name in ENGINES if name not in LIKE_OTHERS),
    *(pytest.param(name, True, marks=pytest.mark.slow) for name in ENGINES if name not in EXTRACTED),
])  # fmt: skip
def test_every_report_of_a_portal_is_had_and_nothing_else(name, whole, tmp_path):
    with simulated(name) as portal:
        found = crawled(tmp_path, portal)
    assert (found.status, found.reason, found.detail) == ("ok", None, None)
    assert (found.engine, found.reports, found.elsewhere) == (
        portal.engine,
        len(portal.expected),
        1,
    )
    if whole:
        assert extracted(tmp_path) == portal.expected
    assert not found.problems
    paths = [hit.path for hit in portal.log if hit.path != "/robots.txt"]
    assert len(paths) == len(set(paths)) or any(hit.method == "POST" for hit in portal.log)


@pytest.mark.parametrize("name", ["jpaas", "trs (a)"])
def test_only_what_may_be_a_report_is_fetched(name, tmp_path):
    with simulated(name) as portal:
        found = crawled(tmp_path, portal)
    documents = sum(hit.path.startswith(("/files/", "/attachment/")) for hit in portal.log)
    assert documents == 3
    # Reports, the correction, the way there
    assert found.fetched <= len(portal.expected) + 1 + documents + 8


def test_the_same_seed_serves_the_same_bytes_and_a_second_crawl_changes_nothing(tmp_path):
    with simulated("jcms by page") as portal:
        crawled(tmp_path, portal)
        before = extracted(tmp_path)
        again = crawled(tmp_path, portal)
    assert (again.status, again.fetched) == ("ok", 0)
    assert extracted(tmp_path) == before


def test_a_column_that_a_script_draws_is_said_to_be_so(tmp_path):
    with simulated("drawn") as portal:
        found = crawled(tmp_path, portal)
    assert (found.status, found.reason, found.engine) == (
        "not-crawlable",
        "script-only",
        "not-crawlable",
    )
    assert "by hand" in found.advice


def test_an_engine_named_in_the_portals_file_is_used(tmp_path):
    with simulated("trs (b)") as portal:
        found = crawled(tmp_path, portal, engine='"trs"')
    assert (found.status, found.engine) == ("ok", "trs")


EMPTY = Says(b"<datastore><recordset></recordset></datastore>      ")


@pytest.mark.parametrize(("routes", "detail"), [
    (hanweb.jcms(content(), "nothing"), ""),
    (hanweb.jcms(content(), "records") | {f"{hanweb.PROXY}?": EMPTY}, "9 of"),
    (static.posted(content(), "nobody knows"), "page 2 of the listing is requested by a script"),
    (interfaces.first_part(content()), "page 2 of the listing is requested by a script"),
], ids=["a dialect that answers nothing", "an empty XML in the middle", "a script nobody can read", "an interface's first rows"])  # fmt: skip
def test_a_list_of_which_the_rest_cannot_be_had_is_not_taken_for_whole(routes, detail, tmp_path):
    with site(routes) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY, attempts="3").portals[0]
    assert (found.status, found.reason) == ("incomplete", "list-short")
    assert detail in found.detail


@pytest.mark.parametrize("start", ["/zfxxgk/", "/col/col1229743684/index.html"])
def test_start_may_be_the_platform_or_the_column_itself(start, tmp_path):
    with simulated("jpaas") as portal:
        found = run(tmp_path, {"p": portal}, start=start, agency=AGENCY).portals[0]
    assert (found.status, found.reports) == ("ok", len(portal.expected))
    assert "/" not in portal.paths()


def test_the_second_example_of_the_readme_runs_as_it_stands(tmp_path):
    """`crawl`, `extract`, and what `serve` would show, on the simulator's Zhejiang portal."""

    def ran(*words: object):
        return gongkai(*words)

    with simulated("jpaas") as portal:
        text = portals_toml({"qz-yjj": portal}, "/", agency=AGENCY)
        (tmp_path / "portals.toml").write_text(text)
        archive, database = tmp_path / "archive", tmp_path / "reports.db"
        told = ran("crawl", archive, "qz-yjj", "--portals", tmp_path / "portals.toml", "--json")
        assert told.returncode == 0, told.stderr
        assert json.loads(told.stdout)["portals"][0]["status"] == "ok"
    assert ran("extract", database, archive, "--workers", 1).returncode == 0
    with sqlite3.connect(database) as db:
        proved = db.execute("SELECT count(*) FROM reports WHERE status = 'proved'").fetchone()[0]
        corrected = db.execute("SELECT count(*) FROM revisions").fetchone()[0]
        years = [row[0] for row in db.execute(
            "SELECT report_year FROM reports JOIN agencies ON agencies.id = agency WHERE name = ? ORDER BY 1", (AGENCY,))]  # fmt: skip
    assert years == [*range(2019, 2026)]
    assert (proved, corrected) == (8, 11)  # of 2019 there is a picture, of 2023 the last table


def test_start_may_be_one_of_an_agencys_reports_whose_breadcrumb_names_the_column(tmp_path):
    routes = static.generic(content())
    path = next(static.plain_article(item) for item in content().items if item.identity)
    crumb = b'<body><div class="crumb"><a href="/">x</a><a href="/nb/">\xe6\x94\xbf\xe5\xba\x9c\xe4\xbf\xa1\xe6\x81\xaf\xe5\x85\xac\xe5\xbc\x80\xe5\xb9\xb4\xe6\x8a\xa5</a></div>'
    article = routes[path]
    assert isinstance(article, Says)
    routes[path] = Says(article.body.replace(b"<body>", crumb), headers=article.headers)
    with site(routes) as running:
        found = run(tmp_path, {"p": running}, start=path, agency=AGENCY).portals[0]
    assert (found.status, found.reports) == ("ok", len(content().expected))


def test_a_broken_frame_and_a_forbidden_turn_do_not_hide_the_column(tmp_path):
    routes = static.generic(content())
    routes["/"] = html(
        '<iframe src="/gone.html"></iframe><a href="/closed/">政务公开</a><a href="/zfxxgk/">政府信息公开平台</a>'
    )
    routes["/robots.txt"] = Says(b"User-agent: *\nDisallow: /closed/\n")
    with site(routes) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY).portals[0]
    assert (found.status, found.reports) == ("ok", len(content().expected))
    assert "/closed/" not in running.paths()


def test_a_menu_whose_column_is_on_another_host_is_moved(tmp_path):
    routes = static.generic(content()) | {
        "/": html('<a href="http://www.example.invalid/nb/">政府信息公开年报</a>')
    }
    with site(routes) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY).portals[0]
    assert (found.status, found.reason) == ("moved", "moved-host")


def test_a_document_is_had_though_only_a_script_or_its_name_says_that_it_is_one(tmp_path):
    routes = static.generic(content())
    path = next(
        static.plain_article(item) for item in content().items if item.identity == (AGENCY, 2021)
    )
    article = routes[path]
    assert isinstance(article, Says)
    more = '<a href="/get?id=1">年报.pdf</a><script>var f="<a href=\\"/w/P1.xls\\">x</a>";</script><object data="/o.docx"></object></body>'
    routes[path] = Says(article.body.replace(b"</body>", more.encode()), headers=article.headers)
    routes |= {
        "/get?id=1": Says(b"%PDF-1.7 x"),
        "/w/P1.xls": Says(b"PK\x03\x04"),
        "/o.docx": Says(b"PK\x03\x04"),
    }
    with site(routes) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY).portals[0]
    assert found.status == "ok"
    assert {"/get?id=1", "/w/P1.xls", "/o.docx"} <= set(running.paths())


@pytest.mark.parametrize("ending", ["the first page again", "a stub", "the home page"])
def test_a_listing_ends_where_nothing_new_comes(ending, tmp_path):
    routes = static.trs(content(), "c", claims=5)
    past = [path for path, route in routes.items() if route is static.STUB]
    answers = {
        "the first page again": routes[static.LIST],
        "a stub": static.STUB,
        "the home page": routes["/"],
    }
    with site(routes | dict.fromkeys(past, answers[ending])) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY).portals[0]
    assert (found.status, found.reports) == ("ok", len(content().expected))
    assert sum(path in past for path in running.paths()) == 1
