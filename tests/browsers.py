"""This module opens Chromium for a module's tests, and ends it without waiting for it to close."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

import psutil
import pytest

_OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_PATIENCE = 15.0  # seconds; it closes in one, and has been seen never to


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser of Playwright's; the tests are skipped where either is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium")
    if not path:
        pytest.skip("Chromium is not installed")
    late = Timer(_PATIENCE, _end)
    with suppress(sync_api.Error), sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        yield browser
        late.start()
        browser.close()
    late.cancel()


def _end() -> None:
    """End the processes of Chromium and of Playwright's driver that this process has started."""
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if any(name in one.name() for name in ("chrom", "node", "playwright")):
                one.kill()
