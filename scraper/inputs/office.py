"""This module turns documents of Word, WPS and Excel into DOCX and XLSX by LibreOffice, headless.

The conversion runs a program, so it is done here, before the pure readers. Each process has a profile
of its own: it meets no running LibreOffice, runs no macro and asks nothing of the network.
"""

import atexit
import os
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from parsers.readers import sniff
from parsers.readers.office import CONVERTED_TO
from schemas.capture import Capture

TIMEOUT = 60
LARGEST = 64 << 20
_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
_NOWHERE = "http://127.0.0.1:9"  # a proxy that nobody serves: pictures of foreign hosts stay there
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


def with_conversion(capture: Capture) -> Capture:
    """The capture with what LibreOffice makes of it, where its format asks for that.

    `convert` stays None where LibreOffice is not installed, and is empty where it failed.
    """
    kind = sniff(capture.body, capture.name, capture.media_type)
    program = office() if kind in CONVERTED_TO else None
    if program is None or len(capture.body) > LARGEST:
        return capture
    return capture.model_copy(update={"converted": convert(capture.body, kind, program)})


@cache
def office() -> str | None:
    """The LibreOffice that is installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((str(path) for path in _ELSEWHERE if path.is_file()), None)


def convert(body: bytes, kind: str, program: str, timeout: float = TIMEOUT) -> bytes:
    """A document as DOCX or XLSX; nothing where LibreOffice fails or takes too long."""
    with TemporaryDirectory(prefix="gongkai-office-") as folder:
        source = Path(folder, f"document.{kind}")
        source.write_bytes(body)
        _run(program, source, CONVERTED_TO[kind], timeout)
        made = source.with_suffix(f".{CONVERTED_TO[kind]}")
        return made.read_bytes() if made.is_file() and made.stat().st_size <= LARGEST else b""


def _run(program: str, source: Path, target: str, timeout: float) -> None:
    words = [program, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore",
             "--nolockcheck", "--convert-to", target, "--outdir", str(source.parent), str(source)]  # fmt: skip
    surroundings = os.environ | {
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
        "HOME": str(_profile()),
    }
    running = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, its words are ours
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings,
        start_new_session=True,
    )
    try:
        running.wait(timeout)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _end(running)


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End the program with all that it started."""
    if running.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        running.kill()
        running.wait()


@cache
def _profile() -> Path:
    """The profile of this process, gone when it ends."""
    folder = TemporaryDirectory(prefix="gongkai-profile-")
    atexit.register(folder.cleanup)
    user = Path(folder.name, "user")
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return Path(folder.name)
