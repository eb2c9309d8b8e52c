"""The registry that ships, `portals` and `portals probe`, and what a first live run says."""

import json
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from parsers.metadata.agencies import is_full_name
from scraper.crawling.portals import load, read
from tests.commands import gongkai
from tests.crawling import QUICK, portals_toml
from tests.portal import AGENCY, simulated
from tests.site import Says, site


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    """A portals file with nothing but defaults for loopback."""
    file = tmp_path / "quick.toml"
    file.write_text("[defaults]\n" + "".join(f"{key} = {value}\n" for key, value in QUICK.items()))
    return file


def test_the_registry_names_agencies_in_full_on_government_hosts_and_says_what_is_unverified():
    portals = load()
    assert portals["qz-yjj"].agency == "衢州市应急管理局"
    assert portals["qz-yjj"].start == "http://yjj.qz.gov.cn/"
    assert len(portals) > 70
    for portal in portals.values():
        assert (urlsplit(portal.start).hostname or "").endswith(".gov.cn"), portal.id
        assert is_full_name(portal.agency) or portal.agency.startswith(
            ("中华人民共和国", "国务院")
        ), portal.id
        assert not portal.verified
    assert len({(portal.agency, portal.start) for portal in portals.values()}) == len(portals)


def test_portals_are_listed_for_people_and_as_json():
    shown = gongkai("portals")
    assert "qz-yjj" in shown.stdout
    assert "unverified" in shown.stdout
    told = json.loads(gongkai("portals", "--json").stdout)
    assert told[0]["id"] == "qz-yjj"
    assert (told[0]["verified"], told[0]["delay"]) == (False, 2.0)


def test_a_list_of_portals_cuts_nothing_off_and_obeys_no_name(tmp_path):
    assert "…" not in gongkai("portals").stdout
    file = tmp_path / "mine.toml"
    file.write_text('[portals.x]\nagency = "[/x]甲县人民政府"\nstart = "http://a.gov.cn/"\n')
    assert "[/x]甲县人民政府" in gongkai("portals", "--portals", file).stdout


@pytest.mark.parametrize(
    "name", ["jpaas", "jcms in a frame", "trs (b)", "gkmlpt", "generic by next"]
)
def test_a_probe_finds_engine_and_column_and_prints_an_entry_that_loads(name, quick):
    with simulated(name) as portal:
        found = gongkai("portals", "--portals", quick, "probe", f"{portal.url}/", "--json")
        asked = portal.paths()
    told = json.loads(found.stdout)
    assert (found.returncode, told["engine"], told["reason"]) == (0, portal.engine, None)
    assert (told["agency"], told["name"]) == (AGENCY, "政府信息公开年报")
    assert told["column"].startswith(portal.url)
    assert {report["year"] for report in told["reports"]} >= {2024, 2025}
    entry = read("pasted.toml", told["entry"])
    assert [(one.agency, one.start) for one in entry.values()] == [(AGENCY, f"{portal.url}/")]
    assert not [path for path in asked if "post_" in path or "/art_" in path]


def test_a_probe_is_shown_to_people_and_its_last_lines_are_toml(quick):
    with simulated("jpaas") as portal:
        shown = gongkai("portals", "--portals", quick, "probe", f"{portal.url}/")
    assert shown.stdout.startswith("engine   jpaas\ncolumn   政府信息公开年报 http")
    assert "20 of 24 declared so far, 10 may be reports" in shown.stdout
    pasted = tomllib.loads(shown.stdout[shown.stdout.index("[portals.") :])
    assert next(iter(pasted["portals"].values()))["agency"] == AGENCY


def test_a_probe_that_finds_nothing_says_why_and_exits_4(quick):
    with simulated("drawn") as portal:
        found = gongkai("portals", "--portals", quick, "probe", f"{portal.url}/", "--json")
    told = json.loads(found.stdout)
    assert (found.returncode, told["status"], told["engine"]) == (
        4,
        "not-crawlable",
        "not-crawlable",
    )
    assert told["column"].endswith("/nb/")
    assert told["advice"]
    with site({"/": Says(b"<script>$_ts={}</script>", 412)}) as portal:
        shown = gongkai("portals", "--portals", quick, "probe", f"{portal.url}/")
    assert (shown.returncode, shown.stdout.split()[:2]) == (4, ["blocked", "challenge-status:"])


def test_a_probe_of_no_address_is_a_usage_error():
    found = gongkai("portals", "probe", "ftp://x.gov.cn/")
    assert found.returncode == 2
    assert found.stderr.startswith("Error: ftp://x.gov.cn/: must begin with http://")


def test_a_first_run_says_what_it_found_under_an_unverified_entry(tmp_path):
    with simulated("jpaas") as portal:
        text = portals_toml({"first": portal}, agency=AGENCY) + "verified = false\n"
        (tmp_path / "p.toml").write_text(text)
        told = gongkai("crawl", tmp_path / "a", "--portals", tmp_path / "p.toml")
    assert "unverified first: http://127.0.0.1" in told.stderr
    assert "answered as jpaas, 10 reports" in told.stderr
    assert "the entry is right" in told.stderr


def test_a_probe_in_chinese_tells_its_entry_in_chinese_which_loads_all_the_same(quick, tmp_path):
    with simulated("jpaas") as portal:
        told = gongkai(
            "--lang", "zh", "portals", "--portals", quick, "probe", f"{portal.url}/"
        ).stdout
    head, _, entry = told.partition("\n\n")
    assert [line.split()[0] for line in head.splitlines()[:4]] == ["引擎", "栏目", "列表", "报告"]
    assert "# 引擎 jpaas，由网站的响应识别；年报栏目：" in entry
    assert "# 其中年报所写的年度：" in entry
    file = tmp_path / "mine.toml"
    file.write_text(entry, encoding="utf-8")
    assert [one.agency for one in load(file).values()] == [AGENCY]
