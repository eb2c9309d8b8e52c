"""Killed at any moment, crawl, extraction, merge and publication lose nothing and leave nothing half done.

Here one kill each; `python -m tests.kills 1000` is the long form. An extraction by several workers
is killed once in `test_pool`; a merge of a cluster writes as an extraction does, from shards that
`test_faults_merge` tears.
"""

import random

import pytest

from tests.kills.__main__ import VICTIMS
from tests.kills.victim import killed

pytestmark = pytest.mark.thorough

SHORT = [name for name in VICTIMS if name not in ("extract by two workers", "merge of a cluster")]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", SHORT)
def test_killed_at_any_moment_it_loses_nothing(name, tmp_path):
    if "cluster" in name:
        pytest.importorskip("pyarrow", reason="needs the extra cluster")
    with VICTIMS[name].made(tmp_path) as victim:
        dead, _ = killed(victim, tmp_path / "kills", random.Random(5), 1)
    assert dead == 1


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", VICTIMS)
def test_killed_dozens_of_times_it_loses_nothing(name, tmp_path):
    with VICTIMS[name].made(tmp_path) as victim:
        dead, _ = killed(victim, tmp_path / "kills", random.Random(7), VICTIMS[name].share // 10)
    assert dead == VICTIMS[name].share // 10
