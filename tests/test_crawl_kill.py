"""Killed at any moment, a crawl loses nothing, keeps each page once, and repeats next to nothing."""

import json
import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from tests import crawling
from tests.crawling import portals_toml
from tests.site import AGENCY, MENU, Says, Site, page, report, site
from tests.test_crawl_archive import check, records

YEARS = range(1900, 1960)
PDF = Says(b"%PDF-1.7 " + b"x" * 3000, headers=(("Content-Type", "application/pdf"),))


def long_portal() -> dict[str, object]:
    """Three listing pages of twenty reports, each with an attachment."""
    routes: dict[str, object] = {"/robots.txt": Says(b"", 404), "/": page(MENU)}
    for number, first in enumerate(range(1900, 1960, 20)):
        name = "/nb/" if number == 0 else f"/nb/index_{number}.html"
        following = f'<a href="/nb/index_{number + 1}.html">下一页</a>' if number < 2 else ""
        rows = "".join(
            f'<li><a href="/art/{n}.html">{AGENCY}20{n % 100:02}年政府信息公开工作年度报告</a>'
            for n in range(first, first + 20)
        )
        routes[name] = page(f"{MENU}<ul>{rows}</ul>{following}")
    for n in YEARS:
        routes[f"/art/{n}.html"] = report(n, f'<a href="/files/{n}.pdf">附件.pdf</a>')
        routes[f"/files/{n}.pdf"] = PDF
    return routes


def started(folder: Path, running: Site) -> "subprocess.Popen[str]":
    return crawling.started(folder, portals_toml({"one": running}, delay="0.01"))


def killed(folder: Path, running: Site, kills: int, seed: int) -> dict[str, object]:
    """Kill a crawl again and again, then let it finish; returns its report."""
    chance = random.Random(seed)
    for _ in range(kills):
        process = started(folder, running)
        before = len(running.log)
        deadline = time.monotonic() + 20
        wanted = chance.randrange(3)
        while len(running.log) < before + wanted and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        time.sleep(chance.random() * 0.03)
        process.kill()
        process.communicate()
    process = started(folder, running)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0, out
    return json.loads(out)  # type: ignore[no-any-return]


def proves_itself(folder: Path, running: Site, kills: int) -> None:
    check(folder / "a")
    responses = Counter(url for kind, url in records(folder / "a") if kind == "response")
    expected = {f"{running.url}{path}" for path in running.routes if path != "/robots.txt"}
    assert {url for url in responses if not url.endswith("robots.txt")} == expected
    assert set(responses.values()) == {1}
    repeats = sum(count - 1 for count in Counter(running.paths()).values())
    assert repeats <= kills
    assert min(running.gaps()) >= 0.008


def test_after_kills_nothing_is_lost_and_each_page_stands_once(tmp_path):
    with site(long_portal()) as running:  # type: ignore[arg-type]
        found = killed(tmp_path, running, 5, seed=3)
        assert found["run"]["resumed"]  # type: ignore[index]
        assert found["portals"][0]["fetched"] == len(running.routes) - 1  # type: ignore[index]
        proves_itself(tmp_path, running, 5)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_hundred_kills_change_nothing(tmp_path):
    with site(long_portal()) as running:  # type: ignore[arg-type]
        for number in range(5):
            folder = tmp_path / str(number)
            folder.mkdir()
            running.log.clear()
            killed(folder, running, 20, seed=number)
            proves_itself(folder, running, 20)


def test_an_interrupted_crawl_finishes_its_record_and_is_taken_up(tmp_path):
    with site(long_portal()) as running:  # type: ignore[arg-type]
        process = started(tmp_path, running)
        while len(running.log) < 20:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
        assert process.returncode == 130
        assert json.loads(out)["portals"][0]["reason"] == "interrupted"
        assert json.loads(out)["run"]["finished"] is None
        check(tmp_path / "a")
        killed(tmp_path, running, 0, seed=0)
        proves_itself(tmp_path, running, 0)
