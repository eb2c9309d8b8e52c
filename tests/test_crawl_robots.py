"""What robots.txt says is read by RFC 9309, kept for a day, and obeyed to the letter."""

import json

import pytest

from scraper.crawling.outcome import Unfetched
from scraper.crawling.robots import read as rules
from scraper.reasons import reasons
from tests.crawling import one, portals_toml, run, typed
from tests.dumped import altered
from tests.site import Says, healthy, redirect, report, site

CLOCK = 0.002  # what two clocks read apart may differ by


def robots(text: str, status: int = 200) -> dict[str, Says]:
    return {"/robots.txt": Says(text.encode(), status)}


def test_crawl_delay_lengthens_every_gap_from_the_moment_it_is_read(tmp_path):
    with site(healthy([2024]) | robots("User-agent: *\nCrawl-delay: 0.1\n")) as running:
        assert one(tmp_path, running).status == "ok"
        assert min(running.gaps()) >= 0.1 - CLOCK


def test_a_host_that_one_portal_may_not_connect_to_is_open_to_another(tmp_path):
    with site() as running:
        text = portals_toml({"shut": running, "open": running})
        shut = "allow_private_addresses = []"
        mark = "[portals.open]"
        for order in (text.replace(mark, f"{shut}\n{mark}"), _swapped(text, mark, shut)):
            folder = tmp_path / str(len(order))
            folder.mkdir()
            told = json.loads(typed(folder, order).stdout)["portals"]
            assert {one["id"]: one["status"] for one in told} == {"shut": "refused", "open": "ok"}


def _swapped(text: str, mark: str, shut: str) -> str:
    """The portals file with the portal that is shut out last."""
    head, tail = text.split("[portals.shut]")
    mine, other = tail.split(mark)
    return f"{head}{mark}{other}\n[portals.shut]{mine}{shut}\n"


HOPS = {"/robots.txt": redirect("/r0")} | {f"/r{n}": redirect(f"/r{n + 1}", 301) for n in range(4)}
UNREACHABLE = ("refused", "robots-unreachable", "unreachable")
DISALLOWED = ("refused", "robots-disallow", "rules")
# What robots.txt says, or the routes to it; and how the portal ends, and what is told of the file.
ANSWERS = {
    "a 503": (Says(b"", 503), UNREACHABLE),
    "a 500 with a page": (Says(b"<html>error</html>", 500), UNREACHABLE),
    "a 429": (Says(b"", 429), UNREACHABLE),
    "a reset": (Says(reset=True), UNREACHABLE),
    "a cut body": (Says(b"User-agent: x", length=999), UNREACHABLE),
    "a 404": (Says(b"", 404), ("ok", None, "none")),
    "a 403": (Says(b"", 403), ("ok", None, "none")),
    "a page": (Says(b"<!DOCTYPE html><html>\nUser-agent: *\nDisallow: /\n</html>"), ("ok", None, "none")),
    "nothing": (Says(b""), ("ok", None, "none")),
    "rules for others": (Says(b"User-agent: baiduspider\nDisallow: /\n"), ("ok", None, "rules")),
    "an own group": (Says(b"User-agent: gongkai\nAllow: /\n\nUser-agent: *\nDisallow: /\n"), ("ok", None, "rules")),
    "the start forbidden": (Says(b"User-agent: *\nDisallow: /$\n"), DISALLOWED),
    "the start forbidden, not to others": (
        Says(b"User-agent: Baiduspider\nAllow: /\n\nUser-agent: *\nDisallow: /$\n"), DISALLOWED,
    ),
    "the column forbidden": (Says(b"User-agent: *\nDisallow: /nb/$\n"), DISALLOWED),
    "the column in the first half mebibyte of many": (
        Says(b"User-agent: *\nDisallow: /nb/\n" + b"#" * 3_000_000), DISALLOWED,
    ),
    "a delay beyond ten minutes": (
        Says(b"User-agent: *\nCrawl-delay: 86400\n"), ("refused", "crawl-delay", "none"),
    ),
    "five redirects": (HOPS | {"/r4": Says(b"User-agent: *\nDisallow: /\n")}, DISALLOWED),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_what_robots_txt_says_or_that_it_cannot_be_had_decides_what_is_asked_for(name, tmp_path):
    answer, told = ANSWERS[name]
    routes = answer if isinstance(answer, dict) else {"/robots.txt": answer}
    with site(healthy() | routes) as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason, found.robots) == told
    assert ("/nb/" in running.paths()) is (found.status == "ok")
    start_too = "column" in name or found.status == "ok"
    assert ("/" in running.paths()) is start_too


def test_nothing_under_disallow_is_asked_for(tmp_path):
    with site(healthy() | robots("User-agent: *\nDisallow: /art/2022\n")) as running:
        found = one(tmp_path, running)
    assert found.status == "incomplete"
    assert [problem.reason for problem in found.problems] == ["robots-disallow"]
    assert "/art/2022.html" not in running.paths()


@pytest.mark.parametrize(("there", "reason"), [
    (Says(b"User-agent: *\nDisallow: /nb/\n"), "robots-disallow"),
    (Says(b"User-agent: *\nDisallow: /nb/\n", 206), "robots-disallow"),
    (Says(b"User-agent: *\nDisallow: /other/\n"), None),
    (Says(b"", 404), None),
    (Says(b"", 503), "robots-unreachable"),
    (Says(b"", reset=True), "robots-unreachable"),
], ids=["forbids", "forbids with a 206", "allows", "none", "broken", "hangs up"])  # fmt: skip
def test_a_robots_txt_on_another_host_holds_for_the_host_that_led_to_it(there, reason, tmp_path):
    with site({"/r.txt": there}) as other, site() as running:
        away = (("Location", f"{other.url}/r.txt"),)
        running.routes["/robots.txt"] = Says(status=301, headers=away)
        assert one(tmp_path, running).reason == reason
    assert set(other.paths()) == {"/r.txt"}


def test_robots_txts_that_lead_to_each_other_are_not_waited_for_without_end(tmp_path):
    with site() as first, site() as second:
        for here, there in ((first, second), (second, first)):
            away = (("Location", f"{there.url}/robots.txt"),)
            here.routes["/robots.txt"] = Says(status=302, headers=away)
        found = run(tmp_path, {"one": first, "two": second}, timeout="0.5")
    assert [portal.status in ("ok", "refused") for portal in found.portals] == [True, True]


def test_a_robots_txt_that_drips_is_told_to_be_too_slow_not_to_break_off(tmp_path):
    with site(healthy() | {"/robots.txt": Says(b"x" * 100, drip=0.05)}) as running:
        found = one(tmp_path, running, timeout="0.6", attempts="1")
    assert (found.status, found.reason) == ("refused", "robots-unreachable")
    assert found.detail == f"robots.txt: {reasons()['too-slow'].en}"


def test_robots_txt_is_kept_for_a_day_and_serves_stale_while_it_cannot_be_had(tmp_path):
    with site(healthy() | robots("User-agent: *\nDisallow: /art/2022\n")) as running:
        one(tmp_path, running)
        one(tmp_path, running)
        assert running.paths().count("/robots.txt") == 1
        altered(tmp_path / "frontier.db", "UPDATE robots SET fetched = fetched - 90000")
        running.routes["/robots.txt"] = Says(b"", 503)
        found = one(tmp_path, running)
    assert found.robots == "stale"
    assert [problem.reason for problem in found.problems] == ["robots-disallow"]


@pytest.mark.parametrize(("text", "path", "allowed"), [
    ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),
    ("User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf?a=1", True),
    ("User-agent: gongkai\nDisallow: /x\nUser-agent: *\nDisallow: /\n", "/y", True),
    ("User-agent: GongKai\nDisallow: /x\n", "/x", False),
    ("User-agent: gongkai/0.1 # all versions\nDisallow: /x\n", "/x", False),
    ("User-agent: gongkai/0.1\nAllow: /x\nUser-agent: *\nDisallow: /\n", "/x", True),
    ("User-agent: *\nDisallow: /年报\n", "/%E5%B9%B4%E6%8A%A5/1", False),
    ("\ufeffUser-agent: *\nDisallow: /\n", "/", False),
])  # fmt: skip
def test_the_longest_match_wins_and_wildcards_count(text, path, allowed):
    read = rules(text.encode())
    if allowed:
        read.check(f"http://x.gov.cn{path}")
    else:
        with pytest.raises(Unfetched, match="robots"):
            read.check(f"http://x.gov.cn{path}")


def test_a_robots_txt_that_cannot_be_had_is_asked_for_once_in_a_run(tmp_path):
    with site({"/robots.txt": Says(b"", 500)}) as files, site(healthy()) as running:
        for year in range(2021, 2025):
            link = f'<a href="{files.url}/{year}.pdf">附件.pdf</a>'
            running.routes[f"/art/{year}.html"] = report(year, link)
        found = one(tmp_path, running, hosts=f'["127.0.0.1:{files.port}"]', attempts="2")
    assert {problem.reason for problem in found.problems} == {"robots-unreachable"}
    assert len(found.problems) == 4
    assert files.paths() == ["/robots.txt"] * 2


def test_a_crawl_delay_that_is_too_long_holds_for_every_portal_of_the_host(tmp_path):
    with site(healthy() | robots("User-agent: *\nCrawl-delay: 601\n")) as running:
        found = run(tmp_path, {"one": running, "two": running})
    assert [portal.reason for portal in found.portals] == ["crawl-delay", "crawl-delay"]
    assert running.paths() == ["/robots.txt"]
