"""This module reports a missing optional dependency: which library it is, and which extra installs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from scraper.errors import ToolMissing


@contextmanager
def requires(library: str, extra: str) -> Iterator[None]:
    """Import within the block what an extra installs; raises ToolMissing if it is not installed."""
    try:
        yield
    except ImportError as error:
        raise ToolMissing(f"{library} is not installed: pip install 'gongkai[{extra}]'") from error
