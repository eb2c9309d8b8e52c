"""What a site's own log shows: pace, robots.txt, Retry-After, one connection a host."""

import gzip
import json
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from email.utils import formatdate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.listings.listing import Request
from schemas.portal import BEIJING, Portal
from scraper.crawling.hosts import Hosts
from scraper.crawling.outcome import Limits, Unfetched
from scraper.frontier import Frontier
from scraper.pace import Pace, retry_after
from tests.crawling import crawled, one, portals_toml, run, started
from tests.site import Says, healthy, page, report, site

CLOCK = 0.002  # what two clocks read apart may differ by


def test_no_gap_is_shorter_than_the_delay_and_one_connection_serves(tmp_path):
    with site() as running:
        found = one(tmp_path, running, delay="0.06")
        assert found.status == "ok"
        assert min(running.gaps()) >= 0.06 - CLOCK
        assert len({hit.connection for hit in running.log}) == 1


def test_two_portals_on_one_host_share_its_pace_and_its_connection(tmp_path):
    with site() as running:
        report = run(tmp_path, {"one": running, "two": running}, delay="0.04")
        assert [portal.status for portal in report.portals] == ["ok", "ok"]
        assert min(running.gaps()) >= 0.04 - CLOCK
        assert running.most_open == 1


def test_the_longer_delay_of_another_portal_holds_from_the_answer_before(tmp_path):
    with closing(Frontier(tmp_path / "frontier.db")) as frontier:
        pace = Pace("a.gov.cn", frontier, threading.Event())
        began = time.monotonic()
        pace.answered(began, began)
        pace.at_least(0.1)
        pace.wait()
    assert time.monotonic() - began >= 0.1


def test_a_delay_that_has_passed_since_the_run_before_is_not_waited_for(tmp_path):
    with closing(Frontier(tmp_path / "frontier.db")) as frontier:
        pace = Pace("a.gov.cn", frontier, threading.Event())
        pace.at_least(60)
        pace.crawl_delay(60)  # as a robots.txt says that is kept
        began = time.monotonic()
        pace.wait()
    assert time.monotonic() - began < 30


def test_the_delay_holds_from_one_run_to_the_next(tmp_path):
    with site(healthy([2024])) as running:
        one(tmp_path, running, delay="0.1")
        one(tmp_path, running, delay="0.1")
        assert min(running.gaps()) >= 0.1 - CLOCK


def test_a_wait_that_a_clock_running_ahead_has_kept_is_ten_minutes_once(tmp_path):
    frontier = Frontier(tmp_path / "frontier.db")
    kept = "INSERT INTO hosts (host, next) VALUES ('a.gov.cn', ?)"
    frontier.write(kept, time.time() + 20 * 365 * 86_400)
    Pace("a.gov.cn", frontier, threading.Event())
    found = frontier.row("SELECT next FROM hosts")
    frontier.close()
    assert found is not None
    assert 590 < found[0] - time.time() <= 600


def test_retry_after_silences_each_host_for_as_long(tmp_path):
    """Four at once: a busy answer of either status, its time in either form."""
    with ExitStack() as running:
        sites = {
            f"{form}-{status}": running.enter_context(site(_busy_at_first(status, form)))
            for form in ("seconds", "date")
            for status in (429, 503)
        }
        told = run(tmp_path, sites)
    assert [portal.status for portal in told.portals] == ["ok"] * 4
    for name, one_site in sites.items():
        place = one_site.paths().index("/art/2022.html")
        assert one_site.gaps()[place] >= 1 - CLOCK, name


def _busy_at_first(status, form):
    answers = iter([True])

    def busy(_hit):
        if not next(answers, False):
            return report(2022)
        after, date = (formatdate(second, usegmt=True) for second in (1, 0))
        value = "1" if form == "seconds" else after
        return Says(b"busy", status, (("Retry-After", value), ("Date", date)))

    return healthy([2022]) | {"/art/2022.html": busy}


@pytest.mark.parametrize(("status", "told"), [(429, "blocked"), (503, "failed")])
def test_a_retry_after_of_more_than_ten_minutes_ends_the_host_for_the_run(status, told, tmp_path):
    answer = Says(b"busy", status, (("Retry-After", "601"),))
    with site(healthy() | {"/nb/": answer}) as running:
        found = one(tmp_path, running)
    assert found.status == told
    assert running.paths()[-1] == "/nb/"
    assert running.paths().count("/nb/") == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), (" 7 ", 7.0), ("-7", None), ("soon", None), ("", None), (None, None),
     ("Mon, 01 Jan 2001 00:00:00 GMT", 0.0), ("9" * 30, 1e30), ("７", None)],
)  # fmt: skip
def test_both_forms_of_retry_after_are_read(value, seconds):
    assert retry_after(value) == (None if seconds is None else pytest.approx(seconds))


def test_the_user_agent_is_one_and_honest(tmp_path):
    with site() as running:
        one(tmp_path, running)
    agents = {hit.headers["user-agent"] for hit in running.log}
    assert len(agents) == 1
    assert agents.pop().startswith("gongkai/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_session_cookie_is_sent_back_to_the_name_that_set_it(tmp_path, host):
    def door(hit):
        if "JSESSIONID=7" in hit.headers.get("cookie", ""):
            return healthy()["/"]
        return Says(status=302, headers=(("Location", "/"), ("Set-Cookie", "JSESSIONID=7; Path=/")))

    with site(healthy() | {"/": door}) as running:
        running.host = host
        assert one(tmp_path, running).status == "ok"
    assert running.paths().count("/") == 2


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_cookie_in_chinese_goes_back_byte_for_byte(tmp_path, charset):
    value = "unit=应急".encode(charset)
    head = (
        b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nSet-Cookie: %s; Path=/\r\n\r\n"
    )

    def door(hit):
        if hit.headers.get("cookie", "").encode("iso-8859-1") == value:
            return healthy()["/"]
        return Says(raw=head % value)

    assert crawled(tmp_path, healthy() | {"/": door}).status == "ok"
    kept = b"".join(gzip.decompress(path.read_bytes()) for path in tmp_path.glob("*.warc.gz"))
    assert b"Cookie: " + value in kept


def test_a_portal_that_says_nothing_is_asked_politely():
    portal = Portal(id="x", agency="x", start="http://x.gov.cn/")
    assert (portal.delay, portal.timeout, portal.attempts, portal.tls) == (2.0, 60.0, 3, "verify")


def test_a_slow_site_is_left_alone_for_as_long_as_it_took_to_answer(tmp_path):
    routes = healthy([2024])

    def slow(hit):
        time.sleep(0.1)
        return routes[hit.path]

    with site(dict.fromkeys(routes, slow)) as running:
        assert one(tmp_path, running, delay="0.05").status == "ok"
    assert min(running.gaps()) >= 0.2 - CLOCK


@pytest.mark.parametrize("answer", [Says(b"busy", 503), Says(b"busy", 429), Says(reset=True)])
def test_a_busy_site_is_asked_more_slowly_from_then_on(answer, tmp_path):
    answers = iter([answer])
    first = healthy()["/nb/"]
    with site(healthy() | {"/nb/": lambda _: next(answers, first)}) as running:
        assert one(tmp_path, running, delay="0.06").status == "ok"
    place = running.paths().index("/nb/")
    gaps = running.gaps()
    assert min(gaps[place : place + 2]) >= 0.1 - CLOCK
    assert min(gaps[:place]) >= 0.06 - CLOCK


def test_a_site_with_nothing_but_errors_is_asked_for_each_further_page_once(tmp_path):
    years = range(2010, 2025)
    broken = {f"/art/{year}.html": Says(b"error", 500) for year in years if year < 2023}
    with site(healthy(years) | broken) as running:
        found = one(tmp_path, running)
        asked = [running.paths().count(path) for path in broken]
    assert found.reason == "pages-missing"
    assert sorted(asked) == [1] * 8 + [3] * 5


def test_a_further_page_of_a_list_is_asked_for_again_however_many_documents_are_broken(tmp_path):
    rows = "<ul><li><a href='/art/{0}.html'>甲县水利局{0}年政府信息公开工作年度报告</a></li></ul>"
    older = page("".join(map(rows.format, range(2010, 2013))))
    answers = iter([Says(b"busy", 503)])
    routes = healthy(range(2010, 2013)) | {"/": page("<a href='/nb/'>政府信息公开年报</a>")}
    routes["/nb/"] = page(
        "".join(map(rows.format, range(2015, 2025))) + "<a href='2.html'>下一页</a>"
    )
    routes |= {f"/art/{year}.html": Says(b"error", 500) for year in range(2015, 2025)}
    routes["/nb/2.html"] = lambda hit: next(answers, older)
    found = crawled(tmp_path, routes)
    assert (found.reason, found.reports) == ("pages-missing", 3)


def test_retry_after_is_counted_by_the_clock_of_the_site():
    later, now = "Mon, 01 Jan 2001 00:01:00 GMT", "Mon, 01 Jan 2001 00:00:00 GMT"
    assert retry_after(later, now) == 60
    assert retry_after(now, later) == 0


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_retry_after_is_a_crash(value):
    seconds = retry_after(value, value)
    assert seconds is None or seconds >= 0


def test_retry_after_to_one_portal_silences_the_host_for_the_other(tmp_path):
    answers = iter([Says(b"", 429, (("Retry-After", "1"),))])
    first = healthy()["/"]
    with site(healthy() | {"/": lambda _: next(answers, first)}) as running:
        found = run(tmp_path, {"one": running, "two": running})
    assert [portal.status for portal in found.portals] == ["ok", "ok"]
    place = running.paths().index("/")
    assert running.gaps()[place] >= 1 - CLOCK


@pytest.mark.parametrize("path", ["/", "/nb/"])
def test_a_host_that_shuts_us_out_is_asked_nothing_more_by_anybody(path, tmp_path):
    with site(healthy() | {path: Says(b"no", 403)}) as running:
        found = run(tmp_path, {"one": running, "two": running})
    assert [portal.reason for portal in found.portals] == ["forbidden", "forbidden"]
    assert running.paths().count(path) == 1


def test_a_host_that_is_left_alone_during_the_wait_is_not_asked_after_it(tmp_path):
    portal = Portal(
        id="a", agency="甲局", start="http://a/", allow_private_addresses=["127.0.0.0/8"]
    )
    with closing(Frontier(tmp_path / "frontier.db")) as frontier, site() as running:
        hosts = Hosts(frontier, 1, threading.Event())
        host = hosts.of(running.url)
        host.pace.pause(0.3)
        with ThreadPoolExecutor(1) as one_thread:
            asked = one_thread.submit(
                host.ask, Request(running.url), portal, Limits(), lambda: None
            )
            while host.lock.acquire(blocking=False):  # until the other holds it, and waits
                host.lock.release()
            hosts.leave(host, "forbidden")
        with pytest.raises(Unfetched, match="left alone"):
            asked.result()
    assert running.paths() == []


def test_outside_its_hours_a_portal_is_asked_nothing(tmp_path):
    begin = (datetime.now(BEIJING) + timedelta(hours=2)).strftime("%H:%M")
    end = (datetime.now(BEIJING) + timedelta(hours=4)).strftime("%H:%M")
    with site() as closed, site() as other:
        text = portals_toml({"closed": closed, "open": other})
        text = text.replace("[portals.open]", f'hours = "{begin}-{end}"\n[portals.open]')
        log = tmp_path / "log"
        process = started(tmp_path, text, "--log", str(log))
        while not log.exists() or "portal-ended" not in log.read_text():
            time.sleep(0.02)
        process.signalled(signal.SIGINT)
        assert process.ended(within=100) == 130
    told = json.loads(process.out.read_text())
    assert [portal["status"] for portal in told["portals"]] == ["incomplete", "ok"]
    assert closed.log == []


def test_the_hours_that_are_now_stop_nobody(tmp_path):
    now = datetime.now(BEIJING)
    hours = f'"{now - timedelta(hours=1):%H:%M}-{now + timedelta(hours=1):%H:%M}"'
    assert crawled(tmp_path, healthy(), hours=hours).status == "ok"
