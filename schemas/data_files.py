"""This module reads the data files that are shipped inside the packages, beside the code that uses them."""

import tomllib
from importlib.resources import files
from typing import Any


def read_text(package: str, name: str) -> str:
    """Return the text of a UTF-8 file in a package: `read_text("scraper", "portals.toml")`."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def read_toml(package: str, name: str) -> dict[str, Any]:
    """Return the content of a TOML file in a package, not validated; raises ValueError that names a broken one."""
    try:
        return tomllib.loads(read_text(package, name))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{package}/{name}: {error}") from error
