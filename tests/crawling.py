"""This module crawls sites on loopback, in this process or in one of its own."""

import contextlib
import io
import json
import shutil
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scraper.crawl import crawl
from scraper.crawling.plan import plan
from scraper.crawling.portals import read
from scraper.crawling.progress import Progress
from scraper.crawling.run_report import PortalReport, RunReport
from tests import processes
from tests.commands import gongkai
from tests.memory import memory
from tests.processes import Process, apart
from tests.site import AGENCY, Route, Site, site

QUICK = {
    "delay": "0.0", "backoff": "0.01", "timeout": "30.0",
    "allow_private_addresses": '["127.0.0.0/8"]',
}  # fmt: skip


def portals_toml(
    sites: dict[str, Site], start: str = "/", agency: str = AGENCY, **keys: str
) -> str:
    """A portals file for sites; `keys` are defaults of all portals, written as in TOML."""
    lines = ["[defaults]", *(f"{key} = {value}" for key, value in (QUICK | keys).items())]
    for ident, running in sites.items():
        lines += [f"[portals.{ident}]", f'agency = "{agency}"', f'start = "{running.url}{start}"']
    return "\n".join(lines) + "\n"


def run(
    folder: Path, sites: dict[str, Site], start: str = "/", agency: str = AGENCY, **keys: str
) -> RunReport:
    """Crawl sites into a folder, in this process."""
    portals = read("test.toml", portals_toml(sites, start, agency, **keys))
    with contextlib.redirect_stderr(io.StringIO()):
        report, finished = crawl(folder, plan(list(portals.values()), None, portals), 8, Progress())
    assert finished
    return report


def one(folder: Path, running: Site, start: str = "/", **keys: str) -> PortalReport:
    """Crawl one site; returns its part of the report."""
    return run(folder, {"one": running}, start, **keys).portals[0]


def crawled(folder: Path, routes: dict[str, Route], start: str = "/", **keys: str) -> PortalReport:
    """The same of a site of these routes."""
    with site(routes) as running:
        return one(folder, running, start, **keys)


def missed(found: PortalReport) -> list[str]:
    """The pages that were not had, each by its reason and the last part of its address."""
    return [f"{one.reason} {one.url.rpartition('/')[2]}" for one in found.problems]


def typed(folder: Path, portals: str, *more: str) -> "subprocess.CompletedProcess[str]":
    """Run `crawl` in this process, with a portals file of this text and the archive `a` in the folder."""
    return gongkai(*_words(folder, portals), *more)


def _words(folder: Path, portals: str) -> list[str]:
    file = folder / "portals.toml"
    file.write_text(portals, encoding="utf-8")
    return ["crawl", str(folder / "a"), "--json", "--portals", str(file)]


def started(folder: Path, portals: str, *more: str) -> Process:
    """Start the same in a process of its own; its results go to a new file in the folder."""
    out = folder / f"{len(list(folder.glob('*.told')))}.told"
    return processes.started(folder, (*_words(folder, portals), *more), str(out))


def measured(*words: object) -> tuple[dict[str, Any], int, int]:
    """Crawl in a process of its own; returns the report, the exit code and the peak memory in megabytes."""
    return apart(_measured, *words)


def _measured(*words: object) -> tuple[dict[str, Any], int, int]:
    told = gongkai("crawl", *words, "--json")
    return json.loads(told.stdout), told.returncode, memory()


def self_signed(folder: Path) -> ssl.SSLContext:
    """The TLS context of a server with a self-signed certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    made = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"), "-days", "2"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", *made]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
