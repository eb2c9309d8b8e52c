"""What a site's own log shows: pace, robots.txt, Retry-After, one connection a host."""

import sqlite3
import time
from email.utils import formatdate

import pytest

from schemas.portal import Portal
from scraper.failures import Unfetched
from scraper.pace import retry_after
from scraper.robots import read as rules
from tests.crawling import one, run
from tests.site import Says, healthy, site

CLOCK = 0.002  # what two clocks read apart may differ by


def robots(text: str, status: int = 200) -> dict[str, Says]:
    return {"/robots.txt": Says(text.encode(), status)}


def test_no_gap_is_shorter_than_the_delay_and_one_connection_serves(tmp_path):
    with site() as running:
        found = one(tmp_path, running, delay="0.15")
        assert found.status == "ok"
        assert min(running.gaps()) >= 0.15 - CLOCK
        assert len({hit.connection for hit in running.log}) == 1


def test_two_portals_on_one_host_share_its_pace_and_its_connection(tmp_path):
    with site() as running:
        report = run(tmp_path, {"one": running, "two": running}, delay="0.1")
        assert [portal.status for portal in report.portals] == ["ok", "ok"]
        assert min(running.gaps()) >= 0.1 - CLOCK
        assert running.most_open == 1


def test_the_delay_holds_from_one_run_to_the_next(tmp_path):
    with site() as running:
        one(tmp_path, running, delay="0.3")
        one(tmp_path, running, delay="0.3")
        assert min(running.gaps()) >= 0.3 - CLOCK


def test_crawl_delay_lengthens_every_gap_from_the_moment_it_is_read(tmp_path):
    with site(healthy([2024]) | robots("User-agent: *\nCrawl-delay: 0.4\n")) as running:
        assert one(tmp_path, running).status == "ok"
        assert min(running.gaps()) >= 0.4 - CLOCK


def test_a_crawl_delay_beyond_ten_minutes_is_a_refusal(tmp_path):
    with site(healthy() | robots("User-agent: *\nCrawl-delay: 86400\n")) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason, len(running.log)) == ("refused", "crawl-delay", 1)


@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_silences_the_host_for_as_long(form, status, tmp_path):
    answers = iter([True])

    def busy(_hit):
        if not next(answers, False):
            return healthy()["/art/2022.html"]
        value = "1" if form == "seconds" else formatdate(time.time() + 2, usegmt=True)
        return Says(b"busy", status, (("Retry-After", value),))

    with site(healthy() | {"/art/2022.html": busy}) as running:
        assert one(tmp_path, running).status == "ok"
    place = running.paths().index("/art/2022.html")
    assert running.log[place + 1].at - running.log[place].at >= 1 - CLOCK


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


FORBID_ALL = {
    "a 503": Says(b"", 503),
    "a 500 with a page": Says(b"<html>error</html>", 500),
    "a 429": Says(b"", 429),
    "a reset": Says(reset=True),
    "a cut body": Says(b"User-agent: x", length=999),
}


@pytest.mark.parametrize("name", FORBID_ALL)
def test_a_robots_txt_that_cannot_be_read_forbids_all(name, tmp_path):
    with site(healthy() | {"/robots.txt": FORBID_ALL[name]}) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason) == ("refused", "robots-unreachable")
    assert found.robots == "unreachable"
    assert set(running.paths()) == {"/robots.txt"}


ALLOW_ALL = {
    "a 404": Says(b"", 404),
    "a 403": Says(b"", 403),
    "a page": Says(b"<!DOCTYPE html><html>\nUser-agent: *\nDisallow: /\n</html>"),
    "nothing": Says(b""),
    "rules for others": Says(b"User-agent: baiduspider\nDisallow: /\n"),
    "an own group": Says(b"User-agent: gongkai\nAllow: /\n\nUser-agent: *\nDisallow: /\n"),
}


@pytest.mark.parametrize("name", ALLOW_ALL)
def test_a_robots_txt_without_rules_for_us_allows_all(name, tmp_path):
    with site(healthy() | {"/robots.txt": ALLOW_ALL[name]}) as running:
        assert one(tmp_path, running).status == "ok"


def test_nothing_under_disallow_is_asked_for(tmp_path):
    with site(healthy() | robots("User-agent: *\nDisallow: /art/2022\n")) as running:
        found = one(tmp_path, running)
    assert found.status == "incomplete"
    assert [problem.reason for problem in found.problems] == ["robots-disallow"]
    assert "/art/2022.html" not in running.paths()


@pytest.mark.parametrize("path", ["/", "/nb/"])
def test_a_column_under_disallow_is_refused(path, tmp_path):
    with site(healthy() | robots(f"User-agent: *\nDisallow: {path}$\n")) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason) == ("refused", "robots-disallow")
    assert path not in running.paths()


def test_redirects_of_robots_txt_are_followed(tmp_path):
    hops = {f"/r{n}": Says(status=301, headers=(("Location", f"/r{n + 1}"),)) for n in range(4)}
    first = Says(status=302, headers=(("Location", "/r0"),))
    end = {"/r4": Says(b"User-agent: *\nDisallow: /\n")}
    with site(healthy() | hops | end | {"/robots.txt": first}) as running:
        assert one(tmp_path, running).reason == "robots-disallow"


def test_robots_txt_is_kept_for_a_day_and_serves_stale_while_it_cannot_be_had(tmp_path):
    with site(healthy() | robots("User-agent: *\nDisallow: /art/2022\n")) as running:
        one(tmp_path, running)
        one(tmp_path, running)
        assert running.paths().count("/robots.txt") == 1
        with sqlite3.connect(tmp_path / "frontier.db") as db:
            db.execute("UPDATE robots SET fetched = fetched - 90000")
        db.close()
        running.routes["/robots.txt"] = Says(b"", 503)
        found = one(tmp_path, running)
    assert found.robots == "stale"
    assert [problem.reason for problem in found.problems] == ["robots-disallow"]


def test_the_first_half_mebibyte_of_a_huge_robots_txt_counts(tmp_path):
    body = b"User-agent: *\nDisallow: /nb/\n" + b"#" * 3_000_000
    with site(healthy() | {"/robots.txt": Says(body)}) as running:
        assert one(tmp_path, running).reason == "robots-disallow"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf?a=1", True),
        ("User-agent: gongkai\nDisallow: /x\nUser-agent: *\nDisallow: /\n", "/y", True),
        ("User-agent: GongKai\nDisallow: /x\n", "/x", False),
        ("User-agent: *\nDisallow: /年报\n", "/%E5%B9%B4%E6%8A%A5/1", False),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/", False),
    ],
)
def test_the_longest_match_wins_and_wildcards_count(text, path, allowed):
    read = rules(text.encode())
    if allowed:
        read.check(f"http://x.gov.cn{path}")
    else:
        with pytest.raises(Unfetched, match="robots"):
            read.check(f"http://x.gov.cn{path}")


def test_the_user_agent_is_one_and_honest(tmp_path):
    with site() as running:
        one(tmp_path, running)
    agents = {hit.headers["user-agent"] for hit in running.log}
    assert len(agents) == 1
    assert agents.pop().startswith("gongkai/")


def test_a_session_cookie_is_carried_as_given(tmp_path):
    def door(hit):
        if "JSESSIONID=7" in hit.headers.get("cookie", ""):
            return healthy()["/"]
        return Says(status=302, headers=(("Location", "/"), ("Set-Cookie", "JSESSIONID=7; Path=/")))

    with site(healthy() | {"/": door}) as running:
        assert one(tmp_path, running).status == "ok"
    assert running.paths().count("/") == 2


def test_defaults_are_polite():
    portal = Portal(id="x", agency="x", start="http://x.gov.cn/")
    assert (portal.delay, portal.timeout, portal.attempts, portal.tls) == (2.0, 60.0, 3, "verify")
