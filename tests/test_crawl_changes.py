"""This module tests that a run tells what has changed at each portal since the run before."""

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from scraper.verbs.crawl_shown import room, show_changes
from tests.commands import gongkai
from tests.crawling import portals_toml, run, typed
from tests.site import AGENCY, MENU, NO_ROBOTS, Says, Site, healthy, page, report, rows, site

YEARS = range(2019, 2025)


def differences(folder: Path, running: Site) -> list[tuple[object, ...]]:
    """What a run notes: the change, and what is told of it."""
    told = run(folder, {"one": running}).changes
    return [
        (one.change, *(value for value in (one.year, one.before, one.now, one.runs) if value))
        for one in told
    ]


def test_a_first_run_is_no_change_and_a_quiet_one_has_none(tmp_path):
    with site(healthy(YEARS)) as running:
        assert differences(tmp_path, running) == [("portal-new",)]
        assert differences(tmp_path, running) == []


def drops(running: Site) -> None:
    running.routes["/nb/"] = page(MENU + rows(YEARS[1:]))


def withdraws(running: Site) -> None:
    running.routes["/art/2020.html"] = Says(b"", 410)


def adds(running: Site) -> None:
    running.routes["/nb/"] = page(MENU + rows(range(2019, 2026)))
    running.routes["/art/2025.html"] = report(2025)


def moves(running: Site) -> None:
    running.routes["/"] = page(MENU.replace("/nb/", "/x/"))
    running.routes["/x/"] = running.routes["/nb/"]


def blocks(running: Site) -> None:
    running.routes["/"] = Says(b"", 403)


def fails(running: Site) -> None:
    running.routes["/"] = Says(b"", 500)


def counts_visits(running: Site) -> None:
    running.routes["/art/2020.html"] = report(2020, "<p>浏览次数：4711</p>")


def replaces(running: Site) -> None:
    """An address that always has the newest report."""
    listed = rows(YEARS).replace(f"{AGENCY}2020年", f"{AGENCY}2025年")
    running.routes |= {"/nb/": page(MENU + listed), "/art/2020.html": report(2025)}


HERE = "//127.0.0.1:{port}"
CHANGES: dict[Callable[[Site], None], list[tuple[object, ...]]] = {
    drops: [("report-gone", 2019, "not-listed")],
    withdraws: [("status", "ok", "incomplete (pages-missing)", 1), ("report-gone", 2020, "gone")],
    adds: [("report-new", 2025)],
    replaces: [("report-new", 2025), ("report-gone", 2020, "not-listed")],
    moves: [("listing", f"{HERE}/nb/", f"{HERE}/x/")],
    blocks: [("status", "ok", "blocked (forbidden)", 1)],
    fails: [("status", "ok", "failed (server-error)", 1)],
    counts_visits: [],
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_a_portal_does_is_told_once(change, tmp_path):
    with site(healthy(YEARS)) as running:
        run(tmp_path, {"one": running})
        change(running)
        wanted = [
            tuple(part.format(port=running.port) if isinstance(part, str) else part for part in one)
            for one in CHANGES[change]
        ]
        assert differences(tmp_path, running) == wanted
        assert differences(tmp_path, running) == []


def test_what_comes_back_is_told_with_how_long_it_was_away(tmp_path):
    routes = healthy(YEARS)
    with site(dict(routes)) as running:
        run(tmp_path, {"one": running})
        blocks(running)
        for _ in range(3):
            run(tmp_path, {"one": running})
        running.routes |= routes
        assert differences(tmp_path, running) == [("status", "blocked (forbidden)", "ok", 3)]
        drops(running)
        run(tmp_path, {"one": running})
        running.routes |= routes
        assert differences(tmp_path, running) == [("report-back", 2019)]


def test_a_listing_that_could_not_be_walked_takes_no_report_away(tmp_path):
    with site(healthy(YEARS)) as running:
        run(tmp_path, {"one": running})
        running.routes["/nb/"] = page(MENU + "<p>系统维护</p>")
        assert differences(tmp_path, running) == [("status", "ok", "incomplete (no-reports)", 1)]


def test_rules_that_a_site_adds_are_told(tmp_path):
    with site(healthy(YEARS) | {"/robots.txt": NO_ROBOTS}) as running:
        run(tmp_path, {"one": running})
        running.routes["/robots.txt"] = Says(b"User-agent: *\nDisallow: /nb/\n")
        with closing(sqlite3.connect(tmp_path / "frontier.db")) as db, db:
            db.execute("UPDATE robots SET fetched = 0")  # a day later
        assert differences(tmp_path, running) == [("status", "ok", "refused (robots-disallow)", 1)]


def test_a_frontier_from_before_tells_changes_from_its_next_run_on(tmp_path):
    with site(healthy(YEARS)) as running:
        run(tmp_path, {"one": running})
        with closing(sqlite3.connect(tmp_path / "frontier.db")) as db, db:
            for table in ("standing", "changes", "absent"):
                db.execute(f"DROP TABLE {table}")
        assert differences(tmp_path, running) == [("portal-new",)]
        adds(running)
        assert differences(tmp_path, running) == [("report-new", 2025)]


def test_the_json_names_each_listed_report_that_was_not_had(tmp_path):
    with site(healthy(YEARS)) as running:
        withdraws(running)
        running.routes["/art/2021.html"] = report(2021, "<a href='/a.pdf'>附件.pdf</a>")
        told = typed(tmp_path, portals_toml({"one": running}))
    missing = json.loads(told.stdout)["missing"]
    assert [(one["agency"], one["year"], one["reason"]) for one in missing] == [
        (AGENCY, 2020, "gone"),
        (AGENCY, 2021, "not-found"),
    ]
    assert [one["url"].rpartition("/")[2] for one in missing] == ["2020.html", "a.pdf"]


def shown(folder: Path, running: Site) -> str:
    console = Console(file=io.StringIO(), width=200)
    show_changes(run(folder, {"one": running}), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_person_is_told_in_a_few_lines(tmp_path, monkeypatch):
    with site(healthy(YEARS)) as running:
        assert shown(tmp_path, running) == "1 portal visited for the first time\n"
        assert "Every portal ended as in its run before" in shown(tmp_path, running)
        adds(running)
        withdraws(running)
        told = shown(tmp_path, running)
    assert "1 portal ended differently; reports: 1 new, 1 gone, 0 back" in told
    assert "ok for 2 runs → incomplete (pages-missing)" in told
    assert f"gone: {AGENCY} 2020 (gone)" in told
    assert f"new: {AGENCY} 2025" in told
    assert " are free" in room(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with site(healthy(YEARS)) as running:
        blocks(running)
        assert "（pages-missing），已持续 1 次 → 受阻（forbidden）" in shown(tmp_path, running)


def test_listed_addresses_say_nothing_of_what_a_portal_lists(tmp_path):
    with site(healthy(YEARS)) as running:
        run(tmp_path / "a", {"one": running})
        (tmp_path / "list.txt").write_text(f"{running.url}/art/2020.html\n")
        (tmp_path / "p.toml").write_text(portals_toml({"one": running}), encoding="utf-8")
        words = ("--portals", tmp_path / "p.toml", "--urls", tmp_path / "list.txt")
        told = gongkai("crawl", tmp_path / "a", *words)
        assert (told.returncode, "run before" in told.stdout) == (0, False)
        assert differences(tmp_path / "a", running) == []


def test_a_log_tells_the_change_and_names_nothing(tmp_path):
    with site(healthy(YEARS)) as running:
        first = typed(tmp_path, portals_toml({"one": running}))
        adds(running)
        blocks(running)
        second = typed(tmp_path, portals_toml({"one": running}), "--log", str(tmp_path / "log"))
    assert (first.returncode, second.returncode) == (0, 4)
    told = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    (changed,) = (one for one in told if one["event"] == "portal-changed")
    del changed["at"], changed["event"]
    assert changed == {
        "portal": "one", "before": "ok", "now": "blocked (forbidden)", "runs": 1,
        "new": 0, "gone": 0, "back": 0,
    }  # fmt: skip
    assert "portal-changed" not in first.stderr
