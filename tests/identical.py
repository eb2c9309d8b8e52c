"""This module shows that the same pages and the same version give the same database, whatever runs it.

python -m tests.identical    builds what is missing in build/, compares, and says what it has seen

Compared are the Pythons that are on this machine, each of which is asked for the digest of `tests.digested`,
one and two workers, and both HTTP libraries: with these the archive of a crawl, byte for byte but for the
clock, and the database made of it.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from scraper.database.incremental import reader
from scraper.extract import extract
from tests.crawling import portals_toml
from tests.dumped import digest
from tests.kills.extractions import archives
from tests.portal import simulated

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LIBRARIES = ("httpx", "httpx2")
PORTALS = ("jpaas", "trs in GBK", "generic by next")
_USED = "from scraper.client import httpx; print(httpx.__name__)"
_READER = "from scraper.database.incremental import reader; print(reader())"
HTTPX2 = ROOT / "build" / "httpx2"
_CLOCK = (  # of a file, a record and the answer in it, whose digest has it too; and a record's name
    (rb"WARC-Filename: gongkai-\d+", b"WARC-Filename: gongkai-20260101000000"),
    (rb"WARC-Block-Digest: [^\r]+", b"WARC-Block-Digest: sha1:0"),
    (rb"WARC-Date: [^\r]+", b"WARC-Date: 2026-01-01T00:00:00.000000Z"),
    (rb"\nDate: [^\r]+", b"\nDate: Thu, 01 Jan 2026 00:00:00 GMT"),
    (rb"urn:uuid:[0-9a-f-]+", b"urn:uuid:00000000-0000-4000-8000-000000000000"),
)


def interpreter(version: str) -> Path | None:
    """A Python of this version: on the PATH, or one of pyenv's."""
    found = shutil.which(f"python{version}")
    if found and "shims" not in found:
        return Path(found)
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next(iter(sorted(kept.glob(f"{version}.*/bin/python"), reverse=True)), None)


def environment(version: str) -> Path:
    """Where the program is installed for a Python of this version."""
    return ROOT / "build" / f"python-{version}" / "bin" / "python"


def lacking(version: str) -> str | None:
    """Why a Python cannot be tried here; None where it can."""
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        return None
    if interpreter(version) is None:
        return f"no python{version} on the PATH or among pyenv's"
    if not environment(version).exists():
        return f"{environment(version)}: make identical"
    other = _run([environment(version), "-c", _READER], {}).stdout.strip()
    return None if other == reader() else "it has other extras than the Python that runs"


def python(version: str) -> Path:
    """The Python of this version that has the program: the one that runs, or the one of build/."""
    own = sys.version_info[:2] == tuple(map(int, version.split(".")))
    return Path(sys.executable) if own else environment(version)


def pages(place: Path) -> list[Path]:
    """The pages to read: the fixtures, and archives with attachments, one of them twice and one truncated."""
    made = place / "archives"
    return [ROOT / "fixtures" / "reports", made if made.exists() else archives(made)]


def by_python(version: str, place: Path, workers: int = 1) -> str:
    """The digest of the database that a Python makes from the pages, asserting that it prints no warning."""
    database = place / f"{version}-{workers}.db"
    words = ["-W", "error", "-m", "tests.digested", database, workers, *pages(place)]
    done = _run([python(version), *words], {})
    assert not done.stderr, done.stderr
    return done.stdout.strip()


def crawled(place: Path) -> Iterator[tuple[str, Path]]:
    """The archive that each HTTP library makes of the same portals, without dates."""
    with ExitStack() as stack:
        sites = {f"p{n}": stack.enter_context(simulated(name)) for n, name in enumerate(PORTALS)}
        (place / "portals.toml").write_text(portals_toml(dict(sites)), encoding="utf-8")
        for library in LIBRARIES:
            archive = place / library
            words = ["crawl", archive, "--portals", place / "portals.toml", "--jobs", "1"]
            _run([sys.executable, "-m", "scraper", *words], with_library(library))
            yield library, _timeless(archive)


def lacking_library(name: str) -> str | None:
    """Why an HTTP library cannot be tried here; None where it can. The program prefers httpx2."""
    used = _run([sys.executable, "-c", _USED], with_library(name)).stdout.strip()
    return None if used == name else f"{used} is used here; make identical installs the other"


def with_library(name: str) -> dict[str, str]:
    """The variables that make the program use an HTTP library."""
    return {"PYTHONPATH": str(HTTPX2) if name == "httpx2" else ""}


def _timeless(archive: Path) -> Path:
    """An archive as one uncompressed file, with all dates made the same."""
    whole = b"".join(gzip.decompress(file.read_bytes()) for file in sorted(archive.glob("*.gz")))
    for pattern, told in _CLOCK:
        whole = re.sub(pattern, told, whole)
    plain = archive / "plain" / "crawl.warc"
    plain.parent.mkdir()
    plain.write_bytes(whole)
    return plain


def _run(words: Iterable[object], more: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        list(map(str, words)), check=True, capture_output=True, text=True, cwd=ROOT,
        env=os.environ | more, timeout=600,
    )  # fmt: skip


def _built(version: str) -> None:
    """Install the program for a Python if it exists and is not installed yet."""
    found = interpreter(version)
    if found is None or python(version) == Path(sys.executable) or environment(version).exists():
        return
    folder = environment(version).parents[1]
    _run([found, "-m", "venv", folder], {})
    _run(
        [environment(version), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "-c", "constraints.txt", "-e", ".[pdf,office,cluster]"], {},
    )  # fmt: skip


def _by_every_python(place: Path) -> Iterator[tuple[str, str]]:
    for version in PYTHONS:
        if why := lacking(version):
            print(f"Python {version} is not compared: {why}")
        else:
            yield f"Python {version}", by_python(version, place)
    own = ".".join(map(str, sys.version_info[:2]))
    yield f"Python {own}, two workers", by_python(own, place, 2)


def by_every_library(place: Path) -> Iterator[tuple[str, str]]:
    """The digest of the database made of each library's crawl."""
    for library, archive in crawled(place):
        extract(place / f"{library}.db", [archive])
        yield library, digest(place / f"{library}.db")


def main() -> int:
    """Build, compare and print; returns 1 if anything differs."""
    for version in PYTHONS:
        _built(version)
    if not HTTPX2.exists():
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", HTTPX2, "httpx2"], {})
    differ = 0
    with tempfile.TemporaryDirectory() as folder:
        for compared in (_by_every_python, by_every_library):
            found = dict(compared(Path(folder)))
            print("".join(f"{told}  {name}\n" for name, told in found.items()), end="", flush=True)
            differ |= len(set(found.values())) != 1
    return differ


if __name__ == "__main__":
    sys.exit(main())
