"""What a crawl leaves on disk: WARC files that any reader opens, and a second run that is cheap."""

import gzip
import json

import pytest
from warcio.archiveiterator import ArchiveIterator

from parsers import extract
from scraper.errors import ArchiveDamaged
from scraper.inputs.captures import captures
from tests.archives import check, records
from tests.crawling import crawled, one, run
from tests.dumped import selected
from tests.site import AGENCY, MENU, Says, healthy, page, report, rows, site

HTML = (("Content-Type", "text/html; charset=utf-8"),)
JSON = (("Content-Type", "application/json"),)


def test_each_fetch_is_a_request_and_a_response_once(tmp_path):
    crawled(tmp_path, healthy())
    check(tmp_path)
    kinds = [kind for kind, _ in records(tmp_path)]
    assert kinds[0] == "warcinfo"
    responses = [url for kind, url in records(tmp_path) if kind == "response"]
    requests = [url for kind, url in records(tmp_path) if kind == "request"]
    assert responses == requests
    assert len(set(responses)) == len(responses)


def test_records_carry_digest_address_and_portal(tmp_path):
    crawled(tmp_path, healthy())
    file = next(tmp_path.glob("*.warc.gz"))
    with file.open("rb") as stream:
        headers = [r.rec_headers for r in ArchiveIterator(stream) if r.rec_type == "response"]
    for header in headers:
        assert header.get_header("WARC-Payload-Digest").startswith("sha1:")
        assert header.get_header("WARC-IP-Address") == "127.0.0.1"
        assert header.get_header("Gongkai-Portal") == "one"


def test_captures_read_back_what_was_sent_and_whose_portal_it_was(tmp_path):
    packed = gzip.compress(report(2022).body)
    coded = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n"
    chunked += b"Content-Length: 99999999\r\n\r\n"  # which does not count beside it
    body = report(2023).body
    chunked += b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    routes = {"/art/2022.html": Says(packed, headers=coded), "/art/2023.html": Says(raw=chunked)}
    assert crawled(tmp_path, healthy() | routes, agency_code='"11330800002618736G"').status == "ok"
    found = {capture.url[-9:]: capture for capture in captures(tmp_path)}
    assert found["2022.html"].body == report(2022).body
    assert found["2023.html"].body == body
    assert found["2022.html"].charset == "utf-8"
    assert found["2023.html"].registrant.agency == AGENCY
    assert found["2023.html"].registrant.agency_code == "11330800002618736G"
    assert found["2023.html"].fetched_at is not None
    assert found["2023.html"].warc.endswith(".warc.gz")


def test_the_title_by_which_a_page_is_listed_is_kept_where_the_page_does_not_have_it(tmp_path):
    crawled(tmp_path, healthy() | {"/art/2022.html": page("<div id='zoom'></div>")})
    found = {capture.url[-9:]: capture.link for capture in captures(tmp_path)}
    assert found["2022.html"] == f"{AGENCY}2022年政府信息公开工作年度报告"
    assert found["2023.html"] is None


@pytest.mark.parametrize(
    "posts",
    [
        "$.post('/api/article/get', {id: 512}, draw)",
        "axios.post('/api/detail', {id: 512}).then(draw)",
    ],
)
def test_an_article_for_whose_number_a_page_posts_is_had(posts, tmp_path):
    title, _, text = report(2022).body.decode().partition("<h1>")[2].partition("</h1>")
    said = {"data": {"title": title, "content": f"{text}<p>本年新收</p>"}}
    counted = "$.post('/article/browse', {id: 512}); $.post('/content/zan', {id: 512})"
    shell = page(f"<div id='zoom'></div><script>{posts}; {counted}</script>")
    listed = page(MENU + rows([2022]).replace("/art/2022.html", "/show.html?id=512"))

    def answer(hit):
        known = hit.method == "POST" and b"512" in hit.body
        return Says(json.dumps(said).encode() if known else b"{}", headers=JSON)

    routes = {"/nb/": listed, "/api/article/get": answer, "/api/detail": answer}
    with site(healthy() | {**routes, "/show.html?id=512": shell}) as running:
        assert one(tmp_path, running).status == "ok"
        assert one(tmp_path, running).status == "ok"
    assert not {"/article/browse", "/content/zan"} & set(running.paths())
    (found,) = [capture for capture in captures(tmp_path) if "/api/" in capture.url]
    assert extract(found).metadata.report_year == 2022


def validated(year: int, version: int = 1):
    def answer(hit):
        tag = f'"{year}-{version}"'
        if hit.headers.get("if-none-match") == tag:
            return Says(status=304, headers=(("ETag", tag),))
        whole = report(year, f"<p>{version}</p>")
        return Says(whole.body, headers=(*whole.headers, ("ETag", tag)))

    return answer


def test_a_second_run_asks_conditionally_and_writes_revisits(tmp_path):
    years = range(2021, 2025)
    with site(healthy() | {f"/art/{year}.html": validated(year) for year in years}) as running:
        first = one(tmp_path, running)
        size = len(running.log)
        second = one(tmp_path, running)
    assert (first.fetched, first.unchanged) == (6, 0)
    assert (second.fetched, second.unchanged, second.reports) == (0, 6, 4)
    asked = [hit for hit in running.log[size:] if hit.path.startswith("/art/")]
    assert all("if-none-match" in hit.headers for hit in asked)
    check(tmp_path)
    assert sum(kind == "revisit" for kind, _ in records(tmp_path)) == 6
    assert len(list(captures(tmp_path))) == 6


def test_a_correction_is_one_new_answer(tmp_path):
    years = range(2021, 2025)
    with site(healthy() | {f"/art/{year}.html": validated(year) for year in years}) as running:
        one(tmp_path, running)
        running.routes["/art/2023.html"] = validated(2023, 2)
        second = one(tmp_path, running)
    assert (second.fetched, second.unchanged, second.reports) == (1, 5, 4)


def test_gzip_that_no_header_names_is_read_and_its_end_is_awaited(tmp_path):
    packed = gzip.compress(report(2023).body)
    routes = {
        "/art/2023.html": Says(packed, headers=HTML),
        "/art/2022.html": Says(packed[:-20], headers=HTML),
    }
    found = crawled(tmp_path, healthy() | routes, attempts="1")
    assert (found.reports, [problem.reason for problem in found.problems]) == (3, ["cut-body"])
    assert report(2023).body in [capture.body for capture in captures(tmp_path)]


def test_what_is_not_whole_leaves_no_response(tmp_path):
    crawled(tmp_path, healthy() | {"/art/2022.html": Says(b"<html>", length=999)})
    assert not any(url.endswith("2022.html") for _, url in records(tmp_path))


def test_the_report_of_a_run_is_a_line_of_its_own(tmp_path):
    with site() as running:
        reports = [run(tmp_path, {"one": running}) for _ in range(2)]
    lines = (tmp_path / "runs.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [r.model_dump(mode="json") for r in reports]


def test_a_file_that_lost_acknowledged_bytes_is_damage(tmp_path):
    with site() as running:
        one(tmp_path, running)
        file = next(tmp_path.glob("*.warc.gz"))
        file.write_bytes(file.read_bytes()[:-10])
        with pytest.raises(ArchiveDamaged, match="its frontier knows"):
            one(tmp_path, running)


def test_what_lies_beyond_the_acknowledged_bytes_is_cut_off(tmp_path):
    with site() as running:
        one(tmp_path, running)
        file = next(tmp_path.glob("*.warc.gz"))
        whole = file.read_bytes()
        file.write_bytes(whole + b"\x1f\x8b\x08half a record")
        one(tmp_path, running)
    assert file.read_bytes() == whole
    check(tmp_path)


def test_a_listing_that_is_briefly_empty_is_asked_again(tmp_path):
    empty = page(MENU + "<p>共30条</p>")
    answers = iter([empty, empty])
    full = page(MENU + "<p>共4条</p>" + rows([2023, 2024]))

    def second(_hit):
        return next(answers, full)

    routes = healthy([2021, 2022, 2023, 2024])
    routes["/nb/"] = page(
        MENU + "<p>共4条</p>" + rows([2021, 2022]) + '<a href="/nb/index_2.html">下一页</a>'
    )
    with site(routes | {"/nb/index_2.html": second}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports) == ("ok", 4)
    assert running.paths().count("/nb/index_2.html") == 3


@pytest.mark.parametrize("agency", ["衢州市应急管理局", "衢州市人民政府"])
def test_a_column_that_is_briefly_empty_is_asked_again_though_it_has_a_menu_of_bodies(
    agency, tmp_path
):
    names = ("教育局", "民政局", "财政局", "水利局")
    bodies = [f"<li><a href='/bm/{at}/'>市{name}</a></li>" for at, name in enumerate(names)]
    menu = f"{MENU}<h3>部门信息公开</h3><ul>{''.join(bodies)}</ul>"
    answers = iter([page(menu), page(menu)])
    full = page(menu + rows([2021, 2022]))
    routes = healthy([2021, 2022, 2024]) | {"/nb/": lambda _hit: next(answers, full)}
    routes |= {f"/bm/{at}/": page(rows([2024])) for at in range(4)}
    with site(routes) as running:
        found = one(tmp_path, running, agency=agency)
    assert (found.status, found.reports >= 2) == ("ok", True)
    assert running.paths().count("/nb/") == 3


def test_an_empty_page_that_a_link_leads_to_is_asked_for_once_more(tmp_path):
    answers = iter([page(MENU)])
    routes = healthy([2021, 2022, 2023, 2024])
    routes["/nb/"] = page(MENU + rows([2021, 2022]) + '<a href="/nb/2.html">下一页</a>')
    full = page(MENU + rows([2023, 2024]) + '<a href="/nb/3.html">下一页</a>')
    routes |= {"/nb/2.html": lambda _hit: next(answers, full), "/nb/3.html": page(MENU)}
    with site(routes) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports) == ("ok", 4)
    assert [running.paths().count(f"/nb/{number}.html") for number in (2, 3)] == [2, 2]


def test_a_listing_that_stays_short_is_a_promise_broken(tmp_path):
    routes = healthy([2021, 2022])
    routes["/nb/"] = page(
        MENU + "<p>共4条</p>" + rows([2021, 2022]) + '<a href="/nb/index_2.html">下一页</a>'
    )
    found = crawled(tmp_path, routes | {"/nb/index_2.html": page(MENU + "<p>共4条</p>")})
    assert (found.status, found.reason, found.reports) == ("incomplete", "list-short", 2)
    assert found.detail == "page 2 of the listing is empty: 2 of 4 rows"


def test_the_frontier_is_one_clean_file_after_a_run(tmp_path):
    crawled(tmp_path, healthy())
    states = selected(tmp_path / "frontier.db", "SELECT DISTINCT state FROM pages")
    assert states == [("done",)]
