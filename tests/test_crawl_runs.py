"""How crawls ended stands in the database's table of runs, a row a portal and run, each once."""

import json

from scraper.extract import extract
from tests.crawling import run
from tests.dumped import selected
from tests.site import AGENCY, Says, site

RUNS = """SELECT portal, status, reason, reports, fetched, unchanged, problems FROM runs
  WHERE command = 'crawl' ORDER BY id"""


def test_the_runs_of_an_archive_are_rows_once_however_often_it_is_extracted(tmp_path):
    with site() as good, site() as bad:
        bad.routes["/art/2022.html"] = Says(b"", 404)
        run(tmp_path / "a", {"good": good, "bad": bad})
        extract(tmp_path / "x.db", [tmp_path / "a"])
        extract(tmp_path / "x.db", [tmp_path / "a"])
        known = {"agency": AGENCY, "year": 2022}
        problem = {"url": f"{bad.url}/art/2022.html", "reason": "not-found"} | known
        missing = json.dumps([problem], ensure_ascii=False)
        first = [
            ("good", "ok", None, 4, 6, 0, "[]"),
            ("bad", "incomplete", "pages-missing", 3, 5, 0, missing),
        ]
        assert selected(tmp_path / "x.db", RUNS) == first
        run(tmp_path / "a", {"good": good})
        extract(tmp_path / "x.db", [tmp_path / "a"])
    assert selected(tmp_path / "x.db", RUNS) == [*first, ("good", "ok", None, 4, 0, 6, "[]")]
    told = "SELECT count(*) FROM dictionary WHERE kind = 'reason' AND key = 'pages-missing'"
    assert selected(tmp_path / "x.db", told) == [(1,)]


def test_lines_that_are_no_report_are_passed_over_and_one_makes_its_portal_known(tmp_path):
    """As of a crawl that was refused everywhere, and has left no page."""
    (tmp_path / "a").mkdir()
    whole = {
        "run": {"started": "1", "finished": "2"},
        "portals": [{"id": "p", "agency": AGENCY, "status": "refused"}],
    }
    lines = ["[1]", "null", '{"run": 3}', '{"run": {"id"', json.dumps(whole), "{}"]
    (tmp_path / "a" / "runs.jsonl").write_text("\n".join(lines))
    extract(tmp_path / "x.db", [tmp_path / "a"])
    assert selected(tmp_path / "x.db", RUNS) == [("p", "refused", None, None, None, None, "[]")]
    assert selected(tmp_path / "x.db", "SELECT name FROM agencies") == [(AGENCY,)]
