"""Thirty crawls, five of them broken: each breakage is told where it is, and nothing else is."""

from itertools import pairwise
from subprocess import CompletedProcess

import pytest

from tests.commands import gongkai
from tests.crawling import one
from tests.portals.common import HTML
from tests.replay import BREAKAGES, RUNS, Page, is_told, printed, replayed, served
from tests.site import AGENCY, MENU, Says, healthy, page, rows, site


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", range(1, 8))
def test_all_breakages_are_told_at_their_portal_and_nothing_else(tmp_path, seed):
    good = b""
    for run, told in replayed(tmp_path, seed):
        assert (run, told.published) == (run, run not in BREAKAGES)
        assert is_told(run, told), (run, [one.name for one in told.failures])
        if not told.published:
            assert (tmp_path / "reports.db").read_bytes() == good
        good = (tmp_path / "reports.db").read_bytes()


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", range(100, 103))
def test_runs_that_nothing_broke_are_all_published(tmp_path, seed):
    assert all(told.published for _, told in replayed(tmp_path, seed, broken=False))


def test_there_is_growth_and_noise_to_be_misled_by():
    runs = [set(served(run, broken=False)) for run in range(RUNS)]
    assert [len(BREAKAGES), RUNS] == [5, 30]
    assert len(runs[-1]) > 1.7 * len(runs[0])
    lost = [len(before - after) for before, after in pairwise(runs)]
    assert sum(map(bool, lost)) > 12
    pages = {page for run in runs for page in run}
    for trait in ("zeros", "slip", "picture", "corrected"):
        assert any(getattr(page, trait) for page in pages), trait


def test_the_whole_way_from_a_crawl_to_what_readers_open(tmp_path):
    years = list(range(2019, 2026))

    def night(
        archive: str, listed: list[int] = years, table: str = "as prescribed"
    ) -> CompletedProcess[str]:
        """Crawl the site as it is that night, extract the archive, publish."""
        running.routes["/nb/"] = page(MENU + rows(listed))
        for year in years:
            body = printed(Page("one", AGENCY, year, 0, table=table))
            running.routes[f"/art/{year}.html"] = Says(body, headers=HTML)
        one(tmp_path / archive, running)
        for words in (["extract", f"{archive}.db", archive], ["publish", f"{archive}.db", "reports.db"]):  # fmt: skip
            found = [str(tmp_path / word) if number else word for number, word in enumerate(words)]
            told = gongkai(*found, "--lang", "en")
        return told

    with site(healthy(years)) as running:
        first = night("archive")
        assert (first.returncode, "7 reports from 1 agency (+7)" in first.stdout) == (0, True)
        short = night("archive", years[4:])
        assert (short.returncode, "7 reports from 1 agency (+0)" in short.stdout) == (0, True)
        assert "Crawl: incomplete (fewer-listed): one" in short.stdout
        lost = night("another", years[4:])
        assert (lost.returncode, "one reports 7 3 4" in " ".join(lost.stdout.split())) == (3, True)
        unread = night("third", table="boxes")
        assert unread.returncode == 3
        assert "one read.requests 7 0 4" in " ".join(unread.stdout.split())
        assert night("fourth").returncode == 0
