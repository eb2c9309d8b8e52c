"""Where a crawl may go and what it may keep: addresses at every hop, limits, bytes as they came."""

import gzip
import json
import os
import re
import socket
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

import scraper
from parsers.listings.listing import Request, referer_header
from scraper import client, cookies
from scraper.body import LARGEST
from scraper.crawling.message import message
from scraper.crawling.page import Page, key_of
from scraper.inputs.captures import captures
from scraper.reasons import reasons
from tests.archives import answer, warc
from tests.commands import gongkai
from tests.crawling import crawled, missed, one, self_signed
from tests.dumped import selected
from tests.in_memory import saved
from tests.site import AGENCY, MENU, Says, healthy, page, redirect, report, rows, site

PDF = (("Content-Type", "application/pdf"),)
HTML = (("Content-Type", "text/html"),)


def test_a_refused_address_costs_no_request(tmp_path):
    with site() as running:
        found = one(tmp_path, running, allow_private_addresses="[]")
    assert (found.status, found.reason, found.requests) == ("refused", "address-refused", 0)
    assert running.log == []


def test_a_name_that_is_bound_anew_to_a_private_address_is_refused_at_once(tmp_path, monkeypatch):
    """The resolver's second answer is another: what was checked is what is connected to."""
    plain, calls = socket.getaddrinfo, []

    def rebinding(host, port, *more, **named):
        if host != "rebound.gov.cn":
            return plain(host, port, *more, **named)
        calls.append(host)
        address = "127.0.0.1" if len(calls) <= 3 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with site() as running:
        running.routes["/"] = redirect(f"http://rebound.gov.cn:{running.port}/nb/")
        found = one(tmp_path, running, hosts=f'["rebound.gov.cn:{running.port}"]', attempts="1")
    assert (found.status, found.reports, len(running.log)) == ("incomplete", 1, 5)
    assert [problem.reason for problem in found.problems] == ["address-refused"] * 3


def test_of_a_name_with_several_addresses_only_the_permitted_ones_are_asked(tmp_path, monkeypatch):
    plain = socket.getaddrinfo

    def several(host, port, *more, **named):
        if host != "mixed.gov.cn":
            return plain(host, port, *more, **named)
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in ("10.0.0.1", "169.254.0.1", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", several)
    with site() as running:
        away = f"http://mixed.gov.cn:{running.port}/nb/"
        running.routes["/"] = redirect(away)
        assert one(tmp_path, running, hosts=f'["mixed.gov.cn:{running.port}"]').status == "ok"


@pytest.mark.parametrize(
    ("location", "path"),
    [("/年报/".encode("gb18030"), "/%C4%EA%B1%A8/"), ("/年报/".encode(), "/%E5%B9%B4%E6%8A%A5/"),
     (b"/a b/", "/a%20b/"), (b"  /nb/  ", "/nb/"), (b"nb/", "/nb/"), (b"?x=1", "/?x=1"),
     (b"\\nb\\", "/nb/")],
)  # fmt: skip
def test_a_location_is_followed_by_the_bytes_that_came(location, path, tmp_path):
    answer = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
    with site(healthy() | {"/": Says(raw=answer)}) as running:
        running.routes[path] = healthy()["/nb/"]
        found = one(tmp_path, running)
    assert found.status == "ok", found
    assert running.paths()[2] == path


@pytest.mark.parametrize("length", [65_001, 200_000])
def test_an_address_that_cannot_be_asked_for_is_counted_as_no_request(length, tmp_path):
    answer = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /" + b"a" * length + b"\r\n\r\n"
    with site(healthy() | {"/": Says(raw=answer)}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason) in (("failed", "bad-address"), ("failed", "no-answer"))
    assert found.requests == len(running.log)


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (307, "POST"), (308, "POST")])
def test_a_form_that_is_sent_elsewhere_is_sent_there_where_the_answer_says_so(
    status, method, tmp_path
):
    form = "<form name='f' action='/more' method='post'><input type='hidden' name='no' value='1'></form>"
    script = "<script>function go(n){ document.f.no.value = n; document.f.submit(); }</script>"
    first = page(MENU + rows([2024]) + form + "<a href='javascript:go(2)'>下一页</a>" + script)
    elsewhere = redirect("/further", status)
    further = {"/more": elsewhere, "/further": page(rows([2023]))}
    with site(healthy() | {"/nb/": first} | further) as running:
        assert one(tmp_path, running).reports == 2
    assert [hit.method for hit in running.log if hit.path == "/further"] == [method]


def test_five_redirects_are_followed_and_not_six(tmp_path):
    def hops(count: int) -> dict[str, Says]:
        names = ["/", *(f"/hop{number}" for number in range(1, count)), "/nb/"]
        return {here: redirect(there) for here, there in pairwise(names)}

    with site(healthy() | hops(5)) as running:
        assert one(tmp_path / "5", running).status == "ok"
    with site(healthy() | hops(6)) as running:
        found = one(tmp_path / "6", running)
    assert (found.status, found.reason) == ("failed", "redirect-circle")
    assert "/nb/" not in running.paths()


def test_an_attachment_has_its_own_limit_whatever_type_it_is_given(tmp_path):
    big = Says(b"%PDF-1.7 " + b"x" * 5000, headers=HTML)
    link = '<a href="/files/a.pdf">附件.pdf</a>'
    with site(healthy() | {"/art/2023.html": report(2023, link), "/files/a.pdf": big}) as running:
        assert one(tmp_path / "a", running, max_page="4000", max_attachment="9000").status == "ok"
        found = one(tmp_path / "b", running, max_page="4000", max_attachment="5000")
    assert [problem.reason for problem in found.problems] == ["too-large"]


def test_a_listing_has_the_limit_of_a_page_whatever_type_it_is_given(tmp_path):
    packed = Says(b"x" * 5000, headers=(("Content-Type", "application/octet-stream"),))
    found = crawled(tmp_path, healthy() | {"/nb/": packed}, max_page="4000")
    assert (found.status, found.reason) == ("failed", "too-large")


def test_an_error_page_in_the_place_of_a_listed_document_is_a_problem(tmp_path):
    title = "衢州市应急管理局2024年政府信息公开工作年度报告"
    listed = f'<ul><li><a href="/files/2024.pdf">{title}</a></li></ul>'
    error = Says(b"<html><body>login please</body></html>", headers=HTML)
    word = Says(report(2024).body, headers=(("Content-Type", "application/msword"),))
    with site(healthy() | {"/nb/": page(MENU + rows([2021]) + listed)}) as running:
        running.routes["/files/2024.pdf"] = error
        found = one(tmp_path / "a", running)
        assert [problem.reason for problem in found.problems] == ["not-a-document"]
        running.routes["/files/2024.pdf"] = word
        assert one(tmp_path / "b", running).reports == 2


def test_a_row_that_is_no_web_address_is_neither_fetched_nor_elsewhere(tmp_path):
    title = "衢州市应急管理局2024年政府信息公开工作年度报告"
    listed = f'<ul><li><a href="mailto:a@b.cn">{title}</a></li></ul>'
    found = crawled(tmp_path, healthy() | {"/nb/": page(MENU + rows([2021]) + listed)})
    assert (found.status, found.elsewhere) == ("ok", 0)


def test_a_single_page_that_is_shorter_than_it_says_is_asked_again(tmp_path):
    short = page(MENU + "<p>共4条</p>" + rows([2021, 2022]))
    answers = iter([short, short])
    whole = page(MENU + "<p>共4条</p>" + rows(range(2021, 2025)))
    with site(healthy() | {"/nb/": lambda _: next(answers, whole)}) as running:
        found = one(tmp_path / "a", running)
        assert (found.status, found.reports) == ("ok", 4)
        running.routes["/nb/"] = short
        running.log.clear()
        found = one(tmp_path / "b", running)
    assert (found.status, found.reason, found.detail) == ("incomplete", "list-short", "2 of 4 rows")
    assert running.paths().count("/nb/") == 4


def kept(folder: Path, kind: str = "response") -> dict[str, tuple[object, bytes]]:
    found = {}
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, no_record_parse=True):
                if record.rec_type == kind:
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    found[url] = (record.rec_headers, record.raw_stream.read())
    return found


def test_heads_are_kept_byte_for_byte(tmp_path):
    head = b"HTTP/1.1 200 OK\r\nX-oDD:  \xc4\xea\xb1\xa8 \r\nContent-Length: %d\r\n\r\n"
    body = report(2023).body
    with site(healthy() | {"/art/2023.html": Says(raw=head % len(body) + body)}) as running:
        assert one(tmp_path, running).status == "ok"
    _, block = kept(tmp_path)[f"{running.url}/art/2023.html"]
    assert block.startswith(b"HTTP/1.1 200 OK\r\nX-oDD: \xc4\xea\xb1\xa8\r\n")
    assert block.endswith(b"\r\n\r\n" + body)
    _, sent = kept(tmp_path, "request")[f"{running.url}/art/2023.html"]
    assert sent.startswith(b"GET /art/2023.html HTTP/1.1\r\nHost: 127.0.0.1:")


def test_a_record_says_that_its_connection_was_not_verified(tmp_path):
    with site(tls=self_signed(tmp_path)) as running:
        assert one(tmp_path / "a", running, tls='"insecure"').status == "ok"
    for headers, _ in kept(tmp_path / "a").values():
        assert headers.get_header("Gongkai-TLS") == "insecure"
    with site() as running:
        assert one(tmp_path / "b", running, tls='"insecure"').status == "ok"
    for headers, _ in kept(tmp_path / "b").values():
        assert headers.get_header("Gongkai-TLS") is None


URLS = st.builds(
    "http://{}{}/{}{}{}".format,
    st.sampled_from(["x.gov.cn", "X.GOV.CN", "年报.cn", "[::1]"]),
    st.sampled_from(["", ":80", ":8080", ":443"]),
    st.text("ab/.~%E5年 ;?&=#", max_size=30),
    st.sampled_from(["", ";jsessionid=7F", "?b=1&a=%e5", "?_=1", "?_t=1&b=2&rnd="]),
    st.sampled_from(["", "#top"]),
)


@given(URLS)
@example("http://x.gov.cn/%")
def test_the_key_of_a_page_is_its_own_key(url):
    key = key_of(Request(url))
    assert key_of(Request(f"http:{key}")) == key


@pytest.mark.parametrize(
    "twin",
    ["https://x.gov.cn/年/a~b.html?q=1", "http://X.gov.cn:80/%E5%B9%B4/a%7Eb.html?q=1#top",
     "http://x.gov.cn/%e5%b9%b4/a~b.html;jsessionid=7?q=1", "https://x.gov.cn:443/年/a~b.html?q=1",
     "http://x.gov.cn/年/a~b.html?_t=1700000000&q=1", "http://x.gov.cn/年/a~b.html?q=1&PHPSESSID=7f&rand=0.5",
     "http://x.gov.cn/年/a~b.html?q=1&sid=0a1b2c3d4e5f60718293a4b5c6d7e8f9"],
)  # fmt: skip
def test_spellings_of_one_address_are_one_page(twin):
    assert key_of(Request(twin)) == "//x.gov.cn/%E5%B9%B4/a~b.html?q=1"


@pytest.mark.parametrize(
    "other", ["?q=2", "?Q=1", "", "?q=1&p", "?q=1&t=2", "?q=1&rand=a", "?q=1&sid=755041",
              "?q=1&newsid=0a1b2c3d4e5f60718293a4b5c6d7e8f9", "?classId=0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"],
)  # fmt: skip
def test_what_may_be_another_page_is_another(other):
    found = key_of(Request(f"http://x.gov.cn/a{other}"))
    assert found not in (
        key_of(Request(f"http://x.gov.cn/a{one}")) for one in ("?q=1", "") if one != other
    )


def test_half_a_page_of_a_foreign_archive_is_no_capture(tmp_path):
    for reason in ("length", "time", "disconnect"):
        half = warc(answer("http://x.gov.cn/1.html", b"<html>"), headers={"WARC-Truncated": reason})
        (tmp_path / "a.warc.gz").write_bytes(half)
        told: list[str] = []
        assert list(captures(tmp_path, told.append)) == []
        assert told == ["records that their crawler cut off"]


def test_a_page_too_large_to_be_read_from_an_archive_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("scraper.inputs.warc_records.LARGEST", 5)
    pages = (
        answer("http://x.gov.cn/1.html", b"<html>", kind) for kind in ("text/html", "video/mp4")
    )
    (tmp_path / "a.warc.gz").write_bytes(warc(*pages))
    told: list[str] = []
    assert list(captures(tmp_path, told.append)) == []
    assert told == ["records too large for a page"]


def test_a_bomb_in_a_foreign_archive_stays_packed(tmp_path):
    packed = gzip.compress(gzip.compress(bytes(LARGEST + 1)))
    coded = [*HTML, ("Content-Encoding", "gzip, gzip")]
    page = ("http://x.gov.cn/1.html", "200 OK", coded, packed)
    (tmp_path / "a.warc.gz").write_bytes(warc(page))
    (found,) = captures(tmp_path)
    assert found.body == packed


def test_what_the_crawl_counts_is_what_extract_reads_and_no_socket_is_opened(tmp_path, monkeypatch):
    found = crawled(tmp_path / "a", healthy(list(range(2019, 2025))))

    def refused(*_args, **_more):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    db = tmp_path / "x.db"
    result = gongkai("extract", db, tmp_path / "a", "--workers", "1")
    assert result.returncode == 0, result.stderr
    (count,) = selected(
        db,
        "SELECT count(DISTINCT agencies.name || report_year) FROM reports"
        " JOIN agencies ON agencies.id = reports.agency",
    )[0]
    assert count == found.reports == 6


def test_every_reason_is_documented_and_can_happen():
    source = "".join(path.read_text() for path in Path(scraper.__file__).parent.rglob("*.py"))
    named = set(
        re.findall(r'(?:Unfetched|_because|Outcome)\(\s*(?:"[a-z]+", )?"([a-z-]+)"', source)
    )
    for code, reason in reasons().items():
        assert f'"{code}"' in source, f"{code} can never happen"
        assert all((reason.en.endswith("."), reason.zh, reason.advice)), code
    assert named - {"ok"} <= set(reasons())


def test_the_report_of_a_run_has_the_fields_of_the_contract(tmp_path):
    with site() as running:
        found = json.loads(one(tmp_path, running).model_dump_json())
    assert list(found) == [
        "id", "agency", "status", "reason", "detail", "advice", "engine", "robots", "reports",
        "elsewhere", "requests", "fetched", "unchanged", "bytes", "problems", "runs",
    ]  # fmt: skip
    assert found["requests"] == len(running.log)
    assert (found["reason"], found["detail"], found["advice"]) == (None, None, None)


def test_two_modules_alone_import_the_http_library_and_it_is_the_one_wanted():
    importing = re.compile(r"^\s*(?:import|from) httpx", re.MULTILINE)
    sources = Path(scraper.__file__).parent.parent.glob("[sp]c*/**/*.py")
    named = [path.name for path in sources if importing.search(path.read_text())]
    assert sorted(named) == ["client.py", "cookies.py"]
    assert client.httpx is cookies.httpx
    assert client.httpx.__name__ == os.environ.get("GONGKAI_HTTP", client.httpx.__name__)


def test_robots_txt_and_redirects_are_kept_as_evidence(tmp_path):
    rules = Says(b"User-agent: *\nDisallow: /x/\n")
    hop = redirect("/zwgk/", 301)
    with site(healthy() | {"/robots.txt": rules, "/": hop, "/zwgk/": healthy()["/"]}) as running:
        found = one(tmp_path, running)
        assert (found.status, found.fetched) == ("ok", 6)
        assert set(kept(tmp_path)) == {f"{running.url}{path}" for path in running.paths()}
    assert not any(capture.url.endswith("robots.txt") for capture in captures(tmp_path))


def test_a_host_that_has_died_is_not_asked_for_every_page_that_is_left(tmp_path):
    years = list(range(1990, 2025))
    dead = {f"/art/{year}.html": Says(reset=True) for year in years}
    with site(healthy(years) | dead) as running:
        found = one(tmp_path, running, attempts="2")
    assert (found.status, found.reason) == ("incomplete", "pages-missing")
    assert {problem.reason for problem in found.problems} == {"no-answer"}
    assert len(found.problems) == len(years)
    assert sum(path.startswith("/art/") for path in running.paths()) == 20


def test_faults_between_answers_end_no_host(tmp_path):
    years = list(range(1990, 2025))
    dead = {f"/art/{year}.html": Says(reset=True) for year in years if year % 4}
    found = crawled(tmp_path, healthy(years) | dead, attempts="1")
    assert len(found.problems) == len(dead)
    assert found.reports == len(years) - len(dead)


def home_again(more: str) -> Says:
    links = "".join(f'<a href="/col/{number}/">栏目{number}</a>' for number in range(30))
    return page(MENU + f"<p>首页 {more}</p>" + links)


def test_the_home_page_in_the_place_of_a_report_is_not_there(tmp_path):
    routes = healthy() | {"/": home_again("10:31"), "/art/2023.html": home_again("10:32")}
    found = crawled(tmp_path, routes)
    assert missed(found) == ["soft-404 2023.html"]


def test_another_page_in_the_place_of_a_report_is_not_there_though_the_home_page_is_unknown(
    tmp_path,
):
    """A portal that starts at its column has no home page to compare with."""
    routes = healthy() | {"/art/2023.html": home_again("")}
    found = crawled(tmp_path, routes, start="/nb/")
    assert (found.status, found.reports) == ("incomplete", 3)
    assert [problem.reason for problem in found.problems] == ["soft-404"]


@pytest.mark.parametrize("body", [
    "<h1>关于2023年年报的通知</h1>",
    f"<p>{'x' * 500}</p>",
    f"<h1>{AGENCY}2023年政府信息公开工作年度报告</h1><div id='c'></div><script>show('c')</script>",
    "<div id='zoom'></div>",
], ids=["a notice", "a bare page", "only its title", "an empty article"])  # fmt: skip
def test_a_page_without_a_report_in_the_place_of_one_is_told(body, tmp_path):
    found = crawled(tmp_path, healthy() | {"/art/2023.html": page(body)}, start="/nb/")
    assert missed(found) == ["no-report-on-page 2023.html"]


WHOLE = f"<h1>{AGENCY}2020年政府信息公开工作年度报告</h1><p>{'一、总体情况。' * 60}</p>"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("/art/2020.html", "<div id='zoom'><iframe src='/get?id=9'></iframe></div>"),
        ("/art/2020.html", f"<p>现予公布</p><a href='/get?id=9'>点击查看：{AGENCY}2020年政府信息公开工作年度报告</a>"),
        ("/art/2021.html", WHOLE.replace("2020", "2021") + "<p>下一篇：<!-- <a href='#'> --><a href='/get?id=9'>2020年政府信息公开工作年度报告</a></p>"),
    ],
    ids=["in a frame", "behind a link", "named after another"],
)  # fmt: skip
def test_a_report_that_a_report_page_leads_to_is_had(at, shown, tmp_path):
    routes = healthy() | {at: page(shown), "/get?id=9": page(WHOLE)}
    if at == "/art/2020.html":
        routes["/nb/"] = page(MENU + rows([2020, 2021, 2022, 2023, 2024]))
    found = crawled(tmp_path, routes)
    assert (found.status, found.reports) == ("ok", 5)


@pytest.mark.parametrize(
    ("offers", "behind"),
    [
        ("<a href='/down?id=7'>年报.docx</a>", "<a href='/get?id=9'>点击下载</a>"),
        ("<a href='#' onclick=\"window.open('/soft/?id=7')\">年度报告下载</a>", "<a href='/get?id=9'>2020年政府信息公开工作年度报告</a>"),
    ],
    ids=["PHPCMS", "EmpireCMS"],
)  # fmt: skip
def test_a_document_behind_a_page_of_its_own_is_had(offers, behind, tmp_path):
    further = page(f"{behind}<a href='/down?id=8'>相关.docx</a>" if "点击" in behind else behind)
    routes = healthy() | {
        "/nb/": page(MENU + rows([2020, 2021, 2022, 2023, 2024])),
        "/art/2020.html": page(f"<h1>{AGENCY}2020年政府信息公开工作年度报告</h1>{offers}"),
        "/down?id=7": further, "/down?id=8": page("<a href='/down?id=9'>其他.docx</a>"), "/soft/?id=7": further,
        "/get?id=9": in_word(2020),
    }  # fmt: skip
    with site(routes) as running:
        found = one(tmp_path, running)
    assert (found.reports, "/down?id=9" in running.paths()) == (5, False)
    assert [each.url[-2:] for each in found.problems] == (["=8"] if "点击" in behind else [])


def in_word(year):
    """The report of a year as a document."""
    document = Document()
    for said in (f"{AGENCY}{year}年政府信息公开工作年度报告", "一、总体情况。" * 60):
        document.add_paragraph(said)
    return Says(saved(document))


def test_the_documents_of_one_page_are_the_reports_of_as_many_years_and_asked_for_from_it(tmp_path):
    listed = f"<li><a href='/all.html'>{AGENCY}历年政府信息公开年度报告</a> 2025-01-20</li>"
    years = range(2018, 2025)
    links = "".join(f"<p><a href='/{year}.docx'>{year}年.docx</a></p>" for year in years)
    routes = {"/": page(MENU), "/nb/": page(f"<ul>{listed}</ul>"), "/all.html": page(links)}
    with site(routes | {f"/{year}.docx": in_word(year) for year in years}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reports) == ("ok", 7)
    asked = [hit.headers["referer"] for hit in running.log if hit.path.endswith(".docx")]
    assert {address[-9:] for address in asked} == {"/all.html"}


def test_a_host_is_not_told_of_a_page_of_another():
    told = {
        (page[:12], url): dict(message(Request(url, headers=referer_header(page))).headers)
        for page in ("https://a.gov.cn/1.html?token=5", "http://a.gov.cn/1.html")
        for url in ("https://a.gov.cn/1.pdf", "http://a.gov.cn/1.pdf", "http://b.gov.cn/1.pdf")
    }
    assert [asked for asked, headers in told.items() if "Referer" in headers] == [
        ("https://a.go", "https://a.gov.cn/1.pdf"),
        ("http://a.gov", "https://a.gov.cn/1.pdf"),
        ("http://a.gov", "http://a.gov.cn/1.pdf"),
    ]


@pytest.mark.parametrize(
    ("year", "asks", "more"),
    [
        (2016, "/api/article/list", ""),
        (2022, "/api/hot/list", ""),
        (2022, "/api/article/list", "<a href='/2022.docx'>附件.docx</a>"),
    ],
    ids=["of before 2019", "of the newest", "with a document"],
)
def test_a_list_that_the_page_of_a_report_loads_beside_it_is_not_asked_for(
    year, asks, more, tmp_path
):
    loads = f"{more}<script>$.get('{asks}', {{id: 5, size: 9}}, draw)</script>"
    routes = healthy([year]) | {f"/art/{year}.html": report(year, loads)}
    with site(routes | {"/2022.docx": in_word(2022)}) as running:
        found = one(tmp_path, running)
    assert found.status == "ok"
    assert not [hit.path for hit in running.log if hit.path.startswith("/api")]


def test_frames_within_frames_are_not_followed_for_ever(tmp_path):
    within = {f"/f/{n}": page(f"<iframe src='/f/{n + 1}'></iframe>") for n in range(20)}
    with site(healthy() | {"/art/2023.html": within["/f/0"]} | within) as running:
        found = one(tmp_path, running)
    assert [each.reason for each in found.problems] == ["no-report-on-page"]
    assert {"/f/5", "/f/6"} & set(running.paths()) == {"/f/5"}


SECOND = MENU + rows([2020]) + "<a href='/nb/3.html'>下一页</a>"


@pytest.mark.parametrize(("second", "told"), [
    (Says(status=404), ("incomplete", "list-short")), (Says(status=500), ("failed", "server-error")), (page(SECOND), ("ok", None)),
], ids=["not there", "in error", "there, and not the third"])  # fmt: skip
def test_a_second_page_that_a_link_leads_to_must_be_there_and_none_may_be_in_error(
    second, told, tmp_path
):
    turned = page(MENU + rows([2021, 2022, 2023, 2024]) + "<a href='/nb/2.html'>下一页</a>")
    found = crawled(tmp_path, healthy(range(2020, 2025)) | {"/nb/": turned, "/nb/2.html": second})
    assert (found.status, found.reason) == told


@pytest.mark.parametrize("attached", [b"%PDF-1.7 x", None], ids=["damaged", "something else"])
def test_a_report_none_of_whose_documents_is_one_is_told(attached, tmp_path):
    document = Document()
    document.add_paragraph("依申请公开流程图")
    announced = f"<h1>{AGENCY}2023年政府信息公开工作年度报告</h1><a href='/f'>附件.pdf</a>"
    found = crawled(
        tmp_path,
        healthy() | {"/art/2023.html": page(announced), "/f": Says(attached or saved(document))},
    )
    assert missed(found) == ["no-report-on-page 2023.html"]


def test_a_row_that_names_no_body_has_the_report_of_which_its_document_says_whose_it_is(tmp_path):
    listed = MENU + rows([2021, 2022, 2024]).replace(f"{AGENCY}2022", "2022")
    announced = (
        "<h1>2022年政府信息公开工作年度报告</h1><a href='/2022.docx'>附件：年度报告.docx</a>"
    )
    routes = {"/nb/": page(listed), "/art/2022.html": page(announced), "/2022.docx": in_word(2022)}
    with site(healthy() | routes) as running:
        found = one(tmp_path, running, expect="{ years = [2021, 2022, 2024] }")
    assert (found.status, found.reports, found.problems) == ("ok", 3, ())
    with site(healthy() | routes | {"/2022.docx": in_word(2019)}) as running:
        found = one(tmp_path / "of another year", running)
    assert missed(found) == ["no-report-on-page 2022.html"]
    six = "".join(f"<a href='/{n}.docx'>附件{n}.docx</a>" for n in range(6))
    other = routes | {"/art/2022.html": page(f"<h1>2022年政府信息公开工作年度报告</h1>{six}")}
    other |= {f"/{n}.docx": Says(saved(Document())) for n in range(6)}
    with site(healthy() | other) as running:
        found = one(tmp_path / "no report in any of many", running)
    assert [each.url[-9:] for each in found.problems] == ["2022.html"]


@pytest.mark.parametrize(
    ("charset", "asked"),
    [("gb18030", "%C4%EA%B1%A8"), ("utf-8", "年报"), ("utf-8-sig", "年报"), ("utf-16", "年报")],
)
def test_the_queries_of_a_page_are_in_its_own_bytes_but_for_those_of_unicode(charset, asked):
    html = (
        f'<meta charset={charset}><a href="list.asp?lm=年&#25253;&p=2">政府信息公开工作年度报告</a>'
    )
    page = Page(
        Request("http://a.example/"), "http://a.example/", html.encode(charset), None, charset
    )
    assert f'"list.asp?lm={asked}&p=2"' in page.response().text
