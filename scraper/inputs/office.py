"""This module converts documents of Word, WPS and Excel to DOCX and XLSX with headless LibreOffice, many at once.

As this runs a program, it is done before the parsers. Each process has its own profile, which is
independent of any running LibreOffice, disables macros and blocks network access.
"""

import atexit
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from parsers.readers import BEFORE
from parsers.readers.office import CONVERTED_TO
from parsers.readers.sniffing import format_of
from schemas.capture import Capture
from scraper.errors import Unreadable
from scraper.inputs.attached import Group

# Seconds, where a document takes two: people are told that what was not converted is damaged.
_TIMEOUT = 180
_EACH = 15  # seconds more for each document of many
_LARGEST = 64 << 20
_NAMES = ("soffice", "libreoffice")
_OF_MACOS = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_DEAD_PROXY = "http://127.0.0.1:9"  # an unused port as proxy, so that remote content is not loaded
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_MOST = 16  # pages that wait
_HELD = 64 << 20  # bytes of their documents
Told = tuple[Group | Unreadable, bool]  # a page, and whether it is quick to read


def with_conversion(capture: Capture) -> Capture:
    """The capture with its conversion in `converted`, if its format needs one.

    `converted` stays None if LibreOffice is not installed, and is empty if the conversion failed.
    """
    kind, program = _format(capture), office()
    if kind is None or program is None:
        return capture
    return capture.model_copy(update={"converted": convert(capture.body, kind, program)})


def convert_together(captures: Sequence[Capture], program: str | None) -> list[Capture]:
    """The captures with their conversions, if several need one: to start LibreOffice takes longer than to convert.

    What is not converted with the others, as one that crashes the program, is left to be converted alone.
    """
    kinds = {at: kind for at, one in enumerate(captures) if (kind := _format(one))}
    found = list(captures)
    if program is None or len(kinds) < 2:
        return found
    with TemporaryDirectory(prefix="gongkai-office-") as folder:
        files = {at: Path(folder, f"{at}.{kind}") for at, kind in kinds.items()}
        for at, file in files.items():
            file.write_bytes(captures[at].body.lstrip(BEFORE))
        for target in sorted(set(CONVERTED_TO.values())):
            mine = [at for at, kind in kinds.items() if CONVERTED_TO[kind] == target]
            timeout = _TIMEOUT + _EACH * len(mine)
            if mine and _run(program, [files[at] for at in mine], target, timeout):
                for at in mine:
                    made = _made(files[at], target)
                    found[at] = captures[at].model_copy(update={"converted": made or None})
    return found


def needs_conversion(capture: Capture) -> bool:
    """Whether LibreOffice is to convert a document, and is installed."""
    return office() is not None and _format(capture) is not None


def _format(capture: Capture) -> str | None:
    """The format of a document that is to be converted; None of any other."""
    if capture.converted is not None or len(capture.body) > _LARGEST:
        return None
    kind = format_of(capture)
    return kind if kind in CONVERTED_TO else None


@cache
def office() -> str | None:
    """The path of LibreOffice; None if it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or (str(_OF_MACOS) if _OF_MACOS.is_file() else None)


def convert(body: bytes, kind: str, program: str, timeout: float = _TIMEOUT) -> bytes:
    """A document as DOCX or XLSX; empty if LibreOffice fails or takes longer than `timeout` seconds."""
    with TemporaryDirectory(prefix="gongkai-office-") as folder:
        source = Path(folder, f"document.{kind}")
        source.write_bytes(body.lstrip(BEFORE))
        done = _run(program, [source], CONVERTED_TO[kind], timeout)
        return _made(source, CONVERTED_TO[kind]) if done else b""


def _made(source: Path, target: str) -> bytes:
    made = source.with_suffix(f".{target}")
    return made.read_bytes() if made.is_file() and made.stat().st_size <= _LARGEST else b""


def _run(program: str, sources: Sequence[Path], target: str, timeout: float) -> bool:
    """Convert documents of one folder; whether the program came to its end, as what it leaves else may be cut."""
    words = [program, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore",
             "--nolockcheck", "--convert-to", target, "--outdir", str(sources[0].parent), *map(str, sources)]  # fmt: skip
    environment = os.environ | dict.fromkeys(("http_proxy", "https_proxy"), _DEAD_PROXY)
    environment["HOME"] = str(_profile())
    silent = subprocess.DEVNULL
    running = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, its words are ours
        words, stdin=silent, stdout=silent, stderr=silent, env=environment, start_new_session=True
    )
    try:
        running.wait(timeout)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _kill(running)
    return True


def _kill(running: "subprocess.Popen[bytes]") -> None:
    """Kill the program with all processes that it started."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


@cache
def _profile() -> Path:
    """The profile folder of this process, deleted when it ends."""
    folder = TemporaryDirectory(prefix="gongkai-profile-")
    atexit.register(folder.cleanup)
    user = Path(folder.name, "user")
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return Path(folder.name)


def convert_ahead(
    opened: Iterable[Group | Unreadable], is_quick: Callable[[Group], bool]
) -> Iterator[Told]:
    """Pages in their order, each with whether it is quick to read, their documents converted."""
    held: list[Told] = []
    size = 0
    for one in opened:
        slow = () if isinstance(one, Unreadable) or is_quick(one) else _documents(one)
        told = one, isinstance(one, Group) and not slow
        if held or _wait(slow):
            held.append(told)
            size += sum(len(document.body) for document in slow)
        else:
            yield told
        if len(held) == _MOST or size > _HELD:
            yield from _converted(held)
            held, size = [], 0
    yield from _converted(held)


def _documents(group: Group) -> tuple[Capture, ...]:
    return group.capture, *group.attachments


def _wait(documents: Sequence[Capture]) -> bool:
    try:
        return any(map(needs_conversion, documents))
    except Exception:  # reading it will fail in the same way and report it
        return False


def _converted(held: list[Told]) -> Iterator[Told]:
    groups = [one for one, quick in held if isinstance(one, Group) and not quick]
    captures = [document for one in groups for document in _documents(one)]
    try:
        found = iter(convert_together(captures, office()))
    except Exception:  # each is converted alone, which will fail in the same way and be reported
        found = iter(captures)
    for one, quick in held:
        if isinstance(one, Group) and not quick:
            capture, attachments = next(found), tuple(islice(found, len(one.attachments)))
            yield replace(one, capture=capture, attachments=attachments), quick
        else:
            yield one, quick
