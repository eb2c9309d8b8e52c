"""Memory and manners at scale: a bomb, a long list, TLS as a portal says."""

import json
import zlib
from pathlib import Path

import pytest

from tests.crawling import measured, one, portals_toml, self_signed, typed
from tests.site import Route, Says, healthy, page, site

pytestmark = pytest.mark.thorough


def bomb(mebibytes: int) -> bytes:
    """Zeros, packed once and repeated; whoever comes to their end has unpacked them all."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, 31)
    first, more = (
        deflate.compress(bytes(1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return first + more * (mebibytes - 1)


def crawled(folder: Path, routes: dict[str, Route]) -> tuple[dict, int, int]:
    with site(routes) as running:
        file = folder / "p.toml"
        file.write_text(portals_toml({"one": running}))
        return measured(folder / "a", "--portals", file)


@pytest.fixture(scope="module")
def usual(tmp_path_factory) -> int:
    """The peak of a crawl that meets no bomb."""
    return crawled(tmp_path_factory.mktemp("usual"), healthy())[2]


@pytest.mark.parametrize(
    "media_type", ["text/html", pytest.param("application/pdf", marks=pytest.mark.slow)]
)
def test_a_bomb_costs_less_than_fifty_megabytes(media_type, usual, tmp_path):
    packed = Says(bomb(700), headers=(("Content-Type", media_type), ("Content-Encoding", "gzip")))
    report, code, peak = crawled(tmp_path, healthy() | {"/art/2023.html": packed})
    assert [problem["reason"] for problem in report["portals"][0]["problems"]] == ["too-large"]
    assert code == 4
    assert peak - usual < 50


def listed(folder: Path, running, count: int) -> Path:
    file = folder / f"{count}.txt"
    file.write_text("".join(f"{running.url}/a/{number}.html\n" for number in range(count)))
    return file


def test_listed_addresses_are_fetched_each_once_under_the_portal_of_their_host(tmp_path):
    routes = {f"/a/{number}.html": page(f"<p>{number}</p>") for number in range(30)}
    with site(healthy() | routes) as running:
        text = portals_toml({"one": running})
        urls = listed(tmp_path, running, 30)
        urls.write_text("# known pages\n\n" + urls.read_text() * 2)
        told = typed(tmp_path, text, "--urls", str(urls))
        (portal,) = json.loads(told.stdout)["portals"]
        assert (told.returncode, portal["id"], portal["fetched"]) == (0, "one", 30)
        assert sorted(running.paths()) == sorted(["/robots.txt", *routes])
        again = typed(tmp_path, text, "--urls", str(urls))
        assert json.loads(again.stdout)["portals"][0]["unchanged"] == 30


@pytest.mark.slow
def test_memory_is_flat_from_a_thousand_to_a_hundred_thousand_queued_addresses(tmp_path):
    peaks = []
    with site(healthy()) as running:
        file = tmp_path / "p.toml"
        file.write_text(portals_toml({"one": running}, max_requests="50"))
        for count in (1_000, 100_000):
            urls = listed(tmp_path, running, count)
            given = ("--portals", file, "--urls", urls)
            report, _, peak = measured(tmp_path / str(count), *given)
            assert report["portals"][0]["reason"] == "budget-spent"
            peaks.append(peak)
    assert peaks[1] < peaks[0] * 1.1


@pytest.mark.parametrize(("tls", "status", "reason"), [
    ("verify", "failed", "tls-failed"),
    ("legacy", "failed", "tls-failed"),
    ("insecure", "ok", None),
])  # fmt: skip
def test_only_a_portal_that_says_so_is_asked_unverified(tls, status, reason, tmp_path):
    with site(tls=self_signed(tmp_path)) as running:
        found = one(tmp_path / "a", running, tls=f'"{tls}"')
    assert (found.status, found.reason) == (status, reason)
    assert bool(running.log) == (status == "ok")


def test_a_mistake_of_ours_in_one_portal_does_not_stop_the_others(tmp_path, monkeypatch):
    def broken(*_args: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("scraper.crawling.visit.Search.column", broken)
    with site() as running:
        found = one(tmp_path, running)
    assert (found.status, found.reason, found.detail) == (
        "failed", "program-error", "RuntimeError: boom",
    )  # fmt: skip
