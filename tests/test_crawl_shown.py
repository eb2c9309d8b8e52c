"""What people see of a crawl: the plan, the progress, the summary; nothing that a site sends acts."""

import io
import json
import os
import pty
import re
from select import select

import pytest
from rich.console import Console

from scraper.crawling.forecast import forecasts
from scraper.crawling.plan import Plan, Task
from scraper.crawling.portals import load, read
from scraper.reasons import reasons
from scraper.verbs.crawl_shown import ending_and_advice, show_changes, show_report
from tests.commands import gongkai
from tests.crawling import portals_toml, run
from tests.processes import started
from tests.site import Says, healthy, report, site


def shown(report) -> str:
    console = Console(file=io.StringIO(), width=200)
    show_report(report, console)
    return console.file.getvalue()


def test_the_summary_has_a_line_a_portal_and_says_what_to_do(tmp_path):
    with site() as good, site() as bad:
        bad.routes["/art/2022.html"] = Says(b"", 404)
        told = shown(run(tmp_path, {"good": good, "bad": bad}))
    assert "1 of 2 portals ok, 14 requests" in told
    assert "bad: pages-missing: 1 page" in told
    assert f"{bad.url}/art/2022.html: not-found" in told
    assert "Run again" in told


def test_of_many_portals_only_those_that_are_not_ok_or_have_changed_take_a_line(tmp_path):
    with site() as one, site(healthy() | {"/": Says(b"", 404)}) as bad, site() as more:
        sites = {f"p{n}": one for n in range(9)} | {"bad": bad, "worse": bad, "more": more}
        run(tmp_path, sites)
        more.routes |= healthy(range(2021, 2026))
        made = run(tmp_path, sites)
    told = shown(made)
    lines = re.findall(r"^  (\w+) +衢州市应急管理局 ", told, re.MULTILINE)
    assert lines == ["bad", "worse", "more"]
    assert "ok as before: 9 portals" in told
    assert "bad, worse: not-found for 2 runs: The page does not exist (404)." in told
    long = [one.model_copy(update={"runs": 30}) for one in made.portals]
    told = shown(made.model_copy(update={"portals": tuple(long), "changes": ()}))
    assert "not-found for" not in told
    assert (
        "not ok for more than 7 runs, unchanged (see runs.jsonl):\n  not-found: bad, worse" in told
    )


def test_a_summary_in_chinese_says_what_happened_and_what_to_do_in_chinese(tmp_path, monkeypatch):
    with site() as good, site(healthy() | {"/": Says(b"", 404)}) as bad:
        report = run(tmp_path, {"good": good, "bad": bad})
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    told = shown(report)
    assert "2 个网站中 1 个正常" in told
    assert "请查找页面的新网址。" in told
    assert re.search("bad .* 已失效 ", told)
    why, advice = reasons()["not-found"].localised("en")
    assert advice not in told
    assert why not in told


@pytest.mark.parametrize(("reason", "detail", "told"), [
    ("tls-failed", "certificate verify failed", "安全连接失败：握手或证书有误。 (certificate verify failed)"),
    ("tls-failed", None, "安全连接失败：握手或证书有误。"),
    ("no-connection", "[Errno 111] Connection refused", "连接被拒绝"),
])  # fmt: skip
def test_what_a_library_says_follows_a_sentence_of_ours(reason, detail, told, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert ending_and_advice(reason, detail) == (told, reasons()[reason].advice_zh)


def test_portals_that_a_run_did_not_finish_are_told_together_and_of_no_change(tmp_path):
    with site() as one, site() as two:
        report = run(tmp_path, {"one": one, "two": two})
    cut = {"status": "incomplete", "reason": "interrupted", "detail": ""}
    portals = [portal.model_copy(update=cut) for portal in report.portals]
    report = report.model_copy(update={"portals": portals, "changes": []})
    told = shown(report)
    assert "interrupted before 2 portals were finished. Run the same command again" in told
    assert told.count("Run the same command again") == 1
    console = Console(file=io.StringIO(), width=200)
    show_changes(report, console)
    assert console.file.getvalue() == ""


def test_documents_on_a_host_that_is_not_the_portals_are_told(tmp_path):
    away = "<a href='http://oss.example.com/a.pdf'>年报.pdf</a><img src='http://cdn.example.com/b.png'>"
    with site(healthy() | {"/art/2022.html": report(2022, away)}) as running:
        for _ in range(2):
            made = run(tmp_path, {"one": running})
            assert [(one.portal, one.host) for one in made.document_hosts] == [
                ("one", "oss.example.com")
            ]
            assert made.all_ok
            assert "one: documents or lists of reports are on oss.example.com" in shown(made)


def test_every_reason_and_advice_is_said_in_both_languages():
    for code, one in reasons().items():
        for english, chinese in zip(one.localised("en"), one.localised("zh"), strict=True):
            assert english.isascii() or "“" in english, code
            assert re.search(r"[\u4e00-\u9fff].*。$", chinese), code


def test_nothing_that_a_site_sends_acts_on_the_terminal(tmp_path):
    answer = b"HTTP/1.1 403 [bold]\x1b]0;x\x07no\r\nContent-Length: 0\r\n\r\n"
    with site(healthy() | {"/": Says(raw=answer)}) as running:
        told = shown(run(tmp_path, {"one": running}))
    assert "\x1b" not in told
    assert "\x07" not in told


def test_the_plan_knows_what_the_run_before_has_seen(tmp_path):
    robots = Says(b"User-agent: *\nCrawl-delay: 0.2\nDisallow: /x/\n")
    with site(healthy([2024]) | {"/robots.txt": robots}) as running, site() as other:
        run(tmp_path / "a", {"one": running})
        asked, kept = len(running.log), sorted((tmp_path / "a").iterdir())
        file = tmp_path / "p.toml"
        file.write_text(portals_toml({"one": running, "two": other}, hours='"22:00-06:00"'))
        given = ["crawl", str(tmp_path / "a"), "--portals", str(file), "--dry-run", "--json"]
        result = gongkai(*given)
        assert (len(running.log), sorted((tmp_path / "a").iterdir())) == (asked, kept)
    first, second = json.loads(result.stdout)
    assert (first["robots"], first["delay"], first["requests"]) == ("has rules", 0.2, 4)
    assert (first["seconds"], first["hours"]) == (0.8, "22:00-06:00")
    assert (second["robots"], second["requests"], second["known"]) == ("not asked yet", 2000, False)


def test_the_plan_knows_nothing_of_a_portal_that_the_run_before_never_asked(tmp_path):
    """A run that ended before its first request says nothing of how many there will be."""
    line = {"id": "one", "status": "refused", "requests": 0}
    told = {"run": {"id": 1, "started": "x", "finished": "y"}, "portals": [line]}
    (tmp_path / "runs.jsonl").write_text(json.dumps(told))
    with site() as running:
        known = read("p.toml", portals_toml({"one": running}))
    (found,) = forecasts(tmp_path, Plan((Task(known["one"]),)))
    assert (found.requests, found.known) == (2000, False)


def test_the_plan_of_the_whole_registry_takes_a_line_a_portal(tmp_path):
    told = gongkai("crawl", tmp_path / "a", "--dry-run").stdout
    lines = [line.split()[0] for line in told.splitlines() if "≤" in line and "auto" in line]
    assert set(lines) == {portal.id for portal in load().values() if portal.enabled}
    assert not [line for line in told.splitlines() if line.startswith(" " * 20) and line.strip()]


@pytest.mark.parametrize(
    ("lang", "line"), [("en", "one: ok, 7 requests"), ("zh", "one：正常，请求 7 次")]
)
def test_on_a_terminal_progress_is_lines_of_words_and_a_bar(tmp_path, lang, line):
    with site() as running:
        file = tmp_path / "p.toml"
        file.write_text(portals_toml({"one": running}, delay="0.05"))
        words = ("crawl", tmp_path / "a", "--portals", file, "--lang", lang)
        screen, terminal = pty.openpty()
        process = started(tmp_path, words, os.ttyname(terminal))
        told = b""
        while process.runs() or select([screen], [], [], 0)[0]:
            if select([screen], [], [], 0.05)[0]:
                told += os.read(screen, 65536)
        os.close(screen)
        os.close(terminal)
    assert process.ended(within=100) == 0, told.decode()
    told = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", told)
    assert line.encode() in told
    assert b"1/1" in told
    assert b'"event"' not in told


def test_elsewhere_progress_is_a_line_of_json_an_event_with_its_time(tmp_path):
    with site() as running:
        file = tmp_path / "p.toml"
        file.write_text(portals_toml({"one": running}))
        given = ["crawl", str(tmp_path / "a"), "--portals", str(file), "--json"]
        result = gongkai(*given)
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert [event["event"] for event in events] == ["crawl-planned", "portal-began", "portal-ended"]
    assert all(event["at"].endswith("+00:00") for event in events)
    assert (events[-1]["status"], events[-1]["fetched"]) == ("ok", 6)
    assert json.loads(result.stdout)["portals"][0]["status"] == "ok"
    # With a log, which has all of it, only what goes wrong is left there.
    assert gongkai(*given, "--log", str(tmp_path / "log")).stderr == ""
