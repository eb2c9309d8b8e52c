"""Thirty crawls, five of them broken: each breakage is told where it is, and nothing else is."""

from itertools import pairwise
from pathlib import Path

import pytest

from scraper.gate.expectations import Expectations
from scraper.gate.publication import publish
from tests.replay import BREAKAGES, RUNS, build, served


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 8))])  # fmt: skip
def test_all_breakages_of_thirty_runs_are_told_at_their_portal_and_nothing_else(
    tmp_path: Path, seed: int
) -> None:
    reports, told = tmp_path / "reports.db", {}
    for run in range(RUNS):
        good = reports.read_bytes() if run else b""
        new = tmp_path / "build.db"
        build(new, served(run, seed))
        done = publish(new, reports, Expectations())
        new.unlink()
        if done.failures:
            told[run] = done.failures
            assert reports.read_bytes() == good
    assert sorted(told) == sorted(BREAKAGES)
    for run, breakage in BREAKAGES.items():
        assert {one.portal for one in told[run]} == {breakage.portal}
        assert (breakage.rule, breakage.measure) in {(one.rule, one.measure) for one in told[run]}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 103))
def test_runs_that_nothing_broke_are_all_published(tmp_path: Path, seed: int) -> None:
    reports, new = tmp_path / "reports.db", tmp_path / "build.db"
    for run in range(RUNS):
        build(new, served(run, seed, broken=False))
        assert publish(new, reports, Expectations()).failures == []
        new.unlink()


def test_there_is_growth_and_noise_to_be_misled_by() -> None:
    runs = [set(served(run, broken=False)) for run in range(RUNS)]
    assert [len(BREAKAGES), RUNS] == [5, 30]
    assert len(runs[-1]) > 1.7 * len(runs[0])
    lost = [len(before - after) for before, after in pairwise(runs)]
    assert sum(map(bool, lost)) > 12
    pages = {page for run in runs for page in run}
    for trait in ("zeros", "slip", "picture", "corrected"):
        assert any(getattr(page, trait) for page in pages), trait
