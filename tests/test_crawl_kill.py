"""A crawl that a person ends finishes the record in hand, and the same command takes it up."""

import json
import signal
import time

import pytest

from tests import crawling
from tests.archives import check
from tests.crawling import portals_toml
from tests.kills.crawls import DELAY, long_portal, portal_of_bodies, portal_with_session, proves
from tests.site import AGENCY, site

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(
    ("portal", "agency"),
    [
        (long_portal, AGENCY),
        (portal_with_session, AGENCY),
        pytest.param(portal_of_bodies, "甲县人民政府", marks=pytest.mark.slow),
    ],
    ids=["pages of a list", "pages for a session", "columns of bodies"],
)
def test_an_interrupted_crawl_finishes_its_record_and_is_taken_up(portal, agency, tmp_path):
    with site(portal()) as running:
        portals = portals_toml({"one": running}, agency=agency, delay=str(DELAY))
        process = crawling.started(tmp_path, portals)
        while len(running.log) < 20:
            time.sleep(0.01)
        process.signalled(signal.SIGINT)
        assert process.ended(within=100) == 130
        told = json.loads(process.out.read_text())
        assert told["portals"][0]["reason"] == "interrupted"
        assert told["run"]["finished"] is None
        check(tmp_path / "a")
        process = crawling.started(tmp_path, portals)
        assert process.ended(within=100) == 0
        told = json.loads(process.out.read_text())
        assert told["run"]["resumed"]
        assert told["portals"][0]["fetched"] == len(running.routes) - 1
        proves(tmp_path / "a", running, 0)
