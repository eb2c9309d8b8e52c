"""This module crawls a portal on loopback to be killed, and judges what is left of its archive."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from scraper.inputs.captures import captures
from tests.archives import check, records
from tests.crawling import portals_toml
from tests.kills.victim import Victim
from tests.site import AGENCY, MENU, Route, Says, Site, page, report, site

DELAY = 0.01
YEARS = range(1900, 1960, 2)
PDF = Says(b"%PDF-1.7 " + b"x" * 3000, headers=(("Content-Type", "application/pdf"),))


def long_portal() -> dict[str, Route]:
    """Three listing pages of ten reports, each with an attachment."""
    routes: dict[str, Route] = {"/robots.txt": Says(b"", 404), "/": page(MENU)}
    for number, first in enumerate(range(1900, 1960, 20)):
        name = "/nb/" if number == 0 else f"/nb/index_{number}.html"
        following = f'<a href="/nb/index_{number + 1}.html">下一页</a>' if number < 2 else ""
        rows = "".join(
            f'<li><a href="/art/{n}.html">{AGENCY}20{n % 100:02}年政府信息公开工作年度报告</a>'
            for n in range(first, first + 20, 2)
        )
        routes[name] = page(f"{MENU}<ul>{rows}</ul>{following}")
    for n in YEARS:
        routes[f"/art/{n}.html"] = report(n, f'<a href="/files/{n}.pdf">附件.pdf</a>')
        routes[f"/files/{n}.pdf"] = PDF
    return routes


def portal_with_session() -> dict[str, Route]:
    """A list of thirty pages, of which all but the first are for who has the cookie of the start page."""

    def listed(number: int) -> Says:
        title = f"{AGENCY}{1990 + number}年政府信息公开工作年度报告"
        following = f'<a href="/nb/index_{number + 1}.html">下一页</a>' if number < 29 else ""
        return page(f'{MENU}<ul><li><a href="/art/{number}.html">{title}</a></li></ul>{following}')

    def within(number: int) -> Route:
        return lambda hit: listed(number if "JSESSIONID=7" in hit.headers.get("cookie", "") else 0)

    start = page(MENU)
    session = replace(start, headers=(*start.headers, ("Set-Cookie", "JSESSIONID=7; Path=/")))
    routes: dict[str, Route] = {"/robots.txt": Says(b"", 404), "/": session, "/nb/": listed(0)}
    for number in range(30):
        routes[f"/art/{number}.html"] = report(1990 + number)
        if number:
            routes[f"/nb/index_{number}.html"] = within(number)
    return routes


def portal_of_bodies() -> dict[str, Route]:
    """A government's platform that leads to the columns of twelve bodies, each with a report."""
    names = [f"县{name}局" for name in "水民教财林农商审统司卫体"]
    bodies = "".join(f"<li><a href='/d{n}.jsp'>{name}</a></li>" for n, name in enumerate(names))
    routes: dict[str, Route] = {
        "/robots.txt": Says(b"", 404),
        "/": page("<a href='/zwgk/'>政府信息公开</a>"),
        "/zwgk/": page(f"<ul><li><a href='/d99.jsp'>县人民政府</a></li>{bodies}</ul>"),
    }
    for n in (99, *range(len(names))):
        title = f"{AGENCY}{2019 + n % 7}年政府信息公开工作年度报告"
        routes[f"/d{n}.jsp"] = page(f"<a href='/l/{n}.jsp'>信息公开年报</a>")
        routes[f"/l/{n}.jsp"] = page(f"<ul><li><a href='/art/{n}.html'>{title}</a></li></ul>")
        routes[f"/art/{n}.html"] = report(2019 + n % 7)
    return routes


def stands(archive: Path) -> frozenset[str]:
    """The addresses whose answers the frontier calls kept, asserting that each record is complete at its offset.

    The files are read to their last whole record. What came after the last that is acknowledged is
    no loss: it is cut off and asked for again.
    """
    memory = archive / "frontier.db"
    if not memory.exists():
        return frozenset()
    with closing(sqlite3.connect(f"{memory.resolve().as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        try:
            kept = db.execute("SELECT url, file, offset FROM answers").fetchall()
        except sqlite3.OperationalError:  # killed before it had tables
            return frozenset()
    whole = dict(_whole(archive))
    for url, name, offset in kept:
        assert whole[name, offset] == url
    return frozenset(url for url, _, _ in kept)


def _whole(archive: Path) -> Iterator[tuple[tuple[str, int], str]]:
    """Every record of an archive that is whole: its place and its address."""
    for file in sorted(archive.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                if len(record.reader.read()) == record.content_length:
                    url = record.headers.get("WARC-Target-URI") or ""
                    yield (file.name, record.stream_pos), url


def proves(archive: Path, running: Site, kills: int) -> None:
    """Assert that an archive is what an undisturbed crawl makes: every page once, byte for byte as it was sent.

    A kill has cost the request in flight and no other; one that came when the run was finished has
    led to a second run, which asks for every page again.
    """
    check(archive)
    responses = Counter(url for kind, url in records(archive) if kind == "response")
    expected = {f"{running.url}{path}" for path in running.routes if path != "/robots.txt"}
    assert {url for url in responses if not url.endswith("robots.txt")} == expected
    assert set(responses.values()) == {1}
    sent = {f"{running.url}{path}": route for path, route in running.routes.items()}
    always = {url for url, says in sent.items() if isinstance(says, Says)}
    kept = {one.url: sha256(one.body).digest() for one in captures(archive) if one.url in always}
    assert kept == {
        url: sha256(says.body).digest()
        for url, says in sent.items()
        if isinstance(says, Says) and says.status == 200
    }
    again = Counter(running.paths())
    runs = (archive / "runs.jsonl").read_bytes().count(b"\n")
    assert again.total() <= runs * len(running.routes) + kills, again.most_common(5)
    assert min(running.gaps()) >= DELAY * 0.8


@contextmanager
def crawls() -> Iterator[Victim]:
    """A crawl as a victim, its site running."""
    with site(long_portal()) as running:

        def words(folder: Path) -> tuple[object, ...]:
            """A crawl of the site into the folder's `a`; its first one finds the site's log empty."""
            file = folder / "portals.toml"
            if not file.exists():
                file.write_text(portals_toml({"one": running}, delay=str(DELAY)))
                running.log.clear()
            return ("crawl", folder / "a", "--portals", file)

        yield Victim(
            words,
            lambda folder: (folder / "a" / "frontier.db", folder / "a" / "frontier.db-wal"),
            lambda folder: stands(folder / "a"),
            lambda folder, kills: proves(folder / "a", running, kills),
        )
