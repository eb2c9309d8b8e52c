"""This module says under which name and at which address a database is served."""

import re
from pathlib import Path
from socket import gethostname

from scraper.language import say

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


def served_name(path: Path) -> str:
    """The name of a database in addresses: its file's, or `reports` if that is not plain.

    Datasette writes other signs as `~E5`, but its dashboards do not, so that no chart would find its data.
    """
    return path.stem if _PLAIN.fullmatch(path.stem) else "reports"


def where_to_look(host: str, port: int) -> str:
    """The address to open in a browser, and the one for other machines if they can connect."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104  (compared, not bound)
        shown = f"[{host}]" if ":" in host else host
        return say("serving", address=f"http://{shown}:{port}/")
    here, there = (f"http://{name}:{port}/" for name in ("127.0.0.1", gethostname()))
    return say("serving-all", address=here, other=there)
