"""A portals file's mistake is one line: file, line, key."""

from datetime import datetime
from pathlib import Path

import click
import pytest

from schemas.portal import BEIJING, Portal
from scraper.crawling.plan import plan
from scraper.crawling.portals import choose_portals, read
from tests.commands import gongkai

GOOD = """[defaults]
delay = 3.0

[portals.qz-yjj]                    # the user's example
agency = "衢州市应急管理局"
start  = "http://yjj.qz.gov.cn/"
hosts = ["a.gov.cn", "b.gov.cn:8080"]
expect = { years = [2021, 2022], reports = 2 }

[portals.b]
agency = "B"
start = "https://b.gov.cn/col/"
delay = 5
enabled = false
"""


def test_portals_are_read_in_the_order_of_the_file_with_defaults():
    portals = read("p.toml", GOOD)
    assert list(portals) == ["qz-yjj", "b"]
    assert (portals["qz-yjj"].delay, portals["b"].delay) == (3.0, 5.0)
    assert portals["qz-yjj"].expect.years == (2021, 2022)
    assert portals["qz-yjj"].hosts == ("a.gov.cn", "b.gov.cn:8080")


def test_without_names_every_enabled_portal_is_meant_and_a_name_enables():
    portals = read("p.toml", GOOD)
    assert [portal.id for portal in choose_portals(portals, ())] == ["qz-yjj"]
    assert [portal.id for portal in choose_portals(portals, ["b"])] == ["b"]
    with pytest.raises(click.UsageError, match=r"^p\.toml: portals\.nobody: no such portal"):
        choose_portals(portals, ["nobody"], Path("p.toml"))
    with pytest.raises(click.UsageError, match="no such portal; did you mean qz-yjj"):
        choose_portals(portals, ["qz-yj"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "p.toml: contains no portal; add [portals.ID]"),
        ("[defaults]\ndelay = 3.0\n", "p.toml: contains no portal; add [portals.ID]"),
        (GOOD[GOOD.index("[portals.b]") :], "p.toml: no portal is enabled; name one"),
    ],
)
def test_a_file_that_leaves_nothing_to_crawl_is_a_mistake(tmp_path, monkeypatch, text, told):
    monkeypatch.chdir(tmp_path)
    Path("p.toml").write_text(text)
    result = gongkai("crawl", "archive", "--portals", "p.toml")
    assert (result.returncode, told in result.stderr) == (2, True)
    assert not Path("archive").exists()


def test_a_list_of_addresses_without_one_is_a_mistake(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("# none yet\n\n")
    result = gongkai("crawl", "archive", "--urls", "list.txt")
    assert (result.returncode, "list.txt: contains no address" in result.stderr) == (2, True)


MISTAKES = {
    "dela = 3.0": (4, "portals.x.dela: unknown key; did you mean delay"),
    "speed = 3.0": (4, "portals.x.speed: unknown key"),
    'delay = "3"': (4, "portals.x.delay: must be a number"),
    "delay = -1.0": (4, "portals.x.delay: must be 0 or more"),
    "delay = nan": (4, "portals.x.delay:"),
    "attempts = 0": (4, "portals.x.attempts: must be 1 or more"),
    "attempts = true": (4, "portals.x.attempts:"),
    "max_requests = 1.5": (4, "portals.x.max_requests: must be a whole number"),
    'engine = "magic"': (4, "portals.x.engine: no such engine; there are auto, "),
    'engine = "jpas"': (4, "portals.x.engine: no such engine; did you mean jpaas"),
    'title = "("': (4, "portals.x.title: not a regular expression"),
    'tls = "off"': (4, "portals.x.tls: must be 'verify', 'legacy' or 'insecure'"),
    'allow_private_addresses = ["10.0.0.0/99"]': (
        4,
        "portals.x.allow_private_addresses: not a network",
    ),
    'allow_private_addresses = "10.0.0.0/8"': (4, "portals.x.allow_private_addresses:"),
    "expect = { year = [2021] }": (4, "portals.x.expect.year: unknown key; did you mean years"),
    "expect = { years = 2021 }": (4, "portals.x.expect.years: must be a list"),
    "expect = { years = [21] }": (4, "portals.x.expect.years: must be 2000 or more"),
    'superior = "  "': (4, "portals.x.superior: must not be empty"),
    "empty_ok = true": (4, "portals.x.empty_ok: must be text in quotes"),
    'enabled = "yes"': (4, "portals.x.enabled: must be true or false"),
    'agency_code = "11330800002618736X"': (4, "portals.x.agency_code: not a unified social credit"),
    'id = "y"': (4, "portals.x.id: unknown key"),
    "delay = = 3": (4, "p.toml:4: delay: Invalid value"),
    'hosts = ["http://a.gov.cn/"]': (4, "portals.x.hosts: a host is"),
    'hosts = ["a.gov.cn:99999"]': (4, "portals.x.hosts:"),
    'hours = "22-6"': (4, "portals.x.hours: hours are like"),
    'hours = "06:00-06:00"': (4, "portals.x.hours: hours are like"),
    "delay = " + "9" * 5000: (4, "p.toml:4: delay: Number too long"),
    "hosts = " + "[" * 900: (4, "p.toml:4: hosts: Nested too deep"),
    "[portals.x]": (4, "p.toml:4: Cannot declare portals.x twice"),
    "expect.years = 2021": (4, "portals.x.expect.years:"),
}


@pytest.mark.parametrize("line", MISTAKES, ids=lambda line: line[:60])
def test_a_mistake_names_file_line_and_key(line):
    number, told = MISTAKES[line]
    text = f'[portals.x]\nagency = "X"\nstart = "http://x.gov.cn/"\n{line}\n'
    with pytest.raises(click.UsageError) as wrong:
        read("p.toml", text)
    message = wrong.value.message
    assert "\n" not in message
    assert message.startswith("p.toml")
    assert told in message
    assert f":{number}:" in message or f"line {number}" in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[portals.x]\nagency = "X"\n', "p.toml:1: portals.x.start: is required"),
        (
            '[portals.x]\nagency = "X"\nstrat = ""\n',
            "p.toml:3: portals.x.strat: unknown key; did you mean start",
        ),
        ("[portals.x.expect]\nyear = [1]\n", "p.toml:2: portals.x.expect.year: unknown key"),
        ('[portals.X]\nagency = "X"\nstart = "http://x/"\n', "p.toml:1: portals.X:"),
        ('[portals.x]\nagency = "X"\nstart = "ftp://x/"\n', "p.toml:3: portals.x.start:"),
        (
            '[portals.x]\nagency = "X"\nstart = "http://a:b@x/"\n',
            "p.toml:3: portals.x.start: its host",
        ),
        (
            '[portals.x]\nagency = "X"\nstart = "http://x/"\n[portals.x.expect]\nyears = 1\n',
            "p.toml:5: portals.x.expect.years: must be a list",
        ),
        ('[defaults]\nagency = "X"\n', "p.toml:2: defaults.agency:"),
        ('[portals.x]\nhosts = ["a",\n', "p.toml:2: "),
        ("[defaults]\nspeed = 1\n", "p.toml:2: defaults.speed: unknown key"),
        ("[portal.x]\n", "p.toml:1: portal: unknown table; did you mean portals"),
        ("portals = 3\n", "p.toml:1: portals: must be a table"),
        ("[portals]\nx = 3\n", "p.toml:2: portals.x: must be a table"),
    ],
)
def test_mistakes_of_structure_name_their_line_too(text, told):
    with pytest.raises(click.UsageError) as wrong:
        read("p.toml", text)
    assert wrong.value.message.startswith(told)


def test_a_usage_error_is_exit_2_and_no_traceback(tmp_path):
    (tmp_path / "p.toml").write_text('[portals.x]\nagency = "X"\nstart = "http://x/"\nspeed = 9\n')
    given = ["crawl", str(tmp_path / "a"), "--portals", str(tmp_path / "p.toml")]
    result = gongkai(*given)
    assert result.returncode == 2
    assert "p.toml:4: portals.x.speed: unknown key" in result.stderr
    assert not (tmp_path / "a").exists()


def test_the_dry_run_asks_nothing_and_writes_nothing(tmp_path):
    (tmp_path / "p.toml").write_text(GOOD)
    given = ["crawl", str(tmp_path / "a"), "--portals", str(tmp_path / "p.toml"), "--dry-run"]
    result = gongkai(*given)
    assert result.returncode == 0
    assert all(word in result.stdout for word in ("qz-yjj", "yjj.qz.gov.cn +2", "≤ 2,000"))
    assert not (tmp_path / "a").exists()


def test_every_key_of_the_contract_has_its_default():
    portal = Portal(id="x", agency="x", start="http://x/")
    assert portal.model_dump(exclude={"id", "agency", "start"}) == {
        "agency_code": None, "superior": None, "hosts": (), "engine": "auto", "title": None,
        "delay": 2.0, "timeout": 60.0, "attempts": 3, "backoff": 5.0, "max_requests": 2000,
        "max_page": 16_000_000, "max_attachment": 64_000_000, "allow_private_addresses": (),
        "tls": "verify", "expect": None, "empty_ok": None, "enabled": True, "hours": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("clock", "seconds"),
    [("21:59", 60), ("22:00", 0), ("00:30", 0), ("05:59", 0), ("06:00", 16 * 3600)],
)
def test_hours_go_over_midnight_by_the_clock_of_beijing(clock, seconds):
    hours = Portal(id="x", agency="x", start="http://x/", hours="22:00-06:00").hours
    now = datetime.fromisoformat(f"2026-01-20T{clock}").replace(tzinfo=BEIJING)
    assert hours.closed_for(now) == seconds


def test_hours_of_a_morning_begin_at_their_second():
    hours = Portal(id="x", agency="x", start="http://x/", hours="01:00-05:30").hours
    now = datetime(2026, 1, 20, 0, 59, 30, tzinfo=BEIJING)
    assert hours.closed_for(now) == 30


def test_addresses_of_hosts_without_a_portal_are_asked_by_the_defaults(tmp_path):
    urls = tmp_path / "urls.txt"
    urls.write_text("http://yjj.qz.gov.cn/1.html\nhttp://b-gov.cn/2\nhttp://b.gov-cn/3\n")
    made = plan((), urls, read("p.toml", GOOD))
    assert [(task.portal.id, task.portal.delay, task.registered) for task in made.tasks] == [
        ("qz-yjj", 3.0, True), ("b-gov-cn", 3.0, False), ("b-gov-cn-2", 3.0, False),
    ]  # fmt: skip


def test_a_text_of_the_charset_of_old_windows_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("# 县政府\nhttp://a.gov.cn/1.html\n", encoding="gb18030")
    Path("portals.toml").write_text("# 县政府\n" + GOOD, encoding="gb18030")
    for option, file in (("--urls", "list.txt"), ("--portals", "portals.toml")):
        result = gongkai("--lang", "zh", "crawl", "archive", option, file)
        told = result.stderr
        assert result.returncode == 2
        assert told.startswith(f"错误：{file}：编码不是 UTF-8，请另存为 UTF-8")
        assert told.count("\n") == 1


def test_a_line_that_is_no_address_is_named(tmp_path):
    urls = tmp_path / "urls.txt"
    urls.write_text("http://a.gov.cn/\nnot an address\n")
    with pytest.raises(click.UsageError, match=r"urls\.txt:2: not an address: not a web address"):
        plan((), urls, read("p.toml", GOOD))
